"""Makers ranked by a measure and period: each with its latest figure, and the places that the figures leave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, inf

from gigawatch.chain import is_target
from gigawatch.ledger import Ledger, Stage
from gigawatch.ledger.part import Ranked, place_spans
from gigawatch.ledger.stage import stage_of, total_of, total_stages
from gigawatch.ledger.wording import as_quantity
from gigawatch.model import EntityKind, Fact, Interval, Observation, Quantity, period_order
from gigawatch.outlook.rank import Whole
from gigawatch.quantity import interval_of
from gigawatch.vocab import organisations, places

WHOLE_YEAR = 4


@dataclass(frozen=True, slots=True)
class Maker:
    """One maker of a ranking: its organisation id, and the statement its figure is from (fact or table cell)."""

    organisation: str
    quantity: Quantity
    interval: Interval
    statement: str


@dataclass(frozen=True, slots=True)
class MakerRanking:
    """Makers by a measure in a period, largest first; `total` is the whole's stated figure, None where none is."""

    measure: str
    period: str
    makers: tuple[Maker, ...]
    total: Quantity | None
    total_statement: str | None

    def find(self, organisation: str) -> Maker | None:
        """A maker of the ranking."""
        return next((maker for maker in self.makers if maker.organisation == organisation), None)

    def places(self, organisation: str) -> tuple[int, float] | None:
        """The best and the worst place that the figures leave a maker; None where it has no figure.

        Makers without a figure share what the total leaves: so many of them may stand above as the rest can hold;
        without a total any number may, and the worst place is open.
        """
        own = self.find(organisation)
        if own is None:
            return None
        spans = {maker.organisation: maker.interval for maker in self.makers}
        (placed,) = (one for one in place_spans(spans, {}) if one.thing == organisation)
        return placed.best, placed.worst + self._unlisted_above(own.interval.low)

    def _unlisted_above(self, value: float) -> float:
        if self.total is None or value <= 0:
            return inf
        rest = interval_of(self.total).high - sum(maker.interval.low for maker in self.makers)
        return inf if rest == inf else max(0, floor(rest / value))


def rank_makers(ledger: Ledger, measure: str, whole: Whole, period: str) -> MakerRanking:
    """The ranking by a measure within a whole in a period, from tables and settled facts, latest vintage first.

    All of what was: what is planned or forecast is never ranked beside it. Within a place only what is told of it.
    """
    code = f"{measure}{whole.suffix}"
    newest = _newest(c for c in _cells(ledger, code, whole) if c.period == period)
    counted = dict(_makers(newest))
    makers = {**_told_by_facts(ledger, code, whole, period), **counted}
    makers = {key: maker for key, maker in makers.items() if key in counted or not _is_counted(key, counted)}
    total = newest.get(whole.total)
    unit = _unit(makers.values())
    ranked = sorted(
        (m for m in makers.values() if m.quantity.unit == unit), key=lambda m: (-m.quantity.value, m.organisation)
    )
    return MakerRanking(code, period, tuple(ranked), _quantity(total) if total else None, total.id if total else None)


def _is_counted(organisation: str, counted: Iterable[str]) -> bool:
    """True for a group, or a subsidiary, of a maker that a table counts: one figure is not two makers."""
    own = {one.id for one in organisations().ancestors(organisation)}
    return any(key in own or organisation in {one.id for one in organisations().ancestors(key)} for key in counted)


def _cells(ledger: Ledger, code: str, whole: Whole) -> Iterable[Observation]:
    """The table cells of a measure; none within a place, for tables count makers by country or in the world."""
    return () if whole.place is not None else ledger.lookup.cells(code)


def _facts(ledger: Ledger, code: str, whole: Whole, *, planned: bool = False) -> list[Fact]:
    """The values of a measure told of makers within a whole: of what was, or of what is `planned`."""
    found = (f for f in ledger.select(measure=code) if not is_target(f) and not f.perimeter)
    alike = (f for f in found if (stage_of(f.status) is Stage.PLANNED) is planned)
    return [f for f in alike if not _is_place(ledger, f.subject) and _is_within(ledger, f, whole)]


