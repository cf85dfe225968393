"""The analyst's text as a file: `report/NAME.LANG.md`, whose front matter says its title, place, author and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from gigawatch.intake.metadata import parse_yaml
from gigawatch.model import InputError
from gigawatch.vocab.near import hint_among

FOLDER = "report"
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]*)\.(en|zh)\.md")
MOST_BYTES = 1024 * 1024


class Place(StrEnum):
    """Where a text stands: a section of its own before or after one, or the last part within one."""

    BEFORE = "before"
    AFTER = "after"
    WITHIN = "within"


NEEDED = ("title", "author", "date")
KEYS = (*NEEDED, *Place)


@dataclass(frozen=True, slots=True)
class OwnText:
    """One text of the analyst in one language; `line` is the line of its file on which the words begin."""

    name: str
    lang: str
    title: str
    author: str
    dated: str
    place: Place
    section: str
    words: str
    where: str
    line: int = 1


def read_texts(folder: Path) -> list[OwnText]:
    """Every text of a folder, in order of name; InputError for the first that cannot be merged."""
    if not folder.is_dir():
        return []
    files = (path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".md")
    return [read_text(path) for path in files if path.name.lower() != "readme.md"]


def missing_languages(texts: Sequence[OwnText], languages: Iterable[str]) -> list[str]:
    """A line for every text that a language of the report lacks."""
    names, known = dict.fromkeys(text.name for text in texts), {(text.name, text.lang) for text in texts}
    wanted = list(languages)
    return [
        f"{FOLDER}/{name}.{lang}.md is not there: the report in that language goes without this text"
        for name in names
        for lang in wanted
        if (name, lang) not in known
    ]


def read_text(path: Path) -> OwnText:
    """One text; InputError for a name, an encoding or front matter that does not fit."""
    where = f"{path.parent.name}/{path.name}"
    name = NAME.fullmatch(path.name)
    if name is None:
        hint = "name it after its language: NAME.en.md or NAME.zh.md"
        raise InputError("the file's name does not say its language", where=where, hint=hint)
    values, words, line = _split(_decode(path, where), where)
    place, section = _place(values, where)
    told = {key: _told(values, key, where) for key in ("title", "author")}
    lang, dated = name.group(2), _date(values.get("date"), where)
    return OwnText(name.group(1), lang, told["title"], told["author"], dated, place, section, words, where, line)


def _decode(path: Path, where: str) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise InputError("the file is larger than 1 MiB", where=where, hint="divide it into several")
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError("the file is not UTF-8", where=where, hint="save it as UTF-8") from error


def _split(text: str, where: str) -> tuple[Mapping[str, object], str, int]:
    match = FRONT_MATTER.match(text)
    if match is None:
        hint = "open it with --- and the lines title, author, date and before, after or within"
        raise InputError("the file has no front matter", where=where, hint=hint)
    values, words = parse_yaml(match.group(1), where), text[match.end() :]
    for key in values:
        if str(key) not in KEYS:
            hint = hint_among(str(key), KEYS)
            raise InputError(f"unknown key {key!r} in the front matter", where=where, hint=hint)
    if not words.strip():
        raise InputError("the file has front matter but no text", where=where)
    return values, words, text[: match.end()].count("\n") + 1


def _place(values: Mapping[str, object], where: str) -> tuple[Place, str]:
    found = [(place, str(values[place]).strip()) for place in Place if values.get(place) is not None]
    if len(found) != 1:
        hint = "write one line such as `after: key`"
        raise InputError("the front matter must name one of before, after, within", where=where, hint=hint)
    return found[0]


def _told(values: Mapping[str, object], key: str, where: str) -> str:
    value = values.get(key)
    if not isinstance(value, str | int | float) or not str(value).strip():
        raise InputError(f"the front matter lacks {key!r}", where=where)
    return " ".join(str(value).split())


def _date(value: object, where: str) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        what = "the front matter lacks 'date'" if value is None else f"{value!s} is no date"
        raise InputError(what, where=where, hint="write it as date: 2026-11-29") from error
