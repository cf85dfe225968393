"""Plans that a later plan took the place of: cut, raised or told anew, so that the earlier value is to come no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gigawatch.ledger.check.figure import span_of
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.evidence import agree
from gigawatch.ledger.part.superseded import SUPERSEDED
from gigawatch.ledger.sentence import sentence_of
from gigawatch.ledger.setting import pattern, tolerance, words
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.stage import FORECAST, Stage, stage_of
from gigawatch.ledger.status.another import is_numbered, tells_another
from gigawatch.ledger.wording import Period, say
from gigawatch.model import PLANTS, Check, QuantityClaim, Relation, Severity, period_order


def find_revised(inquiry: Inquiry) -> Iterator[Check]:
    """A remark for each plan in whose stead a later one of its thing, measure, unit and perimeter gives another value.

    A source that calls the earlier value the former one takes its place, whatever it is of. Of a plant so does a later
    plan whose sentence says that the plan changed and that is published long enough after it, unless one of the two
    tells of a part, a further plant or an expansion, or the later one of a later stage of the same plan. A later plan
    that says nothing of a change, a rumour or an instalment, stands beside the earlier one.
    """
    for group in _plans(inquiry).values():
        ordered = sorted(group, key=lambda item: (item.fact.known_on or "", item.fact.id))
        for place, item in enumerate(ordered):
            later = (one for one in ordered[place + 1 :] if _takes_place(inquiry, one, item))
            found = next(later, None)
            if found is not None:
                yield _superseded(item, found)


def _plans(inquiry: Inquiry) -> Mapping[tuple[str, ...], Sequence[Settled]]:
    """The dated plans of one thing, measure, unit and perimeter, where there are several."""
    groups: dict[tuple[str, ...], list[Settled]] = defaultdict(list)
    for item in inquiry.settled:
        fact = item.fact
        is_plan = fact.status != FORECAST and stage_of(fact.status) is Stage.PLANNED
        if is_plan and fact.known_on and fact.measure in words(SUPERSEDED, "measures"):
            groups[(fact.subject, fact.measure, fact.unit, fact.perimeter or "")].append(item)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _takes_place(inquiry: Inquiry, later: Settled, item: Settled) -> bool:
    if later.fact.known_on == item.fact.known_on or agree(later.winner, item.winner):
        return False
    former = (e for e in later.evidence if e.mark is Relation.STALE and e.copy_of is None and not e.rejected)
    if any(agree(e, item.winner) for e in former):
        return True
    is_plant = inquiry.entities[item.fact.subject].kind in PLANTS
    is_changed = is_plant and _is_later(later, item) and _says(inquiry, later, "change")
    return is_changed and not any(_is_part(inquiry, one) for one in (later, item))


def _is_later(later: Settled, item: Settled) -> bool:
    """True for a plan of a later time, published long after the other, that is no stage of it by its due date."""
    days = (date.fromisoformat(later.fact.known_on or "") - date.fromisoformat(item.fact.known_on or "")).days
    if days <= tolerance("differ_days") or later.winner.mark is not None:
        return False
    is_newer = period_order(later.fact.valid_on, later.fact.known_on) > period_order(
        item.fact.valid_on, item.fact.known_on
    )
    due, before = _is_due(later), _is_due(item)
    is_stage = due and (before or later.fact.value < item.fact.value)
    return is_newer and not is_stage


def _is_due(item: Settled) -> bool:
    """True where the time of a plan lies after its publication."""
    span = None if item.fact.valid_on_inferred else span_of(item.fact.valid_on)
    return span is not None and (item.fact.known_on or "9") < span[0].isoformat()


def _is_part(inquiry: Inquiry, item: Settled) -> bool:
    """True where a plan's sentence tells of a part, of a further plant or of an expansion; and for a table's cell."""
    told = _sentence(inquiry, item)
    if told is None:
        return True
    is_other = tells_another(*told, of_phase=is_numbered(inquiry.entities[item.fact.subject]))
    return is_other or _says(inquiry, item, "part")


def _says(inquiry: Inquiry, item: Settled, what: str) -> bool:
    told = _sentence(inquiry, item)
    return told is not None and pattern(SUPERSEDED, f"{what}_{told[1]}").search(told[0]) is not None


def _sentence(inquiry: Inquiry, item: Settled) -> tuple[str, str] | None:
    """The sentence of a value, with its language; None for a table's cell."""
    claim = inquiry.material.claims.get(item.winner.claim)
    if not isinstance(claim, QuantityClaim):
        return None
    text = inquiry.material.documents[claim.document].text
    return sentence_of(text, claim.start, claim.end).text, "zh" if claim.lang == "zh" else "en"


def _superseded(item: Settled, later: Settled) -> Check:
    told = say(SUPERSEDED, old=item.winner.quantity, day=Period(later.fact.known_on), kept=later.winner.quantity)
    return make_check(item.fact.id, SUPERSEDED, Severity.INFO, told, (item.winner.claim, later.winner.claim))
