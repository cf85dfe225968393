"""What `gigawatch index uncertainty` works out and prints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.cli.index.folder import Files, as_rows, counting, measure_spread, write_tables
from gigawatch.cli.terminal import Format, print_json, print_table, say
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index import Result, Uncertainty

NO_DESIGN = "the method has no [uncertainty]"
HINT = "add a table [uncertainty] with what should vary"
Place = tuple[str | None, str | None]


def study(
    files: Files,
    out: Path | None,
    size: tuple[int | None, int | None, int],
    sobol: int | None,
    *,
    multiverse: bool,
    place: Place,
    output: Format,
) -> None:
    """Work the runs, print the ranks with their intervals (and the factors), write everything to `out`."""
    from gigawatch.index import list_effects
    from gigawatch.index.result.place import find_aggregate, find_period

    result = files.run()
    if result.method.uncertainty is None:
        raise InputError(NO_DESIGN, where=str(files.method), hint=HINT)
    find_aggregate(result.structure, place[0], "uncertainty")
    find_period(result.values, place[1], "uncertainty")
    spread = _work(result, size, multiverse=multiverse)
    tables = {"uncertainty": spread.summarise(), "draws": spread.list_draws(), "runs": spread.list_runs(place[0])}
    tables["acceptability"] = spread.list_acceptability(place[0])
    shown = {"ranks": _pick(tables["uncertainty"], result, place)}
    tables["effects"] = list_effects(spread, *place)
    if multiverse:
        shown["effects"] = tables["effects"]
    if sobol is not None:
        tables["sensitivity"] = shown["sensitivity"] = _measure(result, size, sobol, place)
    if output is Format.JSON:
        print_json({name: frame.to_dicts() for name, frame in shown.items()})
    else:
        for frame in shown.values():
            print_table(*as_rows(frame))
        say(f"{spread.draws.runs} runs; rank_low and rank_high are the 5 % and the 95 % quantile of the rank")
    write_tables(tables, out)


def _work(result: Result, size: tuple[int | None, int | None, int], *, multiverse: bool) -> Uncertainty:
    if multiverse:
        from gigawatch.index import measure_multiverse, read_design

        design = read_design(result.method.uncertainty or {}, result.method, result.structure)
        listed = replace(design, spans=(), weights={}, data=False, sources=None, imputation=False)
        if left := [name for name in design.factors if name not in listed.factors]:
            say(f"left out of the multiverse, because it cannot be listed: {', '.join(left)}")
        design = listed
        with counting("combinations") as progress:
            return measure_multiverse(result, design, workers=size[2], progress=progress)
    spread = measure_spread(result, *size)
    assert spread is not None
    return spread


def _pick(table: pl.DataFrame, result: Result, place: Place) -> pl.DataFrame:
    import polars as pl

    code = place[0] or result.structure.roots[0]
    period = place[1] if place[1] is not None else result.values.periods[-1]
    columns = ("unit", "score", "rank", "rank_low", "rank_median", "rank_high", "status")
    rows = table.filter(pl.col("code") == code, pl.col("period").eq_missing(pl.lit(period)))
    if rows.is_empty():
        known = ", ".join(str(found) for found in result.values.periods)
        hint = f"aggregates: {', '.join(result.structure.aggregates)}; periods: {known}"
        raise InputError(f"there is no score of {code} in {period}", hint=hint)
    return rows.select(columns).sort("rank", "unit", nulls_last=True)


def _measure(result: Result, size: tuple[int | None, int | None, int], sobol: int, place: Place) -> pl.DataFrame:
    from gigawatch.index import measure_sensitivity, read_design
    from gigawatch.index.export import read_plan

    plan = read_plan(result.method)
    assert plan is not None
    design = read_design(result.method.uncertainty or {}, result.method, result.structure)
    seed = plan.seed if size[1] is None else size[1]
    with counting("runs for Sobol indices") as progress:
        found = measure_sensitivity(result, design, seed=seed, base=sobol, workers=size[2], progress=progress)
    return found.list_indices("shift", code=place[0], period=place[1])
