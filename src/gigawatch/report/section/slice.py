"""Parts of what was signed at a conference, each with the rest: number of projects, money and mean, in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.model import Interval
from gigawatch.outlook.event import EditionFigure, Held, Slice
from gigawatch.report.block import Runs, Table, Value
from gigawatch.report.figures import compute_interval, evidence_refs
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import as_runs

HEADS = ("head_edition", "head_part", "head_count", "head_investment", "head_mean")


def tabulate_slices(pen: Pen, editions: Sequence[Held]) -> Table | None:
    """A row for each part of an edition and one for the rest of it; None where no edition is told in parts."""
    rows = tuple(row for held in editions for part in held.slices for row in _rows(pen, held, part))
    if not rows:
        return None
    heads = tuple(pen.word(f"conference.{head}") for head in HEADS)
    return Table(pen.word("conference.parts_caption"), heads, rows, (2, 3, 4))


def _rows(pen: Pen, held: Held, part: Slice) -> Iterator[tuple[Runs, ...]]:
    unit = held.investment.quantity.unit if held.investment else ""
    refs, name = evidence_refs(pen, part.evidence), held.label(pen.lang)

    def told(key: str, interval: Interval | None, of: str) -> Runs:
        return as_runs(compute_interval(pen, f"conference.{key}", interval, of, refs, name=name) if interval else None)

    def kind(code: str) -> Runs:
        return as_runs(pen.word(f"conference.slice_{code}"))

    count = _count(pen, part.count)
    money, mean = told("part_money", part.money, unit), told("part_mean", part.mean, unit)
    yield as_runs(pen.words(name, count.ref)), kind(part.code), (count,), money, mean
    rest = told("rest_count", part.rest_count, "count")
    yield (
        as_runs(pen.words(name, count.ref)),
        kind("rest"),
        rest,
        told("rest_money", part.rest_money, unit),
        told("rest_mean", part.rest_mean, unit),
    )


def _count(pen: Pen, count: EditionFigure) -> Value:
    return pen.value(count.quantity, evidence_refs(pen, [count.evidence])[0])
