"""How a rule of the file of origins fits a row: by the site of its address, the words of its source, or its note."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "origin" / "known.toml"
ADDRESS = re.compile(r"https?://(?P<host>[^/:?#\s]+)(?::\d+)?(?P<path>[^\s]*)", re.IGNORECASE)
HOST_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
COMMIT = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{7,40}\b")
PATH_ENDS = "/?#&"
CLAUSE_ENDS = ".,:;"
Rule = Mapping[str, object]


def find_rule(source: str, note: str, measure: str) -> Rule | None:
    """The rule that tells the origin of a row: one of its measure alone, else the first that its note names, else that
    of its address.
    """
    fitting = [rule for rule in read_origins()["origin"] if _is_of(rule, measure)]
    alone = (rule for rule in fitting if not any(rule.get(key) for key in ("site", "source", "note", "is")))
    found = next(alone, None) or _find_told(fitting, note)
    return found or next((rule for rule in fitting if is_at(rule, source)), None)


def is_at(rule: Rule, source: str) -> bool:
    """Whether a source lies on one of the rule's sites or has one of its words."""
    return on_site(texts(rule, "site"), source) or any(one in source.casefold() for one in texts(rule, "source"))


def is_own(rule: Rule, source: str, note: str) -> bool:
    """Whether a row was read at the origin itself."""
    told = note.casefold()
    return on_site(texts(rule, "own"), source) or any(_find_words(told, one) for one in texts(rule, "own_note"))


def on_site(sites: tuple[str, ...], source: str) -> bool:
    """Whether an address is of one of the sites: of its host or one under it, at its path or under it."""
    found = ADDRESS.match(source)
    return found is not None and any(_is_under(found["host"], found["path"], one) for one in sites)


def _is_under(host: str, path: str, site: str) -> bool:
    wanted, slash, rest = site.partition("/")
    if not f".{host.casefold()}".endswith(f".{wanted}"):
        return False
    below = f"{slash}{rest}".rstrip("/")
    there = path.casefold()
    return there.startswith(below) and (len(there) == len(below) or not below or there[len(below)] in PATH_ENDS)


def list_parts(note: str) -> Iterator[str]:
    """The parts of a note, each without where it was read."""
    known = read_origins()["parts"]
    for part in re.split("|".join(map(re.escape, known["ends"])), note):
        yield re.split("|".join(map(re.escape, known["before"])), part)[0].strip()


def read_named(note: str, key: str) -> str:
    """The host or repository that follows one of the phrases of the copies in a note; empty where none does."""
    for words in texts(read_origins()["copies"], key):
        found = re.search(rf"{re.escape(words)}\s+([^;,\s]+)", note, re.IGNORECASE)
        name = found[1].rstrip(CLAUSE_ENDS) if found else ""
        if COMMIT.match(name) or HOST_NAME.fullmatch(name.casefold()):
            return name
    return ""


def _find_told(rules: list[Rule], note: str) -> Rule | None:
    """The rule that a note names first: in its first part, or at the beginning of a later one."""
    for at, part in enumerate(list_parts(note.casefold())):
        told = [(place, rule) for rule in rules if (place := _find_place(rule, part, is_first=at == 0)) is not None]
        if told:
            return min(told, key=lambda one: one[0])[1]
    return None


def _find_place(rule: Rule, part: str, *, is_first: bool) -> int | None:
    """Where a part of a note names the origin of a rule; None where it does not, or says that it is not the one."""
    if is_first and part in texts(rule, "is"):
        return 0
    places = [at for words in texts(rule, "note") for at in _find_words(part, words) if is_first or at == 0]
    return min((at for at in places if not _is_denied(part[:at])), default=None)


def _find_words(text: str, words: str) -> list[int]:
    """Where a text has words as such, one of them or several (report, reports), not as a piece of others."""
    edges = (r"(?<![a-z0-9])", r"(?:s|'s?)?(?![a-z0-9])") if words.isascii() else ("", "")
    return [found.start() for found in re.finditer(f"{edges[0]}{re.escape(words)}{edges[1]}", text)]


def _is_denied(before: str) -> bool:
    """Whether what stands before a name in a part says that it is not the one: `not SNE`, `not the company's`."""
    words = before.split()[-2:]
    denies = texts(read_origins()["parts"], "denies")
    return bool(words) and (words[-1] in denies or (words[0] in denies and words[-1] == "the"))


def _is_of(rule: Rule, measure: str) -> bool:
    measures = texts(rule, "measure")
    return not measures or measure.startswith(measures)


def texts(rule: object, key: str) -> tuple[str, ...]:
    """The words that a rule lists under a key, in small letters."""
    assert isinstance(rule, Mapping)
    return tuple(str(one).casefold() for one in rule.get(key, ()))


@cache
def read_origins() -> Mapping[str, Any]:
    """The file of origins."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
