"""What is known of a project on a day, in the traits that the odds are made of; and what a history makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from gigawatch.figures import ProjectHistory, Sampling, last_day_of, middle_of
from gigawatch.outlook.shift.region import Level, regions_of
from gigawatch.vocab import organisations, places

BUILDING = "under_construction"
GIVEN_UP = frozenset({"cancelled", "closed"})
NOT_BUILT = frozenset({"cancelled", "suspended"})
SHORTEST = 0.02  # of a year: two sources of one week
DAYS = 365.25
STILL = 366  # days for which an open project is taken to be open still
LATER_OWNER = ", then "


class Fate(StrEnum):
    """What had become of a project by its later source."""

    STARTED = "started"
    GIVEN_UP = "given_up"
    BUILDING = "building"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A project as one dated source tells it.

    `status` is the step of the ladder, `promised` the year of the start that was promised, None where none
    is told or that year was over.
    `sampling` is None for a project of the ledger, which is taken as one of a list. `further` are numbers that tell
    projects apart beside the traits of the model, by name: what else was tried, or a user tries.
    """

    status: str
    known_on: date
    promised: int | None
    sampling: Sampling | None = None
    further: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_building(self) -> bool:
        """True where building had begun."""
        return self.status == BUILDING

    @property
    def early_years(self) -> float:
        """How many years lie before the one in which the start was promised; 0 where none was, or it has begun."""
        if self.promised is None:
            return 0.0
        return max((date(self.promised, 1, 1) - self.known_on).days / DAYS, 0.0)

    @property
    def promise_years(self) -> float | None:
        """How many years ahead the start was promised, counted to the middle of that year."""
        if self.promised is None:
            return None
        return (date(self.promised, 7, 1) - self.known_on).days / DAYS

    def years_to(self, day: date) -> float:
        """The years from the source to a day."""
        return max((day - self.known_on).days / DAYS, SHORTEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A project with a known fate: as known then, and what had become of it.

    The fate is that of `last_on`, the day of the start where one is told, else of the later source; it was known on
    `told_on`, the last day that its date allows. `owner` groups projects that stand and fall together.
    """

    id: str
    owner: str
    prospect: Prospect
    fate: Fate
    last_on: date
    told_on: date

    @property
    def is_started(self) -> bool:
        """True where production of any part had begun."""
        return self.fate is Fate.STARTED

    @property
    def is_decided(self) -> bool:
        """True where it had started or was given up: that holds on every later day too."""
        return self.fate in (Fate.STARTED, Fate.GIVEN_UP)

    @property
    def is_of_list(self) -> bool:
        """True for a project of a list that was followed whole."""
        return self.prospect.sampling is Sampling.LIST

    def is_known_on(self, day: date) -> bool:
        """True where its fate on a day is known: it was decided, or still open within the year before."""
        return self.is_decided or self.last_on >= day - timedelta(days=STILL)

    def years_known(self, close: date) -> float:
        """The years of which the fate is known, in a table that was closed on a day.

        What was decided is known up to that day. The day on which it was decided does not count: pages are found by
        it, so that the time up to it would tell of the search and not of the project. What is open is known up to its
        last source.
        """
        return self.prospect.years_to(close if self.is_decided else min(self.last_on, close))


def make_cases(histories: Iterable[ProjectHistory]) -> tuple[Case, ...]:
    """Every history as a case. Only what the earlier source or one before it told enters its traits."""
    return tuple(_case(one) for one in histories)


def fate_of(history: ProjectHistory) -> Fate:
    """What had become of it: a start counts, be it of a part and stopped again; what was only halted is open."""
    if history.started:
        return Fate.STARTED
    if history.outcome_status in GIVEN_UP:
        return Fate.GIVEN_UP
    return Fate.BUILDING if history.outcome_status == BUILDING else Fate.OPEN


def is_not_built(history: ProjectHistory) -> bool:
    """True where it was cancelled or suspended before anything was made."""
    return not history.started and history.outcome_status in NOT_BUILT


@lru_cache(maxsize=4096)
def continent_of(place: str) -> str | None:
    """The gazetteer's id of the continent that a place (id or name) lies on; None where it knows no such place."""
    found = places().get(place) or places().find(place)
    if found is None:
        return None
    above = [found, *places().ancestors(found.id)]
    return next((one.id for one in above if one.id in regions_of(Level.CONTINENT)), None)


def _case(history: ProjectHistory) -> Case:
    firms = firms_in(history.owner.split(LATER_OWNER)[0])
    known_on, promised = middle_of(history.earlier_on), history.promised
    prospect = Prospect(
        status=history.earlier_status,
        known_on=known_on,
        promised=promised if promised is not None and promised >= known_on.year else None,
        sampling=history.sampling,
    )
    return Case(
        id=history.id,
        owner=firms[0] if firms else history.owner,
        prospect=prospect,
        fate=fate_of(history),
        last_on=middle_of(history.decided_on),
        told_on=last_day_of(history.decided_on),
    )


def firms_in(owner: str) -> tuple[str, ...]:
    """The organisations that an owner's name names."""
    return tuple(dict.fromkeys(mention.entry.id for mention in organisations().scan(owner)))
