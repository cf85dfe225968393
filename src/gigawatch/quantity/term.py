"""One term of a quantity: a number, its scale and its unit, before hedges and ranges are looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gigawatch.model import Bound
from gigawatch.quantity.lexicon import NUMBER, Lexicon
from gigawatch.quantity.numeral import CHINESE_DIGITS, match_words, parse_chinese, parse_digits, tidy
from gigawatch.quantity.unit import convert, units

_CHINESE = re.compile(rf"[一二两三四五六七八九十][{CHINESE_DIGITS}]{{0,14}}(?:点[{CHINESE_DIGITS}]{{1,8}})?")
_DIGITS = re.compile(NUMBER)
_HEAD = re.compile(r"(?P<digits>\d{1,6})(?P<mark>[亿万千])(?=\d)")
LONGEST = 30
_GAPS = re.compile(r"[\s\u00a0-]+")
_MONEY_CUE = re.compile(
    r"(?:投资|资金|金额|产值|营收|收入|负债|债务|估值|市值|融资|斥资|耗资|注资|拟|豪掷|投入|增资|签约|订单|亏损|利润|贷款|再投|砸|豪投|达)[^，。；、\d]{0,4}$"
)
_MONEY_NEXT = re.compile(
    r"\s?(?:在|于|打造|布局|用于|投建|投资|建|扩产|融资|项目|大单|订单|人民币|扩建|加码|欠款|债务|[，。！!,）)])"
)


@dataclass(frozen=True, slots=True)
class Term:
    """`value` is in the unit named by `unit`; None means that the unit stands elsewhere or that there is none."""

    start: int
    end: int
    value: float
    scale: float
    unit: str | None
    dimension: str | None
    noun: str | None = None
    bound: Bound | None = None
    is_chinese: bool = False


def read_term(text: str, at: int, lex: Lexicon, comma_decimal: bool = False, lead: str | None = None) -> Term | None:
    """The term whose number begins at `at`; `lead` is the currency that stands before it."""
    head = _read_head(text, at, lex)
    if head is not None and (term := _read_in_two(text, at, head, lex, lead)) is not None:
        return term
    number = _number(text, at, comma_decimal)
    return _with_tail(text, at, number, lex, lead) if number else None


def _with_tail(text: str, at: int, number: tuple[float, int, bool], lex: Lexicon, lead: str | None) -> Term:
    """The term of a number, with the scale, hedge and unit behind it."""
    value, stop, is_chinese = number
    tail = lex.tail.match(text, stop)
    assert tail is not None
    scale, bound = 1.0, None
    end = stop
    if tail["scale"]:
        scale = _look_up(lex.scales, tail["scale"])
        end = tail.end("more") if tail["more"] else tail.end("scale")
    if hedge := tail["within"] or tail["more"] or tail["bare"]:
        bound = lex.hedges_within[hedge]
        end = max(end, tail.end("bare"))
    term = Term(at, end, value, scale, None, None, None, bound, is_chinese)
    if tail["unit"]:
        return _with_unit(term, text, tail["unit"], tail.end("unit"), lex, lead)
    return _with_lead(term, text, stop, lex, lead) if lead else _bare_money(term, text, tail["scale"])


@dataclass(frozen=True, slots=True)
class _Head:
    """The larger part of a Chinese number that is told in two: the 2亿 of 2亿5000万."""

    amount: float
    mark: str
    end: int


def _read_head(text: str, at: int, lex: Lexicon) -> _Head | None:
    found = _HEAD.match(text, at)
    if found is None:
        return None
    return _Head(
        float(found["digits"].replace(",", "")) * _look_up(lex.scales, found["mark"]), found["mark"], found.end()
    )


def _add_head(head: _Head, value: float, scale: str | None, lex: Lexicon) -> float | None:
    """The whole number in its smaller scale; None where the two are no parts of one: 投资120亿30GWh.

    What stands behind 亿 tells its 万, what stands behind 万 its 千 or four digits; 8千7百万 is 87 times 百万.
    """
    if head.mark == "千":
        return head.amount / 100 + value if scale == "百万" and value < 10 else None
    smaller = _look_up(lex.scales, scale) if scale else 1.0
    is_part = (
        scale in ("万", "千万", "百万") if head.mark == "亿" else scale in ("千", "百") or (not scale and value >= 1000)
    )
    whole = _look_up(lex.scales, head.mark)
    return head.amount / smaller + value if is_part and value * smaller < whole else None


def _read_in_two(text: str, at: int, head: _Head, lex: Lexicon, lead: str | None) -> Term | None:
    """The term of a number that is told in two parts; None where what follows is another number."""
    number = _number(text, head.end, comma_decimal=False)
    tail = lex.tail.match(text, number[1]) if number else None
    if number is None or tail is None or not tail["unit"]:
        return None
    whole = _add_head(head, number[0], tail["scale"], lex)
    return None if whole is None else _with_tail(text, at, (whole, number[1], False), lex, lead)


def _number(text: str, at: int, comma_decimal: bool) -> tuple[float, int, bool] | None:
    if text[at].isascii():
        digits = _DIGITS.match(text, at)
        if digits and digits.end() - at > LONGEST:
            return None
        if digits:
            return parse_digits(digits.group(), comma_decimal), digits.end(), False
        words = match_words(text, at)
        return (*words, False) if words else None
    numeral = _CHINESE.match(text, at)
    parsed = parse_chinese(numeral.group()) if numeral else None
    return None if numeral is None or parsed is None else (parsed, numeral.end(), True)


def _look_up(table: object, written: str) -> float:
    assert isinstance(table, dict)
    return float(table.get(written) or table[_GAPS.sub(" ", written)])


def _with_unit(term: Term, text: str, written: str, end: int, lex: Lexicon, lead: str | None) -> Term:
    code = lex.units.get(written) or lex.units.get(_GAPS.sub(" ", written)) or lex.units[_GAPS.sub("-", written)]
    noun = written if code == "count" else None
    unit = units().get(code)
    if lead and (unit is None or unit.dimension != "money"):
        return _with_lead(term, text, term.end, lex, lead)
    if lead and written in ("元", "圆"):
        return replace(term, end=end, unit=lead, dimension="money")
    if unit is None:
        return replace(term, end=end, unit="count", dimension="count", noun=noun)
    return replace(term, end=end, unit=code, dimension=unit.dimension)


def _with_lead(term: Term, text: str, stop: int, lex: Lexicon, lead: str) -> Term:
    """Money whose currency stands in front: $2.1B, RMB 6 billion."""
    if term.scale == 1.0 and term.end == stop:
        letter = lex.money_tail.match(text, stop)
        if letter:
            return replace(
                term, end=letter.end(), scale=lex.money_scales[letter["scale"]], unit=lead, dimension="money"
            )
    return replace(term, unit=lead, dimension="money")


def _bare_money(term: Term, text: str, scale: str | None) -> Term:
    """A headline's 投资120亿建厂 is money although it says no currency."""
    if (
        scale
        and scale[-1] == "亿"
        and _MONEY_CUE.search(text, max(0, term.start - 12), term.start)
        and _MONEY_NEXT.match(text, term.end)
    ):
        return replace(term, unit="CNY", dimension="money")
    return term


def settle(value: float, unit: str, scale: float) -> tuple[float, str]:
    """The scaled value in the unit that readers use: 1.2亿瓦时 is 0.12 GWh, 5 kt is 5000 t.

    >>> settle(3.0, "Wh", 1e8)
    (0.3, 'GWh')
    """
    known = units().get(unit)
    if known and known.read_as:
        return convert(tidy(value * scale), unit, known.read_as), known.read_as
    if known and known.scaled_as and scale >= 1e4:
        return convert(tidy(value * scale), unit, known.scaled_as), known.scaled_as
    return tidy(value * scale), unit
