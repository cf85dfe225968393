"""Which figures an edition counts: those up to its data year, and of those what was published by a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition


def choose_cells(cells: pl.DataFrame, definition: Definition, year: str, as_of: str | None) -> pl.DataFrame:
    """The cells of whole years up to the data year, and of those published by a day where one is named; a vintage that
    tells a year or a month only counts from its last day on. A year's rate of exchange is known when the year is over,
    on whatever day a table of it was taken.
    """
    import polars as pl

    chosen = cells.filter(pl.col("period").str.contains(r"^\d{4}$"), pl.col("period") <= year)
    if as_of is None:
        return chosen
    last = pl.concat_str(pl.col("vintage").str.slice(0, 10), pl.lit("-99-99")).str.slice(0, 10)
    rates = [source.rate for one in definition.indicators for source in one.sources if source.rate is not None]
    is_rate = pl.col("measure").is_in(rates) & (pl.concat_str(pl.col("period"), pl.lit("-12-31")) <= as_of)
    known = chosen.filter((last <= as_of) | is_rate)
    if known.is_empty():
        raise InputError(f"no figure was published by {as_of}", hint="choose a later day")
    return known


def tell_left_out(
    cells: pl.DataFrame, chosen: pl.DataFrame, definition: Definition, year: str, as_of: str | None
) -> str:
    """How many of the data year's figures that the indicators ask for the day leaves out, from when they are, and which
    indicators lose every figure of the year, each with the day of the first of them.
    """
    import polars as pl

    wanted = [
        name for one in definition.indicators for source in one.sources for name in (*source.measures, *source.per)
    ]
    of_year = (pl.col("period") == year, pl.col("measure").is_in(wanted))
    there, known = cells.filter(*of_year), chosen.filter(*of_year)
    gone = there.join(known, on="id", how="anti")
    if gone.is_empty():
        return ""
    dated = gone["vintage"].drop_nulls().sort()
    since = f", the first of them of {dated[0]}" if len(dated) else ""
    return (
        f"{gone.height} of {there.height} figures of {year} were published after {as_of} or bear no date{since}: "
        "they are left out" + _tell_emptied(gone, known, definition)
    )


def _tell_emptied(gone: pl.DataFrame, known: pl.DataFrame, definition: Definition) -> str:
    """The indicators of which a day leaves no figure of the year, each with the day from which one is."""
    import polars as pl

    emptied = []
    for one in definition.indicators:
        measures = [name for source in one.sources for name in source.measures]
        lost = gone.filter(pl.col("measure").is_in(measures))
        if not lost.is_empty() and known.filter(pl.col("measure").is_in(measures)).is_empty():
            days = lost["vintage"].drop_nulls().sort()
            emptied.append(f"{one.code} ({f'from {days[0]}' if len(days) else 'undated'})")
    return f"; nothing is left of {', '.join(emptied)}" if emptied else ""
