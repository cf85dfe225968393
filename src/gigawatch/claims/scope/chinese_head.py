"""Whose a Chinese figure is where its owner stands right at it: at the head of its clause, or before its brackets."""

from __future__ import annotations

import re

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import OF_PROJECT, RATIOS, STATISTICS, Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, GROUP, PLACE, SOURCE, Mention
from gigawatch.claims.scope.page import EACH, Line
from gigawatch.claims.setting import is_region
from gigawatch.vocab import OrganisationKind, organisations

_ENDINGS = ("公司", "集团", "集團")
LINK = 3  # characters that may stand before a region at the head of its clause
CLAUSES = 3  # clauses over which the firm at the head of a sentence is still spoken of
NAMES = frozenset({FIRM, GROUP, PLACE, COUNTRY})
_MARKS = re.compile(r"[，,：:\s“”\"]+")
_ALONE = re.compile(r"\s*[）)]")
_OPENED = re.compile(r"\s*[（(]\s*(?:(?:约|达)\s*)?")
_AMOUNT = re.compile(r"\d[\d.,]*(?![\d.,]|\s*[年月日])")
_INSIDE = ("(", "（")  # before another name of what stands before the brackets: 亿纬锂能（EVE）
_JOINED = re.compile(r"(?:[（(][^（）()]{1,20}[)）])?\s*(?:[、，,]|[和与及]|以及)+\s*")
TOLD_IN_BRACKETS = STATISTICS | RATIOS


def bracketed_owner(figure: Scoped) -> Mention | None:
    """The name right before the brackets that hold a statistic and nothing else: 甲（46.8%）和乙（21.9%）."""
    line = figure.line
    if figure.measure not in TOLD_IN_BRACKETS or _ALONE.match(line.folded, figure.end) is None:
        return None
    before = (m for m in reversed(line.mentions) if m.end <= figure.start)
    name = next((m for m in before if m.kind in NAMES), None)
    is_before = name is not None and _OPENED.fullmatch(line.folded, name.end, figure.start) is not None
    return name if is_before else None


def heading_owner(figure: Scoped) -> Mention | None:
    """The one firm at the head of a figure's clause, or of one before it after which none is named: 甲为5.9GWh."""
    line, number = figure.line, figure.line.clause(figure.start)
    for at in range(number, max(-1, number - CLAUSES - 1), -1):
        low = line.clause_start(at)
        high = figure.start if at == number else line.clause_start(at + 1)
        if at < number and line.folded[high - 1] in ";；":
            return None
        named = [m for m in line.mentions if low <= m.start and m.end <= high and m.role != SOURCE]
        firms = [m for m in named if m.kind in (FIRM, GROUP)]
        if firms:
            is_head = named[0] is firms[0] and _heads(line, low, firms)
            return firms[0] if is_head and (figure.measure not in OF_PROJECT or _plans(line, firms[0].end)) else None
        if named:
            return None
    return None


def _plans(line: Line, end: int) -> bool:
    """True where a firm's name goes on to a verb of planning: what is told behind it is its own project."""
    return line.number > 0 and cue_table("head_cue", "zh")["plans"].match(line.folded, end) is not None


def _is_firm(mention: Mention) -> bool:
    """True for a firm that the vocabulary knows, or whose name says what it is; False for an office."""
    known = organisations().find(mention.name)
    if known is not None:
        return mention.kind == FIRM and known.kind != OrganisationKind.GOVERNMENT
    return mention.kind == FIRM and mention.name.endswith(_ENDINGS)


def _heads(line: Line, low: int, firms: list[Mention]) -> bool:
    """True where one firm alone stands in a clause, with nothing but link words and dates before it."""
    first, cues = firms[0], cue_table("head_cue", "zh")
    if not _is_firm(first) or len({m.name for m in firms}) > 1 or line.folded[first.end : first.end + 1] in ("）", ")"):
        return False
    if cues["speaks"].search(line.folded, max(0, low - 8), low) is not None:
        return False
    rest = line.folded[low : first.start]
    for period in sorted((p for p in line.periods if low <= p.start and p.end <= first.start), key=lambda p: -p.start):
        rest = rest[: period.start - low] + rest[period.end - low :]
    is_linked = cues["link"].fullmatch(_MARKS.sub("", rest)) is not None
    return is_linked and cues["another"].match(line.folded, first.end) is None


def listed_owner(figure: Scoped) -> Mention | None:
    """The name that has the place of a figure in its list: 甲、乙和丙的占比分别为5%、4%和3%，同比增长9%、8%和7%."""
    line = figure.line
    if not line.is_each:
        return None
    each = max((m.end() for m in EACH.finditer(line.folded, 0, figure.start)), default=None)
    names = _last_list(line, each) if each else []
    low, _ = line.clause_span(figure.start)
    if each is None or len(names) < 2 or any(m.kind in NAMES and each <= m.start < figure.start for m in line.mentions):
        return None
    return _by_place(figure, names, max(low, each))


def is_market_price(figure: Scoped) -> bool:
    """True for the price of a tonne where a sentence names no firm and no country: it is the market's at home."""
    line = figure.line
    is_price = figure.measure in ("price", "growth") and figure.found.unit.endswith(("/t", "/kg"))
    is_of_firm = any(s.kind == "firm" and s.start < figure.start for s in line.stands)
    named = (m for m in line.mentions if m.role != SOURCE and m.kind in (FIRM, COUNTRY))
    return is_price and not is_of_firm and next(named, None) is None


def region_told(figure: Scoped) -> str | None:
    """The part of the country of which a statistic is told: 华北地区装机占30%, 西北和华东分别占25%和17%."""
    line = figure.line
    if figure.measure in OF_PROJECT:
        return None
    low, _ = line.clause_span(figure.start)
    each = max((m.end() for m in EACH.finditer(line.folded, 0, figure.start)), default=0)
    if each:
        named = _by_place(figure, _last_list(line, each, regions=True), max(low, each))
        return named.name if named is not None else None
    places = (m for m in reversed(line.mentions) if m.kind in (PLACE, COUNTRY) and m.end <= figure.start)
    last = next((m for m in places if is_region(m.name)), None)
    if last is None or line.clause(figure.start) - line.clause(last.start) > 1:
        return None
    start = line.clause_start(line.clause(last.start))
    return last.name if last.start - start <= LINK and not any(m.kind == FIRM for m in line.mentions) else None


def _by_place(figure: Scoped, names: list[Mention], low: int) -> Mention | None:
    """The name that has the place of a figure in its list, where there are as many amounts from an offset on."""
    _, high = figure.line.clause_span(figure.start)
    amounts = [m.start() for m in _AMOUNT.finditer(figure.line.folded, low, high)]
    number = sum(at < figure.start for at in amounts)
    return names[number] if len(amounts) == len(names) and number < len(names) else None


def _last_list(line: Line, high: int, regions: bool = False) -> list[Mention]:
    """The names that stand joined in a row, one kind of them, last before an offset."""
    run: list[Mention] = []
    names = [
        m for m in line.mentions if m.kind in NAMES and m.end <= high and m.role != SOURCE and m.before not in _INSIDE
    ]
    for mention in reversed([m for m in names if is_region(m.name) == regions]):
        if run and not (mention.kind == run[0].kind and _JOINED.fullmatch(line.folded, mention.end, run[0].start)):
            if len(run) > 1:
                return run
            run = []
        run.insert(0, mention)
    return run
