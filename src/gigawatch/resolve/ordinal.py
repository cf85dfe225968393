"""Phases as numbers: `phase II`, `second phase`, 二期 and 三、四期 name parts of a project by their order."""

from __future__ import annotations

import re
from functools import lru_cache


def _numbered(words: str) -> dict[str, int]:
    """The words of a row with their places in it, counted from 1."""
    return {word: number for number, word in enumerate(words.split(), start=1)}


ROMAN = _numbered("i ii iii iv v vi vii viii ix x xi xii")
IN_ORDER = {**_numbered("first second third fourth fifth sixth seventh eighth ninth tenth"), "initial": 1}
WORDS = {**_numbered("one two three four five six seven eight nine ten"), **IN_ORDER}
HAN = {**_numbered("一 二 三 四 五 六 七 八 九 十"), "首": 1}
LARGEST = 40
NUMBER = rf"\d{{1,2}}|{'|'.join(sorted((*ROMAN, *WORDS), key=len, reverse=True))}"
PLACE = rf"\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(sorted(IN_ORDER, key=len, reverse=True))}"
AND = r"(?:\s*(?:,|and|&|/)\s*)"
TO = r"\s*(?:to|through|until|-|–|—)\s*"
ENGLISH = re.compile(
    rf"\b(?:phases?|stages?|tranches?)\s+(?P<after>(?:{NUMBER})\b(?:(?:{AND}|{TO})(?:{NUMBER})\b)*)"
    rf"|\b(?P<before>(?:{PLACE})\b(?:(?:{AND}|{TO})(?:{PLACE})\b)*)[\s-]+(?:(?!phase|stage)[\w.,-]+\s+){{0,3}}?"
    rf"(?:phases?|stages?|steps?|tranches?)\b",
    re.IGNORECASE,
)
ROW = re.compile(rf"(?P<number>{'|'.join(IN_ORDER)}) plant", re.IGNORECASE)
CHINESE_NUMBER = r"(?:[首一二三四五六七八九十]{1,3}|\d{1,2})"
CHINESE = re.compile(  # 分三期 counts phases and names none
    rf"(?<![分共首一二三四五六七八九十\d])(?<!共规划)(?<!共建设)(?<!共有)(?<!已有)(?<!累计)(?:第)?(?P<list>{CHINESE_NUMBER}(?:期?(?:[、和及与/,，]|[至到~～\-—–])(?:第)?{CHINESE_NUMBER})*)(?:期(?![间限望货])|(?:阶|階)段)"
)
FIRST_EN = re.compile(  # the first two phases are phases 1 and 2
    rf"\bfirst\s+(?P<count>\d{{1,2}}|{'|'.join(_numbered('one two three four five six seven eight nine ten'))})"
    r"\s+(?:[\w.-]+\s+){0,2}?(?:phases|stages|tranches)\b",
    re.IGNORECASE,
)
FIRST_ZH = re.compile(r"前(?P<count>[两兩二三四五六七八九十]|\d{1,2})\s*(?:个|個)?(?:期(?![间限望货])|(?:阶|階)段)")
PAIR = {"两": 2, "兩": 2}
RANGE_EN, RANGE_ZH = re.compile(TO, re.IGNORECASE), re.compile(r"[至到~～\-—–]")


@lru_cache(maxsize=4096)  # most claims name one of a few phases
def read_ordinals(text: str) -> tuple[int, ...]:
    """The phases that a text names, in order; none where it names no phase.

    >>> read_ordinals("Phase II"), read_ordinals("phases 1 to 3"), read_ordinals("三、四期"), read_ordinals("七至八期")
    ((2,), (1, 2, 3), (3, 4), (7, 8))
    >>> read_ordinals("分三期建设"), read_ordinals("the first two phases"), read_ordinals("前三期")
    ((), (1, 2), (1, 2, 3))
    >>> read_ordinals("共规划10期动力电池项目"), read_ordinals("如今已有10期")
    ((), ())
    """
    found: set[int] = set()
    for match in ENGLISH.finditer(text):
        found |= _spread(match.group("after") or match.group("before"), RANGE_EN, r"[a-z]+|\d+")
    for match in CHINESE.finditer(text):
        found |= _spread(match.group("list"), RANGE_ZH, CHINESE_NUMBER)
    for match in (*FIRST_EN.finditer(text), *FIRST_ZH.finditer(text)):
        count = match.group("count").lower()
        found |= set(range(1, (PAIR.get(count) or _number(count) or 0) + 1))
    return tuple(sorted(number for number in found if 0 < number <= LARGEST))


def read_list_before(text: str, phase: str) -> tuple[int, ...]:
    """The phases of the last list in a text that ends with a phase: 一至六期 before a figure read as of 六期.

    >>> read_list_before("四川时代一至六期项目总投资", "六期")
    (1, 2, 3, 4, 5, 6)
    """
    if phase not in text:
        return read_ordinals(phase)
    found = [m.group() for m in (*CHINESE.finditer(text), *ENGLISH.finditer(text)) if m.group().endswith(phase)]
    return read_ordinals(found[-1]) if found else read_ordinals(phase)


def read_plant_number(part: str | None) -> int | None:
    """The number of a plant in the row of one owner's plants at one place; None for what is no such plant.

    >>> read_plant_number("second plant"), read_plant_number("second phase")
    (2, None)
    """
    found = ROW.fullmatch(part or "")
    return IN_ORDER[found["number"].lower()] if found else None


def name_plant(number: int, lang: str) -> str:
    """The name of a plant by its number in a row of plants.

    >>> name_plant(2, "en"), name_plant(2, "zh")
    ('plant 2', '2号工厂')
    """
    return f"{number}号工厂" if lang == "zh" else f"plant {number}"


def _spread(text: str, mark: re.Pattern[str], number: str) -> set[int]:
    """Every number of a list, ranges filled in."""
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.lower())
    numbers = [value for piece in re.findall(number, plain) if (value := _number(piece)) is not None]
    if len(numbers) == 2 and mark.search(plain):
        return set(range(min(numbers), min(max(numbers), LARGEST) + 1))
    return set(numbers)


def _number(piece: str) -> int | None:
    if piece.isdigit():
        return int(piece)
    if piece in ROMAN or piece in WORDS:
        return ROMAN.get(piece) or WORDS[piece]
    return _han(piece)


def _han(piece: str) -> int | None:
    """一 to 三十九: tens, then ones."""
    if "十" not in piece:
        return HAN.get(piece)
    tens, _, ones = piece.partition("十")
    return HAN.get(tens, 1) * 10 + HAN.get(ones, 0)


def name_phase(ordinals: tuple[int, ...], lang: str) -> str:
    """The name of a part by its phases: `phase 2`, `phases 1–3`, 二期 as 2期.

    >>> name_phase((1, 2, 3), "en"), name_phase((2,), "zh"), name_phase((1, 3), "en")
    ('phases 1–3', '2期', 'phases 1, 3')
    """
    is_run = len(ordinals) > 1 and ordinals == tuple(range(ordinals[0], ordinals[-1] + 1))
    numbers = f"{ordinals[0]}–{ordinals[-1]}" if is_run else ", ".join(map(str, ordinals))
    if lang == "zh":
        return f"{numbers.replace(', ', '、')}期"
    return f"phase{'s' if len(ordinals) > 1 else ''} {numbers}"
