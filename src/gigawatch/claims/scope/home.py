"""Whose market a text means where it names none: a Chinese text China's, but one that is about Taiwan Taiwan's."""

from __future__ import annotations

import re

_MAINLAND = re.compile("中国|中國|大陆|大陸|我国|我國|全国|内地")
_TAIWAN = re.compile("台湾|台灣|臺灣")
# Taiwan as what a clause is about, and not as one of those to whom something is sold there.
_ABOUT_TAIWAN = re.compile(
    r"(?:^|[，。；：！？、,;:!?\n「『“\"《])\s{0,4}(?:(?:20\d\d年|今年|去年|目前|近年)(?:的|来)?)?(?:[在全]|整個)?(?:台湾|台灣|臺灣)"
)
LEAST = 2  # clauses of a text that are about Taiwan before it is taken to be at home there
STRETCH = 500  # characters in each of which such a text names Taiwan once, taken together


def home_of(text: str, lang: str) -> str:
    """The country or region at home in a text, as its words call it.

    >>> home_of("台灣儲能市場升溫，台灣業者擴產。", "zh"), home_of("全国产量增长。", "zh")
    ('台灣', '中国')
    >>> home_of("客户包括台湾厂商，也向台湾出口。", "zh")  # named in passing
    '中国'
    """
    if lang != "zh":
        return "China"
    named = _TAIWAN.findall(text)
    is_often = len(named) > max(len(_MAINLAND.findall(text)), len(text) // STRETCH)
    return named[0] if is_often and len(_ABOUT_TAIWAN.findall(text)) >= LEAST else "中国"
