"""Decomposing: every stated whole with its stated parts, from documents, from things and from sequences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gigawatch.ledger.nature import is_flow, is_never_added
from gigawatch.ledger.part.decomposition import Decomposition
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.listing import find_listings
from gigawatch.ledger.part.sequence import find_editions, find_increments, find_tilings
from gigawatch.ledger.part.term import Page, Telling, Term, group_terms, term_of, term_of_claim
from gigawatch.ledger.part.whole import Holdings, find_in_whole
from gigawatch.model import QuantityClaim

if TYPE_CHECKING:
    from gigawatch.ledger.check.inquiry import Inquiry
    from gigawatch.ledger.material import Material
    from gigawatch.ledger.settle import Settled

PERCENT = "%"


def decompose(inquiry: Inquiry) -> list[Decomposition]:
    """For each stated whole its best founded decomposition that fits; where none does, one that cannot.

    The order of the input does not matter; parts and wholes are found again by what they are of, not by their ids.
    """
    pages = read_pages(inquiry)
    kept = _keep_terms(inquiry, pages)
    found = (*decompose_pages(pages, inquiry.kin), *decompose_things(kept, pages, inquiry.kin))
    return choose(found)


def choose(found: Iterable[Decomposition]) -> list[Decomposition]:
    """The best for each whole, without wholes that are themselves a part of a whole that fits: what is a part is no
    whole of the amounts beside it.
    """
    chosen = list(choose_best(found))
    terms = {part.claim for found in chosen if found.fits for part in found.parts}
    return [found for found in chosen if found.fits or found.whole.claim not in terms]


def choose_best(found: Iterable[Decomposition]) -> Iterator[Decomposition]:
    """The best for each whole."""
    best: dict[tuple[str, float], Decomposition] = {}
    for one in found:
        key = (one.whole.about, one.whole.nominal)
        if key not in best or _rank(one) < _rank(best[key]):
            best[key] = one
    return (best[key] for key in sorted(best))


def _rank(found: Decomposition) -> tuple[object, ...]:
    """What fits and counts nothing twice comes first, then the better ground, then few parts of the same document."""
    elsewhere = sum(part.document != found.whole.document for part in found.parts)
    claims = tuple(part.claim for part in found.parts)
    return (not found.fits, found.doubled is not None, found.ground, elsewhere, len(claims), claims, found.whole.claim)


def decompose_pages(pages: Mapping[str, Page], kin: Kin) -> Iterator[Decomposition]:
    """What each document lists, or tells to come on top."""
    for page in pages.values():
        yield from find_listings(page, kin)
        for terms in group_terms(page.terms).values():
            if len(terms) > 2 and not is_flow(terms[0].measure):
                yield from find_increments(terms, pages, is_page=True)


def decompose_things(kept: Sequence[Term], pages: Mapping[str, Telling], kin: Kin) -> Iterator[Decomposition]:
    """The amounts of things against those of their parts, of editions, of periods; each among those of one measure
    and unit. `kept` are the terms of facts by their values, `pages` what is said where they stand.
    """
    holdings = Holdings(kept, kin)
    for whole in kept:
        told = pages.get(whole.document)
        yield from find_in_whole(whole, holdings, told)
        yield from find_editions(whole, holdings, told)
    for series in _by_series(kept):
        if is_flow(series[0].measure):
            yield from find_tilings(series)
        else:
            yield from find_increments(series, pages, is_page=False)


def _by_series(terms: Iterable[Term]) -> Iterator[Sequence[Term]]:
    """The terms of one thing, measure, unit and perimeter, where a whole and two parts may be among them."""
    groups: dict[tuple[str | None, ...], list[Term]] = defaultdict(list)
    for term in terms:
        groups[(term.thing, term.measure, term.quantity.unit, term.perimeter)].append(term)
    yield from (group for group in groups.values() if len(group) > 2)


def read_pages(inquiry: Inquiry) -> dict[str, Page]:
    """The documents that are no copies with their terms."""
    material = inquiry.material
    known = (
        term_of(e, item.fact.id, material) for item, e in inquiry.by_claim.values() if not is_never_added(e.measure)
    )
    others = (
        term_of_claim(claim, material)
        for key, claim in material.claims.items()
        if isinstance(claim, QuantityClaim) and key not in inquiry.by_claim and not is_never_added(claim.measure)
    )
    by_document: dict[str, list[Term]] = defaultdict(list)
    for term in (*known, *others):
        is_told_here = term.document in material.documents and term.document not in material.copies
        if is_told_here and term.quantity.unit != PERCENT:
            by_document[term.document].append(term)
    return {key: _page(key, by_document[key], inquiry) for key in sorted(by_document)}


def _keep_terms(inquiry: Inquiry, pages: Mapping[str, Page]) -> list[Term]:
    """One term for each fact, by its value."""
    placed = {term.claim: term for page in pages.values() for term in page.terms}
    kept = (term for item in inquiry.settled if (term := term_of_fact(item, inquiry.material)) is not None)
    return [placed.get(term.claim, term) for term in kept]


def term_of_fact(item: Settled, material: Material) -> Term | None:
    """The value of a fact as a term; None for what is never added, such as a share."""
    winner = item.winner
    if is_never_added(winner.measure) or winner.quantity.unit == PERCENT:
        return None
    return term_of(winner, item.fact.id, material)


def _page(key: str, terms: Sequence[Term], inquiry: Inquiry) -> Page:
    """A document's terms with the sentences they stand in."""
    page = Page(inquiry.material.documents[key], ())
    placed = [replace(term, sentence=page.number_at(term.start)) for term in terms]
    return Page(page.document, sorted(placed, key=lambda t: (t.start, t.claim)))
