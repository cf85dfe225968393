"""A figure as a publisher tells it: exact, rounded, hedged, or wrong where the publisher is careless."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from random import Random

from gigawatch.model import Bound

SURE = 0.6  # publishers of this standing tell no wrong values
HEDGED, ROUNDED, WRONG = 0.16, 0.06, 0.12
SLIPS = (10.0, 0.1, 1.5, 0.7, 1.25, 2.0)
HEDGES = {
    "en": {Bound.ABOUT: "about ", Bound.OVER: "over ", Bound.NEARLY: "nearly ", Bound.AT_LEAST: "at least "},
    "zh": {Bound.ABOUT: "约", Bound.OVER: "超过", Bound.NEARLY: "近", Bound.AT_LEAST: "不少于"},
}
SCALES = {
    "en": {
        "CNY": ((1e9, " billion yuan"), (1e6, " million yuan")),
        "USD": ((1e9, " billion US dollars"), (1e6, " million US dollars")),
    },
    "zh": {"CNY": ((1e8, "亿元"), (1e4, "万元")), "USD": ((1e8, "亿美元"), (1e4, "万美元"))},
}
UNITS = {
    "en": {"GWh/yr": " GWh", "GWh": " GWh", "ha": " hectares", "count": ""},
    "zh": {"GWh/yr": "吉瓦时", "GWh": "吉瓦时", "ha": "公顷", "count": ""},
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A true value with what it measures, in which unit, and the words that it is counted in, by language."""

    measure: str
    unit: str
    value: float
    counted: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as told: the value, the hedge, the words before it and its own words; `wrong` where it is no truth."""

    figure: Figure
    value: float
    bound: Bound | None
    hedge: str
    surface: str
    wrong: bool


def tell(figure: Figure, lang: str, standing: float, rng: Random) -> Told:
    """A figure in the words of a publisher of some standing."""
    roll = rng.random()
    if standing < SURE:
        if roll < WRONG:
            value = shorten(figure.value * rng.choice(SLIPS), 3)
            return _told(figure, value, None, lang, wrong=True)
        if roll < WRONG + ROUNDED:
            return _told(figure, shorten(figure.value, 2), None, lang)
    if roll > 1 - HEDGED:
        return _hedged(figure, lang, rng)
    return _told(figure, figure.value, None, lang)


def tell_plainly(figure: Figure, lang: str) -> Told:
    """A figure as it is."""
    return _told(figure, figure.value, None, lang)


def _hedged(figure: Figure, lang: str, rng: Random) -> Told:
    """A rounder value with the hedge that makes it true."""
    value = figure.value
    step = 10 ** (floor(log10(value)) - 1) if value else 1.0
    down, up = floor(value / step) * step, ceil(value / step) * step
    if abs(down - value) < 1e-9 * value:
        return _told(figure, value, None, lang)
    bound = rng.choice((Bound.OVER, Bound.NEARLY, Bound.ABOUT, Bound.AT_LEAST))
    if bound is Bound.NEARLY:
        return _told(figure, shorten(up, 3), bound, lang)
    rounder = down if bound is not Bound.ABOUT else round(value / step) * step
    return _told(figure, shorten(rounder, 3), bound, lang)


def _told(figure: Figure, value: float, bound: Bound | None, lang: str, *, wrong: bool = False) -> Told:
    hedge = HEDGES[lang][bound] if bound else ""
    counted = figure.counted[0 if lang == "en" else 1]
    return Told(figure, value, bound, hedge, f"{_write(value, figure.unit, lang)}{counted}", wrong)


def _write(value: float, unit: str, lang: str) -> str:
    for size, word in SCALES[lang].get(unit, ()):
        if value >= size:
            return f"{value / size:.10g}{word}"
    if unit in SCALES[lang]:
        size, word = SCALES[lang][unit][-1]
        return f"{value / size:.10g}{word}"
    return f"{value:,.10g}{UNITS[lang][unit]}"


def shorten(value: float, digits: int) -> float:
    """A value with so many significant digits.

    >>> shorten(5634, 2)
    5600.0
    """
    return float(f"{value:.{digits - 1}e}")
