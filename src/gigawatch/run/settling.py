"""The steps that reason: names to things, statements to facts, steps of the status ladder, ageing, the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.engine import Borrow, LocalEngine
from gigawatch.model import PLANTS
from gigawatch.model.collector import holding_the_collector
from gigawatch.run.memory import keep_memory
from gigawatch.run.note import touched_path
from gigawatch.run.progress import add_or_else, settle_touched_or_else
from gigawatch.run.reviewing import read_claims, read_review, review_path
from gigawatch.run.scratch import scratch_of
from gigawatch.run.step import Step
from gigawatch.run.table import GATHERED, RESOLVED, SETTLED, TABLES, stream_table, table_path, table_paths
from gigawatch.run.workspace import Workspace
from gigawatch.store.record import plain_row

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger, Milestone

PUBLISHER = "publisher"
MANY = 500_000  # claims; up to so many are settled at once, which takes less time and more memory
REASONING = ("model", "vocab", "quantity", "store", "intake", "figures", "claims", "resolve")


def resolve_step(workspace: Workspace, smallest: int | None = None, borrow: Borrow = LocalEngine) -> Step:
    """Every name to the thing that it means; where a few documents came to many, only theirs.

    How many is many, `smallest` says; without it `progress.SMALLEST`.
    """

    def work() -> list[str]:
        with holding_the_collector():
            add_or_else(workspace, lambda place: _resolve_all(place, borrow), smallest)
        return []

    inputs = (*table_paths(workspace, GATHERED), review_path(workspace))
    outputs = (*table_paths(workspace, RESOLVED), touched_path(workspace))
    return Step("resolve", inputs, outputs, (*REASONING, "ledger", "engine"), work)


def _resolve_all(workspace: Workspace, borrow: Borrow) -> None:
    """Resolve everything: portion by portion where there is much, at once where persons judge names."""
    from gigawatch.engine.linking import resolve_on
    from gigawatch.engine.portion import is_large
    from gigawatch.ledger.material import OWN_TABLES, pairs_of
    from gigawatch.store.record import observation_from

    reviewed, engine = read_review(workspace), borrow()
    if pairs_of(reviewed.judgements) or not is_large(engine, table_path(workspace, "document")):
        _resolve_at_once(workspace)
        return
    rows = stream_table(workspace, "observation")
    own = [observation_from(row) for row in rows if str(row["table_name"]).startswith(OWN_TABLES)]
    found = resolve_on(engine, workspace.steps, own, reviewed, workspace.parts / "resolve")
    keep_memory(workspace.steps, found)


def _resolve_at_once(workspace: Workspace) -> None:
    from gigawatch.ledger.material import OWN_TABLES, pairs_of
    from gigawatch.resolve import resolve
    from gigawatch.store import write_rows
    from gigawatch.store.record import document_from, entity_row, judgement_row, observation_from

    documents = {d.id: d for d in map(document_from, stream_table(workspace, "document"))}
    own = [row for row in stream_table(workspace, "observation") if str(row["table_name"]).startswith(OWN_TABLES)]
    reviewed = read_review(workspace)
    claims = reviewed.correct(read_claims(workspace))
    found = resolve(documents, claims.values(), map(observation_from, own), pairs_of(reviewed.judgements))
    judgements = {j.id: j for j in reviewed.judgements} | found.judgements
    write_rows(table_path(workspace, "entity"), "entity", map(entity_row, found.entities.values()))
    write_rows(table_path(workspace, "mention"), "mention", map(plain_row, found.mentions.values()))
    write_rows(table_path(workspace, "judgement"), "judgement", map(judgement_row, judgements.values()))
    keep_memory(workspace.steps, found)


def settle_step(workspace: Workspace, borrow: Borrow = LocalEngine) -> Step:
    """Statements to facts, with every candidate, finding and milestone; only of the things that new claims touch."""

    def work() -> list[str]:
        with holding_the_collector():
            settle_touched_or_else(workspace, lambda place: _settle_all(place, borrow, step))
        return []

    inputs = (*table_paths(workspace, (*GATHERED, *RESOLVED)), touched_path(workspace))
    rooms = (*REASONING, "ledger", "engine")
    step = Step("settle", inputs, table_paths(workspace, SETTLED), rooms, work)
    return step


def _settle_all(workspace: Workspace, borrow: Borrow, step: Step) -> None:
    """Settle everything: in portions where there is much, else at once."""
    from gigawatch.engine.portion import count_rows, is_large
    from gigawatch.engine.settling import settle_on

    engine, documents = borrow(), table_path(workspace, "document")
    if is_large(engine, documents) or count_rows(table_path(workspace, "claim")) > MANY:
        settle_on(engine, workspace.steps, scratch_of(workspace, step))
    else:
        _settle_at_once(workspace)


def _settle_at_once(workspace: Workspace) -> None:
    from gigawatch.ledger import make_ledger
    from gigawatch.ledger.load import load_material

    _write_ledger(workspace, make_ledger(load_material(lambda table: stream_table(workspace, table))))


def age_step(workspace: Workspace, today: date) -> Step:
    """How old the newest evidence of every status is on the build's date, news of parts and figures with it."""

    def work() -> list[str]:
        from gigawatch.ledger import find_ages
        from gigawatch.ledger.load import milestone_from
        from gigawatch.ledger.part import Kin
        from gigawatch.store import write_rows
        from gigawatch.store.record import entity_from, fact_from

        things = (entity_from(row) for row in stream_table(workspace, "entity"))
        kin = Kin({one.id: one for one in things if one.kind in PLANTS or one.data.get("relation")})
        steps = (milestone_from(row) for row in stream_table(workspace, "milestone"))
        facts = (fact_from(row) for row in stream_table(workspace, "fact"))
        ages = find_ages(steps, today, kin, facts)
        write_rows(
            table_path(workspace, "age"), "age", (_dated(plain_row(age), "evidence_on", "stale_on") for age in ages)
        )
        return []

    inputs, outputs = table_paths(workspace, ("milestone", "entity", "fact")), table_paths(workspace, ("age",))
    return Step("age", inputs, outputs, ("model", "vocab", "store", "ledger"), work, f"date={today}")


