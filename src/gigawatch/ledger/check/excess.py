"""A phase that is more than its plant by the words of one document: an open question about one of the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.nature import is_never_added
from gigawatch.ledger.perimeter import scope_of_sum
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.ledger.wording import Period, Words, say
from gigawatch.model import Check, EntityKind, Severity

Key = tuple[str, str, str, str]


def find_excesses(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each phase told with more than the whole plant that the same document tells of."""
    wholes = _by_document(inquiry)
    for item in inquiry.settled:
        thing = inquiry.entities[item.fact.subject]
        if thing.kind is EntityKind.PHASE and thing.part_of and not is_never_added(item.fact.measure):
            for part in item.evidence:
                yield from _exceeding(part, wholes.get(_key(thing.part_of, part), ()), inquiry)


def _by_document(inquiry: Inquiry) -> Mapping[Key, Sequence[Evidence]]:
    """What each document states of each plant, by thing, document, measure and unit."""
    groups: dict[Key, list[Evidence]] = defaultdict(list)
    for item in inquiry.settled:
        if inquiry.kin.is_plant(item.fact.subject):
            for one in item.evidence:
                groups[_key(item.fact.subject, one)].append(one)
    return groups


def _key(thing: str, item: Evidence) -> Key:
    return thing, item.document, item.measure, item.quantity.unit


def _exceeding(part: Evidence, wholes: Sequence[Evidence], inquiry: Inquiry) -> Iterator[Check]:
    over = [whole for whole in wholes if _is_more(part, whole)]
    if over and len(over) == len(wholes) and part.copy_of is None:
        whole = min(over, key=lambda one: (-one.quantity.value, one.claim))
        words = say("gap_exceeds", part=_tell(part, inquiry), whole=whole.quantity)
        about = inquiry.by_claim[whole.claim][0].fact.id
        claims = (part.claim, whole.claim)
        yield make_check(about, "gap", Severity.WARNING, words, claims, say("gap_digit"))


def _is_more(part: Evidence, whole: Evidence) -> bool:
    """True for surely more of the same scope; what is planned may be more than what runs."""
    stage = stage_of(whole.status)
    is_comparable = stage is Stage.PLANNED or (stage is Stage.BUILT and stage_of(part.status) is Stage.BUILT)
    is_one = scope_of_sum(part.perimeter) == scope_of_sum(whole.perimeter) and whole.mark is None is part.mark
    return is_comparable and is_one and part.interval.low > whole.interval.high


def _tell(part: Evidence, inquiry: Inquiry) -> Words:
    thing = inquiry.entities[part.subject]
    return say("sum_term", value=part.quantity, thing=thing, period=Period(part.valid_on))
