"""Adding to a settled ledger: what documents change of facts, steps and findings, found by settling twice.

The region that the change can reach is settled from the material as it was and as it is; what differs between the two
is put into the tables. So it needs to be held whole only as far as something changes, and what both settlings say
alike of things beyond is no harm. Three guards make it the same as settling everything anew: the region grows until
all that changes lies inside it; each row taken out must have been there, and each put in must not; and where one of
these fails, a publisher's standing moves or the region is too large, all is settled anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.run.neighbour import find_above, find_same, look_both_ways, query_ends
from gigawatch.run.region import Region, find_region, find_touched
from gigawatch.store.overlay import quote
from gigawatch.store.record import plain_row

if TYPE_CHECKING:
    from gigawatch.ledger.material import Material
    from gigawatch.ledger.portion import Portion, Taken
    from gigawatch.ledger.repute import SourceStanding
    from gigawatch.run.increment import Added
    from gigawatch.store.folder import Tables

MOST_CLAIMS, ROUNDS = 20_000, 5
KEYS = {"fact": "id", "candidate": "fact", "finding": "about", "milestone": "claim", "source_count": "thing"}
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows of each table that hold no longer, and those that hold now."""

    gone: Mapping[str, tuple[Row, ...]]
    fresh: Mapping[str, tuple[Row, ...]]
    before: Portion
    now: Portion

    @property
    def things(self) -> set[str]:
        """The things of which something changed."""
        counts = self.before.counts ^ self.now.counts
        steps = self.before.milestones ^ self.now.milestones
        facts = self.before.facts | self.now.facts
        told = {one.fact for one in self.before.candidates ^ self.now.candidates}
        changed = {one.subject for one in facts if one.id in told} | {
            one.subject for one in self.before.facts ^ self.now.facts
        }
        return changed | {count.thing for count in counts} | {step.entity for step in steps}

    @property
    def has_ends(self) -> bool:
        """True where a closure, cancellation or suspension came or went."""
        from gigawatch.ledger.check.inquiry import LOSSES

        return any(step.status in LOSSES for step in self.before.milestones ^ self.now.milestones)


def add_facts(tables: Tables, added: Added) -> bool:
    """Change what added documents change; False, and nothing is written, where all must be settled anew."""
    from gigawatch.run.increment import BEFORE

    look_both_ways(tables, tables.folder / BEFORE)
    changed, with_falls = find_touched(tables, added), False
    for _ in range(ROUNDS):
        region = find_region(tables, changed, with_falls=with_falls)
        found = _compare(tables, region, added) if region is not None else None
        if found is None:
            return False
        more, ends = found.things | _toggled(tables, found), found.has_ends or with_falls
        if more <= changed and ends == with_falls:
            return _is_sound(tables, found) and _write(tables, found)
        changed, with_falls = changed | more, ends
    return False


def _toggled(tables: Tables, found: Difference) -> set[str]:
    """The things of claims that stand in a sum now and did not, or did and do not."""
    tables.pick("seed", found.before.sums ^ found.now.sums)
    return tables.keys("SELECT entity FROM spoken WHERE claim IN (FROM seed)")


def _compare(tables: Tables, region: Region, added: Added) -> Difference | None:
    """What settling the region gives now and gave before; None where it is too large."""
    from gigawatch.ledger.portion import settle_portion

    kept = _load_kept(tables, region)
    sides = _load_sides(tables, region, added)
    if sides is None:
        return None
    before, now = (settle_portion(side, kept) for side in sides)
    return Difference(_rows(before, now), _rows(now, before), before, now)


def _rows(one: Portion, other: Portion) -> dict[str, tuple[Row, ...]]:
    """The rows of each table that one portion has and the other has not."""
    from gigawatch.run.settling import milestone_row
    from gigawatch.store.record import check_row, fact_row

    return {
        "fact": tuple(map(fact_row, one.facts - other.facts)),
        "candidate": tuple(map(plain_row, one.candidates - other.candidates)),
        "finding": tuple(map(check_row, one.findings - other.findings)),
        "milestone": tuple(map(milestone_row, one.milestones - other.milestones)),
        "source_count": tuple(map(plain_row, one.counts - other.counts)),
    }


