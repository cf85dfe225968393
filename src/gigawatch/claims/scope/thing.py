"""What a figure is of, in a few words of the text: its plant or project, its product, what is counted or has grown."""

from __future__ import annotations

import re
from functools import lru_cache

from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import COUNTRY, PLACE
from gigawatch.claims.scope.page import Line
from gigawatch.claims.scope.stake import tell_held
from gigawatch.vocab import find_links

_FACILITY = re.compile(
    r"(?:\b(?:an?|the|its|this|another|new|second|third|whole|entire|planned)|['’]s|s['’])\s"
    r"(?P<what>(?:(?!(?:an?|the|its|in|of|at|to|for|and|that|which|with|is|was|has)\s)[A-Za-z][\w’'-]*\s){0,4}?"
    r"(?:plants?|bases?|projects?|factory|factories|facility|facilities|refinery|mine|gigafactory|joint\sventure|production\slines?)"
    r"(?:\s(?:for|of)\s(?:[a-z][\w-]*+\s?){1,5}?(?=[,.;]|\s(?:in|at|on|with|that|which|by|and|near|to)\b))?)"
)
_FACILITY_HINT = re.compile(r"plant|base|project|factor|facilit|refiner|mine|venture|line")
_BARE = re.compile(
    r"(?:new|company'?s?|current|whole|entire|first|second)?\s?(?:plants?|bases?|projects?|facility|factory)"
)
_COUNTED = re.compile(
    r"(?P<rest>(?:\s(?:in|for|along|of|on)\s(?:[a-z][\w-]*+\s?){1,8}?)?)"
    r"(?=[,.;]|\s(?:were|was|are|is|will|with|worth|have|has|had|that|which|at)\b)"
)
_GROWING = re.compile(
    r"(?<!['’])\b(?P<what>(?:(?!(?:and|while|but|an?|the|its|their|of|in|to|for|from|by|with|as|percent)\s)[a-z-]+\s){0,3}(?i:shares?|sales|output|production|exports|shipments|revenues?|profits?|capacity"
    r"|installations|demand|prices?|use|generation|emissions|footprint))\b"
)
_STAYS = re.compile(r"(?:[^.;]|\.(?=\d)){0,90}")  # in the statement: no full stop, other than a decimal point
_RESULT = re.compile(
    r"\b(?P<what>(?:(?:net|gross|operating|pre-tax|adjusted|core|quarterly|annual)\s){0,2}"
    r"(?:loss(?:es)?|profits?|income|earnings|EBITDA|debts?|cash))\b(?:[^.;]|\.(?=\d)){0,90}$"
)
_RATE = re.compile(
    r"(?<!['’])\b(?P<what>(?:(?!(?:the|an?|its|their|of|with|and|to|for|in|s)\s)[a-z-]+\s){0,3}"
    r"(?:rates?|ratio|yield|efficiency|margin|content|utilisation|utilization|purity|retention))"
    r"(?:\s(?:can|could|may|is|was|are|be|as|of|reached|reaches|stands|stood|at|over|about|up|to|high|low|only|now)){0,8}\s?$"
)
_WEIGHED = frozenset({"mass", "area", "count"})  # what is made is told behind such amounts: tonnes of cathode material
_OF_PLANT = frozenset({"investment", "capacity", "area", "jobs", "vehicles"})
_YEARLY = re.compile(r"\s(?:a|per|each|every)\s(?:year|annum)$|\sannually$")
_AFTER_EN = re.compile(
    r"\s(?:of|for|to build)\s([^,.;()$€£]{3,60}?)(?=[,.;()]|\s(?:that|which|in|by|at|and|to|from|with)\s|$)"
)
_PROJECT_ZH = re.compile(r"[\u4e00-\u9fffA-Za-z（）()\d-]{2,16}?(?:项目|基地|工厂|产业园|生产线|产线)")
_BEHIND_ZH = re.compile(r"(?:的|/年)?([\u4e00-\u9fffA-Za-z/（）()“”]{2,24}?)(?=[，,。；;、]|$)")
_DOES_ZH = re.compile(
    r"(?:已经?(?=[建投开签完达落入])|均(?=[已建投开为])|都(?=[已建投开])|正在|近日|日前|开足|出席|到场|参加|参会).*$|(?:入驻|落户)$"
)
_TAIL_ZH = re.compile(
    r"(?:(?:总量|总数)?(?:将)?(?:可?高达|可|做到|做成|约需|需要|需|在|刚|从|做|达到|达|约|超过|突破|超|为|近|不低于|不超过|实现|完成|增长|共计|共|合计|合|增加到|提升|分别|至|到|由|已|了|同比|逾))++$"
)
_HEAD_ZH = re.compile(
    r"^(?:还|也|另有|另|争取|整个|其中有|(?:19|20)\d\d年|\d+月|\d+日|今年|去年|全年|上半年|目前|已经|已|将|正在|要|推动|预计|力争|其中|计划|规划|建设|打造|形成|实现|投入|投资|的|年产|在|[\d至—-])+"
)
_OF_ITEM_BEFORE = ("、", "和", "与", "及")  # 6万吨铜箔、|20万吨正极材料
_BEHIND_AMOUNT = re.compile(
    r"^.*[\d一二两三四五六七八九十百千万亿][^\d、]{0,6}、|^.*\d[\d.,]*[十百千万亿]*(?:吨|平方米|[kmgt]?wh|gw|mw|个|家|条|亩|元)",
    re.IGNORECASE,
)
_NOUN_ZH = re.compile(r"[\u4e00-\u9fffA-Za-z（）()、“”]{2,20}$")
_NOT_A_NOUN = re.compile(
    r"^(?:.{0,3}(?:出自|来自|产自)|左右|以上|以下|增至|增加|提高|提升|占|以及|同比|之间|降为|降至|的)"
)


