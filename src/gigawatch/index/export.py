"""A run as a folder of plain CSV tables, as the command line promises them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.index.engine import build, read_tables
from gigawatch.index.fault import Fault, FaultyInput, refuse
from gigawatch.index.input.source import Source
from gigawatch.index.method.method import Method, read_method
from gigawatch.index.montecarlo.draw import draw
from gigawatch.index.montecarlo.reading import read_design
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.montecarlo.work import measure_uncertainty
from gigawatch.index.result.result import Result

if TYPE_CHECKING:
    import polars as pl

FAULTS = "faults.csv"
RUNS, SEED = 1000, 2022


def run_from_files(
    values: Source,
    structure: Source,
    method: str | Path | Mapping[str, object] | Method,
    out: str | Path,
) -> Result:
    """Run and write everything to the folder `out`; faults are written to `faults.csv` there before they are raised.

    A method with an `[uncertainty]` table is also run as a Monte Carlo, which fills `low` and `high` of `scores.csv`.
    """
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        steps = read_method(method)
        tree, panel = read_tables(values, structure, steps)
        result = build(panel, tree, steps)
        spread = _measure(result)
    except FaultyInput as error:
        list_faults(error.faults).write_csv(folder / FAULTS)
        raise
    write_run(result, folder, spread)
    return result


def write_run(result: Result, out_dir: str | Path, spread: Uncertainty | None = None) -> None:
    """Write `STEP.csv` of every step, `scores.csv`, `faults.csv`, and beside them weights, marks and contributions.

    Contributions are left out where the score comes from comparing or ordering and has no parts.
    `low` and `high` of `scores.csv` bound the rank in 90 of 100 runs of the Monte Carlo; empty without one.
    """
    folder = Path(out_dir)
    folder.mkdir(parents=True, exist_ok=True)
    for table in result.tables:
        table.frame().write_csv(folder / f"{table.name}.csv")
    list_faults(()).write_csv(folder / FAULTS)
    list_scores(result, spread).write_csv(folder / "scores.csv")
    result.list_scores().select("unit", "code", "period", "coverage", "status").write_csv(folder / "coverage.csv")
    result.list_weights().write_csv(folder / "weights.csv")
    result.list_marks().write_csv(folder / "marks.csv")
    if result.method.find("aggregate") is not None and not result.list_indivisible():
        result.list_contributions().write_csv(folder / "contributions.csv")
    if spread is not None:
        spread.summarise().drop("coverage", "status").write_csv(folder / "uncertainty.csv")
        spread.list_draws().write_csv(folder / "draws.csv")


def list_scores(result: Result, spread: Uncertainty | None = None) -> pl.DataFrame:
    """One row for each unit, aggregate and period: score, rank, and the rank's interval."""
    import polars as pl

    columns = ["unit", "code", "period", "score", "rank"]
    if spread is None:
        empty = pl.lit(None, dtype=pl.Float64)
        return result.list_scores().select(*columns, low=empty, high=empty)
    return spread.summarise().select(*columns, low="rank_low", high="rank_high")


def list_faults(faults: tuple[Fault, ...]) -> pl.DataFrame:
    """One row for each fault: table, row, column, text."""
    import polars as pl

    rows = [(fault.table, fault.row, fault.column, fault.text) for fault in faults]
    schema = {"table": pl.String, "row": pl.Int64, "column": pl.String, "text": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


@dataclass(frozen=True)
class Plan:
    """How many runs a method asks for, and from which seed."""

    runs: int
    seed: int


def read_plan(method: Method) -> Plan | None:
    """The size of the method's own Monte Carlo; None when it has none."""
    if method.uncertainty is None:
        return None
    faults: list[Fault] = []
    runs = _read_whole(method.uncertainty, "runs", (RUNS, 1), faults)
    seed = _read_whole(method.uncertainty, "seed", (SEED, 0), faults)
    refuse(faults)
    return Plan(runs, seed)


def _measure(result: Result) -> Uncertainty | None:
    plan = read_plan(result.method)
    if plan is None:
        return None
    design = read_design(result.method.uncertainty or {}, result.method, result.structure)
    drawn = draw(result.structure, design, seed=plan.seed, runs=plan.runs)
    return measure_uncertainty(result, design, drawn)


def _read_whole(plain: Mapping[str, object], key: str, usual: tuple[int, int], faults: list[Fault]) -> int:
    value, least = usual
    given = plain.get(key, value)
    if isinstance(given, bool) or not isinstance(given, int) or given < least:
        faults.append(Fault("design", None, key, f"{given!r} is not a whole number from {least} on"))
        return value
    return given
