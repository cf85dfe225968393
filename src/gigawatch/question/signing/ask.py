"""Which signings are asked for: those of a conference, or those of a place's year."""

from __future__ import annotations

import re
from datetime import date

from gigawatch.ledger import Ledger, SigningFunnel, follow_event, follow_year
from gigawatch.model import EntityKind, InputError
from gigawatch.question.known import require_thing

YEAR = re.compile(r"\d{4}")


def ask_signings(ledger: Ledger, of: str, on: date, place: str | None = None) -> SigningFunnel:
    """What became by a day of the signings of an event (id or name), or of a year (`2022`), anywhere or in a place.

    InputError for an event or place that is not known, and for a place beside an event.
    """
    if YEAR.fullmatch(of):
        if place is not None:
            require_thing(ledger, place)
        return follow_year(ledger, place, of, on)
    if place is not None:
        raise InputError("a conference has one place", hint="leave the place out, or ask for a year")
    if not any(ledger.entities[one].kind is EntityKind.EVENT for one in ledger.find_entities(of)):
        events = sorted(e.name for e in ledger.entities.values() if e.kind is EntityKind.EVENT)
        raise InputError(f"there is no event {of!r}", hint=f"there are: {', '.join(events) or 'none'}; or give a year")
    return follow_event(ledger, of, on)
