"""New firms' names gathered: pairs of a block are compared, the surest joined first, what differs never.

No block is cut: in a large one each name is compared with its neighbours in the order of the alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from gigawatch.resolve.organisation.compare import Comparison, compare_names
from gigawatch.resolve.organisation.firm import FirmName
from gigawatch.resolve.romanise import romanise

Item = TypeVar("Item", bound=Hashable)
LARGEST_BLOCK = 60
PREFIX_EN, PREFIX_ZH = 4, 2
SURE = 0.9
SHORTEST_SPELLED = 5


def block_names(names: Iterable[FirmName]) -> Iterator[tuple[FirmName, FirmName]]:
    """Every pair of names worth comparing: the same beginning, or one word of their own in common."""
    seen: set[tuple[str, str]] = set()
    for block in find_blocks(names).values():
        for one, other in pair_up(block, LARGEST_BLOCK, in_order):
            if (one.surface, other.surface) not in seen:
                seen.add((one.surface, other.surface))
                yield one, other


def find_blocks(names: Iterable[FirmName]) -> Mapping[str, list[FirmName]]:
    """Names by each beginning and word by which they are worth comparing."""
    blocks: dict[str, list[FirmName]] = defaultdict(list)
    for name in sorted(set(names), key=lambda n: n.surface):
        for key in _keys(name):
            blocks[key].append(name)
    return blocks


def pair_up(block: Sequence[Item], largest: int, order: Callable[[Item], object]) -> Iterator[tuple[Item, Item]]:
    """Every pair of a block; of one above `largest`, each member with as many as that behind it in an order.

    >>> list(pair_up(["a", "c", "b"], 2, str)), list(pair_up(["a", "b"], 2, str))
    ([('a', 'b'), ('a', 'c'), ('b', 'c')], [('a', 'b')])
    """
    if len(block) <= largest:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=order)  # type: ignore[arg-type]  # an order gives what can be sorted
    for place, one in enumerate(ordered):
        yield from ((one, other) for other in ordered[place + 1 : place + 1 + largest])


def in_order(name: FirmName) -> tuple[str, str, str]:
    """Names of the same own words stand together, then by all their words."""
    return name.own, name.folded, name.surface


def _keys(name: FirmName) -> set[str]:
    own = name.own or name.folded.replace(" ", "")
    size = PREFIX_ZH if name.is_chinese else PREFIX_EN
    initials = "".join(token[0] for token in name.folded.split())
    keys = {own[:size], *(token for token in name.stem if len(token) > PREFIX_EN), name.folded.replace(" ", "")}
    found = {key for key in (*keys, initials[:PREFIX_EN] if len(initials) > 2 else "") if key}
    return {f"{name.is_chinese}:{key}" for key in found}


def pair_scripts(names: Iterable[FirmName]) -> Iterator[tuple[str, str]]:
    """New Chinese names with the English ones that spell their own words, where each has one such only.

    天能电池集团 and Tianneng Battery: the same syllables, and no other place.
    """
    spelled: dict[str, dict[bool, list[FirmName]]] = defaultdict(lambda: {True: [], False: []})
    for name in names:
        if name.own:
            spelled[spell(name)][name.is_chinese].append(name)
    for word, sides in spelled.items():
        if len(word) >= SHORTEST_SPELLED and word.isascii():
            pairs = [(one, other) for one in sides[True] for other in sides[False] if _agree(one, other)]
            yield from ((one, other) for one, other in (sorted((a.surface, b.surface)) for a, b in pairs))


@lru_cache(maxsize=65_536)
def spell(name: FirmName) -> str:
    """A name's own words in Latin letters."""
    return romanise(name.own)


def _agree(one: FirmName, other: FirmName) -> bool:
    """True where two names bear the same places, or one of them none."""
    return one.places == other.places or not one.places or not other.places


def gather(
    items: Sequence[Item], pairs: Iterable[tuple[Item, Item, float]], *, sure: float = SURE
) -> list[frozenset[Item]]:
    """Groups of items: the surest pairs are joined first; two groups never join if a pair across them scores 0.

    Pairs that nobody compared do not hinder. The result does not depend on the order of items or pairs, as long as
    items can be sorted by their text.
    """
    group: dict[Item, set[Item]] = {item: {item} for item in items}
    barred: dict[Item, set[Item]] = defaultdict(set)
    joins: list[tuple[float, Item, Item]] = []
    for one, other, score in pairs:
        if score <= 0:
            barred[one].add(other)
            barred[other].add(one)
        elif score >= sure:
            first, last = sorted((one, other), key=str)
            joins.append((-score, first, last))
    for _, one, other in sorted(joins, key=lambda join: (join[0], str(join[1]), str(join[2]))):
        left, right = group[one], group[other]
        if left is not right and not any(barred[item] & right for item in left):
            left |= right
            for item in right:
                group[item] = left
    return sorted({frozenset(found) for found in group.values()}, key=lambda found: min(map(str, found)))


def compare_all(names: Iterable[FirmName]) -> Mapping[tuple[str, str], Comparison]:
    """The comparison of every blocked pair, by the two surfaces."""
    pairs = (sorted(pair, key=lambda name: name.surface) for pair in block_names(names))
    return {(one.surface, other.surface): compare_names(one, other) for one, other in pairs}
