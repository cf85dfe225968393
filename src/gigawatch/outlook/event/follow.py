"""What became of what was signed: stated follow-ups, and the projects that documents name, as known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.chain import divide
from gigawatch.ledger import Ledger, follow_event
from gigawatch.ledger.status.funnel import subtract
from gigawatch.model import EntityKind, Interval
from gigawatch.outlook.edition import PROJECTS, Edition
from gigawatch.outlook.event.amount import EditionFigure, of_figure
from gigawatch.outlook.event.rule import rules


@dataclass(frozen=True, slots=True)
class Attainment:
    """How many of the signed projects had come to a status by a day: the count, its share of those signed, the rest."""

    status: str
    count: EditionFigure
    told_on: str | None
    share: Interval | None
    rest: Interval | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """From signing to production: what sources state of the whole, and the named projects by what became of them.

    `named` counts projects that a document names, with owner and place, and says to be signed there; `outcomes` how
    many of them stand where. `is_told`: something is told of what became of the edition's projects.
    """

    steps: tuple[Attainment, ...]
    named: int
    outcomes: Mapping[str, int]

    @property
    def is_told(self) -> bool:
        """True where a source states what became of them, or a named project was found again after its signing."""
        return bool(self.steps) or any(count for key, count in self.outcomes.items() if key not in ("signed", "silent"))


def follow_up(
    ledger: Ledger,
    event: str,
    edition: Edition | None,
    told: Mapping[str, Sequence[EditionFigure]],
    projects: EditionFigure | None,
    on: date,
) -> FollowUp:
    """What became of an edition's projects by a day."""
    steps = [*_stated(edition), *_shipped(told)]
    found = tuple(_step(status, count, when, projects) for status, count, when in _each_once(steps))
    known = ledger.entities.get(event)
    if known is None or known.kind is not EntityKind.EVENT:
        return FollowUp(found, 0, {})
    funnel = follow_event(ledger, event, on)
    return FollowUp(found, funnel.found, {total.outcome.value: total.count for total in funnel.totals if total.count})


Stated = tuple[str, EditionFigure, str | None]


def _stated(edition: Edition | None) -> Iterator[Stated]:
    for figure in edition.follow_up if edition is not None else ():
        if figure.measure == PROJECTS:
            yield figure.status or "", of_figure(figure), figure.valid_on


def _shipped(told: Mapping[str, Sequence[EditionFigure]]) -> Iterator[Stated]:
    for later in rules().later:
        yield from ((later.status, count, count.known_on) for count in told.get(later.count, ()))


def _each_once(steps: Iterable[Stated]) -> list[Stated]:
    """What the ledger and the table both tell counts once, as the ledger tells it."""
    found: dict[tuple[str, float], Stated] = {}
    for one in steps:
        found.setdefault((one[0], one[1].quantity.value), one)
    return sorted(found.values(), key=lambda one: (one[2] or "", one[1].quantity.value))


def _step(status: str, count: EditionFigure, when: str | None, projects: EditionFigure | None) -> Attainment:
    if projects is None:
        return Attainment(status, count, when, None, None)
    return Attainment(
        status, count, when, divide(count.interval, projects.interval), subtract(projects.interval, count.interval)
    )
