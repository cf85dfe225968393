"""Who holds a part of a firm, and of which: 宁德时代持股51%, `49 percent of it is held by Honda`."""

from __future__ import annotations

import re
from typing import NamedTuple

from gigawatch.claims.scope.history import History, Scoped
from gigawatch.claims.scope.mention import FIRM, Mention
from gigawatch.claims.scope.page import Line
from gigawatch.claims.scope.venture import named_venture

_HOLDS = {
    "zh": re.compile(
        r"(?:将|拟|则|仍|还|直接|间接|合计|各|分别|各自)*(?:的)?(?:持股|占股|控股|参股|持有|股权占|股份占|出资份额|股权比例)"
        r"(?P<of>[^，,。；;\d]{0,20}?)(?:比例|份额)?(?:的)?(?:为|约|达)?"
        r"|[(（](?:持股|占股|占)?"
    ),
    "en": re.compile(
        r"(?:,\swhich)?(?:\s(?:will|would|to|now|currently|is|the|an?|remaining|about|other|and))*"
        r"(?:\s(?:holds?|holding|owns?|owning|has|have|having|with|takes?|taking|keeps?|retains?|acquir(?:es?|ed)|bought))?"
        r"(?:\s(?:an?|the|remaining|other|up|to|about))*\s(?:\()?"
    ),
}
_SPOKEN = {
    "zh": re.compile(r"持股|占股|控股|参股|股权|股份|持有|合资"),
    "en": re.compile(
        r"\b(?:holds?|holding|owns?|owned|owning|stakes?|shareholder|shareholding|equity|joint[\s-]venture)\b"
    ),
}
_AND_HOLDS = re.compile(
    r"(?:并|且|其中|同时)?(?:将|拟)?(?:持有|持股|占股|控股)(?P<of>[^，,。；;\d]{0,20}?)(?:比例)?(?:为|约)?$"
)
_HELD_BY = re.compile(
    r"\s(?:(?:stake|share|interest)\s)?(?:of\sit\s)?(?:is\s|are\s|being\s)?(?:held|owned)\sby\s(?:the\s)?$"
)
_OF = re.compile(r"\s(?:(?:equity\s)?(?:stake|interest|share(?:holding)?|of\sthe\sshares)\s)?(?:of|in)\s(?:the\s)?$")


class Stake(NamedTuple):
    """The holder of a part of a firm, and the firm, None where the sentence does not name it."""

    holder: Mention
    held: str | None


def stake_of(figure: Scoped, history: History) -> Stake | None:
    """Whose part of a firm a share is; None for the shares of anything else."""
    line = figure.line
    if figure.measure != "share" or _SPOKEN[line.lang].search(line.folded) is None:
        return None
    firms = [m for m in line.mentions if m.kind == FIRM]
    holder = _holder(figure, firms)
    if holder is None:
        return None
    held = _held(figure, firms, holder) or named_venture(line) or history.venture
    return Stake(holder, held.name if held is not None and held.name != holder.name else None)


def _holder(figure: Scoped, firms: list[Mention]) -> Mention | None:
    line, text = figure.line, _text(figure.line)
    for firm in reversed([m for m in firms if m.end <= figure.start]):
        if _HOLDS[line.lang].fullmatch(text, firm.end, figure.start):
            return firm
    if line.lang == "zh":
        low, _ = line.clause_span(figure.start)
        return firms[0] if firms and _AND_HOLDS.fullmatch(text, low, figure.start) else None
    behind = (m for m in firms if m.start >= figure.end)
    return next((m for m in behind if _HELD_BY.fullmatch(text, figure.end, m.start)), None)


def _held(figure: Scoped, firms: list[Mention], holder: Mention) -> Mention | None:
    """The firm named between its holder and the share, or right behind the share."""
    between = [m for m in firms if holder.end <= m.start and m.end <= figure.start]
    if between:
        return between[-1]
    text = _text(figure.line)
    return next((m for m in firms if m.start >= figure.end and _OF.fullmatch(text, figure.end, m.start)), None)


def _text(line: Line) -> str:
    return line.sentence.text if line.lang == "en" else line.folded
