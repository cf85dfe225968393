"""The plan of the site: which page every fact, claim, table cell, score and computation lies on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gigawatch.ledger import Ledger
from gigawatch.model import Claim, Fact, GigawatchError, Observation, period_order
from gigawatch.report.block import Computation, Content, Ref, RefKind
from gigawatch.site.path import name_file, name_part

FACTS_ON_A_PAGE = 100
ROWS_ON_A_PAGE = 800
INPUTS_ON_A_PAGE = 4000
MANY_INPUTS = 12  # so many are listed once, with the first computation that is made from them

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CellPage:
    """Some cells of one subject in one table, and where their page lies."""

    path: str
    table: str
    subject: str
    number: int
    count: int
    cells: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`facts` are the parts of each thing's page.

    Of the many facts and claims of a ledger it is worked out where they lie; `later` are the facts that do not lie on
    the first part. `alike` gives for the computations that are made from the same many things as one before them that
    first one. `places` says of all else where a reference leads, without the language.
    """

    ledger: Ledger
    claims: Mapping[str, Claim]
    facts: Mapping[str, tuple[tuple[Fact, ...], ...]]
    later: Mapping[str, int]
    cells: tuple[CellPage, ...]
    computations: Mapping[str, tuple[tuple[Computation, ...], ...]]
    alike: Mapping[str, Computation]
    places: Mapping[Ref, str]

    def place(self, ref: Ref) -> str | None:
        """Where a reference leads, without the language; None for one that leads nowhere."""
        if ref.kind is RefKind.CLAIM:
            claim = self.claims.get(ref.id)
            return f"{document_path(claim.document)}#{name_file(claim.id)}" if claim is not None else None
        if ref.kind is RefKind.FACT:
            fact = self.ledger.facts.get(ref.id)
            return _fact_place(fact, self.later.get(ref.id, 1)) if fact is not None else None
        return self.places.get(ref)

    def address(self, ref: Ref, lang: str) -> str:
        """Where a reference leads, from the site's root; GigawatchError for one that leads nowhere."""
        place = self.place(ref)
        if place is None:
            raise GigawatchError(f"the site has no page for {ref.kind.value} {ref.id}")
        return f"{lang}/{place}"

    def leads(self, ref: Ref) -> bool:
        """True when the reference leads somewhere."""
        return self.place(ref) is not None


def make_plan(ledger: Ledger, contents: Mapping[str, Content], cells: Iterable[str], scores: Mapping[str, str]) -> Plan:
    """The plan for a ledger and its composed reports; `cells` are the observations that pages show.

    `scores` gives the place of each score by its id: the development index arranges its own pages.
    """
    facts = arrange_facts(ledger)
    pages = tuple(_cell_pages(ledger, sorted({*cells, *_cells_of(ledger, contents)})))
    alike = {key: c for content in contents.values() for key, c in _find_alike(content.computations.values()).items()}
    computations = {lang: tuple(_computation_parts(c.computations.values(), alike)) for lang, c in contents.items()}
    places = {
        **{Ref(RefKind.SCORE, key): place for key, place in scores.items()},
        **{Ref(RefKind.OBSERVATION, c.id): f"{page.path}#{name_file(c.id)}" for page in pages for c in page.cells},
        **dict(_computation_places(computations)),
    }
    claims = ledger.material.every_claim()
    return Plan(ledger, claims, facts, dict(_later(facts)), pages, computations, alike, places)


def arrange_facts(ledger: Ledger) -> dict[str, tuple[tuple[Fact, ...], ...]]:
    """The facts of each thing by the parts of its page."""
    return {thing: cut(group, FACTS_ON_A_PAGE) for thing, group in _by_subject(ledger).items()}


def place_facts(ledger: Ledger) -> dict[str, str]:
    """Where each fact lies, by its id, without the language."""
    later = dict(_later(arrange_facts(ledger)))
    return {fact.id: _fact_place(fact, later.get(fact.id, 1)) for fact in ledger.select()}


