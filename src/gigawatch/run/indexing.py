"""The step that computes the indexes of a workspace from its observations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.defined import load_definitions, name_units, own_definitions
from gigawatch.run.lacking import list_faulty, own_tables
from gigawatch.run.measuring import measure_as_of
from gigawatch.run.reviewing import read_counted_cells, refused_path
from gigawatch.run.step import Step
from gigawatch.run.stray import tell_slips
from gigawatch.run.table import INDEXED, MEASURED, table_path, table_paths
from gigawatch.run.workspace import Workspace

WORKERS = 2

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition, IndexResult


def index_step(workspace: Workspace) -> Step:
    """Every index that the settings name: its indicators, readings, scores, coverage and contributions."""

    def work() -> list[str]:
        from gigawatch.store import write_rows

        results, notices = _compute(workspace)
        for table in INDEXED:
            write_rows(table_path(workspace, table), table, [row for r in results for row in _rows(r, table)])
        return notices

    chosen = workspace.settings
    settings = f"{chosen.definitions} runs={chosen.runs} seed={chosen.seed} tables={own_tables(workspace)}"
    fed = table_paths(workspace, ("observation", MEASURED))
    inputs = (*fed, refused_path(workspace), *own_definitions(workspace))
    rooms = ("model", "vocab", "store", "index")
    return Step("index", inputs, table_paths(workspace, INDEXED), rooms, work, settings)


def _compute(workspace: Workspace) -> tuple[list[IndexResult], list[str]]:
    from gigawatch.index.definition import build_index

    cells = read_counted_cells(workspace)
    is_whole = not list_faulty(workspace)
    results, notices = [], []
    for definition in load_definitions(workspace):
        observations = join_ledger(workspace, cells, definition.id)
        units = name_units(definition, observations["subject"].unique().sort().to_list())
        slips = tell_slips(definition, observations, units, is_whole=is_whole)
        notices += [f"notice: index {definition.id}: {slip}" for slip in slips]
        try:
            runs, seed = workspace.settings.runs, workspace.settings.seed
            results.append(build_index(definition, observations, units=units, runs=runs, seed=seed, workers=WORKERS))
        except InputError as fault:
            why = fault if is_whole else f"{fault.what}, while a table is left out"
            notices.append(f"notice: index {definition.id} is not computed: {why}")
    return results, notices


def join_ledger(workspace: Workspace, cells: pl.DataFrame, index: str) -> pl.DataFrame:
    """The table cells and what the ledger measured for an index."""
    import polars as pl

    measured = pl.read_parquet(table_path(workspace, MEASURED)).filter(index_id=index)
    measured = measured.select(pl.exclude("index_id"), pl.lit("ledger").alias("table_name"))
    return pl.concat([cells, measured], how="diagonal_relaxed")


def read_cells(workspace: Workspace, definition: Definition, as_of: date | None = None) -> pl.DataFrame:
    """Every table cell nobody rejected, and what the ledger measured for an index: as it was built, or on the ledger as
    it was known on a day. WorkspaceError before a build.
    """
    import polars as pl

    needed = (table_path(workspace, "observation"), table_path(workspace, MEASURED), refused_path(workspace))
    if not all(path.is_file() for path in needed):
        raise WorkspaceError("the workspace is not built", where=str(workspace.root), hint="run: gigawatch build")
    cells = read_counted_cells(workspace)
    if as_of is None:
        return join_ledger(workspace, cells, definition.id)
    measured = measure_as_of(workspace, definition, as_of)
    known = [pl.DataFrame(measured, infer_schema_length=None)] if measured else []
    return pl.concat([cells, *known], how="diagonal_relaxed")


def _rows(result: IndexResult, table: str) -> list[dict[str, object]]:
    """One of the result's tables as rows of the schema."""
    from gigawatch.store import tables

    frames = {
        "indicator": result.indicators,
        "reading": result.readings,
        "score": result.scores.rename({"status": "state"}),
        "coverage": result.gate.rename({"status": "state"}),
        "contribution": result.contributions,
    }
    names = tables()[table].names
    return [_row(row, names, result.definition.id) for row in frames[table].iter_rows(named=True)]


def _row(row: dict[str, object], names: tuple[str, ...], index: str) -> dict[str, object]:
    values = {name: row.get(name) for name in names} | {"index_id": index}
    joined = {k: " ".join(map(str, v)) for k, v in values.items() if isinstance(v, list | tuple)}
    return values | joined
