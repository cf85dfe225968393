"""Who holds a part of a firm, and of which: 宁德时代持股51%, `49 percent of it is held by Honda`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.history import History, Scoped
from gigawatch.claims.scope.mention import FIRM, PLACE, Mention
from gigawatch.claims.scope.page import Line
from gigawatch.claims.scope.partner import firm_before_list, listed_partner, stake_words
from gigawatch.claims.scope.venture import named_venture

_HOLDS = {
    "zh": re.compile(
        r"(?:将|拟|则|仍|还|直接|间接|合计|各|分别|各自)*(?:的)?(?:持股|占股|控股|参股|持有|股权占|股份占|出资份额|股权比例)"
        r"(?P<of>[^，,。；;\d]{0,20}?)(?:比例|份额)?(?:的)?(?:为|约|达)?"
        r"|[(（](?:持股|占股|占)?"
    ),
    "en": re.compile(
        r"(?:,\swhich|,(?=\s(?:with|holding|owning|having)\s))?(?:\s(?:will|would|to|now|currently|is|the|an?|remaining|about|other|and))*"
        r"(?:\s(?:holds?|holding|owns?|owning|has|have|having|with|takes?|taking|keeps?|retains?|acquir(?:es?|ed)|bought))?"
        r"(?:\s(?:an?|the|remaining|other|up|to|about))*\s(?:\()?"
    ),
}
WILL = "拟将则仍"  # what a Chinese clause says behind a holder before it says that one holds
_SPOKEN = {
    "zh": re.compile(r"持股|占股|控股|参股|股权|股份|持有|合资"),
    "en": re.compile(
        r"\b(?:holds?|holding|owns?|owned|owning|stakes?|shareholder|shareholding|equity|joint[\s-]venture)\b"
        r"|\bheld\s(?:by\b|(?:(?:as\sto|about|some|around)\s)?\d[\d.,]*\s?(?:%|per\s?cent)\sby\b)"
    ),
}
_AND_HOLDS = re.compile(
    r"(?:并|且|其中|同时|还|也|另|仍|目前)*(?:将|拟)?(?:持有|持股|占股|控股)(?P<of>[^，,。；;\d]{0,20}?)(?:比例)?(?:为|约)?$"
)
_HELD_BY = re.compile(
    r"\s(?:(?:stake|share|interest)\s)?(?:of\sit\s)?(?:is\s|are\s|being\s)?(?:held|owned)\sby\s(?:the\s)?$"
)
_OF = re.compile(r"\s(?:(?:equity\s)?(?:stake|interest|share(?:holding)?|of\sthe\sshares)\s)?(?:of|in)\s(?:the\s)?$")


_ABBREVIATED = re.compile(r"\b(?:Ltd|Inc|Corp|Co)\.$")
_ANOTHER = re.compile(
    r"(?:,\s|,?\sand\s)(?:the\s)?[A-Z][\w&’'.-]*(?:\s[A-Z&][\w&’'.-]*){0,4}\s(?:(?:holds?|owns?|has|with|the|a|other|remaining)\s)*"
    r"\d[\d.]*\s?(?:%|per\s?cent)"
)
_OWNED = re.compile(r"\b(?:owned|held)\s(?:by\b|(?:(?:as\sto|about|some|around)\s)?\d[\d.,]*\s?(?:%|per\s?cent)\sby\b)")
_IS = re.compile(r"\s(?:is|was|will\sbe|would\sbe)\s(?:(?:now|jointly|currently|still)\s)?")
_BY = re.compile(r"\sby\s(?:the\s)?$")
_BRACKET = re.compile(r"\s?[(（](?:持股|占股|占)?")
_NAME = re.compile(r"[A-Z][\w&’'.-]*(?:\s(?:&\s)?[A-Z][\w&’'.-]*){0,4}(?:,\s(?:Ltd|Inc|LLC|Limited|Corp)\b\.?)?")


class Stake(NamedTuple):
    """The holder of a part of a firm, and the firm, None where the sentence does not name it."""

    holder: Mention
    held: str | None


def stake_of(figure: Scoped, history: History) -> Stake | None:
    """Whose part of a firm a share is; None for the shares of anything else."""
    line = figure.line
    if figure.measure != "share":
        return None
    if (listed := listed_partner(figure)) is not None:
        held = _held_of_list(figure, history)
        return Stake(listed, held if held != listed.name else None)
    if _SPOKEN[line.lang].search(line.folded) is None:
        return None
    firms = [m for m in line.mentions if m.kind == FIRM]
    plain = _plain_stake(figure, firms) if line.lang == "zh" else None
    if plain is not None:
        held = plain.held or _told_before(figure, history)
        return Stake(plain.holder, held if held != plain.holder.name else None)
    holder = _behind(figure, firms) or _holder(figure, firms) or _shaped_holder(figure)
    if holder is None:
        return None
    named = _held(figure, firms, holder)
    name = _with_town(named, line) if named is not None else _told_before(figure, history)
    return Stake(holder, name if name != holder.name else None)


def _with_town(firm: Mention, line: Line) -> str:
    """A firm's name with the town before it, which tells a subsidiary from its parent: 常州|贝特瑞."""
    if line.lang != "zh":
        return firm.name
    return "".join(m.name for m in line.mentions if m.kind == PLACE and m.end == firm.start) + firm.name


