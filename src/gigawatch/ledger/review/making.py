"""A person's judgement made ready for the log: the words it rests on, their hash, and what it takes the place of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.ledger.review.entry import name_judgement, order_pair
from gigawatch.ledger.review.field import correct_field
from gigawatch.ledger.review.pair import settle_pair
from gigawatch.ledger.review.standing import matter_of
from gigawatch.ledger.review.words import words_of
from gigawatch.model import InputError, Judgement, Observation, Verdict

if TYPE_CHECKING:
    from gigawatch.ledger.material import Material
    from gigawatch.model import Claim


@dataclass(frozen=True, slots=True)
class Told:
    """Who judges, when and why."""

    by: str
    on: date
    why: str


def judge_claim(
    material: Material,
    past: Sequence[Judgement],
    verdict: Verdict,
    claim: str,
    change: tuple[str, str] | None,
    told: Told,
) -> Judgement:
    """A judgement on a claim or table cell; `change` is the field and the value of a correction.

    `past` are the judgements there are, with their force. InputError where there is no such claim, or it cannot be so.
    """
    item = _find(material, claim)
    words = words_of(item, material.documents)
    field, value = change or (None, None)
    if field is not None:
        _check_change(item, field, value)
    bare = Judgement("", claim, None, verdict, told.by, told.on, told.why, None, field, value or None)
    placed = replace(bare, document=words.place, words=words.text, evidence=words.hash)
    return _in_place_of(placed, past)


def judge_pair(
    material: Material,
    past: Sequence[Judgement],
    verdict: Verdict,
    names: tuple[str, str],
    told: Told,
) -> Judgement:
    """A judgement on two names or things; their names are the evidence."""
    from gigawatch.resolve import describe, hash_pair

    left, right = order_pair(*settle_pair(material, names, verdict))
    words = " / ".join(describe(side, material.entities) for side in (left, right))
    bare = Judgement("", left, right, verdict, told.by, told.on, told.why, words=words)
    return _in_place_of(replace(bare, evidence=hash_pair(left, right, material.entities)), past)


def withdraw_judgement(past: Iterable[Judgement], key: str, told: Told) -> Judgement:
    """The withdrawal of a judgement; InputError when there is none of this id, or it is a withdrawal itself."""
    found = next((j for j in past if j.id == key), None)
    if found is None:
        raise InputError(f"there is no judgement {key}", hint="list them with: gigawatch review log")
    if found.verdict is Verdict.WITHDRAW:
        raise InputError(f"{key} is a withdrawal", hint="make the judgement anew instead")
    if found.on is not None and told.on < found.on:
        raise InputError(
            f"{key} was made on {found.on}, after {told.on}", hint="it cannot be withdrawn before it was made"
        )
    return name_judgement(Judgement("", key, None, Verdict.WITHDRAW, told.by, told.on, told.why))


def _in_place_of(judgement: Judgement, past: Sequence[Judgement]) -> Judgement:
    """The judgement with the ids of those on the same matter, so that it wins on the day it was made."""
    matters = {matter_of(judgement)}
    if judgement.verdict is Verdict.CORRECT:
        matters.add(matter_of(replace(judgement, verdict=Verdict.REJECT)))
    live = (j for j in past if j.force.value in ("in force", "disputed", "reopened", "refused"))
    taken = tuple(sorted(j.id for j in live if matter_of(j) in matters and j.verdict is not Verdict.WITHDRAW))
    return name_judgement(replace(judgement, supersedes=taken))


def _find(material: Material, claim: str) -> Claim | Observation:
    sources = material.stated or material
    found = sources.claims.get(claim) or sources.observations.get(claim)
    if found is None:
        hint = "a judgement is on a claim or table cell: take its id from gigawatch why FACT, or review show"
        raise InputError(f"there is no claim or table cell {claim}", hint=hint)
    return found


def _check_change(item: Claim | Observation, field: str, value: str | None) -> None:
    if isinstance(item, Observation):
        raise InputError("a table's cell is not corrected", where=item.id, hint="reject it, or mend the table itself")
    correct_field(item, field, value)
