"""Which judgements count: the last one on each matter, unless it was withdrawn, reopened or is disputed.

The state is a function of the log alone: the date decides, on one day the judgement that names the other as superseded,
and where two on one day contradict each other and neither names the other, none of them counts and a person is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gigawatch.ledger.review.kind import PAIRS
from gigawatch.model import Force, Judgement, Verdict

LOST = (Force.REOPENED, Force.REFUSED)


def judge_standing(judgements: Iterable[Judgement], day: date | None = None) -> list[Judgement]:
    """Every judgement with its force, by date and id; with a `day`, only those that were made by then."""
    known = [j for j in judgements if day is None or (j.on is not None and j.on <= day)]
    taken_back = {j.left for j in known if j.verdict is Verdict.WITHDRAW}
    placed = {j.id: replace(j, force=Force.WITHDRAWN) if j.id in taken_back else _begin(j) for j in known}
    for group in _by_matter(j for j in placed.values() if j.holds and j.verdict is not Verdict.WITHDRAW):
        placed |= {j.id: j for j in _judge_group(group)}
    _lift_rejections(placed)
    _close_reopened(placed)
    return sorted(placed.values(), key=lambda j: (str(j.on), j.id))


def _begin(judgement: Judgement) -> Judgement:
    """The judgement as it stands alone: in force, unless its words were lost; resolving looks for names itself."""
    if judgement.verdict in PAIRS:
        return replace(judgement, force=Force.IN_FORCE, ground=None)
    if judgement.force in LOST:
        return judgement
    return replace(judgement, force=Force.REOPENED if judgement.ground else Force.IN_FORCE)


def matter_of(judgement: Judgement) -> tuple[str, ...]:
    """What a judgement decides: a pair of things, a field of a claim, or whether a claim counts."""
    if judgement.verdict in PAIRS:
        return ("pair", judgement.left, judgement.right or "")
    if judgement.verdict is Verdict.CORRECT:
        return ("field", judgement.left, judgement.field or "")
    return ("claim", judgement.left)


def _by_matter(judgements: Iterable[Judgement]) -> Iterable[list[Judgement]]:
    groups: dict[tuple[str, ...], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        groups[matter_of(judgement)].append(judgement)
    return groups.values()


def _judge_group(group: Sequence[Judgement]) -> list[Judgement]:
    """The last day's judgements of a matter, less those that another one of that day names as superseded."""
    last = max(str(j.on) for j in group)
    newest = [j for j in group if str(j.on) == last]
    named = {key for j in newest for key in j.supersedes if key != j.id}
    left = [j for j in newest if j.id not in named] or newest
    force = Force.IN_FORCE if len({(j.verdict, j.value) for j in left}) == 1 else Force.DISPUTED
    kept = {j.id for j in left}
    return [replace(j, force=force if j.id in kept else Force.SUPERSEDED) for j in group]


def _lift_rejections(placed: dict[str, Judgement]) -> None:
    """A correction made after a rejection, or in its place, says that the claim counts again."""
    corrections: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in placed.values():
        if judgement.verdict is Verdict.CORRECT and judgement.holds:
            corrections[judgement.left].append(judgement)
    for judgement in [j for j in placed.values() if j.verdict is Verdict.REJECT and j.holds]:
        if any(_is_later(c, judgement) for c in corrections.get(judgement.left, ())):
            placed[judgement.id] = replace(judgement, force=Force.SUPERSEDED)


def _close_reopened(placed: dict[str, Judgement]) -> None:
    """What was reopened and then judged anew is open no longer."""
    named = {key for j in placed.values() if j.holds for key in j.supersedes}
    for judgement in [j for j in placed.values() if j.force in LOST and j.id in named]:
        placed[judgement.id] = replace(judgement, force=Force.SUPERSEDED)


def _is_later(one: Judgement, other: Judgement) -> bool:
    return str(one.on) > str(other.on) or other.id in one.supersedes
