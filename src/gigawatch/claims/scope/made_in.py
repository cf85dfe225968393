"""Whose a Chinese share is that is told of what comes from somewhere: 每生产10块电池，就有1块出自宜宾."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, Mention

_FROM = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:出自|来自于?|产自|产于|由)(?:[\u4e00-\u9fff]{0,4}的)?")
_NAMES = (FIRM, PLACE, COUNTRY)


def made_in(figure: Scoped) -> Mention | None:
    """The town or firm right behind a share from which that part comes; None for any other figure."""
    line = figure.line
    if figure.measure != "share" or line.lang != "zh" or not line.folded.startswith("每", figure.start):
        return None
    behind = next((m for m in line.mentions if m.start >= figure.end and m.kind in _NAMES), None)
    return behind if behind is not None and _FROM.fullmatch(line.folded, figure.end, behind.start) else None
