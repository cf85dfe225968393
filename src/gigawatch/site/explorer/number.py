"""The table of the explorer as its script reads it: units and indicators by their position."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gigawatch.site.explorer.table import Figure, Indicator, Table, Year
from gigawatch.site.standing import Score

Numbers = list[float | None]
Lead = Callable[[Score], str]


def list_numbers(table: Table, lead: Lead = lambda score: score.ref.id) -> Mapping[str, object]:
    """The numbers of a table; `lead` gives the address at which a published score opens."""
    units = list_units(table)
    position = {unit: at for at, unit in enumerate(units)}
    return {
        "index": table.definition.id,
        "root": table.definition.root,
        "weights": dict(table.weights),
        "indicators": [_tell_indicator(one, position) for one in table.indicators],
        "units": units,
        "years": [_tell_year(table, year, position, lead) for year in table.years],
    }


def list_units(table: Table) -> list[str]:
    """Every unit with a score, then those that only scales stand on."""
    bases = (unit for one in table.indicators for unit in one.base)
    others = (unit for year in table.years for figures in year.figures.values() for unit in figures)
    return list(dict.fromkeys((*table.units, *sorted({*bases, *others}))))


def _tell_indicator(one: Indicator, position: Mapping[str, int]) -> Mapping[str, object]:
    return {
        "code": one.code,
        "parent": one.parent,
        "weight": one.weight,
        "direction": one.direction,
        "amount": one.amount,
        "base": [[position[unit], *_tell_figure(figure)] for unit, figure in one.base.items()],
        "baseYear": one.base_year,
        "ends": one.ends,
    }


def _tell_figure(figure: Figure) -> Numbers:
    """A value alone where it is exact, else with its ends."""
    value, low, high = figure
    return [value] if low == high == value else [value, low, high]


def _tell_year(table: Table, year: Year, position: Mapping[str, int], lead: Lead) -> Mapping[str, object]:
    at = {one.code: number for number, one in enumerate(table.indicators)}
    return {
        "period": year.period,
        "figures": [
            [at[code], [[position[unit], *_tell_figure(figure)] for unit, figure in figures.items()]]
            for code, figures in year.figures.items()
        ],
        "parts": [[part, [_tell_score(s, position, lead) for s in year.scores[part].values()]] for part in year.parts],
    }


def _tell_score(score: Score, position: Mapping[str, int], lead: Lead) -> list[object]:
    return [position[score.unit], score.score, score.rank, score.low, score.high, lead(score)]
