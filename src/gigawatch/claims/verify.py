"""Nothing unread leaves the room: the words of a claim must stand at its span, and its value must be in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from math import isclose

from gigawatch.model import Claim, EvidenceError, InputError, QuantityClaim
from gigawatch.quantity import FoundQuantity, convert, find_quantities

REACH = 64  # characters before a span that are read with it: longer than any number, with the link of a range
# What a number, a range or an ordinal may go on from into the span: 2|35 GWh, 12 to |35 GWh, 第2|35家, twenty-|two.
_GOES_ON = re.compile(
    r"(?:[\d〇零一二两兩三四五六七八九十百千万萬亿億点點第至到.,．·/／+~～‐‑‒–—－−-]|[0-9\s](?:to|and))[\s\u00a0]*$"
)

_BARE = re.compile(r"[\d.,\s]+")


def verify_claim(claim: Claim, text: str) -> None:
    """Raises EvidenceError unless `text[start:end]` is the claim's surface and, for a quantity, holds its value.

    A number that goes on beyond the span is another number: `35 GWh` is not what `235 GWh` or `12 to 35 GWh` says.
    """
    if text[claim.start : claim.end] != claim.surface or not claim.surface:
        raise EvidenceError(
            "the text at the span is not the surface", where=claim.id, hint="offsets count in the kept text"
        )
    if isinstance(claim, QuantityClaim) and not _holds(claim, text):
        raise EvidenceError(f"the span does not say {claim.value:g} {claim.unit}", where=claim.id, hint=claim.surface)


def _holds(claim: QuantityClaim, text: str) -> bool:
    """True when the grammar finds the value inside the span where it stands.

    A span that is a bare number is read by itself: what the text adds to it, such as a unit farther on, is not in it.
    """
    is_bare = _BARE.fullmatch(claim.surface) is not None
    if not is_bare and any(f.end <= claim.end and _says(f, claim) for f in _read_within(text, claim)):
        return True
    found = find_quantities(text, claim.lang, within=(_read_from(text, claim.start), claim.end))
    return any(claim.start <= f.at and f.end <= claim.end and _says(f, claim) for f in found)


def _read_within(text: str, claim: QuantityClaim) -> Sequence[FoundQuantity]:
    """The quantities of the whole text whose number stands in the span of the claim."""
    starts, found = _read(text, claim.lang)
    return found[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)]


@lru_cache(maxsize=8)
def _read(text: str, lang: str) -> tuple[list[int], list[FoundQuantity]]:
    """Where each number of a text begins, and what is read there."""
    found = find_quantities(text, lang)
    return [f.at for f in found], found


def _read_from(text: str, start: int) -> int:
    """Where to begin reading, so that a number which began before the span is read whole and found to be another."""
    low = max(0, start - REACH)
    return low if _GOES_ON.search(text, low, start) else start


def _says(found: FoundQuantity, claim: QuantityClaim) -> bool:
    """True when the reading gives the value and both ends of a range; the sign of a fall stands outside the span."""
    unit, wanted = found.unit.split("/yr")[0], claim.unit.split("/yr")[0]
    if "/" not in unit:
        wanted = wanted.removesuffix("/day")  # 每天 may stand before the span
    if (found.high is None) != (claim.high is None):
        return False
    try:
        value = _in_unit(found.value, unit, wanted)
    except InputError:  # an unknown unit, or another currency or dimension
        return False
    ends = claim.high is None or found.high is None or isclose(found.high, claim.high, rel_tol=1e-9)
    return ends and isclose(abs(value), abs(claim.value), rel_tol=1e-9)


def _in_unit(value: float, unit: str, wanted: str) -> float:
    """The value in the unit of the claim; InputError where the two do not measure the same thing."""
    return value if unit == wanted else convert(value, unit, wanted)