def _load_kept(tables: Tables, region: Region) -> Taken:
    """What is taken as it stands; the claims that its facts keep are noted as to be loaded."""
    from gigawatch.ledger.load import milestone_from, standing_from
    from gigawatch.ledger.portion import Taken
    from gigawatch.store.record import candidate_from, fact_from

    tables.pick("taken_fact", region.outer)
    facts = {str(r["id"]): fact_from(r) for r in tables.rows("SELECT * FROM fact WHERE subject IN (FROM taken_fact)")}
    tables.pick("seed", facts)
    kept = map(candidate_from, tables.rows("SELECT * FROM candidate WHERE kept AND fact IN (FROM seed)"))
    pairs = {one.fact: (facts[one.fact], one) for one in kept}
    region.claims |= {one.claim for _, one in pairs.values()}
    tables.pick("seed", region.losses - region.inner)
    losses = tuple(map(milestone_from, tables.rows(query_ends("*"))))
    region.claims |= {step.claim for step in losses}
    standings = {str(r["publisher"]): standing_from(r) for r in tables.rows("SELECT * FROM source_standing")}
    return Taken(standings, pairs, frozenset(region.outer), losses)


def _load_sides(tables: Tables, region: Region, added: Added) -> tuple[Material, Material] | None:
    """The material of the region as it was and as it is; None where it is too large."""
    tables.pick("document_near", region.documents)
    tables.pick("claim_near", region.claims)
    told = """CREATE OR REPLACE TEMP TABLE told AS
      SELECT id, document FROM claim WHERE document IN (FROM document_near) OR id IN (FROM claim_near)"""
    tables.run(told)
    if int(tables.run("SELECT count(*) FROM told")[0][0]) > MOST_CLAIMS:
        return None
    ids = "SELECT id FROM told UNION ALL FROM claim_near"
    rows = {
        "claim": tables.rows("SELECT * FROM claim WHERE id IN (SELECT id FROM told)"),
        "observation": tables.rows("SELECT * FROM observation WHERE id IN (FROM claim_near)"),
        "mention": tables.rows(f"SELECT * FROM mention WHERE claim IN ({ids})"),
        "judgement": tables.rows('SELECT * FROM judgement WHERE "on" IS NOT NULL'),
    }
    tables.pick("source", (str(row["source"]) for row in rows["observation"] if row["source"]))
    documents = "id IN (SELECT document FROM told) OR id IN (FROM document_near) OR url IN (FROM source)"
    rows["document"] = tables.rows(f"SELECT * FROM document WHERE {documents}")
    before = _mentions_before(tables, rows["mention"])
    rows["entity"], was = _load_entities(tables, region, {str(m["entity"]) for m in (*rows["mention"], *before)})
    now = _material(rows)
    return _material(_as_it_was(rows, before, was, added)), now


def _mentions_before(tables: Tables, now: Iterable[Row]) -> list[dict[str, object]]:
    """The mentions of the claims loaded as they were."""
    from gigawatch.run.increment import BEFORE

    changed = tables.rows(f"FROM read_parquet('{quote(tables.folder / BEFORE / 'mention.parquet')}')")
    told = tables.keys("SELECT id FROM told UNION ALL FROM claim_near")
    renewed = {str(row["claim"]) for row in changed} | tables.keys(
        "SELECT id FROM claim WHERE document IN (FROM delta_resolved) UNION ALL FROM cell"
    )
    kept = [dict(row) for row in now if row["claim"] not in renewed]
    return kept + [row for row in changed if row["claim"] in told]


