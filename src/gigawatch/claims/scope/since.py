"""Figures that have added up since a date: what `has been signed since 2019` is of 2019 up to the telling."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.page import Page
from gigawatch.quantity import FoundPeriod

_ADDED_UP = OF_PROJECT | {"contract_value", "sales", "shipments", "other"}
_TOLD = frozenset({"signed", "announced", "reported"})
_BEFORE = {
    "en": re.compile(r"\bsince\s(?:(?:the\s(?:start|beginning|end)\sof|early|late|mid-?)\s)?$", re.IGNORECASE),
    "zh": re.compile(r"[自从]$"),
}
_BEHIND = {"en": re.compile(""), "zh": re.compile(r"(?:以来|至今|(?:算|开始|[初底末])?起|开始|[，,])")}
_HAVE = re.compile(r"\b(?:has|have)\s(?:now\s|already\s|together\s)?[a-z]+(?:ed|en|t)\s(?:[a-z]+\s){0,3}$")
_ASIDE = re.compile(
    r"\d[\d.,]*\s(?:million|billion|[gm]wh|%|percent)|,|\b(?:where|which|customer|[a-z]+est|first|most)\b"
)
_NEWS = {
    "en": re.compile(r"\b(?:today|yesterday|this\sweek|last\sweek|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"),
    "zh": re.compile("近日|日前|昨日|今日|昨天|今天|本周|刚刚"),
}
REACH = 28  # characters before a date in which the word that opens its span stands


def span_since(figure: Scoped, iso: str | None, page: Page) -> str | None:
    """The span from a date that a sentence counts from to the publication, as fine as the date; else the date."""
    told = dict(page.published)
    if iso is None or "published" not in told or figure.measure not in _ADDED_UP or figure.status not in _TOLD:
        return iso
    now = told["published"][: len(iso)]
    is_open = any(p.iso == iso and _opens_span(figure, p) for p in figure.line.periods)
    return f"{iso}/{now}" if is_open and _is_plain(iso) and iso < now else iso


def dates_before_news(figure: Scoped) -> frozenset[str]:
    """The dates since which something has gone on before the news that a figure belongs to: 自2011年以来…，近日宣布."""
    line = figure.line
    opened = [p for p in line.periods if p.end <= figure.start and _is_since(figure, p)]
    news = _NEWS[line.lang]
    return frozenset(p.iso for p in opened if news.search(line.folded, p.end, figure.start) is not None)


def _is_since(figure: Scoped, period: FoundPeriod) -> bool:
    """True for a date that the words around it make the beginning of a span."""
    folded, lang = figure.line.folded, figure.line.lang
    is_opened = _BEFORE[lang].search(folded, max(0, period.start - REACH), period.start) is not None
    return is_opened and _BEHIND[lang].match(folded, period.end) is not None


def _is_plain(iso: str) -> bool:
    """True for a year, a month or a day."""
    return iso.replace("-", "").isdigit()


def _opens_span(figure: Scoped, period: FoundPeriod) -> bool:
    """True for a date before a figure from which its sentence counts."""
    line = figure.line
    if line.lang == "en" and figure.end <= period.start:
        return _is_counted_since(figure, period)
    if period.end > figure.start or _BEHIND[line.lang].match(line.folded, period.end) is None:
        return False
    cue = _BEFORE[line.lang].search(line.folded, max(0, period.start - REACH), period.start)
    is_aside = line.lang == "en" and line.clause(period.start) != line.clause(figure.start)  # `held since 2022, ...`
    return cue is not None and (not is_aside or cue.start() == 0)


def _is_counted_since(figure: Scoped, period: FoundPeriod) -> bool:
    """True for a date behind a figure of what has been done since it: `have invested $12.7 billion since 2017`."""
    folded, low = figure.line.folded, max(0, period.start - REACH)
    is_told = _BEFORE["en"].search(folded, low, period.start) and _HAVE.search(folded, 0, figure.start)
    return bool(is_told) and _ASIDE.search(folded, figure.end, period.start) is None
