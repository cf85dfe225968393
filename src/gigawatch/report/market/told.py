"""Figures of the market as a sentence prints them: rounded as reports round, each a link to what is exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isinf

from gigawatch.chain.interval import round_digits
from gigawatch.model import Bound, Interval, Observation, Quantity
from gigawatch.report.block import Ref, Runs, Value
from gigawatch.report.datum import Number
from gigawatch.report.market.shelf import RESTS, WORLD, Amount, Shelf
from gigawatch.report.market.wanted import Sentence, Wanted, articled, counts
from gigawatch.report.names import tell_thing
from gigawatch.report.pen import Pen
from gigawatch.report.printed import print_quantity, round_scaled
from gigawatch.report.section.company.provider import name_provider
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.report.spelled import spell_small

YEAR_DIGITS = 4
LARGE = 1000.0
PER_CENT = 100.0
SURE, ROUGH = 1.0, 12.0
"""How many points apart the ends of a share or change may lie to be told plainly, and to be told as about so much."""
NEWEST = 4
"""How many periods back a sentence looks for one in which all of its figures are told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is told, and the period that it is of."""

    runs: Runs
    period: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence, every value that its wording and rounding allow, by which several are put in order, and
    the cells that it is of.
    """

    runs: Runs
    extent: Interval
    cells: tuple[Observation, ...] = ()


class Teller:
    """Fills the sentences of the market chapter from the tables; one that lacks a figure is not told."""

    def __init__(self, pen: Pen, tables: frozenset[str]) -> None:
        self.pen = pen
        self.shelf = Shelf(pen.ledger.material.observations.values(), tables)

    def tell(self, sentence: Sentence, before: Told | None = None) -> Told | None:
        """The sentence of the newest period of which all is told that it needs; None where there is none.

        It names its year where that is not the year of the sentence `before` it.
        """
        for period in self._periods(sentence):
            found = {name: self._figure(wanted, period) for name, wanted in sentence.slots.items()}
            if _is_whole(found, sentence):
                slots = {**self._when(period), "since": self.pen.period(sentence.since), **_slots(found)}
                slots["counter"] = sentence.counter
                slots["other_year"] = None if before and before.period == period else slots["year"]
                return Told(self.pen.say(f"market.{sentence.key}", **slots), period)
        return None

    def _periods(self, sentence: Sentence) -> list[str]:
        """The newest periods of the first slot of the sentence."""
        first = sentence.slots[sentence.needs[0]]
        subject = first.subject if first.kind != "largest" else ""
        periods = self.shelf.periods(first.table, first.measures[0], subject)
        return [one for one in periods if sentence.is_any_period or _is_year(one)][:NEWEST]

    def _when(self, period: str) -> dict[str, Slot]:
        before = _years_before(period, 1)
        return {
            "when": self.pen.when(period),
            "year": self.pen.period(period),
            "before": self.pen.period(before) if before else None,
        }

    def _figure(self, wanted: Wanted, period: str) -> Figure | None:
        if wanted.kind == "largest":
            return self._largest(wanted, period)
        at = _years_before(period, wanted.back) if wanted.back else period
        if wanted.kind == "level" and wanted.since:
            at = wanted.since
        amount = self._find(wanted, wanted.measures, wanted.subject, at) if at else None
        if amount is None or wanted.kind == "level":
            return self._level(amount) if amount else None
        if wanted.kind == "share":
            whole = self._find(wanted, wanted.whole or wanted.measures, wanted.among or wanted.subject, at or "")
            return self._share(amount, whole) if whole else None
        before = self._find(wanted, wanted.measures, wanted.subject, wanted.since or _years_before(period, 1))
        if before is None:
            return None
        return (self._points if wanted.kind == "points" else self._change)(amount, before, wanted.look)

    def _find(self, wanted: Wanted, measures: tuple[str, ...], subject: str, period: str) -> Amount | None:
        return self.shelf.find(wanted.table, measures, subject, period, wanted.unit)

    def _level(self, amount: Amount) -> Figure:
        """What is told, or what the cells come to."""
        if len(amount.cells) == 1:
            return Figure((self._stated(amount.cells[0]),), amount.interval, amount.cells)
        text = self._print(Quantity(self._round(amount.value), amount.unit, _hedge(amount)))
        datum = Number.within(amount.interval, amount.unit)
        return Figure((self.pen.compute("market.sum", text, amount.refs, datum),), amount.interval, amount.cells)

    def _stated(self, cell: Observation) -> Value:
        told = Quantity(cell.value, cell.unit, cell.qualifier, cell.high)
        exact = self.pen.value(told, Amount((cell,)).refs[0])
        high = None if cell.high is None else self._round(cell.high)
        text = self._print(replace(told, value=self._round(cell.value), high=high))
        return spell_small(replace(exact, text=text), self.pen.lang)

    def _round(self, value: float) -> float:
        """A value as reports print it: the first digits of large ones, a decimal of small ones, two of the smallest."""
        size = abs(value)
        if size >= 10 * LARGE:
            return round_digits(value) if self.pen.lang == "en" else round_scaled(float(f"{value:.4g}"))
        return round(value, 0 if size >= LARGE else 1 if size >= 10 else 2)

    def _print(self, quantity: Quantity) -> str:
        return print_quantity(quantity, self.pen.lang)

    def _share(self, part: Amount, whole: Amount) -> Figure | None:
        """A share in per cent of a whole that the same count tells."""
        if not (part.is_exact and whole.is_exact and whole.value):
            return None
        low, high = part.interval.low / whole.interval.high, part.interval.high / whole.interval.low
        return self._per_cent("market.share", Interval(low, high), part.value / whole.value, (*part.refs, *whole.refs))

    def _change(self, now: Amount, before: Amount, look: str) -> Figure | None:
        """How much something rose or fell: only between figures of one provider, told without a hedge."""
        pen, exact = self.pen, now.is_exact and before.is_exact and before.value > 0
        if not exact or not self._is_one_count(now.cells[0], before.cells[0]):
            return None
        value = now.value / before.value - 1
        ends = Interval(now.interval.low / before.interval.high - 1, now.interval.high / before.interval.low - 1)
        if ends.low < 0 < ends.high or value == 0:
            return None
        size = Interval(*sorted((abs(ends.low), abs(ends.high))))
        found = self._per_cent("market.change", size, abs(value), (*now.refs, *before.refs))
        if found is None:
            return None
        way = "up" if value > 0 else "down"
        return Figure(pen.say(f"market.{look}_{way}", value=found.runs), ends, (*now.cells, *before.cells))

    def _points(self, now: Amount, before: Amount, look: str) -> Figure | None:
        """By how many percentage points a share of one count rose or fell; None where it hardly did."""
        points = round(now.value - before.value, 1)
        is_told = now.is_exact and before.is_exact and self._is_one_count(now.cells[0], before.cells[0])
        if not is_told or points == 0 or now.interval.overlaps(before.interval):
            return None
        width = now.interval.high - now.interval.low + before.interval.high - before.interval.low
        text = self._print(Quantity(abs(points), "count", Bound.ABOUT if width > SURE else None))
        value = self.pen.compute("market.points", text, (*now.refs, *before.refs), Number(abs(points), "pp"))
        way = "up" if points > 0 else "down"
        told = self.pen.say(f"market.points_{look}_{way}", value=value)
        return Figure(told, Interval(points, points), (*now.cells, *before.cells))

    def _is_one_count(self, one: Observation, other: Observation) -> bool:
        """True for figures of one provider: by the notes of both, else by the pages that they were read at."""
        notes = one.note or "", other.note or ""
        named = any(all(any(word in note for word in group) for note in notes) for group in counts())
        return named or name_provider(self.pen, one) == name_provider(self.pen, other)

    def _per_cent(self, key: str, ends: Interval, value: float, refs: tuple[Ref, ...]) -> Figure | None:
        """A share of one in per cent, `about` where rounding leaves it open by points; None where by too many."""
        width = (ends.high - ends.low) * PER_CENT
        if isinf(width) or width > ROUGH:
            return None
        told = value * PER_CENT
        digits = 1 if width <= SURE and (self.pen.lang == "zh" or told < 10) else 0
        quantity = Quantity(round(told, digits), "%", Bound.ABOUT if width > SURE else None)
        datum = Number.share(ends, 1)
        return Figure((self.pen.compute(key, self._print(quantity), refs, datum),), ends)

    def _largest(self, wanted: Wanted, period: str) -> Figure | None:
        """The name, amount or share of one of the largest; None where one that is not told could be larger, as it could
        wherever no whole is told.
        """
        others = (WORLD, *RESTS)
        names = [name for name in self.shelf.subjects(wanted.table, wanted.measures[0]) if name not in others]
        told = {name: self._find(wanted, wanted.measures, name, period) for name in names}
        ranked = sorted(((a.value, name, a) for name, a in told.items() if a), reverse=True)
        if len(ranked) < wanted.place:
            return None
        value, name, amount = ranked[wanted.place - 1]
        whole = self._find(wanted, wanted.measures, WORLD, period)
        total = whole.value if whole else PER_CENT if amount.unit == "%" else 0.0
        if not total or total - sum(one for one, _, _ in ranked) > value:
            return None
        if wanted.look == "share":
            return self._share(amount, whole) if whole else None
        return Figure(self._name(name), amount.interval) if wanted.look == "name" else self._level(amount)

    def _name(self, name: str) -> Runs:
        """The name of a firm or place as it stands within a sentence."""
        run = tell_thing(self.pen, name)
        return as_runs(replace(run, text=f"the {run.text}") if run.text in articled(self.pen.lang) else run)


