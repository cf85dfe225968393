"""States that Chinese grammar alone settles: what is still to come does not run, what 已投产 says of does, and denials.

A verb bears no tense in Chinese: 投产 is a plan behind 将, 计划 or before 后, and done behind 已. Where none of these words
stands, the weights decide.
"""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import FIRM
from gigawatch.claims.trait import tells_whole

BUILT = frozenset({"capacity", "investment", "area", "vehicles"})
_RUNS = "建成投产|竣工投产|投产|投运|投入运营|投入使用|投入生产|建成|达产|满产|满负荷生产|满负荷运行"
_AHEAD = re.compile(r"将(?!近)|可达|可形成|可实现|有望|届时|拟(?!定)|力争")
_AFTER = re.compile(rf"(?:{_RUNS}|完工|竣工|落成)[^，,。；;已]{{0,3}}后")
_RISEN = re.compile(r"(?:增|升|提升|增加|扩大|提高|上升)[至到]")
_NOW = re.compile(r"已|目前|现有|现已|如今|当前")
_OPENED = re.compile(rf"(?:已|正式|顺利)[^，,。；;将拟未]{{0,14}}?(?:{_RUNS})(?!后)")
_OPENED_BEHIND = re.compile(rf"[^，,。；;将拟未]{{0,4}}{_OPENED.pattern}了?(?=[，,。；;]|$)")
_RAN = re.compile(rf"(?:^|[，,])(?![^，,]*(?:将|预计|计划|拟|力争|争取|后))[^，,]*(?:{_RUNS})了?[，,]")
_DUE_BEHIND = re.compile(
    rf"[^，,。；;\d]{{0,8}}[，,](?:计划|预计|拟|将)(?!总)[^，,。；;]{{0,14}}?(?:{_RUNS}|开工|竣工)(?=[，,。；;]|$)"
)
_OPENED_BEFORE = re.compile(rf"{_OPENED.pattern}了?[，,]$")
_NOT_YET = re.compile(
    r"(?:尚|仍|并|还|暂)?(?:未|没有|没)(?:能|有|曾)?(?:正式|全部|实际|如期)?(?:开工|动工|投产|建成|启动|开建|建设|投运)"
)
_PHASE = re.compile("[一二三四五六七八九十首]期")
_OF_PART = re.compile(r"[一二三四五六七八九十首]期|基地|工厂|项目|园区|产线|生产线")
_INTENDS = "计划|打算|考虑|决定|拟|签|投资|投建|新建|建厂|建设|设厂|承诺|宣布|安排"
_DENIED = re.compile("(?<!未)(?<!不)否认|辟谣")
_NOT_MEANT = re.compile(
    rf"(?:并未|未有|没有|从未|未曾|暂无|并无|尚无|不会|不再会|无意|无)[^，,。；;]{{0,10}}?(?:{_INTENDS})|(?:并不|不)(?:打算|考虑|计划)"
)
_DENIED_BEHIND = re.compile(r"[^。；;]{0,40}?(?:不实|并不属实|系谣言|为谣言|不属实|予以否认|遭否认|被否认|没有的事)")
_TURNS = re.compile(r"但|原有|现有|目前|不过|而是|只是|然而|[；;。]")


def is_to_come(figure: Scoped) -> bool:
    """True where the clause of a plant's figure says that it is still to come: 将形成, 可达, 全部投产后年产能."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    before = line.folded[:low].rstrip("，,")
    words = line.folded[low : figure.start]
    after = list(_AFTER.finditer(words)) or (
        [_AFTER.search(before, max(0, len(before) - 12))] if before.endswith("后") else []
    )
    if _DUE_BEHIND.match(line.folded, figure.end):
        return True
    ahead = [m for m in (*_AHEAD.finditer(words), *after) if m is not None]
    if not ahead or _NOW.search(words, ahead[-1].end() if ahead[-1].string is words else 0):
        return False
    if _OF_PART.search(words) is None and _RAN.search(line.folded, 0, low):
        return False
    return any(m.re is _AHEAD for m in ahead) or _RISEN.search(words) is None


def is_whole_to_come(figure: Scoped) -> bool:
    """True where a clause behind that of a phase says what its plant will be: 三期开工，基地全部建成后可达50GWh."""
    folded = figure.line.folded
    low, _ = figure.line.clause_span(figure.start)
    return _PHASE.search(folded, 0, low) is not None and tells_whole(folded, low, figure.start) and is_to_come(figure)


def has_opened(figure: Scoped) -> bool:
    """True where the clause of a capacity, or the one beside it of the same plant, says 已投产."""
    line = figure.line
    low, high = line.clause_span(figure.start)
    if _OPENED.search(line.folded, low, high):
        return _NOT_YET.search(line.folded, low, high) is None
    behind = line.clause_span(high) if high < len(line.folded) else (high, high)
    opened = _OPENED_BEHIND.match(line.folded, *behind)
    if opened and _AHEAD.search(line.folded, low, high) is None:
        return True
    before = line.clause_span(low - 1) if low else (0, 0)
    words = line.folded[low : figure.start]
    is_alone = _OF_PART.search(words) is None and not any(
        m.kind == FIRM and low <= m.start < figure.start for m in line.mentions
    )
    return is_alone and _AHEAD.search(words) is None and _OPENED_BEFORE.search(line.folded, *before) is not None


def has_not_begun(figure: Scoped) -> bool:
    """True for a figure whose clause, or one beside it of the same part, says 尚未开工 or 并未投产."""
    line = figure.line
    low, high = line.clause_span(figure.start)
    stop = line.clause_span(high)[1] if high < len(line.folded) else high
    if low and _OF_PART.search(line.folded, low, figure.start) is None:
        low = line.clause_span(low - 1)[0]
    return _NOT_YET.search(line.folded, low, stop) is not None


def is_denied(figure: Scoped) -> bool:
    """True for the figure of a plan that its sentence denies: 否认将投资50亿, 没有在当地建设20GWh工厂的计划, ...不实."""
    line = figure.line
    if figure.measure not in BUILT and figure.measure not in ("jobs", "projects", "contract_value"):
        return False
    low, _ = line.clause_span(figure.start)
    if _NOT_MEANT.search(line.folded, low, figure.start):
        return True
    denied = _DENIED.search(line.folded, max(0, figure.start - 60), figure.start)
    if denied and _TURNS.search(line.folded, denied.end(), figure.start) is None:
        return True
    behind = _DENIED_BEHIND.match(line.folded, figure.end)
    return behind is not None and _TURNS.search(line.folded, figure.end, behind.end()) is None
