"""Partners listed with their shares and no verb: `Castorp 30 percent and Ebro Cells 70 percent`, 甲公司30%、乙公司70%.

Two such pairs are a list of partners where their sentence speaks of a venture, or where they stand in the brackets
behind a firm and make up the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import FIRM, Mention
from gigawatch.claims.scope.page import Line

_SHARE = r"(?P<share>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per\s?cent\b)"
_CAPITAL = r"[A-ZÀ-Þ][\w&’'.-]{0,30}"
_PAIR = {
    "en": re.compile(
        rf"(?P<name>{_CAPITAL}(?:\s(?:&\s)?{_CAPITAL}){{0,4}})(?:,?\swith|\s(?:has|holds|owns)|:)?\s\(?{_SHARE}"
    ),
    "zh": re.compile(
        r"(?:(?<=[，、（(；：,;:。])|^)(?:其中|由|而|且)?(?P<name>[\u4e00-\u9fffA-Za-z·]{2,24}?)[拟将]?(?:占股?|出资|持股)?[（(]?"
        rf"{_SHARE}"
    ),
}
_JOINED = {
    "en": re.compile(r"[\s)]{0,2}(?:,?\s?(?:and|&|,|;|/)\s?){1,2}(?:the\s)?(?:remaining\s)?"),
    "zh": re.compile(r"[)）]?(?:[，、；,;]|和|与|及|以及|[，,]?其余)"),
}
_VENTURE = {
    "en": re.compile(r"\bjoint[\s-]venture|\bJV\b|\bventure\b|\bshareholders?\b|\bpartners?\b"),
    "zh": re.compile("合资|合营|股东|持股|参股"),
}
_OF_MARKET = {"en": re.compile(r"\bmarket\b", re.IGNORECASE), "zh": re.compile("市场|市占|份额")}
_WHOLE, _SLACK = 100.0, 1.0


def listed_partner(figure: Scoped) -> Mention | None:
    """The partner right before a share in a list of partners; None for any other figure."""
    if figure.found.unit != "%":
        return None
    return next((m for (low, high), m in partners_listed(figure.line).items() if low <= figure.start < high), None)


def partners_listed(line: Line) -> Mapping[tuple[int, int], Mention]:
    """The partners of the list that a sentence has, each by where its name and share stand; empty where it has none."""
    text = line.sentence.text if line.lang == "en" else line.folded
    if text.count("%") + text.count("cent") < 2:
        return {}
    listed = _listed(text, line.lang, tuple((m.start, m.end) for m in line.mentions if m.kind == FIRM))
    return {span: m._replace(name=line.sentence.text[m.start : m.end]) for span, m in listed.items()}


@lru_cache(maxsize=64)
def _listed(text: str, lang: str, firms: tuple[tuple[int, int], ...]) -> Mapping[tuple[int, int], Mention]:
    row: list[re.Match[str]] = []
    for match in _PAIR[lang].finditer(text):
        if row and not _JOINED[lang].fullmatch(text, row[-1].end(), match.start()):
            if len(row) > 1:
                break
            row = []
        row.append(match)
    if (
        len(row) < 2
        or any(stake_words(lang, "nobody").match(m["name"]) for m in row)
        or not _are_partners(text, lang, row, firms)
    ):
        return {}
    return {match.span(): Mention(*match.span("name"), match["name"], FIRM) for match in row}


@cache
def stake_words(lang: str, key: str) -> re.Pattern[str]:
    """Words of `stake_cue.toml`, by what they are for: `nobody` is no holder's name, `unnamed` no firm held."""
    words = read_cues("stake_cue")[lang][key]
    return re.compile(rf"(?:{words})\b" if lang == "en" else words)


def _are_partners(text: str, lang: str, row: list[re.Match[str]], firms: tuple[tuple[int, int], ...]) -> bool:
    """True where nothing speaks of a market, and the words or the sum of a list say that it is of partners."""
    total = sum(float(match["share"]) for match in row)
    if _OF_MARKET[lang].search(text) or total > _WHOLE + _SLACK:
        return False
    if _VENTURE[lang].search(text):
        return True
    return _before_bracket(text, row[0].start(), firms) is not None and abs(total - _WHOLE) <= _SLACK


def _before_bracket(text: str, start: int, firms: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Where the firm stands right before the bracket that an offset opens."""
    if text[start - 1 : start] not in ("(", "（"):
        return None
    return next(((a, b) for a, b in firms if b < start and text[b : start - 1].strip() == ""), None)


def firm_before_list(line: Line) -> Mention | None:
    """The firm behind which a sentence has its partners in brackets."""
    firms = {(m.start, m.end): m for m in line.mentions if m.kind == FIRM}
    text = line.sentence.text if line.lang == "en" else line.folded
    listed = partners_listed(line)
    span = _before_bracket(text, min(listed)[0], tuple(firms)) if listed else None
    return firms[span] if span else None
