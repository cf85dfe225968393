"""States that Chinese grammar alone settles: what is still to come does not run, and what 已投产 says of does.

A Chinese verb bears no tense: 投产 is a plan behind 将 or before 后, and done behind 已. Where none of these words
stands, the weights decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.mention import FIRM
from gigawatch.claims.scope.page import Line
from gigawatch.claims.trait import tells_whole
from gigawatch.quantity import FoundPeriod

BUILT = frozenset({"capacity", "investment", "area", "vehicles"})
_RUNS = "建成投产|竣工投产|投产|投运|投入运营|投入使用|投入生产|建成|达产|满产|满负荷生产|满负荷运行"
_TO_BEGIN = re.compile(r"(?:拟|计划|即将|将要?|待|准备)(?:集中|新)?(?:开工|动工|新建|建设)[^，,。；;已]{0,10}$")
_END = r"了?(?=[，,。；;]|$)"
_AHEAD = re.compile(r"将(?!近)|可达|可形成|可实现|有望|届时|拟(?!定)|力争")
_AFTER = re.compile(rf"(?:{_RUNS}|完工|竣工|落成)[^，,。；;已]{{0,3}}后")
_RISEN = re.compile(r"(?:增|升|提升|增加|扩大|提高|上升)[至到]")
_NOW = re.compile(r"已|目前|现有|现已|如今|当前")
_OPENED = re.compile(rf"(?:已|正式|顺利)[^，,。；;将拟未]{{0,14}}?(?:{_RUNS})(?!后)")
_OPENED_BEHIND = re.compile(rf"[^，,。；;将拟未]{{0,4}}{_OPENED.pattern}{_END}")
_OPENED_BEFORE = re.compile(rf"{_OPENED.pattern}了?[，,]$")
_OPENED_AT_END = re.compile(rf"{_OPENED.pattern}了?[，,；;。]?$")
_RAN = re.compile(rf"(?:^|[，,])(?![^，,]*(?:将|预计|计划|拟|力争|争取|后))[^，,]*(?:{_RUNS})了?[，,]")
_DUE_BEHIND = re.compile(
    r"[^，,。；;\d]{0,8}[，,]?(?:计划|预计|拟|将)(?!总)[^，,。；;]{0,14}?"
    rf"(?:{_RUNS}|开工|竣工){_END}"
)
_IN_PHASES = re.compile("[^。；;]{0,40}?分[两二三四五六]期(?:进行)?(?:实施|建设|推进|投资|开发)")
_NOT_YET = re.compile(
    r"(?:尚|仍|并|还|暂)?(?:未|没有|没)(?:能|有|曾)?(?:正式|全部|实际|如期)?"
    r"(?:开工|动工|投产|建成|启动|开建|建设|投运)"
)
_PHASE = re.compile("[一二三四五六七八九十首]期")
_OF_PART = re.compile(r"[一二三四五六七八九十首]期|基地|工厂|项目|园区|产线|生产线")


def is_to_come(figure: Scoped) -> bool:
    """True where the clause of a plant's figure says that it is still to come: 将形成, 可达, 全部投产后年产能."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    words = line.folded[low : figure.start]
    if _DUE_BEHIND.match(line.folded, figure.end):
        return True
    if _IN_PHASES.match(line.folded, figure.end) and _PHASE.search(line.folded, 0, figure.start) is None:
        return True
    if _OF_PART.search(words) is None and _RAN.search(line.folded, 0, low):
        return False
    ahead = [m.end() for m in _AHEAD.finditer(words)]
    after = list(_ends_of_after(line.folded[:low].rstrip("，,"), words))
    if not (ahead or after) or _NOW.search(words, max(ahead + after)):
        return False
    return bool(ahead) or _RISEN.search(words) is None


def _ends_of_after(before: str, words: str) -> Iterator[int]:
    """Where 建成后 and its like end in the words of a clause; 0 for one that ends the clause before."""
    yield from (match.end() for match in _AFTER.finditer(words))
    if before.endswith("后") and _AFTER.search(before, max(0, len(before) - 12)):
        yield 0


