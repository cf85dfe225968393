"""The words that a judgement rests on, and their hash: while the words stay, the judgement holds.

The hashes are kept in people's files: what is written here must go on giving the same hash for the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gigawatch.model import Claim, Document, Kind, NarrativeClaim, Observation, make_id

STOPS = re.compile(r"(?<=[.!?])\s|(?<=[。！？；])|\n")
LONGEST = 400  # characters of a sentence on each side


@dataclass(frozen=True, slots=True)
class Words:
    """What was judged: the words, those of the claim in square brackets, where they stand, and their hash."""

    text: str
    place: str
    hash: str


def words_of(item: Claim | Observation, documents: Mapping[str, Document]) -> Words:
    """The words of a claim or a table cell."""
    return words_of_cell(item) if isinstance(item, Observation) else words_of_claim(item, documents[item.document])


def words_of_claim(claim: Claim, document: Document) -> Words:
    """The sentence of a claim, its own words in square brackets, white space made even.

    Where a sentence tells several events in the same words, their types tell them apart.
    """
    first, last = _sentence(document.text, claim.start, claim.end)
    before, after = document.text[first : claim.start], document.text[claim.end : last]
    text = " ".join(f"{before}[{document.text[claim.start : claim.end]}]{after}".split())
    sort = claim.data.get("type") if isinstance(claim, NarrativeClaim) and claim.kind is Kind.EVENT else None
    return Words(text, document.path, make_id("words", claim.kind.value, sort, text))


def words_of_cell(cell: Observation) -> Words:
    """What a cell says: a cell of another value is another piece of evidence."""
    end = f"..{cell.high!r}" if cell.high is not None else ""
    hedge = f" ({cell.qualifier.value})" if cell.qualifier else ""
    text = f"{cell.subject}, {cell.measure}, {cell.period}: [{cell.value!r}{end} {cell.unit}{hedge}]"
    return Words(text, cell.table, make_id("words", "cell", text, cell.source))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = [m.end() for m in STOPS.finditer(text, max(0, start - LONGEST), start)]
    after = STOPS.search(text, end, min(len(text), end + LONGEST))
    first = before[-1] if before else max(0, start - LONGEST)
    return first, after.start() if after else min(len(text), end + LONGEST)
