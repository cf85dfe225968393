"""Superlatives as claims to be checked, with what the ledger can say of them."""

from __future__ import annotations

from gigawatch.chain import presence_of
from gigawatch.model import Fact
from gigawatch.outlook import Superlative
from gigawatch.report.block import Bullets, Ref, RefKind, Runs, Section
from gigawatch.report.names import tell_thing
from gigawatch.report.pen import Pen, fact_ref

MOST_SUPERLATIVES = 10
MOST_COUNTER = 2


def compose_superlatives(pen: Pen) -> Section | None:
    """The superlatives told in documents on the region, decided ones first; None where there is none."""
    found = list(pen.publication.outlook.superlatives) if pen.publication.outlook else []
    found.sort(key=lambda one: (one.finding.value == "not decidable", _is_foreign(pen, one), one.published or ""))
    if not found:
        return None
    items = tuple(_superlative(pen, one) for one in found[:MOST_SUPERLATIVES])
    lead = pen.note("conference.superlatives_lead")
    return Section("superlatives", pen.word("conference.superlatives"), (lead, Bullets(items)))


def _is_foreign(pen: Pen, one: Superlative) -> bool:
    claim = pen.ledger.material.claims.get(one.claim)
    return claim is not None and claim.lang != pen.lang


def _superlative(pen: Pen, one: Superlative) -> Runs:
    ref = Ref(RefKind.CLAIM, one.claim)
    counter = [fact for fact in one.counter if fact in pen.ledger.facts]
    told = [_counter(pen, pen.ledger.facts[fact]) for fact in counter[:MOST_COUNTER]]
    return pen.say(
        pen.wording("conference.superlative_of" if one.subject else "conference.superlative", one.claim),
        words=pen.claim(one.claim, one.words),
        tongue=pen.tongue(one.claim),
        subject=tell_thing(pen, one.subject, ref) if one.subject else None,
        publisher=pen.words(pen.publisher(one.claim), ref),
        when=pen.period(one.published),
        hedge=pen.words(one.hedge or "", ref),
        finding=pen.word(f"conference.finding_{one.finding.name.lower()}"),
        counter=pen.series(told),
    )


def _counter(pen: Pen, fact: Fact) -> Runs:
    """A base that has more, with the stage at which both were held against each other."""
    stage = pen.word(f"conference.stage_{presence_of(fact.status).value}")
    return pen.say("conference.counter", name=pen.name(fact.subject, fact_ref(fact)), value=pen.fact(fact), stage=stage)
