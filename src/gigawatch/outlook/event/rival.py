"""Statements that differ from the one shown, and the perimeter that would explain them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.chain import figure_of, is_target
from gigawatch.ledger import Ledger
from gigawatch.outlook.edition import INVESTMENT, PROJECTS, Edition
from gigawatch.outlook.event.amount import EditionFigure, of_claim, of_figure
from gigawatch.quantity.telling import first_year

SIGNED = "signed"
CONTRADICTS, OTHER_SCOPE = "contradicts", "other scope"


@dataclass(frozen=True, slots=True)
class Other:
    """A statement that cannot agree with the figure shown. `relation`: `contradicts`, or `other scope` of one source.

    `city` is a figure of the host city's own signings that it agrees with: it then seems to be of the city, and not of
    the conference.
    """

    relation: str
    amount: EditionFigure
    city: EditionFigure | None


def find_others(edition: Edition, city: Sequence[EditionFigure]) -> Iterator[Other]:
    """Every value told of an edition once that differs, with the city's figure that it agrees with."""
    seen: set[tuple[str, float]] = set()
    for rival in edition.rivals:
        amount = of_claim(rival.term, rival.measure)
        key = (rival.measure, amount.quantity.value)
        if key not in seen:
            seen.add(key)
            own = _of_city(amount, city) if rival.relation == CONTRADICTS else None
            yield Other(rival.relation, amount, own)


def find_city(ledger: Ledger, place: str | None) -> tuple[EditionFigure, ...]:
    """What the ledger tells of the signings of a place itself, whatever the occasion, oldest first."""
    if place is None:
        return ()
    facts = [fact for measure in (PROJECTS, INVESTMENT) for fact in ledger.select(subject=place, measure=measure)]
    signed = [fact for fact in facts if fact.status == SIGNED and fact.subject == place and not is_target(fact)]
    return tuple(of_figure(figure_of(ledger, fact)) for fact in signed)


def in_year(city: Sequence[EditionFigure], year: str | None) -> tuple[EditionFigure, ...]:
    """What the city signed in the year of an edition."""
    return tuple(one for one in city if year and first_year(one.valid_on) == year)


def _of_city(amount: EditionFigure, city: Sequence[EditionFigure]) -> EditionFigure | None:
    """The city's figure that fits best: the same value, else one that can agree."""
    alike = [one for one in city if one.measure == amount.measure and one.quantity.unit == amount.quantity.unit]
    fitting = [one for one in alike if one.interval.overlaps(amount.interval)]
    return min(fitting, key=lambda one: abs(one.quantity.value - amount.quantity.value), default=None)
