"""Terms: stated amounts as terms of a sum, with what they are of, where they stand in their text and how exact."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

from gigawatch.ledger.part.cue import has_cue, read_counts
from gigawatch.ledger.part.fit import Value
from gigawatch.ledger.perimeter import are_apart, narrows, scope_of_sum
from gigawatch.ledger.stage import Stage, stage_of
from gigawatch.model import Document, Quantity, QuantityClaim
from gigawatch.quantity import interval_of
from gigawatch.quantity.bound import last_digit_unit

if TYPE_CHECKING:
    from gigawatch.ledger.evidence import Evidence
    from gigawatch.ledger.material import Material

STOPS = re.compile(r"(?<=[.!?])\s+(?=[^a-z\s])|(?<=[。！？])|\n")
DECIMALS = re.compile(r"\d\.(\d+)")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
AHEAD = 40  # characters before an amount in which words may say that it comes on top


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One stated amount. `about` is its fact where its thing is known, else its claim; `sentence` counts from 0."""

    claim: str
    about: str
    thing: str | None
    measure: str
    quantity: Quantity
    value: Value
    stage: Stage
    valid_on: str | None
    known_on: str | None
    document: str
    perimeter: str | None = None
    start: int = 0
    sentence: int = 0

    @property
    def nominal(self) -> float:
        """The number as printed."""
        return self.value.nominal


class Telling(Protocol):
    """What a document says around the amounts in it."""

    def counts(self, kind: str, term: Term) -> frozenset[int]:
        """How many parts (`count`) or editions (`edition`) the sentence of an amount says that there are."""

    def is_more(self, term: Term) -> bool:
        """True where the words just before an amount say that it comes on top."""


@dataclass(frozen=True)
class Page:
    """A document as far as sums go: its terms in order, and its sentences."""

    document: Document
    terms: Sequence[Term]

    @cached_property
    def stops(self) -> list[int]:
        """Where each sentence after the first begins."""
        return [match.end() for match in STOPS.finditer(self.document.text)]

    def sentence(self, number: int) -> str:
        """The words of a sentence; empty outside of the text."""
        if not 0 <= number <= len(self.stops):
            return ""
        begin = self.stops[number - 1] if number else 0
        end = self.stops[number] if number < len(self.stops) else len(self.document.text)
        return self.document.text[begin:end]

    def counts(self, kind: str, term: Term) -> frozenset[int]:
        """How many parts or editions the sentence of an amount says that there are."""
        return read_counts(kind, self.sentence(term.sentence))

    def is_more(self, term: Term) -> bool:
        """True where the words just before an amount say that it comes on top."""
        begin = self.stops[term.sentence - 1] if term.sentence else 0
        return has_cue("more", self.document.text[max(begin, term.start - AHEAD) : term.start])

    def number_at(self, start: int) -> int:
        """The number of the sentence in which a character stands."""
        return bisect_right(self.stops, start)


def term_of(evidence: Evidence, about: str, material: Material) -> Term:
    """A statement of a known thing as a term."""
    claim = material.claims.get(evidence.claim)
    surface = claim.surface if isinstance(claim, QuantityClaim) else ""
    return Term(
        claim=evidence.claim,
        about=about,
        thing=evidence.subject,
        measure=evidence.measure,
        quantity=evidence.quantity,
        value=read_value(evidence.quantity, surface),
        stage=stage_of(evidence.status),
        valid_on=evidence.valid_on,
        known_on=evidence.known_on,
        document=evidence.document,
        perimeter=evidence.perimeter,
        start=claim.start if isinstance(claim, QuantityClaim) else 0,
    )


def term_of_claim(claim: QuantityClaim, material: Material) -> Term:
    """A statement whose thing is not known as a term."""
    published = material.documents[claim.document].published
    known_on = published.isoformat() if published else None
    return Term(
        claim=claim.id,
        about=claim.id,
        thing=None,
        measure=claim.measure,
        quantity=claim.quantity,
        value=read_value(claim.quantity, claim.surface),
        stage=stage_of(claim.status),
        valid_on=claim.period or (known_on[:7] if known_on else None),
        known_on=known_on,
        document=claim.document,
        start=claim.start,
    )


def read_value(quantity: Quantity, surface: str) -> Value:
    """An amount with its rounding: half the last printed decimal; a number without decimals is taken as exact."""
    interval, top = interval_of(quantity), quantity.value if quantity.high is None else quantity.high
    grid = last_digit_unit(quantity.value)
    return Value(interval, (quantity.value + top) / 2, _slack(quantity.value, surface, grid), grid)


def _slack(value: float, surface: str, grid: float) -> float:
    """Half the last decimal as printed; of a table cell, as kept."""
    if not surface:
        return 0.0 if float(value).is_integer() else grid / 2
    decimals = DECIMALS.search(surface)  # most amounts have none
    printed = NUMBER.search(surface) if decimals else None
    told = float(printed.group().replace(",", "")) if printed and decimals else 0.0
    return abs(value / told) * 0.5 * 10.0 ** -len(decimals.group(1)) if decimals and told else 0.0


def are_stages_addable(parts: Iterable[Term], whole: Term) -> bool:
    """Planned and built are not in one sum, save where the whole is what is there once all of the plan is built."""
    stages = {part.stage for part in parts}
    if Stage.ENDED in (*stages, whole.stage):
        return False
    if whole.stage is Stage.BUILT:
        return Stage.PLANNED not in stages
    return whole.stage is Stage.PLANNED or not {Stage.PLANNED, Stage.BUILT} <= stages


def are_of_one_scope(parts: Sequence[Term], whole: Term) -> bool:
    """True where parts cover what their whole does, or are slices of it that share nothing: power and storage of both.

    Only words that call amounts the parts of a whole may say more: digits alone never join two perimeters.
    """
    if all(scope_of_sum(part.perimeter) == scope_of_sum(whole.perimeter) for part in parts):
        return True
    inside = all(narrows(part.perimeter, whole.perimeter) for part in parts)
    return inside and all(are_apart(one.perimeter, other.perimeter) for one, other in pairs_of(parts))


def group_terms(terms: Iterable[Term]) -> Mapping[tuple[str, str], list[Term]]:
    """Terms by measure and unit, in the order of their text."""
    groups: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda t: (t.document, t.start, t.claim)):
        groups[(term.measure, term.quantity.unit)].append(term)
    return groups


def pairs_of(terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Every two terms of a sum."""
    yield from combinations(terms, 2)
