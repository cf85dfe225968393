"""What an edition follows: what moved since the year before, and what is other than in the edition before it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition, IndexResult

RECORD, DEFINITION, METHOD = "edition.json", "definition.toml", "method.json"
KEYS = ("unit", "code")
BOUNDED = "bounded"


def list_moves(result: IndexResult, year: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What moved from the year before to the data year, and each change of a score as the sum of its parts.

    In the index and each first-level indicator computed in both years. `change` says of every unit that has a score in
    either whether it `stayed` in the ranking, `entered` it or `left` it, or is `not ranked` in both; `score_change` is
    the difference of the scores of a unit that has both. Columns that end in `_before` are of the year before.
    `measured` are the indicators that the unit's own score rests on; it is `comparable` where they are the same in both
    years, `same_indicators` where those of the index or first-level indicator are. `sources_changed` are those that
    come from another source than in the year before, `sure` a comparable move of none such whose ranks' intervals part.
    """
    import polars as pl

    from gigawatch.index import decompose_change

    before = str(int(year) - 1)
    columns = [*KEYS, "score", "rank", "rank_low", "rank_high", "made_of"]
    first, last = (result.scores.filter(period=one).select(columns) for one in (before, year))
    codes = [
        code for code in result.scores["code"].unique(maintain_order=True) if code in {*first["code"]} & {*last["code"]}
    ]
    joined = last.join(first, on=KEYS, how="full", suffix="_before", coalesce=True).filter(pl.col("code").is_in(codes))
    was, now = pl.col("rank_before").is_not_null(), pl.col("rank").is_not_null()
    said = pl.when(was & now).then(pl.lit("stayed")).when(now).then(pl.lit("entered"))
    moved = joined.with_columns(
        pl.col("made_of", "made_of_before").max().over("code"),
        said.when(was).then(pl.lit("left")).otherwise(pl.lit("not ranked")).alias("change"),
        (pl.col("score") - pl.col("score_before")).alias("score_change"),
    )
    measured = _list_measured(result, moved, before, year)
    moved = moved.with_columns(
        *measured.get_columns(),
        (pl.col("made_of") == pl.col("made_of_before")).alias("same_indicators"),
    ).with_columns(
        (pl.col("same_indicators") & (measured["measured"] == measured["measured_before"])).alias("comparable")
    )
    apart = (pl.col("rank_low") > pl.col("rank_high_before")) | (pl.col("rank_high") < pl.col("rank_low_before"))
    moved = moved.with_columns((apart & pl.col("comparable") & (pl.col("sources_changed") == "")).alias("sure"))
    ordered = moved.sort(pl.col("code").cast(pl.Enum(codes)), "rank", "rank_before", "unit", nulls_last=True)
    tables = [decompose_change(result.nominal, code, before, year) for code in codes]
    return ordered, _mark_sources(pl.concat(tables), moved) if tables else pl.DataFrame()


def _list_measured(result: IndexResult, moved: pl.DataFrame, before: str, year: str) -> pl.DataFrame:
    """Of each row, the indicators measured in either year (not only bounded), and those whose source changed."""
    import polars as pl

    used = result.readings.filter(pl.col("used"), pl.col("period").is_in((before, year)))
    there = [(row["unit"], row["period"]) for row in used.iter_rows(named=True)]
    told = {key: set[str]() for key in there}
    changed = {key: set[str]() for key in there}
    for key, row in zip(there, used.iter_rows(named=True), strict=True):
        told[key] |= {row["indicator"]} if row["inference"] != BOUNDED else set()
        changed[key] |= {row["indicator"]} if row["source_changed"] else set()
    rows = []
    for row in moved.select("unit", "made_of", "made_of_before").iter_rows(named=True):
        now, then = ((row["unit"], one) for one in (year, before))
        own, former = str(row["made_of"]).split(), str(row["made_of_before"]).split()
        rows.append(
            (
                " ".join(code for code in own if code in told.get(now, ())),
                " ".join(code for code in former if code in told.get(then, ())),
                " ".join(code for code in own if code in changed.get(now, ()) and code in told.get(then, ())),
            )
        )
    names = ("measured", "measured_before", "sources_changed")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _mark_sources(parts: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """The parts of changes, each said to be of an indicator whose source changed or not."""
    import polars as pl

    pairs = moved.select("unit", pl.col("code").alias("of"), pl.col("sources_changed").str.split(" ").alias("code"))
    changed = pairs.explode("code").filter(pl.col("code") != "").with_columns(source_changed=True)
    keys = ["unit", "of", "code"]
    return parts.join(changed.unique(), on=keys, how="left", maintain_order="left").with_columns(
        pl.col("source_changed").fill_null(value=False)
    )


def list_restated(before: Path, result: IndexResult) -> pl.DataFrame | None:
    """Readings of the kept edition's years that read otherwise now; None without a kept edition.

    `kind` says which: `restated` (another value), `found since` (none then) or `gone` (none now).
    """
    import polars as pl

    if not (before / "readings.csv").is_file():
        return None
    keys = ["indicator", "unit", "period"]
    told = pl.read_csv(before / "readings.csv", infer_schema=False)
    kept = told.select(*keys, pl.col("value").cast(pl.Float64), "vintage", "source")
    now = result.readings.select(*keys, "value", "vintage", "source").filter(pl.col("period") <= kept["period"].max())
    both = kept.join(now, on=keys, how="full", suffix="_now", coalesce=True)
    differs = (pl.col("value") - pl.col("value_now")).abs() > 1e-9 * pl.col("value").abs()
    found = pl.when(pl.col("value").is_null()).then(pl.lit("found since"))
    kind = found.when(pl.col("value_now").is_null()).then(pl.lit("gone")).otherwise(pl.lit("restated")).alias("kind")
    return both.filter(differs.fill_null(value=True)).select(*keys, kind, pl.exclude(keys)).sort(keys)


def bridge(
    before: Path, result: IndexResult, compute: Callable[[Definition], IndexResult]
) -> tuple[pl.DataFrame | None, str]:
    """Where the definition changed since the kept edition before: the index under both, on the years both compute.

    Without a bridge where one is due, the reason: a kept definition that can no longer be read or computed.
    """
    if not (before / RECORD).is_file():
        return None, ""
    try:
        if _read_json(before / RECORD).get("definition_hash") == result.definition.hash:
            return None, ""
        old = compute(_load_kept(before))
    except InputError as fault:
        return None, f"no bridge to the edition before: what it was computed by is of no use now: {fault}"
    keys = ["unit", "period"]
    columns = [*keys, "score", "rank"]
    first, last = (one.scores.filter(code=one.root).select(columns) for one in (old, result))
    return first.join(last, on=keys, suffix="_now").sort("period", "rank_now", "unit"), ""


def _load_kept(folder: Path) -> Definition:
    """The definition of a kept edition, with the method that was kept beside it where one was."""
    from gigawatch.index.definition import load_definition

    method = folder / METHOD
    return load_definition(folder / DEFINITION, _read_json(method) if method.is_file() else None)


def _read_json(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise InputError(f"not JSON: {fault}", where=str(path)) from None
    if not isinstance(found, dict):
        raise InputError("no table of JSON", where=str(path))
    return found
