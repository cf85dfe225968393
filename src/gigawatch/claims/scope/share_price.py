"""Moves of share prices, which are no figures of a firm's business: `shares fell 4.7 percent to $263`, 股价上涨5%."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import FIRM

_OF_PRICES = frozenset({"share", "point", "money", "multiple"})
_EN = re.compile(
    r"\b(?:shares|stock|share\sprices?|stock\sprices?)(?P<of>\s(?:of|in)\s[\w.&’' -]{2,40}?)?\s"
    r"(?:(?:had|have|has|was|were|also|then|initially|\w+ly)\s){0,2}"
    r"(?:f[ae]ll\w*|r[io]se[sn]?|jump\w*|surg\w+|tumbl\w+|plung\w+|slid\w*|slump\w*|drop\w*|gain\w*|climb\w*|declin\w+"
    r"|clos\w+|trad(?:ed|ing)|up|down|ended|soar\w*|advanc\w+|lost|shed|opened)\b(?:[^.;]|\.(?=\d)){0,60}$"
)
_OF_MARKET = re.compile(r"\b(?:market|combined|respective)\b")
_ZH = re.compile(
    r"股价[^，,。；;]{0,14}[涨跌升降收报]|收[报盘涨跌]|[涨跌]停|(?:盘中|早盘|午盘|尾盘|开盘)[^，,。；;]{0,10}[涨跌]"
    r"|[AaHhBb港美]股[^，,。；;]{0,6}[涨跌]"
)
_MOVED_ZH = re.compile(r"(?:[涨跌升降]|[报于至])(?:了|约|近|超过|超|逾|幅)*(?:每股)?$")


def is_share_price(figure: Scoped) -> bool:
    """True for the percentage by which a share moved, and for the price to which it did."""
    if figure.found.dimension not in _OF_PRICES:
        return False
    line, start = figure.line, figure.start
    if line.lang == "zh":
        if "股价" in line.folded[line.clause_span(start)[0] : start]:
            return True
        return _ZH.search(line.folded) is not None and _MOVED_ZH.search(line.folded, 0, start) is not None
    low = max(0, start - 130)
    told = _EN.search(line.folded, low, start)
    if told is None or _OF_MARKET.search(line.folded, low, start):
        return False
    of = told.span("of")
    return of[0] < 0 or any(m.kind == FIRM and of[0] <= m.start < of[1] for m in line.mentions)
