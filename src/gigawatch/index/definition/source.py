"""What feeds an indicator: observations as they were published, or a plain reckoning that a definition states."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which observations feed an indicator: those of `measures` in `unit`, added up where there are several.

    With `of`, the value is a percentage of that subject's `whole` (a measure in `whole_unit`) and becomes an amount.
    With `per`, it is divided by the sum of these measures (in `per_unit`) and multiplied by `times`.
    With `rate`, figures in other `currencies` become `unit`, divided by that measure's figure for the year (in units
    such as CNY/USD).
    With `among`, it is the mean over the measures of the unit's share of that subject's figure, the world's, in per
    cent; a unit that the sources do not name holds between nothing and what they leave over, the subject `rest`.
    """

    measures: tuple[str, ...]
    unit: str
    of: str | None = None
    whole: str | None = None
    whole_unit: str | None = None
    per: tuple[str, ...] = ()
    per_unit: str | None = None
    times: float = 1.0
    rate: str | None = None
    currencies: tuple[str, ...] = ()
    among: str | None = None
    rest: str | None = None
