"""Near-copies: documents that repeat another's words count once, and the earliest leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gigawatch.model import Document

SHINGLE = 8
NEAR = 0.6
FAR_FUTURE = date.max


def find_copies(documents: Sequence[Document]) -> Mapping[str, str]:
    """The leading document of every near-copy: {copy's id: leader's id}.

    Two texts are near-copies when at least 60 % of the shorter one's runs of eight characters (spaces and
    punctuation left out) stand in the other as well. The earliest published one leads.
    """
    ordered = sorted(documents, key=lambda d: (d.published or FAR_FUTURE, d.id))
    shingles = {d.id: _shingles(d.text) for d in ordered}
    leaders: list[Document] = []
    copies: dict[str, str] = {}
    for document in ordered:
        leader = next((d for d in leaders if _containment(shingles[d.id], shingles[document.id]) >= NEAR), None)
        if leader is None:
            leaders.append(document)
        else:
            copies[document.id] = leader.id
    return copies


def _shingles(text: str) -> frozenset[str]:
    plain = "".join(char.lower() for char in text if char.isalnum())
    return frozenset(plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1)))


def _containment(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / min(len(left), len(right))