def _load_entities(
    tables: Tables, region: Region, named: set[str]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The things of the region with all that they belong to, as they are and as they were."""
    from gigawatch.run.increment import BEFORE

    things = region.inner | region.outer | region.entities | region.losses | named
    tables.pick("thing_near", find_above(tables, find_same(tables, things)))
    now = tables.rows("SELECT * FROM entity WHERE id IN (FROM thing_near)")
    kept_rows = tables.rows(f"FROM read_parquet('{quote(tables.folder / BEFORE / 'entity.parquet')}')")
    changed = {str(row["id"]): row for row in kept_rows}
    renewed, near = tables.keys("FROM entity_changed"), tables.keys("FROM thing_near")
    kept = [row for row in now if row["id"] not in renewed]
    return now, kept + [changed[key] for key in sorted(changed) if key in near]


def _as_it_was(
    rows: Mapping[str, list[dict[str, object]]], mentions: list[dict[str, object]], entities: object, added: Added
) -> dict[str, list[dict[str, object]]]:
    """The rows of the region before documents came."""
    documents = [
        {**row, "leads": added.led.get(str(row["id"]), row["leads"])}
        for row in rows["document"]
        if row["id"] not in added.documents
    ]
    claims = [row for row in rows["claim"] if row["document"] not in added.documents]
    return {**rows, "document": documents, "claim": claims, "mention": mentions, "entity": entities}  # type: ignore[dict-item]


def _material(rows: Mapping[str, list[dict[str, object]]]) -> Material:
    from gigawatch.ledger.load import load_material

    return load_material(lambda table: rows[table])


def _is_sound(tables: Tables, found: Difference) -> bool:
    """True where every row that goes was there, and none that comes."""
    for table, gone in found.gone.items():
        tables.hold("out_rows", table, gone)
        tables.hold("in_rows", table, found.fresh[table])
        key = KEYS[table]
        near = (
            f'SELECT * FROM "{table}" WHERE "{key}" IN (SELECT "{key}" FROM out_rows UNION SELECT "{key}" FROM in_rows)'
        )
        lacking = f"SELECT count(*) FROM (FROM out_rows EXCEPT {near})"
        doubled = f"SELECT count(*) FROM (FROM in_rows INTERSECT {near})"
        asked = [query for query, rows in ((lacking, gone), (doubled, found.fresh[table])) if rows]
        if any(tables.run(query)[0][0] for query in asked):
            return False
    return True


def _write(tables: Tables, found: Difference) -> bool:
    """Change the tables; False, and nothing is written, where a publisher's standing moves."""
    standings = _stand(tables, found)
    if standings is None:
        return False
    for table, gone in found.gone.items():
        if not gone and not found.fresh[table]:
            continue
        tables.hold("out_rows", table, gone)
        columns = " AND ".join(f't."{c}" IS NOT DISTINCT FROM o."{c}"' for c in _columns(tables, table))
        is_gone = f'"{KEYS[table]}" IN (SELECT "{KEYS[table]}" FROM out_rows)'
        kept = tables.rows(
            f'SELECT t.* FROM "{table}" t WHERE t.{is_gone} AND NOT EXISTS (SELECT 1 FROM out_rows o WHERE {columns})'
        )
        tables.change(table, is_gone, (*kept, *found.fresh[table]))
    if standings:
        tables.pick("publisher_now", standings)
        fresh = (plain_row(one) for one in standings.values())
        tables.change("source_standing", "publisher IN (FROM publisher_now)", fresh)
    return True


def _columns(tables: Tables, table: str) -> list[str]:
    return [str(row["column_name"]) for row in tables.rows(f'DESCRIBE "{table}"')]


def _stand(tables: Tables, found: Difference) -> dict[str, SourceStanding] | None:
    """The standings of the publishers of which another count is told now; None where one has another standing."""
    from gigawatch.ledger.load import count_from, standing_from
    from gigawatch.ledger.repute import stand

    moved = found.before.counts ^ found.now.counts
    tables.pick("publisher_now", {count.publisher for count in moved})
    tables.hold("out_rows", "source_count", map(plain_row, found.before.counts - found.now.counts))
    tables.hold("in_rows", "source_count", map(plain_row, found.now.counts - found.before.counts))
    counted = """SELECT publisher, '' AS thing, min(base) AS base, CAST(sum(conflicts) AS BIGINT) AS conflicts,
        CAST(sum(facts) AS BIGINT) AS facts
      FROM (SELECT * FROM source_count c WHERE publisher IN (FROM publisher_now) AND NOT EXISTS (
        SELECT 1 FROM out_rows o WHERE o.publisher = c.publisher AND o.thing = c.thing) UNION ALL FROM in_rows)
      GROUP BY publisher"""
    now = {one.publisher: stand(one.publisher, [one]) for one in map(count_from, tables.rows(counted))}
    rows = tables.rows("SELECT * FROM source_standing WHERE publisher IN (FROM publisher_now)")
    for before in map(standing_from, rows):
        if before.publisher not in now or now[before.publisher].standing != before.standing:
            return None
    return now
