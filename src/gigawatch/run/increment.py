"""Adding to a settled ledger: what a few new documents change is resolved and settled again, the rest stays as it is.

What a claim means depends on its document and on the names met so far; what a fact says on the claims about its
thing; what a check finds on the facts of a thing, of what it belongs to and of what belongs to it. So the things that
new claims speak of, their wholes and their parts are settled again from their own claims, and their rows replaced.

Limits, as against settling everything anew: an end told without a place, another name of a phase told in another build,
and findings more than one step away in the tree may be missed until the next whole settling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from gigawatch.run.neighbour import pick_neighbours
from gigawatch.store.record import plain_row

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger
    from gigawatch.ledger.material import Material
    from gigawatch.ledger.repute import SourceCount
    from gigawatch.model import Entity
    from gigawatch.resolve import Resolution
    from gigawatch.store.folder import Tables

MOST, SHARE = 200, 0.02
RANK = "rank"
RANKED = r"(?i)\btop\b|前[二三四五六七八九十0-9]+|top ?[0-9]"  # wider than the patterns of rankings
COPIED = """WITH text AS (
    SELECT DISTINCT c.document AS id FROM mention m JOIN claim c ON c.id = m.claim
    WHERE m.role = 'thing' AND m.entity IN (FROM touched)),
  lead AS (SELECT DISTINCT leads AS id FROM document
    WHERE leads IS NOT NULL AND (id IN (FROM text) OR leads IN (FROM text)))
  SELECT DISTINCT m.entity FROM mention m JOIN claim c ON c.id = m.claim JOIN document d ON d.id = c.document
  WHERE m.role = 'thing' AND (d.id IN (FROM lead) OR d.leads IN (FROM lead))"""
PICKED = """CREATE OR REPLACE TEMP TABLE spoken AS
  SELECT claim FROM mention WHERE role = 'thing' AND entity IN (SELECT key FROM near);
CREATE OR REPLACE TEMP TABLE near_text AS SELECT DISTINCT document AS id FROM claim WHERE id IN (FROM spoken);
CREATE OR REPLACE TEMP TABLE lead AS
  SELECT coalesce(leads, id) AS id FROM document WHERE id IN (FROM near_text);
CREATE OR REPLACE TEMP TABLE read AS
  FROM near_text UNION SELECT id FROM document WHERE coalesce(leads, id) IN (FROM lead);
