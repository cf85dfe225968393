"""What is wrong with a judgement, in the language of the page; the ledger itself says it in English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from gigawatch.ledger.queue import word
from gigawatch.site.word import DATA, say_if_known

FAULTS = DATA / "fault.toml"
GAP = re.compile(r"\{(\w+)\}")
CODES = ("field", "kind", "sort")
KNOWN: Mapping[str, Callable[[str, str], str | None]] = {
    "field": lambda code, lang: say_if_known(f"desk.field.{code}", lang) or say_if_known(f"field.{code}", lang),
    "kind": lambda code, lang: say_if_known(f"claim.{code}", lang),
    "sort": lambda code, lang: say_if_known(f"kind.{code}", lang),
    "verdict": lambda code, lang: word("verdict", code, lang),
}
"""What stands in a gap of this name, or one that ends so, and has words of its own."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that can be said: by which English it is known, and how it is told in each language."""

    known_by: re.Pattern[str]
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A fault or a remedy as a page tells it, and the language that it is in."""

    text: str
    lang: str


@cache
def wordings() -> tuple[Wording, ...]:
    """All that can be said, the closer before the wider."""
    rows = tomllib.loads(FAULTS.read_text(encoding="utf-8"))["fault"]
    return tuple(Wording(_compile(row["en"]), {"en": row.get("here", row["en"]), "zh": row["zh"]}) for row in rows)


def tell_fault(text: str, lang: str) -> Told:
    """A fault in a language; one that has no words there stays in English.

    >>> tell_fault("'x1' is not a number", "zh").text
    '“x1”不是数字'
    """
    for wording in wordings():
        found = wording.known_by.fullmatch(text)
        if found:
            values = {name: _tell_value(name, value, lang) for name, value in found.groupdict().items()}
            return Told(wording.told[lang].format(**values), lang)
    return Told(text, "en")


def _compile(english: str) -> re.Pattern[str]:
    parts = GAP.split(english)
    told = (f"(?P<{part}>{_what_fits(part)})" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile("".join(told), re.DOTALL)


def _what_fits(gap: str) -> str:
    """What may stand in a gap: a code is one word, maybe in quotation marks, all else is anything."""
    return r"'?\w+'?" if gap.rpartition("_")[2] in CODES else ".+?"


def _tell_value(name: str, value: str, lang: str) -> str:
    """What was given, as the page writes it: a code by its word, what was quoted in quotation marks of the language."""
    bare = value[1:-1] if repr(value[1:-1]) == value else value
    tell = KNOWN.get(name.rpartition("_")[2])
    known = tell(bare, lang) if tell is not None and lang != "en" else None
    if known is not None or bare == value:
        return known or value
    return f"“{bare}”"
