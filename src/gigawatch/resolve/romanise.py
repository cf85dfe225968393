"""Chinese names in Latin letters as translators write them: 欣旺达 as Xinwangda, 花都区 as Huadu District."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice, product

from gigawatch.vocab import Place, organisations, places
from gigawatch.vocab.folding import fold

KIND_EN = re.compile(
    r"\s*\b(?:new|economic|development|high-?tech|industrial|autonomous|city|district|county|area|zone|park|town|prefecture"
    r"|province|municipality)\b",
    re.IGNORECASE,
)
KIND_ZH = re.compile(
    r"(?:经济技术开发区|高新技术产业开发区|经济开发区|开发区|新区|地区|自治州|自治县|市|区|县|省|州|盟|旗|镇)$"
)
ZONE_EN = re.compile(r"\b(?:zone|park|new (?:area|district)|development)\b", re.IGNORECASE)
SYLLABLES = re.compile(
    r"(?:(?:[bpmf]?a|[dtnlgkhzcs]a|[zcs]ha)(?:i|o|ng?)?|a(?:i|o|ng?)?|er|e(?:ng?)?"
    r"|[bpm](?:o|ei|eng?|ie?|iao|i?an|ing?|u)|[mf]ou|f(?:o|ei|eng?|u)|miu|me"
    r"|[dtnl](?:e|ei|eng?|ong|ou|i|ia|iao|ie|iu|ian|in|ing|iang|u|ui|un|uo|uan|ue|v|ve)"
    r"|[gkh](?:e|ei|eng?|ong|ou|u|ua|uai|uan|uang|ui|un|uo)"
    r"|(?:[zcs]h?|r)(?:e|ei|eng?|i|ong|ou|u|ua|uai|uan|uang|ui|un|uo)|ra(?:o|ng?)"
    r"|[jqx](?:i|ia|iao|ie|iu|ian|in|ing|iang|iong|u|ue|uan|un)"
    r"|y(?:a|ao|ang?|e|i|in|ing|o|ong|ou|u|ue|uan|un)|w(?:a|ai|ang?|ei|eng?|o|u))+"
)
_SHORT = re.compile(SYLLABLES.pattern.removesuffix("+") + "{1,2}")
SHORTEST_FIRM, SHORTEST_PLACE = 5, 4
MOST_READINGS = 6


@lru_cache(maxsize=65_536)
def romanise(chinese: str) -> str:
    """A Chinese name in pinyin without tones or spaces; characters that are no Chinese stay.

    >>> romanise("欣旺达"), romanise("厦门")
    ('xinwangda', 'xiamen')
    """
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(fold(chinese), v_to_u=False)).replace("ü", "u")


def is_pinyin(word: str) -> bool:
    """True for a word that is syllables of Chinese from end to end; one letter more or less is another word.

    >>> is_pinyin("xinwangda"), is_pinyin("hengli"), is_pinyin("northvolt"), is_pinyin("amprius")
    (True, True, False, False)
    """
    return SYLLABLES.fullmatch(word) is not None


def is_short_pinyin(word: str) -> bool:
    """True for a word of one or two syllables of Chinese, which spells many names alike.

    >>> is_short_pinyin("huayu"), is_short_pinyin("xinwangda"), is_short_pinyin("northvolt")
    (True, False, False)
    """
    return _SHORT.fullmatch(word) is not None


@cache
def firm_spellings() -> Mapping[str, str]:
    """The id of the one firm whose Chinese brand a romanised word spells; words that spell two firms' are left out."""
    from gigawatch.resolve.organisation.firm import read_firm_name

    found: dict[str, set[str]] = defaultdict(set)
    for organisation in organisations():
        for name in (organisation.name_zh, *organisation.aliases):
            read = None if name.isascii() else read_firm_name(name)  # most are English: reading them takes long
            if read is not None and read.is_chinese and len(read.own) > 1:
                found[romanise(read.own)].add(organisation.id)
    return {word: min(ids) for word, ids in found.items() if len(ids) == 1 and len(word) >= SHORTEST_FIRM}


def find_romanised(name: str, within: str | None) -> Place | None:
    """The Chinese place that a romanised name spells within another; None where none does, or several do."""
    word = re.sub(r"[^a-z]", "", fold(KIND_EN.sub("", name)))
    if len(word) < SHORTEST_PLACE:
        return None
    found = [place for place in _place_spellings().get(word, ()) if within is None or places().within(place.id, within)]
    alike = [place for place in found if _is_zone(place.name_zh) == (ZONE_EN.search(name) is not None)] or found
    return alike[0] if len(alike) == 1 else None


def _is_zone(chinese: str) -> bool:
    return chinese.endswith(("开发区", "新区", "园区", "产业园", "高新区"))


@cache
def _place_spellings() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in places():
        if place.country == "CN" and place.name_zh:
            for word in _readings(KIND_ZH.sub("", place.name_zh)):
                found[word] = (*found.get(word, ()), place)
    return found


def _readings(chinese: str) -> list[str]:
    """Every way to read a name's characters aloud, the usual one first: 花都 is Huadu and Huadou."""
    from pypinyin import Style, pinyin

    sounds = pinyin(fold(chinese), style=Style.NORMAL, heteronym=True, v_to_u=False)
    told = ("".join(word).replace("ü", "u") for word in islice(product(*sounds), MOST_READINGS))
    return list(dict.fromkeys((romanise(chinese), *told)))