def _holder(figure: Scoped, firms: list[Mention]) -> Mention | None:
    line, text = figure.line, _text(figure.line)
    for firm in reversed([m for m in firms if m.end <= figure.start]):
        if _HOLDS[line.lang].fullmatch(text, firm.end, figure.start):
            return firm
    if line.lang == "zh":
        low, _ = line.clause_span(figure.start)
        return firms[0] if firms and _AND_HOLDS.fullmatch(text, low, figure.start) else None
    return None


def _behind(figure: Scoped, firms: list[Mention]) -> Mention | None:
    """The holder behind a share: `51 percent owned by A and 49 percent by B`, 其余49%由乙公司持有."""
    if figure.line.lang == "zh":
        return _behind_chinese(figure, firms)
    text = _text(figure.line)
    told = _OWNED.search(text)
    is_list = told is not None and told.start() < figure.start
    behind = [m for m in firms if m.start >= figure.end]
    for firm in behind:
        if _HELD_BY.fullmatch(text, figure.end, firm.start) or (
            is_list and _BY.fullmatch(text, figure.end, firm.start)
        ):
            return firm
    return _shaped_behind(text, figure.end) if is_list else None


def _behind_chinese(figure: Scoped, firms: list[Mention]) -> Mention | None:
    told = _held_by_chinese().match(figure.line.folded, figure.end)
    if told is None or stake_words("zh", "nobody").match(told["holder"]):
        return None
    start, end = told.span("holder")
    known = next((m for m in firms if m.start == start and m.end == end), None)
    return known or Mention(start, end, figure.line.sentence.text[start:end], FIRM)


def _mention(name: re.Match[str]) -> Mention:
    """A name by its shape, without the stop of its sentence; that of an abbreviation belongs to it."""
    words = name.group() if _ABBREVIATED.search(name.group()) else name.group().rstrip(".")
    return Mention(name.start(), name.start() + len(words), words, FIRM)


def _shaped_behind(text: str, end: int) -> Mention | None:
    """A capitalised name right behind an English share of a list: `10% by Harta Group`."""
    by = re.compile(_BY.pattern.removesuffix("$")).match(text, end)
    name = _NAME.match(text, by.end()) if by else None
    if name is None or stake_words("en", "nobody").match(name.group()):
        return None
    return _mention(name)


def _shaped_holder(figure: Scoped) -> Mention | None:
    """A capitalised name right before an English share, no firm's that is known otherwise: `Autovia 49 percent`."""
    if figure.line.lang == "zh":
        return None
    text, others = figure.line.sentence.text, [m for m in figure.line.mentions if m.kind != FIRM]
    for match in reversed([*_NAME.finditer(text, 0, figure.start)]):
        if not _HOLDS["en"].fullmatch(text, match.end(), figure.start) or stake_words("en", "nobody").match(
            match.group()
        ):
            continue
        is_other = any(m.start <= match.start() and match.end() <= m.end for m in others)
        return None if is_other else Mention(match.start(), match.end(), match.group(), FIRM)
    return None


