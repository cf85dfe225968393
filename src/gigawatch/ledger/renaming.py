"""Renamed: a thing whose statements stand under another id, since names were joined or parted; one line for each.

What ended under the one id and is told alike under the other has not changed. It is folded into one renaming; what
carries another value since, or another status, is told as changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigawatch.ledger.cause import Ground, Grounded
from gigawatch.ledger.evidence import step_code

if TYPE_CHECKING:
    from gigawatch.ledger.diff import Change, Difference, Move
    from gigawatch.ledger.state import State, Stated


@dataclass(frozen=True, slots=True)
class Renaming(Grounded):
    """A thing (`before`) whose statements stand under another (`after`): both ids, and the facts with their ids then
    and now, also those that are told as changed. No facts where only its status stands under the other.
    """

    before: str
    after: str
    facts: tuple[tuple[str, str], ...]
    ground: Ground


@dataclass(slots=True)
class _Pair:
    ground: Ground
    facts: list[tuple[str, str]] = field(default_factory=list)


def fold_renamed(difference: Difference) -> Difference:
    """The difference with what only stands under another id folded into one renaming a thing."""
    pairs: dict[tuple[str, str], _Pair] = {}
    facts = _fold_facts(difference, pairs)
    things = _fold_moves(difference, pairs)
    renamed = (Renaming(b, a, tuple(p.facts), p.ground) for (b, a), p in sorted(pairs.items()))
    return replace(difference, facts=facts, things=things, renamed=tuple(renamed))


def _fold_facts(difference: Difference, pairs: dict[tuple[str, str], _Pair]) -> tuple[Change, ...]:
    """The changes without those of facts that stand under another id as they stood; one that stands there with another
    value is one change with what came there, where nothing that stood otherwise came there, too.
    """
    old, new = difference.before, difference.after
    ended = [change for change in difference.facts if change.after is None]
    now = _by_statement(new, {old.facts[change.fact].claim for change in ended})
    added = {change.fact for change in difference.facts if change.before is None}
    gone: set[str] = set()
    turned: dict[str, Change] = {}
    for change in ended:
        before = old.facts[change.fact]
        after = now.get(before.claim)
        if after is None or after.fact.subject == before.fact.subject or not _is_alike(before, after):
            continue
        pair = pairs.setdefault((before.fact.subject, after.fact.subject), _Pair(change.ground))
        pair.facts.append((change.fact, after.fact.id))
        if _told(before) == _told(after):
            gone.add(change.fact)
            gone.update(added & {after.fact.id})
        else:
            turned[change.fact] = replace(change, kind="changed", after=after.fact)
    came = {one.after.id: one.before for one in turned.values() if one.after is not None and one.after.id not in gone}
    for change in difference.facts:
        if change.before is None and (former := came.get(change.fact)) is not None:
            turned[change.fact] = replace(change, kind="changed", before=former, earlier=None)
            gone.add(former.id)
    return tuple(turned.get(c.fact, c) for c in difference.facts if c.fact not in gone)


def _by_statement(state: State, claims: Iterable[str]) -> Mapping[str, Stated]:
    """The facts now on which statements bear, the one that carries a statement first."""
    wanted = set(claims)
    found: dict[str, Stated] = {}
    for key in sorted(state.facts):
        stated = state.facts[key]
        for claim in wanted.intersection(stated.statements):
            if claim not in found or stated.claim == claim:
                found[claim] = stated
    return found


def _is_alike(before: Stated, after: Stated) -> bool:
    """True for values of one measure, unit, stage, time and perimeter."""
    one, other = before.fact, after.fact
    return (one.measure, one.unit, step_code(one.status), one.valid_on, one.perimeter) == (
        other.measure,
        other.unit,
        step_code(other.status),
        other.valid_on,
        other.perimeter,
    )


def _told(stated: Stated) -> tuple[object, ...]:
    fact = stated.fact
    return fact.value, fact.high, fact.qualifier, fact.verdict


def _fold_moves(difference: Difference, pairs: dict[tuple[str, str], _Pair]) -> tuple[Move, ...]:
    """The moves without those of a thing that now stands, by the same step, under another id."""
    by_claim: dict[str, list[str]] = defaultdict(list)
    for key, one in difference.after.standings.items():
        by_claim[one.claim].append(key)
    came = {move.thing: move for move in difference.things if move.before is None}
    gone: set[str] = set()
    for move in difference.things:
        if move.after is not None or move.before is None:
            continue
        heirs = [after for before, after in pairs if before == move.thing] or by_claim[move.before.claim]
        heir = next((one for one in heirs if _stands(difference.after, one) == move.before.status), None)
        if heir is not None and heir != move.thing:
            gone.add(move.thing)
            pairs.setdefault((move.thing, heir), _Pair(move.ground))
            if heir in came and came[heir].after is not None:
                gone.add(heir)
    return tuple(move for move in difference.things if move.thing not in gone)


def _stands(state: State, thing: str) -> str | None:
    standing = state.standings.get(thing)
    return standing.status if standing is not None else None
