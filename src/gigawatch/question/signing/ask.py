"""Which signings are asked for: those of a conference, or those of a place's year."""

from __future__ import annotations

import re
from datetime import date

from gigawatch.ledger import Ledger, SigningFunnel, follow_event, follow_year
from gigawatch.ledger.naming import find_partly, one_of, settle_name
from gigawatch.model import EntityKind, InputError
from gigawatch.vocab.near import hint_among

YEAR = re.compile(r"\d{4}")


def ask_signings(ledger: Ledger, of: str, on: date, place: str | None = None) -> SigningFunnel:
    """What became by a day of the signings of an event (id or name), or of a year (`2022`), anywhere or in a place.

    InputError for an event or place that is not known, and for a place beside an event.
    """
    if YEAR.fullmatch(of):
        where = None if place is None else settle_name(ledger, place, EntityKind.PLACE)
        return follow_year(ledger, where, of, on)
    if place is not None:
        raise InputError("a conference has one place", hint="leave the place out, or ask for a year")
    return follow_event(ledger, _event(ledger, of), on)


def _event(ledger: Ledger, name: str) -> str:
    """The id or name of an event by itself or by a part of it."""
    if any(ledger.entities[one].kind is EntityKind.EVENT for one in ledger.find_entities(name)):
        return name
    if found := find_partly(ledger, name, (EntityKind.EVENT,)):
        return one_of(ledger, found, name)
    events = sorted(e.name for e in ledger.entities.values() if e.kind is EntityKind.EVENT)
    raise InputError(f"there is no event {name!r}", hint=f"{hint_among(name, events)}; or give a year")
