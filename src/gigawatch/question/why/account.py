"""The account of an id: which kind of thing it is, and everything in the ledger that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gigawatch.ledger import Evidence, Explanation, Ledger, Milestone, explain, find_evidence
from gigawatch.ledger.near import hint_near
from gigawatch.model import Check, Claim, Entity, Fact, InputError, Judgement, Mention, Observation
from gigawatch.question.near import count_facts, find_named

Told = tuple[Judgement, ...]
UNKNOWN = "list them with: gigawatch ledger; by an earlier clock it may not be there yet"


@dataclass(frozen=True, slots=True)
class FactAccount:
    """A fact: value, rule, candidates with their sentences, checks, and judgements on its statements and names."""

    id: str
    explanation: Explanation
    judgements: Told


@dataclass(frozen=True, slots=True)
class StatementAccount:
    """A claim or table cell: its words, the things it names, the facts it bears on, checks and judgements."""

    id: str
    statement: Claim | Observation
    evidence: Evidence
    mentions: tuple[tuple[str, str, str], ...]
    facts: tuple[Fact, ...]
    milestones: tuple[Milestone, ...]
    checks: tuple[Check, ...]
    judgements: Told


@dataclass(frozen=True, slots=True)
class ThingAccount:
    """A thing: its whole and parts, where it stands and by which steps, its facts, the names it goes by, checks."""

    id: str
    thing: Entity
    wholes: tuple[str, ...]
    parts: tuple[str, ...]
    standing: Milestone | None
    steps: tuple[tuple[Milestone, Evidence], ...]
    facts: tuple[Fact, ...]
    surfaces: tuple[str, ...]
    checks: tuple[Check, ...]
    judgements: Told


@dataclass(frozen=True, slots=True)
class StepAccount:
    """A step on the status ladder: the thing, its test, its sentence, whether the thing stands by it."""

    id: str
    step: Milestone
    evidence: Evidence
    is_standing: bool
    judgements: Told


@dataclass(frozen=True, slots=True)
class NameAccount:
    """A name that several things bear or hold: `things` with the number of their facts, most first."""

    id: str
    things: tuple[tuple[Entity, int], ...]


Account = FactAccount | StatementAccount | ThingAccount | StepAccount | NameAccount


def account_for(ledger: Ledger, judgements: Sequence[Judgement], key: str) -> Account:
    """The account of a fact, claim, table cell, thing or step by its id, or of a thing by its name or a part of one.

    Several things that a name fits are candidates, and none of them is taken. InputError when nothing fits.
    """
    if key in ledger.facts:
        return _fact(ledger, judgements, key)
    if ledger.material.knows(key):
        return _statement(ledger, judgements, key)
    if key in ledger.entities:
        return _thing(ledger, judgements, key)
    step = ledger.bearing.step(key)
    if step is None:
        return _named(ledger, judgements, key)
    standing = ledger.status(step.entity)
    told = judgements_on(judgements, (key, step.claim))
    return StepAccount(key, step, find_evidence(ledger, step.claim), step == standing, told)


def _named(ledger: Ledger, judgements: Sequence[Judgement], name: str) -> ThingAccount | NameAccount:
    """The thing of a name, or the candidates."""
    found = find_named(ledger, name)
    if len(found) == 1:
        return _thing(ledger, judgements, found[0].id)
    if not found:
        hint = hint_near(ledger, name) or UNKNOWN
        raise InputError(f"there is no fact, claim, table cell, thing or step {name}", hint=hint)
    counts = count_facts(ledger)
    return NameAccount(name, tuple((thing, counts[thing.id]) for thing in found))


def judgements_on(judgements: Iterable[Judgement], ids: Iterable[str]) -> Told:
    """Judgements that name one of these ids or names on either side, in order of day and id."""
    wanted = set(ids)
    found = (j for j in judgements if j.left in wanted or (j.right is not None and j.right in wanted))
    return tuple(sorted(found, key=lambda j: (str(j.on or ""), j.id)))


def _fact(ledger: Ledger, judgements: Sequence[Judgement], key: str) -> FactAccount:
    found = explain(ledger, key)
    claims = [candidate.claim for candidate, _ in found.candidates]
    names = {m.surface for claim in claims for m in _mentions(ledger, claim)}
    people = [j for j in judgements_on(judgements, (key, found.fact.subject)) if not j.is_rule]
    named = [j for j in judgements_on(judgements, names) if j.right in (None, found.fact.subject, found.fact.place)]
    own = judgements_on(judgements, claims)
    return FactAccount(key, found, tuple(dict.fromkeys((*own, *people, *named))))


def _mentions(ledger: Ledger, claim: str) -> list[Mention]:
    roles = ("thing", "subject", "place", "object", "event", "held")
    return [m for role in roles if (m := ledger.material.mentions.get((claim, role))) is not None]


def _statement(ledger: Ledger, judgements: Sequence[Judgement], key: str) -> StatementAccount:
    mentions = _mentions(ledger, key)
    told = judgements_on(judgements, (key, *(m.surface for m in mentions)))
    return StatementAccount(
        key,
        ledger.claim(key),
        find_evidence(ledger, key),
        tuple((m.role, m.surface, m.entity) for m in mentions),
        ledger.bearing.facts(key),
        ledger.bearing.steps(key),
        ledger.bearing.findings(key),
        told,
    )


def _thing(ledger: Ledger, judgements: Sequence[Judgement], key: str) -> ThingAccount:
    thing, steps = ledger.entities[key], ledger.milestones.get(key, ())
    wholes = (thing.part_of, thing.data.get("owner"), thing.data.get("place"))
    return ThingAccount(
        key,
        thing,
        tuple(dict.fromkeys(str(whole) for whole in wholes if whole)),
        ledger.bearing.tied(key),
        ledger.headline(key),
        tuple((step, find_evidence(ledger, step.claim)) for step in steps),
        tuple(ledger.select(subject=key)),
        ledger.bearing.names(key),
        tuple(ledger.findings.get(key, ())),
        judgements_on(judgements, (key,)),
    )
