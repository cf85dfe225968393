"""Nothing unread leaves the room: the words of a claim must stand at its span, and its value must be in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from math import isclose

from gigawatch.model import Claim, EvidenceError, QuantityClaim
from gigawatch.quantity import FoundQuantity, convert, dimension_of, find_quantities

_BARE = re.compile(r"[\d.,\s]+")


def verify_claim(claim: Claim, text: str) -> None:
    """Raises EvidenceError unless `text[start:end]` is the claim's surface and, for a quantity, holds its value."""
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
    found = find_quantities(text, claim.lang, within=(claim.start, claim.end))
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


def _says(found: FoundQuantity, claim: QuantityClaim) -> bool:
    """True when the reading gives the value and both ends of a range; the sign of a fall stands outside the span."""
    unit, wanted = found.unit.split("/yr")[0], claim.unit.split("/yr")[0]
    if unit != wanted and dimension_of(unit) != dimension_of(wanted):
        return False
    if (found.high is None) != (claim.high is None):
        return False
    value = found.value if unit == wanted else convert(found.value, unit, wanted)
    ends = claim.high is None or found.high is None or isclose(found.high, claim.high, rel_tol=1e-9)
    return ends and isclose(abs(value), abs(claim.value), rel_tol=1e-9)
