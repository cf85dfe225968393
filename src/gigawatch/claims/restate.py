"""One fact, one claim: a figure told again is dropped for its most precise telling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from gigawatch.model import Quantity, QuantityClaim
from gigawatch.quantity import interval_of
from gigawatch.quantity.bound import last_digit_unit

_DATED = ("share", "production", "installed", "sales", "other")
_COUNTED_APART = ("growth", "share", "jobs", "projects")
REACH = 120
_STOPPED = ("cancelled", "delayed")


def drop_restated(
    claims: Sequence[QuantityClaim],
    title_end: int = 0,
    apart: frozenset[str] = frozenset(),
    towns: Mapping[str, str] = MappingProxyType({}),
) -> list[QuantityClaim]:
    """The claims without those that another claim of the same thing tells as well or better.

    What stands before `title_end` is the title: it tells the text's figures again, whoever it names. Claims whose ids
    are in `apart` are said of one thing more: `the second will also make 10 GWh`. `towns` are those that the sentences
    of claims name themselves, by id: the 40 GWh of a plant in one town are not those of a plant in another.
    """
    kept: list[QuantityClaim] = []
    places: dict[tuple[str, str], list[int]] = {}
    for claim in claims:
        alike = places.setdefault((claim.measure, claim.unit.partition("/")[0]), [])
        near = alike if len(alike) <= REACH else [*alike[: REACH // 2], *alike[-REACH // 2 :]]
        rival = (
            None
            if claim.id in apart
            else next((n for n in near if _same_fact(kept[n], claim, kept[n].start < title_end, towns)), None)
        )
        if rival is None:
            alike.append(len(kept))
            kept.append(claim)
        elif _precision(claim) > _precision(kept[rival]):
            kept[rival] = claim
    ids = {claim.id for claim in kept}
    return [
        c if c.same_as is None or c.same_as in ids else replace(c, same_as=None)
        for c in sorted(kept, key=lambda c: c.start)
    ]


def _same_fact(one: QuantityClaim, other: QuantityClaim, is_title: bool, towns: Mapping[str, str]) -> bool:
    if is_title:
        return _same_value(one, other) or _rounds(one, other)
    if _are_in_two_towns(one, other, towns) or _told_apart(one, other) or _differ(one.subject, other.subject):
        return False
    return _same_value(one, other) or (one.measure not in _COUNTED_APART and _rounds(one, other))


def _are_in_two_towns(one: QuantityClaim, other: QuantityClaim, towns: Mapping[str, str]) -> bool:
    """True where a sentence names another town for its plant than the one where the other claim's plant is."""
    is_named = one.id in towns or other.id in towns
    return is_named and _differ(towns.get(one.id, one.place), towns.get(other.id, other.place))


def _same_value(one: QuantityClaim, other: QuantityClaim) -> bool:
    return (one.value, one.high) == (other.value, other.high)


def _told_apart(one: QuantityClaim, other: QuantityClaim) -> bool:
    """True when state, phase, counted noun or period say that two figures are two facts."""
    if (one.status in _STOPPED) != (other.status in _STOPPED) or one.phase != other.phase:
        return True
    if one.unit == "count" and _noun(one) != _noun(other):
        return True
    return one.measure == "growth" or (one.measure in _DATED and _differ(one.period, other.period))


def _noun(claim: QuantityClaim) -> str:
    """The counted thing as written, the number and hedge left out."""
    return re.sub(r"[\d,.\s余多约近超过以上至少]", "", claim.surface)


def _differ(one: str | None, other: str | None) -> bool:
    """True for two names of which neither holds the other."""
    return one is not None and other is not None and one not in other and other not in one


def _rounds(one: QuantityClaim, other: QuantityClaim) -> bool:
    """True when the coarser value is the finer one rounded, or hedges it."""
    coarse, fine = sorted((one, other), key=_precision)
    step, gap = last_digit_unit(coarse.value), abs(coarse.value - fine.value)
    if coarse.high is not None or fine.high is not None or step <= last_digit_unit(fine.value):
        return False
    if coarse.qualifier is None:
        is_rounded = gap <= step / 2 and step <= 0.05 * abs(coarse.value)
        return is_rounded or gap <= 0.01 * abs(fine.value)
    allowed = interval_of(Quantity(coarse.value, coarse.unit, coarse.qualifier))
    return allowed.low <= fine.value <= allowed.high and gap <= 0.05 * abs(fine.value)


def _precision(claim: QuantityClaim) -> tuple[int, float, int]:
    """How precise a telling is: digits first, then a hedge kept, then the number of fields known."""
    known = sum(value is not None for value in (claim.subject, claim.place, claim.period, claim.phase))
    digits = -last_digit_unit(claim.value) / abs(claim.value) if claim.value else 0.0
    return (round(digits * 1e9), float(claim.qualifier is not None), known)
