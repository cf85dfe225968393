"""The region of the ledger that a change can reach: what must be settled again whole, and what is taken as it stands.

Who reaches whom: a fact rests on the claims about its thing and on the copies of their documents; a plant's figure on
the same one of its owner; a stop on all plants of its owner's group; a sum on the facts of a whole's nearest known
parts; a fall on the ends below a thing; a share on the figures of the place that it is a share in; a ranking on all
rankings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigawatch.run.neighbour import (
    find_above,
    find_bases,
    find_below,
    find_beside,
    find_heads,
    find_kin,
    find_owners,
    find_plants,
    find_told_alike,
    query_ends,
)

if TYPE_CHECKING:
    from gigawatch.run.increment import Added
    from gigawatch.store.folder import Tables

Loose = dict[str, tuple[bool, set[str]]]  # stops told without a thing: whether in a changed document, and whose
MOST_FRONT = 300  # nearest known parts; a whole with more of them is not taken for a sum
MOST_SHARES = 300  # documents that state shares; where more may be touched, all is settled anew
THINGS = "SELECT DISTINCT entity FROM spoken WHERE claim IN ({claims})"
CLUSTER = """SELECT id FROM document WHERE coalesce(leads, id) IN (
    SELECT coalesce(leads, id) FROM document WHERE id IN (FROM "{seed}")) OR coalesce(leads, id) IN (FROM led_before)"""
STOPS = """CREATE OR REPLACE TEMP TABLE stop_claim AS
    SELECT id, document, kind = 'event' AS is_event, data ->> '$.organisations[0]' AS name FROM claim
    WHERE status IN ({states}) OR (kind = 'event' AND ({hints}) AND data ->> '$.type' IN ({types}));
  CREATE OR REPLACE TEMP TABLE stop_mention AS
    SELECT claim, role, entity FROM mention_both WHERE claim IN (SELECT id FROM stop_claim)"""
WALK = """WITH RECURSIVE walk AS (
  SELECT DISTINCT f.subject AS top, f.measure, f.unit, f.subject AS thing, false AS known
    FROM keyed f WHERE f.subject IN (FROM whole) AND (f.measure, f.unit) IN (SELECT (measure, unit) FROM asked)
  UNION SELECT w.top, w.measure, w.unit, k.part, f.subject IS NOT NULL
    FROM walk w JOIN kin k ON k.whole = w.thing
    LEFT JOIN keyed f ON f.subject = k.part AND f.measure = w.measure AND f.unit = w.unit WHERE NOT w.known)
  SELECT top, measure, unit, thing, known FROM walk WHERE thing <> top"""


@dataclass(slots=True)
class Region:
    """What must be loaded. `inner` things are held whole, `outer` ones have their facts taken as they stand, `entities`
    are named besides; `documents` are read whole, `claims` besides them; `losses` are ends told of things below.
    """

    inner: set[str] = field(default_factory=set)
    outer: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    losses: set[str] = field(default_factory=set)


def find_touched(tables: Tables, added: Added) -> set[str]:
    """The things that the changed documents and cells speak of or spoke of, those of their copies, and what is
    described otherwise.
    """
    tables.pick("delta", added.documents | added.again | added.led.keys())
    tables.pick("led_before", (leader for leader in added.led.values() if leader))
    tables.pick("cluster", tables.keys(CLUSTER.format(seed="delta")))
    tables.pick("cell", added.cells)
    tables.pick("delta_resolved", added.documents | added.again)
    tables.pick("entity_changed", added.entities)
    types, states = _stop_kinds()
    hints = " OR ".join(f"contains(data, {one})" for one in types.split(", "))  # few events are read as JSON
    tables.run(STOPS.format(types=types, states=states, hints=hints))
    cells = "SELECT id FROM observation WHERE source IN (SELECT url FROM document WHERE id IN (FROM delta))"
    claims = f"SELECT id FROM claim WHERE document IN (FROM cluster) UNION ALL {cells} UNION ALL FROM cell"
    return tables.keys(THINGS.format(claims=claims)) | set(added.entities)


def find_region(tables: Tables, changed: set[str], *, with_falls: bool) -> Region | None:
    """What a change of some things reaches; `with_falls` where an end came or went. None where it is too much."""
    region = Region()
    loose = _loose_stops(tables)
    owners = find_owners(tables, changed) | {one for is_new, names in loose.values() if is_new for one in names}
    members = find_kin(tables, owners)
    plants = find_plants(tables, find_kin(tables, _stopped(tables, members, loose)))
    plants |= find_bases(tables, changed) | find_beside(tables, changed, owners)
    region.inner = changed | plants | _events(tables, changed) | find_told_alike(tables, changed)
    above = find_above(tables, region.inner)
    region.entities |= above | members
    if with_falls:
        _add_falls(tables, region, above)
    _add_sums(tables, region, changed, above)
    _add_stops(tables, region, members, loose)
    if not _add_shares(tables, region, changed):
        return None
    _add_documents(tables, region)
    return region


def _events(tables: Tables, changed: set[str]) -> set[str]:
    """Places and events whose totals may be one number, and the other events of a series."""
    from gigawatch.ledger.gather import EVENT_TOTALS

    tables.pick("seed", changed)
    spots = """SELECT key FROM seed WHERE key IN (SELECT id FROM tie WHERE kind = 'place')
      UNION SELECT place FROM fact WHERE subject IN (FROM seed)
        AND subject IN (SELECT id FROM tie WHERE kind = 'event')"""
    events = "SELECT id FROM tie WHERE kind = 'event' AND id IN (FROM seed)"
    told = tables.keys(f"SELECT claim FROM spoken WHERE entity IN ({events})")
    tables.pick("told_at", told)
    where = "SELECT entity FROM mention_both WHERE role = 'place' AND claim IN (FROM told_at)"
    tables.pick("spot", tables.keys(spots) | (tables.keys(where) if told else set()))
    totals = ", ".join(f"'{one}'" for one in EVENT_TOTALS)
    near = f"""SELECT subject FROM fact WHERE measure IN ({totals}) AND (subject IN (FROM spot) OR (place IN (FROM spot)
        AND subject IN (SELECT id FROM tie WHERE kind = 'event')))
      UNION SELECT id FROM entity_both WHERE kind = 'event' AND data ->> '$.series' IN (
        SELECT data ->> '$.series' FROM entity_both WHERE id IN (FROM seed))"""
    return tables.keys(near)


def _add_falls(tables: Tables, region: Region, above: set[str]) -> None:
    """The stocks of all that the things belong to, and the ends told of what belongs to these."""
    from gigawatch.ledger.setting import words

    listed = ", ".join(f"'{measure}'" for measure in words("fall", "measures"))
    tables.pick("seed", above)
    stocks = tables.keys(f"SELECT DISTINCT subject FROM fact WHERE measure IN ({listed}) AND subject IN (FROM seed)")
    region.inner |= stocks
    region.losses = find_below(tables, stocks)
    tables.pick("seed", region.losses)
    region.losses = tables.keys(query_ends("DISTINCT entity"))
    region.entities |= find_above(tables, region.losses)


def _add_sums(tables: Tables, region: Region, changed: set[str], above: set[str]) -> None:
    """The wholes whose sums may change, with the facts of their nearest known parts."""
    from gigawatch.quantity import compared_in

    tables.pick("changed", changed)
    tables.pick("whole", above | changed)
    tables.run("""CREATE OR REPLACE TEMP TABLE mine AS FROM spoken WHERE entity IN (FROM changed);
      CREATE OR REPLACE TEMP TABLE own AS
      SELECT DISTINCT m.entity AS subject, c.measure, c.unit FROM mine m JOIN claim c ON c.id = m.claim
        WHERE c.measure IS NOT NULL
      UNION SELECT DISTINCT m.entity, c.measure, c.unit FROM mine m JOIN observation c ON c.id = m.claim""")
    for unit in sorted(tables.keys("SELECT DISTINCT unit FROM own WHERE unit IS NOT NULL")):
        if compared_in(unit) != unit:
            alike = "INSERT INTO own SELECT subject, measure, ? FROM own WHERE unit = ?"
            tables.run(alike, [compared_in(unit), unit])
    tables.run("""CREATE OR REPLACE TEMP TABLE keyed AS
      SELECT DISTINCT subject, measure, unit FROM fact UNION FROM own;
      CREATE OR REPLACE TEMP TABLE asked AS SELECT DISTINCT measure, unit FROM keyed WHERE subject IN (FROM changed)""")
    _drop_flows(tables)
    fronts: dict[tuple[object, ...], list[tuple[str, bool]]] = {}
    for top, measure, unit, thing, known in tables.run(WALK):
        fronts.setdefault((top, measure, unit), []).append((thing, known))
    for (top, *_), walked in fronts.items():
        front = {thing for thing, known in walked if known}
        if 1 < len(front) <= MOST_FRONT:
            region.inner.add(str(top))
            region.outer |= front
            region.entities |= {thing for thing, _ in walked}
    region.outer -= region.inner


def _drop_flows(tables: Tables) -> None:
    """What flows is summed over time alone, never over parts."""
    from gigawatch.ledger.nature import is_flow, is_never_added

    measures = tables.keys("SELECT DISTINCT measure FROM asked")
    tables.pick("summed", (one for one in measures if not is_never_added(one) and not is_flow(one)))
    tables.run("DELETE FROM asked WHERE measure NOT IN (FROM summed)")


def _stop_kinds() -> tuple[str, str]:
    """The types of events, and the states of figures, that tell of a stop, as SQL lists."""
    from gigawatch.ledger.status.step import stops

    types, states = (", ".join(f"'{one}'" for one in sorted(told)) for told in (stops().types, stops().states))
    return types, states


def _loose_stops(tables: Tables) -> Loose:
    """Every stop told without a thing, by its claim: whether a changed document tells it, and whose it may be."""
    from gigawatch.vocab import organisations

    rows = tables.rows("""SELECT id, document IN (FROM delta) AS is_new, name FROM stop_claim
      WHERE is_event AND id NOT IN (SELECT claim FROM stop_mention WHERE role = 'thing')""")
    tables.pick("named", (str(row["name"]).casefold() for row in rows if row["name"]))
    named: dict[str, set[str]] = {}
    for one in tables.rows("""SELECT id, name, name_en, name_zh FROM entity_both WHERE kind = 'organisation' AND (
        lower(name) IN (FROM named) OR lower(name_en) IN (FROM named) OR lower(name_zh) IN (FROM named))"""):
        for key in ("name", "name_en", "name_zh"):
            named.setdefault(str(one[key]).casefold(), set()).add(str(one["id"]))
    found: Loose = {}
    for row in rows:
        known = organisations().find(str(row["name"])) if row["name"] else None
        meant = named.get(str(row["name"]).casefold(), set())
        found[str(row["id"])] = bool(row["is_new"]), ({known.id} if known else set()) | meant
    return found


def _stopped(tables: Tables, members: set[str], loose: Loose) -> set[str]:
    """Those of some organisations that own what a stop is told of, or may; their stops are the table `stop`."""
    tables.pick("member", members)
    rows = tables.rows("""SELECT m.claim AS id, coalesce(t.owner, m.entity) AS owner FROM stop_mention m
      JOIN tie t ON t.id = m.entity
      WHERE m.role IN ('thing', 'subject') AND (m.entity IN (FROM member) OR t.owner IN (FROM member))""")
    mine = {claim: names for claim, (_, names) in loose.items() if names & members}
    tables.pick("stop", {str(row["id"]) for row in rows} | mine.keys())
    return {str(row["owner"]) for row in rows} | {name for names in mine.values() for name in names}


def _add_stops(tables: Tables, region: Region, members: set[str], loose: Loose) -> None:
    """The documents that tell the stops, and all firms that they may mean."""
    region.documents |= tables.keys("SELECT document FROM claim WHERE id IN (FROM stop)")
    named = {name for _, names in loose.values() if names & members for name in names}
    region.entities |= named | find_heads(tables, region.entities | named)


def _add_shares(tables: Tables, region: Region, changed: set[str]) -> bool:
    """The figures that shares in the documents of the things may be shares in, and the shares in changed places."""
    shares = "SELECT document FROM claim WHERE measure = 'share' AND unit = '%'"
    if not tables.keys(f"{shares} LIMIT 1"):
        return True
    tables.pick("held", region.inner)
    mine = f"{shares} AND document IN (SELECT document FROM claim WHERE id IN ({_told('held')}))"
    documents = tables.keys(mine) | tables.keys(f"{shares} AND document IN (FROM delta)")
    places = _only_places(tables, changed)
    if places:
        documents |= tables.keys(shares)
    if len(documents) > MOST_SHARES:
        return False
    region.documents |= documents
    tables.pick("seed", documents)
    told = tables.keys(THINGS.format(claims="SELECT id FROM claim WHERE document IN (FROM seed)"))
    region.inner |= told | _places_in(tables) | {"place-world", "place-cn"}
    region.inner |= _only_places(tables, find_above(tables, told))
    return True


def _only_places(tables: Tables, things: set[str]) -> set[str]:
    """Those of some things that are places."""
    tables.pick("one_of", things)
    return tables.keys("SELECT id FROM entity_both WHERE kind = 'place' AND id IN (FROM one_of)")


def _places_in(tables: Tables) -> set[str]:
    """The places that the documents in `seed` name."""
    from gigawatch.vocab import places

    texts = tables.rows("SELECT text FROM document WHERE id IN (FROM seed)")
    return {mention.entry.id for row in texts for mention in places().scan(str(row["text"]))}


def _told(things: str) -> str:
    return f"SELECT claim FROM spoken WHERE entity IN (FROM {things})"


def _add_documents(tables: Tables, region: Region) -> None:
    """The documents that speak of the things, with their copies; all rankings, where a changed document has one."""
    from gigawatch.ledger.check.rank import may_rank

    tables.pick("held", region.inner)
    own = f"SELECT document FROM claim WHERE id IN ({_told('held')}) UNION FROM delta"
    region.documents |= tables.keys(own)
    ranked = f"SELECT id FROM document WHERE regexp_matches(text, '{may_rank()}')"
    if tables.keys(f"{ranked} AND id IN (FROM delta)"):
        region.documents |= tables.keys(ranked)
    tables.pick("seed", region.documents)
    region.documents |= tables.keys(CLUSTER.format(seed="seed"))
    if tables.keys("SELECT id FROM observation LIMIT 1"):
        region.claims |= tables.keys(f"SELECT id FROM observation WHERE id IN ({_told('held')})")
