"""Which indicators stand on another scale than in the edition before, and what that did to scores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import IndexResult

POSTS = ("base_year", "goalpost_low", "goalpost_high")
MOVES = ("normalised", "first_level", "index")
CELL = ("indicator", "unit", "period")


def list_rescaled(before: Path, result: IndexResult) -> pl.DataFrame | None:
    """The indicators whose base year or goalposts are other than in the kept edition; None without one that tells them.

    Columns ending in `_now` are of this edition. `period` is the kept edition's last year; `normalised_most`,
    `first_level_most` and `index_most` say by how many points the new scale alone moves a unit at most there: on the
    indicator's own scale, in its first-level score and in the index (null where it is not computed).
    """
    import polars as pl

    files = before / "indicators.csv", before / "readings.csv"
    if not all(path.is_file() for path in files):
        return None
    told, readings = (pl.read_csv(path, infer_schema=False) for path in files)
    if not {*POSTS} <= {*told.columns} or "normalised" not in readings.columns:
        return None
    kept = told.select(pl.col("code").alias("indicator"), *_read(POSTS[:1], POSTS[1:]))
    now = result.indicators.select(pl.col("code").alias("indicator"), *POSTS)
    both = kept.join(now, on="indicator", suffix="_now").filter(
        pl.all_horizontal(pl.col("^base_year.*$").is_not_null())
    )
    apart = [(pl.col(post) - pl.col(f"{post}_now")).abs() > 1e-9 * pl.col(post).abs() for post in POSTS[1:]]
    changed = both.filter((pl.col("base_year") != pl.col("base_year_now")) | pl.any_horizontal(*apart))
    return changed.join(_weigh_moves(readings, result), on="indicator", how="left", maintain_order="left")


def _read(texts: tuple[str, ...], numbers: tuple[str, ...]) -> list[pl.Expr]:
    import polars as pl

    return [pl.col(*texts), *(pl.col(name).cast(pl.Float64) for name in numbers)]


def _weigh_moves(readings: pl.DataFrame, result: IndexResult) -> pl.DataFrame:
    """By how much the readings that are the same in value moved on their scale in the kept edition's last year."""
    import polars as pl

    last = readings.filter(used="true")["period"].max()
    numbers = ("value", "normalised")
    kept = readings.filter(pl.col("period") == last, pl.col("used") == "true").select(_read(CELL, numbers))
    now = result.readings.filter("used").select(*CELL, *numbers, "weight", "index_weight")
    same = kept.join(now, on=CELL, suffix="_now").filter(
        (pl.col("value") - pl.col("value_now")).abs() <= 1e-9 * pl.col("value").abs()
    )
    move = (pl.col("normalised_now") - pl.col("normalised")).abs()
    parts = (move, move * pl.col("weight"), move * pl.col("index_weight"))
    most = [part.max().alias(f"{name}_most") for name, part in zip(MOVES, parts, strict=True)]
    return same.group_by("indicator").agg(pl.lit(last).alias("period"), *most)


def tell_rescaled(table: pl.DataFrame | None) -> list[str]:
    """A notice for each indicator whose scale changed."""
    return [] if table is None else [_tell(row) for row in table.iter_rows(named=True)]


def _tell(row: dict[str, object]) -> str:
    before, now = (
        f"{row[f'goalpost_low{end}']:g} to {row[f'goalpost_high{end}']:g} of {row[f'base_year{end}']}"
        for end in ("", "_now")
    )
    found = f"the scale of {row['indicator']} is other than in the edition before: {before} there, {now} here"
    moves = {"first-level": row["first_level_most"], "index": row["index_most"]}
    told = [f"{name} scores of {row['period']} by up to {most:.2g} points" for name, most in moves.items() if most]
    return f"{found}; it moves {' and '.join(told)}" if told else found
