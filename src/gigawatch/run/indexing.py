"""The step that computes the indexes of a workspace from its observations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.run.reviewing import refused_path
from gigawatch.run.step import Step
from gigawatch.run.table import INDEXED, table_path, table_paths
from gigawatch.run.workspace import Workspace

ENTERPRISES = "enterprise_"

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import IndexResult


def index_step(workspace: Workspace) -> Step:
    """Every index that the settings name: its indicators, readings, scores and contributions."""
    own = tuple(path for name in workspace.settings.definitions if (path := _own(workspace, name)).is_file())

    def work() -> list[str]:
        from gigawatch.store import write_rows

        results, notices = _compute(workspace)
        for table in INDEXED:
            write_rows(table_path(workspace, table), table, [row for r in results for row in _rows(r, table)])
        return notices

    chosen = workspace.settings
    settings = f"{chosen.definitions} runs={chosen.runs} seed={chosen.seed}"
    inputs = (*table_paths(workspace, ("observation",)), refused_path(workspace), *own)
    rooms = ("model", "vocab", "store", "index")
    return Step("index", inputs, table_paths(workspace, INDEXED), rooms, work, settings)


def _compute(workspace: Workspace) -> tuple[list[IndexResult], list[str]]:
    from gigawatch.index.definition import build_index, load_definition

    observations = _observations(workspace)
    units = _units(observations)
    results, notices = [], []
    for name in workspace.settings.definitions:
        own = _own(workspace, name)
        definition = load_definition(own if own.is_file() else name)
        try:
            runs, seed = workspace.settings.runs, workspace.settings.seed
            results.append(build_index(definition, observations, units=units, runs=runs, seed=seed))
        except InputError as fault:
            notices.append(f"notice: index {name} is not computed: {fault}")
    return results, notices


def _own(workspace: Workspace, name: str) -> Path:
    """Where a workspace keeps a definition of its own."""
    return workspace.root / "index" / f"{name}.toml"


def _observations(workspace: Workspace) -> pl.DataFrame:
    """Every table cell that nobody rejected."""
    import polars as pl

    out = pl.read_parquet(refused_path(workspace))["left"].to_list()
    cells = pl.read_parquet(table_path(workspace, "observation")).rename({"table_name": "table"})
    return cells.filter(~pl.col("id").is_in(out)) if out else cells


def _units(observations: pl.DataFrame) -> dict[str, str]:
    """The subjects that may be compared: those of the tables of enterprises, and firms that the vocabulary knows.

    A table of a city or a conference in the same workspace brings no units, whatever its subjects are called.
    """
    from gigawatch.vocab import organisations

    pairs = observations.select("subject", "table").unique().iter_rows()
    return {s: s for s, table in pairs if table.startswith(ENTERPRISES) or organisations().find(s) is not None}


def _rows(result: IndexResult, table: str) -> list[dict[str, object]]:
    """One of the result's tables as rows of the schema."""
    from gigawatch.store import tables

    frames = {
        "indicator": result.indicators,
        "reading": result.readings,
        "score": result.scores.rename({"status": "state"}),
        "contribution": result.contributions,
    }
    names = tables()[table].names
    return [_row(row, names, result.definition.id) for row in frames[table].iter_rows(named=True)]


def _row(row: dict[str, object], names: tuple[str, ...], index: str) -> dict[str, object]:
    values = {name: row.get(name) for name in names} | {"index_id": index}
    joined = {k: " ".join(map(str, v)) for k, v in values.items() if isinstance(v, list | tuple)}
    return values | joined
