"""The review queue of a built workspace, and its log held against what was built."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gigawatch.model import WorkspaceError
from gigawatch.run.publication import find_region
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger
    from gigawatch.ledger.queue import QueueItem
    from gigawatch.ledger.review import Log, Review


def load_queue(workspace: Workspace, ledger: Ledger) -> list[QueueItem]:
    """What is to be judged in a built workspace, the largest effect first."""
    from gigawatch.ledger.queue import list_queue, read_disagreements
    from gigawatch.store import fetch_rows, open_database
    from gigawatch.store.record import judgement_from

    with open_database(workspace.database) as con:
        rules = fetch_rows(con, 'SELECT * FROM judgement WHERE "on" IS NULL ORDER BY id')
        readings = fetch_rows(con, "SELECT observations FROM reading WHERE used")
    feeding = Counter(key for row in readings for key in set(str(row["observations"] or "").split()))
    return list_queue(
        ledger,
        [judgement_from(row) for row in rules],
        region=_region(workspace),
        readings=feeding,
        total_readings=len(readings),
        disagreements=read_disagreements(workspace.reviews),
    )


def load_review(workspace: Workspace, ledger: Ledger) -> tuple[Log, Review]:
    """The log as it is now, and its judgements held against the documents and claims that were built."""
    from gigawatch.ledger.review import read_log, review

    log = read_log(workspace.reviews)
    sources = ledger.material.stated or ledger.material
    return log, review(log.judgements, sources.documents, sources.claims, sources.observations)


def _region(workspace: Workspace) -> str | None:
    try:
        return find_region(workspace)
    except WorkspaceError:
        return None
