"""Whose a Chinese figure is by grammar alone: the firm that heads its noun phrase, or that signed with a town.

Chinese puts an owner right before what it owns: in 亿纬锂能德布勒森工厂产能28GWh the plant and the figure are
亿纬锂能's, whoever the sentence before spoke of. Where nothing of the kind is told, the weights decide.
"""

from __future__ import annotations

import re
from dataclasses import replace

from gigawatch.claims.scope.chinese_party import (
    PLANT,
    is_government,
    is_noun_phrase,
    is_town,
    partners_of,
    plant_end,
    signer_of,
)
from gigawatch.claims.scope.history import STATISTICS, History, Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, Mention
from gigawatch.claims.scope.page import Line, Page

OF_PLANT = frozenset({"investment", "capacity", "area", "jobs", "vehicles"})
MADE_BY_PLANT = OF_PLANT | {"production", "emissions"}
STATED = STATISTICS | {"share", "capacity"}
NEAR = 4  # characters between an owner and the place of its plant: 欣旺达在宜昌
REACH = 2  # sentences over which `the project` is still the one told before
_OF_PLACE = ("city", "province")
_STATED = re.compile(
    r"(?:一家)?(?:以|占据?|占去|占有|拿下)(?:约|近|超过?)?|(?P<own>[^，,。；;：:、\d]{0,16}?)"
    r"(?:产量|销量|销售量|装车量|装机量|装车|装机|出货量|出口量|市场份额|市占率|市场占有率|市场占比|占比|产能)"
    r"(?:累计|合计|总计|已|将|则)*(?:约?为|是|达到|达|约|近|超过|超|突破|至|仅)*"
)
_SPEAKS_OF_ITS = re.compile(
    "(?:表示|称|公告称?|披露|宣布|透露|指出|介绍)[，,:：]?“?(?:其(?!中|他|它|余)|公司|该公司|本公司)"
)
_EXPLAINING = ("（", "(")  # before a firm that only says what another's plant is: 时代长安（四川时代七期）
_LINKS = re.compile(r"\s*(?:其中|而|同期|此外|另外|同时|目前|截至目前|当前)?[，,:：\s]*")
_ENDS = re.compile("[;；。]")
_POINTS = re.compile(rf"(?:其中|而|目前|同时|届时)?(?:该|此|上述|这一|这个)[\u4e00-\u9fff]{{0,6}}?(?:{PLANT})")
_DEFINED = re.compile(rf"{_POINTS.pattern}(?:是|系|属于|为)[^，,。；;]*(?:部分|之一|环节|举措|工程|项目)(?:[，,]|$)")
_PLANT_AT = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{PLANT})(?:落户|落地|位于|在|于)")
_GOES_ON = re.compile(rf"(?:该|此|本|整个|上述|这一)?[\u4e00-\u9fff]{{0,6}}?(?:{PLANT}|公司|建成后|投产后|达产后|全部)")


def told_owner(figure: Scoped) -> Mention | None:
    """In whose noun phrase a figure stands: a firm's plant or statistic, a town's total; None where it is in none."""
    line = figure.line
    town = _town_of(figure)
    if town is not None:
        return town
    partners = partners_of(line, figure.start) if figure.measure in OF_PLANT else None
    if partners is not None:
        return partners
    firms = (m for m in reversed(line.mentions) if m.kind == FIRM and m.end <= figure.start)
    firm = next((m for m in firms if m.before not in _EXPLAINING), None)
    if firm is None:
        return None
    if figure.measure in STATED and _is_stated(figure, firm):
        return firm
    if figure.measure in OF_PLANT and _SPEAKS_OF_ITS.match(line.folded, firm.end, figure.start):
        return firm
    return firm if figure.measure in OF_PLANT and _heads_plant(figure, firm) else None


def _town_of(figure: Scoped) -> Mention | None:
    """The town that opens the clause of its total: 荆门动力储能电池总产能超过200GWh, 荆门市已建成产能达到80GWh."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    town = next((m for m in line.mentions if m.kind == PLACE and low <= m.start < figure.start), None)
    if figure.measure != "capacity" or town is None or not _opens(line, low, town.start):
        return None
    told = _STATED.fullmatch(line.folded, town.end, figure.start)
    if told is None or re.search(PLANT, told["own"] or "") is not None:
        return None
    return town if is_town(town.name) or (told["own"] or "").endswith("总") else None


def _is_stated(figure: Scoped, firm: Mention) -> bool:
    """True for 比亚迪国内动力电池装车量为135GWh: between owner and figure stands nothing but what is counted."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    if is_government(line, firm) or not low <= firm.start or not _opens(line, low, firm.start):
        return False
    told = _STATED.fullmatch(line.folded, firm.end, figure.start)
    return told is not None and is_noun_phrase(told["own"] or "")


