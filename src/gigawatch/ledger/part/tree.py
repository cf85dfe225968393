"""The part-of tree: place, base, site, project and phase, each with what is planned and what is built there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.ledger.part.count import count
from gigawatch.ledger.part.lessened import Lessened
from gigawatch.ledger.part.sift import Asked, find_less, find_things
from gigawatch.ledger.stage import Stage
from gigawatch.model import Fact, Interval

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

STAGES = (Stage.PLANNED, Stage.BUILT)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a thing has at one stage: stated of the thing itself, or summed from its parts.

    `facts` are what it is counted from; `summed` is what the parts come to where the thing also has a value of its
    own (never added to it); `perimeters` say what the values cover, where they cover less than the thing. `lessened`
    are the plans among them of which a part was stopped: what is left of them counts.
    """

    stage: Stage
    interval: Interval
    is_stated: bool
    facts: tuple[Fact, ...]
    summed: Interval | None = None
    perimeters: tuple[str, ...] = ()
    lessened: tuple[Lessened, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of the tree with its amounts and its parts.

    `same_as` is the thing that it is another name of: it is shown and counted once. `is_venture`: the plant of a joint
    venture, which one reading counts inside the base above it and another beside it.
    """

    thing: str
    amounts: tuple[Amount, ...]
    parts: tuple[Node, ...] = ()
    same_as: str | None = None
    is_venture: bool = False

    def amount(self, stage: Stage) -> Amount | None:
        """What the thing has at a stage; None where nothing is known."""
        return next((one for one in self.amounts if one.stage is stage), None)


def grow_tree(ledger: Ledger, name: str, measure: str, unit: str, link: str | None = None) -> tuple[Node, ...]:
    """The tree of each thing of this name or id, of a chain link alone where one is given; branches without a value
    are left out.
    """
    roots = sorted(find_things(ledger, name))
    return tuple(_Grower(ledger, root, measure, unit, link).grow(root, frozenset()) for root in roots)


class _Grower:
    """Grows the tree of one root: the amount of each thing is the ledger's own total of it."""

    def __init__(self, ledger: Ledger, root: str, measure: str, unit: str, link: str | None) -> None:
        self._ledger, self._kin, self._root = ledger, ledger.kin, root
        links = (link,) if link else None
        asked = (Asked(place=root, measure=measure, unit=unit, stage=stage.value, links=links) for stage in STAGES)
        self._asked = {Stage(one.stage): one for one in asked}
        self._counts = {stage: count(ledger, one) for stage, one in self._asked.items()}

    def grow(self, thing: str, above: frozenset[str]) -> Node:
        path = above | {thing}
        parts = (self.grow(part, path) for part in self._kin.parts(thing) if part not in path)
        canonical = self._kin.canonical(thing)
        return Node(
            thing,
            tuple(filter(None, (self._amount(thing, stage) for stage in STAGES))),
            tuple(part for part in parts if part.amounts or part.parts),
            canonical if canonical != thing else None,
            self._kin.is_venture(thing),
        )

    def _amount(self, thing: str, stage: Stage) -> Amount | None:
        found = self._counts[stage]
        cover = found.cover
        choice = found.choose([thing]) if thing == self._root else cover.choose(thing)
        interval = cover.amount(choice)
        if interval is None:
            return None
        summed = cover.amount(cover.choose_all(self._kin.parts(thing))) if choice.is_stated else None
        asked = self._asked[stage]
        less = tuple(one for fact in choice.facts if (one := find_less(self._ledger, fact, asked)) is not None)
        return Amount(stage, interval, choice.is_stated, choice.facts, summed, _perimeters(choice.facts), less)


def _perimeters(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(sorted({fact.perimeter for fact in facts if fact.perimeter}))