CREATE OR REPLACE TEMP TABLE told AS
  SELECT claim AS id FROM spoken UNION SELECT id FROM claim WHERE document IN (FROM read)"""
NEW_NAMES = ("rule:new-firm", "rule:new-name", "rule:joined")
DIGEST = """
SELECT d.id, md5(concat_ws('|', d.id, d.published, d.publisher, d.url, d.kept, d.leads, c.ids)) AS digest
FROM document d LEFT JOIN (
  SELECT document, string_agg(id, ',' ORDER BY id) AS ids FROM claim GROUP BY document
) c ON c.document = d.id
"""


def digest_documents(tables: Tables) -> dict[str, str]:
    """A digest of each document's claims and of what settling uses of the document itself, by the document's id."""
    return {str(row["id"]): str(row["digest"]) for row in tables.rows(DIGEST)}


def find_added(before: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str] | None:
    """The documents that came since; None where others changed or went, or where too many came to be worth adding."""
    if any(now.get(key) != digest for key, digest in before.items()):
        return None
    added = frozenset(now.keys() - before.keys())
    return added if len(added) <= max(MOST // 10, min(MOST, int(SHARE * len(now)))) else None


def add_resolution(tables: Tables, added: frozenset[str]) -> frozenset[str]:
    """Resolve the claims of added documents, and of those in which a name means another firm for it.

    The tables of claims and documents are as they are now, those of things, mentions and judgements as they were; these
    are rewritten. Gives the ids of the things that the changed claims spoke of or speak of.
    """
    from gigawatch.store.record import entity_row, judgement_row

    tables.pick("delta", added)
    unknown = _unknown_names(tables)
    found = _resolve(tables, unknown)
    moved = _moved(tables, found)
    if moved:
        tables.pick("delta", added | moved)
        found = _resolve(tables, unknown)
    old = {
        str(r["entity"]) for r in tables.rows(f"SELECT DISTINCT entity FROM mention WHERE {GONE} AND role = 'thing'")
    }
    things = old | {mention.entity for (_, role), mention in found.mentions.items() if role == "thing"}
    changed = _describe_again(tables, found)
    tables.change("mention", GONE, map(plain_row, found.mentions.values()))
    tables.pick("fresh", found.entities)
    tables.change("entity", "id IN (SELECT key FROM fresh)", map(entity_row, found.entities.values()))
    tables.pick("judged", found.judgements)
    gone = 'id IN (SELECT key FROM judged) OR "left" IN (SELECT key FROM moved)'
    tables.change("judgement", gone, map(judgement_row, found.judgements.values()))
    _sweep(tables)
    return frozenset(things | changed)


GONE = """claim NOT IN (SELECT id FROM claim UNION ALL SELECT id FROM observation)
  OR claim IN (SELECT id FROM claim WHERE document IN (SELECT key FROM delta))"""


def _unknown_names(tables: Tables) -> frozenset[str]:
    listed = ", ".join(f"'{rule}'" for rule in NEW_NAMES)
    rows = tables.rows(f'SELECT DISTINCT "left" AS name FROM judgement WHERE "by" IN ({listed})')
    return frozenset(str(row["name"]) for row in rows)


def _resolve(tables: Tables, unknown: frozenset[str]) -> Resolution:
    from gigawatch.resolve.resolver import apply_rules
    from gigawatch.store.record import claim_from, document_from

    documents = tables.rows("SELECT * FROM document WHERE id IN (SELECT key FROM delta)")
    claims = tables.rows("SELECT * FROM claim WHERE document IN (SELECT key FROM delta)")
    held = {document.id: document for document in map(document_from, documents)}
    return apply_rules(held, map(claim_from, claims), (), unknown)


def _moved(tables: Tables, found: Resolution) -> frozenset[str]:
    """Documents that name a firm whose id is another one now, since a new name joined it."""
    listed = ", ".join(f"'{rule}'" for rule in NEW_NAMES)
    rows = tables.rows(f'SELECT DISTINCT "left" AS name, "right" AS thing FROM judgement WHERE "by" IN ({listed})')
    named = ((str(row["name"]), row["thing"], found.firms.name(str(row["name"])).entity) for row in rows)
    tables.pick("moved", (name for name, thing, entity in named if entity is not None and entity.id != thing))
    query = """SELECT DISTINCT c.document FROM mention m JOIN claim c ON c.id = m.claim
      WHERE m.surface IN (SELECT key FROM moved)"""
    return frozenset(str(row["document"]) for row in tables.rows(query))


def _describe_again(tables: Tables, found: Resolution) -> set[str]:
    """Things that were there and are described otherwise now, as an event of which an earlier day is known."""
    from gigawatch.store.record import entity_from

    tables.pick("fresh", found.entities)
    rows = tables.rows("SELECT * FROM entity WHERE id IN (SELECT key FROM fresh)")
    changed = set()
    for before in map(entity_from, rows):
        found.entities[before.id] = _joined(before, found.entities[before.id])
        if found.entities[before.id] != before:
            changed.add(before.id)
    return changed


def _joined(before: Entity, now: Entity) -> Entity:
    """A thing as both describe it; of two days on which an event opened, the earlier; another name once told stays."""
    told = {key: before.data[key] for key in ("same_as",) if key in before.data}
    now = replace(now, data={**told, **now.data})
    days = [str(one.data["opened"]) for one in (before, now) if one.data.get("opened")]
    return replace(now, data={**now.data, "opened": min(days)}) if days else now


def _sweep(tables: Tables) -> None:
    """Drop the things that nothing speaks of any more, nor belongs to."""
    kept = """WITH RECURSIVE used AS (
        SELECT DISTINCT entity AS id FROM mention
        UNION SELECT e.part_of FROM entity e JOIN used u ON e.id = u.id WHERE e.part_of IS NOT NULL)
      SELECT id FROM used"""
    tables.change("entity", f"id NOT IN ({kept})", ())


def add_facts(tables: Tables, things: Iterable[str]) -> bool:
    """Settle some things again: their facts, candidates and steps, and what is found about them and around them.

    False, and nothing is written, where this takes a publisher's standing a step up or down: its other facts may
    change then, so all must be settled anew.
    """
    from gigawatch.ledger import make_ledger
    from gigawatch.store.record import check_row, fact_row

    pick_neighbours(tables, _with_copied(tables, things))
    ledger = make_ledger(_material(tables), _told(tables))
    if _moves_standing(tables, ledger):
        return False
    again, around = _keys(tables, "again"), _keys(tables, "around")
    facts = [fact for fact in ledger.facts.values() if fact.subject in again]
    about = around | {fact.id for fact in ledger.facts.values() if fact.subject in around} | _about_before(tables)
    findings = [check for key, group in ledger.findings.items() if key in about for check in group]
    tables.pick("about", about)
    ranks = [check for group in ledger.findings.values() for check in group if check.kind == RANK]
    rest = [check for check in findings if check.kind != RANK]
    gone = f"about IN (SELECT key FROM about) OR kind = '{RANK}'"
    tables.change("finding", gone, map(check_row, (*rest, *ranks)))
    gone = "fact IN (SELECT id FROM fact WHERE subject IN (SELECT key FROM again))"
    tables.change("candidate", gone, (plain_row(one) for fact in facts for one in ledger.candidates[fact.id]))
    tables.change("fact", "subject IN (SELECT key FROM again)", map(fact_row, facts))
    tables.change("milestone", "entity IN (SELECT key FROM around)", _milestones(ledger, around))
    tables.change("source_standing", "true", map(plain_row, ledger.standings.values()))
    tables.change("source_count", "true", map(plain_row, ledger.counts))
    return True


def _with_copied(tables: Tables, things: Iterable[str]) -> set[str]:
    """The things, with those that the near-copies of their documents speak of: a copy counts where its leader does."""
    tables.pick("touched", things)
    rows = tables.rows(COPIED)
    return {str(row["entity"]) for row in rows} | _keys(tables, "touched")


def _told(tables: Tables) -> list[SourceCount]:
    """What was counted of publishers about all things but those settled again."""
    from gigawatch.ledger.load import count_from

    rows = tables.rows("SELECT * FROM source_count WHERE thing NOT IN (SELECT key FROM again)")
    return [count_from(row) for row in rows]


def _moves_standing(tables: Tables, ledger: Ledger) -> bool:
    """True where a publisher that was counted before has another standing now."""
    before = {str(row["publisher"]): row["standing"] for row in tables.rows("SELECT * FROM source_standing")}
    now = ledger.standings
    return any(name in now and now[name].standing != standing for name, standing in before.items())


def _keys(tables: Tables, picked: str) -> set[str]:
    return {str(row["key"]) for row in tables.rows(f'SELECT key FROM "{picked}"')}


def _about_before(tables: Tables) -> set[str]:
    """The facts and claims of the things around, as they were."""
    query = """SELECT id FROM fact WHERE subject IN (SELECT key FROM around)
      UNION SELECT claim FROM mention WHERE role = 'thing' AND entity IN (SELECT key FROM around)"""
    return {str(row["id"]) for row in tables.rows(query)}


def _material(tables: Tables) -> Material:
    """The claims about the things near by, with all that their documents and the copies of these say, the documents
    that tell a ranking, and the things themselves.
    """
    from gigawatch.ledger.load import load_material

    tables.connection.execute(PICKED)
    picked = "SELECT id FROM told"
    queries = {
        "claim": f"SELECT * FROM claim WHERE id IN ({picked})",
        "observation": f"SELECT * FROM observation WHERE id IN ({picked})",
        "mention": f"SELECT * FROM mention WHERE claim IN ({picked})",
        "document": f"SELECT * FROM document WHERE id IN (SELECT id FROM read) OR regexp_matches(text, '{RANKED}')",
        "entity": "SELECT * FROM entity",
        "judgement": 'SELECT * FROM judgement WHERE "on" IS NOT NULL',
    }
    return load_material(lambda table: tables.rows(queries[table]))


def _milestones(ledger: Ledger, things: set[str]) -> Iterator[dict[str, object]]:
    from gigawatch.run.settling import milestone_row

    return (milestone_row(step) for key in things for step in ledger.milestones.get(key, ()))
