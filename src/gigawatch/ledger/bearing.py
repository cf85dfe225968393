"""What bears on each statement, step and thing, looked up from there; each look-up is made when it is first needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from gigawatch.ledger.status import Milestone
from gigawatch.model import Check, Fact

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

T = TypeVar("T")


class Bearing:
    """The facts, steps and findings of one ledger by statement, its steps by id, its names and parts by thing."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find_all(self) -> None:
        """Make every look-up."""
        _ = self._facts, self._steps, self._findings, self._step, self._names, self._tied

    def facts(self, claim: str) -> tuple[Fact, ...]:
        """The facts of which a claim or table cell is a candidate."""
        return tuple(self._ledger.facts[fact] for fact in self._facts.get(claim, ()))

    def steps(self, claim: str) -> tuple[Milestone, ...]:
        """The steps of the status ladder that a claim tells."""
        return self._steps.get(claim, ())

    def findings(self, claim: str) -> tuple[Check, ...]:
        """The findings about a claim or table cell, or that rest on it."""
        return self._findings.get(claim, ())

    def step(self, key: str) -> Milestone | None:
        """The step of an id; None where there is none."""
        return self._step.get(key)

    def names(self, thing: str) -> tuple[str, ...]:
        """What the statements that count, and the documents, call a thing, in order."""
        return self._names.get(thing, ())

    def tied(self, thing: str) -> tuple[str, ...]:
        """The things that are a part of a thing, its property or in it as their place, next to it, by id."""
        return self._tied.get(thing, ())

    @cached_property
    def _facts(self) -> Mapping[str, tuple[str, ...]]:
        groups = self._ledger.candidates.values()
        return _gather((one.claim, one.fact) for group in groups for one in group)

    @cached_property
    def _steps(self) -> Mapping[str, tuple[Milestone, ...]]:
        return _gather((one.claim, one) for group in self._ledger.milestones.values() for one in group)

    @cached_property
    def _findings(self) -> Mapping[str, tuple[Check, ...]]:
        every = (one for group in self._ledger.findings.values() for one in group)
        return _gather((claim, one) for one in every for claim in dict.fromkeys((one.about, *one.evidence)))

    @cached_property
    def _step(self) -> Mapping[str, Milestone]:
        every = [one for group in self._ledger.milestones.values() for one in group]
        return {one.id: one for one in reversed(every)}  # of one id the first

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        material, called = self._ledger.material, self._ledger.lookup.called
        found: dict[str, set[str]] = defaultdict(set)
        for mention in material.mentions.values():
            if mention.claim in material.claims or mention.claim in material.observations:
                found[mention.entity].add(mention.surface)
        for name, things in called.items():
            for thing in things:
                found[thing].add(name)
        return {thing: tuple(sorted(names)) for thing, names in found.items()}

    @cached_property
    def _tied(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one in self._ledger.entities.values():
            for whole in (one.part_of, one.data.get("owner"), one.data.get("place")):
                if whole:
                    found[str(whole)].add(one.id)
        return {whole: tuple(sorted(parts)) for whole, parts in found.items()}


def _gather(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(group) for key, group in groups.items()}
