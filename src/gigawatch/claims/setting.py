"""Where it is: the most specific place near a figure that is no part of a company's name and no one's nationality."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gigawatch.vocab import places

_BASED = re.compile(
    r"[\s-]*(?:and [A-Z]\w+[\s-]*)?-?based\b|\s(?:government|firm|company|battery maker|battery cell|giant|automaker|Provincial|Academy)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:[Ii]n|near|at|into|across|to)\s(?P<place>(?:[A-Z][\w.’'-]+\s?){1,3}?(?:\s?County|\s?Parish|\s?Valley)?)(?=,\s[A-Z]|\s\(|\sCounty|\.|,\senabling|,\s\w+ing\b)"
)
_CALENDAR = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Q\d|H\d|Phase|The|Executive|CEO)\b"
)
_ZH_PART = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:经济技术开发区|经济开发区|高新技术产业开发区|高新区|开发区|工业集中区|工业园区?|产业园区?|科技产业园|新区|园区|街道|集群|城市群)"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A place where a sentence names it; neighbours such as 四川省宜宾市 or `De Soto, Kansas` are one."""

    start: int
    end: int
    name: str


def find_settings(sentence: str, lang: str, actors: Iterable[tuple[int, int]]) -> list[Setting]:
    """The places that a sentence names, in order."""
    spans = list(actors)
    known = [
        Setting(m.start, m.end, m.surface) for m in places().scan(sentence, spans) if not _is_national(sentence, m.end)
    ]
    if lang == "zh":
        return _joined_chinese(sentence, known)
    for match in _IN.finditer(sentence):
        name = match["place"].strip()
        if not _CALENDAR.match(name) and not any(
            s.start < match.end("place") and match.start("place") < s.end for s in known
        ):
            known.append(Setting(match.start("place"), match.start("place") + len(name), name))
    return _joined_english(sentence, sorted(known, key=lambda setting: setting.start))


def _is_national(sentence: str, end: int) -> bool:
    return _BASED.match(sentence, end) is not None


def _joined_english(sentence: str, known: list[Setting]) -> list[Setting]:
    """`De Soto, Kansas` is De Soto: the name before a comma and its region is the more specific."""
    found: list[Setting] = []
    for setting in known:
        gap = sentence[found[-1].end : setting.start] if found else " "
        if found and gap.strip() in (",", "(", ", in") and len(gap) < 8:
            found[-1] = Setting(found[-1].start, setting.end, found[-1].name)
        else:
            found.append(Setting(setting.start, setting.end, " ".join(setting.name.split())))
    return found


def _joined_chinese(sentence: str, known: list[Setting]) -> list[Setting]:
    """四川省宜宾市长宁县 is one place, and so is a park behind it."""
    found: list[Setting] = []
    for setting in known:
        if found and found[-1].end == setting.start:
            setting = Setting(found[-1].start, setting.end, found.pop().name + setting.name)
        park = _ZH_PART.match(sentence, setting.end)
        if park:
            setting = Setting(setting.start, park.end(), sentence[setting.start : park.end()])
        found.append(setting)
    return found


def nearest_setting(settings: list[Setting], start: int, end: int, sentence: str) -> Setting | None:
    """The place nearest to a figure, one that `in` or 在 introduces before others."""

    def far(setting: Setting) -> float:
        gap = sentence[setting.end : start] if setting.end <= start else sentence[end : setting.start]
        introduced = (
            sentence[max(0, setting.start - 4) : setting.start]
            .rstrip()
            .endswith(("in", "at", "near", "在", "于", "到", "区", "落户"))
        )
        return (
            len(gap)
            + 25 * gap.count("; ")
            + 20 * gap.count("；")
            - (30 if introduced else 0)
            + (0 if setting.start >= end else 6)
        )

    return min(settings, key=far, default=None)
