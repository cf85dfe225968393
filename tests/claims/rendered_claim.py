"""Claims to render: synthetic scenes, and sentences in which texts tell such a claim, in English and Chinese."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from gigawatch.model import Bound


@dataclass(frozen=True)
class Amount:
    """A quantity as it is to be written, and what it means."""

    words: str
    value: float
    unit: str
    qualifier: Bound | None


@dataclass(frozen=True)
class Scene:
    """Who, where and when; all names are synthetic or are places that exist."""

    firm: str
    place: str
    date: str


@dataclass(frozen=True)
class Pattern:
    """A sentence with `{amount}` in it, the kind of amount, and the measure and state that it states plainly.

    Without `is_hedged` the sentence has no room for a hedge (`a {amount} plant`).
    """

    name: str
    text: str
    kind: str
    measure: str | None = None
    status: str | None = None
    is_hedged: bool = True


HEDGES: dict[str, dict[str, Bound | None]] = {
    "en": {
        "": None,
        "about ": Bound.ABOUT,
        "around ": Bound.ABOUT,
        "roughly ": Bound.ABOUT,
        "approximately ": Bound.ABOUT,
        "more than ": Bound.OVER,
        "over ": Bound.OVER,
        "at least ": Bound.AT_LEAST,
        "nearly ": Bound.NEARLY,
        "almost ": Bound.NEARLY,
        "up to ": Bound.UP_TO,
    },
    "zh": {
        "": None,
        "约": Bound.ABOUT,
        "大约": Bound.ABOUT,
        "超": Bound.OVER,
        "超过": Bound.OVER,
        "逾": Bound.OVER,
        "近": Bound.NEARLY,
        "将近": Bound.NEARLY,
        "不少于": Bound.AT_LEAST,
        "不低于": Bound.AT_LEAST,
        "不超过": Bound.UP_TO,
    },
}
FIRMS = {
    "en": ("Northvale Cells", "Veldcell", "Orbital Cathode", "Harrow Energy Group", "Lindmark Materials"),
    "zh": ("蓝川新能源有限公司", "星岭锂电科技有限公司", "北桥电池股份有限公司", "禾光材料集团"),
}
PLACES = {
    "en": ("Turin", "Porto", "Graz", "Katowice", "Toledo, Ohio"),
    "zh": ("四川省眉山市", "遂宁市", "湖北荆门", "江苏常州", "宜春市"),
}
DATES = {
    "en": ("on May 18, 2024", "in March 2024", "on 3 June 2024"),
    "zh": ("5月18日", "2024年3月", "2024年6月3日"),
}
# Words of a rate or of a counted noun that a quantity's surface may hold beside the amount.
BESIDE = {
    "en": r"(?:(?:annual|yearly) (?:capacity|output) of | a year| per year| jobs| people)*",
    "zh": r"(?:年产|产能|/年|个|人)*",
}


def scenes(lang: str) -> st.SearchStrategy[Scene]:
    return st.builds(Scene, *(st.sampled_from(names[lang]) for names in (FIRMS, PLACES, DATES)))


def amounts(lang: str, kind: str, is_hedged: bool) -> st.SearchStrategy[Amount]:
    hedges = st.sampled_from(sorted(HEDGES[lang])) if is_hedged else st.just("")
    return st.builds(lambda hedge, made: _with_hedge(lang, hedge, made), hedges, WRITTEN[lang, kind])


def _with_hedge(lang: str, hedge: str, made: tuple[str, float, str]) -> Amount:
    return Amount(hedge + made[0], made[1], made[2], HEDGES[lang][hedge])


def _sum_en(tenths: int, form: str, scale: tuple[str, float]) -> tuple[str, float, str]:
    number = f"{tenths / 10:.1f}".removesuffix(".0")
    words, unit = form.split("|")
    return words.format(number=number, scale=scale[0]), tenths * scale[1] / 10, unit


def _sum_zh(tenths: int, form: str) -> tuple[str, float, str]:
    words, factor, unit = form.split("|")
    return words.format(number=f"{tenths / 10:.1f}".removesuffix(".0")), tenths * float(factor) / 10, unit


def _count(number: int, form: str) -> tuple[str, float, str]:
    words, factor, unit = form.split("|")
    return words.format(number=number), number * float(factor), unit


_TENTHS = st.integers(11, 990)
_SCALES = st.sampled_from((("million", 1e6), ("billion", 1e9)))
_SUMS = ("${number} {scale}|USD", "{number} {scale} euros|EUR", "{number} {scale} yuan|CNY", "EUR {number} {scale}|EUR")
_SUMS_ZH = ("{number}亿元|1e8|CNY", "{number}亿元人民币|1e8|CNY", "{number}亿美元|1e8|USD")
WRITTEN: dict[tuple[str, str], st.SearchStrategy[tuple[str, float, str]]] = {
    ("en", "money"): st.builds(_sum_en, _TENTHS, st.sampled_from(_SUMS), _SCALES),
    ("en", "energy"): st.builds(_count, st.integers(2, 240), st.just("{number} GWh|1|GWh")),
    ("en", "mass"): st.builds(_count, st.integers(11, 499), st.just("{number},000 tonnes|1000|t")),
    ("en", "jobs"): st.builds(_count, st.integers(120, 9800), st.just("{number:,}|1|count")),
    ("en", "percent"): st.builds(_sum_en, _TENTHS, st.just("{number} percent|%"), st.just(("", 1.0))),
    ("en", "area"): st.builds(_count, st.integers(11, 890), st.just("{number} hectares|1|ha")),
    ("zh", "money"): st.builds(_sum_zh, _TENTHS, st.sampled_from(_SUMS_ZH)),
    ("zh", "energy"): st.builds(_count, st.integers(2, 240), st.just("{number}GWh|1|GWh")),
    ("zh", "mass"): st.builds(_sum_zh, _TENTHS, st.just("{number}万吨|1e4|t")),
    ("zh", "jobs"): st.builds(_count, st.integers(120, 9800), st.just("{number}|1|count")),
    ("zh", "percent"): st.builds(_sum_zh, _TENTHS, st.just("{number}%|1|%")),
    ("zh", "area"): st.builds(_count, st.integers(120, 1990), st.just("{number}亩|1|mu")),
}  # fmt: skip

PATTERNS = {
    lang: tuple(Pattern(**fields) for fields in tables)
    for lang, tables in tomllib.loads(Path(__file__).with_name("rendered_pattern.toml").read_text("utf-8")).items()
}
