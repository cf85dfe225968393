"""The date that a source promised for a plant before another one put it off, where the delay does not tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.ledger.sentence import sentence_of
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.model import Fact, QuantityClaim, period_span
from gigawatch.quantity import find_periods
from gigawatch.vocab import fold

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

DELAYED, TARGET = "delayed", " target"


class Promise(NamedTuple):
    """A promised date (ISO), the day on which it was published, and the claim that tells it."""

    period: str
    known_on: str
    claim: str


def find_promise(ledger: Ledger, claim: str, due: str) -> Promise | None:
    """The date before `due` that was promised last, before a delay was told, for what the delay's claim is of.

    It is the time of a planned figure whose sentence says that the plant starts then; None where no source tells one.
    """
    delay, thing = ledger.material.claims.get(claim), ledger.material.entity_of(claim, "thing")
    if delay is None or thing is None:
        return None
    published = ledger.material.documents[delay.document].published
    day = published.isoformat() if published is not None else ""
    found = [one for one in _promises(ledger, thing.id) if one.known_on < day and _ends_before(one.period, due)]
    return max(found, key=lambda one: (one.known_on, one.claim), default=None)


def _promises(ledger: Ledger, thing: str) -> Iterator[Promise]:
    for fact in ledger.lookup.facts(frozenset({thing}), None):
        if stage_of(fact.status) is Stage.PLANNED and fact.status != DELAYED and fact.valid_on and fact.known_on:
            period = fact.valid_on.removesuffix(TARGET)
            span = period_span(period)
            if span is not None and span[1].isoformat() > fact.known_on and _is_of_start(ledger, fact):
                yield Promise(period, fact.known_on, ledger.kept(fact.id).claim)


def _is_of_start(ledger: Ledger, fact: Fact) -> bool:
    """True where the sentence of a figure says that its plant starts at the figure's time, and not at another one.

    In `construction started in 2022, it will have 40 GWh by 2026` the start is of 2022.
    """
    claim = ledger.material.claims.get(ledger.kept(fact.id).claim)
    if not isinstance(claim, QuantityClaim) or claim.period is None:
        return False
    document = ledger.material.documents[claim.document]
    words = sentence_of(document.text, claim.start, claim.end).text
    told = find_periods(words, claim.lang, document.published)
    starts = [match.span() for match in cue_table("moved_cue", claim.lang)["start"].finditer(fold(words))]
    times = [min(told, key=lambda period: _gap((period.start, period.end), span)).iso for span in starts if told]
    return claim.period.removesuffix(TARGET) in times


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters between two spans."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def _ends_before(period: str, due: str) -> bool:
    told, new = period_span(period), period_span(due)
    return told is not None and new is not None and told[1] < new[1]
