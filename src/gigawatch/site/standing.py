"""What pages show of an index: its parts, scores and coverage, who stands where in which year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gigawatch.model import period_order
from gigawatch.report.block import Ref
from gigawatch.report.publication import Publication, Row
from gigawatch.report.reference import score_ref

DATA_ENDS = ("data_rank_low", "data_rank_high", "data_score_low", "data_score_high")


@dataclass(frozen=True, slots=True)
class Score:
    """A unit's score and rank on one part of the index in one period, each with the ends of its interval.

    `low` and `high` bound the rank, `score_low` and `score_high` the score; those with `data` are the ends that the
    data alone leave, None where that is not known.
    """

    ref: Ref
    unit: str
    code: str
    period: str
    score: float | None
    score_low: float | None
    score_high: float | None
    rank: int | None
    low: float | None
    high: float | None
    state: str
    data_low: float | None = None
    data_high: float | None = None
    data_score_low: float | None = None
    data_score_high: float | None = None


@dataclass(frozen=True)
class Definition:
    """One index: its parts, root first, its scores, and how many units pass in which part and year."""

    id: str
    indicators: tuple[Row, ...]
    scores: tuple[Score, ...]
    coverage: tuple[Row, ...] = ()

    @cached_property
    def whole(self) -> Row:
        """The row of the whole index, which no other stands above."""
        codes = {str(row["code"]) for row in self.indicators}
        return next((row for row in self.indicators if row["parent"] not in codes), {})

    @property
    def root(self) -> str:
        """The code of the whole index."""
        return str(self.whole.get("code") or "")

    @cached_property
    def parts(self) -> list[str]:
        """The codes of the first-level indicators."""
        return [str(row["code"]) for row in self.indicators if self.root and row["parent"] == self.root]

    def list_periods(self, code: str | None = None) -> list[str]:
        """The periods with a score of a part, or of any, newest first."""
        found = {score.period for score in self.scores if code in (None, score.code)}
        return sorted(found, key=period_order, reverse=True)

    def ranking(self, period: str, code: str | None = None) -> list[Score]:
        """The units on a part, or the whole index, in a period, first first; those not ranked at the end."""
        found = [s for s in self.scores if s.code == (code or self.root) and s.period == period]
        return sorted(found, key=lambda s: (s.rank is None, s.rank or 0, s.unit))

    def matrix(self) -> list[tuple[str, list[Score | None]]]:
        """Each unit with its score on the whole index in every period, oldest first; units as in the newest ranking."""
        periods = self.list_periods(self.root)
        by_key = {(s.unit, s.period): s for s in self.scores if s.code == self.root}
        units = dict.fromkeys(s.unit for period in periods for s in self.ranking(period))
        return [(unit, [by_key.get((unit, period)) for period in reversed(periods)]) for unit in units]

    def latest(self) -> list[tuple[str, str]]:
        """Each first-level indicator that is computed, with its newest period."""
        return [(code, periods[0]) for code in self.parts if (periods := self.list_periods(code))]

    def stand(self, columns: list[tuple[str, str]]) -> list[tuple[str, list[Score | None]]]:
        """Each unit ranked in any of the parts and periods with its score in each: as ranked in the first, then in the
        next.
        """
        by_key = {(s.unit, s.code, s.period): s for s in self.scores}
        order = dict.fromkeys(s.unit for code, period in columns for s in self.ranking(period, code) if s.rank)
        return [(unit, [by_key.get((unit, code, period)) for code, period in columns]) for unit in order]

    def computed(self, period: str) -> list[tuple[str, str]]:
        """What is computed in a period, the whole index first, each with the period."""
        return [(code, period) for code in (self.root, *self.parts) if period in self.list_periods(code)]

    def all_periods(self) -> list[str]:
        """The periods of which scores or coverage tell, newest first."""
        return sorted({*self.list_periods(), *self.pass_periods()}, key=period_order, reverse=True)

    def pass_periods(self) -> list[str]:
        """The periods of which the coverage tells, oldest first."""
        return sorted({str(row["period"]) for row in self.coverage}, key=period_order)

    def passing(self) -> Iterator[tuple[str, list[Row | None]]]:
        """The whole index and each first-level indicator with its coverage in every period, None where not computed."""
        by_key = {(str(row["code"]), str(row["period"])): row for row in self.coverage if _is_computed(row)}
        for code in (self.root, *self.parts):
            yield code, [by_key.get((code, period)) for period in self.pass_periods()]

    def missing(self, period: str) -> list[tuple[str, str]]:
        """What is not computed in a period, by its code, with the reason as the tables hold it."""
        rows = (row for row in self.coverage if row["period"] == period and not _is_computed(row))
        return [(str(row["code"]), str(row["state"])) for row in rows]


def find_definitions(publication: Publication) -> list[Definition]:
    """Every index of the publication."""
    indicators, scores, coverage = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in publication.indicators:
        indicators[str(row["index_id"])].append(row)
    for row in publication.scores:
        scores[str(row["index_id"])].append(_score(row))
    for row in publication.coverage:
        coverage[str(row["index_id"])].append(row)
    return [Definition(key, tuple(rows), tuple(scores[key]), tuple(coverage[key])) for key, rows in indicators.items()]


def _is_computed(row: Row) -> bool:
    return str(row["state"]).startswith("computed")


def _score(row: Row) -> Score:
    return Score(
        score_ref(row),
        str(row["unit"]),
        str(row["code"]),
        str(row["period"]),
        number(row["score"]),
        number(row["score_low"]),
        number(row["score_high"]),
        None if row["rank"] is None else int(str(row["rank"])),
        number(row["rank_low"]),
        number(row["rank_high"]),
        str(row["state"]),
        *(number(row.get(name)) for name in DATA_ENDS),
    )


def number(value: object) -> float | None:
    """A number of a row, or None."""
    return float(value) if isinstance(value, int | float) else None
