"""Persons' judgements on pairs of names or things, which overrule the rules: what is joined, and what is parted.

`left` and `right` are names as written or ids of things. A judgement that cannot be applied is not: it is given back
reopened (a name or thing is not there any more, or has another name now) or refused (it is not clear what is meant, or
other judgements say the contrary), each with its ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gigawatch.model import Claim, Document, Force, Judgement, Observation, Verdict
from gigawatch.resolve.joining import join_things
from gigawatch.resolve.naming import fold
from gigawatch.resolve.parting import BY_PERSON, part_name
from gigawatch.resolve.reading import read_as
from gigawatch.resolve.resolution import Resolution
from gigawatch.resolve.surface import Names, hash_names

GONE, RENAMED, AMBIGUOUS = "name-gone", "names-changed", "ambiguous-name"
KINDS, AGAINST = "other-kind", "against-others"


def overrule(
    found: Resolution,
    judgements: Sequence[Judgement],
    documents: Mapping[str, Document],
    claims: Sequence[Claim],
    cells: Sequence[Observation],
) -> Resolution:
    """The rules' resolution as persons correct it; every judgement is among its judgements, with its force."""
    ordered = sorted(judgements, key=lambda j: (j.left, j.right or "", j.id))
    read_as(found, ordered, documents, claims, cells)
    names = Names.of(found.mentions.values(), found.entities)
    judged = [_check(judgement, names, found) for judgement in ordered]
    judged = [part_name(found, names, j) if j.holds and j.verdict is Verdict.NOT_SAME else j for j in judged]
    _settle_names(found, names, judged)
    judged = _join(found, judged)
    found.judgements |= {judgement.id: judgement for judgement in judged}
    return found


def _settle_names(found: Resolution, names: Names, judged: Sequence[Judgement]) -> None:
    """What a rule was not sure of and a person says is the same is open no longer."""
    told = {(fold(side), thing) for j in judged if _joins(j) for side in _sides(j) for thing in _things(names, j)}
    for key, rule in found.judgements.items():
        if rule.is_rule and (fold(rule.left), rule.right or "") in told:
            found.judgements[key] = replace(rule, force=Force.SUPERSEDED, ground=BY_PERSON)


def _joins(judgement: Judgement) -> bool:
    return judgement.holds and judgement.verdict is Verdict.SAME


def _sides(judgement: Judgement) -> tuple[str, str]:
    return judgement.left, judgement.right or ""


def _things(names: Names, judgement: Judgement) -> frozenset[str]:
    return names.find(judgement.left) | names.find(judgement.right or "")


def _check(judgement: Judgement, names: Names, found: Resolution) -> Judgement:
    """The judgement, in force only where both sides are there, clear, of one kind, and named as they were."""
    left, right = names.find(judgement.left), names.find(judgement.right or "")
    if not left or not right:
        return replace(judgement, force=Force.REOPENED, ground=GONE)
    described = hash_names(judgement, found.entities)
    if judgement.evidence is not None and judgement.evidence != described:
        return replace(judgement, force=Force.REOPENED, ground=RENAMED)
    if judgement.verdict is Verdict.SAME and len(left) == len(right) == 1:
        one, other = (found.entities[next(iter(side))] for side in (left, right))
        return judgement if one.kind is other.kind else replace(judgement, force=Force.REFUSED, ground=KINDS)
    is_clear = judgement.verdict is Verdict.UNSURE or len(left) == len(right) == 1
    return judgement if is_clear else replace(judgement, force=Force.REFUSED, ground=AMBIGUOUS)


def _join(found: Resolution, judged: Sequence[Judgement]) -> list[Judgement]:
    """Join what is the same, group by group; a group in which others say "not the same" is left as it was."""
    names = Names.of(found.mentions.values(), found.entities)
    same = [j for j in judged if _joins(j)]
    apart = [j for j in judged if j.holds and j.verdict is Verdict.NOT_SAME]
    pairs = {j.id: (min(names.find(j.left)), min(names.find(j.right or ""))) for j in (*same, *apart)}
    heads = _group(pairs[j.id] for j in same)
    torn = {heads[a] for a, b in (pairs[j.id] for j in apart) if heads.get(a, a) == heads.get(b, b) and a in heads}
    groups: dict[str, set[str]] = {}
    for thing, head in heads.items():
        if head not in torn:
            groups.setdefault(head, set()).add(thing)
    join_things(found, [sorted(group) for group in groups.values() if len(group) > 1])
    refused = {j.id for j in same if heads[pairs[j.id][0]] in torn}
    return [replace(j, force=Force.REFUSED, ground=AGAINST) if j.id in refused else j for j in judged]


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The head (the smallest id) of the group of every thing that a pair names."""
    heads: dict[str, str] = {}

    def head_of(thing: str) -> str:
        while heads.setdefault(thing, thing) != thing:
            thing = heads[thing]
        return thing

    for one, other in pairs:
        low, high = sorted((head_of(one), head_of(other)))
        heads[high] = low
    return {thing: head_of(thing) for thing in heads}
