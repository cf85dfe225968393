"""Who first published a figure, and the copy it was seen in: told from the address and the note of its row, by data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.index.definition.origin_rule import (
    COMMIT,
    Rule,
    find_rule,
    is_at,
    is_own,
    read_named,
    read_origins,
    texts,
)

WORDS = Path(__file__).parent / "data" / "origin" / "wording.toml"
HOST = re.compile(r"https?://(?:www\.)?([^/:?#]+)")
REPOSITORY = re.compile(r"(?:https?://(?:www\.)?(?:github|raw\.githubusercontent)\.com/)?([\w.-]+/[\w.-]+)(?:[@/]|$)")
PACKAGE = re.compile(r"(?:PyPI|npm) \S+")
CODE_HOSTS = ("github.com", "raw.githubusercontent.com")
EDITION = re.compile(r"\s+(?:(?:19|20)\d\d(?:-\d\d){0,2}|v?\d+(?:\.\d+)+|v\d+)(?![\w.])")
"""A year or version that stands by itself behind a name."""


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
    rule = find_rule(source, note, measure)
    if rule is not None:
        return Origin(str(rule["name_en"]), _see(rule, source, note))
    quoted = read_named(note, "quoted")
    if quoted:
        return Origin(quoted, source)
    is_copy = is_at(read_origins()["copies"], source) or COMMIT.match(source) is not None
    return Origin(name_site(source), source if is_copy else None)


def _see(rule: Rule, source: str, note: str) -> str | None:
    """The copy in which a figure of a known origin was seen; none of what is told by its measure alone."""
    if not any(texts(rule, key) for key in ("site", "source", "note")):
        return None
    return read_named(note, "named") or (None if is_own(rule, source, note) or not source else source)


def name_site(source: str) -> str:
    """What stands for an origin that is not known: the site of an address, a repository, a package; else the words of
    a source without the years and versions behind them, so that the yearbooks of two years are one.
    """
    host = HOST.match(source)
    if host is not None and host[1] not in CODE_HOSTS:
        return host[1]
    found = PACKAGE.match(source) or (REPOSITORY.match(source) if host is not None or "@" in source else None)
    if found is not None:
        return found[1] if found.re is REPOSITORY else found[0]
    return EDITION.sub("", source).strip()


def is_worked_out(note: str) -> bool:
    """Whether the note of a row says that somebody worked its value out, in place of reporting it."""
    told, words = note.casefold(), read_origins()["derived"]
    return told.startswith(texts(words, "begins")) or any(one in told for one in texts(words, "anywhere"))


def name_origin(name: str, language: str) -> str:
    """An origin's name in a language; of one that is not known the name that it has."""
    names = {str(rule["name_en"]): str(rule[f"name_{language}"]) for rule in read_origins()["origin"]}
    return names.get(name, name)


def join_origins(names: Sequence[str], language: str = "en") -> str:
    """Several origins as one text."""
    return _words()["join"][language].join(name_origin(name, language) for name in names)


def is_partly_copied(origin: str, copy: str, source: str) -> bool:
    """Whether only a part of what a reading stands on is known to have been seen in the copies."""
    is_one = _words()["join"]["en"] not in origin
    return bool(copy) and copy != source and (not is_one or copy in source)


def tell_provenance(origin: str, copy: str, source: str, language: str) -> str:
    """Where a reading comes from: who first published it, and the copies or pages that it was seen at. Of a reading of
    several origins it is told that a part was seen in a copy, with every page, since which part is not kept.
    """
    told = join_origins([name for name in origin.split(_words()["join"]["en"]) if name], language)
    seen = copy or source
    if not told or told == seen or not seen:
        return seen or told or "-"
    way = "partly_copied" if is_partly_copied(origin, copy, source) else "copied" if copy else "plain"
    return _words()[way][language].format(who=told, copy=copy, at=source)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return found
