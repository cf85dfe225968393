"""What the desk works on: the build in place, the log of judgements beside it, who may sit here, and the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from gigawatch.ledger import Ledger
from gigawatch.ledger.queue import QueueItem, judgements_on
from gigawatch.ledger.review import read_log, review
from gigawatch.model import Judgement
from gigawatch.site.api import Shelf
from gigawatch.site.plan import place_facts
from gigawatch.site.word import LANGUAGES

REVIEWERS, TRAIL = "reviewers.toml", "audit.csv"


@dataclass(frozen=True, slots=True)
class Paces:
    """How often one may try: to sign in, by name and by address, and to write, by person."""

    sign_in: str = "10/10 minutes"
    address: str = "40/10 minutes"
    write: str = "60/minute"


@dataclass(frozen=True, slots=True)
class Workplace:
    """`reviews` holds the log, `folder` the reviewers and the audit trail; `queue` ranks what is to be judged.

    `is_building` tells whether a build is at work. Days are those of this machine, moments are in UTC.
    """

    shelf: Shelf
    reviews: Path
    folder: Path
    queue: Callable[[Ledger], Sequence[QueueItem]]
    is_building: Callable[[], bool] = lambda: False
    languages: tuple[str, ...] = LANGUAGES
    paces: Paces = field(default_factory=Paces)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def reviewers(self) -> Path:
        """The file of reviewers."""
        return self.folder / REVIEWERS

    @property
    def trail(self) -> Path:
        """The audit trail."""
        return self.folder / TRAIL

    @property
    def today(self) -> date:
        """The day on which a judgement is made."""
        return self.now().astimezone().date()


@dataclass(frozen=True)
class Built:
    """What a build settled, and the queue that it leaves; the same until the next build."""

    ledger: Ledger
    items: tuple[QueueItem, ...]

    @cached_property
    def facts_of(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that each claim or table cell bears on."""
        found: dict[str, list[str]] = defaultdict(list)
        for fact, candidates in self.ledger.candidates.items():
            for candidate in candidates:
                found[candidate.claim].append(fact)
        return {claim: tuple(facts) for claim, facts in found.items()}

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """Where each fact stands on the site, below the language."""
        return place_facts(self.ledger)

    @cached_property
    def judged(self) -> Mapping[str, Judgement]:
        """Persons' judgements that the build knew, by id."""
        return {one.id: one for one in self.ledger.material.review.judgements}


@dataclass(frozen=True)
class State:
    """The build with the log as it is now: `judgements` with their force, `faults` the lines that cannot be read."""

    built: Built
    judgements: tuple[Judgement, ...]
    faults: tuple[str, ...]

    @cached_property
    def waiting(self) -> tuple[Judgement, ...]:
        """The judgements that no build has applied yet."""
        return tuple(one for one in self.judgements if one.id not in self.built.judged)

    @property
    def count_waiting(self) -> int:
        """How many lines of the log the next build will apply, or no longer find."""
        return len({one.id for one in self.judgements} ^ set(self.built.judged))

    @cached_property
    def decided(self) -> frozenset[str]:
        """The items, by id, on which a judgement in force waits for the next build."""
        fresh = [one for one in self.waiting if one.holds]
        return frozenset(item.id for item in self.built.items if judgements_on(fresh, self.keys(item)))

    def item(self, key: str) -> QueueItem | None:
        """The item of an id; None where it is not, or no more, in the queue."""
        return next((item for item in self.built.items if item.id == key), None)

    def keys(self, item: QueueItem) -> tuple[str, ...]:
        """The claims, the name or the judgement that a judgement on an item would be about."""
        judged = self.built.judged.get(item.about)
        return (item.about, *item.claims, *((judged.left,) if judged else ()))

    def touching(self, item: QueueItem) -> tuple[Judgement, ...]:
        """Every judgement on what an item asks, those taken back too."""
        return judgements_on(self.judgements, self.keys(item))

    def find(self, key: str) -> Judgement | None:
        """The judgement of an id."""
        return next((one for one in self.judgements if one.id == key), None)


class Desk:
    """Reads what is there now: the queue once for each build, the log once for each change of it.

    All is read under the lock of the shelf, the one lock there is beside that of the log, which is taken first.
    """

    def __init__(self, place: Workplace) -> None:
        self.place = place
        self._built: tuple[object, Built] | None = None
        self._state: tuple[object, State] | None = None

    def look(self) -> State:
        """The state as it is now; WorkspaceError where nothing is built."""
        with self.place.shelf.lock:
            stamp = self.place.shelf.look().database
            made = (stamp, _stamp(self.place.reviews, "*.jsonl"))  # what second readings differ in is asked as well
            seen = (made, _stamp(self.place.reviews, "*.csv"))
            if self._state is None or self._state[0] != seen:
                built = self._find_built(made)
                log = read_log(self.place.reviews)
                sources = built.ledger.material.stated or built.ledger.material
                held = review(log.judgements, sources.documents, sources.claims, sources.observations)
                self._state = seen, State(built, held.judgements, tuple(map(str, log.faults)))
            return self._state[1]

    def _find_built(self, stamp: object) -> Built:
        if self._built is None or self._built[0] != stamp:
            ledger = self.place.shelf.take().whole
            self._built = stamp, Built(ledger, tuple(self.place.queue(ledger)))
        return self._built[1]


def _stamp(folder: Path, pattern: str) -> tuple[tuple[str, int, int, int], ...]:
    """What tells some files from what they were before."""
    found = ((path, path.stat()) for path in sorted(folder.rglob(pattern)) if path.is_file())
    return tuple((str(path), told.st_ino, told.st_size, told.st_mtime_ns) for path, told in found)
