"""One amount in two currencies or units: the later telling names the earlier, and both are counted once.

The words between the two say that they are one amount; the rate that they imply is held against the day's, where the
European Central Bank publishes one. Words that only suggest it are believed if the rate fits, plain ones unless it
is far off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gigawatch.figures import implied_rate
from gigawatch.model import InputError, QuantityClaim
from gigawatch.quantity import convert, dimension_of

_PLAIN = re.compile(
    r"^(?:\s?[(（\[]\s?"
    r"(?:约|约合|折合|约折合|合|合约|相当于|约相当于|当前约合|(?:约?折合|约合|约?合)人民币约?|人民币约?|"
    r"about|around|approximately|approx\.?|some|or|or about|equal to|equivalent to|equivalent of|roughly|nearly|over"
    r"|more than|US|i\.e\.,?|=|≈|~)?\s?"
    r"|,?\s(?:or|about|or about|or around|or roughly|or approximately|equivalent to|the equivalent of|worth)\s"
    r"|[,，]\s?(?:约合|折合|约折合|合|相当于|约相当于)(?:人民币)?约?|\s?/\s?|\s?=\s?|约合|折合|相当于|,\s)$"
)
_HEDGE = re.compile(r"[a-z\u4e00-\u9fff~≈ ]*")
_SUGGESTED = re.compile(r"[(（\[]|\bor\b|equivalent|约合|折合|相当于|[,，]|\bworth\b")
_APART = re.compile(r"[)）\].;。；]|\b(?:compared|from|versus|than|up|and)\b|同比|较|比")
LONGEST_PLAIN, LONGEST_SUGGESTED = 28, 60
FAR_OFF, FITTING, ABOUT_FITTING = 0.4, 0.06, 0.12
_UNIT_TOLERANCE = 0.03


def link_equivalents(claims: Sequence[QuantityClaim], text: str, on: date | None) -> list[QuantityClaim]:
    """The claims, the later of two that state one amount naming the earlier; `on` is the day of the text's rates."""
    linked: list[QuantityClaim] = []
    for claim in claims:
        before = linked[-1] if linked else None
        is_same = before is not None and _is_one(before, claim, _between(before, claim, text), on)
        linked.append(_linked(before, claim) if before and is_same else claim)
    return linked


def _between(first: QuantityClaim, second: QuantityClaim, text: str) -> str:
    """The words between two claims, the hedge at the head of the second among them: `，约合`."""
    hedge = _HEDGE.match(second.surface)
    return text[first.end : second.start + (hedge.end() if hedge else 0)]


def _is_one(first: QuantityClaim, second: QuantityClaim, gap: str, on: date | None) -> bool:
    if first.unit == second.unit or len(gap) > LONGEST_SUGGESTED:
        return False
    is_plain = len(gap) <= LONGEST_PLAIN and _PLAIN.match(gap) is not None
    if dimension_of(first.unit).startswith("money"):
        return _is_one_sum(first, second, gap, is_plain, on)
    here, there = first.unit.removesuffix("/yr"), second.unit.removesuffix("/yr")
    if not is_plain or dimension_of(here) != dimension_of(there) or dimension_of(here) == "count":
        return False
    return abs(convert(first.value, here, there) - second.value) <= _UNIT_TOLERANCE * abs(second.value)


def _is_one_sum(first: QuantityClaim, second: QuantityClaim, gap: str, is_plain: bool, on: date | None) -> bool:
    """True for two sums in two currencies whose words and whose implied rate say that they are one."""
    if not dimension_of(second.unit).startswith("money") or first.value * second.value <= 0:
        return False
    if first.unit.partition("/")[2] != second.unit.partition("/")[2]:
        return False
    off = _deviation(first, second, on)
    if is_plain and gap.strip() not in (",", "/"):
        return off is None or off <= FAR_OFF
    fitting = FITTING if second.qualifier is None else ABOUT_FITTING
    return off is not None and off <= fitting and _SUGGESTED.search(gap) is not None and _APART.search(gap) is None


def _deviation(first: QuantityClaim, second: QuantityClaim, on: date | None) -> float | None:
    """How far the implied rate lies from the day's, as a part of it; None where no rate is published."""
    if on is None:
        return None
    left = replace(first.quantity, unit=first.unit.partition("/")[0])
    right = replace(second.quantity, unit=second.unit.partition("/")[0])
    try:
        return abs(implied_rate(left, right, on).deviation)
    except InputError:
        return None


def _linked(before: QuantityClaim, claim: QuantityClaim) -> QuantityClaim:
    """The claim with what the earlier telling of the amount says of it."""
    return replace(
        claim,
        same_as=before.id,
        qualifier=claim.qualifier or before.qualifier,
        measure=before.measure,
        unit=_alike_unit(before.unit, claim.unit),
        subject=before.subject,
        place=before.place,
        period=before.period,
        status=before.status,
        phase=before.phase,
        object=before.object,
    )


def _alike_unit(first: str, second: str) -> str:
    """The second unit, told per year where the first is."""
    return f"{second}/yr" if first.endswith("/yr") and "/" not in second else second
