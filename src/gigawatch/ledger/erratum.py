"""Errata: what a publisher corrects in print it states no longer, neither where it quotes it nor in its old item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gigawatch.ledger.context import Context
from gigawatch.ledger.evidence import Evidence, is_same, set_beside
from gigawatch.ledger.wording import say
from gigawatch.model import Relation

Scope = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Erratum:
    """The old figure as a correction quotes it, and the new one that it gives; None where it gives none."""

    old: Evidence
    new: Evidence | None


def mark_corrected(evidence: Sequence[Evidence], context: Context) -> list[Evidence]:
    """The statements, those that their own publisher corrected marked and set beside the figure that replaces them.

    Where an older item of the publisher tells the old figure, the new one is of the time and state told there.
    """
    errata = list(_find_errata(evidence, context))
    if not errata:
        return list(evidence)
    by_scope: dict[Scope, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_scope[_scope(item)].append(item)
    changed: dict[str, Evidence] = {}
    for erratum in errata:
        changed.update({e.claim: e for e in _apply(erratum, by_scope[_scope(erratum.old)])})
    return [changed.get(item.claim, item) for item in evidence]


def _find_errata(evidence: Sequence[Evidence], context: Context) -> Iterator[Erratum]:
    told: dict[tuple[str, Scope], list[Evidence]] = defaultdict(list)
    for item in evidence:
        if context.corrects(item) and not (item.rejected or item.accepted):
            told[item.document, _scope(item)].append(item)
    for key in sorted(told):
        group = sorted(told[key], key=lambda e: (context.start(e), e.claim))
        quoted = [e for e in group if context.is_quoted(e)]
        for old in quoted:
            yield Erratum(old, _replacing(old, [e for e in group if e not in quoted], context))


def _replacing(old: Evidence, others: Sequence[Evidence], context: Context) -> Evidence | None:
    """The nearest other figure of the thing in a correction, one behind the old one first."""
    at = context.start(old)
    rivals = [e for e in others if not is_same(e, old)]
    order = [(context.start(e) < at, abs(context.start(e) - at), e.claim) for e in rivals]
    return rivals[order.index(min(order))] if rivals else None


def _apply(erratum: Erratum, group: Sequence[Evidence]) -> Iterator[Evidence]:
    """The statements that an erratum changes, as they stand after it."""
    old = [e for e in group if _is_withdrawn(e, erratum.old)]
    items = [e for e in old if e.document != erratum.old.document]
    latest = max(items, key=lambda e: (e.known_on or "", e.claim), default=None)
    kept = latest or erratum.new or erratum.old
    if latest is not None and erratum.new is not None:
        yield _beside(erratum.new, kept)
    for item in old:
        yield replace(_beside(item, kept), mark=Relation.STALE, note=say("corrected_words"))


def _is_withdrawn(item: Evidence, old: Evidence) -> bool:
    """True for the quoted figure, and for the same figure of the same publisher in what it printed before."""
    if item.claim == old.claim:
        return True
    is_before = (item.known_on or "") <= (old.known_on or "") and item.document != old.document
    is_free = not (item.rejected or item.accepted) and item.mark is None
    return item.source == old.source and is_before and is_free and is_same(item, old)


def _beside(item: Evidence, kept: Evidence) -> Evidence:
    """The statement as one of the time, state and perimeter of another."""
    return set_beside(item, kept, subject=item.subject, perimeter=kept.perimeter)


def _scope(item: Evidence) -> Scope:
    return item.subject, item.measure, item.quantity.unit
