"""Rows as CSV text that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    """A heading and the rows; a text that a spreadsheet would run as a formula is led by an apostrophe.

    >>> csv_text(["name", "value"], [["=1+1", -2.5], ["CATL", None]])
    "name,value\\n'=1+1,-2.5\\nCATL,\\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return stream.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
