"""What an audit looks at: one row for each unit and period of its scope, one column for each code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure
from gigawatch.index.result.result import Result
from gigawatch.model import InputError

POOLED, EACH = "pooled", "each"
MISSING = ("pairwise", "complete")
KINDS = ("pearson", "spearman", "kendall")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which numbers are looked at and how.

    `step` is the table the indicators are read from (`normalise` unless stated; the last data step where there is
    none), turned so that more is better; aggregates are always the final scores. `period` is one period, `pooled` (all
    rows together: what makes periods differ counts too) or `each` (every period alone, one after the other).
    `missing`: `pairwise` uses all rows that both columns have, `complete` only rows without any gap in the columns
    that are looked at together. `kind` is the correlation: `pearson`, `spearman` or `kendall` (tau-b).
    """

    step: str | None = None
    period: str = POOLED
    missing: str = "pairwise"
    kind: str = "pearson"

    def __post_init__(self) -> None:
        for name, known in (("missing", MISSING), ("kind", KINDS)):
            if getattr(self, name) not in known:
                text = f"{getattr(self, name)!r} is not allowed: {name} is one of {', '.join(known)}"
                raise InputError(text, where="scope", hint="see docs/index/audit.md")


SCOPE = Scope()


@dataclass(frozen=True)
class Sample:
    """`x` is rows x codes (indicators, then aggregates where there are scores), more is better in every column.

    `period` labels the sample in tables; None for all periods together and for a cross-section.
    """

    structure: Structure
    period: str | None
    codes: tuple[str, ...]
    x: Numbers
    rows: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]

    def take(self, codes: Sequence[str]) -> Numbers:
        """Rows x these codes."""
        found: Numbers = self.x[:, [self.codes.index(code) for code in codes]]
        return found

    @property
    def aggregates(self) -> tuple[str, ...]:
        """The aggregates that have scores."""
        return tuple(code for code in self.structure.aggregates if code in self.codes)


def read_samples(result: Result, scope: Scope = SCOPE) -> Iterator[Sample]:
    """The sample of the scope, or one for each period."""
    x = read_turned(result, scope.step)
    codes: tuple[str, ...] = result.structure.indicators
    if result.method.find("aggregate") is not None:
        x, codes = np.concatenate([x, result.scores], axis=-1), result.structure.codes
    present = result.values.present
    for label, chosen in _choose_periods(result, scope.period):
        kept = present & np.isin(np.arange(present.shape[0]), chosen)[:, None]
        at_period, at_unit = np.nonzero(kept)
        yield Sample(result.structure, label, codes, x[kept], (at_period, at_unit))


def read_turned(result: Result, step: str | None = None) -> Numbers:
    """Periods x units x indicators after a step, turned so that more is better."""
    names = [table.name for table in result.tables]
    name = step or name_step(result)
    if name not in names:
        raise InputError(f"there is no step {name!r}", where="scope", hint=f"there are: {', '.join(names)}")
    normalise = result.method.find("normalise")
    turned = normalise is not None and names.index(name) >= names.index(normalise.name)
    x = result.steps[name].x[..., : len(result.structure.indicators)]
    return x if turned else x * result.structure.directions


def name_step(result: Result) -> str:
    """The table an audit reads unless told otherwise: after `normalise`, else after the last data step."""
    normalise, aggregate = result.method.find("normalise"), result.method.find("aggregate")
    if normalise is not None:
        return normalise.name
    return [table.name for table in result.tables if aggregate is None or table.name != aggregate.name][-1]


def _choose_periods(result: Result, period: str) -> list[tuple[str | None, list[int]]]:
    labels = result.values.periods
    if period == POOLED or labels == (None,):
        return [(None, list(range(len(labels))))]
    if period == EACH:
        return [(label, [at]) for at, label in enumerate(labels)]
    if period not in labels:
        there = ", ".join(str(label) for label in labels)
        raise InputError(f"there is no period {period!r}", where="scope", hint=f"pooled, each, or one of: {there}")
    return [(period, [labels.index(period)])]


def keep_complete(x: Numbers) -> Numbers:
    """The rows without any gap."""
    found: Numbers = x[~np.isnan(x).any(axis=1)]
    return found
