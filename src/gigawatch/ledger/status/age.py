"""Age: how long a thing's newest evidence is believed, counted to the day of the build alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gigawatch.ledger.status.headline import find_headline
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.standing import find_standing
from gigawatch.model import Fact, Inference
from gigawatch.vocab import statuses

if TYPE_CHECKING:
    from gigawatch.ledger.part.kin import Kin

NEVER = date.max
DAY = len("2024-08-29")  # a table's edition of a month or year is no news of that day


@dataclass(frozen=True, slots=True)
class Age:
    """How old a thing's newest evidence is: from `stale_on` its status is inferred stale.

    How long silence is believed depends on the status it stands by (days in the vocabulary); a terminal one never
    ages, and its `stale_on` lies at the end of all days. `inference` says whether the status is reported or, being
    stale, only inferred to hold.
    """

    entity: str
    status: str
    evidence_on: str
    stale_on: str
    is_stale: bool
    inference: Inference = Inference.REPORTED


def find_ages(
    milestones: Iterable[Milestone], today: date, kin: Kin | None = None, facts: Iterable[Fact] = ()
) -> list[Age]:
    """The age of every thing's newest admitted status on a day.

    With the `kin` of things a plant stands where its furthest part does, and is heard of while any part of it is: one
    phase that started breaks the silence of its site, not that of the phase beside it; news of a set of phases is news
    of each. `facts` are news of whatever they are values of.
    """
    by_entity: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in milestones:
        if milestone.admitted and milestone.known_on:
            by_entity[milestone.entity].append(milestone)
    own = {
        thing: find_standing(taken) or max(taken, key=lambda m: m.known_on or "") for thing, taken in by_entity.items()
    }
    steps = own if kin is None else _with_parts(own, kin)
    heard = _heard(by_entity, facts, kin)
    return [_age(thing, steps[thing], heard[thing], today) for thing in sorted(steps)]


def believed_until(status: str, seen: date) -> date:
    """The day from which a status last spoken of on a day is inferred stale."""
    days = statuses()[status].ages_after_days
    return seen + timedelta(days=days) if days else NEVER


def _newest(milestones: Sequence[Milestone]) -> Milestone:
    return max(milestones, key=lambda m: m.known_on or "")


def _with_parts(own: Mapping[str, Milestone], kin: Kin) -> dict[str, Milestone]:
    """The step by which each thing stands, that of a whole by its parts as well, joint ventures' plants left out."""
    parts = parts_of_plants(own, kin)
    found = {
        thing: find_headline(own.get(thing), [own[part] for part in parts.get(thing, ())]) for thing in {*own, *parts}
    }
    return {thing: step for thing, step in found.items() if step is not None}


def _heard(taken: Mapping[str, Sequence[Milestone]], facts: Iterable[Fact], kin: Kin | None) -> dict[str, str]:
    """The newest day on which something was told of each thing, or of a part of it."""
    told = {thing: {str(m.known_on) for m in own} for thing, own in taken.items()}
    for fact in facts:
        if is_news(fact) and (fact.subject in told or (kin is not None and kin.is_plant(fact.subject))):
            told.setdefault(fact.subject, set()).add(str(fact.known_on))
    return {thing: max(days) for thing, days in (told if kin is None else days_heard(told, kin)).items()}


def is_news(fact: Fact) -> bool:
    """True for a fact of which the day is known on which it was told."""
    return fact.known_on is not None and len(fact.known_on) == DAY


def days_heard(told: Mapping[str, Set[str]], kin: Kin) -> dict[str, set[str]]:
    """The days (ISO) on which each thing was heard of: those on which it was told of, or a part, or a set it is in."""
    found = {thing: set(days) for thing, days in told.items()}
    for thing, days in told.items():
        for other in _also_told(thing, kin):
            found.setdefault(other, set()).update(days)
    return found


def parts_of_plants(things: Iterable[str], kin: Kin) -> dict[str, list[str]]:
    """The plants within each plant, those of joint ventures left out."""
    parts: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        if kin.is_plant(thing) and not kin.is_venture(thing):
            for whole in filter(kin.is_plant, kin.above(thing)):
                parts[whole].append(thing)
    return parts


def _also_told(thing: str, kin: Kin) -> Iterator[str]:
    """The plants that hold a plant, and the phases that a set of phases names."""
    yield from filter(kin.is_plant, kin.above(thing))
    numbers = set(kin.ordinals(thing))
    for whole in kin.wholes(thing) if numbers else ():
        yield from (one for one in kin.parts(whole) if one != thing and numbers >= set(kin.ordinals(one)) != set())


def _age(entity: str, step: Milestone, heard: str, today: date) -> Age:
    seen = date.fromisoformat(heard)
    stale_on = believed_until(step.status, seen)
    is_stale = stale_on <= today
    inference = Inference.INFERRED if is_stale else Inference.REPORTED
    return Age(entity, step.status, seen.isoformat(), stale_on.isoformat(), is_stale, inference)