def dates_of_start(figure: Scoped) -> frozenset[str]:
    """The dates on which a plant opens, before a result that comes with its full run: 2022年投产，达产后产值110亿元."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    if figure.measure in OF_PROJECT or not low or _AFTER.search(line.folded, low, figure.start) is None:
        return frozenset()
    opened = [p for p in line.periods if p.end <= low and re.search(_RUNS, line.folded[slice(p.end, _end(line, p))])]
    return frozenset(p.iso for p in opened) - {p.iso for p in line.periods if p.start >= low}


def _end(line: Line, period: FoundPeriod) -> int:
    """Where the clause of a date ends."""
    return line.clause_span(period.start)[1]


def is_whole_to_come(figure: Scoped) -> bool:
    """True where a clause behind that of a phase says what its plant will be: 三期开工，基地全部建成后可达50GWh."""
    folded = figure.line.folded
    low, _ = figure.line.clause_span(figure.start)
    return _PHASE.search(folded, 0, low) is not None and tells_whole(folded, low, figure.start) and is_to_come(figure)


def has_opened(figure: Scoped, before: str = "") -> bool:
    """True where the clause of a capacity, or the one beside it of the same plant, says 已投产.

    `before` is the sentence before: 一期已投产。一期年产能为12GWh.
    """
    folded, line = figure.line.folded, figure.line
    low, high = line.clause_span(figure.start)
    if _OPENED.search(folded, low, high):
        return _NOT_YET.search(folded, low, high) is None
    if _AHEAD.search(folded, low, high):
        return False
    behind = line.clause_span(high) if high < len(folded) else (high, high)
    if _OPENED_BEHIND.match(folded, *behind):
        return True
    told = folded[slice(*line.clause_span(low - 1))] if low else before
    if low and not _names_another(figure, low):
        return _OPENED_BEFORE.search(told) is not None
    return _goes_on_of_phase(figure, low, told)


def is_of_other_phase(figure: Scoped, before: str = "") -> bool:
    """True for the capacity of another phase than the one that the words before it say to have opened."""
    folded, line = figure.line.folded, figure.line
    low, high = line.clause_span(figure.start)
    told = folded[slice(*line.clause_span(low - 1))] if low else before
    here = {match.group() for match in _PHASE.finditer(folded, low, figure.start)}
    phases = {match.group() for match in _PHASE.finditer(told)}
    if not (here and phases) or here & phases or re.search(_RUNS, folded[low:high]):
        return False
    return _OPENED_AT_END.search(told) is not None


def _goes_on_of_phase(figure: Scoped, low: int, told: str) -> bool:
    """True where a clause goes on about the one phase that the words before it say to have opened."""
    here = {match.group() for match in _PHASE.finditer(figure.line.folded, low, figure.start)}
    phases = {match.group() for match in _PHASE.finditer(told)}
    firms = (m for m in figure.line.mentions if m.kind == FIRM)
    if not (len(here) == 1 and here == phases) or any(low <= m.start < figure.start for m in firms):
        return False
    return _OPENED_AT_END.search(told) is not None


def _names_another(figure: Scoped, low: int) -> bool:
    """True where a clause names a part or a firm of its own before the figure."""
    firms = (m for m in figure.line.mentions if m.kind == FIRM)
    is_of_firm = any(low <= m.start < figure.start for m in firms)
    return is_of_firm or _OF_PART.search(figure.line.folded, low, figure.start) is not None


def are_to_begin(figure: Scoped) -> bool:
    """True for projects of which the words before their count say that they are yet to begin: 拟开工重点项目305个."""
    line = figure.line
    low = line.clause_span(figure.start)[0]
    return figure.measure == "projects" and _TO_BEGIN.search(line.folded, low, figure.start) is not None


def has_not_begun(figure: Scoped) -> bool:
    """True for a figure whose clause, or one beside it of the same part, says 尚未开工 or 并未投产."""
    line = figure.line
    low, high = line.clause_span(figure.start)
    stop = line.clause_span(high)[1] if high < len(line.folded) else high
    if low and _OF_PART.search(line.folded, low, figure.start) is None:
        low = line.clause_span(low - 1)[0]
    return _NOT_YET.search(line.folded, low, stop) is not None
