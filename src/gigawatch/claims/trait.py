"""The smaller traits of a figure: its phase, what it is of, what a growth is against, and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gigawatch.claims.scope.phase_number import phase_numbers

_NUMBER_ZH = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_PHASE = re.compile(
    rf"(?<![分共一二三四五六七八九十\d])(?<![一二三四五六七八九十\d期][、和及与至到～~-])(?:(?:{_NUMBER_ZH}期?(?:[、和及与]|[至到~～-]))+{_NUMBER_ZH}|[一二三四五六七八九十])期(?!间)"
    r"|首期"
    r"|\bphases (?:[ivx]+|\d+|one|two|three|four|five|six|seven|eight|nine) (?:to|through|and|-|–)"
    r" (?:[ivx]+|\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\b(?:phase (?:[ivx]+|\d+|one|two|three)|(?:first|second|third|initial) phase)\b"
)
_SUM_ZH, _SUMMED = re.compile("合计|总计|共计|一共|总共"), 8
_WHOLE = re.compile(
    r"(?:基地|产业园|园区|工厂|公司|项目)(?:[^，,。；;]{0,6}?)(?:总产能|总规模|总投资规模|年产能|产能|将|全部|合计|共|可|形成)"
    r"|[两三四五六各]期|全部建成|合计|总计|总产能|两个|届时[^，,。；;]{0,10}(?:基地|园区|总)"
)
_NEXT = re.compile(r"\band\b|[,;&]")  # what is told behind it is of another figure
_THE_PHASE = {
    "en": re.compile(r"\b(?:the|this|that) phase\b(?! (?:[ivx]+|\d+|one|two|three)\b)"),
    "zh": re.compile("[该此这]期(?!间)"),
}
_THOSE_PHASES = re.compile(r"\b(?:those|these|the) (?P<count>two|three|four|five|six|seven|eight|nine|ten) phases\b")
_PHASES_EN = re.compile(r"\bphases (?P<first>[ivx]+|\d+) (?:to|through|-|–) (?P<last>[ivx]+|\d+)\b")
_BUILT_ZH = re.compile(
    r"[，,]?(?:用于|将)?(?:建设|新建|投建|扩建)[^，,。；;分共]{0,18}?"
    r"(?P<phase>(?:[一二三四五六七八九十]期?[、和与及至到～~-])?[一二三四五六七八九十首]期)(?![、和与及至到以])"
)
_SUM_EN = re.compile(
    r"\b(?:so|bringing|giving)(?: that)? (?:the|its) (?:[\w’'-]+ ){0,3}(?:base|plant|site|complex|factory)\b"
)
_WHOLE_EN = re.compile(r"\b(?:total|eventual\w*|ultimate\w*|both|all|whole|phases?|full\w*|complet\w*|expan\w*)\b")
_SAID = re.compile(r"([\u4e00-\u9fffA-Za-z]{2,14}?)(?:表示|介绍|指出|透露|认为|预测)")
_NAME = r"[A-Z][\w&'’.\-]*(?:\s[A-Z][\w&'’.\-]*){0,6}"
_SAYS = re.compile(
    rf"[,”\"]\s(?:said\s)?(?P<after>{_NAME})"
    r"(?:\s(?:said|says|added|told)\b|,\s(?:CEO|chief|president|chairman|director))"
    rf"|(?:^|,\s|\s)(?:[Aa]ccording to\s)(?:the\s)?(?P<source>{_NAME})"
)
_SPEAKING = {  # words of which a sentence has one where it says who speaks
    "en": ("said", "says", "added", "told", "CEO", "chief", "president", "chairman", "director", "ccording to"),
    "zh": ("表示", "介绍", "指出", "透露", "认为", "预测"),
}
_BY = re.compile(r"(?:增长|提升|提高|增加|扩大|grew|grown|growth|rose|increas\w+|up|expand\w*|another)[^，。,]{0,14}$")
_TO = re.compile("[至到][^，。]{0,3}$")
_MONTHLY = re.compile(r"环比|month[- ]on[- ]month|from the previous month")
_AGAINST = re.compile(
    r"\s(?:(?P<mom>(?:from|on|compared (?:with|to)|over|against) (?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b(?! \d| to )|month[- ]on[- ]month)|(?P<yoy>year[- ](?:on|over)[- ]year))"
)
_YEARLY = re.compile(r"同比|year[- ]on[- ]year|\byoy\b|from a year earlier|last year")


def phase_of(folded: str, span: tuple[int, int], lang: str) -> str | None:
    """The phase named last before a figure, else right behind it: `30 GWh (Phase 1)`, 投资60亿元建设电池项目二期."""
    if "phase" not in folded and (lang == "en" or "期" not in folded):
        return None
    reach = span[1] + 6 if lang == "en" else span[0]
    found = [
        m
        for m in _PHASE.finditer(folded)
        if m.end() <= span[0] or (span[1] <= m.start() < reach and not _NEXT.search(folded, span[1], m.start()))
    ]
    if not found and lang == "zh":
        built = _BUILT_ZH.match(folded, span[1])
        return built["phase"] if built else None
    if not found or (_is_of_whole if lang == "zh" else _goes_over)(folded, found[-1].end(), span[0]):
        return None
    return _whole_list(found) if lang == "zh" else found[-1].group()


def _whole_list(found: Sequence[re.Match[str]]) -> str:
    """The phase named last, or the list that it only sums: 一至六期，|六期投资合计."""
    last = found[-1]
    words = last.string[last.end() : last.end() + _SUMMED]
    row = next((m.group() for m in reversed(found[:-1]) if m.group().endswith(last.group())), None)
    return row if row is not None and _SUM_ZH.search(words) else last.group()


def phase_before(folded: str, before: str) -> str | None:
    """The one phase that an English sentence of `It` or `Its` is about: the sentence before begins with it."""
    opening = _PHASE.match(before, len("the ") if before.startswith("the ") else 0)
    if opening is None or not folded.startswith(("it ", "its ")) or _WHOLE_EN.search(folded):
        return None
    is_one = _PHASE.search(before, opening.end()) is None and not before.startswith("and", opening.end() + 1)
    return opening.group() if is_one else None


def _count(row: re.Match[str]) -> int:
    """How many phases a row of them has: six of `phases I to VI`; none where it is no row."""
    first, last = (int(phase_numbers().get(row[end], 0)) for end in ("first", "last"))
    return last - first + 1 if first and last else 0


def phase_meant(words: str, before: str, lang: str) -> str | None:
    """The one phase of the sentence before that `the phase` or 该期 stands for, the row that `those six phases` are."""
    if lang == "en" and (those := _THOSE_PHASES.search(words)):
        rows = [row for row in _PHASES_EN.finditer(before) if _count(row) == int(phase_numbers()[those["count"]])]
        return rows[0].group() if len(rows) == 1 else None
    if _THE_PHASE[lang].search(words) is None:
        return None
    named = {match.group() for match in _PHASE.finditer(before)}
    return named.pop() if len(named) == 1 else None


def _is_of_whole(folded: str, end: int, start: int) -> bool:
    """True where a clause behind the phase goes over to the whole: 二期建成后，厦门基地年产能将达45GWh."""
    clause = max(folded.rfind(mark, end, start) for mark in "，,；;。")
    return clause >= 0 and tells_whole(folded, clause, start)


def _goes_over(folded: str, end: int, start: int) -> bool:
    """True where an English sentence draws the sum behind a phase: `..., so the base will have 50 GWh`."""
    return start > end and _SUM_EN.search(folded, end, start) is not None


def tells_whole(folded: str, low: int, high: int) -> bool:
    """True where Chinese words speak of a plant with all its phases: 基地总产能, 两期, 全部建成."""
    return _WHOLE.search(folded, low, high) is not None


def basis_of(clause: str, behind: str = "") -> str | None:
    """What a growth is against: the year before (yoy) or the month before (mom); `behind` are the words right behind
    it, which say so first: `up 33.3 percent year-on-year but down 2.0 percent from June`.
    """
    if (told := _AGAINST.match(behind)) is not None:
        return told.lastgroup
    if _MONTHLY.search(clause):
        return "mom"
    return "yoy" if _YEARLY.search(clause) else None


def multiple_of(before: str) -> str:
    """Whether a multiple is what something grew `by` or what it grew `to`."""
    tail = before[-24:]
    return "by" if _BY.search(tail) and not _TO.search(tail) else "to"


def speaker_of(sentence: str, lang: str) -> str | None:
    """Who says a sentence: `..., SNE Research said`, `According to Reuters, ...`, 据市长介绍, 公司表示."""
    if not any(map(sentence.__contains__, _SPEAKING[lang])):
        return None
    if lang == "zh":
        match = _SAID.search(sentence)
        return match.group(1).removeprefix("据") if match else None
    match = _SAYS.search(sentence)
    return (match["after"] or match["source"]).rstrip(".") if match else None
