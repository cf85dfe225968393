"""The step that asks the ledger for what the indexes compare: capacities that run, links, signed money realised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import inf
from typing import TYPE_CHECKING

from gigawatch.model import Observation
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
    """The ledger's figures of an index's units by nothing but what was published by a day: rows of observations, of
    that vintage where nothing that they rest on bears a date.
    """
    if not _is_asking(definition):
        return []
    return [
        row | {"table_name": "ledger", "vintage": row["vintage"] or day.isoformat()}
        for row in _measure(workspace, definition, load_ledger(workspace).as_of(day), day)
    ]


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
        yield {"index_id": definition.id, **_row(names[found.thing], found), **_tell_origin(ledger, found)}


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


def _tell_origin(ledger: Ledger, found: Measured) -> dict[str, str | None]:
    """The addresses that a figure's facts or claims stand at (who published them, where there is none), and the day of
    the latest.
    """
    from gigawatch.ledger.state import known_on, source_of

    claims = [ledger.kept(one).claim if one in ledger.facts else one for one in found.evidence]
    sources = dict.fromkeys(_find_address(ledger, claim) or source_of(ledger, claim) for claim in claims)
    days = [day for claim in claims if (day := known_on(ledger, claim)) is not None]
    return {"source": " ".join(sources), "vintage": max(days, default=None)}


def _find_address(ledger: Ledger, claim: str) -> str | None:
    said = ledger.claim(claim)
    return said.source if isinstance(said, Observation) else ledger.material.documents[said.document].url


def _row(name: str, found: Measured) -> dict[str, object]:
    """A figure with its ends: in the middle of them, or what it is at least. What is a sum of the plants known has no
    upper end; a whole that a source hedges (over 40) bears the hedge.
    """
    is_open, is_hedged = found.high == inf or not found.is_whole, found.high == inf and found.is_whole
    return {
        "id": " ".join(found.evidence),
        "subject": name,
        "measure": found.measure,
        "period": found.year,
        "value": found.low if is_open else (found.low + found.high) / 2,
        "low": None if is_hedged else found.low,
        "high": None if is_open else found.high,
        "unit": found.unit,
        "qualifier": "over" if is_hedged else None,
    }
