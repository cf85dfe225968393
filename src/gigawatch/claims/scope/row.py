"""Plants of one owner at one place that an English text tells apart by number: its first and its second plant there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gigawatch.claims.facility import PLANT
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.model import QuantityClaim

_ORDINAL = r"(?:first|second|third|fourth|fifth)"
_NUMBERED = re.compile(
    rf"\b(?P<one>{_ORDINAL})(?:\s(?:and|and\sthe)\s(?P<two>{_ORDINAL}))?\s(?:[\w’'-]+\s){{0,5}}?{PLANT}\b"
)
_TOGETHER = re.compile(r"\b(?:together|both|combined|total|in\sall|of\swhich|all)\b")
Numbers = tuple[str, ...]


def plant_numbers(figure: Scoped) -> Numbers:
    """The numbers of the plants that the sentence names last before a figure; none where it counts several together."""
    folded = figure.line.folded
    if figure.measure not in OF_PROJECT or not any(map(folded.__contains__, ("first", "second", "third"))):
        return ()
    if _TOGETHER.search(folded, 0, figure.start):
        return ()
    found = list(_NUMBERED.finditer(folded, 0, figure.start))
    return tuple(number for number in found[-1].group("one", "two") if number) if found else ()


def tell_plants_apart(
    claims: Sequence[QuantityClaim], told: Mapping[str, Numbers], lines: Mapping[str, int]
) -> list[QuantityClaim]:
    """The claims, those of two or more numbered plants of one owner at one place with the number as their part."""
    numbers = _one_each(claims, told, lines)
    rows: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.id in numbers and claim.subject and claim.place:
            rows[claim.subject, claim.place].add(numbers[claim.id])

    def part(claim: QuantityClaim) -> str | None:
        is_one_of_many = claim.id in numbers and len(rows.get((claim.subject, claim.place), ())) > 1
        return f"{numbers[claim.id]} plant" if is_one_of_many and claim.phase is None else claim.phase

    return [replace(claim, phase=part(claim)) for claim in claims] if rows else list(claims)


def _one_each(
    claims: Sequence[QuantityClaim], told: Mapping[str, Numbers], lines: Mapping[str, int]
) -> Mapping[str, str]:
    """The one number of each claim: `the first and second plant make 3 GWh and 4 GWh`, each its own."""
    found = {key: numbers[0] for key, numbers in told.items() if len(numbers) == 1}
    listed: dict[tuple[int, str], list[str]] = defaultdict(list)
    for claim in claims:
        if len(told.get(claim.id, ())) > 1:
            listed[lines[claim.id], claim.measure].append(claim.id)
    for ids in listed.values():
        if len(ids) == len(told[ids[0]]):
            found.update(zip(ids, told[ids[0]], strict=True))
    return found
