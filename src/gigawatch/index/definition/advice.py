"""What in a definition is likely a slip of the pen: it can be used as it stands, but the figures do not know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gigawatch.index.definition.definition import Definition, Indicator

if TYPE_CHECKING:
    import polars as pl

LEDGER = "ledger."
NEAR = 0.85  # how alike two words are, of 1, to be taken for one that is misspelt


def find_slips(definition: Definition, observations: pl.DataFrame, units: Mapping[str, str] | None = None) -> list[str]:
    """Units of the universe, measures and units of measurement that no observation has though one much like it does.

    `units` names the unit of each subject, as for `build_index`. A measure that nothing resembles is no slip: figures
    of it may come.
    """
    names = set(observations["subject"].unique().to_list())
    known = names | set((units or {}).values())
    pairs = observations.select("measure", "unit").unique().iter_rows()
    measured: dict[str, set[str]] = defaultdict(set)
    for measure, unit in pairs:
        measured[str(measure)].add(str(unit))
    said = [
        *_find_unknown_units(definition, known),
        *(text for found in definition.indicators for text in _find_unknown_measures(found, measured)),
    ]
    return list(dict.fromkeys(said))


def _find_unknown_units(definition: Definition, known: set[str]) -> Iterator[str]:
    for name in definition.universe:
        near = get_close_matches(name, sorted(known - set(definition.universe)), 2, NEAR) if name not in known else []
        if near:
            yield f"universe: no figure tells of {name!r}; near: {', '.join(near)}"


def _find_unknown_measures(indicator: Indicator, measured: Mapping[str, set[str]]) -> Iterator[str]:
    for source in indicator.sources:
        fed = [(measure, (source.unit, *source.currencies)) for measure in source.measures]
        fed += [(measure, (source.per_unit or "",)) for measure in source.per]
        for measure, wanted in fed:
            there = measured.get(measure)
            if there is None and measure.startswith(LEDGER):
                continue  # the ledger knows nothing of it yet
            if there is None:
                near = get_close_matches(measure, sorted(measured), 2, NEAR)
                if near:
                    yield f"{indicator.code}: no figure is of {measure!r}; near: {', '.join(near)}"
            elif not there.intersection(wanted):
                units = ", ".join(sorted(there))
                yield f"{indicator.code}: no figure of {measure!r} is in {' or '.join(wanted)}; they are in: {units}"