def _opens(line: Line, low: int, start: int) -> bool:
    """True where nothing but a date or a link word stands in a clause before an offset."""
    dates = sorted((p.start, p.end) for p in line.periods if low <= p.start and p.end <= start)
    rest = line.folded[low:start]
    for a, b in reversed(dates):
        rest = rest[: a - low] + rest[b - low :]
    return _LINKS.fullmatch(rest) is not None


def _heads_plant(figure: Scoped, firm: Mention) -> bool:
    """True where the firm's name goes on to a plant, and nobody else comes in between the plant and the figure."""
    line = figure.line
    end = plant_end(line, firm, figure.end + 24)
    if end is None or any(s.kind in _OF_PLACE and end <= s.start < figure.start for s in line.stands):
        return False
    if _ENDS.search(line.folded, end, figure.start) or any(
        s.kind == FIRM and end < s.start < figure.start for s in line.stands
    ):
        return False
    low, _ = line.clause_span(figure.start)
    return low <= firm.start or not _is_of_place(line, low, figure.start)


def _is_of_place(line: Line, low: int, high: int) -> bool:
    """True for a clause that a place begins which is not the place of a plant: 宜宾市产能将达, but not 厦门基地产能."""
    for mention in line.mentions:
        if mention.kind in (PLACE, COUNTRY) and low <= mention.start <= low + 2:
            return re.match(rf"[^，,。；;]{{0,12}}?(?:{PLANT})", line.folded[mention.end : high]) is None
    return False


def carried_owner(figure: Scoped, history: History) -> Mention | None:
    """The firm of the plant or deal told before, where no firm is named since and the project is gone on about."""
    line, owner = figure.line, history.owner
    if figure.measure not in MADE_BY_PLANT:
        return None
    signer = signer_of(line)
    if signer is not None:
        return signer
    if owner is None or line.number - history.owned > REACH:
        return None
    low, _ = line.clause_span(figure.start)
    if _POINTS.match(line.folded, low):
        return _owner_above(line, low) or owner
    names_firm = any(m.kind == FIRM and m.start < figure.end for m in line.mentions)
    if names_firm or _is_of_place(line, low, figure.start):
        return None
    start = next((m.end for m in line.mentions if m.kind == PLACE and m.start <= line.head + 2), line.head)
    return owner if _GOES_ON.match(line.folded, start, figure.end + 8) else None


def defined_owner(figure: Scoped, history: History) -> Mention | None:
    """Whose the project is of which a sentence says what it is, and goes on: 该项目是甲公司布局的一部分，规划产能...

    It is that of the sentence before, whoever is named in what it is.
    """
    line, owner = figure.line, history.owner
    if figure.measure not in MADE_BY_PLANT or owner is None or line.number - history.owned > 1:
        return None
    low, _ = line.clause_span(figure.start)
    return owner if low and _DEFINED.match(line.folded, 0, low) else None


def place_of_pointed(figure: Scoped, page: Page) -> str | None:
    """The place of the project that 该项目 stands for: the one behind its owner's name where that was told last."""
    line = figure.line
    low, _ = line.clause_span(figure.start)
    low = 0 if _DEFINED.match(line.folded, 0, low) else low
    if figure.measure not in MADE_BY_PLANT or not _POINTS.match(line.folded, low):
        return None
    for number in range(line.number, max(-1, line.number - 1 - REACH), -1):
        told, high = page.line(number), low if number == line.number else None
        firms = [
            m for m in told.mentions if m.kind == FIRM and m.name == figure.subject and (not high or m.end <= high)
        ]
        if firms:
            behind = (m for m in told.mentions if m.kind == PLACE and _is_at(told, firms[-1].end, m.start))
            return next((m.name for m in behind), None)
    return None


def _is_at(line: Line, end: int, start: int) -> bool:
    """True for a place right behind its owner, or behind the plant that bears its owner's name."""
    return 0 <= start - end <= NEAR or (start > end and _PLANT_AT.fullmatch(line.folded, end, start) is not None)


def _owner_above(line: Line, low: int) -> Mention | None:
    """The firm whose plant the clauses of a sentence before an offset name last."""
    firms = [m for m in line.mentions if m.kind == FIRM and m.end <= low and not is_government(line, m)]
    return next((m for m in reversed(firms) if plant_end(line, m, low) is not None), None)


def told_apart(figure: Scoped, owner: Mention, history: History) -> History:
    """What was spoken of, without date and state where a sentence goes over to the plant of another owner.

    They were another's: 宁德时代...6月12日开工。亿纬锂能德布勒森工厂产能28GWh says neither of the second plant.
    """
    before = history.figure
    if before is None or figure.measure not in OF_PLANT:
        return history
    if before.line is figure.line:
        figure.is_apart = before.is_apart and before.subject == owner.name
    else:
        figure.is_apart = before.subject not in (None, owner.name)
    if not figure.is_apart:
        return history
    kept = before if before.line is figure.line else None
    return replace(history, figure=kept, day=None, last_period=None, is_apart=True)
