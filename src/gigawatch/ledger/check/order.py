"""Steps of one thing that contradict each other: shown as they were said, and none reordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.status import Contradiction, Milestone, find_clashes, find_contradictions
from gigawatch.ledger.wording import Period, say
from gigawatch.model import Check, EntityKind, Severity


def find_disorders(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each pair of contradictory steps, told one after the other or at once: a warning for a part.

    A site may build on while it runs, so that for a whole site it only informs.
    """
    by_thing: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in inquiry.history.milestones:
        if milestone.admitted:
            by_thing[milestone.entity].append(milestone)
    for thing in sorted(by_thing):
        for contradiction in find_contradictions(by_thing[thing]):
            yield _disorder(contradiction, inquiry)
        for clash in find_clashes(by_thing[thing]):
            if not _is_copied(clash, inquiry):
                yield _clash(clash, inquiry)


def _is_copied(clash: Contradiction, inquiry: Inquiry) -> bool:
    """True where the two documents are copies of one."""
    copies = inquiry.material.copies
    one, other = clash.earlier.document, clash.later.document
    return copies.get(one, one) == copies.get(other, other)


def _clash(found: Contradiction, inquiry: Inquiry) -> Check:
    """A warning: one document ends the thing and another takes it onwards at the same time."""
    words = say(
        "status_same_day",
        thing=inquiry.entities[found.entity],
        end=say(f"status_{found.earlier.status}"),
        step=say(f"status_{found.later.status}"),
        when=Period(found.earlier.valid_on),
    )
    evidence = (found.earlier.claim, found.later.claim)
    return make_check(found.entity, "status", Severity.WARNING, words, evidence, say("status_which_holds"))


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
