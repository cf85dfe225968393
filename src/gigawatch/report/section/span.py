"""The intervals of a rank beside it: that of all uncertainty runs, and that which the data alone leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gigawatch.report.block import Value
from gigawatch.report.datum import Number
from gigawatch.report.publication import Row
from gigawatch.report.reference import score_ref
from gigawatch.report.wording import rank_range, rank_text

WHOLE, DATA = "rank", "data_rank"
HEADS: Mapping[str, str] = {WHOLE: "head_interval", DATA: "head_data"}
NOTES: Mapping[str, str] = {WHOLE: "interval_note", DATA: "data_note"}


def list_spans(rows: Sequence[Row]) -> tuple[str, ...]:
    """Which intervals a table of ranks has: that of the data alone where the index tells it of any row."""
    return (WHOLE, DATA) if any(row.get(f"{DATA}_low") is not None for row in rows) else (WHOLE,)


def tell_span(row: Row, of: str) -> Value:
    """One interval of a score's rank, leading to the score."""
    low, high = (rank_text(row.get(f"{of}_{end}")) for end in ("low", "high"))
    return Value(rank_range(row.get(f"{of}_low"), row.get(f"{of}_high")), score_ref(row), _read(low, high))


def _read(low: str, high: str) -> Number | None:
    first, last = Number.read(low), Number.read(high)
    if first is None or last is None:
        return None
    return Number(first.value if first == last else None, "", None, first.value, last.value)
