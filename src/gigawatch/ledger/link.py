"""Which links a fact speaks of: by its words, by its unit, or by the words around it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from gigawatch.ledger.perimeter import link_in
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Fact, QuantityClaim
from gigawatch.vocab import find_links, links, organisations

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

UNIT_LINKS = {"GWh/yr": "cell", "GWh": "cell", "m2/yr": "separator", "vehicles/yr": "vehicle"}


class Basis(StrEnum):
    """What ties a doer to a link, surest first: what its claims name, the unit of its capacity, the sentence around
    the capacity, or only what the vocabulary knows of the owner.
    """

    STATED = "stated"
    UNIT = "unit"
    CONTEXT = "context"
    INFERRED = "inferred"


def links_of(ledger: Ledger, fact: Fact) -> tuple[tuple[str, ...], Basis]:
    """The links that a fact speaks of; empty when nothing tells them."""
    told = link_in(fact.perimeter)
    if told is not None:
        return (told,), Basis.STATED
    claims = [c for one in ledger.candidates[fact.id] if isinstance(c := _claim(ledger, one.claim), QuantityClaim)]
    named = tuple(dict.fromkeys(m.code for c in claims if c.object for m in find_links(c.object, c.lang)))
    if named:
        return named if fact.measure == "investment" else named[:1], Basis.STATED
    if fact.unit in UNIT_LINKS:
        link = UNIT_LINKS[fact.unit]
        return ((link,) if _may_make(ledger, fact.subject, link) else ()), Basis.UNIT
    around = {code for claim in claims for code in _around(ledger, claim)}
    return (tuple(around), Basis.CONTEXT) if len(around) == 1 else ((), Basis.CONTEXT)


def link_of(ledger: Ledger, fact: Fact) -> str | None:
    """The one link that a value is of: its perimeter's, its thing's, else what its words tell; None where several."""
    thing = ledger.entities.get(fact.subject)
    told = link_in(fact.perimeter) or (thing.data.get("link") if thing is not None else None)
    if told:
        return str(told)
    found = links_of(ledger, fact)[0]
    return found[0] if len(found) == 1 else None


def _may_make(ledger: Ledger, entity: str, link: str) -> bool:
    """False for a company, or a company's site, that the vocabulary knows to work in other links only: gigawatt-hours
    beside its name are those of its customers' cells.
    """
    thing = ledger.entities[entity]
    known = organisations().get(str(thing.data.get("owner") or entity))
    return known is None or not known.works_in or link in known.works_in


def _claim(ledger: Ledger, claim: str) -> object:
    return ledger.material.claims.get(claim)


def _around(ledger: Ledger, claim: QuantityClaim) -> set[str]:
    """The links with the claim's unit in its sentence, else in the sentence before it."""
    text = ledger.material.documents[claim.document].text
    for start, end in _sentences(text, claim):
        named = {m.code for m in find_links(text[start:end], claim.lang)}
        fitting = {code for code in named if links()[code].unit == claim.unit}
        if fitting:
            return fitting
    return set()


def _sentences(text: str, claim: QuantityClaim) -> Iterator[tuple[int, int]]:
    start, end = sentence_bounds(text, claim.start, claim.end)
    yield start, end
    before = len(text[:start].rstrip())
    if before:
        yield sentence_bounds(text, before - 1, before - 1)[0], before
