"""Quantity to text: the way an English or a Chinese page writes it, the hedge kept."""

from __future__ import annotations

from gigawatch.model import Quantity
from gigawatch.quantity.bound import hedges
from gigawatch.quantity.unit import COUNTED, RATES, units

_SCALES_EN = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_SCALES_ZH = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_RATES_EN = {"yr": "a year", "month": "a month", "day": "a day"}
_RATES_ZH = {"yr": "年", "month": "月", "day": "日"}
_TIGHT = ("%",)
_COUNTED_EN = {"vehicles": "vehicles", "jobs": "jobs", "stations": "stations", "projects": "projects"}
_COUNTED_ZH = {"vehicles": "辆", "jobs": "人", "stations": "座", "projects": "个"}
_SPECIAL_EN = {
    "pp": "percentage points",
    "x": "times",
    "kgCO2": "kg CO₂",
    "kgCO2e": "kg CO₂e",
    "tCO2e": "tonnes of CO₂e",
}
_SPECIAL_ZH = {"pp": "个百分点", "x": "倍", "kgCO2": "千克二氧化碳", "kgCO2e": "千克二氧化碳当量"}


def format_quantity(quantity: Quantity, lang: str = "en", *, signed: bool = False) -> str:
    """The quantity in words of `lang` ("en" or "zh"); `signed` puts a plus before a rise.

    >>> from gigawatch.model import Bound
    >>> format_quantity(Quantity(9.62e10, "CNY"), "zh"), format_quantity(Quantity(9.62e10, "CNY"), "en")
    ('962亿元', '96.2 billion yuan')
    >>> format_quantity(Quantity(100, "GWh", Bound.OVER), "zh")
    '超过100 GWh'
    >>> format_quantity(Quantity(1e5, "t/yr"), "zh"), format_quantity(Quantity(12.3, "%"), "en", signed=True)
    ('10万吨/年', '+12.3%')
    """
    number, scale = _number(quantity, lang, signed)
    stated = number + scale + _unit(quantity.unit, lang)
    if quantity.bound is None:
        return stated
    hedge = hedges()[quantity.bound]
    return (hedge.words_zh if lang == "zh" else hedge.words_en).format(v=stated)


def format_unit(code: str, lang: str = "en") -> str:
    """A unit's name alone; of a bare count only the time it is for.

    >>> format_unit("t/yr"), format_unit("m2/yr", "zh"), format_unit("count/yr")
    ('tonnes a year', '平方米/年', 'a year')
    """
    return _unit(code, lang).strip()


def part_thousands(digits: str, lang: str) -> str:
    """Digits in which a comma parts the thousands, as a page of `lang` has them: in Chinese nothing parts them.

    >>> part_thousands("1,640–2,130", "zh"), part_thousands("1,640–2,130", "en")
    ('1640–2130', '1,640–2,130')
    """
    return digits.replace(",", "") if lang == "zh" else digits


def _number(quantity: Quantity, lang: str, signed: bool) -> tuple[str, str]:
    """The digits, with the scale word that both ends of a range share."""
    top = abs(quantity.value if quantity.high is None else quantity.high)
    size, word = _scale(top, quantity.unit, lang)
    digits = _digits(quantity.value / size, lang)
    if quantity.high is not None:
        return f"{digits}–{_digits(quantity.high / size, lang)}", word
    return ("+" if signed and quantity.value > 0 else "") + digits, word


def _scale(value: float, unit: str, lang: str) -> tuple[float, str]:
    top = unit.partition("/")[0]
    wordy = top in COUNTED or (top in units() and units()[top].dimension in ("money", "mass", "area", "emission"))
    if not wordy or (lang == "en" and top in ("m2", "mu", "t", "ha", "acre") and value < 1e6):
        return 1.0, ""
    for size, word in _SCALES_ZH if lang == "zh" else _SCALES_EN:
        if value >= size:
            return size, word
    return 1.0, ""


MOST_DECIMALS, MOST_DIGITS = 5, 10  # a fraction such as a sixth has no end; a stated value hardly ever has more


def _digits(value: float, lang: str) -> str:
    """The digits, thousands parted by a comma in English and not at all in Chinese (2100亿元)."""
    text = f"{value:,.10g}" if abs(value) < 1e10 else f"{value:,.0f}"
    decimals = text.partition(".")[2]
    if len(decimals) > MOST_DECIMALS or (decimals and sum(map(str.isdigit, text)) >= MOST_DIGITS):
        text = f"{float(f'{value:.4g}'):,.10g}"
    text = part_thousands(text, lang)
    return text.replace("-", "−") if text.startswith("-") else text


def _unit(code: str, lang: str) -> str:
    top, _, below = code.partition("/")
    if top == "count":
        return _rate(below, lang)
    name = _name(top, lang)
    gap = "" if top in _TIGHT or (lang == "zh" and not name.isascii()) else " "
    return gap + name + _rate(below, lang)


def _name(top: str, lang: str) -> str:
    special, counted = (_SPECIAL_ZH, _COUNTED_ZH) if lang == "zh" else (_SPECIAL_EN, _COUNTED_EN)
    if top in special:
        return special[top]
    if top in counted:
        return counted[top]
    return units()[top].name_zh if lang == "zh" else units()[top].name_en


def _rate(below: str, lang: str) -> str:
    if not below:
        return ""
    if below in RATES:
        return f"/{_RATES_ZH[below]}" if lang == "zh" else f" {_RATES_EN[below]}"
    if lang == "zh":
        return f"/{units()[below].name_zh}"
    return f" per {'tonne' if below == 't' else units()[below].name_en}"
