"""What in a definition and its tables is likely a slip: names that one has and the other has not, with what is near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gigawatch.run.defined import COUNTRIES, ENTERPRISES, PROVINCES, is_own_table
from gigawatch.run.other_unit import tell_other_units

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition

UNTOLD = "universe: no figure tells of {name!r}"


def tell_slips(
    definition: Definition, observations: pl.DataFrame, units: Mapping[str, str], *, is_whole: bool = True
) -> list[str]:
    """The slips that the index finds by itself; of a dimension of one's own with a universe also every name of it that
    no figure tells of, and every subject of the workspace's own tables that is not in it; rows in a unit that no
    indicator asks for. Where a table is left out (not `is_whole`), nothing that its absence alone may bring about.
    """
    from gigawatch.index.definition import find_slips

    others = tell_other_units(definition, observations, units)
    if not is_whole:
        return list(others)
    own = list(_find_strays(definition, observations, units))
    known = {told.partition(";")[0] for told in own}
    return [
        *(told for told in find_slips(definition, observations, units) if told.partition(";")[0] not in known),
        *own,
        *others,
    ]


def _find_strays(definition: Definition, observations: pl.DataFrame, units: Mapping[str, str]) -> Iterator[str]:
    if not definition.universe or definition.dimension in (COUNTRIES, PROVINCES, ENTERPRISES):
        return
    fed = _list_feeding(definition, observations)
    told = {units.get(name, name) for name in fed}
    untold = [name for name in definition.universe if name not in told]
    strays = [name for name in _list_own(definition, fed) if units.get(name, name) not in definition.universe]
    for name in untold:
        yield UNTOLD.format(name=name) + _hint(name, strays)
    for name in strays:
        yield f"table {fed[name]}: {name!r} is not in the universe" + _hint(name, untold)


def _list_feeding(definition: Definition, observations: pl.DataFrame) -> dict[str, str]:
    """The subjects of the figures that feed the definition, each with a table that has it."""
    import polars as pl

    sources = [source for one in definition.indicators for source in one.sources]
    wanted = [name for source in sources for name in (*source.measures, *source.per)]
    rows = observations.filter(pl.col("measure").is_in(wanted)).select("subject", "table_name").unique()
    return {str(subject): str(table) for subject, table in rows.sort("subject", "table_name").iter_rows()}


def _list_own(definition: Definition, fed: Mapping[str, str]) -> list[str]:
    """The subjects of the workspace's own tables, without the wholes that others are shares of."""
    sources = [source for one in definition.indicators for source in one.sources]
    apart = {name for source in sources for name in (source.of, source.among, source.rest)} | set(definition.exclude)
    return [name for name, table in fed.items() if is_own_table(table) and name not in apart]


def _hint(name: str, names: list[str]) -> str:
    from gigawatch.vocab.near import hint, pick_near

    near = hint(pick_near(name, names))
    return f"; {near}" if near else ""
