"""Names and general terms that sources write, in the language of the report where they are known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from gigawatch.report.block import Ref, Run
from gigawatch.report.pen import Pen
from gigawatch.vocab import organisations, places

INSTITUTION = re.compile(
    r"^(?!the\b)(?=.*\b(?:Academy|Administration|Agency|Alliance|Association|Authority|Bureau|Cent(?:er|re)|Commission"
    r"|Committee|Federation|Government|Institute|Ministry|Society|Union)\b)",
    re.IGNORECASE,
)
"""English names that take an article within a sentence."""
TERMS = Path(__file__).parent / "data" / "term.toml"


@cache
def terms() -> Mapping[str, Mapping[str, str]]:
    """General terms by their wording in either language."""
    entries = tomllib.loads(TERMS.read_text(encoding="utf-8"))["term"]
    return {entry[lang].casefold(): entry for entry in entries for lang in ("zh", "en")}


def tell_term_words(pen: Pen, surface: str) -> str:
    """A general term in the report's language; as the source writes it where it is not listed."""
    known = terms().get(surface.casefold())
    return known[pen.lang] if known else surface


def tell_office(pen: Pen, words: str, ref: Ref | None = None) -> Run:
    """An office in the report's language where it is listed, alone or behind whose it is: 宁德时代副总裁."""
    for end in range(len(words) - 1, 0, -1):
        office = terms().get(words[end:].casefold())
        firm = organisations().find(words[:end]) if office is not None else None
        if office is not None and firm is not None and pen.lang == "en":
            return pen.words(f"{office['en']} of {firm.name_en or firm.name}", ref)
    return pen.words(tell_term_words(pen, words), ref)


def is_group(surface: str) -> bool:
    """True where words say what kind of people came and nobody's name: `leading scientists`, 企业高管."""
    known = terms().get(surface.casefold())
    words = known["en"] if known else surface
    return organisations().find(surface) is None and words.isascii() and words == words.lower()


def tell_organisation(pen: Pen, surface: str, ref: Ref | None = None) -> Run:
    """An organisation's name, or a general term for a group, in the report's language where it is known."""
    known = organisations().find(surface)
    if known is None:
        return pen.words(tell_term_words(pen, surface), ref)
    name = (known.name_zh if pen.lang == "zh" else known.name_en) or known.name
    is_spelled_out = pen.lang == "en" and name.isupper() and surface.isascii() and len(surface.split()) > 1
    return pen.words(surface if is_spelled_out else name, ref)


def add_article(run: Run, lang: str) -> Run:
    """A name within a sentence: an English institution's with its article, `the China Battery Industry Association`."""
    return replace(run, text=f"the {run.text}") if lang == "en" and INSTITUTION.match(run.text) else run


def tell_thing(pen: Pen, surface: str, ref: Ref | None = None) -> Run:
    """The name of an organisation or, where there is none of that name, of a place."""
    return (tell_place if organisations().find(surface) is None else tell_organisation)(pen, surface, ref)


def tell_place(pen: Pen, surface: str, ref: Ref | None = None) -> Run:
    """A place's name in the report's language; as the source writes it where it is not known."""
    known = places().find(surface)
    if known is None:
        return pen.words(surface, ref)
    return pen.words((known.name_zh if pen.lang == "zh" else known.name_en) or surface, ref)


def capitalise(words: str) -> str:
    """Words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    """Words as they stand within a sentence: a small first letter, but for an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
