"""The step that asks the ledger for what the indexes compare: capacities that run, links, signed money realised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import inf
from typing import TYPE_CHECKING

from gigawatch.run.defined import find_thing, load_definitions, own_definitions
from gigawatch.run.settling import REASONING, load_ledger
from gigawatch.run.step import Step
from gigawatch.run.table import MEASURED, REASONED, table_path, table_paths
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.chain import Measured
    from gigawatch.index.definition import Definition

ROOMS = (*REASONING, "ledger", "chain", "index")


def measure_step(workspace: Workspace, today: date) -> Step:
    """The ledger's figures of every unit that an index lists, for its years up to the last whole one."""
    last = today.year - 1

    def work() -> list[str]:
        from gigawatch.store import write_rows

        write_rows(table_path(workspace, MEASURED), MEASURED, _rows(workspace, last))
        return []

    inputs = (*table_paths(workspace, REASONED), *own_definitions(workspace))
    settings = f"{workspace.settings.definitions} last={last}"
    return Step("measure", inputs, (table_path(workspace, MEASURED),), ROOMS, work, settings)


def _rows(workspace: Workspace, last: int) -> Iterator[dict[str, object]]:
    from gigawatch.chain import measure_ledger

    definitions = [found for found in load_definitions(workspace) if _asks_ledger(found)]
    ledger = load_ledger(workspace) if definitions else None
    for definition in definitions:
        assert ledger is not None
        names = {thing: name for name in definition.universe if (thing := find_thing(definition, name)) is not None}
        years = [str(year) for year in range(int(definition.first), last + 1)]
        for found in measure_ledger(ledger, list(names), years):
            yield {"index_id": definition.id, **_row(names[found.thing], found)}


def _asks_ledger(definition: Definition) -> bool:
    measures = (name for found in definition.indicators for source in found.sources for name in source.measures)
    return any(name.startswith("ledger.") for name in measures)


def _row(name: str, found: Measured) -> dict[str, object]:
    """A figure as a table cell would tell it: a range by its ends, an open one by what it is at least."""
    is_range = found.low < found.high < inf
    return {
        "id": " ".join(found.evidence),
        "subject": name,
        "measure": found.measure,
        "period": found.year,
        "value": found.low,
        "high": found.high if is_range else None,
        "unit": found.unit,
        "qualifier": "at least" if found.high == inf else None,
    }
