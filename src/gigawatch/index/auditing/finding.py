"""Findings: what an audit has to say, each in one plain sentence, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigawatch.index.auditing.limit import Limits
from gigawatch.index.result.sheet import lay_out

if TYPE_CHECKING:
    import polars as pl

FAULT, WARN, INFO = "fault", "warn", "info"
SEVERITIES = (FAULT, WARN, INFO)
COLUMNS = {
    "severity": "text",
    "kind": "text",
    "codes": "text",
    "period": "text",
    "figure": "number",
    "text": "text",
}
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth knowing. `fault`: the index does not do there what it says; `warn`: look at it; `info`: know it.

    `figure` is the number the sentence rests on.
    """

    severity: str
    kind: str
    codes: tuple[str, ...]
    period: str | None
    figure: float | None
    text: str


LEAST_IS_WORST = (
    "against its aggregate",
    "few values",
    "low adequacy",
    "low alpha",
    "missing",
    "negative",
    "weak",
    "weight and importance",
    "zeros",
)
FEW = 3
"""So many findings of one kind are told one by one; of more, the worst is told and the others are named."""


def order_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Worst first: by severity, then by kind, period and figure."""

    def weigh(finding: Finding) -> tuple[int, str, str, float]:
        figure = finding.figure or 0.0
        worst = figure if finding.kind in LEAST_IS_WORST else -figure
        return SEVERITIES.index(finding.severity), finding.kind, finding.period or "", worst

    return sorted(findings, key=weigh)


def gather_findings(findings: Iterable[Finding]) -> list[Finding]:
    """The same on one page: of more than `FEW` findings of one kind and period, one stands for all."""
    alike: dict[tuple[str, str, str | None], list[Finding]] = {}
    for finding in order_findings(findings):
        alike.setdefault((finding.severity, finding.kind, finding.period), []).append(finding)
    return [one for group in alike.values() for one in (group if len(group) <= FEW else [_gather(group)])]


def _gather(group: list[Finding]) -> Finding:
    worst, others = group[0], group[1:]
    named = "; ".join(" with ".join(other.codes) for other in others)
    return replace(worst, text=f"{worst.text} The same kind of thing {len(others)} times more: {named}.")


def lay_out_findings(findings: Iterable[Finding]) -> pl.DataFrame:
    """One row for each finding, in the order given: severity, kind, codes, period, figure, text."""
    rows = [(one.severity, one.kind, ", ".join(one.codes), one.period, one.figure, one.text) for one in findings]
    return lay_out(rows, COLUMNS)


@dataclass(frozen=True)
class Naming:
    """How codes are written in sentences: the code, with its English name where it has one."""

    names: Mapping[str, str]

    def __call__(self, code: object) -> str:
        """The code with its name."""
        name = self.names.get(str(code))
        return f"{code} ({name})" if name and name != code else str(code)


Judge = Callable[[Row, Limits, Naming], Finding | None]


def judge_rows(table: pl.DataFrame, judge: Judge, limits: Limits, name: Naming) -> Iterator[Finding]:
    """The findings of one table."""
    for row in table.iter_rows(named=True):
        finding = judge(row, limits, name)
        if finding is not None:
            yield finding


def read_number(row: Row, column: str) -> float:
    """A figure of a row; NaN where it is null, so that no comparison holds."""
    value = row[column]
    return float(value) if isinstance(value, (int, float)) else float("nan")


def read_period(row: Row) -> str | None:
    """The period of a row."""
    period = row["period"]
    return None if period is None else str(period)
