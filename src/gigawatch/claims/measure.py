"""What a quantity measures: its dimension narrows it, the words near it decide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gigawatch.claims.cue import CueHit, nearest
from gigawatch.quantity import FoundQuantity

_BY_DIMENSION = {
    "energy/mass": "energy_density",
    "energy/volume": "energy_density",
    "energy/length": "other",
    "emission": "emissions",
    "emission/energy": "emission_intensity",
    "emission/mass": "emission_intensity",
    "emission/length": "emission_intensity",
    "point": "growth",
    "multiple": "growth",
    "length": "other",
    "charge": "other",
    "volume": "other",
    "time": "other",
    "area": "area",
}
_BY_GROUP = {
    "projects": "projects",
    "jobs": "jobs",
    "stations": "stations",
    "firms": "other",
    "other": "other",
    "packs": "vehicles",
}
_BY_CLASSIFIER: Mapping[str, tuple[str, ...]] = {
    "人": ("jobs",),
    "名": ("jobs",),
    "家": (),
    "城": (),
    "人次": (),
    "户": (),
    "款": (),
    "场次": (),
    "位": (),
}
_DEFAULT = {
    "money": "investment",
    "energy": "capacity",
    "power": "capacity",
    "mass": "capacity",
    "share": "other",
    "count": "other",
}


def measure_of(
    found: FoundQuantity,
    folded: str,
    span: tuple[int, int],
    lang: str,
    hits: Sequence[CueHit],
    carried: str | None = None,
) -> str:
    """The measure of a quantity whose words lie at `span` of a sentence; `carried` is that of the figures before."""
    if lang == "zh" and (made := _made_chinese(found, folded, span)):
        return made
    fixed = "price" if found.dimension.startswith("money/") else _BY_DIMENSION.get(found.dimension)
    if fixed is None and lang == "en":
        fixed = _told_english(found, folded, span)
    if fixed:
        return fixed
    cued = nearest(folded, lang, _beside_hedge(found, span, hits), span, found.dimension)
    if found.dimension == "count":
        return (_counted_chinese if lang == "zh" else _counted_english)(found, cued, folded, span)
    if found.dimension in ("energy", "mass", "power"):
        return _physical(found, cued, carried, folded, span)
    is_reached = cued == "growth" and _REACHED.search(folded, max(0, span[0] - 60), span[0])
    is_part = lang == "en" and cued in (None, "other") and _OF_WHOLE.match(folded, span[1])
    if found.dimension == "share" and (is_reached or is_part):
        return "share"
    return cued or _DEFAULT.get(found.dimension, "other")


def _beside_hedge(found: FoundQuantity, span: tuple[int, int], hits: Sequence[CueHit]) -> Sequence[CueHit]:
    """The cues without those in the hedge of a figure: the `up` of `up to 3 percent` tells of no growth."""
    if found.bound is None or found.rate or found.at == found.start:
        return hits
    number = span[0] + found.at - found.start
    return [hit for hit in hits if not (span[0] <= hit.start and hit.end <= number)]


_MADE = re.compile(
    r"(?P<capacity>年产(?!量|值)|产能|年处理|年回收)|(?P<shipments>出货|出口)|(?P<sales>销量|销售量|交付)|(?P<production>产量|产销)"
)
_COUNTED_ZH = re.compile(
    r"(?<!产)(?P<head>产量|销量|销售量|装车量|装机量|出货量|出口量)(?:累计|合计|总计|共计|已|约|则)*"
    r"(?:为|是|达到|达|约|近|超过|超|突破|逾|仅)*[\s:：]*$"
)
_OF_COUNTED = {
    "产量": "production", "销量": "sales", "销售量": "sales", "装车量": "installed", "装机量": "installed",
    "出货量": "shipments", "出口量": "shipments",
}  # fmt: skip


def stated_measure(found: FoundQuantity, folded: str, start: int, lang: str) -> str | None:
    """The statistic whose name stands right before an amount, 累计销量为256GWh: no other word can mean another."""
    if lang != "zh" or found.dimension not in ("energy", "power", "mass", "count") or "量" not in folded[:start]:
        return None
    head = _COUNTED_ZH.search(folded, max(0, start - 16), start)
    return _OF_COUNTED[head["head"]] if head else None


PIECES = ("件", "块", "只", "颗", "支", "套", "片", "万件", "枚", "张")


def _made_chinese(found: FoundQuantity, folded: str, span: tuple[int, int]) -> str | None:
    """The measure of square metres, kilometres and pieces that its clause says are made: film, cable, parts."""
    is_piece = found.dimension == "count" and found.noun in PIECES
    if found.dimension not in ("area", "length") and not is_piece:
        return None
    clause = re.split("[，,。；;]", folded[max(0, span[0] - 60) : span[1]])[-1]
    told = list(_MADE.finditer(clause))
    if told:
        return told[-1].lastgroup
    if found.rate == "yr" or re.match("[^，。；]{0,8}生产能力", folded[span[1] : span[1] + 16]):
        return "capacity"
    list_above = re.search("年产[^，,。；;]{0,30}[、，,][^，。；;]{0,16}$", folded[max(0, span[0] - 60) : span[0]])
    return "capacity" if list_above and found.dimension != "area" else None


_HEAD_EN = re.compile(
    r"\b(?P<head>sales|exports|shipments|installations|output|production)(?:\s(?:of|in|by|from)\s[^,;.]{1,70}?)?\s"
    r"(?:(?:has|have|had|also|then|thus)\s)*(?:reached|came\sto|rose\sto|grew\sto|fell\sto|totall?ed|hit|stood\sat|amounted\sto|was|were)\s*$"
)
# A verb told once for two statistics: `sales of vans were 3 GWh and sales of cars nearly 7 GWh`.
_ELLIPSIS_EN = re.compile(
    r"\b(?P<head>sales|exports|shipments|installations|output|production)(?:\sof\s[^,;.\d]{1,60}?)?\s(?:reached|totall?ed|was|were)\s"
    r"[^;]{1,90}?\band\s(?P=head)\s(?:of|in)\s(?:(?!(?:capacity|with|by|at|worth)\b)[a-z'’-]+\s){1,6}$"
)
_OF_HEAD = {"exports": "shipments", "installations": "installed", "output": "production"}
_MADE_EN = re.compile(r"(?<!have )\b(?:made|produced|manufactured|turned\sout|churned\sout)\s*$")
_OF_WHOLE = re.compile(r"\s(?:of|share)\b")


def _told_english(found: FoundQuantity, folded: str, span: tuple[int, int]) -> str | None:
    """The measure that the head of the clause states: `sales of storage cells reached 320 GWh`, `produced 16 GWh`."""
    before = folded[max(0, span[0] - 130) : span[0]]
    if found.dimension in ("energy", "power", "mass"):
        head = _HEAD_EN.search(before) or _ELLIPSIS_EN.search(folded, 0, span[0])
        if head and found.rate is None:
            return _OF_HEAD.get(head["head"], head["head"])
        return "production" if _MADE_EN.search(before) and found.rate is None else None
    if found.dimension == "share" and _MORE_THAN.match(folded, span[1]):
        return "growth"
    return None


_MORE_THAN = re.compile(r"\s(?:more|higher|less|fewer|lower)\s(?:than\s(?:a\syear|in|last|the\ssame)|year)")
_REACHED = re.compile(
    r"(?:share|proportion|份额|占比|占有率|市占率|比例|比重|渗透率)[^.;。；]{0,50}(?:\bto|至|到|达)\s*$"
)


def _physical(found: FoundQuantity, cued: str | None, carried: str | None, folded: str, span: tuple[int, int]) -> str:
    """The measure of energy, power and mass: yearly ability is capacity, a few kWh are a product's."""
    if found.unit in ("kWh", "Wh") and cued != "sales":
        return "other"
    if found.dimension != "power" and cued in (None, "supply_volume", "production") and _is_yearly(found, folded, span):
        return "capacity"
    return cued or carried or "capacity"


