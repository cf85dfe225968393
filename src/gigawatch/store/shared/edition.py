"""An edition of the ledger as it is shared: what it holds, by hashes, and what is told of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gigawatch.model import WorkspaceError
from gigawatch.store.format import FORMAT
from gigawatch.store.shared.layout import EDITION, SCHEMA, name_of
from gigawatch.store.shared.server import Server

COLUMNS = ("id", "name", "format", "version", "built_on", "tables", "files")
LAST = f"SELECT {', '.join(COLUMNS)} FROM {name_of(EDITION)} ORDER BY number DESC LIMIT 1"
THERE = "SELECT to_regclass($1) IS NOT NULL"
DAMAGED = "the record of what is shared there cannot be read"


@dataclass(frozen=True, slots=True)
class SharedEdition:
    """One edition: the workspace's name, version and date of its build, rows and hash of every table, small files."""

    name: str
    version: str
    built_on: date | None
    tables: Mapping[str, tuple[int, str]]
    files: Mapping[str, str]
    format: int = FORMAT

    @property
    def id(self) -> str:
        """Made from all that the edition holds: the same ledger, built for the same day, has the same id."""
        parts = [
            f"{self.format} {self.name}",
            *(f"{name} {digest}" for name, (_, digest) in sorted(self.tables.items())),
        ]
        parts += [f"{path} {text}" for path, text in sorted(self.files.items())]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    @property
    def facts(self) -> int:
        """How many facts it has; none where its record names no table of them."""
        return self.tables.get("fact", (0, ""))[0]


def find_edition(server: Server) -> SharedEdition | None:
    """The edition that is shared on a server now; None where there is none yet."""
    if not server.rows(THERE, (f"{SCHEMA}.{EDITION}",))[0][0]:
        return None
    found = server.rows(LAST)
    return _edition(server, dict(zip(COLUMNS, found[0], strict=True))) if found else None


def _edition(server: Server, row: Mapping[str, object]) -> SharedEdition:
    try:
        tables = {name: (int(rows), str(digest)) for name, (rows, digest) in json.loads(str(row["tables"])).items()}
        files = {str(path): str(text) for path, text in json.loads(str(row["files"])).items()}
    except (ValueError, TypeError, AttributeError) as error:
        hint = "hand the ledger over again: gigawatch share --replace"
        raise WorkspaceError(DAMAGED, where=str(server.address), hint=hint) from error
    built = row["built_on"]
    day = built if isinstance(built, date) else None
    return SharedEdition(str(row["name"]), str(row["version"]), day, tables, files, int(str(row["format"])))


def require_readable(server: Server, edition: SharedEdition) -> None:
    """WorkspaceError for an edition that a newer program wrote."""
    if edition.format > FORMAT:
        what = f"what is shared there was written by a newer Gigawatch ({edition.version}, format {edition.format})"
        hint = f"this program reads up to format {FORMAT}: upgrade Gigawatch"
        raise WorkspaceError(what, where=str(server.address), hint=hint)