def _slots(found: Mapping[str, Figure | None]) -> Mapping[str, Slot]:
    return {name: figure.runs if figure else None for name, figure in found.items()}


def _is_whole(found: Mapping[str, Figure | None], sentence: Sentence) -> bool:
    """True where a sentence has all that it needs, in the order that it tells, of the provider that it names."""
    if not all(found[name] for name in sentence.needs) or not _is_ordered(found, sentence.orders):
        return False
    words = next((group for group in counts() if sentence.counter in group), ())
    notes = [cell.note or "" for figure in found.values() if figure for cell in figure.cells]
    return not sentence.counter or all(any(word in note for word in words) for note in notes)


def _is_ordered(found: Mapping[str, Figure | None], orders: tuple[tuple[str, ...], ...]) -> bool:
    """True where the slots of a sentence that ranks them surely fall one after another."""
    pairs = (pair for order in orders for pair in pairwise(_extents(found, order)))
    return all(first.low > second.high for first, second in pairs)


def _extents(found: Mapping[str, Figure | None], order: tuple[str, ...]) -> Iterator[Interval]:
    for name in order:
        figure = found[name]
        if figure is not None:
            yield figure.extent


def _years_before(period: str, years: int) -> str:
    """The year so many years before a year; empty for any other period."""
    return str(int(period) - years) if _is_year(period) else ""


def _is_year(period: str) -> bool:
    return len(period) == YEAR_DIGITS and period.isdecimal()


def _hedge(amount: Amount) -> Bound | None:
    """How a sum is hedged: as about so much where one of its cells is, or is rounded."""
    return None if amount.is_exact and amount.interval.low == amount.interval.high else Bound.ABOUT
