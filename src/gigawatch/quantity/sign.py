"""Which currency a bare $, ¥ or 元 is: the American dollar and the yuan, unless the text's country says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_AMERICAN = re.compile(r"US\s?\$|\bUSD\b|\bU\.?S\.? dollars?\b|\bAmerican dollars?\b")
_AMERICA = re.compile(r"\bU\.?S\.?\b|\b(?:United States|American?|Bloomberg|Reuters|Chin(?:a|ese))\b")
_DOLLARS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("AUD", re.compile(r"\bAU?\$|\bAUD\b|\bAustralian dollars?\b"), re.compile(r"\bAustralian?\b|\bASX\b")),
    (
        "CAD",
        re.compile(r"\bCA?\$|\bCAD\b|\bCanadian dollars?\b"),
        re.compile(r"\b(?:Canad(?:a|ian)|TSX|Quebec|Québec|Ontario|Montreal)\b"),
    ),
    ("HKD", re.compile(r"\bHK\$|\bHKD\b|\bHong Kong dollars?\b"), re.compile(r"\bHong Kong\b")),
    ("SGD", re.compile(r"\bS\$|\bSGD\b|\bSingapore dollars?\b"), re.compile(r"\bSingapore\b")),
    ("TWD", re.compile(r"\bNT\$|\bTWD\b|\bTaiwan dollars?\b"), re.compile(r"\bTaiwan(?:ese)?\b")),
)  # fmt: skip
_LISTED = {"AUD": re.compile(r"\(ASX\b|\bASX[:-]"), "CAD": re.compile(r"\(TSXV?\b|\bTSXV?[:-]")}
_JAPAN = re.compile(r"\bJapan(?:ese)?\b|\byen\b|日本|日元|日圆")
_CHINA = re.compile(r"\byuan\b|\bRMB\b|\bCNY\b|\bChin(?:a|ese)\b|人民币|中国")
_TRADITIONAL = re.compile("[億萬產電廠業開關與為灣]")
_TAIWAN = re.compile("[台臺](?:灣|幣|北|中|南|東)|高雄|新竹|桃園|彰化|雲林|嘉義|屏東|花蓮|行政院|經濟部|立法院|工研院")
_MAINLAND = re.compile("人民幣|人民币|大陸|中國|北京|上海|深圳|廣東|寧德")
OFTEN, IN_TRADITIONAL = 2, 3


@lru_cache(maxsize=8)
def bare_signs(text: str) -> Mapping[str, str]:
    """The currencies of the bare signs $ and ¥ in a text.

    A text that writes A$ or HK$ means the American dollar where it writes $ alone. Else a dollar is local where the
    text names a local listing, or speaks of one dollar country at least twice and either marks American dollars (US$)
    or speaks of no America.
    """
    found = {"$": "USD"}
    if "$" in text:
        found["$"] = _dollar(text)
    if "¥" in text or "￥" in text:
        found["¥"] = found["￥"] = "JPY" if len(_JAPAN.findall(text)) > len(_CHINA.findall(text)) else "CNY"
    return found


@lru_cache(maxsize=8)
def bare_yuan(text: str) -> str:
    """The currency of 元 alone in a Chinese text: that of Taiwan where it is in traditional characters and speaks of
    Taiwan at least twice, and more often than of the mainland.
    """
    home = len(_TAIWAN.findall(text))
    is_taiwanese = home >= OFTEN and home > len(_MAINLAND.findall(text))
    return "TWD" if is_taiwanese and len(_TRADITIONAL.findall(text)) >= IN_TRADITIONAL else "CNY"


def _dollar(text: str) -> str:
    is_marked = _AMERICAN.search(text) is not None
    for code, prefix, country in _DOLLARS:
        if prefix.search(text):
            return "USD"
        listed = _LISTED.get(code)
        if listed is not None and listed.search(text):
            return code
        if len(country.findall(text)) >= OFTEN and (is_marked or not _AMERICA.search(text)):
            return code
    return "USD"
