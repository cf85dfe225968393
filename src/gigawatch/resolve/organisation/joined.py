"""New firms' names as they are joined, and what a few more names change of it: only what is compared with them.

Joins reach no further than pairs that are sure: names are joined again that a new name is surely one with, directly or
by others, and those that a new name pushed apart in a block too large to compare all of it. The rest stays as it was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.resolve.organisation.cluster import (
    LARGEST_BLOCK,
    SURE,
    find_blocks,
    gather,
    in_order,
    pair_scripts,
    spell,
)
from gigawatch.resolve.organisation.compare import SHORT, Comparison, compare_names
from gigawatch.resolve.organisation.firm import FirmName, read_firm_name
from gigawatch.resolve.organisation.two_names import TwoNames, pairs_of

TOLD = 0.97  # how surely two names are one firm's that a document gives together
Scores = dict[tuple[str, str], float]
MOST = 2000  # names to be joined again; where there are more, all are


@dataclass(frozen=True, slots=True)
class Joined:
    """Groups of names, each one firm's; `torn` are names in groups that would be one if nothing spoke against it.

    `told` are the pairs of names that documents give together, also those that contradict each other.
    """

    groups: tuple[frozenset[str], ...] = ()
    torn: frozenset[str] = frozenset()
    told: frozenset[TwoNames] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Every name that was joined, alone or with others."""
        return frozenset[str]().union(*self.groups)


def score_pairs(read: Sequence[FirmName], compared: Mapping[tuple[str, str], Comparison]) -> Scores:
    """How surely two names are one firm's: as compared, by a sole long form, or by their spelling in two scripts."""
    scores = {pair: found.score for pair, found in compared.items()}
    scores |= dict.fromkeys(find_sole_forms(compared), SURE)
    return scores | dict.fromkeys(pair_scripts(read), SURE)


def join(names: Collection[str], scores: Scores, told: frozenset[TwoNames] = frozenset()) -> Joined:
    """The groups of names by the scores of their pairs, and by what documents tell of two names."""
    scores = scores | {pair: TOLD for pair in pairs_of(told) if set(pair) <= set(names)}
    listed = sorted(names)
    groups = gather(listed, ((one, other, score) for (one, other), score in scores.items()))
    surely = (pair for pair, score in scores.items() if score >= SURE)
    loose = gather(listed, ((one, other, SURE) for one, other in surely))
    whole = {min(group): len(group) for group in groups}
    torn = (group for group in loose if whole.get(min(group)) != len(group))
    return Joined(tuple(groups), frozenset(name for group in torn for name in group), told)


def find_sole_forms(compared: Mapping[tuple[str, str], Comparison]) -> Iterator[tuple[str, str]]:
    """Short forms with one long form only, which therefore mean it; with two they mean neither."""
    longer: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for (one, other), found in compared.items():
        if found.score == SHORT:
            short, long = sorted((one, other), key=lambda name: len(read_firm_name(name).stem))
            longer[short][read_firm_name(long).stem] = long
    pairs = ((short, next(iter(forms.values()))) for short, forms in longer.items() if len(forms) == 1)
    yield from ((one, other) for one, other in map(sorted, pairs))


def join_more(before: Joined, new: Collection[str], told: frozenset[TwoNames] = frozenset()) -> Joined | None:
    """The groups when some names come to those that were joined; None where too many would be joined again.

    `told` are all pairs of names that documents give together.
    """
    blocks = _Blocks([*map(read_firm_name, sorted({*before.names, *new}))], frozenset(new))
    reached: set[str] = set()
    queue = [*new, *(name for pair in blocks.pushed_apart() if _matters(pair, before) for name in pair)]
    now, then = pairs_of(told), pairs_of(before.told)
    queue += [name for pair in now.keys() ^ then.keys() for name in pair if name in before.names or name in new]
    scores: dict[tuple[str, str], Comparison] = {}
    while queue:
        name = queue.pop()
        if name in reached:
            continue
        reached.add(name)
        if len(reached) > MOST:
            return None
        found = _compare(read_firm_name(name), blocks)
        scores |= found
        tied = (pair for pair, one in found.items() if one.score >= SURE or one.score == SHORT)
        queue += [one for pair in (*tied, *blocks.spelled_alike(name)) for one in pair if one not in reached]
        queue += [one for group in blocks.groups_of(before, name) for one in group if one not in reached]
    return _put(before, reached, scores, told)


