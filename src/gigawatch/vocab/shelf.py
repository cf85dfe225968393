"""The shelf of vocabulary files: read from the package when first asked for, never at import."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

SHELF = Path(__file__).parent / "data"


def read_toml(name: str) -> Mapping[str, object]:
    """The tables of one TOML file of the vocabulary, such as `measure.toml`."""
    return tomllib.loads((SHELF / name).read_text(encoding="utf-8"))


def read_entries(name: str, table: str) -> list[Mapping[str, object]]:
    """The entries of an array of tables, such as every `[[measure]]` of `measure.toml`."""
    entries = read_toml(name)[table]
    assert isinstance(entries, list)
    return entries


def read_csv(name: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV file of the vocabulary; empty cells are empty text."""
    with (SHELF / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)  # not csv.DictReader: that takes three times as long, and some files are large
        head = next(rows)
        for row in rows:
            yield dict(zip(head, row, strict=True))


def text_of(entry: Mapping[str, object], key: str) -> str:
    """A field that must be there and be text."""
    value = entry[key]
    assert isinstance(value, str), f"{key} is not text: {value!r}"
    return value


def texts_of(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    """A field that lists texts; an absent one lists none."""
    value = entry.get(key, [])
    assert isinstance(value, list)
    return tuple(str(item) for item in value)


def number_of(entry: Mapping[str, object], key: str) -> int | None:
    """A whole number, or None where the field is absent."""
    value = entry.get(key)
    assert value is None or isinstance(value, int), f"{key} is not a whole number: {value!r}"
    return value


def read_rows(name: str) -> list[list[str]]:
    """The rows of a large CSV file as plain lists, without its heading."""
    with (SHELF / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
