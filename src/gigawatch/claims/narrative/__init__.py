"""What a document says beside its quantities: events, agreements, pledges, statements and superlatives.

Every claim stands on the words `text[start:end]`. Cues are data (`data/*.toml`) in English and Chinese; what is
planned, denied or conditional is not read as having happened.
"""

from __future__ import annotations

from gigawatch.claims.narrative.claim import READER
from gigawatch.claims.narrative.field import FIELDS
from gigawatch.claims.narrative.reading import read_narratives

__all__ = ["FIELDS", "READER", "read_narratives"]
