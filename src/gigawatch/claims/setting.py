"""Where it is: the most specific place near a figure, no part of a company's name and no one's nationality."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from gigawatch.vocab import PlaceMention, fold, places

_BASED = re.compile(
    r"[\s-]*(?:and [A-Z]\w+[\s-]*)?-?based\b"
    r"|\s(?:government|firm|company|battery maker|battery cell|giant|automaker|Provincial|Academy)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:[Ii]n|near|at)\s(?P<place>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}?\s?(?:\s?County|\s?Parish|\s?Valley)?)"
    r"(?=,\s[A-Z]|\s\(|\sCounty|\.|,\senabling|,\s\w+ing\b)"
)
_CALENDAR = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Q\d|H\d|Phase|The"
    r"|Executive|CEO)\b"
)
_REGION = re.compile(
    r"(?:长三角|珠三角|京津冀|川渝|成渝|粤港澳|大湾区|环渤海|长江经济带|西南|西北|东北|华东|华南|华中|华北)"
    r"(?:地区|城市群|大湾区)?"
)
_BEFORE_REGION = re.compile(r"(?:\b(?:In|At|Near|From)\s)?(?P<city>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}),\s+$")
_LEVEL = {"country": "country", "province": "province", "state": "province", "region": "province"}
_SPECIFIC = ("city", "county", "prefecture")
_ZH_PART = re.compile(
    r"(?:(?![以在与和的由从是将已要为到等及对向、有的签])[\u4e00-\u9fff]){0,12}?(?:经济技术开发区|经开区|保税区|经济开发区|高新技术产业开发区|高新区|开发区|工业集中区|工业园区?|产业园区?"
    r"|科技产业园|新区|园区|街道|城市群)"
)


_TOWN_OF_PLANT = re.compile(r"(?P<town>[\u4e00-\u9fff]{2,3}?)(?:[一二三四五六七八九十]期)?(?:项目|基地|工厂|产业园)")
_NATIONS = ("中国", "中國", "我国")  # before the name of a town: 中国常州 is 常州

_PARKS = (  # one of which every match of _ZH_PART holds
    "开发区", "经开区", "保税区", "高新区", "集中区", "工业园", "产业园", "新区", "园区", "街道", "城市群",
)  # fmt: skip

# Names under which a text speaks of its own country or of the world.
NATIONAL = {
    **dict.fromkeys(("我国", "全国", "国内"), "中国"),
    **dict.fromkeys(("我國", "全國", "國內"), "中國"),
    **dict.fromkeys(("全世界", "世界"), "全球"),
}


class Setting(NamedTuple):
    """A place where a sentence names it; neighbours such as 四川省宜宾市 or `De Soto, Kansas` are one."""

    start: int
    end: int
    name: str
    is_specific: bool = False


def find_settings(
    sentence: str, lang: str, actors: Iterable[tuple[int, int]], folded: str | None = None
) -> list[Setting]:
    """The places that a sentence names, in order; `folded` is its text folded, where that is known."""
    spans = list(actors)
    ends = {end for _, end in spans}
    known = [
        Setting(m.start, m.end, m.surface, lang == "en" and str(m.entry.kind) in _SPECIFIC)
        for m in places().scan(sentence, spans, folded)
        if not _is_national(sentence, m.end) and not (lang == "zh" and _is_common_word(sentence, m, ends))
    ]
    if lang == "zh":
        for region in _REGION.finditer(folded or sentence):
            is_in_name = sentence[region.start() - 1 : region.start()] in ("（", "(")  # 中材锂膜（西南）
            if not is_in_name and not any(s.start < region.end() and region.start() < s.end for s in known):
                known.append(Setting(region.start(), region.end(), sentence[region.start() : region.end()]))
        known += _before_plants(folded or sentence, ends, known)
        return _joined_chinese(sentence, sorted(known, key=lambda setting: setting.start))
    known = [_with_city(sentence, setting) for setting in known]
    for match in _IN.finditer(sentence):
        name = match["place"].strip()
        if not _CALENDAR.match(name) and not any(
            s.start < match.end("place") and match.start("place") < s.end for s in known
        ):
            known.append(Setting(match.start("place"), match.start("place") + len(name), name))
    return _joined_english(sentence, sorted(known, key=lambda setting: setting.start))


_WORDS_TOO = ("新建", "和平", "大方", "通道", "东方", "合作", "平安", "建设", "长安", "中方")


def _before_plants(folded: str, ends: Iterable[int], known: Collection[Setting]) -> list[Setting]:
    """Towns between a firm and its plant, also those whose short names are words elsewhere: 甲公司|义乌|项目."""
    begun = {setting.start for setting in known}
    found = (_TOWN_OF_PLANT.match(folded, end) for end in sorted(ends) if end not in begun)
    names = ((match.start(), match["town"]) for match in found if match)
    return [Setting(at, at + len(name), name) for at, name in names if _is_town(name)]


@lru_cache(maxsize=4096)
def _is_town(name: str) -> bool:
    place = places().find(name)
    return place is not None and place.country == "CN" and str(place.kind) in _SPECIFIC


def _is_national(sentence: str, end: int) -> bool:
    return _BASED.match(sentence, end) is not None


def _is_common_word(sentence: str, mention: PlaceMention, ends: Collection[int]) -> bool:
    """True for a short county name that nothing marks as a place, such as the 朝天 of 热火朝天.

    `ends` is where the names of firms end: what follows one is where its plant is.
    """
    if mention.surface in _WORDS_TOO:
        return True
    if (
        str(mention.entry.kind) not in ("county", "city")
        or mention.surface[-1] in "县区市旗"
        or len(mention.surface) > 2
    ):
        return False
    before = sentence[max(0, mention.start - 1) : mention.start]
    return (
        mention.start > 0
        and mention.start not in ends
        and before not in ("在", "于", "省", "市", "、", "，", ",", "州", "到", "和", "“", "(", "（", "与", "自")
    )


def _with_city(sentence: str, setting: Setting) -> Setting:
    """`Pueblo, Colorado` is Pueblo, whether or not the gazetteer knows the town."""
    if setting.is_specific:
        return setting
    low = max(0, setting.start - 48)
    if not sentence[low : setting.start].rstrip().endswith(","):
        return setting
    match = _BEFORE_REGION.search(sentence, low, setting.start)
    if match is None or _CALENDAR.match(match["city"]):
        return setting
    return Setting(match.start("city"), setting.end, " ".join(match["city"].split()), True)


def _joined_english(sentence: str, known: list[Setting]) -> list[Setting]:
    """`De Soto, Kansas` is De Soto: the name before a comma and its region is the more specific."""
    found: list[Setting] = []
    for setting in known:
        gap = sentence[found[-1].end : setting.start] if found else " "
        if found and gap.strip() in (",", "(", ", in") and len(gap) < 8:
            found[-1] = Setting(found[-1].start, setting.end, found[-1].name, True)
        else:
            found.append(Setting(setting.start, setting.end, " ".join(setting.name.split()), setting.is_specific))
    return found


def _joined_chinese(sentence: str, known: list[Setting]) -> list[Setting]:
    """四川省宜宾市长宁县 is one place, and so is a park behind it."""
    found: list[Setting] = []
    has_park = any(map(sentence.__contains__, _PARKS))
    for setting in known:
        whole = setting
        if found and setting.start < found[-1].end:  # a town within the name of a park
            continue
        if found and found[-1].end == setting.start:
            before = found.pop()
            name = setting.name if before.name in _NATIONS else before.name + setting.name
            whole = Setting(before.start, setting.end, name)
        park = _ZH_PART.match(sentence, setting.end) if has_park else None
        if park:
            whole = Setting(setting.start, park.end(), sentence[setting.start : park.end()])
        found.append(whole)
    return found


@lru_cache(maxsize=4096)
def is_wide(name: str) -> bool:
    """True for a part of the world or of a country, or for 海外: what is told behind it is in some place there."""
    place = places().find(name)
    return is_region(name) or fold(name) == "海外" or (place is not None and str(place.kind) == "region")


@lru_cache(maxsize=4096)
def is_region(name: str) -> bool:
    """True for a part of a country that no one governs: 华北, 长三角."""
    return _REGION.fullmatch(fold(name)) is not None


def level_of(setting: Setting) -> str:
    """Whether a place is a city, a province or a country."""
    return "city" if setting.is_specific else _level_of_name(setting.name)


@lru_cache(maxsize=4096)
def _level_of_name(name: str) -> str:
    mention: PlaceMention | None = next(iter(places().scan(name)), None)
    return _LEVEL.get(str(mention.entry.kind), "city") if mention else "city"
