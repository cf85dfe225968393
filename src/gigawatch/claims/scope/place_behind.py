"""Plants whose place a sentence behind tells: `will invest 1.7 billion euros. The plant will be built in Nysa`."""

from __future__ import annotations

import re

from gigawatch.claims.facility import PLANT
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.mention import FIRM, PLACE, SOURCE, Mention
from gigawatch.claims.scope.page import Line, Page

REACH = 2  # sentences behind a figure that may tell where its plant is
_NEAR = {"en": 24, "zh": 3}  # characters between the word that places a plant and the place
_PLACED = {
    "en": re.compile(
        rf"(?:the|this)\s(?:(?!first|second|third|pilot|other)[\w’'-]+\s){{0,4}}?(?:{PLANT}|project|site|recycling)\b(?:,[^,.;]{{1,40}},)?\s"
        r"(?:will\sbe|is\sto\sbe|is\sbeing|is|was|would\sbe|to\sbe)\s(?:\w+ly\s)?"
        r"(?:built|located|situated|sited|based|erected|constructed|set\sup|established)\s(?:in|at|near|on|outside|close\sto)\s"
        r"|it\s(?:will\sbe|is\sto\sbe|is\sbeing|is)\s(?:built|located|situated|sited|constructed)\s(?:in|at|near|on|outside)\s"
    ),
    "zh": re.compile(
        "(?:该|本|此|上述)?(?:新)?(?:项目|工厂|基地|产业园|厂区)(?:拟|将|计划|建设)?(?:选址|位于|落户|落地|坐落|建设地点|地点|建在|设在)[于在为]?[:：]?"
    ),
}
# What several plants have together is not where one of them will be; the sum of a project's own phases is.
_OF_SEVERAL = {
    "en": re.compile(
        r"\b(?:combined|altogether|worldwide|globally|its\s(?:[\w-]+\s){0,3}?(?:plants|factories|sites|facilities))\b"
    ),
    "zh": re.compile(
        "合计|共计|累计|现有|已有|现已拥有|各基地|[0-9一二三四五六七八九十两多][大个座][^，,。；;]{0,4}(?:基地|工厂)"
    ),
}
_OF_ONE = {
    "en": re.compile(r"\b(?:the|this|a|new)\s(?:[\w-]+\s){0,3}?(?:plant|factory|project|site)\b|\bphases?\b"),
    "zh": re.compile("项目|[一二三四五六七八九十两]期|新建|(?:该|新|本)(?:基地|工厂)"),
}


def place_behind(figure: Scoped, page: Page) -> str | None:
    """The place that a sentence behind gives the plant of a figure whose own sentence names none."""
    line = figure.line
    if figure.place is not None or figure.measure not in OF_PROJECT or figure.is_stake:
        return None
    if any(mention.kind == PLACE for mention in line.mentions) or _is_of_several(figure):
        return None
    for number in range(line.number + 1, min(line.number + 1 + REACH, len(page.sentences))):
        sentence = page.sentences[number]
        told = _PLACED[page.lang].match(page.folded, sentence.start, sentence.end)
        if told is not None:
            behind = page.line(number)
            place = _place_at(behind, told.end() - sentence.start, _NEAR[page.lang])
            return place.name if place is not None and not _is_of_other(behind, figure) else None
    return None


def _is_of_several(figure: Scoped) -> bool:
    """True for what a firm's plants have together: 现有产能合计300GWh."""
    folded, lang = figure.line.folded, figure.line.lang
    is_sum = _OF_SEVERAL[lang].search(folded, 0, figure.start) is not None
    return is_sum and _OF_ONE[lang].search(folded, 0, figure.start) is None


def _place_at(line: Line, at: int, near: int) -> Mention | None:
    """The first place within a few characters of an offset."""
    return next((m for m in line.mentions if m.kind == PLACE and at <= m.start <= at + near), None)


def _is_of_other(line: Line, figure: Scoped) -> bool:
    """True for a sentence that names another firm than a figure's."""
    firms = {m.name for m in line.mentions if m.kind == FIRM and m.role != SOURCE}
    return bool(firms) and not any(name in (figure.subject or "") for name in firms)
