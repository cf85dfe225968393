"""A state of the ledger, to be compared with another: facts with their statements, things with their status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.status import find_ages, find_standing
from gigawatch.model import Fact, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A fact as it stood: the statement it was settled by (`claim`, of `source`, known on `claim_on`) and all others.

    `subject_en` and `subject_zh` are the names of its thing then. `object` are the words by which the statement says
    what its value is of, beside the name of the thing; `is_cell`: the statement is a table's. The first
    editions kept have neither.
    """

    fact: Fact
    subject_en: str
    subject_zh: str
    claim: str
    source: str
    claim_on: str | None
    statements: tuple[str, ...]
    object: str = ""
    is_cell: bool = False

    def name(self, lang: str) -> str:
        """The name of the fact's thing in a language."""
        return self.subject_zh if lang == "zh" else self.subject_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a thing stood: its status, since when (ISO period), by which claim, and from which day it is stale."""

    thing: str
    name_en: str
    name_zh: str
    status: str
    since: str | None
    known_on: str | None
    claim: str
    stale_on: str | None = None
    is_stale: bool = False

    def name(self, lang: str) -> str:
        """The thing's name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True, slots=True)
class State:
    """The ledger at one point of one clock. `name` is what was asked for: a date or an edition.

    `held_on` is the day whose ages and judgements count; None where that is not known. `statements` are all claims and
    cells that were there, also those that bear on no fact; None where an edition keeps only those of its facts.
    """

    name: str
    facts: Mapping[str, Stated]
    standings: Mapping[str, Standing]
    held_on: date | None = None
    statements: frozenset[str] | None = None

    @property
    def held(self) -> frozenset[str]:
        """All claims and cells that were there; of an edition those of its facts."""
        if self.statements is not None:
            return self.statements
        return frozenset(statement for one in self.facts.values() for statement in one.statements)

    def holds(self, statement: str) -> bool:
        """True when a claim or cell was there."""
        if self.statements is not None:
            return statement in self.statements
        return any(statement in one.statements for one in self.facts.values())


def state_of(ledger: Ledger, name: str, day: date | None = None) -> State:
    """The state of a ledger; with a day, its statuses are aged to that day."""
    there = frozenset((*ledger.material.claims, *ledger.material.observations))
    facts = {fact: _stated(ledger, fact) for fact in ledger.facts}
    return State(name, facts, _standings(ledger, day), day, there)


def _stated(ledger: Ledger, fact: str) -> Stated:
    found, kept = ledger.facts[fact], ledger.kept(fact)
    return Stated(
        fact=found,
        subject_en=ledger.label(found.subject, "en"),
        subject_zh=ledger.label(found.subject, "zh"),
        claim=kept.claim,
        source=source_of(ledger, kept.claim),
        claim_on=known_on(ledger, kept.claim),
        statements=tuple(sorted(c.claim for c in ledger.candidates[fact])),
        object=object_of(ledger, kept.claim, found.subject),
        is_cell=kept.claim in ledger.material.observations,
    )


def object_of(ledger: Ledger, claim: str, subject: str) -> str:
    """The words by which a claim or cell says what its value is of; empty where it says no more than the thing."""
    found = ledger.claim(claim)
    told = (found.subject if isinstance(found, Observation) else getattr(found, "object", None)) or ""
    thing = ledger.entities.get(subject)
    names = {name.casefold() for name in (thing.name, *thing.names.values())} if thing is not None else set()
    folded = " ".join(told.casefold().split())
    return folded if folded not in names else ""


def source_of(ledger: Ledger, claim: str) -> str:
    """What makes two statements those of one publisher: its name, else the address, else the document or table."""
    found = ledger.claim(claim)
    return ledger.publisher(claim) or (found.table if isinstance(found, Observation) else found.document)


def known_on(ledger: Ledger, claim: str) -> str | None:
    """When a claim or cell was published, as far as it says."""
    found = ledger.claim(claim)
    if isinstance(found, Observation):
        return found.vintage
    published = ledger.material.documents[found.document].published
    return published.isoformat() if published else None


def _standings(ledger: Ledger, day: date | None) -> Mapping[str, Standing]:
    milestones = [m for group in ledger.milestones.values() for m in group]
    ages = {age.entity: age for age in find_ages(milestones, day, ledger.kin, ledger.facts.values())} if day else {}
    found = {}
    for thing, group in ledger.milestones.items():
        step = find_standing(group)
        if step is not None:
            age = ages.get(thing)
            found[thing] = Standing(
                thing=thing,
                name_en=ledger.label(thing, "en"),
                name_zh=ledger.label(thing, "zh"),
                status=step.status,
                since=step.valid_on,
                known_on=step.known_on,
                claim=step.claim,
                stale_on=age.stale_on if age else None,
                is_stale=bool(age and age.is_stale),
            )
    return found
