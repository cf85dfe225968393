"""The neighbours of things: what each belongs to, what belongs to it, and for events where they are told to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gigawatch.store.folder import Tables

LINKS = """CREATE OR REPLACE TEMP TABLE link AS
  SELECT id AS part, part_of AS whole FROM entity WHERE part_of IS NOT NULL
  UNION SELECT id, data ->> '$.place' FROM entity WHERE (data ->> '$.place') IS NOT NULL
  UNION SELECT id, data ->> '$.owner' FROM entity WHERE (data ->> '$.owner') IS NOT NULL
  UNION SELECT t.entity, p.entity FROM mention t JOIN mention p ON t.claim = p.claim JOIN entity e ON e.id = t.entity
    WHERE t.role = 'thing' AND p.role = 'place' AND e.kind = 'event'"""
STEP = """CREATE OR REPLACE TEMP TABLE "{wider}" AS
  SELECT key FROM "{seed}"
  UNION SELECT whole FROM link WHERE part IN (SELECT key FROM "{seed}")
  UNION SELECT part FROM link WHERE whole IN (SELECT key FROM "{seed}")"""


def pick_neighbours(tables: Tables, things: Iterable[str]) -> None:
    """Make the small tables `again` (the things), `around` (with their wholes and parts) and `near` (with theirs)."""
    tables.pick("again", things)
    tables.connection.execute(LINKS)
    tables.connection.execute(STEP.format(wider="around", seed="again"))
    tables.connection.execute(STEP.format(wider="near", seed="around"))