def describe(figure: Scoped, lang: str, last: str | None) -> tuple[str | None, str | None]:
    """A short description of what a figure is of, and the plant or project it names, for the figures after it.

    `last` is the plant or project named before.
    """
    if figure.held is not None:
        return tell_held(figure.held, lang), last
    return _describe_chinese(figure, last) if lang == "zh" else _describe_english(figure, last)


def _describe_english(figure: Scoped, last: str | None) -> tuple[str | None, str | None]:
    text, surface, measure = figure.line.sentence.text, figure.found.surface, figure.measure
    if measure == "other" and figure.found.dimension == "money":
        result = _RESULT.search(text, max(0, figure.start - 130), figure.start)
        return (result["what"] if result else _product(text[figure.end : figure.end + 80])), last
    if measure == "other" and figure.found.unit == "%":
        rate = _RATE.search(text, max(0, figure.start - 130), figure.start)
        return (" ".join(rate["what"].split()) if rate else None), last
    if measure == "projects" or (measure == "other" and " " in surface):
        counted = re.sub(r"^(?:.*?\d[\d,.]*|[A-Za-z]+)\s", "", surface)
        rest = _COUNTED.match(text, figure.end)
        return " ".join((counted + (rest["rest"] if rest else "")).split()) or None, last
    if measure == "growth":
        return _grown(text, figure.start), last
    product = _product(text[figure.end : figure.end + 80])
    if measure not in _OF_PLANT:
        return product, last
    plant = _facility(text, figure)
    made = product if measure == "capacity" and figure.found.dimension in _WEIGHED else None
    return plant or made or last or product, plant or last


def _grown(text: str, at: int) -> str | None:
    """What a growth is of: the nearest thing that grows, before it in its statement."""
    found = list(_GROWING.finditer(text, max(0, at - 130), at))
    if not found or not _STAYS.fullmatch(text, found[-1].end(), at):
        return None
    return " ".join(found[-1]["what"].split())


def _product(behind: str) -> str | None:
    """What is made, behind an amount; names of several products in one are kept whole: copper and aluminium foil."""
    match = _AFTER_EN.match(behind)
    if match is None:
        return None
    start, end = match.span(1)
    named = (link.end for link in find_links(behind, "en") if link.start < end < link.end)
    return _YEARLY.sub("", " ".join(behind[start : max(named, default=end)].split()))


def _facility(text: str, figure: Scoped) -> str | None:
    """The plant nearest before the figure, else right behind it."""
    full = _facilities(text)
    before = [what for at, what in full if at < figure.start]
    behind = [
        what
        for at, what in full
        if figure.end <= at < figure.end + 60 and not re.search(r",| and | size of | than ", text[figure.end : at])
    ]
    return before[-1] if before else behind[0] if behind else None


@lru_cache(maxsize=8)
def _facilities(text: str) -> tuple[tuple[int, str], ...]:
    """The plants and projects that a sentence describes, and where; `the plant` alone describes none."""
    if _FACILITY_HINT.search(text) is None:
        return ()
    named = ((m.start(), " ".join(m["what"].split())) for m in _FACILITY.finditer(text))
    return tuple((at, what) for at, what in named if not _BARE.fullmatch(what))


def _describe_chinese(figure: Scoped, last: str | None) -> tuple[str | None, str | None]:
    text, line = figure.line.sentence.text, figure.line
    own = _project(line, figure)
    project = own or last
    is_of_project = figure.measure in (*_OF_PLANT, "projects", "stations", "contract_value", "revenue")
    behind = _behind(text, figure.end)
    is_counted = behind is not None and figure.measure == "other" and figure.found.unit == "count"
    words = [None if is_counted else _before(text, figure), behind]
    is_another = own is None and last is not None and _is_of_another(last, words)
    parts = [project if is_of_project and not is_another else None, *words]
    told: list[str] = []
    for part in parts:
        if part and not any(part in other for other in told):
            told.append(part)
    return " ".join(told) or None, project


def _is_of_another(last: str, words: list[str | None]) -> bool:
    """True where the words beside a figure name another product than the project told before: 隔膜 after 电池项目."""
    named = {m.code for word in words if word for m in find_links(word, "zh")}
    return bool(named) and not named & {m.code for m in find_links(last, "zh")}


def _project(line: Line, figure: Scoped) -> str | None:
    """What the name of the figure's owner goes on to: 四川时代动力电池项目."""
    named = (m for m in line.mentions if m.kind not in (PLACE, COUNTRY) and m.end <= figure.start)
    owner = next((m for m in named if m.name == figure.subject), None)
    if owner is None:
        return None
    match = _PROJECT_ZH.match(line.sentence.text, owner.end)
    return match.group() if match and match.end() <= figure.start else None


def _before(text: str, figure: Scoped) -> str | None:
    """The words before the figure in its clause, without whom, when and the verb."""
    low = figure.line.clause_span(figure.start)[0]
    ends = (m.end for m in figure.line.mentions if low <= m.end <= figure.start)
    floor = max([low, *ends, *(p.end for p in figure.line.periods if low <= p.end <= figure.start)])
    words = _TAIL_ZH.sub("", text[max(floor, figure.start - 24) : figure.start])
    if words.endswith(_OF_ITEM_BEFORE):
        return None
    match = _NOUN_ZH.search(_HEAD_ZH.sub("", _BEHIND_AMOUNT.sub("", words)).removesuffix("的"))
    return match.group() if match else None


def _behind(text: str, end: int) -> str | None:
    match = _BEHIND_ZH.match(text[end : end + 60])
    if match is None or _NOT_A_NOUN.match(match.group(1)):
        return None
    noun = _DOES_ZH.sub("", match.group(1))
    return noun if len(noun) > 1 else None
