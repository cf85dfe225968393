"""Acting: whether a new name does something in its document, or only speaks of what others do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gigawatch.model import Claim, Document, QuantityClaim

Speakers = frozenset[tuple[str, str]]
ACTS = (
    r"(?:plans?|will|builds?|is building|has|have|signed|invests?|operates?|runs|produces?|opened|announced|broke|aims"
    r"|intends|completed|started|began|makes|supplies)\b"
)


def find_speakers(claims: Iterable[Claim]) -> Speakers:
    """Who speaks in which document: a person who speaks of a figure does not own it."""
    told = ((c.document, c.speaker if isinstance(c, QuantityClaim) else c.data.get("speaker")) for c in claims)
    return frozenset((document, str(speaker)) for document, speaker in told if speaker)


def acts(surface: str, document: Document) -> bool:
    """True where a document says that the bearer of a name does something, and writes it as a name: inside a sentence,
    or with a possessive, in its title too.
    """
    acting = re.search(rf"{re.escape(surface)} {ACTS}", document.text)
    inside = re.search(rf"[a-z,;:’'\"“)] {re.escape(surface)}\b", document.text)
    owning = re.search(rf"\b{re.escape(surface)}['’]s\b", f"{document.title}\n{document.text}")
    return acting is not None and (inside is not None or owning is not None or " " in surface)
