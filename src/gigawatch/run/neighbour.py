"""The neighbours of things as SQL: what each is a part of, where it is, whose, and the groups of owners.

`entity_both` and `mention_both` hold the rows as they are and, of those that resolving changed, as they were; `spoken`
tells which claim speaks of which thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import PLANTS
from gigawatch.store.overlay import quote

if TYPE_CHECKING:
    from gigawatch.store.folder import Tables

SITED = f"({', '.join(repr(kind.value) for kind in PLANTS)})"
SAME = "SELECT same_as FROM tie WHERE id IN (FROM seed) UNION SELECT id FROM tie WHERE same_as IN (FROM seed)"
BOTH = """CREATE OR REPLACE TEMP VIEW "{table}_both" AS
  SELECT * FROM "{table}" UNION ALL SELECT * FROM read_parquet('{before}')"""
SPOKEN = """CREATE OR REPLACE TEMP TABLE spoken AS
  SELECT claim, entity FROM mention WHERE role = 'thing'
  UNION ALL (SELECT claim, entity FROM read_parquet('{before}') WHERE role = 'thing'
    EXCEPT SELECT claim, entity FROM mention
    WHERE role = 'thing' AND claim IN (SELECT claim FROM read_parquet('{before}')))"""
LINKS = f"""CREATE OR REPLACE TEMP TABLE tie AS
  SELECT DISTINCT id, kind, part_of, data ->> '$.place' AS place, data ->> '$.owner' AS owner,
    data ->> '$.same_as' AS same_as FROM entity_both;
CREATE OR REPLACE TEMP TABLE link AS
  SELECT id AS part, part_of AS whole FROM tie WHERE part_of IS NOT NULL
  UNION SELECT id, place FROM tie WHERE place IS NOT NULL UNION SELECT id, owner FROM tie WHERE owner IS NOT NULL;
