"""What several sites have together is in none of them: `three projects in Ghent, Lille and Graz`."""

from __future__ import annotations

import re
from typing import NamedTuple

from gigawatch.claims.facility import PLANT
from gigawatch.claims.scope.history import OF_PROJECT, History, Scoped
from gigawatch.claims.scope.mention import COUNTRY, PLACE
from gigawatch.claims.scope.phase_number import phase_numbers
from gigawatch.claims.setting import NATIONAL
from gigawatch.vocab import organisations, places

NEAR = 60  # characters behind a figure in which the plants that it is of may be counted
_COUNT = r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d+)\s"
_TURN = re.compile(r"[;,]\s(?:and|but|while|where|which)\b|\b(?:has|have|had|already|one\sof)\b")
_WIDE = ("country", "province", "state", "region")
_SEVERAL = re.compile(
    rf"(?P<whose>(?:\b(?:its|their|the|all|all\sthe)|['’]s|s['’])\s)?"
    rf"{_COUNT}(?:[\w-]+\s){{0,4}}?{PLANT}(?<=s)\b(?:\s(?:in|across)\s)?"
)
_SITES = re.compile(rf"{_COUNT}(?:[\w-]+\s){{0,4}}?(?:{PLANT}|projects|sites)(?<=s)\s(?:in|at|near)\s$")
_TOWN = r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?"
_LIST = re.compile(rf"{_TOWN}(?:,\s{_TOWN})*,?\sand\s(?:in\s)?{_TOWN}(?=[.,;:)]|$)")
_JOINT = re.compile(r",?\sand\s(?:in\s)?|,\s")
_ONE_OF = re.compile(
    r"['’]?\s(?:is|was|remains|becomes|became|will be)\sone\sof\s(?:(?:its|the|their|[\w’']+['’]s)\s)?"
)
_SEVERAL_ZH = re.compile(
    "(?:[两二三四五六七八九十]|\\d)(?:个|大|座|家)(?:基地|工厂|项目|园区)[^，,。；;]{0,4}?(?:共|合计|总)"
)


class Several(NamedTuple):
    """Where the plants are that a sentence counts, several joined with `; `; None where nothing places them."""

    place: str | None


def sites_told(figure: Scoped) -> Several | None:
    """The sites that a sentence lists behind a figure of them all; nowhere, where a town has only one of those counted.

    `RMB 29 billion into three new projects in Yibin, Zhaoqing and Xiapu`; `Yibin is one of ten battery bases`.
    """
    line = figure.line
    if figure.measure not in OF_PROJECT:
        return None
    towns = [m for m in line.mentions if m.kind == PLACE]
    if figure.measure == "projects" and any(_ONE_OF.fullmatch(line.folded, m.end, figure.start) for m in towns):
        return Several(None)
    lists = (_list_at(figure, m.start) for m in towns if figure.start < m.start)
    return next(filter(None, lists), None)


def _list_at(figure: Scoped, at: int) -> Several | None:
    """The sites that stand in a row from an offset on, right behind their count, which tells as many of them."""
    line = figure.line
    counted = _SITES.search(line.folded, max(0, at - NEAR), at)
    told = _LIST.match(line.sentence.text, at) if counted else None
    if counted is None or told is None or _TURN.search(line.folded, figure.end, max(figure.end, counted.start())):
        return None
    names = _JOINT.split(told.group())
    if str(len(names)) != phase_numbers().get(counted["count"]) or any(_is_no_town(name) for name in names):
        return None
    return Several("; ".join(names))


def _is_no_town(name: str) -> bool:
    """True for a firm, and for a country or region that only says where the town before it is."""
    place = places().find(name)
    return organisations().find(name) is not None or (place is not None and str(place.kind) in _WIDE)


def place_of_several(carried: str, figure: Scoped, history: History) -> Several | None:
    """Where the plants are that a figure's sentence counts, `carried` told before; None where it counts none.

    `Its three plants in Europe` are in Europe, not in one of the towns before.
    """
    several = _SEVERAL.search(figure.line.folded, 0, figure.end + NEAR)
    if several is None:
        return None
    for mention in figure.line.mentions:
        if mention.kind in (PLACE, COUNTRY) and 0 <= mention.start - several.end() <= len("the "):
            return Several(NATIONAL.get(mention.name, mention.name))
    is_town = carried in history.towns
    is_of_all = several["whose"] and is_town and len(history.spots.get(figure.subject, ())) > 1
    return Several(None if is_of_all else carried)


def counts_several_towns(figure: Scoped) -> bool:
    """True for what the plants of two towns have together: 签约甲市基地和乙市基地，两个基地共规划100GWh."""
    line = figure.line
    several = _SEVERAL_ZH.search(line.folded, line.clause_span(figure.start)[0], figure.end)
    if several is None:
        return False
    towns = {m.name for m in line.mentions if m.kind == PLACE and m.level == "city" and m.end <= several.start()}
    return len(towns) > 1
