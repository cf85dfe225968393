"""Figures that a text tells of a plant and not of its company: `The plant draws 80% of its energy from hydropower`."""

from __future__ import annotations

import re

from gigawatch.model import QuantityClaim
from gigawatch.resolve.scene import SITED_MEASURES

OF_PLANT = frozenset({"production", "emissions", "emission_intensity", "share", "growth", "other"})
REACH = 400  # characters before a figure in which its sentence and the one before it lie
_PLANT = r"(?:(?:giga|mega)?(?:plant|factory)|facility|site|base)\b(?!\s(?:of|rate|load))"
_HEAD = re.compile(
    rf"(?:\b(?:the|this|its)\s(?:[\w-]+\s){{0,2}}?|['’]s\s(?:[\w-]+\s){{0,2}}?){_PLANT}"
    r"|(?:该|此|这座|这家|上述)?(?:工厂|厂区|该基地|该厂)(?![家个座])",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"(?:it|this|that)\s(?:also\s)?(?!(?:company|group|firm|maker|year|month|quarter)\b)[a-z]", re.IGNORECASE
)
_STOP = re.compile(r"(?<=[.!?。！？])\s*(?=[A-Z\u4e00-\u9fff“\"])|\n+")
_OTHER = re.compile(r"\b(?:company|group|firm|plants|factories|sites|bases|suppliers)\b|公司|集团", re.IGNORECASE)
_CAPITAL = re.compile(
    r"增资(?!扩)|注资|注册资本|认缴|实缴|入股|(?:分别|各自?|共同|合计)出资"
    r"|\b(?:registered|share|paid-in|equity)\scapital\b|\bcapital\s(?:increase|injection|contribution)s?\b"
    r"|\b(?:injects?|injecting|injected)\b|\b(?:increas\w+|rais\w+)\s(?:the|its)\scapital\b",
    re.IGNORECASE,
)
_SPENT = re.compile(r"投资|建设|新建|扩建|\binvest|\bbuil[dt]|\bconstruct|\bspend", re.IGNORECASE)


def tells_plant(claim: QuantityClaim, text: str) -> bool:
    """True where a figure with an owner and a place is of the owner's plant there, and not of the owner itself."""
    if claim.measure in SITED_MEASURES and claim.unit != "%":
        return not tells_capital(claim, text)
    return tells_own_plant(claim, text)


def tells_capital(claim: QuantityClaim, text: str) -> bool:
    """True for money that an owner pays into a firm, often with partners: what one of them gives builds no plant of
    its own beside the firm's (`A and B will increase the capital of C, paying 826 and 884 million yuan`).
    """
    if claim.measure != "investment":
        return False
    own = _STOP.split(text[max(0, claim.start - REACH) : claim.start])[-1]
    told = list(_CAPITAL.finditer(own))
    return bool(told) and _SPENT.search(own, told[-1].end()) is None


def tells_own_plant(claim: QuantityClaim, text: str) -> bool:
    """True where a figure that a company may have as well is told of its plant, which has the figure's place.

    The words before it in its sentence name the plant last and no company behind it, or `It` or `This` stands for the
    plant of the sentence before.
    """
    if claim.measure not in OF_PLANT or claim.place is None or claim.subject is None:
        return False
    *earlier, own = _STOP.split(text[max(0, claim.start - REACH) : claim.start])
    if _names_plant(own):
        return True
    return bool(earlier) and _STANDS.match(own) is not None and (_names_plant(earlier[-1]) or _stands_on(earlier))


def _names_plant(words: str) -> bool:
    told = list(_HEAD.finditer(words))
    return bool(told) and _OTHER.search(words, told[-1].end()) is None


def _stands_on(earlier: list[str]) -> bool:
    """True where the sentence before only goes on about the plant of the one before it."""
    return len(earlier) > 1 and _STANDS.match(earlier[-1]) is not None and _names_plant(earlier[-2])