CREATE OR REPLACE TEMP TABLE kin AS
  SELECT id AS part, part_of AS whole FROM tie WHERE part_of IS NOT NULL
  UNION SELECT t.id, t.place FROM tie t LEFT JOIN tie w ON w.id = t.part_of AND w.kind IN {SITED}
    WHERE t.kind IN {SITED} AND t.place IS NOT NULL AND w.place IS DISTINCT FROM t.place
  UNION SELECT t.id, t.owner FROM tie t LEFT JOIN tie w ON w.id = t.part_of AND w.kind IN {SITED}
    WHERE t.kind IN {SITED} AND t.owner IS NOT NULL AND w.owner IS DISTINCT FROM t.owner"""
ABOVE = """WITH RECURSIVE above AS (
  SELECT key AS id FROM "{seed}" UNION SELECT l.whole FROM link l JOIN above a ON a.id = l.part) FROM above"""
BELOW = """WITH RECURSIVE below AS (
  SELECT key AS id FROM "{seed}" UNION SELECT l.part FROM link l JOIN below b ON b.id = l.whole) FROM below"""
OUTERMOST = f"""WITH RECURSIVE up AS (
  SELECT key AS id FROM seed UNION
  SELECT t.part_of FROM tie t JOIN up u ON u.id = t.id WHERE t.kind IN {SITED} AND t.part_of IS NOT NULL)
  SELECT id FROM tie WHERE kind IN {SITED} AND id IN (FROM up)"""
PARTS = f"""WITH RECURSIVE down AS (
  SELECT key AS id FROM seed UNION
  SELECT t.id FROM tie t JOIN down d ON d.id = t.part_of WHERE t.kind IN {SITED}) FROM down"""
ALIKE = f"""WITH held AS (
  SELECT id, owner FROM tie WHERE kind IN {SITED} AND (id IN (FROM seed) OR owner IN (FROM seed))),
  told AS (
  SELECT DISTINCT s.entity AS id, c.measure, c.unit, c.value FROM spoken s JOIN claim c ON c.id = s.claim
    WHERE c.measure IN ({{measures}}) AND s.entity IN (SELECT id FROM held UNION SELECT owner FROM held)),
  pair AS (
  SELECT p.id AS plant, o.id AS owner FROM held t JOIN told p ON p.id = t.id JOIN told o ON o.id = t.owner
    AND o.measure = p.measure AND o.unit = p.unit AND o.value = p.value)
  SELECT plant FROM pair UNION SELECT owner FROM pair"""
MEMBERS = """WITH RECURSIVE member AS (
  SELECT key AS id FROM "{seed}" UNION
  SELECT t.id FROM tie t JOIN member m ON m.id = t.part_of WHERE t.kind = 'organisation') FROM member"""


def look_both_ways(tables: Tables, before: Path) -> None:
    """Make `entity_both`, `mention_both`, `spoken` and the ties of all things."""
    for table in ("entity", "mention"):
        path = quote(before / f"{table}.parquet")
        tables.run(BOTH.format(table=table, before=path))
    tables.run(SPOKEN.format(before=quote(before / "mention.parquet")))
    tables.run(LINKS)


def find_above(tables: Tables, things: Iterable[str]) -> set[str]:
    """Things with all that they belong to: their wholes, places and owners, and what these belong to."""
    tables.pick("seed", things)
    return tables.keys(ABOVE.format(seed="seed"))


def find_below(tables: Tables, things: Iterable[str]) -> set[str]:
    """Things with all that belongs to them."""
    tables.pick("seed", things)
    return tables.keys(BELOW.format(seed="seed"))


def find_kin(tables: Tables, owners: Iterable[str]) -> set[str]:
    """Organisations with those that control them and those that they control."""
    listed = set(owners)
    tables.pick("seed", _with_subsidiaries(listed))
    return find_heads(tables, listed) | _with_subsidiaries(tables.keys(MEMBERS.format(seed="seed")))


def find_plants(tables: Tables, owners: Iterable[str]) -> set[str]:
    """The plants of some organisations."""
    tables.pick("seed", owners)
    return tables.keys(f"SELECT id FROM tie WHERE kind IN {SITED} AND owner IN (FROM seed)")


def find_bases(tables: Tables, things: Iterable[str]) -> set[str]:
    """All parts of the outermost plants that some plants, or the plants that these are another name of, belong to."""
    tables.pick("seed", find_same(tables, things))
    tables.pick("seed", tables.keys(OUTERMOST))
    return tables.keys(PARTS)


def find_same(tables: Tables, things: Iterable[str]) -> set[str]:
    """Things with those that they are another name of, and those that are another name of them."""
    tables.pick("seed", things)
    return tables.keys(f"{SAME} UNION FROM seed")


def query_ends(columns: str) -> str:
    """The SQL for the ends told of the things in `seed`."""
    from gigawatch.ledger.check.inquiry import LOSSES

    listed = ", ".join(f"'{status}'" for status in LOSSES)
    return f"SELECT {columns} FROM milestone WHERE status IN ({listed}) AND admitted AND entity IN (FROM seed)"


def find_beside(tables: Tables, things: Iterable[str], owners: Iterable[str]) -> set[str]:
    """The plants of the groups of some organisations at the places of some plants."""
    tables.pick("spot_of", things)
    tables.pick("member", find_kin(tables, find_heads(tables, owners)))
    return tables.keys(f"""SELECT id FROM tie WHERE kind IN {SITED} AND owner IN (FROM member)
      AND place IN (SELECT place FROM tie WHERE id IN (FROM spot_of))""")


def find_owners(tables: Tables, things: Iterable[str]) -> set[str]:
    """The organisations among some things, and the owners of the others."""
    tables.pick("seed", things)
    return tables.keys("SELECT CASE kind WHEN 'organisation' THEN id ELSE owner END FROM tie WHERE id IN (FROM seed)")


def find_told_alike(tables: Tables, things: Iterable[str]) -> set[str]:
    """The plants and owners of which one figure is told of both, one of the two being among some things."""
    from gigawatch.ledger.several import MEASURES

    listed = ", ".join(f"'{measure}'" for measure in MEASURES)
    tables.pick("seed", things)
    return tables.keys(ALIKE.format(measures=listed))


def find_heads(tables: Tables, owners: Iterable[str]) -> set[str]:
    """All that control some organisations, by the things and by the vocabulary, themselves included."""
    from gigawatch.vocab import organisations

    tables.pick("seed", owners)
    chain = """WITH RECURSIVE up AS (
      SELECT key AS id FROM seed UNION SELECT t.part_of FROM tie t JOIN up u ON u.id = t.id
      WHERE t.kind = 'organisation' AND t.part_of IS NOT NULL) FROM up"""
    found = tables.keys(chain)
    return found | {one.id for key in found for one in organisations().ancestors(key)}


def _with_subsidiaries(firms: Iterable[str]) -> set[str]:
    from gigawatch.vocab import organisations

    found, queue = set(firms), list(firms)
    while queue:
        fresh = {one.id for one in organisations().subsidiaries(queue.pop())} - found
        found |= fresh
        queue += fresh
    return found
