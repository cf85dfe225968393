"""Figures of a list whose heading tells what they are of, and when: `Output in May 2021`, then `LFP: 8.8 GWh`."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import STATISTICS, Scoped
from gigawatch.claims.scope.measure import ALLOWED
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.setting import NATIONAL

LONGEST = 90  # characters of a heading
MOST = 40  # items under one heading
_ITEM = re.compile(
    r"[^\d:：。;；]{1,40}[:：]\s?(?:[\u4e00-\u9fff]{1,4}量)?(?:约|about |around |some )?\d[^。;；]{0,60}$"
)
_REST = re.compile(r"(?:the )?(?:others?|rest|total)\b|其他|其它|其余|合计|总计|共计")
# An item of what is to be, or of what a plant can make, is no outcome of the heading's year.
_AIM = re.compile(
    r"\b(?:targets?|plan\w*|goals?|forecasts?|expected|under construction)\b|目标|规划|在建|拟|产能|计划|预计"
)
_STOP = (".", "。", "!", "！", "?", "？", ";", "；", ",", "，")
_OWNERS, _PLACES = (FIRM, PLACE, COUNTRY), (PLACE, COUNTRY)


def heading_of(figure: Scoped, page: Page) -> Line | None:
    """The heading of the list in which a figure's line is an item `label: amount`; None for running text."""
    number = figure.line.number
    if _ITEM.match(_told(page, number)) is None:
        return None
    for above in range(number - 1, max(-1, number - 1 - MOST), -1):
        words = _told(page, above)
        if _ITEM.match(words) is None:
            is_heading = len(words) <= LONGEST and not words.endswith(_STOP)
            return page.line(above) if is_heading else None
    return None


def _told(page: Page, number: int) -> str:
    sentence = page.sentences[number]
    return page.folded[sentence.start : sentence.end].strip()


def measure_under(figure: Scoped, heading: Line) -> str:
    """The one statistic that a heading names and a figure can be of, else what the figure was taken to measure."""
    if _AIM.search(figure.line.folded, 0, figure.start):
        return figure.measure
    dimension = figure.found.dimension
    told = {cue.measure for hit in heading.cues for cue in hit.cues if dimension in cue.dimensions}
    named = told & STATISTICS & set(ALLOWED.get(dimension, ()))
    own = {cue.measure for hit in figure.line.cues for cue in hit.cues} & STATISTICS
    return named.pop() if len(named) == 1 and not own else figure.measure


def tell_under(figure: Scoped, heading: Line) -> None:
    """Gives a figure the owner, place and period of its heading where its own line names none."""
    own = {mention.kind for mention in figure.line.mentions}
    owners = {(m.name, m.kind) for m in heading.mentions if m.kind in _OWNERS}
    places = {NATIONAL.get(m.name, m.name) for m in heading.mentions if m.kind in _PLACES}
    periods = {period.iso for period in heading.periods}
    if own.isdisjoint(_OWNERS) and len(owners) == 1:
        figure.subject, figure.subject_kind = owners.pop()
    elif own.isdisjoint(_OWNERS) and figure.subject_kind == FIRM and _REST.match(figure.line.folded.lstrip()):
        figure.subject, figure.subject_kind = None, ""  # the rest of a list of firms is of none of them
    if own.isdisjoint(_PLACES) and len(places) == 1:
        figure.place = places.pop()
    if not figure.line.periods and len(periods) == 1:
        figure.period = periods.pop()
