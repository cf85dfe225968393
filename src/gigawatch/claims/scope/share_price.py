"""Moves of share prices, which are no figures of a firm's business: `shares fell 4.7 percent to $263`, 股价上涨5%."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import FIRM

LARGEST = 100_000.0  # what one share costs at most
_MOVES = (
    r"\b(?:shares|stock|share\sprices?|stock\sprices?)(?P<of>\s(?:of|in)\s[\w.&’' -]{2,40}?)?\s"
    r"(?:(?:had|have|has|was|were|also|then|initially|\w+ly)\s){0,2}"
    r"(?:f[ae]ll\w*|r[io]se[sn]?|jump\w*|surg\w+|tumbl\w+|plung\w+|slid\w*|slump\w*|drop\w*|gain\w*|climb\w*|declin\w+"
    r"|clos\w+|trad(?:ed|ing)|up|down|ended|soar\w*|advanc\w+|lost|shed|opened)"
)
_BY = re.compile(_MOVES + r"(?:\s(?:by|another|a\sfurther|up|down)){0,2}\s$")
_TO = re.compile(_MOVES + r"(?:\s(?:by\s)?(?:[a-z]+\s){0,3}[\d.]+\s?(?:%|percent))?\s(?:to|at)(?:\sclose\sat)?\s$")
_OF_MARKET = re.compile(r"\b(?:market|combined|respective|their|both)\b")
_LISTED = re.compile(r"\s(?:and\s[\d.]+\s?(?:%|percent)|of\s)")
_ZH = re.compile(
    r"(?:股价|(?:盘中|早盘|午盘|尾盘|开盘))[^，,。；;]{0,8}[涨跌升降报至于](?:了|约|近|超过|超|逾|幅)*(?:每股)?$"
    r"|收[报盘涨跌](?:了|约|近|超|逾|报|于)*(?:每股)?$"
)


def is_share_price(figure: Scoped) -> bool:
    """True for the percentage right behind the move of a share, and for the price to which it moved."""
    line, start, dimension = figure.line, figure.start, figure.found.dimension
    if dimension not in ("share", "money") or (dimension == "money" and abs(figure.found.value) > LARGEST):
        return False
    if line.lang == "zh":
        return _ZH.search(line.folded, line.clause_span(start)[0], start) is not None
    low = max(0, start - 130)
    told = (_TO if dimension == "money" else _BY).search(line.folded, low, start)
    if told is None or _OF_MARKET.search(line.folded, low, start) or _LISTED.match(line.folded, figure.end):
        return False
    of = told.span("of")
    return of[0] < 0 or any(m.kind == FIRM and of[0] <= m.start < of[1] for m in line.mentions)
