"""The index tables of a publication, read by index, period and part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.model import period_order
from gigawatch.report.publication import Publication, Row


@dataclass(frozen=True, slots=True)
class IndexTable:
    """One index: its root indicator, its indicators, and its scores."""

    id: str
    root: Row
    indicators: tuple[Row, ...]
    scores: tuple[Row, ...]

    @property
    def periods(self) -> list[str]:
        """The periods with ranked units, oldest first."""
        return sorted({str(row["period"]) for row in self.whole if row["rank"] is not None}, key=period_order)

    @property
    def whole(self) -> list[Row]:
        """The scores on the index itself."""
        return [row for row in self.scores if row["code"] == self.root["code"]]

    def ranked(self, period: str) -> list[Row]:
        """The ranked units of a period, first rank first."""
        found = [row for row in self.whole if row["period"] == period and row["rank"] is not None]
        return sorted(found, key=lambda row: (number(row["rank"]), str(row["unit"])))

    def unranked(self, period: str) -> list[Row]:
        """The units of a period that are not ranked."""
        return [row for row in self.whole if row["period"] == period and row["rank"] is None]

    def children(self, code: str) -> list[Row]:
        """The indicators below a code, in order."""
        return [row for row in self.indicators if row["parent"] == code]


def index_tables(publication: Publication) -> list[IndexTable]:
    """Every index of the publication that has scores."""
    found = []
    for index in dict.fromkeys(str(row["index_id"]) for row in publication.indicators):
        indicators = _of(publication.indicators, index)
        root = next((row for row in indicators if not row["parent"]), None)
        scores = _of(publication.scores, index)
        if root is not None and scores:
            found.append(IndexTable(index, root, indicators, scores))
    return found


def _of(rows: Sequence[Row], index: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if row["index_id"] == index)


def number(value: object) -> float:
    """A number of a row; nothing counts as zero only for sorting."""
    return float(value) if isinstance(value, int | float) else 0.0
