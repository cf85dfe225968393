"""Steps told as taken and dated after their document was published: a wrong date, or a plan told as a deed."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.status.entry import read_ahead
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.wording import Period, say
from gigawatch.model import Check, Severity


def find_ahead(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each step whose words tell it as done on a day that its document cannot know yet."""
    for milestone in inquiry.history.milestones:
        period = read_ahead(inquiry.material.claims[milestone.claim], inquiry.material)
        if period is not None:
            yield _ahead(milestone, period, inquiry)


def _ahead(milestone: Milestone, period: str, inquiry: Inquiry) -> Check:
    words = say(
        "ahead",
        thing=inquiry.entities[milestone.entity],
        step=say(f"status_{milestone.status}"),
        when=Period(period),
        day=Period(milestone.known_on),
    )
    return make_check(milestone.entity, "ahead", Severity.WARNING, words, (milestone.claim,), say("ahead_date"))
