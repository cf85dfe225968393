"""One edition of a conference: when and where, what was signed, what became of it, and what the counts leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.chain import divide
from gigawatch.ledger import Ledger
from gigawatch.model import Entity, Interval, Kind
from gigawatch.outlook.edition import INVESTMENT, PROJECTS, Edition, Term
from gigawatch.outlook.event.amount import EditionFigure, of_term
from gigawatch.outlook.event.follow import FollowUp, follow_up
from gigawatch.outlook.event.part import Beyond, Slice, find_beyond, find_slices
from gigawatch.outlook.event.rival import CONTRADICTS, Other, find_city, find_others, in_year
from gigawatch.outlook.event.rule import rules
from gigawatch.outlook.told import Tale, find_tales
from gigawatch.quantity.telling import first_year
from gigawatch.resolve.event import name_event
from gigawatch.vocab import places


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One edition. `projects` and `investment` are the ledger's, else the shipped table's; `mean` the one over the
    other, in the investment's currency.

    `held` is the claim that gives `dates`, `told_at` the one that gives `place` (a gazetteer id, else as the source
    writes it). `others` differ from what is shown; `city` is what the place itself signed in that year. `slices` are
    parts of what was signed, `beyond` other perimeters, `beside` forecasts and attendance, all of the shipped table.
    """

    event: str
    year: str | None
    names: Mapping[str, str]
    dates: str | None
    held: str | None
    place: str | None
    told_at: str | None
    projects: EditionFigure | None
    investment: EditionFigure | None
    mean: Interval | None
    others: tuple[Other, ...]
    city: tuple[EditionFigure, ...]
    slices: tuple[Slice, ...]
    beyond: tuple[Beyond, ...]
    beside: Mapping[str, tuple[EditionFigure, ...]]
    follow_up: FollowUp

    def label(self, lang: str) -> str:
        """The edition's name in a language."""
        return self.names.get(lang) or next(iter(self.names.values()), self.event)

    def is_contradicted(self, measure: str) -> bool:
        """True where another source tells something that cannot agree."""
        return any(one.relation == CONTRADICTS and one.amount.measure == measure for one in self.others)


class Registry:
    """Where each edition was held, as documents tell it: their event claims, read once."""

    def __init__(self, ledger: Ledger) -> None:
        self._places: dict[str, list[tuple[str, str]]] = {}
        for tale in find_tales(ledger, Kind.EVENT):
            entity = _event_of(tale)
            where = tale.text("place")
            if entity is not None and where:
                known = places().find(where)
                self._places.setdefault(entity.id, []).append((known.id if known else where, tale.id))

    def place(self, event: str) -> tuple[str | None, str | None]:
        """The place that most claims give, and the first claim that does."""
        told = self._places.get(event, [])
        if not told:
            return None, None
        best = Counter(where for where, _ in told).most_common(1)[0][0]
        return best, next(claim for where, claim in told if where == best)


def make_held(
    ledger: Ledger,
    entity: Entity,
    edition: Edition | None,
    told: Mapping[str, Sequence[EditionFigure]],
    registry: Registry,
    on: date,
) -> Held:
    """An edition by its entity, what the ledger has of it (None: nothing), and the shipped table's figures of it."""
    place, told_at = registry.place(entity.id)
    city = find_city(ledger, place)
    projects = _amount(edition.projects if edition else None, PROJECTS, told)
    investment = _amount(edition.investment if edition else None, INVESTMENT, told)
    is_whole = projects is not None and investment is not None
    return Held(
        event=entity.id,
        year=str(entity.data["year"]) if entity.data.get("year") else None,
        names={"en": entity.name, **entity.names},
        dates=edition.dates if edition else None,
        held=edition.held if edition else None,
        place=place,
        told_at=told_at,
        projects=projects,
        investment=investment,
        mean=divide(investment.interval, projects.interval) if is_whole and investment and projects else None,
        others=tuple(find_others(edition, city)) if edition else (),
        city=in_year(city, str(entity.data.get("year") or "") or None),
        slices=tuple(find_slices(told, projects, investment)),
        beyond=tuple(find_beyond(told)),
        beside=_beside(told),
        follow_up=follow_up(ledger, entity.id, edition, told, projects, on),
    )


def _amount(term: Term | None, measure: str, told: Mapping[str, Sequence[EditionFigure]]) -> EditionFigure | None:
    if term is not None:
        return of_term(term, measure)
    return next(iter(told.get(measure, ())[-1:]), None)


def _beside(told: Mapping[str, Sequence[EditionFigure]]) -> dict[str, tuple[EditionFigure, ...]]:
    found = {
        one.kind: tuple(amount for measure in one.measures for amount in told.get(measure, ()))
        for one in rules().beside
    }
    return {kind: amounts for kind, amounts in found.items() if amounts}


def _event_of(tale: Tale) -> Entity | None:
    """The edition of a series that an event claim is of, or happened at."""
    name = tale.text("name") if tale.text("type") == "conference" else tale.text("event")
    year = first_year(tale.text("date")) or first_year(tale.published)
    found = name_event(name, year or None).entity if name else None
    return found if found is not None and found.data.get("series") else None