_YEARLY = re.compile(r"[^,.;]{0,60}?(?:\bannually|\bper year|\ba year|每年)")


def _is_yearly(found: FoundQuantity, folded: str, span: tuple[int, int]) -> bool:
    """True when the words make the figure a yearly ability."""
    return found.rate == "yr" or _YEARLY.match(folded, span[1]) is not None


def _counted_english(found: FoundQuantity, cued: str | None, folded: str, span: tuple[int, int]) -> str:
    """The measure of a count, which in English the noun tells."""
    del folded, span
    if found.group != "vehicles":
        return _BY_GROUP.get(found.group or "", cued or "other")
    if cued == "sales" or (cued == "production" and not found.rate):
        return cued
    return "vehicles"


_PLANT = re.compile(r"[\u4e00-\u9fff]{0,10}?(?:项目|生产线|产线|工厂|基地|协议)")
_VEHICLE, _OTHER_NOUN = ("新能源汽车", "汽车", "电动车"), ("城市", "省", "国家", "地区", "百分")


def _counted_chinese(found: FoundQuantity, cued: str | None, folded: str, span: tuple[int, int]) -> str:
    """The measure of a count, told in Chinese by the classifier, the noun behind it and the words near it."""
    noun = folded[span[1] : span[1] + 14]
    if found.noun in ("辆", "台") or noun.startswith(_VEHICLE):
        return cued if cued in ("sales", "production", "shipments") else "vehicles"
    if found.noun != "座" and _PLANT.match(noun):
        return "projects"
    if noun.startswith(_OTHER_NOUN):
        return "other"
    allowed = _BY_CLASSIFIER.get(found.noun or "", ("projects", "jobs", "stations"))
    return cued if cued in allowed else "other"
