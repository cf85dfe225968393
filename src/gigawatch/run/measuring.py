"""The step that asks the ledger for what the indexes compare: capacities that run, links, signed money realised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import inf
from typing import TYPE_CHECKING

from gigawatch.run.defined import find_thing, load_definitions, name_units, own_definitions
from gigawatch.run.reviewing import read_counted_cells, refused_path
from gigawatch.run.settling import REASONING, load_ledger
from gigawatch.run.step import Step
from gigawatch.run.table import MEASURED, REASONED, table_path, table_paths
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.chain import Measured
    from gigawatch.index.definition import Definition
    from gigawatch.ledger import Ledger

ROOMS = (*REASONING, "ledger", "chain", "index")
LEDGER = "ledger."


def measure_step(workspace: Workspace, today: date) -> Step:
    """The ledger's figures of every unit of an index, for its years up to the last whole one."""

    def work() -> list[str]:
        from gigawatch.store import write_rows

        definitions = [found for found in load_definitions(workspace) if _is_asking(found)]
        ledger = load_ledger(workspace) if definitions else None
        rows = (row for one in definitions if ledger is not None for row in _measure(workspace, one, ledger, today))
        write_rows(table_path(workspace, MEASURED), MEASURED, rows)
        return []

    inputs = (*table_paths(workspace, REASONED), refused_path(workspace), *own_definitions(workspace))
    settings = f"{workspace.settings.definitions} last={today.year - 1}"
    return Step("measure", inputs, (table_path(workspace, MEASURED),), ROOMS, work, settings)


def measure_as_of(workspace: Workspace, definition: Definition, day: date) -> list[dict[str, object]]:
    """The ledger's figures of an index's units by nothing but what was published by a day: rows of observations of
    that vintage.
    """
    if not _is_asking(definition):
        return []
    dated = {"table_name": "ledger", "vintage": day.isoformat()}
    return [row | dated for row in _measure(workspace, definition, load_ledger(workspace).as_of(day), day)]


def _is_asking(definition: Definition) -> bool:
    """Whether any indicator is fed by the ledger."""
    return any(name.startswith(LEDGER) for name in _list_measures(definition))


def _list_measures(definition: Definition) -> list[str]:
    sources = [source for found in definition.indicators for source in found.sources]
    return [name for source in sources for name in (*source.measures, *source.per)]


def _measure(workspace: Workspace, definition: Definition, ledger: Ledger, day: date) -> Iterator[dict[str, object]]:
    """The rows of an index, for its years up to the last whole one before a day."""
    from gigawatch.chain import measure_ledger

    units = definition.universe or _list_units(workspace, definition)
    names = {thing: name for name in units if (thing := find_thing(definition, name)) is not None}
    years = [str(year) for year in range(int(definition.first), day.year)]
    for found in measure_ledger(ledger, list(names), years, beyond=definition.spread.open):
        yield {"index_id": definition.id, **_row(names[found.thing], found)}


def _list_units(workspace: Workspace, definition: Definition) -> Sequence[str]:
    """The units of a definition that lists none: the subjects of the cells that feed it; of any where only the ledger
    does.
    """
    import polars as pl

    cells = read_counted_cells(workspace)
    own = [name for name in _list_measures(definition) if not name.startswith(LEDGER)]
    fed = cells.filter(pl.col("measure").is_in(own)) if own else cells
    subjects = fed["subject"].unique().sort().to_list()
    return [name for name in dict.fromkeys(name_units(definition, subjects).values()) if name not in definition.exclude]


def _row(name: str, found: Measured) -> dict[str, object]:
    """A figure with its ends: its value lies in the middle of them, or is what it is at least where it is open."""
    is_open = found.high == inf
    return {
        "id": " ".join(found.evidence),
        "subject": name,
        "measure": found.measure,
        "period": found.year,
        "value": found.low if is_open else (found.low + found.high) / 2,
        "low": found.low,
        "high": None if is_open else found.high,
        "unit": found.unit,
    }
