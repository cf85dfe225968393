"""Rows of own tables that tell a measure of an index in a unit that no indicator asks for: they count nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gigawatch.run.defined import is_own_table

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition

    Asked = Mapping[str, Mapping[str, str]]


def tell_other_units(definition: Definition, observations: pl.DataFrame, units: Mapping[str, str]) -> Iterator[str]:
    """One line for each measure and unit of which whole years of the index's units are told in own tables, and counted
    in no indicator, while other rows of the measure are. Where none is, that no figure is in the unit is said of the
    indicator itself.
    """
    import polars as pl

    asked = _list_asked(definition)
    years = pl.col("measure").is_in(list(asked)) & pl.col("period").str.contains(r"^\d{4}$")
    there = observations.filter(years, pl.col("value").is_not_null())
    own = [name for name in there["table_name"].unique().to_list() if is_own_table(str(name))]
    ranked = [name for name, unit in units.items() if not definition.universe or unit in definition.universe]
    rows = there.filter(pl.col("table_name").is_in(own), pl.col("subject").is_in(ranked))
    found = rows.sort("table_name", "row").group_by("measure", "unit", maintain_order=True)
    firsts = found.agg(pl.len().alias("rows"), pl.first("table_name"), pl.first("row"))
    known = set(there.select("measure", "unit").unique().iter_rows())
    for measure, unit, count, table, row in firsts.iter_rows():
        wanted = asked[measure]
        if unit not in wanted and any((measure, other) in known for other in wanted):
            where = "; ".join(f"indicator {code} is in {asks}" for asks, code in wanted.items())
            told = f"{count} row{'' if count == 1 else 's'}, e.g. {table}:{row}"
            yield f"rows of {measure} in {unit} are not counted: {where} ({told})"


def _list_asked(definition: Definition) -> Asked:
    """The units in which each measure is asked for, each with the first indicator that asks so."""
    asked: dict[str, dict[str, str]] = defaultdict(dict)
    for one in definition.indicators:
        for source in one.sources:
            pairs = [(name, unit) for name in source.measures for unit in (source.unit, *source.currencies)]
            pairs += [(name, source.per_unit or "") for name in source.per]
            pairs += [(source.whole, source.whole_unit or "")] if source.whole is not None else []
            for name, unit in pairs:
                asked[name].setdefault(unit, one.code)
    return asked
