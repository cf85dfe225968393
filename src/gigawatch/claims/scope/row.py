"""Plants of one owner at one place that an English text tells apart by number: its first and its second plant there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from gigawatch.claims.facility import PLANT
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.model import QuantityClaim

_ORDINAL = r"(?:first|second|third|fourth|fifth)"
_NUMBERED = re.compile(
    rf"\b(?P<one>{_ORDINAL})(?:\s(?:and|and\sthe)\s(?P<two>{_ORDINAL}))?\s(?:[\w’'-]+\s){{0,5}}?{PLANT}\b"
)
_PLACED = re.compile(
    rf"\b(?P<one>{_ORDINAL})(?:\s(?:and|and\sthe)\s(?P<two>{_ORDINAL}))?\s(?:(?!in\s|at\s|near\s)[\w’'-]+\s){{0,5}}?{PLANT}\b"
    r"(?:\s(?:in|at|near)\s(?=(?P<place>.{1,40})))?"
)
_BOTH = re.compile(rf"\bboth\s(?:[\w’'-]+\s){{0,3}}?{PLANT}\b")
_INTO = re.compile(
    r"\s(?:in|into|for|on|at)\s(?:its|the|their|a|an|[\w-]+['’]s)\s(?=(?:first|second|third|fourth|fifth)\b)"
)
_TOGETHER = re.compile(r"\b(?:together|both|combined|total|in\sall|of\swhich|all)\b")
Numbers = tuple[str, ...]


def number_in(words: str | None) -> str | None:
    """The number of a plant in a few words of its text: `second` of `second cell plant`.

    >>> number_in("second Ostra cell plant"), number_in("cell plant")
    ('second', None)
    """
    found = _NUMBERED.search((words or "").casefold())
    return found["one"] if found and not found["two"] else None


@lru_cache(maxsize=256)
def numbers_at(text: str, place: str) -> frozenset[str]:
    """The numbers of the plants that an English text in lower case tells apart at a place; none where it tells one.

    One is told there by name; another there too, or nowhere else; or the text speaks of both plants.
    """
    town = place.partition(",")[0].casefold()
    if not any(map(text.__contains__, ("first", "second", "third"))):
        return frozenset()
    found = [(match, match["place"]) for match in _PLACED.finditer(text)]
    there = {n for match, at in found if at and at.startswith(town) for n in match.group("one", "two") if n}
    free = {n for match, at in found if not at for n in match.group("one", "two") if n}
    is_row = bool(there) and (len(there | free) > 1 or _BOTH.search(text) is not None)
    return frozenset(there | free) if is_row else frozenset()


def plant_numbers(figure: Scoped) -> Numbers:
    """The numbers of the plants that money goes `in`, right behind it, else of those named last before a figure.

    None where the sentence counts several together.
    """
    folded = figure.line.folded
    if figure.measure not in OF_PROJECT or not any(map(folded.__contains__, ("first", "second", "third"))):
        return ()
    if _TOGETHER.search(folded, 0, figure.start):
        return ()
    into = _INTO.match(folded, figure.end)
    behind = _NUMBERED.match(folded, into.end()) if into else None
    found = [behind] if behind else list(_NUMBERED.finditer(folded, 0, figure.start))[-1:]
    return tuple(number for match in found for number in match.group("one", "two") if number)


def tell_plants_apart(
    claims: Sequence[QuantityClaim], told: Mapping[str, Numbers], lines: Mapping[str, int], text: str
) -> list[QuantityClaim]:
    """The claims, those of two or more numbered plants of one owner at one place with the number as their part.

    `text` is the document's, in lower case: it may name the other plant without a figure.
    """
    numbers = _one_each(claims, told, lines)
    rows: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.id in numbers and claim.subject and claim.place:
            rows[claim.subject, claim.place].add(numbers[claim.id])

    def part(claim: QuantityClaim) -> str | None:
        if claim.id not in numbers or claim.phase is not None:
            return claim.phase
        is_one_of_many = len(rows.get((claim.subject, claim.place), ())) > 1
        is_told = claim.place is not None and numbers[claim.id] in numbers_at(text, claim.place)
        return f"{numbers[claim.id]} plant" if is_one_of_many or is_told else None

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
