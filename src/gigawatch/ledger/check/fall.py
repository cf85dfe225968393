"""Stocks that are smaller later: a loss, another perimeter or a slip, weighed. Plans that shrink are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from gigawatch.ledger.check.figure import TARGET, Figure, figure_stage
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.mixed import is_total
from gigawatch.ledger.check.slip import explain_by_slip
from gigawatch.ledger.setting import words
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.status import Milestone
from gigawatch.ledger.wording import Period, Piece, Words, join, name_code, say
from gigawatch.model import Check, Interval, Severity, period_order

PLANNED, CAPACITY = "planned", "capacity"
SLIP_BELOW = 1 / 5
NEAR = 0.2


def find_falls(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each stock whose later value lies wholly below the earlier one; info where a loss is known."""
    for items in _series(inquiry).values():
        ordered = sorted(items, key=lambda s: (period_order(s.fact.valid_on), s.fact.id))
        for before, after in pairwise(ordered):
            old, new = inquiry.figure(before.winner), inquiry.figure(after.winner)
            if before.fact.valid_on == after.fact.valid_on or new.interval.high >= old.interval.low:
                continue
            if figure_stage(new) != PLANNED:
                if _is_whole(inquiry, new):
                    yield _fall(inquiry, before, after)
            elif is_total(inquiry, old) or is_total(inquiry, new):
                yield _shrink(before, after)


def _series(inquiry: Inquiry) -> dict[tuple[object, ...], list[Settled]]:
    """The stocks of one thing, measure, unit, stage and perimeter; capacity of an unknown stage is left out."""
    series: dict[tuple[object, ...], list[Settled]] = defaultdict(list)
    for item in inquiry.settled:
        fact = item.fact
        figure = inquiry.figure(item.winner)
        stage = figure_stage(figure) if fact.measure == CAPACITY else None
        if fact.valid_on and figure.span and not fact.valid_on.endswith(TARGET) and _is_stock(figure, stage):
            series[(fact.subject, fact.measure, fact.unit, stage, fact.perimeter or "")].append(item)
    return series


def _is_stock(figure: Figure, stage: str | None) -> bool:
    """Capacity of a known stage; people and stations that are there, not those to come."""
    if figure.measure not in words("fall", "measures"):
        return False
    return stage is not None if figure.measure == CAPACITY else figure_stage(figure) != PLANNED


def _is_whole(inquiry: Inquiry, figure: Figure) -> bool:
    """True for a cell, for people and stations, and for capacity told as what is there, not as what is opened."""
    if figure.claim is None or figure.measure != CAPACITY:
        return True
    lang = "zh" if figure.claim.lang == "zh" else "en"
    begin, end = inquiry.figures.sentence(figure)
    sentence = inquiry.figures.text(figure)[begin:end].casefold()
    return any(word in sentence for word in words("fall", f"whole_{lang}"))


def _shrink(before: Settled, after: Settled) -> Check:
    told = say("plan", **_pieces(before, after))
    return make_check(after.fact.id, "plan", Severity.INFO, told, (before.winner.claim, after.winner.claim))


def _fall(inquiry: Inquiry, before: Settled, after: Settled) -> Check:
    losses = list(inquiry.losses(after.fact.subject, before.fact.valid_on or "", after.fact.valid_on or ""))
    claims = [before.winner.claim, after.winner.claim, *(loss.claim for loss in losses)]
    severity = Severity.INFO if losses or _is_hindsight(before, after) else Severity.WARNING
    suggestion = _weigh(inquiry, before, after, losses)
    return make_check(after.fact.id, "fall", severity, say("fall", **_pieces(before, after)), claims, suggestion)


def _pieces(before: Settled, after: Settled) -> dict[str, Piece]:
    return {
        "old": before.winner.quantity,
        "then": Period(before.fact.valid_on),
        "new": after.winner.quantity,
        "now": Period(after.fact.valid_on),
    }


def _weigh(inquiry: Inquiry, before: Settled, after: Settled, losses: list[Milestone]) -> Words:
    """The explanations that something speaks for: a known closure first, then a slip, then another perimeter."""
    found: list[Words] = []
    for loss in losses[:1]:
        status = name_code("status", loss.status)
        thing = inquiry.entities[loss.entity]
        found.append(say("fall_loss", thing=thing, status=status, when=Period(loss.valid_on)))
    slip = _slip(before, after)
    if slip is not None:
        found.append(say("fall_slip", slip=slip))
    if _is_hindsight(before, after):
        found.append(say("fall_hindsight"))
    if before.winner.source != after.winner.source:
        found.append(say("fall_perimeter"))
    return join(found or [say("fall_unclear")], ";")


def _is_hindsight(before: Settled, after: Settled) -> bool:
    """True when the figure of the earlier time was published after that of the later time."""
    return (before.winner.known_on or "") > (after.winner.known_on or "")


def _slip(before: Settled, after: Settled) -> Words | None:
    """A slip of the later figure, where it is far below the earlier one."""
    old, new = before.winner.quantity, after.winner.quantity
    if new.value > SLIP_BELOW * old.value:
        return None
    return explain_by_slip(new, Interval(old.value * (1 - NEAR), old.value * (1 + NEAR) * 2))
