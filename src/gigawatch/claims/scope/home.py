"""Whose market a text means where it names none: a Chinese text China's, but one that tells of Taiwan Taiwan's."""

from __future__ import annotations

import re

_MAINLAND = re.compile("中国|中國|大陆|大陸|我国|我國|全国|内地")
_TAIWAN = re.compile("台湾|台灣|臺灣")
LEAST = 2  # times that a text names Taiwan before it is taken to be at home there


def home_of(text: str, lang: str) -> str:
    """The country or region at home in a text, as its words call it.

    >>> home_of("台灣儲能市場升溫，台灣業者擴產。", "zh"), home_of("全国产量增长。", "zh")
    ('台灣', '中国')
    """
    if lang != "zh":
        return "China"
    named = _TAIWAN.findall(text)
    return named[0] if len(named) >= max(LEAST, len(_MAINLAND.findall(text)) + 1) else "中国"