def _plain_stake(figure: Scoped, firms: list[Mention]) -> Stake | None:
    """Holder and firm by the grammar of a Chinese clause: 甲公司持有乙公司40%的股权, whatever their names look like."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    told = _plain().fullmatch(line.folded, low, figure.start)
    if told is None or stake_words("zh", "nobody").match(told["holder"]):
        return None
    text, (start, end) = line.sentence.text, told.span("holder")
    end = start + len(line.folded[start:end].rstrip(WILL))
    holder = next((m for m in firms if m.end == end), None) or Mention(start, end, text[start:end], FIRM)
    held = told["held"] or ""
    is_named = len(held) > 2 and stake_words("zh", "unnamed").match(held) is None
    return Stake(holder, text[slice(*told.span("held"))] if is_named else None)


def _told_before(figure: Scoped, history: History) -> str | None:
    """The firm held that a clause of stakes leaves unnamed: the venture told, else that of the stake told before."""
    venture = named_venture(figure.line) or history.venture
    if venture is not None:
        return venture.name
    return history.held if figure.line.number - history.held_at <= 1 else None


def _held_of_list(figure: Scoped, history: History) -> str | None:
    """The firm whose partners a list tells: the one right before its bracket, else the venture told."""
    firm = firm_before_list(figure.line)
    return firm.name if firm is not None else _told_before(figure, history)


def is_stake_told(figure: Scoped) -> bool:
    """True for a percentage told right beside a partner: in brackets behind it, or in a list of partners."""
    return is_told_in_brackets(figure) or listed_partner(figure) is not None


def is_told_in_brackets(figure: Scoped) -> bool:
    """True for a percentage in brackets right behind a firm where ventures are spoken of: `A (51%) and B (49%)`."""
    line = figure.line
    if figure.found.unit != "%" or _SPOKEN[line.lang].search(line.folded) is None:
        return False
    firms = (m for m in line.mentions if m.kind == FIRM and m.end <= figure.start)
    return any(_BRACKET.fullmatch(line.folded, firm.end, figure.start) for firm in firms)


@cache
def _held_by_chinese() -> re.Pattern[str]:
    words = read_cues("stake_cue")["zh"]["held_by"]
    return re.compile(words.replace("<name>", "[\u4e00-\u9fffA-Za-z（）()·]"))


@cache
def _plain() -> re.Pattern[str]:
    table = read_cues("stake_cue")["zh"]
    name = r"[\u4e00-\u9fffA-Za-z（）()·]"
    return re.compile(
        rf"{table['lead']}(?P<holder>{name}{{2,24}}?){table['verb']}(?P<held>{name}{{0,24}}?)(?:的)?(?:比例)?(?:为|约|达|超)*"
    )


def _held(figure: Scoped, firms: list[Mention], holder: Mention) -> Mention | None:
    """The firm named between its holder and the share, right behind the share, or as what `is held` in parts."""
    between = [m for m in firms if holder.end <= m.start and m.end <= figure.start]
    if between:
        return between[-1]
    text = _text(figure.line)
    found = next((m for m in firms if m.start >= figure.end and _OF.fullmatch(text, figure.end, m.start)), None)
    if found or figure.line.lang == "zh":
        return found
    return _shaped_held(figure.line, figure.end) or _owned(text, figure.start)


def _owned(text: str, end: int) -> Mention | None:
    """The capitalised name of which a list tells the partners: `Ebro Cells is held 70% by A and 30% by B`."""
    told = _OWNED.search(text)
    if told is None or told.start() > end:
        return None
    for match in _NAME.finditer(text, 0, told.start()):
        if _IS.fullmatch(text, match.end(), told.start()) and not any(
            stake_words("en", word).match(match.group()) for word in ("unnamed", "nobody")
        ):
            return _mention(match)
    return None


def _shaped_held(line: Line, end: int) -> Mention | None:
    """The capitalised name of which a share is: `a 45 percent stake in Ebro Cells` is in no town.

    In a list of partners it stands behind the last share: `A holds 51% and B 49% of Ebro Cells`.
    """
    text = line.sentence.text
    for match in _NAME.finditer(text, end):
        if _OF.fullmatch(text, end, match.start()) and not stake_words("en", "unnamed").match(match.group()):
            return _mention(match)
    another = _ANOTHER.match(text, end)
    return _shaped_held(line, another.end()) if another else None


def _text(line: Line) -> str:
    return line.sentence.text if line.lang == "en" else line.folded


def tell_held(held: str, lang: str) -> str:
    """What a share in a firm is of, as a claim's object says it.

    >>> tell_held("Ebro Cells", "en"), firm_held("stake in Ebro Cells")
    ('stake in Ebro Cells', 'Ebro Cells')
    """
    return f"{held}{_STAKE_ZH}" if lang == "zh" else f"{_STAKE_EN}{held}"


def firm_held(told: str | None) -> str | None:
    """The firm of which a claim's object says that a part is held; None where it says nothing of the kind."""
    if told is None:
        return None
    if told.startswith(_STAKE_EN):
        return told.removeprefix(_STAKE_EN) or None
    return (told.removesuffix(_STAKE_ZH) or None) if told.endswith(_STAKE_ZH) else None


_STAKE_EN, _STAKE_ZH = "stake in ", "股权"
