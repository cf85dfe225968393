"""The note of an intensity in Chinese, part by part, from the table of `make_intensity_note.csv`.

A note's parts are joined by semicolons. In the table `#` stands for a number, in both languages in the same order.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("make_intensity_note.csv")
NUMBER = r"(\d[\d,.]*(?:-\d[\d,.]*)?)"


def in_chinese(note: str) -> str:
    """The note in Chinese; ValueError for a part that the table has no words for.

    >>> in_chinese("no process loss")
    '不含工艺损耗'
    """
    return "；".join(_part(part) for part in note.split("; "))


def _part(part: str) -> str:
    for pattern, words in _table():
        found = pattern.fullmatch(part)
        if found is not None:
            return words.replace("#", "{}").format(*found.groups())
    raise ValueError(f"no Chinese words for the note {part!r}")


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(row["en"], row["zh"]) for row in csv.DictReader(file)]
    return tuple((re.compile(re.escape(en).replace(r"\#", NUMBER)), zh) for en, zh in rows)
