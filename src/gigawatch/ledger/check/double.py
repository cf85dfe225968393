"""Counting twice: a list or a sum in which one thing stands under two names, or beside a whole that holds it."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.sum import claims_of, tell_terms
from gigawatch.ledger.part.decomposition import Decomposition
from gigawatch.ledger.part.fit import sum_of
from gigawatch.ledger.wording import Words, as_quantity, say
from gigawatch.model import Check, Entity, Severity


def find_doubles(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each stated sum that counts a thing twice, with the sum of each once; and each known other name."""
    for found in inquiry.decompositions:
        if found.doubled is not None and found.fits and found.doubled[0].thing != found.doubled[1].thing:
            yield _doubled(found, inquiry)
    for thing in inquiry.entities.values():
        phase = inquiry.entities.get(inquiry.kin.canonical(thing.id))
        if phase is not None and phase.id != thing.id:
            yield from _named_twice(thing, phase, inquiry)


def _doubled(found: Decomposition, inquiry: Inquiry) -> Check:
    assert found.doubled is not None
    one, other = (inquiry.entities[term.thing or ""] for term in found.doubled)
    how = inquiry.kin.overlap(one.id, other.id) or "same"
    words = say(
        "double",
        whole=found.whole.quantity,
        terms=tell_terms(found.parts, inquiry),
        how=say(f"double_{how}", one=one, other=other),
    )
    once = as_quantity(sum_of(part.value for part in found.once), found.whole.quantity.unit)
    suggestion = say("double_once", value=once, count=len(found.once))
    return make_check(found.whole.about, "double", Severity.WARNING, words, claims_of(found), suggestion)


def _named_twice(thing: Entity, phase: Entity, inquiry: Inquiry) -> Iterator[Check]:
    """What is known under two names is said to be counted once, where both have values or a set of phases holds it."""
    own, others = inquiry.by_subject.get(thing.id, ()), _stated_of(phase, inquiry)
    if own and others:
        claims = [item.winner.claim for item in own] + others
        words = say("double_name", how=say("double_same", one=thing, other=phase))
        yield make_check(thing.id, "double", Severity.INFO, words, claims, _corrected(thing, phase, inquiry))


def _stated_of(phase: Entity, inquiry: Inquiry) -> list[str]:
    """The claims of the phase, of sets of phases that hold it, and of what it is a part of."""
    siblings = [s for s in inquiry.kin.parts(phase.part_of or "") if inquiry.kin.overlap(s, phase.id)]
    things = {phase.id, phase.part_of or "", *siblings}
    return [item.winner.claim for thing in sorted(things) for item in inquiry.by_subject.get(thing, ())]


def _corrected(thing: Entity, phase: Entity, inquiry: Inquiry) -> Words:
    whole = inquiry.entities.get(phase.part_of or "", phase)
    return say("double_corrected", one=thing, whole=whole)
