"""The search file opened to look in: best first, and as fast as one types."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from gigawatch.model import WorkspaceError
from gigawatch.site.search.word import match, split_words
from gigawatch.site.search.write import SHELVES

WIDE = 50  # rows looked at, so that the thing of exactly the name asked for comes first
LOOK = """
SELECT id, kind, name_{lang} AS name, text_{lang} AS text FROM {shelf}
WHERE number IN (SELECT rowid FROM {shelf}_word WHERE {shelf}_word MATCH ? ORDER BY rowid LIMIT ?) ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing, fact or passage found: `id` of the thing, fact or document, its name, and the words found."""

    id: str
    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SearchBook:
    """A search file. Each look opens and closes it, so any thread may, and a new build is seen at once."""

    path: Path

    def find(self, question: str, lang: str, limit: int) -> dict[str, list[Hit]]:
        """At most `limit` things, facts and passages that hold every word of a question, by `thing`, `fact`, `passage`.

        Things of that very name come first, then those whose name begins so, then those of many facts; new facts and
        new documents come before old ones. Nothing is found by a question without words.
        """
        wanted = match(question)
        if wanted is None:
            return {shelf: [] for shelf in SHELVES}
        con = self._connect()
        try:
            found = {shelf: _look(con, shelf, lang, (wanted, max(limit, WIDE))) for shelf in SHELVES}
        except sqlite3.DatabaseError as error:
            hint = "run: gigawatch build"
            raise WorkspaceError(f"the search file is damaged: {error}", where=str(self.path), hint=hint) from error
        finally:
            con.close()
        found["thing"].sort(key=lambda hit: _distance(split_words(question), split_words(hit.name)))
        return {shelf: hits[:limit] for shelf, hits in found.items()}

    def _connect(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise WorkspaceError("there is no search file", where=str(self.path), hint="run: gigawatch build")
        return sqlite3.connect(f"file:{quote(str(self.path))}?mode=ro&immutable=1", uri=True)


def _distance(asked: list[str], name: list[str]) -> int:
    """0 for the very name asked for, 1 for one that begins so, 2 for all others."""
    return 0 if name == asked else 1 if name[: len(asked)] == asked else 2


def _look(con: sqlite3.Connection, shelf: str, lang: str, asked: tuple[str, int]) -> list[Hit]:
    return [Hit(*row) for row in con.execute(LOOK.format(lang=lang, shelf=shelf), asked)]


def open_search(database: Path) -> SearchBook:
    """The search file beside a workspace's database."""
    return SearchBook(database.with_name("search.sqlite"))