def cut(items: Sequence[T], size: int) -> tuple[tuple[T, ...], ...]:
    """Items in parts of at most `size`."""
    return tuple(tuple(items[start : start + size]) for start in range(0, len(items), size))


def _find_alike(computations: Iterable[Computation]) -> dict[str, Computation]:
    """For computations that are made from the same many things as one before them that first one."""
    firsts: dict[frozenset[Ref], Computation] = {}
    many = (one for one in computations if len(one.inputs) >= MANY_INPUTS)
    first_of = {one.id: firsts.setdefault(frozenset(one.inputs), one) for one in many}
    return {key: first for key, first in first_of.items() if key != first.id}


def _computation_parts(computations: Iterable[Computation], alike: Container[str]) -> Iterator[tuple[Computation, ...]]:
    """Computations in parts whose inputs, as far as they are listed, together are not too many for one page."""
    part: list[Computation] = []
    inputs = 0
    for computation in computations:
        count = 0 if computation.id in alike else len(computation.inputs)
        if part and inputs + count > INPUTS_ON_A_PAGE:
            yield tuple(part)
            part, inputs = [], 0
        part.append(computation)
        inputs += count + 1
    if part:
        yield tuple(part)


def thing_path(thing: str, number: int = 1) -> str:
    """The page of a thing, or a later part of it."""
    return f"thing/{name_part(thing, number)}.html"


def document_path(document: str) -> str:
    """The page of a document."""
    return f"document/{name_file(document)}.html"


def computation_path(number: int) -> str:
    """A page of computations."""
    return f"{name_part('computations', number)}.html"


def _by_subject(ledger: Ledger) -> dict[str, list[Fact]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in ledger.select():
        groups[fact.subject].append(fact)
    return {thing: sorted(group, key=lambda f: f.measure) for thing, group in groups.items()}


def _later(facts: Mapping[str, Sequence[Sequence[Fact]]]) -> Iterator[tuple[str, int]]:
    """The facts that do not lie on the first part of their thing's page, each with the number of its part."""
    for parts in facts.values():
        for number, part in enumerate(parts[1:], start=2):
            yield from ((fact.id, number) for fact in part)


def _fact_place(fact: Fact, number: int) -> str:
    return f"{thing_path(fact.subject, number)}#{name_file(fact.id)}"


def _computation_places(
    computations: Mapping[str, Sequence[Sequence[Computation]]],
) -> Iterator[tuple[Ref, str]]:
    for parts in computations.values():
        for number, part in enumerate(parts, start=1):
            yield from ((c.ref, f"{computation_path(number)}#{name_file(c.id)}") for c in part)


def _cells_of(ledger: Ledger, contents: Mapping[str, Content]) -> Iterator[str]:
    """The table cells behind facts, and those that the reports refer to."""
    known = ledger.material.every_cell()
    yield from (c.claim for group in ledger.candidates.values() for c in group if c.claim in known)
    for content in contents.values():
        inputs = (ref for computation in content.computations.values() for ref in computation.inputs)
        yield from (ref.id for ref in (*content.refs(), *inputs) if ref.kind is RefKind.OBSERVATION)


def _cell_pages(ledger: Ledger, cells: Iterable[str]) -> Iterator[CellPage]:
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    known = ledger.material.every_cell()
    for key in cells:
        cell = known.get(key)
        if cell is not None:
            groups[(cell.table, cell.subject)].append(cell)
    for (table, subject), group in sorted(groups.items()):
        parts = cut(sorted(group, key=lambda c: (c.measure, period_order(c.period), c.row, c.id)), ROWS_ON_A_PAGE)
        for number, part in enumerate(parts, start=1):
            path = f"cell/{name_part(f'{table}/{subject}', number)}.html"
            yield CellPage(path, table, subject, number, len(parts), part)
