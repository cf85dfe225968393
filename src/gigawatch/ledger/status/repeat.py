"""Signings that may be one: the same group and place, and neither another phase nor another link, within a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gigawatch.ledger.status.milestone import Milestone, by_time
from gigawatch.ledger.status.signing import Signing
from gigawatch.ledger.status.step import step_data

MONTHS_A_YEAR = 12


def find_repeats(signings: Iterable[Signing], milestones: Iterable[Milestone] = ()) -> list[tuple[Signing, ...]]:
    """Groups of two or more dated signings that may be one project signed again, oldest first.

    Equal sums or capacities are not asked for: what is signed again is often signed for more. A project that was
    cancelled in between begins anew and is no repeat, and neither is what is told as another plant, or further phases.
    """
    ends = _ends(milestones)
    groups: dict[tuple[str, str, frozenset[int]], list[Signing]] = defaultdict(list)
    for signing in signings:
        if signing.is_dated and signing.group and signing.place:
            groups[(signing.group, signing.place, signing.phases)].append(signing)
    found = [run for _, group in sorted(groups.items(), key=_key) for run in _runs(group, ends)]
    return [tuple(run) for run in found if len(run) > 1]


def count_once(signings: Iterable[Signing], milestones: Iterable[Milestone] = ()) -> list[Signing]:
    """The signings without those that may be a repeat of an earlier one: what a total of signed money may add."""
    listed = list(signings)
    repeated = {again.id for run in find_repeats(listed, milestones) for again in run[1:]}
    return [signing for signing in listed if signing.id not in repeated]


def find_begun(signings: Iterable[Signing], milestones: Iterable[Milestone]) -> list[tuple[Milestone, Signing]]:
    """Signings of a thing on which work had begun, within the time of a repeat and with no earlier signing known."""
    listed = sorted(signings, key=lambda s: (s.valid_from or "", s.id))
    first = {signing.thing: signing for signing in reversed(listed)}
    begun: dict[str, Milestone] = {}
    for milestone in sorted(milestones, key=by_time):
        if milestone.admitted and milestone.is_dated and milestone.status == "under_construction":
            begun.setdefault(milestone.entity, milestone)
    pairs = ((begun.get(thing), signing) for thing, signing in sorted(first.items()))
    return [(work, signing) for work, signing in pairs if work is not None and _is_after(work, signing)]


def _is_after(work: Milestone, signing: Signing) -> bool:
    if not signing.is_dated or work.time >= (signing.valid_from or "") or work.claim in signing.claims:
        return False
    return _months(work.time, signing) <= int(step_data()["repeat"]["months"])


def _key(item: tuple[tuple[str, str, frozenset[int]], list[Signing]]) -> tuple[str, str, list[int]]:
    (group, place, phases), _ = item
    return group, place, sorted(phases)


def _runs(group: Sequence[Signing], ends: Mapping[str, Sequence[str]]) -> list[list[Signing]]:
    runs: list[list[Signing]] = []
    for signing in sorted(group, key=lambda s: (s.valid_from or "", s.id)):
        run = next((run for run in reversed(runs) if _may_be_one(run, signing, ends)), None)
        if run is None:
            runs.append([signing])
        else:
            run.append(signing)
    return runs


def _may_be_one(run: Sequence[Signing], again: Signing, ends: Mapping[str, Sequence[str]]) -> bool:
    if again.is_further:
        return False
    last = run[-1]
    links = frozenset[str]().union(*(signing.links for signing in run))
    is_other_link = bool(links) and bool(again.links) and not links & again.links
    is_near = _months(last.valid_to or "", again) <= int(step_data()["repeat"]["months"])
    return is_near and not is_other_link and not _ended(last, again, ends)


def _months(day: str, other: Signing) -> int:
    """Months, begun ones counted, from a day to the first on which a signing can have been."""
    begin, end = date.fromisoformat(day), date.fromisoformat(other.valid_from or "")
    full = (end.year - begin.year) * MONTHS_A_YEAR + end.month - begin.month
    return full + (1 if end.day > begin.day else 0)


def _ended(one: Signing, other: Signing, ends: Mapping[str, Sequence[str]]) -> bool:
    return any((one.valid_to or "") <= day <= (other.valid_from or "") for day in ends.get(one.thing, ()))


def _ends(milestones: Iterable[Milestone]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for milestone in milestones:
        if milestone.admitted and milestone.status == "cancelled":
            found[milestone.entity].append(milestone.time)
    return found
