"""What changed between two fetches of a source, and the table that keeps the values that were revised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gigawatch.figures.live.figure import Figure, Key, is_same_value

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Change:
    """How many figures came, changed and went, and the first ten lines of it."""

    added: int
    changed: int
    gone: int
    first: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.added:,} rows added, {self.changed:,} changed, {self.gone:,} gone"


def compare_figures(before: Sequence[Figure], now: Sequence[Figure]) -> Change:
    """What changed since the table before, whose latest value of each figure counts."""
    old, new = pick_newest(before), {each.key: each for each in now}
    added = [f"added: {_word(each)}" for key, each in new.items() if key not in old]
    changed = [
        f"changed: {_word(each)}, before {old[key].value}"
        for key, each in new.items()
        if key in old and not is_same_value(old[key].value, each.value)
    ]
    gone = [f"gone: {_word(each)}" for key, each in old.items() if key not in new]
    return Change(len(added), len(changed), len(gone), tuple([*changed, *gone, *added][:SHOWN]))


def join_figures(before: Sequence[Figure], now: Sequence[Figure]) -> list[Figure]:
    """The figures of now, with the earlier values of those that were revised.

    A value that stays keeps the vintage at which it was first told; figures that are no longer told are not joined.
    """
    newest, earlier = pick_newest(before), _group(before)
    joined: list[Figure] = []
    for each in now:
        last = newest.get(each.key)
        stays = last is not None and is_same_value(last.value, each.value)
        head = last if last is not None and stays else each
        others = (old for old in earlier[each.key] if (old.source, old.vintage) != (head.source, head.vintage))
        joined += [head, *others]
    return joined


def pick_newest(figures: Sequence[Figure]) -> Mapping[Key, Figure]:
    """The figure of the latest vintage for each thing told."""
    return {each.key: each for each in sorted(figures, key=lambda each: each.vintage)}


def _group(figures: Sequence[Figure]) -> Mapping[Key, list[Figure]]:
    grouped: defaultdict[Key, list[Figure]] = defaultdict(list)
    for each in figures:
        grouped[each.key].append(each)
    return grouped


def _word(figure: Figure) -> str:
    return f"{figure.subject} {figure.measure} {figure.period}: {figure.value} {figure.unit}"
