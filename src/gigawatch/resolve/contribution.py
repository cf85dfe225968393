"""Money that firms pay into the capital of a firm: it is no plant of who pays. 两家分别出资8.26亿元和8.84亿元."""

from __future__ import annotations

import re

from gigawatch.model import QuantityClaim

MONEY = "investment"
REACH = 200  # characters before and behind a figure in which its sentence lies
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|[。！？]|\n+")
_PAYS_IN = re.compile(
    r"增资(?!扩产|扩建|扩能)|注资|认缴|认购[^，。]{0,12}(?:股权|股份|出资额)|入股"
    r"|\bcapital (?:increase|injection|contribution)s?\b|\binject(?:s|ed|ing)?\b[^.]{0,40}\binto\b"
    r"|\bincreas(?:e|es|ed|ing) (?:the|its|their) (?:registered |share )?capital\b",
    re.IGNORECASE,
)
_BUILDS = re.compile(
    r"建设|新建|扩建|兴建|建成|\b(?:to|will) (?:build|expand|construct)\b|\bfor (?:the|a|its) plant\b", re.IGNORECASE
)


def pays_into_capital(claim: QuantityClaim, text: str) -> bool:
    """True for money that goes into the capital of a firm, of which its sentence does not tell that it builds."""
    if claim.measure != MONEY:
        return False
    before = _STOP.split(text[max(0, claim.start - REACH) : claim.start])[-1]
    behind = _STOP.split(text[claim.end : claim.end + REACH])[0]
    sentence = f"{before}{claim.surface}{behind}"
    return _PAYS_IN.search(sentence) is not None and _BUILDS.search(sentence) is None
