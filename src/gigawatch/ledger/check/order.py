"""Steps of one thing that contradict each other: shown as they were said, and none reordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.status import Contradiction, Milestone, find_contradictions
from gigawatch.ledger.wording import Period, say
from gigawatch.model import Check, EntityKind, Severity


def find_disorders(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each pair of contradictory steps: a warning for a phase or project.

    A site may build on while it runs, so that for a whole site it only informs.
    """
    by_thing: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in inquiry.history.milestones:
        if milestone.admitted:
            by_thing[milestone.entity].append(milestone)
    for thing in sorted(by_thing):
        for contradiction in find_contradictions(by_thing[thing]):
            yield _disorder(contradiction, inquiry)


def _disorder(found: Contradiction, inquiry: Inquiry) -> Check:
    earlier, later = found.earlier, found.later
    thing = inquiry.entities[found.entity]
    words = say(
        "status",
        thing=thing,
        earlier=say(f"status_{earlier.status}"),
        then=Period(earlier.valid_on),
        later=say(f"status_{later.status}"),
        now=Period(later.valid_on),
    )
    is_whole = thing.kind is EntityKind.SITE
    severity = Severity.INFO if is_whole else Severity.WARNING
    suggestion = say("status_expansion" if is_whole else "status_old_text")
    return make_check(found.entity, "status", severity, words, (earlier.claim, later.claim), suggestion)
