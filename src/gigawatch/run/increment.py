"""Adding to a settled ledger: the names in a few new documents, and what they change of the names met before.

What a claim means depends on its document and on the names met so far: where a new name joins a firm, the documents
that use the firm's names are resolved again. What is another name of a phase is tied again from all sayings. The rows
that change are replaced, and kept as they were, so that settling knows from what to what they changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigawatch.run.memory import Memory, keep_memory, read_memory
from gigawatch.run.neighbour import SITED
from gigawatch.run.reviewing import read_review
from gigawatch.store.record import entity_from, entity_row, judgement_from, judgement_row, plain_row

if TYPE_CHECKING:
    from gigawatch.model import Entity
    from gigawatch.resolve import Resolution
    from gigawatch.resolve.another_name import AnotherName
    from gigawatch.resolve.organisation import Joined
    from gigawatch.run.basis import Came
    from gigawatch.run.workspace import Workspace
    from gigawatch.store.folder import Tables

MOST_AGAIN = 500  # documents; where more use a name that means another firm now, all are resolved anew
BEFORE = "before"  # the folder of the rows as they were
USERS = """SELECT DISTINCT d.id FROM document d, moved WHERE contains(d.text, moved.key)
  UNION SELECT c.document FROM claim c JOIN mention m ON m.claim = c.id WHERE m.surface IN (FROM moved)
  UNION SELECT document FROM claim WHERE subject IN (FROM moved)"""
USED = """WITH RECURSIVE used AS (
    SELECT DISTINCT entity AS id FROM mention
    UNION SELECT e.part_of FROM entity e JOIN used u ON e.id = u.id WHERE e.part_of IS NOT NULL)
  FROM used"""
GONE = "claim IN (FROM renewed)"


@dataclass(frozen=True, slots=True)
class Added:
    """What resolving changed: the documents that came, those whose leader is another now, those that were resolved
    again, the cells that were, and the things that are described otherwise, came or went.
    """

    documents: frozenset[str]
    led: Mapping[str, str | None]
    again: frozenset[str]
    cells: frozenset[str]
    entities: frozenset[str]


def add_resolution(workspace: Workspace, tables: Tables, added: Came) -> Added | None:
    """Resolve the claims of documents that came, and of those in which a name means another firm for it.

    The tables of claims and documents are as they are now, those of things, mentions and judgements as they were; these
    are changed. None, and nothing is changed, where all must be resolved anew: persons judge names, or a name that
    joins another is also a place's.
    """
    memory = read_memory(workspace.steps)
    if memory is None or _are_names_judged(workspace):
        return None
    came = added.documents
    tables.pick("moved", ())
    tables.pick("delta", came)
    found = _resolve(workspace, tables, memory.joined)
    moved = {name for group in set(memory.joined.groups) - set(found.firms.joined.groups) for name in group}
    moved |= {name for pair in found.firms.joined.told - memory.joined.told for name in (pair.one, pair.other)}
    if any(map(_may_be_place, moved)):
        return None
    tables.pick("moved", moved)
    again = frozenset(tables.keys(USERS) - came) if moved else frozenset[str]()
    if len(again) > MOST_AGAIN:
        return None
    if moved:
        tables.pick("delta", came | again)
        found = _resolve(workspace, tables, found.firms.joined)
    changed = _replace(workspace, tables, memory, found, (again, frozenset(moved)))
    return Added(came, added.led, again, frozenset(tables.keys("FROM cell")), changed)


def _are_names_judged(workspace: Workspace) -> bool:
    from gigawatch.ledger.review import PAIRS

    return any(judgement.verdict in PAIRS for judgement in read_review(workspace).judgements)


def _may_be_place(name: str) -> bool:
    from gigawatch.resolve.where import name_place

    return name_place(name).entity is not None


def _resolve(workspace: Workspace, tables: Tables, met: Joined) -> Resolution:
    """The claims of the documents in `delta`, and the cells under a moved name, resolved."""
    from gigawatch.ledger.material import OWN_TABLES
    from gigawatch.resolve.resolver import apply_rules
    from gigawatch.store.record import claim_from, document_from, observation_from

    documents = map(document_from, tables.rows("SELECT * FROM document WHERE id IN (FROM delta)"))
    claims = map(claim_from, tables.rows("SELECT * FROM claim WHERE document IN (FROM delta)"))
    own = f"SELECT * FROM observation WHERE starts_with(table_name, '{OWN_TABLES}') AND subject IN (FROM moved)"
    cells = [observation_from(row) for row in tables.rows(own)]
    tables.pick("cell", (cell.id for cell in cells))
    corrected = read_review(workspace).correct({claim.id: claim for claim in claims})
    return apply_rules({one.id: one for one in documents}, corrected.values(), cells, met)


def _replace(
    workspace: Workspace,
    tables: Tables,
    memory: Memory,
    found: Resolution,
    told: tuple[frozenset[str], frozenset[str]],
) -> frozenset[str]:
    """Put the rows of what was resolved in place of those that were, and keep those; the things that changed.

    `told` are the documents resolved again and the names that mean another firm now.
    """
    again, moved = told
    folder = workspace.steps / BEFORE
    tables.pick("renewed", tables.keys("SELECT id FROM claim WHERE document IN (FROM delta) UNION FROM cell"))
    tables.keep(f"SELECT * FROM mention WHERE {GONE}", folder / "mention.parquet")
    gone_owners = _owners(group for group in memory.joined.groups if group & moved)
    tables.change("mention", GONE, map(plain_row, found.mentions.values()))
    fresh = _describe(tables, found, gone_owners)
    sayings = [one for one in memory.sayings if one.document not in again]
    fresh |= _tie(tables, found, fresh, (*sayings, *found.sayings))
    _judge(tables, found)
    changed = _change_entities(workspace, tables, fresh, gone_owners)
    keep_memory(workspace.steps, found, sayings)
    return changed


def _owners(groups: Iterable[frozenset[str]]) -> frozenset[str]:
    """The ids of the firms that groups of names meant."""
    from gigawatch.resolve.organisation import name_group

    return frozenset(firm.id for group in groups if (firm := name_group(group)) is not None)


def _describe(tables: Tables, found: Resolution, moved: frozenset[str]) -> dict[str, Entity]:
    """The things found as they are described by all, those of firms with other names now by these alone."""
    from gigawatch.resolve.agreement import agree_on

    tables.pick("fresh", found.entities)
    before = {e.id: e for e in map(entity_from, tables.rows("SELECT * FROM entity WHERE id IN (FROM fresh)"))}
    told = {}
    for key, entity in found.entities.items():
        now, known = _untied(entity), before.get(key)
        is_anew = known is None or key in moved or now.data.get("owner") in moved
        told[key] = now if known is None or is_anew else agree_on(_untied(known), now)
    return told


def _untied(entity: Entity) -> Entity:
    from gigawatch.resolve.another_name import SAME_AS

    return replace(entity, data={key: value for key, value in entity.data.items() if key != SAME_AS})


def _tie(
    tables: Tables, found: Resolution, fresh: Mapping[str, Entity], sayings: Iterable[AnotherName]
) -> dict[str, Entity]:
    """The plants of which sayings tell, tied or not, and the phases that only they tell of; judgements are renewed."""
    from gigawatch.resolve.another_name import RULE, tie_other_names

    told = list(sayings)
    tables.pick("named", (one.name for one in told))
    rows = tables.rows(f"SELECT * FROM entity WHERE kind IN {SITED} AND data ->> '$.owner' IN (FROM named)")
    plants = {e.id: _untied(e) for e in map(entity_from, rows)} | {
        key: e for key, e in fresh.items() if e.data.get("owner") in {one.name for one in told}
    }
    tied, judgements = tie_other_names(plants, told)
    found.judgements = {key: one for key, one in found.judgements.items() if one.by != RULE}
    found.judgements |= {one.id: one for one in judgements}
    tables.pick("tied", (one.id for one in tied))
    known = tables.keys("SELECT id FROM entity WHERE id IN (FROM tied)")
    chains = {one.id: one for one in tied if one.id not in plants and one.id not in known and one.id not in fresh}
    return plants | chains | {one.id: one for one in tied if one.id in plants}


def _judge(tables: Tables, found: Resolution) -> None:
    """Renew the judgements on moved names and on other names; of others the grounds of all documents count."""
    from gigawatch.resolve.agreement import sooner
    from gigawatch.resolve.another_name import RULE

    tables.pick("judged", found.judgements)
    renewed = f'"on" IS NULL AND ("left" IN (FROM moved) OR "by" = \'{RULE}\')'
    rows = tables.rows(f"SELECT * FROM judgement WHERE id IN (FROM judged) AND NOT ({renewed})")
    before = {one.id: one for one in map(judgement_from, rows)}
    now = [sooner(before.get(key), one) for key, one in found.judgements.items()]
    tables.change("judgement", f"id IN (FROM judged) OR ({renewed})", map(judgement_row, now))


def _change_entities(
    workspace: Workspace, tables: Tables, fresh: Mapping[str, Entity], moved: frozenset[str]
) -> frozenset[str]:
    """Replace the things that are described otherwise and drop those of firms that nothing speaks of any more; their
    ids. What they were is kept.
    """
    tables.pick("fresh", fresh)
    tables.pick("owner_before", moved)
    told = "id IN (FROM fresh) OR id IN (FROM owner_before) OR data ->> '$.owner' IN (FROM owner_before)"
    before = {str(row["id"]): row for row in tables.rows(f"SELECT * FROM entity WHERE {told}")}
    now = {key: entity_row(entity) for key, entity in fresh.items()}
    used = tables.keys(USED) if before.keys() - now.keys() else set[str]()
    parts = {row["part_of"] for row in now.values()}
    gone = {key for key in before.keys() - now.keys() if key not in used and key not in parts}
    changed = {key for key, row in now.items() if before.get(key) != row}
    tables.pick("changed", changed | gone)
    tables.keep("SELECT * FROM entity WHERE id IN (FROM changed)", workspace.steps / BEFORE / "entity.parquet")
    tables.change("entity", "id IN (FROM changed)", (now[key] for key in sorted(changed)))
    return frozenset(changed | gone)
