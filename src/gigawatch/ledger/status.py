"""Status: the dated steps that the evidence admits for each site, and how old the newest evidence is."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from gigawatch.ledger.material import Material
from gigawatch.ledger.standing import find_standing
from gigawatch.model import Claim, EntityKind, Kind, NarrativeClaim, QuantityClaim, make_id
from gigawatch.vocab import statuses

STEPS = Path(__file__).parent / "data" / "step.toml"
SITED = (EntityKind.SITE, EntityKind.PROJECT, EntityKind.PHASE)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One dated step of a site on the status ladder; `admitted` is False when its entry test refused the claim."""

    entity: str
    status: str
    valid_on: str | None
    known_on: str | None
    claim: str
    document: str
    test: str
    admitted: bool

    @property
    def id(self) -> str:
        """Made from the thing, the step, its time and the claim that shows it, so that `why` can be asked of it."""
        return make_id("step", self.entity, self.status, self.valid_on, self.claim)


@dataclass(frozen=True, slots=True)
class Age:
    """How old a site's newest evidence is: from `stale_on` its status is inferred stale."""

    entity: str
    status: str
    evidence_on: str
    stale_on: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder with the event types and claim states that can show it."""

    status: str
    test: str
    types: tuple[str, ...]
    states: tuple[str, ...]
    admits: bool


@cache
def steps() -> tuple[Step, ...]:
    """The entry tests, those that admit and those that refuse."""
    data = tomllib.loads(STEPS.read_text(encoding="utf-8"))
    admitting = (_step(values, admits=True) for values in data["step"])
    refusing = (_step(values, admits=False) for values in data["refused"])
    return (*admitting, *refusing)


def find_milestones(material: Material) -> list[Milestone]:
    """Every step that a claim shows for a site, admitted or refused, in order of site and time."""
    found = [m for claim in material.claims.values() for m in _of_claim(claim, material)]
    return sorted(set(found), key=lambda m: (m.entity, m.valid_on or "", m.status, m.claim))


def find_ages(milestones: Sequence[Milestone], today: date) -> list[Age]:
    """The age of every site's newest admitted status on a day."""
    by_entity: dict[str, list[Milestone]] = defaultdict(list)
    for milestone in milestones:
        if milestone.admitted and milestone.known_on:
            by_entity[milestone.entity].append(milestone)
    return [_age(entity, steps, today) for entity, steps in sorted(by_entity.items())]


def _age(entity: str, milestones: Sequence[Milestone], today: date) -> Age:
    newest = max(milestones, key=lambda m: m.known_on or "")
    current = find_standing(milestones) or newest
    seen = date.fromisoformat(newest.known_on or "")
    stale = seen + timedelta(days=statuses()[current.status].ages_after_days or 0)
    is_aging = bool(statuses()[current.status].ages_after_days)
    stale_on = stale if is_aging else date.max
    return Age(entity, current.status, seen.isoformat(), stale_on.isoformat(), stale_on <= today)


def _of_claim(claim: Claim, material: Material) -> Iterator[Milestone]:
    thing = material.entity_of(claim.id, "thing")
    if thing is None or thing.kind not in SITED:
        return
    document = material.documents[claim.document]
    known_on = document.published.isoformat() if document.published else None
    for step in steps():
        if _shows(claim, step):
            valid_on = _when(claim) or (known_on[:7] if known_on else None)
            yield Milestone(thing.id, step.status, valid_on, known_on, claim.id, claim.document, step.test, step.admits)


def _shows(claim: Claim, step: Step) -> bool:
    if isinstance(claim, QuantityClaim):
        return claim.status in step.states and claim.measure in ("capacity", "investment", "projects")
    return claim.kind is Kind.EVENT and str(claim.data.get("type")) in step.types


def _when(claim: Claim) -> str | None:
    if isinstance(claim, NarrativeClaim):
        day = claim.data.get("date")
        return str(day).partition("/")[0] if day else None
    return claim.period if claim.period and "target" not in claim.period and "/" not in claim.period else None


def _step(values: Mapping[str, object], *, admits: bool) -> Step:
    types, states = values["types"], values.get("claim_status", [])
    assert isinstance(types, list)
    assert isinstance(states, list)
    return Step(str(values["status"]), str(values["test"]), tuple(types), tuple(states), admits)
