"""What a quantity measures: its dimension narrows it, the words near it decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    if found.dimension.startswith("money/"):
        return "price"
    if found.dimension in _BY_DIMENSION:
        return _BY_DIMENSION[found.dimension]
    cued = nearest(folded, lang, hits, span, found.dimension)
    if found.dimension == "count":
        return _counted(found, cued, lang, folded, span)
    if found.dimension == "energy" and found.unit in ("kWh", "Wh") and cued not in ("sales", "price"):
        return "other"
    if (
        found.dimension in ("energy", "mass")
        and cued in (None, "supply_volume", "production")
        and _is_yearly(found, folded, span)
    ):
        return "capacity"
    if cued is None and carried and found.dimension in ("energy", "mass", "power"):
        return carried
    return cued or _DEFAULT.get(found.dimension, "other")


_YEARLY = re.compile(r"[^,.;]{0,60}?(?:\bannually|\bper year|\ba year|每年)")


def _is_yearly(found: FoundQuantity, folded: str, span: tuple[int, int]) -> bool:
    """True when the words make the figure a yearly ability."""
    return found.rate == "yr" or _YEARLY.match(folded, span[1]) is not None


def _counted(found: FoundQuantity, cued: str | None, lang: str, folded: str, span: tuple[int, int]) -> str:
    """The measure of a count: the noun says it in English, the classifier and the words near it in Chinese."""
    if lang == "en":
        if found.group == "vehicles":
            return (
                "sales" if cued == "sales" else "production" if cued == "production" and not found.rate else "vehicles"
            )
        return _BY_GROUP.get(found.group or "", cued or "other")
    noun = folded[span[1] : span[1] + 6]
    if found.noun in ("辆", "台") or noun.startswith(("新能源汽车", "汽车", "电动车")):
        return cued if cued in ("sales", "production", "shipments") else "vehicles"
    if found.noun == "座" and "换电站" not in folded and cued != "stations":
        return "projects" if cued == "projects" else "other"
    if re.match(r"[\u4e00-\u9fff]{0,10}?(?:项目|生产线|产线|工厂|基地|协议)", folded[span[1] : span[1] + 14]):
        return "projects"
    if found.noun in ("人", "名"):
        return "jobs" if cued == "jobs" else "other"
    if found.noun in ("家", "城", "人次", "户", "款", "场次", "位"):
        return "other"
    if noun.startswith(("城市", "省", "国家", "地区", "百分")):
        return "other"
    return cued if cued in ("projects", "jobs", "stations") else "other"