def has_plans_only(ledger: Ledger, measure: str, whole: Whole, organisation: str) -> bool:
    """True for a maker whose only values by a measure are of what is planned."""
    code = f"{measure}{whole.suffix}"
    built, planned = (_facts(ledger, code, whole, planned=planned) for planned in (False, True))
    return any(f.subject == organisation for f in planned) and not any(f.subject == organisation for f in built)


def _is_within(ledger: Ledger, fact: Fact, whole: Whole) -> bool:
    """True for a value told of a place within the whole's place; any value where the whole is none."""
    if whole.place is None:
        return True
    where = fact.place or ledger.entities[fact.subject].data.get("place")
    return isinstance(where, str) and places().within(where, whole.place)


def _told_by_facts(ledger: Ledger, code: str, whole: Whole, period: str) -> dict[str, Maker]:
    """Makers by the ledger's own ranking of firms, in each unit that its facts are told in; built, else unstated."""
    facts = [f for f in _facts(ledger, code, whole) if f.valid_on == period]
    stages = {(fact.unit, total_of(fact.status)) for fact in facts}
    found: dict[str, Maker] = {}
    for unit, stage in sorted(stages, key=lambda told: (told[0], total_stages().index(told[1]))):
        ranking = ledger.ranking(
            measure=code,
            unit=unit,
            stage=stage,
            valid_on=period,
            kind=EntityKind.ORGANISATION,
            facts=[fact for fact in facts if fact.unit == unit],
        )
        for one in ranking.ranked:
            found.setdefault(one.thing, _maker(one, unit))
    return found


def _maker(placed: Ranked, unit: str) -> Maker:
    fact = placed.facts[0]
    is_one = len(placed.facts) == 1
    quantity = Quantity(fact.value, unit, fact.qualifier, fact.high) if is_one else as_quantity(placed.interval, unit)
    return Maker(placed.thing, quantity, placed.interval, " ".join(one.id for one in placed.facts))


def _newest(cells: Iterable[Observation]) -> Mapping[str, Observation]:
    ordered = sorted(cells, key=lambda cell: (cell.vintage or "", cell.id))
    return {cell.subject: cell for cell in ordered}


def _makers(cells: Mapping[str, Observation]) -> Iterable[tuple[str, Maker]]:
    for name, cell in cells.items():
        known = organisations().find(name)
        if known is not None:
            quantity = _quantity(cell)
            yield known.id, Maker(known.id, quantity, interval_of(quantity), cell.id)


def _is_place(ledger: Ledger, thing: str) -> bool:
    return organisations().get(thing) is None and ledger.entities[thing].kind.value != "organisation"


def _quantity(cell: Observation) -> Quantity:
    return Quantity(cell.value, cell.unit, cell.qualifier, cell.high)


def _unit(makers: Iterable[Maker]) -> str | None:
    """The unit that most makers' figures are in: figures in several currencies are not ranked together."""
    units = [maker.quantity.unit for maker in makers]
    return max(sorted(set(units)), key=units.count, default=None)


def latest_period(ledger: Ledger, measure: str, whole: Whole, before: str, organisation: str) -> str | None:
    """The latest whole year that ended before a day (ISO), in which the maker and another one have a figure."""
    code = f"{measure}{whole.suffix}"
    years: dict[str, set[str]] = {}
    for cell in _cells(ledger, code, whole):
        known = organisations().find(cell.subject)
        if known is not None:
            years.setdefault(cell.period, set()).add(known.id)
    for fact in _facts(ledger, code, whole):
        years.setdefault(fact.valid_on or "", set()).add(fact.subject)
    fitting = (year for year, makers in years.items() if organisation in makers and len(makers) > 1)
    past = (year for year in fitting if len(year) == WHOLE_YEAR and period_order(year)[0].isoformat() < before)
    return max(past, key=period_order, default=None)


def statements_above(ranking: MakerRanking, organisation: str) -> Sequence[str]:
    """The statements of the makers that surely stand above."""
    own = ranking.find(organisation)
    return () if own is None else tuple(m.statement for m in ranking.makers if m.interval.low > own.interval.high)
