"""Adding to a settled ledger: what a few new documents change is resolved and settled again, the rest is left as it is.

What a claim means depends on its document and on the names met so far; what a fact says depends on the claims about its
thing; what a check finds depends on the facts of a thing, of what it belongs to and of what belongs to it. So the things
that new claims speak of, their wholes and their parts are settled again from their own claims, and their rows replaced.
The result is the same as that of settling everything anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from gigawatch.ledger import Ledger, Material, make_ledger
from gigawatch.model import Entity, Mention
from gigawatch.resolve import Resolution, resolve
from gigawatch.resolve.organisation import Firms
from gigawatch.store.record import (
    claim_from,
    document_from,
    entity_from,
    entity_row,
    mention_from,
    observation_from,
)
from gigawatch.store.tables import Tables

LARGEST = 200
SHARE = 0.02
NEW_NAMES = ("rule:new-firm", "rule:new-name", "rule:joined")
DIGEST = """
SELECT d.id, md5(concat_ws('|', d.id, d.published, d.publisher, d.url, d.kept, d.leads, c.ids)) AS digest
FROM document d LEFT JOIN (
  SELECT document, string_agg(id, ',' ORDER BY id) AS ids FROM claim GROUP BY document
) c ON c.document = d.id
"""


@dataclass(frozen=True, slots=True)
class Delta:
    """The documents that came, went or changed since a ledger was settled."""

    changed: frozenset[str]
    gone: frozenset[str]

    @property
    def touched(self) -> frozenset[str]:
        """Every document of the delta."""
        return self.changed | self.gone

    @property
    def is_empty(self) -> bool:
        """True where nothing changed."""
        return not self.changed and not self.gone


def digest_documents(tables: Tables) -> dict[str, str]:
    """A digest of each document's claims and of what settling uses of the document itself."""
    return {str(row["id"]): str(row["digest"]) for row in tables.rows(DIGEST)}


def find_delta(before: Mapping[str, str], now: Mapping[str, str]) -> Delta:
    """What differs between two states of the documents."""
    changed = {key for key, digest in now.items() if before.get(key) != digest}
    return Delta(frozenset(changed), frozenset(before.keys() - now.keys()))


def is_small(delta: Delta, documents: int) -> bool:
    """True where adding is worth its while: few documents, and a small part of all."""
    return len(delta.touched) <= max(LARGEST // 10, min(LARGEST, int(SHARE * documents)))
