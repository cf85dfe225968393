"""Decomposing: every stated whole with its stated parts, from documents, from things and from sequences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigawatch.ledger.nature import is_flow, is_never_added
from gigawatch.ledger.part.decomposition import Decomposition
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.listing import find_listings
from gigawatch.ledger.part.sequence import find_editions, find_increments, find_tilings
from gigawatch.ledger.part.term import Page, Term, group_terms, term_of, term_of_claim
from gigawatch.ledger.part.whole import Holdings, find_in_whole
from gigawatch.model import QuantityClaim

if TYPE_CHECKING:
    from gigawatch.ledger.check.inquiry import Inquiry

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Stated:
    """All terms: of the pages they stand in, and (one for each fact, by its value) of the things they are of."""

    pages: Mapping[str, Page]
    kept: Sequence[Term]


def decompose(inquiry: Inquiry) -> list[Decomposition]:
    """For each stated whole its best founded decomposition that fits; where none does, one that cannot.

    What is itself a part of a whole that fits is no whole of the amounts beside it.

    The order of the input does not matter; parts and wholes are found again by what they are of, not by their ids.
    """
    stated = _state(inquiry)
    best: dict[tuple[str, float], Decomposition] = {}
    for found in _find(stated, inquiry.kin):
        key = (found.whole.about, found.whole.nominal)
        if key not in best or _rank(found) < _rank(best[key]):
            best[key] = found
    chosen = [best[key] for key in sorted(best)]
    terms = {part.claim for found in chosen if found.fits for part in found.parts}
    return [found for found in chosen if found.fits or found.whole.claim not in terms]


def _rank(found: Decomposition) -> tuple[object, ...]:
    """What fits and counts nothing twice comes first, then the better ground, then few parts of the same document."""
    elsewhere = sum(part.document != found.whole.document for part in found.parts)
    claims = tuple(part.claim for part in found.parts)
    return (not found.fits, found.doubled is not None, found.ground, elsewhere, len(claims), claims, found.whole.claim)


def _find(stated: Stated, kin: Kin) -> Iterator[Decomposition]:
    pages, holdings = dict(stated.pages), Holdings(stated.kept, kin)
    for page in pages.values():
        yield from find_listings(page, kin)
        for terms in group_terms(page.terms).values():
            if len(terms) > 2 and not is_flow(terms[0].measure):
                yield from find_increments(terms, page, pages)
    for whole in stated.kept:
        told = pages.get(whole.document)
        yield from find_in_whole(whole, holdings, told)
        yield from find_editions(whole, holdings, told)
    for series in _by_series(stated.kept):
        if is_flow(series[0].measure):
            yield from find_tilings(series)
        else:
            yield from find_increments(series, None, pages)


def _by_series(terms: Iterable[Term]) -> Iterator[Sequence[Term]]:
    """The terms of one thing, measure, unit and perimeter, where a whole and two parts may be among them."""
    groups: dict[tuple[str | None, ...], list[Term]] = defaultdict(list)
    for term in terms:
        groups[(term.thing, term.measure, term.quantity.unit, term.perimeter)].append(term)
    yield from (group for group in groups.values() if len(group) > 2)


def _state(inquiry: Inquiry) -> Stated:
    material = inquiry.material
    known = {
        claim: term_of(e, item.fact.id, material)
        for claim, (item, e) in inquiry.by_claim.items()
        if not is_never_added(e.measure)
    }
    others = (
        term_of_claim(claim, material)
        for key, claim in material.claims.items()
        if isinstance(claim, QuantityClaim) and key not in inquiry.by_claim and not is_never_added(claim.measure)
    )
    terms = [t for t in (*known.values(), *others) if t.quantity.unit != PERCENT and t.document not in material.copies]
    by_document: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        if term.document in material.documents:
            by_document[term.document].append(term)
    pages = {key: _page(key, by_document[key], inquiry) for key in sorted(by_document)}
    placed = {term.claim: term for page in pages.values() for term in page.terms}
    winners = [item.winner.claim for item in inquiry.settled]
    kept = [placed.get(claim) or known[claim] for claim in winners if claim in placed or claim in known]
    return Stated(pages, [term for term in kept if term.quantity.unit != PERCENT])


def _page(key: str, terms: Sequence[Term], inquiry: Inquiry) -> Page:
    """A document's terms with the sentences they stand in."""
    page = Page(inquiry.material.documents[key], ())
    placed = [replace(term, sentence=page.number_at(term.start)) for term in terms]
    return Page(page.document, sorted(placed, key=lambda t: (t.start, t.claim)))
