"""Decompositions: a stated whole with stated parts of it, on what ground they are taken for its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from gigawatch.ledger.part.fit import NEAR, WIDE, Value, add_up_exactly, adds_up, can_add_up, sum_of
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.term import Term, pairs_of
from gigawatch.model import Interval


class Ground(IntEnum):
    """Why amounts are taken for the parts of a whole, the strongest first; worded as `ground_<name>`."""

    NUMBERING = 1
    COUNT = 2
    PERIODS = 3
    EDITIONS = 4
    LISTED = 5
    MORE = 6
    PARTS = 7
    SENTENCE = 8
    DIGITS = 9


COMPLETE = (Ground.NUMBERING, Ground.COUNT, Ground.PERIODS, Ground.EDITIONS)


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A whole and its parts. `doubled` are two parts that overlap, so that the sum counts something twice."""

    whole: Term
    parts: tuple[Term, ...]
    ground: Ground
    doubled: tuple[Term, Term] | None = None

    @property
    def values(self) -> list[Value]:
        """The amounts of the parts."""
        return [part.value for part in self.parts]

    @property
    def interval(self) -> Interval:
        """What the parts come to."""
        return sum_of(self.values)

    @property
    def fits(self) -> bool:
        """True where the parts add up to the whole as stated; where they are all of them, a wide hedge is granted."""
        return adds_up(self.values, self.whole.value, WIDE if self.ground in COMPLETE else NEAR)

    @property
    def cannot_fit(self) -> bool:
        """True where no value of the parts adds up to a value of the whole."""
        return not can_add_up(self.values, self.whole.value)

    @property
    def is_exact(self) -> bool:
        """True where the printed digits alone add up."""
        return add_up_exactly(self.values, self.whole.value)

    @property
    def once(self) -> tuple[Term, ...]:
        """The parts with nothing counted twice: of two that overlap the narrower is left out."""
        if self.doubled is None:
            return self.parts
        less = min(self.doubled, key=lambda term: (term.nominal, term.claim))
        return tuple(part for part in self.parts if part is not less)


def find_double(parts: Sequence[Term], kin: Kin) -> tuple[Term, Term] | None:
    """Two terms that overlap: a phase and another name of it, a base and its part, two values of one phase.

    Several values of one site may be of several lines of it.
    """
    for one, other in pairs_of(parts):
        is_plain = one.thing is None or other.thing is None
        if not is_plain and (_is_phase_twice(one, other, kin) or _overlap(one, other, kin)):
            return one, other
    return None


def _is_phase_twice(one: Term, other: Term, kin: Kin) -> bool:
    return one.thing == other.thing and bool(kin.ordinals(one.thing or ""))


def _overlap(one: Term, other: Term, kin: Kin) -> bool:
    left, right = one.thing or "", other.thing or ""
    return left != right and kin.is_plant(left) and kin.is_plant(right) and kin.overlap(left, right) is not None
