"""Numbers with a unit that are no quantities: thresholds, years, 三元 materials, how often a year, single things."""

from __future__ import annotations

import re

from gigawatch.quantity.counted import counts_people
from gigawatch.quantity.hedging import hedge_before
from gigawatch.quantity.mask import hires, is_threshold, is_year
from gigawatch.quantity.prepared import Prepared
from gigawatch.quantity.term import Term

_PLANT_NOUN = re.compile(r"[大个座家条]?[^，。、；\d]{0,8}?(?:项目|基地|工厂|生产线|产线|园区|车间|电站|企业|协议|矿)")


def is_refused(source: Prepared, term: Term, start: int) -> bool:
    """True for thresholds, years, single things and vague words; `start` is where a sign before it stands."""
    if is_threshold(source.plain, start, term.end):
        return True
    written = source.plain[term.start : term.end]
    match term.dimension:
        case "money":
            return _is_no_money(term, written)
        case "time":
            return term.unit == "year" and is_year(term.value, written[:4])
        case "multiple":
            return _is_frequency(source.plain, term.end)
        case "count":
            return _is_no_count(source, term, written, start)
    return False


def _is_no_money(term: Term, written: str) -> bool:
    """True for 三元材料 and for a year before a word that is also a currency."""
    is_chemistry = term.is_chinese and term.scale == 1.0 and term.unit == "CNY"
    return is_chemistry or (written[4:5] == " " and is_year(term.value, written[:4]))


def _is_frequency(plain: str, end: int) -> bool:
    """True for `three times a year`."""
    return plain[end : end + 2] in (" a", " i") and not plain.startswith(" as", end)


def _is_no_count(source: Prepared, term: Term, written: str, start: int) -> bool:
    """True for years, single things, and counts in words of what is not worth counting."""
    if term.scale != 1.0:
        return False
    if source.lang == "en" and is_year(term.value, written[:4].rstrip()) and not written[4:5].isdigit():
        return not (counts_people(source, term) and _is_governed(source, start))
    if term.bound:
        return False
    if term.value < 2:
        return True
    return _is_weak_chinese(source.plain, term, start) if term.is_chinese else _is_weak_english(source, term, start)


def _is_governed(source: Prepared, start: int) -> bool:
    """True after a hedge or a verb of hiring, where no year can stand: `create 1990 jobs`, `over 2000 workers`."""
    return hires(source.plain, start) or hedge_before(source.plain, start, source.lex)[0] is not None


def _is_weak_chinese(plain: str, term: Term, start: int) -> bool:
    is_vague = plain[start - 1 : start] in ("几", "数", "第", "前")
    return is_vague or _PLANT_NOUN.match(plain, term.end) is None


def _is_weak_english(source: Prepared, term: Term, start: int) -> bool:
    written, counted = source.plain[term.start : term.end], source.lex.nouns.get(term.noun or "")
    if written[:1].isalpha():
        return counted is None or counted.group not in ("projects", "stations")
    is_strict = counted is not None and counted.strict and "," not in written
    return is_strict and hedge_before(source.plain, start, source.lex)[0] is None
