"""Powers of ten: the same digits at another power are a slip of one of two sources, not two opinions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from gigawatch.ledger.evidence import Evidence

SHORT = 2


def mark_slips(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The statements, those marked that have the digits of what as many sources or more state at a higher power."""
    groups: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for item in evidence:
        digits = significand(item.quantity.value)
        groups[(*item.key, digits) if digits and item.copy_of is None else (item.claim,)].append(item)
    return [marked for group in groups.values() for marked in _mark(group)]


def _mark(group: Sequence[Evidence]) -> Sequence[Evidence]:
    sources: dict[int, set[str]] = defaultdict(set)
    for item in group:
        sources[power_of(item.quantity.value)].add(item.source)
    if len(sources) == 1:
        return group
    usual = max(sources, key=lambda power: (len(sources[power]), power))
    return [replace(item, is_slip=_is_slip(item, usual)) for item in group]


def _is_slip(item: Evidence, usual: int) -> bool:
    powers = usual - power_of(item.quantity.value)
    return powers != 0 and is_telling(item.quantity.value, powers)


@lru_cache(maxsize=65_536)
def significand(value: float) -> str | None:
    """The digits of a value without its power of ten; None for one digit only, or for nothing."""
    digits = f"{abs(value):.8e}".partition("e")[0].replace(".", "").rstrip("0")
    return digits if len(digits) >= SHORT else None


@lru_cache(maxsize=65_536)  # amounts recur, and to tell their digits they are printed
def power_of(value: float) -> int:
    """The power of ten of a value's first digit."""
    return int(f"{abs(value):.8e}".partition("e")[2])


def is_telling(value: float, powers: int) -> bool:
    """True where the same digits so many powers apart are no chance: 15 GWh of a phase, 150 of its base may be."""
    digits = len(significand(value) or "")
    return digits + abs(powers) > SHORT + 1 and (abs(powers) >= SHORT or digits > SHORT)
