"""How things came to stand by what was published on one day after another, and how long each standing is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.state import Standing
from gigawatch.ledger.status import Milestone, find_headline, find_standing
from gigawatch.ledger.status.age import believed_until, days_heard, parts_of_plants
from gigawatch.ledger.status.standing import taken_by

Course = list[tuple[str, Standing]]


def standing_courses(ledger: Ledger, told: Mapping[str, set[str]]) -> Iterator[tuple[str, Course]]:
    """Each thing that took a step, with its standing on every day (ISO) on which it took one or was heard of.

    `told` are the days on which facts of things were told. As in `find_ages`, news of a part is news of its plant, and
    a plant is believed as long as the furthest of itself and its parts.
    """
    taken = {thing: taken_by(steps, known=date.max) for thing, steps in ledger.milestones.items()}
    days = {thing: {str(step.known_on) for step in steps} for thing, steps in taken.items() if steps}
    news = {thing: known for thing, known in told.items() if thing in days or ledger.kin.is_plant(thing)}
    heard = days_heard({thing: days.get(thing, set()) | news.get(thing, set()) for thing in {*days, *news}}, ledger.kin)
    parts = parts_of_plants(days, ledger.kin)
    for thing, own in days.items():
        inside = [taken[part] for part in parts.get(thing, ())]
        known = sorted(day for day in heard[thing] if day >= min(own))
        yield thing, list(_course(ledger, thing, known, own, taken[thing], inside))


def _course(
    ledger: Ledger,
    thing: str,
    known: Sequence[str],
    own: set[str],
    steps: Sequence[Milestone],
    inside: Sequence[Sequence[Milestone]],
) -> Iterator[tuple[str, Standing]]:
    step: Milestone | None = None
    since = ""
    for day in known:
        if day in own:
            step, since = find_standing(_by(steps, day)), day
        if step is None:
            continue
        parts = filter(None, (find_standing(_by(part, day)) for part in inside))
        headline = find_headline(step, parts) or step
        yield day, _standing(ledger, thing, step, since, believed_until(headline.status, date.fromisoformat(day)))


def _by(steps: Sequence[Milestone], day: str) -> list[Milestone]:
    return [step for step in steps if str(step.known_on) <= day]


def _standing(ledger: Ledger, thing: str, step: Milestone, since: str, until: date) -> Standing:
    return Standing(
        thing=thing,
        name_en=ledger.label(thing, "en"),
        name_zh=ledger.label(thing, "zh"),
        status=step.status,
        since=step.valid_on,
        known_on=since,
        claim=step.claim,
        stale_on=until.isoformat() if until < date.max else None,
    )
