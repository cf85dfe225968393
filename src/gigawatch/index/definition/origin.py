"""Who first published a figure, and the copy it was seen in: told from the address and the note of its row, by data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "origin" / "known.toml"
HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)")
REPOSITORY = re.compile(r"(?:https?://(?:www\.)?(?:github|raw\.githubusercontent)\.com/)?([\w.-]+/[\w.-]+)(?:[@/]|$)")
COMMIT = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{7,40}\b")
PACKAGE = re.compile(r"(?:PyPI|npm) \S+")
CODE_HOSTS = ("github.com", "raw.githubusercontent.com")
NUMBERS = re.compile(r"\s*\d[\d.]*")
Rule = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who first published a figure, and where a copy of it was seen; no `copy` where it was read at the origin, or
    where nobody is known to have copied it.

    Figures of the same `name` make one series over the years.
    """

    name: str
    copy: str | None = None


def find_origin(source: str, note: str = "", measure: str = "") -> Origin:
    """The origin of a row of observations.

    >>> find_origin("https://cnevpost.com/x", "SNE Research; as revised")
    Origin(name='SNE Research', copy='https://cnevpost.com/x')
    """
    return _find(source, note, measure)


@cache
def _find(source: str, note: str, measure: str) -> Origin:
    known = _read()
    for rule in known["origin"]:
        if _fits(rule, source, note, measure):
            return Origin(str(rule["name_en"]), _see(rule, source, note))
    quoted = _find_word(note, "quoted")
    if quoted:
        return Origin(quoted, source)
    is_copy = _holds(known["copies"], "source", source) or COMMIT.match(source) is not None
    return Origin(name_site(source), source if is_copy else None)


def _fits(rule: Rule, source: str, note: str, measure: str) -> bool:
    measures = _texts(rule, "measure")
    if measures and not measure.startswith(measures):
        return False
    is_told = _holds(rule, "source", source) or _holds(rule, "note", note)
    return is_told or not (_texts(rule, "source") or _texts(rule, "note"))


def _see(rule: Rule, source: str, note: str) -> str | None:
    """The copy in which a figure of a known origin was seen; none of what is told by its measure alone."""
    if not (_texts(rule, "source") or _texts(rule, "note")):
        return None
    named = _find_word(note, "named")
    if named:
        return named
    is_own = _holds(rule, "own", source) or _holds(rule, "own_note", note)
    return None if is_own or not source else source


def _find_word(note: str, key: str) -> str:
    """The word that follows one of the phrases of the copies in a note; empty where none does."""
    for words in _texts(_read()["copies"], key):
        found = re.search(rf"{re.escape(words)}\s+([^;,\s]+)", note, re.IGNORECASE)
        if found:
            return found[1]
    return ""


def name_site(source: str) -> str:
    """What stands for an origin that is not known: the site of an address, a repository, a package; else the words of
    a source without its numbers, so that the yearbooks of two years are one.
    """
    host = HOST.match(source)
    if host is not None and host[1] not in CODE_HOSTS:
        return host[1]
    found = PACKAGE.match(source) or (REPOSITORY.match(source) if host is not None or "@" in source else None)
    if found is not None:
        return found[1] if found.re is REPOSITORY else found[0]
    return NUMBERS.sub("", source).strip()


def is_worked_out(note: str) -> bool:
    """Whether the note of a row says that somebody worked its value out, in place of reporting it."""
    told, words = note.casefold(), _read()["derived"]
    return told.startswith(_texts(words, "begins")) or any(one in told for one in _texts(words, "anywhere"))


def name_origin(name: str, language: str) -> str:
    """An origin's name in a language; of one that is not known the name that it has."""
    names = {str(rule["name_en"]): str(rule[f"name_{language}"]) for rule in _read()["origin"]}
    return names.get(name, name)


def join_origins(names: Sequence[str], language: str = "en") -> str:
    """Several origins as one text."""
    return {"en": "; ", "zh": "；"}[language].join(name_origin(name, language) for name in names)


def tell_origin(origin: str, copy: str, source: str, language: str) -> str:
    """Where a reading comes from: who first published it, and the copy or page that it was seen at."""
    names = [name_origin(name, language) for name in origin.split("; ") if name]
    told = {"en": "; ", "zh": "；"}[language].join(names)
    seen = copy or source
    if not told or told == seen:
        return seen or told or "-"
    words = {"en": "{who}, seen in the copy {at}", "zh": "{who}，见于转载：{at}"}
    plain = {"en": "{who}: {at}", "zh": "{who}：{at}"}
    return (words if copy else plain)[language].format(who=told, at=seen) if seen else told


def _holds(rule: object, key: str, text: str) -> bool:
    told = text.casefold()
    return any(one in told for one in _texts(rule, key))


def _texts(rule: object, key: str) -> tuple[str, ...]:
    assert isinstance(rule, Mapping)
    return tuple(str(one).casefold() for one in rule.get(key, ()))


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
