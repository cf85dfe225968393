"""Untimely documents: those dated after the day on which they were kept, which nobody can have published yet."""

from __future__ import annotations

from datetime import timedelta

from gigawatch.ledger.setting import tolerance
from gigawatch.ledger.wording import Period, Words, say
from gigawatch.model import Document


def is_untimely(document: Document) -> bool:
    """True for a document dated later than a day after it was kept: what it tells is kept, and settles nothing.

    A day is allowed for, since it begins earlier in the east. One without a date, or of which it is not known when it
    was kept, is not untimely.
    """
    if document.published is None or document.kept is None or document.published <= document.kept:
        return False
    return document.published > document.kept + timedelta(days=int(tolerance("kept_days")))


def tell_untimely(document: Document) -> Words:
    """Why the statements of such a document count nowhere."""
    assert document.published is not None
    assert document.kept is not None
    day, kept = Period(document.published.isoformat()), Period(document.kept.isoformat())
    return say("untimely", day=day, kept=kept)
