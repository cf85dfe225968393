"""The search file opened to look in: best first, and as fast as one types."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from gigawatch.model import WorkspaceError
from gigawatch.site.search.word import match, split_words
from gigawatch.site.search.write import SHELVES

NAMED = "SELECT number FROM thing_name WHERE name = ? ORDER BY number LIMIT ?"
BEGUN = "SELECT DISTINCT number FROM thing_name WHERE name >= ? AND name < ? ORDER BY number LIMIT ?"
HOLDING = "SELECT rowid FROM {shelf}_word WHERE {shelf}_word MATCH ? ORDER BY rowid LIMIT ?"
TOLD = "SELECT id, kind, name_{lang}, text_{lang}, page FROM {shelf} WHERE number = ?"
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing, fact or passage found: `id` of the thing, fact or document, its name, the words found, and the page of
    the site that shows it, below a language's folder.
    """

    id: str
    kind: str
    name: str
    text: str
    page: str


@dataclass(frozen=True, slots=True)
class SearchBook:
    """A search file. Each look opens and closes it, so any thread may, and a new build is seen at once."""

    path: Path

    def find(self, question: str, lang: str, limit: int) -> dict[str, list[Hit]]:
        """At most `limit` things, facts and passages that hold every word of a question, by `thing`, `fact`, `passage`.

        Things that go by that very name in any language or in pinyin come first, then those of which a name begins so,
        then those of many facts; what was told late and new documents come before the others. Nothing is found by a
        question without words.
        """
        wanted = match(question)
        if wanted is None:
            return {shelf: [] for shelf in SHELVES}
        con = self._connect()
        try:
            return {shelf: _look(con, shelf, lang, _number(con, shelf, question, wanted, limit)) for shelf in SHELVES}
        except sqlite3.DatabaseError as error:
            hint = "run: gigawatch build"
            raise WorkspaceError(f"the search file is damaged: {error}", where=str(self.path), hint=hint) from error
        finally:
            con.close()

    def _connect(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise WorkspaceError("there is no search file", where=str(self.path), hint="run: gigawatch build")
        return sqlite3.connect(f"file:{quote(str(self.path))}?mode=ro&immutable=1", uri=True)


def _number(con: sqlite3.Connection, shelf: str, question: str, wanted: str, limit: int) -> list[int]:
    """The rows of a shelf that are found, best first."""
    found = list(con.execute(HOLDING.format(shelf=shelf), (wanted, limit)))
    if shelf == "thing":
        name = " ".join(split_words(question))
        named = con.execute(NAMED, (name, limit))
        found = [*named, *con.execute(BEGUN, (name, name + LAST, limit)), *found]
    return list(dict.fromkeys(number for (number,) in found))[:limit]


def _look(con: sqlite3.Connection, shelf: str, lang: str, numbers: list[int]) -> list[Hit]:
    query = TOLD.format(lang=lang, shelf=shelf)
    return [Hit(*row) for number in numbers for row in con.execute(query, (number,))]


def open_search(database: Path) -> SearchBook:
    """The search file beside a workspace's database."""
    return SearchBook(database.with_name("search.sqlite"))
