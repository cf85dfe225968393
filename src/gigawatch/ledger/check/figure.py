"""A figure under check: a claim or cell with its printed precision, the days it covers and what stands near it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from types import MappingProxyType

from gigawatch.ledger.check.precision import printed_interval
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.material import Material
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.model import InputError, Interval, Quantity, QuantityClaim, period_order
from gigawatch.quantity import dimension_of, period_span
from gigawatch.quantity.unit import convert

Span = tuple[date, date]
BREAKS = "。！？；!?;\n"
RATIOS = ("share", "point", "multiple")
UNSAID = ("share", "growth", "other")
WORLD = "place-world"
TARGET = " target"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated value: `thing` is None where its subject is unknown, `claim` None for a table cell."""

    id: str
    measure: str
    quantity: Quantity
    valid_on: str | None
    thing: str | None
    document: str
    status: str | None
    claim: QuantityClaim | None
    told: Interval | None = None

    @property
    def interval(self) -> Interval:
        """Every value that would be printed like this one, in its unit or in the unit that it is told in."""
        return self.told or printed_interval(self.quantity, self.claim.surface if self.claim else None)

    @property
    def span(self) -> Span | None:
        """The days that the value is of."""
        return span_of(self.valid_on)

    @property
    def start(self) -> int:
        """Where the figure stands in its document."""
        return self.claim.start if self.claim else 0

    @property
    def end(self) -> int:
        """Where the figure ends in its document."""
        return self.claim.end if self.claim else 0

    def told_in(self, unit: str) -> Figure | None:
        """The same figure in another unit; None where there is no fixed rate between the two."""
        if unit == self.quantity.unit:
            return self
        try:
            size = convert(1.0, self.quantity.unit, unit)
        except InputError:
            return None
        return replace(self, told=Interval(self.interval.low * size, self.interval.high * size))


@cache
def span_of(period: str | None) -> Span | None:
    """The days of a period, by its text."""
    return period_span(period) if period else None


@cache
def dimension(unit: str) -> str | None:
    """The dimension of a unit; None for one that is unknown."""
    try:
        return dimension_of(unit)
    except InputError:
        return None


class Figures:
    """Every figure of the material, by document and by thing, measure and period.

    `beyond` are claims of documents that the material does not have, of which only the figures are known.
    """

    def __init__(
        self,
        evidence: Mapping[str, Evidence],
        material: Material,
        beyond: Mapping[str, QuantityClaim] = MappingProxyType({}),
    ) -> None:
        self.evidence, self.material, self.beyond = evidence, material, beyond

    @cached_property
    def by_document(self) -> Mapping[str, Sequence[Figure]]:
        """The claims of each document, in their order; copies too, for what stands in them."""
        groups: dict[str, list[Figure]] = defaultdict(list)
        for claim in self.material.claims.values():
            if isinstance(claim, QuantityClaim):
                groups[claim.document].append(self._figure(claim))
        return {document: sorted(group, key=lambda f: (f.start, f.id)) for document, group in groups.items()}

    @cached_property
    def by_id(self) -> Mapping[str, Figure]:
        """The claims by id."""
        found = {figure.id: figure for group in self.by_document.values() for figure in group}
        return found | {key: self._figure(claim) for key, claim in self.beyond.items()}

    def own(self, document: str) -> Iterator[Figure]:
        """The figures of a document; of a near-copy those that the document it copies does not have."""
        leader = self.material.copies.get(document)
        told = {(f.measure, f.quantity.value, f.quantity.unit) for f in self.by_document.get(leader or "", ())}
        yield from (f for f in self.by_document[document] if (f.measure, f.quantity.value, f.quantity.unit) not in told)

    @property
    def every(self) -> Iterator[Figure]:
        """Every claim and cell whose thing is known, and the claims of unknown things."""
        yield from self.by_id.values()
        yield from (figure_of(item) for item in self.evidence.values() if item.claim not in self.by_id)

    @cached_property
    def series(self) -> Mapping[tuple[str, str], Sequence[Figure]]:
        """The values of a thing and measure, copies left out, in order of time."""
        groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for item in self.evidence.values():
            if item.copy_of is None and item.measure not in UNSAID:
                groups[(item.subject, item.measure)].append(self.by_id.get(item.claim) or figure_of(item))
        return {key: sorted(group, key=lambda f: (period_order(f.valid_on), f.id)) for key, group in groups.items()}

    @cached_property
    def by_span(self) -> Mapping[tuple[str, str, Span], Sequence[Figure]]:
        """The values of a thing and measure over the same days."""
        groups: dict[tuple[str, str, Span], list[Figure]] = defaultdict(list)
        for (thing, measure), figures in self.series.items():
            for figure in figures:
                if figure.span and not (figure.valid_on or "").endswith(TARGET):
                    groups[(thing, measure, figure.span)].append(figure)
        return groups

    def text(self, figure: Figure) -> str:
        """The text of the figure's document; empty for a cell."""
        document = self.material.documents.get(figure.document)
        return document.text if document else ""

    def sentence(self, figure: Figure) -> tuple[int, int]:
        """Where the sentence of a figure begins and ends."""
        text = self.text(figure)
        return _begin(text, figure.start), _end(text, figure.end)

    def beside(self, figure: Figure) -> Iterator[Figure]:
        """The other figures of its sentence, in their order."""
        begin, end = self.sentence(figure)
        for other in self.by_document.get(figure.document, ()):
            if begin <= other.start and other.end <= end and other.id != figure.id:
                yield other

    def _figure(self, claim: QuantityClaim) -> Figure:
        item = self.evidence.get(claim.id)
        return Figure(
            claim.id,
            claim.measure,
            claim.quantity,
            item.valid_on if item else claim.period,
            item.subject if item else None,
            claim.document,
            item.status if item else claim.status,
            claim,
        )


def figure_of(item: Evidence) -> Figure:
    """The figure of a table cell."""
    return Figure(
        item.claim, item.measure, item.quantity, item.valid_on, item.subject, item.document, item.status, None
    )


def _begin(text: str, at: int) -> int:
    far = max(0, at - LONGEST)
    return max(far, *(text.rfind(mark, far, at) + len(mark) for mark in (*BREAKS, ". ") if mark in text[far:at]), far)


def _end(text: str, at: int) -> int:
    far = min(len(text), at + LONGEST)
    return min((found for mark in (*BREAKS, ". ") if (found := text.find(mark, at, far)) >= 0), default=far)


def is_amount(figure: Figure) -> bool:
    """True for what can be part or whole: no share, no growth, no price."""
    return figure.measure not in UNSAID and dimension(figure.quantity.unit) not in (None, *RATIOS)


def figure_stage(figure: Figure) -> str | None:
    """Built, planned or ended; None where the source does not say which."""
    found = stage_of(figure.status)
    return None if found is Stage.UNSTATED else found.value
