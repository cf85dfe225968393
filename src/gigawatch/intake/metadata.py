"""What is known of a document besides its text: front matter and sidecar, checked field by field."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from gigawatch.intake.file import read_file
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.intake.text import HALF
from gigawatch.model import InputError
from gigawatch.model.yaml import load_yaml

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
KEYS = ("title", "url", "publisher", "published", "language", "licence")
SIDECAR = ".meta.yaml"
DAY = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
MONTH = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2}))?")
UNKNOWN = ("", "none", "null", "unknown", "n/a")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; every field may be unknown."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    licence: str | None = None
    retold: bool = False


def split_front_matter(text: str, where: str, limits: Limits = DEFAULT) -> tuple[Mapping[str, object], str]:
    """The front matter's keys and the text after it; no keys when the text opens with none.

    >>> split_front_matter("---\\ntitle: A\\n---\\nBody", "a.md")
    ({'title': 'A'}, 'Body')
    """
    match = FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    return parse_yaml(match.group(1), where, limits), text[match.end() :]


def read_sidecar(path: Path, limits: Limits = DEFAULT) -> Mapping[str, object]:
    """The keys of `FILE.EXT.meta.yaml` beside a file; none when there is no such file."""
    sidecar = path.with_name(path.name + SIDECAR)
    if not sidecar.is_file():
        return {}
    try:
        text = read_file(sidecar, follow=False).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("the sidecar is not UTF-8", where=str(sidecar), hint="save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"the sidecar cannot be read: {error.strerror}", where=str(sidecar)) from error
    return parse_yaml(text, str(sidecar), limits)


def parse_yaml(text: str, where: str, limits: Limits = DEFAULT) -> Mapping[str, object]:
    """A YAML mapping; InputError when it is none."""
    import yaml

    if len(text) > limits.metadata_characters:
        raise limits.refuse("metadata_characters", f"its metadata has {len(text):,} characters", where)
    try:
        data = load_yaml(text) or {}
    except (yaml.YAMLError, ValueError) as error:  # a day such as 2022-02-30 is a ValueError
        line = _faulty_line(error, text)
        told = f"{_first_line(error)}: {line.strip()!r}" if line else _first_line(error)
        raise InputError(
            f"its metadata is not valid YAML: {told}", where=where, hint=_yaml_hint(error) or ""
        ) from error
    if not isinstance(data, dict):
        raise InputError("its metadata is not a list of keys and values", where=where)
    return data


def read_metadata(values: Mapping[str, object], where: str, kept: date | None = None) -> Metadata:
    """Typed metadata of raw values; keys that are not known are left to the reader of the file.

    `kept` is the day on which the document was kept, where that is known.
    """
    known = {key: values[key] for key in KEYS if values.get(key) is not None}
    published = _read_date(known.pop("published", None), where, kept)
    retold = _read_flag(values.get("retold", False), where)
    texts = {key: _read_text(key, value, where) for key, value in known.items()}
    if "language" in texts:
        texts["language"] = _read_language(texts["language"])
    return Metadata(published=published, retold=retold, **texts)


def header_encoding(media: str) -> str | None:
    """The encoding that a Content-Type header names.

    >>> header_encoding('text/html; charset="GBK"')
    'GBK'
    """
    match = CHARSET.search(media)
    return match.group(1) if match else None


def write_sidecar(values: Mapping[str, object]) -> bytes:
    """A sidecar's bytes; keys without a value are left out."""
    import yaml

    said = {key: value for key, value in values.items() if value is not None}
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000).encode()


def _read_text(key: str, value: object, where: str) -> str:
    """A value as text that can be kept and shown: no control characters, no halves of characters."""
    try:
        said = str(value)
    except ValueError as error:  # a number of more digits than any has
        raise InputError(f"{key} is no text", where=where, hint="write it between quotation marks") from error
    return HALF.sub("\ufffd", CONTROL.sub(" ", said))


def _read_language(code: str) -> str:
    """The language of a tag without region and script: `zh` of `zh-CN`."""
    return re.split("[-_]", code.strip().lower())[0]


def _read_flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"retold is neither true nor false: {value!r}", where=where, hint="write true or false")
    return value


def _read_date(value: object, where: str, kept: date | None) -> date | None:
    if value is None or isinstance(value, datetime):
        return value.date() if isinstance(value, datetime) else None
    if isinstance(value, date):
        return value
    told = str(value).strip()
    if told.lower() in UNKNOWN:
        return None
    try:
        return _last_day(told, kept) or date.fromisoformat(told)
    except ValueError as error:
        hint = "write it as 2022-07-25, or 2022-07 where only the month is known"
        raise InputError(f"published is not a date: {value!r}", where=where, hint=hint) from error


def _last_day(told: str, kept: date | None) -> date | None:
    """The last day of a month or year that is told alone: nothing counts as known before it can have been.

    Of one that was not over when the document was kept, it is the day of keeping.
    """
    match = MONTH.fullmatch(told)
    if match is None:
        return None
    year, month = int(match["year"]), int(match["month"] or 12)
    if not (1 <= month <= 12 and year):
        return date.fromisoformat(told)
    first, last = date(year, int(match["month"] or 1), 1), date(year, month, monthrange(year, month)[1])
    return kept if kept is not None and first <= kept < last else last


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _faulty_line(error: Exception, text: str) -> str:
    """The line at fault: where the parser stopped, or the first with a day that no calendar has; none where unknown."""
    lines = text.splitlines()
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return lines[mark.line] if mark.line < len(lines) else ""
    return next((line for line in lines if (day := DAY.search(line)) and not _is_day(*map(int, day.groups()))), "")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _yaml_hint(error: Exception) -> str:
    """What to do about the commonest slip, a colon inside a title; nothing to add where it is another."""
    if "mapping values are not allowed" in str(error):
        return 'put a text that has a colon between quotation marks: title: "CATL: a new base"'
    return ""
