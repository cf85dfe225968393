"""The table cells of a built workspace: those that bear on facts at hand, the rest read when one is asked for.

Most questions are of a few facts; most cells only feed the indexes.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from functools import cached_property
from pathlib import Path

from gigawatch.model import Observation
from gigawatch.store import fetch_rows, open_database
from gigawatch.store.record import observation_from

BEARING = "SELECT o.* FROM observation o WHERE o.id IN (SELECT claim FROM candidate) ORDER BY o.rowid"
EVERY = "SELECT * FROM observation ORDER BY rowid"
IDS = "SELECT id FROM observation ORDER BY rowid"


class Shelf(Mapping[str, Observation]):
    """The cells of a database by id, in its order; `near` are those that are read already."""

    def __init__(self, database: Path, near: Mapping[str, Observation]) -> None:
        self._database = database
        self._near = near

    def __getitem__(self, key: str) -> Observation:
        return self._near[key] if key in self._near else self._every[key]

    def __contains__(self, key: object) -> bool:
        return key in self._near or key in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def items(self) -> ItemsView[str, Observation]:
        """Every cell with its id, all read at once."""
        return self._every.items()

    def values(self) -> ValuesView[Observation]:
        """Every cell, all read at once."""
        return self._every.values()

    @cached_property
    def _ids(self) -> dict[str, None]:
        with open_database(self._database) as con:
            return {str(row[0]): None for row in con.execute(IDS).fetchall()}

    @cached_property
    def _every(self) -> dict[str, Observation]:
        with open_database(self._database) as con:
            return {str(row["id"]): observation_from(row) for row in fetch_rows(con, EVERY)}