def store_step(workspace: Workspace) -> Step:
    """All tables into one DuckDB file, swapped in whole."""

    def work() -> list[str]:
        from gigawatch.store import write_database, write_rows

        write_rows(table_path(workspace, PUBLISHER), PUBLISHER, _publisher_rows(workspace))
        write_database(workspace.database, {table: [table_path(workspace, table)] for table in (*TABLES, PUBLISHER)})
        return []

    outputs = (table_path(workspace, PUBLISHER), workspace.database)
    return Step("store", table_paths(workspace, TABLES), outputs, ("store", "vocab"), work)


def _publisher_rows(workspace: Workspace) -> Iterator[dict[str, object]]:
    """Every publisher of a document, or of a cell that bears on a fact, with its kind and standing."""
    from gigawatch.vocab import publishers

    counts = Counter(str(r["publisher"] or r["url"] or "") for r in stream_table(workspace, "document"))
    bearing = {r["claim"] for r in stream_table(workspace, "candidate")}
    cells = (r for r in stream_table(workspace, "observation") if r["id"] in bearing)
    names = {*counts, *(str(r["source"] or r["table_name"]) for r in cells)} - {""}
    for name in sorted(names):
        kind = publishers().kind(name)
        yield {"name": name, "kind": kind.code, "standing": kind.standing, "documents": counts[name]}


def load_ledger(workspace: Workspace) -> Ledger:
    """The ledger from the Parquet files between the steps."""
    from gigawatch.ledger.load import load_ledger as load

    with holding_the_collector():
        return load(lambda table: stream_table(workspace, table))


def _write_ledger(workspace: Workspace, ledger: Ledger) -> None:
    from gigawatch.store import write_rows
    from gigawatch.store.record import check_row, fact_row

    milestones = (m for group in ledger.milestones.values() for m in group)
    rows = {
        "fact": map(fact_row, ledger.facts.values()),
        "candidate": (plain_row(c) for group in ledger.candidates.values() for c in group),
        "finding": (check_row(c) for group in ledger.findings.values() for c in group),
        "milestone": map(milestone_row, milestones),
        "source_standing": map(plain_row, ledger.standings.values()),
        "source_count": map(plain_row, ledger.counts),
    }
    for table, values in rows.items():
        write_rows(table_path(workspace, table), table, values)


def milestone_row(step: Milestone) -> dict[str, object]:
    """A step of the ladder as a row of the milestone table."""
    return _dated(plain_row(step), "known_on", "valid_from", "valid_to")


def _dated(row: Mapping[str, object], *keys: str) -> dict[str, object]:
    dates = {key: date.fromisoformat(str(row[key])) if row[key] else None for key in keys}
    return {**row, **dates}
