"""Which links a fact speaks of: by its words, by its unit, or by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from gigawatch.ledger.perimeter import link_in
from gigawatch.ledger.revision import find_revisions
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Fact, QuantityClaim
from gigawatch.quantity import find_quantities
from gigawatch.vocab import find_first_links, find_links, links, organisations

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

UNIT_LINKS = {"GWh/yr": "cell", "GWh": "cell", "m2/yr": "separator", "vehicles/yr": "vehicle"}
VEHICLES, VEHICLE = "vehicles", "vehicle"
CLAUSE = re.compile(r"[，；;]|,(?!\d)")
ITEM = re.compile(r"[、和与及]|\band\b")


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause of a sentence, or an item of a list in it; whether it gives an amount in the unit asked."""

    start: int
    end: int
    has_amount: bool


class Basis(StrEnum):
    """What ties a doer to a link, surest first: what its claims name, the unit of its capacity, the sentence around
    the capacity, or only what the vocabulary knows of the owner.
    """

    STATED = "stated"
    UNIT = "unit"
    CONTEXT = "context"
    INFERRED = "inferred"


def links_of(ledger: Ledger, fact: Fact) -> tuple[tuple[str, ...], Basis]:
    """The links that a fact speaks of; empty when nothing tells them, and for the vehicles that a cell plant's cells
    are enough for.
    """
    told = link_in(fact.perimeter)
    if told is not None:
        return (told,), Basis.STATED
    if fact.measure == VEHICLES and not _may_make(ledger, fact.subject, VEHICLE):
        return (), Basis.UNIT
    claims = [c for one in ledger.candidates[fact.id] if isinstance(c := _claim(ledger, one.claim), QuantityClaim)]
    from gigawatch.claims.scope.stake import firm_held

    products = [(c.object, c.lang) for c in claims if c.object and firm_held(c.object) is None]
    named = _named(products, every=fact.measure == "investment")
    if named:
        return named, Basis.STATED
    if fact.unit in UNIT_LINKS:
        link = UNIT_LINKS[fact.unit]
        return ((link,) if _may_make(ledger, fact.subject, link) else ()), Basis.UNIT
    around = {code for claim in claims for code in _around(ledger, claim)}
    return (tuple(around), Basis.CONTEXT) if len(around) == 1 else ((), Basis.CONTEXT)


def _named(objects: Iterable[tuple[str, str]], *, every: bool) -> tuple[str, ...]:
    """The links that descriptions name: all, or those that the first of them names first."""
    if every:
        return tuple(dict.fromkeys(mention.code for told in objects for mention in find_links(*told)))
    return next((codes for told in objects if (codes := find_first_links(*told))), ())


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
    """The links with the claim's unit in its clause, else in its sentence or the one before it; not what a clause with
    an amount of its own names.
    """
    text = ledger.material.documents[claim.document].text
    for start, end in _sentences(text, claim):
        parts = _parts(text, start, end, claim)
        own = [one for one in parts if one.start <= claim.start < one.end]
        free = [one for one in parts if len(parts) == 1 or not one.has_amount]
        found = next((codes for among in (own, free) if (codes := _fitting(text, among, claim))), None)
        if found:
            return found
    return set()


def _fitting(text: str, parts: Iterable[_Part], claim: QuantityClaim) -> set[str]:
    named = {m.code for one in parts for m in find_links(text[one.start : one.end], claim.lang)}
    return {code for code in named if links()[code].unit == claim.unit}


def _parts(text: str, start: int, end: int, claim: QuantityClaim) -> list[_Part]:
    """A sentence as a whole; one that gives several amounts in the claim's unit by clauses and items of lists. A figure
    and the one that takes its place are of one product.
    """
    found = find_quantities(text[start:end], claim.lang)
    amounts = [start + one.start for one in found if claim.unit in (one.unit, f"{one.unit}/yr")]
    if len(amounts) < 2:
        return [_Part(start, end, has_amount=bool(amounts))]
    bounds = [start, *(m.end() for m in CLAUSE.finditer(text, start, end))]
    revised = {start + revision.former[0] for revision in find_revisions(text[start:end], claim.lang)}
    for one, other in pairwise(amounts):
        if one not in revised and not any(one < bound <= other for bound in bounds):
            bounds.append(max((m.end() for m in ITEM.finditer(text, one, other)), default=other))
    cuts = pairwise([*sorted(bounds), end])
    return [_Part(low, high, any(low <= at < high for at in amounts)) for low, high in cuts]


def _sentences(text: str, claim: QuantityClaim) -> Iterator[tuple[int, int]]:
    start, end = sentence_bounds(text, claim.start, claim.end)
    yield start, end
    before = len(text[:start].rstrip())
    if before:
        yield sentence_bounds(text, before - 1, before - 1)[0], before
