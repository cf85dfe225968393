"""The step that tells what follows from the settled ledger as a whole: what stands no more or only in part, who holds
which firm, and what else plants are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gigawatch.run.settling import REASONING, load_ledger
from gigawatch.run.step import Step
from gigawatch.run.table import FOLLOWING, REASONED, table_path, table_paths
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger


def follow_step(workspace: Workspace) -> Step:
    """The tables that SQL shares with the questions to the ledger: both are told by the same rules."""

    def work() -> list[str]:
        from gigawatch.ledger.holding import list_holders
        from gigawatch.store import write_rows

        ledger = load_ledger(workspace)
        write_rows(table_path(workspace, "superseded"), "superseded", _superseded_rows(ledger))
        write_rows(table_path(workspace, "lessened"), "lessened", _lessened_rows(ledger))
        write_rows(table_path(workspace, "holder"), "holder", list_holders(ledger.entities, ledger.stakes))
        write_rows(table_path(workspace, "other_name"), "other_name", _name_rows(ledger))
        return []

    outputs = table_paths(workspace, FOLLOWING)
    return Step("follow", table_paths(workspace, REASONED), outputs, (*REASONING, "ledger"), work)


def _superseded_rows(ledger: Ledger) -> Iterator[Mapping[str, object]]:
    for key, gone in sorted(ledger.superseded.items()):
        instead = gone.instead.id if gone.instead is not None else None
        yield {"fact": key, "reason": gone.reason.value, "since": gone.since, "instead": instead}


def _lessened_rows(ledger: Ledger) -> Iterator[Mapping[str, object]]:
    from gigawatch.ledger.part import tell_left

    for key, less in sorted(ledger.lessened.items()):
        stopped = " ".join(one.fact.id for one in less.stopped)
        yield {"fact": key, **tell_left(less), "since": less.since, "stopped": stopped}


def _name_rows(ledger: Ledger) -> Iterator[Mapping[str, object]]:
    for name, things in sorted(ledger.lookup.called.items()):
        yield from ({"thing": thing, "name": name} for thing in sorted(things))
