"""Totals of a whole town or region, told beside the firms in it: its own, not the firm's that is named next to it.

`The city of Pecs had 40 GWh, of which X accounted for 10 GWh. It produced 9 GWh` gives X the 10 GWh alone.
"""

from __future__ import annotations

import re

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import STATISTICS, History, Scoped
from gigawatch.claims.scope.mention import FIRM, PLACE, Mention
from gigawatch.claims.scope.own_place import is_of_kind
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.setting import is_wide

OF_TOWN = STATISTICS | {"capacity", "jobs", "growth", "revenue"}
COUNTED = OF_TOWN | {"other", "projects", "share", "investment", "area"}  # 全市共有项目55个, 总投资782亿元
_HERE = re.compile(r"[，,](?:当地|该地)")
_LINK = {"en": re.compile(r"\s*(?:and|but|while)?\s*(?:the\s)?"), "zh": re.compile(r"\s*(?:其中|而|同期|同时|目前)?")}


def town_total(figure: Scoped, history: History, page: Page) -> Mention | None:
    """The town whose own total a figure is, None where its sentence tells of no town's or goes over to a firm."""
    if figure.measure not in (COUNTED if figure.line.lang == "zh" else OF_TOWN):
        return None
    line, before = figure.line, history.figure
    town = _named_here(figure) or _town_told(figure, history, page)
    if town is None and before is not None and before.line is line and before.town is not None:
        town = None if _goes_over(line, before.end, figure.start) else before.town
    return town


def _named_here(figure: Scoped) -> Mention | None:
    """The town that 当地 stands for right behind it: 而在遂宁，当地已布局50余个项目."""
    line = figure.line
    here = _HERE.search(line.folded, 0, figure.start) if line.lang == "zh" else None
    if here is None or any(m.kind == FIRM and here.end() <= m.start < figure.start for m in line.mentions):
        return None
    return next((m for m in line.mentions if m.kind == PLACE and m.end == here.start()), None)


def _town_told(figure: Scoped, history: History, page: Page) -> Mention | None:
    """The town that begins a clause up to the figure, no firm named in between."""
    line = figure.line
    for number in range(line.clause(figure.start), -1, -1):
        low = line.clause_start(number)
        if _goes_over(line, low, figure.start):
            return None
        start = _after_links(line, low)
        town = _named_whole(line, start, figure.start) or _pointed(line, start, history, page)
        if town is not None:
            return town
    return None


def _after_links(line: Line, low: int) -> int:
    """Where a clause begins behind its link words and a date."""
    link = _LINK[line.lang].match(line.folded, low)
    start = link.end() if link else low
    dated = next((p for p in line.periods if p.start == start), None)
    return dated.end if dated is not None and line.lang == "zh" else start


def _pointed(line: Line, start: int, history: History, page: Page) -> Mention | None:
    """The town told last that `the city` or 全市 stands for at the beginning of a clause."""
    cues = cue_table("town_cue", line.lang)
    makers = cues["makers"].match(line.folded, start)
    at = makers.end() + 1 if makers else start
    if line.lang == "en" and not makers and line.folded[max(0, start - 4) : start] == "the ":
        at = start - 4
    whole = cues["whole"].match(line.folded, at)
    if whole is None:
        return next((m for m in line.mentions if makers and m.start == at and m.kind == PLACE), None)
    if line.lang == "en" and not makers and cues["has"].match(line.folded, whole.end() + 1) is None:
        return None
    told = [m for m in line.mentions if m.kind == PLACE and m.end <= at and m.level != "site"]
    if line.lang == "zh":
        return _town_of_word(whole.group(), told, history, page)
    return told[-1] if told else history.town


def _town_of_word(word: str, told: list[Mention], history: History, page: Page) -> Mention | None:
    """The town that a Chinese word stands for: of 我市 the text's own, of 全市 the one told last that is a 市."""
    own = page.own_place(word)
    last = told[-1] if told else history.town
    is_last = last is not None and is_of_kind(last.name, word) and not (own and word.startswith("我"))
    if is_last or own is None:
        return last
    return Mention(0, 0, own, PLACE, "city")


def _named_whole(line: Line, start: int, high: int) -> Mention | None:
    """The town that begins a clause by name and has, makes or employs something."""
    cues, gap = cue_table("town_cue", line.lang), line.lang == "en"
    of = cues["of"].match(line.folded, start)
    at = of.end() + gap if of else start
    town = next((m for m in line.mentions if m.kind == PLACE and m.start == at and m.level != "site"), None)
    if town is None or town.end > high or (line.lang == "zh" and is_wide(town.name)):
        return None
    return town if cues["has"].match(line.folded, town.end + gap) else None


def _goes_over(line: Line, low: int, high: int) -> bool:
    """True where a stretch of a sentence names a firm, or speaks of the company or of one plant."""
    if any(m.kind == FIRM and low <= m.start < high for m in line.mentions):
        return True
    return cue_table("town_cue", line.lang)["other"].search(line.folded, low, high) is not None
