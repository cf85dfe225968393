"""Whose a plant is, told by the English words around a name: `X's cell plant`, `the X plant`, `the plant of X`."""

from __future__ import annotations

import re

_MILL = r"(?:giga|mega)?(?:plants?|factory|factories)"
PLANT = rf"(?:{_MILL}|facility|facilities|bases?|refinery|refineries|mine|smelter|complex)"
_WORDS = (
    r"(?:(?!(?:in|at|of|on|near|for|to|and|or|with|by|from|as|that|which|is|are|was|were|will|has|have|had)\s)"
    r"[\w$€£¥.,’'&-]*[\w’']\s){0,6}?"
)
_OWNED = re.compile(rf"(?:['’]s?)\s{_WORDS}{PLANT}\b")
_NAMED = re.compile(rf"\s(?:(?:[a-z]+-)*[a-z]+\s){{0,4}}?{PLANT}\b")
_DETERMINED = re.compile(
    r"\b(?:the|an?|this|that|its|their|first|second|third|new|two|three|four|both)\s(?:[a-z\d-]+\s){0,2}$", re.I
)
_OF = re.compile(rf"\b{PLANT}\s(?:of|owned by|operated by|run by)\s(?:the\s)?$", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:for|to|from|with|near|beside|supply|supplies|like|than|as)\s(?:the\s)?(?:[a-z-]+\s){0,2}$")
_JOINED = re.compile(r"(?:\band|&|,)\s$")


def is_owner_of_plant(text: str, start: int, end: int) -> bool:
    """True where the name at these characters is the one owner of the plant that the words beside it name.

    >>> text = "The plant of Veldcell near Ghent and Ostra's cell factory"
    >>> is_owner_of_plant(text, 13, 21), is_owner_of_plant(text, 37, 42)
    (True, True)
    """
    before = text[max(0, start - 48) : start]
    if _JOINED.search(before) and not _OWNED.match(text, end):
        return False
    if _OF.search(before):
        return True
    if _BESIDE.search(before):
        return False
    return _OWNED.match(text, end) is not None or (
        _DETERMINED.search(before) is not None and _NAMED.match(text, end) is not None
    )
