"""Look-ups of a ledger, each made once when it is first asked for: by name, by whole, by measure, by thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from gigawatch.ledger.called import find_called
from gigawatch.ledger.near import list_some
from gigawatch.ledger.publication import pages_of
from gigawatch.model import Document, Entity, EntityKind, Fact, InputError, Observation

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Lookup:
    """Things by name and by what holds them, facts by thing and by measure, table cells by measure."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        facts: Mapping[str, Fact],
        cells: Mapping[str, Observation],
        documents: Mapping[str, Document],
        called: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._called = called
        self._entities, self._facts, self._cells, self._documents = entities, facts, cells, documents
        self.links: dict[str, str | None] = {}  # what `part.linked` found of each fact's words, by the fact's id

    @cached_property
    def pages(self) -> Mapping[str, Document]:
        """The documents by their addresses."""
        return pages_of(self._documents.values())

    @cached_property
    def by_name(self) -> Mapping[str, frozenset[str]]:
        """Ids of things by each of their names, as `fold_name` writes them."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self._entities.values():
            for name in (entity.name, *entity.names.values()):
                found[fold_name(name)].add(entity.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    @cached_property
    def called(self) -> Mapping[str, frozenset[str]]:
        """Ids of the plants by the other names that documents give them."""
        return find_called(self._entities, self._documents.values()) if self._called is None else self._called

    @cached_property
    def _by_other_name(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for name, ids in self.called.items():
            found[name.casefold()] = found.get(name.casefold(), frozenset()) | ids
        return found

    def called_by(self, name: str) -> frozenset[str]:
        """Ids of the plants that documents call so, whatever the case."""
        return self._by_other_name.get(name.casefold().removeprefix("the "), frozenset())

    @cached_property
    def _by_whole(self) -> Mapping[str, tuple[Entity, ...]]:
        return _group(self._entities.values(), [entity.part_of or "" for entity in self._entities.values()])

    def parts(self, whole: str) -> tuple[Entity, ...]:
        """The things whose nearest whole is this one."""
        return self._by_whole.get(whole, ()) if whole else ()

    @cached_property
    def _by_measure(self) -> Mapping[str, tuple[Fact, ...]]:
        return _group(self._facts.values(), [fact.measure for fact in self._facts.values()])

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Fact, ...]]:
        return _group(self._facts.values(), [fact.subject for fact in self._facts.values()])

    @cached_property
    def _by_series(self) -> Mapping[tuple[str, str, str, str | None], tuple[Fact, ...]]:
        facts = self._facts.values()
        return _group(facts, [(fact.subject, fact.measure, fact.unit, fact.perimeter) for fact in facts])

    def series(self, fact: Fact) -> tuple[Fact, ...]:
        """The facts of the thing, measure, unit and perimeter of a fact, itself among them."""
        return self._by_series.get((fact.subject, fact.measure, fact.unit, fact.perimeter), ())

    def facts(self, subjects: frozenset[str] | None, measure: str | None) -> Iterable[Fact]:
        """The facts of some things, else of a measure, else all: the fewest that a choice must look at."""
        if subjects is not None:
            return (fact for subject in subjects for fact in self._by_subject.get(subject, ()))
        return self._facts.values() if measure is None else self._by_measure.get(measure, ())

    @cached_property
    def _by_place(self) -> Mapping[str, tuple[Fact, ...]]:
        return _group(self._facts.values(), [fact.place or "" for fact in self._facts.values()])

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {fact: number for number, fact in enumerate(self._facts)}

    def about(self, things: Iterable[str], measure: str | None = None) -> list[Fact]:
        """The facts (of a measure) of some things, or told of one of them as a place, in the ledger's order."""
        groups = (group.get(thing, ()) for thing in things for group in (self._by_subject, self._by_place))
        found = {fact.id: fact for group in groups for fact in group if measure in (None, fact.measure)}
        return sorted(found.values(), key=lambda fact: self._order[fact.id])

    @cached_property
    def _cells_by_measure(self) -> Mapping[str, tuple[Observation, ...]]:
        cells = tuple(self._cells.values())
        return _group(cells, [cell.measure for cell in cells])

    def cells(self, measure: str) -> tuple[Observation, ...]:
        """The table cells of a measure."""
        return self._cells_by_measure.get(measure, ())


def fold_name(name: str) -> str:
    """A name as names are looked up: whatever the case, and whether or not its legal form ends with a stop."""
    return name.casefold().rstrip(".")


def choose_one(entities: Mapping[str, Entity], ids: Iterable[str], name: str, kind: EntityKind | None = None) -> str:
    """The one of the things found by a name (of a kind); InputError with the candidates where it is not one."""
    found = sorted(one for one in ids if kind is None or entities[one].kind is kind)
    if not found:
        raise InputError(f"there is no {kind or 'thing'} {name}", hint="list them with: gigawatch ledger")
    if len(found) > 1:
        told = list_some([f"{one} ({entities[one].kind})" for one in found])
        raise InputError(f"{name!r} may be {len(found)} things: {told}", hint="give one of these ids")
    return found[0]


def _group(items: Iterable[T], keys: Iterable[K]) -> dict[K, tuple[T, ...]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for key, item in zip(keys, items, strict=True):
        groups[key].append(item)
    return {key: tuple(group) for key, group in groups.items()}