def _put(
    before: Joined, reached: set[str], compared: dict[tuple[str, str], Comparison], told: frozenset[TwoNames]
) -> Joined:
    """The names reached joined again, beside the groups that were not reached."""
    inside = {pair: found for pair, found in compared.items() if set(pair) <= reached}
    again = join(reached, score_pairs([read_firm_name(name) for name in sorted(reached)], inside), told)
    kept = (group for group in before.groups if not group & reached)
    groups = sorted((*kept, *again.groups), key=min)
    return Joined(tuple(groups), (before.torn - reached) | again.torn, told)


def _matters(pair: tuple[str, str], before: Joined) -> bool:
    """True where two names that are not compared any more were joined by it, or held apart."""
    score = _score(*map(read_firm_name, pair)).score
    return score >= SURE or score == SHORT or bool(before.torn & set(pair))


def _compare(name: FirmName, blocks: _Blocks) -> dict[tuple[str, str], Comparison]:
    """A name compared with all that it is compared with among all names."""
    found = {}
    for other in blocks.near(name):
        found[min(name.surface, other.surface), max(name.surface, other.surface)] = _score(name, other)
    return found


def _score(one: FirmName, other: FirmName) -> Comparison:
    first, last = sorted((one, other), key=lambda name: name.surface)
    return compare_names(first, last)


class _Blocks:
    """All names in the blocks in which they are compared; `new` are those that came."""

    def __init__(self, names: Sequence[FirmName], new: Collection[str]) -> None:
        self._new = new
        self._blocks = {key: sorted(block, key=in_order) for key, block in find_blocks(names).items()}
        self._keys: dict[str, list[str]] = defaultdict(list)
        for key, block in self._blocks.items():
            for name in block:
                self._keys[name.surface].append(key)
        self._spelled: dict[str, list[FirmName]] = defaultdict(list)
        for name in names:
            if name.own:
                self._spelled[spell(name)].append(name)
        self._group: dict[str, frozenset[str]] | None = None

    def near(self, name: FirmName) -> Iterator[FirmName]:
        """The names that a name is compared with, each once."""
        seen = {name.surface}
        for key in self._keys[name.surface]:
            block = self._blocks[key]
            begin, end = 0, len(block)
            if len(block) > LARGEST_BLOCK:
                here = bisect_left(block, in_order(name), key=in_order)
                begin, end = max(0, here - LARGEST_BLOCK), here + LARGEST_BLOCK + 1
            for other in block[begin:end]:
                if other.surface not in seen:
                    seen.add(other.surface)
                    yield other

    def spelled_alike(self, name: str) -> Iterator[tuple[str, str]]:
        """The pairs of names in two scripts among which a name may stand."""
        read = read_firm_name(name)
        if read.own:
            yield from pair_scripts(self._spelled[spell(read)])

    def groups_of(self, before: Joined, name: str) -> Iterator[frozenset[str]]:
        """The group that a name was in."""
        if self._group is None:
            self._group = {one: group for group in before.groups for one in group}
        if name in self._group:
            yield self._group[name]

    def pushed_apart(self) -> Iterator[tuple[str, str]]:
        """The pairs of names that were compared and are not, since new names stand between them in a large block."""
        for block in self._blocks.values():
            places = [place for place, name in enumerate(block) if name.surface in self._new]
            if places and len(block) > LARGEST_BLOCK:
                yield from self._parted(block, places)

    def _parted(self, block: Sequence[FirmName], places: Sequence[int]) -> Iterator[tuple[str, str]]:
        reach = LARGEST_BLOCK + len(places)
        begins = {at for place in places for at in range(max(0, place - reach), place)} - set(places)
        for at in sorted(begins):
            for other in range(at + LARGEST_BLOCK + 1, min(len(block), at + reach + 1)):
                between = sum(1 for place in places if at < place < other)
                one, two = block[at].surface, block[other].surface
                was_near = two not in self._new and other - at - between <= LARGEST_BLOCK
                if was_near and all(name.surface != two for name in self.near(block[at])):
                    yield one, two
