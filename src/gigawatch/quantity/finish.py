"""A number and its unit made a quantity: with its rate, what it is priced by, its hedge and its sign."""

from __future__ import annotations

import re

from gigawatch.model import Quantity
from gigawatch.quantity.found import FoundQuantity
from gigawatch.quantity.hedging import falls, hedge_before, is_loss
from gigawatch.quantity.numeral import tidy
from gigawatch.quantity.prepared import Prepared
from gigawatch.quantity.sign import bare_yuan
from gigawatch.quantity.term import Term, settle
from gigawatch.quantity.unit import units

# A price's second telling in parentheses stands before what both are for: `91,323 yuan ($12,574) per tonne`.
_BEYOND = re.compile(r"\s?[(（][^()（）]{2,24}[)）]|[)）]")
_PRICED = {
    "money": ("energy", "mass", "area", "length", "volume", "charge", "power"),
    "energy": ("mass", "volume", "length"),
    "emission": ("energy", "mass", "length"),
    "mass": ("energy",),
    "area": ("energy",),
}
# Energy for each unit of which a mass or area is needed: 每1GWh电池约用|800吨.
_FOR_EACH = re.compile(r"每(?:生产|制造)?[1一]?(?P<below>[GMkg]Wh|吉瓦时|兆瓦时|千瓦时)[^，,。；;、\d]{0,12}$")


def finish(source: Prepared, term: Term, start: int, second: Term | None, negative: bool) -> FoundQuantity:
    """The quantity of a term, with its rate, price, hedge and sign."""
    assert term.unit is not None
    assert term.dimension is not None
    end = second.end if second else term.end
    unit, dimension, rate = term.unit, term.dimension, None
    value, unit = settle(term.value, term.unit, term.scale)
    if unit == "CNY" and source.lang == "zh" and source.plain[end - 1] == "元":
        unit = bare_yuan(source.text)
    high = settle(second.value, term.unit, second.scale)[0] if second else None
    unit, dimension, rate, end = _below(source, unit, dimension, end)
    bound, begin = hedge_before(source.plain, start, source.lex)
    unit, dimension = _for_each(source, unit, dimension, begin)
    bound = bound or term.bound or (second.bound if second else None)
    if bound is None or bound is term.bound:
        after = source.lex.hedge_after.match(source.plain, end)
        if after and not (bound and after["hedge"] != "+"):
            bound, end = source.lex.hedges_after[after["hedge"]], after.end()
    if rate is None and dimension in ("energy", "mass", "area", "length", "count"):
        rate, begin, unit = _rate_before(source, begin, unit)
    may_fall = high is None and (
        dimension in ("share", "point") or (dimension == "count" and (source.lang == "zh" or _is_step(source, begin)))
    )
    is_lost = source.lang == "zh" and dimension == "money" and high is None and is_loss(source.plain, begin)
    if negative or is_lost or (may_fall and falls(source.plain, begin, end)):
        value = -abs(value)
    counted = source.lex.nouns.get(term.noun or "")
    return FoundQuantity(
        quantity=Quantity(tidy(value), unit, bound, high),
        start=begin,
        end=end,
        at=term.start,
        surface=source.text[begin:end],
        dimension=dimension,
        noun=term.noun,
        group=counted.group if counted else None,
        rate=rate,
    )


def _is_step(source: Prepared, begin: int) -> bool:
    """True for a change `by` so many; `cut 1,500 jobs` counts the jobs and is no fall of a count."""
    return source.plain[max(0, begin - 3) : begin] == "by "


def _below(source: Prepared, unit: str, dimension: str, end: int) -> tuple[str, str, str | None, int]:
    """The unit with what it is counted by: a year, a month, or one kilogram."""
    gloss = source.lex.gloss.match(source.plain, end)
    end = gloss.end() if gloss else end
    rate = source.lex.rate.match(source.plain, end)
    if rate and dimension in ("energy", "mass", "area", "length", "count", "money", "power", "emission", "volume"):
        code = source.lex.rates[" ".join(rate["rate"].split())]  # a line may end within "a year"
        return (unit if dimension in ("money", "power") else f"{unit}/{code}"), dimension, code, rate.end()
    wanted = _PRICED.get(dimension)
    below = source.lex.below.match(source.plain, end) if wanted else None
    beyond = _BEYOND.match(source.plain, end) if wanted and below is None and dimension == "money" else None
    if beyond:
        below = source.lex.below.match(source.plain, beyond.end())
    if below and wanted:
        code = source.lex.units["_below " + " ".join(below["below"].split())]
        if units()[code].dimension in wanted:
            stop = end if beyond else below.end()
            return f"{unit}/{code}", f"{dimension}/{units()[code].dimension}", None, stop
    return unit, dimension, None, end


def _for_each(source: Prepared, unit: str, dimension: str, begin: int) -> tuple[str, str]:
    """The unit and dimension of a mass or area, per unit of energy where the words before tell it for each."""
    each = _FOR_EACH.search(source.plain, max(0, begin - 26), begin) if dimension in ("mass", "area") else None
    if each is None:
        return unit, dimension
    return f"{unit}/{source.lex.units['_below ' + each['below']]}", f"{dimension}/energy"


def _rate_before(source: Prepared, begin: int, unit: str) -> tuple[str | None, int, str]:
    window = source.plain[max(0, begin - 34) : begin].rstrip()
    if not window.endswith(source.lex.rate_ends) and not window.lower().endswith(source.lex.rate_ends):
        return None, begin, unit
    for words, code in source.lex.rates_before:
        if window.endswith(words) or (words[0].isascii() and window.lower().endswith(words)):
            return code, max(0, begin - 34) + len(window) - len(words), f"{unit}/{code}"
    return None, begin, unit
