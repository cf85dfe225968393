"""Text to quantities: one pass over the numbers of a text, each read with what stands around it.

Example: `over 96.2 billion yuan` is 9.62e10 CNY, bound over. Limit: a number without a known unit is not a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from gigawatch.model import Bound, Quantity
from gigawatch.quantity.anchor import NONE, find_anchors
from gigawatch.quantity.found import FoundQuantity
from gigawatch.quantity.hedging import currency_before, falls, hedge_before, hedge_of_fraction, is_loss
from gigawatch.quantity.lexicon import NUMBER, SPACE, Lexicon, lexicon, variants
from gigawatch.quantity.mask import employs, hires, is_model, is_name, is_threshold, is_year
from gigawatch.quantity.numeral import parse_digits, tidy
from gigawatch.quantity.partial import whole_behind
from gigawatch.quantity.sign import bare_signs
from gigawatch.quantity.term import Term, read_term, settle
from gigawatch.quantity.unit import units
from gigawatch.quantity.worded import Worded, find_worded

_HAN = re.compile("[\u4e00-\u9fff]")
_VARIANT = re.compile("[\uff01-\uff5e億萬噸畝個條臺輛項餘約過時產兩點減於級從間圓頃幣歐達場處戶]")
_NUMBER_ZH = re.compile(rf"{NUMBER}|[一二两三四五六七八九十][零〇一二两三四五六七八九十百千点]*")
_NUMBER_EN = re.compile(NUMBER)
_COMMA_DECIMAL = re.compile(r"(?<![\d,.])\d{1,3},\d{1,2}\s?(?:%|[GMk]Wh|GW|Mio|t\b)")
_RANGE = re.compile(rf"{SPACE}(?P<link>-|–|—|~|～|－|to|至|到|and){SPACE}(?=[\d$€£¥￥A-Z一二两三四五六七八九十])")
_FROM = re.compile(r"(?:\bfrom\s(?:around |about |some |a )?|从|由|自)[^，。,.;；]{0,10}$", re.IGNORECASE)
_BY = re.compile(r"\bby\s(?:about |around |some |nearly |over |up to )?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_GLOSSED = re.compile(rf"\s?\(({NUMBER})\)")
# A price's second telling in parentheses stands before what both are for: `91,323 yuan ($12,574) per tonne`.
_BEYOND = re.compile(r"\s?[(（][^()（）]{2,24}[)）]|[)）]")
_PLANT_NOUN = re.compile(r"[大个座家条]?[^，。、；\d]{0,8}?(?:项目|基地|工厂|生产线|产线|园区|车间|电站|企业|协议|矿)")
_JOINS = frozenset({"、", "和", "及", "与", ", ", " and ", ", and "})
PEOPLE = "people"
_PRICED = {
    "money": ("energy", "mass", "area", "length", "volume", "charge", "power"),
    "energy": ("mass", "volume", "length"),
    "emission": ("energy", "mass", "length"),
    "mass": ("energy",),
    "area": ("energy",),
}
# Energy for each unit of which a mass or area is needed: 每1GWh电池约用|800吨.
_FOR_EACH = re.compile(r"每(?:生产|制造)?[1一]?(?P<below>[GMkg]Wh|吉瓦时|兆瓦时|千瓦时)[^，,。；;、\d]{0,12}$")


def find_quantities(text: str, lang: str | None = None, within: tuple[int, int] | None = None) -> list[FoundQuantity]:
    """Every quantity of the text, in order. `lang` is "en" or "zh"; left out, it is told by the script.

    `within` reads only the numbers between two offsets, with the whole text around them.

    >>> [(f.value, f.unit, str(f.bound)) for f in find_quantities("over 96.2 billion yuan for 235 GWh a year")]
    [(96200000000.0, 'CNY', 'over'), (235.0, 'GWh/yr', 'None')]
    """
    language = lang or ("zh" if _HAN.search(text) else "en")
    if within is None:
        return list(_whole(text, language))
    plain, comma_decimal = _prepare(text)
    return list(_Reading(text, plain, language, within, comma_decimal).run())


@lru_cache(maxsize=8)
def _whole(text: str, lang: str) -> tuple[FoundQuantity, ...]:
    """Every quantity of a text, kept for who asks next, as those do who verify what is claimed of it."""
    plain, comma_decimal = _prepare(text)
    return tuple(_Reading(text, plain, lang, (0, len(text)), comma_decimal).run())


@lru_cache(maxsize=8)
def _prepare(text: str) -> tuple[str, bool]:
    """The text with wide and traditional characters made plain, and whether it writes 8,8 for eight point eight."""
    plain = text.translate(variants()) if _VARIANT.search(text) else text
    return plain, _COMMA_DECIMAL.search(plain) is not None


class _Reading:
    """One pass over one text."""

    def __init__(self, text: str, plain: str, lang: str, within: tuple[int, int], comma_decimal: bool) -> None:
        self.text, self.plain, self.lang, self.within = text, plain, lang, within
        self.lex: Lexicon = lexicon()
        self.comma_decimal = comma_decimal
        self.anchors = NONE if lang == "zh" else find_anchors(plain, *within)
        self.done = 0

    def run(self) -> Iterator[FoundQuantity]:
        worded = list(find_worded(self.plain, self.lang, *self.within, self.anchors))
        last: FoundQuantity | None = None
        told = 0  # where the share or multiple in words ends that began last
        for start, item in sorted(
            [(w.start, w) for w in worded] + [(at, None) for at in self._starts()], key=lambda p: p[0]
        ):
            told = item.end if item else told
            if start < self.done or (item is None and start < told):
                continue
            for found in [self._from_words(item)] if item else self._at(start):
                last = _inherit(found, last, self.plain)
                self.done = max(self.done, last.end)
                yield last

    def _starts(self) -> list[int]:
        if self.lang == "zh":
            return [match.start() for match in _NUMBER_ZH.finditer(self.plain, *self.within)]
        digits = [match.start() for match in _NUMBER_EN.finditer(self.plain, *self.within)]
        return [*digits, *self.anchors.numbers]

    def _from_words(self, item: Worded) -> FoundQuantity:
        dimension = "share" if item.unit == "%" else "multiple"
        term = Term(
            item.start, item.end, item.value, 1.0, item.unit, dimension, self.plain[item.start : item.end], None, True
        )
        found = self._finish(term, item.start, None, False)
        bound, begin = (None, 0) if found.bound else hedge_of_fraction(self.plain, item.start, self.lex)
        if bound is None:
            return found
        surface = self.text[begin : found.end]
        return replace(found, quantity=replace(found.quantity, bound=bound), start=begin, surface=surface)

    def _at(self, at: int) -> list[FoundQuantity]:
        """What is read from the number at `at`: nothing, one quantity, or two that share a unit."""
        plain = self.plain
        code, start, negative = currency_before(plain, at, self.lex)
        code = self._meant(code, start)
        if code is None and (_is_part_of_name(plain, at) or is_name(plain, at)):
            return []
        term = read_term(plain, at, self.lex, self.comma_decimal, code)
        if term and is_model(plain, at) and not self._is_amount(term):
            return []
        second = self._second(term, start) if term else None
        if term is None or (second and term.unit is None and is_year(term.value, plain[term.start : term.end])):
            return []
        if second and term.dimension in (None, second.dimension):
            return self._pair(term, second, start)
        return self._alone(term, start, negative)

    def _alone(self, term: Term, start: int, negative: bool) -> list[FoundQuantity]:
        """What is read from a number that no other end of a range follows; two where it is a part of a whole behind."""
        if whole := whole_behind(self.plain, term, self.lex, self.comma_decimal):
            return self._part(term, whole, start)
        term = self._with_noun(term) if term.unit is None else term
        term = self._of_people(term) if term.unit is None else term
        if term.unit is None or self._is_refused(term, start):
            return []
        return [self._finish(term, start, None, negative)]

    def _is_amount(self, term: Term) -> bool:
        """True where no cell format can be meant: a unit or classifier stands right behind, or people are counted."""
        return term.unit is not None or self._counts_people(self._with_noun(term))

    def _counts_people(self, term: Term) -> bool:
        """True when a noun for people or their work stands right behind the number, as in `1990 jobs`."""
        counted = self.lex.nouns.get(term.noun or "")
        is_next = self.plain[term.start : term.end].partition(" ")[2] == term.noun
        return is_next and counted is not None and counted.group == "jobs"

    def _meant(self, code: str | None, start: int) -> str | None:
        """The currency of a sign: a bare $ or ¥ is that of the text's country."""
        if code in ("USD", "CNY") and (sign := self.plain[start]) in "$¥￥":
            return bare_signs(self.plain).get(sign, code)
        return code

    def _second(self, term: Term, start: int) -> Term | None:
        """The other end of a range or move, where one follows."""
        link = _RANGE.match(self.plain, term.end)
        if link is None or (link["link"] == "and" and not _BETWEEN.search(self.plain, max(0, start - 9), start)):
            return None
        at = link.end()
        lead = None
        if not self.plain[at].isdigit():
            digit = _NUMBER_ZH.search(self.plain, at, at + 6)
            if digit is None:
                return None
            lead = currency_before(self.plain, digit.start(), self.lex)[0]
            if lead is None and digit.start() != at:
                return None
            at = digit.start()
        elif term.dimension == "money" and self.plain[start] in "$€£¥￥REUGC":
            lead = term.unit
        second = read_term(self.plain, at, self.lex, self.comma_decimal, lead)
        if second and second.unit is None and link["link"] != "and":
            second = self._with_noun(second)
        return second if second and second.unit else None

    def _pair(self, term: Term, second: Term, start: int) -> list[FoundQuantity]:
        """A range, or a move from one value to the other."""
        is_shared = term.scale == 1.0 and (
            term.unit is None or (term.dimension == "money" and term.value < second.value)
        )
        scale = second.scale if is_shared and self._is_bare(term) else term.scale
        first = replace(term, unit=second.unit, dimension=second.dimension, scale=scale, noun=second.noun)
        moved = (
            _FROM.search(self.plain, max(0, start - 16), start) is not None
            and "-" not in self.plain[term.end : second.start]
        )
        if self._is_refused(replace(first, end=second.end), start):
            return []
        if first.value * first.scale >= second.value * second.scale or moved or self._is_change(term, start):
            alone = first if term.unit else replace(first, end=second.end)
            return [self._finish(alone, start, None, False), self._finish(second, second.start, None, False)]
        between = _BETWEEN.search(self.plain, max(0, start - 9), start)
        return [self._finish(first, between.start() if between else start, second, False)]

    def _part(self, term: Term, whole: Term, start: int) -> list[FoundQuantity]:
        """A part and its whole, whose unit both have; the words of the part go on to the unit."""
        part = replace(term, end=whole.end, unit=whole.unit, dimension=whole.dimension, scale=whole.scale)
        return [self._finish(part, start, None, False), self._finish(whole, whole.start, None, False)]

    def _is_change(self, term: Term, start: int) -> bool:
        """True for the change in `cut by 8 GWh to 20 GWh`; of `by 8 to 20 GWh` nobody says where it ends."""
        return term.unit is not None and _BY.search(self.plain, max(0, start - 16), start) is not None

    def _is_bare(self, term: Term) -> bool:
        """True for a number written without a scale or unit of its own behind it: the 1.5 of `$1.5-2 billion`."""
        return self.plain[term.end - 1 : term.end].isdigit()

    def _with_noun(self, term: Term) -> Term:
        """The term with the English noun that it counts; `2 million (2.400.000) packs` counts 2,400,000."""
        exact = _GLOSSED.match(self.plain, term.end) if term.scale > 1.0 else None
        if exact and (value := parse_digits(exact[1], self.comma_decimal)) > 1e4:
            term = replace(term, end=exact.end(), value=value, scale=1.0)
        noun = self.lex.noun.match(self.plain, term.end)
        if noun is None:
            return term
        written = " ".join(noun["noun"].split())
        counted = self.lex.nouns.get(written) or self.lex.nouns.get(written.replace("-", " "))
        if counted is None:
            return term
        return replace(term, end=noun.end(), unit="count", dimension="count", noun=written)

    def _of_people(self, term: Term) -> Term:
        """The term as a count of people, where a verb of hiring takes it and no noun follows: `to employ 3,000 in`."""
        is_bare = self.lang == "en" and employs(self.plain, term.start, term.end)
        return replace(term, unit="count", dimension="count", noun=PEOPLE) if is_bare else term

    def _is_refused(self, term: Term, start: int) -> bool:
        """True for thresholds, years, single things and vague or dangerous words."""
        written = self.plain[term.start : term.end]
        tests = {
            "money": self._is_no_money,
            "time": self._is_date,
            "multiple": self._is_frequency,
            "count": self._is_no_count,
        }
        test = tests.get(term.dimension or "")
        return is_threshold(self.plain, start, term.end) or (test is not None and test(term, written, start))

    def _is_no_money(self, term: Term, written: str, start: int) -> bool:  # noqa: ARG002  # one signature for all tests
        """True for 三元材料 and for a year before a word that is also a currency."""
        is_chemistry = term.is_chinese and term.scale == 1.0 and term.unit == "CNY"
        return is_chemistry or (written[4:5] == " " and is_year(term.value, written[:4]))

    def _is_date(self, term: Term, written: str, start: int) -> bool:  # noqa: ARG002  # one signature for all tests
        return term.unit == "year" and is_year(term.value, written[:4])

    def _is_frequency(self, term: Term, written: str, start: int) -> bool:  # noqa: ARG002  # one signature for all tests
        """True for `three times a year`."""
        return self.plain[term.end : term.end + 2] in (" a", " i") and not self.plain.startswith(" as", term.end)

    def _is_no_count(self, term: Term, written: str, start: int) -> bool:
        """True for years, single things, and counts in words of what is not worth counting."""
        if term.scale != 1.0:
            return False
        if self.lang == "en" and is_year(term.value, written[:4].rstrip()) and not written[4:5].isdigit():
            return not (self._counts_people(term) and self._is_governed(start))
        if term.bound:
            return False
        return term.value < 2 or (self._is_weak_chinese if term.is_chinese else self._is_weak_english)(
            term, written, start
        )

    def _is_governed(self, start: int) -> bool:
        """True after a hedge or a verb of hiring, where no year can stand: `create 1990 jobs`, `over 2000 workers`."""
        return hires(self.plain, start) or hedge_before(self.plain, start, self.lex)[0] is not None

    def _is_weak_chinese(self, term: Term, written: str, start: int) -> bool:  # noqa: ARG002  # as its English sibling
        is_vague = self.plain[start - 1 : start] in ("几", "数", "第", "前")
        return is_vague or _PLANT_NOUN.match(self.plain, term.end) is None

    def _is_weak_english(self, term: Term, written: str, start: int) -> bool:
        counted = self.lex.nouns.get(term.noun or "")
        if written[:1].isalpha():
            return counted is None or counted.group not in ("projects", "stations")
        is_strict = counted is not None and counted.strict and "," not in written
        return is_strict and hedge_before(self.plain, start, self.lex)[0] is None

    def _finish(self, term: Term, start: int, second: Term | None, negative: bool) -> FoundQuantity:
        """The quantity of a term, with its rate, price, hedge and sign."""
        assert term.unit is not None
        assert term.dimension is not None
        end = second.end if second else term.end
        unit, dimension, rate = term.unit, term.dimension, None
        value, unit = settle(term.value, term.unit, term.scale)
        high = settle(second.value, term.unit, second.scale)[0] if second else None
        unit, dimension, rate, end = self._below(unit, dimension, end)
        bound, begin = hedge_before(self.plain, start, self.lex)
        unit, dimension = self._for_each(unit, dimension, begin)
        bound = bound or term.bound or (second.bound if second else None)
        if bound is None or bound is term.bound:
            after = self.lex.hedge_after.match(self.plain, end)
            if after and not (bound and after["hedge"] != "+"):
                bound, end = self.lex.hedges_after[after["hedge"]], after.end()
        if rate is None and dimension in ("energy", "mass", "area", "length", "count"):
            rate, begin, unit = self._rate_before(begin, unit)
        may_fall = high is None and (
            dimension in ("share", "point") or (dimension == "count" and (self.lang == "zh" or self._is_step(begin)))
        )
        is_lost = self.lang == "zh" and dimension == "money" and high is None and is_loss(self.plain, begin)
        if negative or is_lost or (may_fall and falls(self.plain, begin, end)):
            value = -abs(value)
        counted = self.lex.nouns.get(term.noun or "")
        return FoundQuantity(
            quantity=Quantity(tidy(value), unit, bound, high),
            start=begin,
            end=end,
            at=term.start,
            surface=self.text[begin:end],
            dimension=dimension,
            noun=term.noun,
            group=counted.group if counted else None,
            rate=rate,
        )

    def _is_step(self, begin: int) -> bool:
        """True for a change `by` so many; `cut 1,500 jobs` counts the jobs and is no fall of a count."""
        return self.plain[max(0, begin - 3) : begin] == "by "

    def _below(self, unit: str, dimension: str, end: int) -> tuple[str, str, str | None, int]:
        """The unit with what it is counted by: a year, a month, or one kilogram."""
        gloss = self.lex.gloss.match(self.plain, end)
        end = gloss.end() if gloss else end
        rate = self.lex.rate.match(self.plain, end)
        if rate and dimension in ("energy", "mass", "area", "length", "count", "money", "power", "emission", "volume"):
            code = self.lex.rates[" ".join(rate["rate"].split())]  # a line may end within "a year"
            return (unit if dimension in ("money", "power") else f"{unit}/{code}"), dimension, code, rate.end()
        wanted = _PRICED.get(dimension)
        below = self.lex.below.match(self.plain, end) if wanted else None
        beyond = _BEYOND.match(self.plain, end) if wanted and below is None and dimension == "money" else None
        if beyond:
            below = self.lex.below.match(self.plain, beyond.end())
        if below and wanted:
            code = self.lex.units["_below " + " ".join(below["below"].split())]
            if units()[code].dimension in wanted:
                stop = end if beyond else below.end()
                return f"{unit}/{code}", f"{dimension}/{units()[code].dimension}", None, stop
        return unit, dimension, None, end

    def _for_each(self, unit: str, dimension: str, begin: int) -> tuple[str, str]:
        """The unit and dimension of a mass or area, per unit of energy where the words before tell it for each."""
        each = _FOR_EACH.search(self.plain, max(0, begin - 26), begin) if dimension in ("mass", "area") else None
        if each is None:
            return unit, dimension
        return f"{unit}/{self.lex.units['_below ' + each['below']]}", f"{dimension}/energy"

    def _rate_before(self, begin: int, unit: str) -> tuple[str | None, int, str]:
        window = self.plain[max(0, begin - 34) : begin].rstrip()
        if not window.endswith(self.lex.rate_ends) and not window.lower().endswith(self.lex.rate_ends):
            return None, begin, unit
        for words, code in self.lex.rates_before:
            if window.endswith(words) or (words[0].isascii() and window.lower().endswith(words)):
                return code, max(0, begin - 34) + len(window) - len(words), f"{unit}/{code}"
        return None, begin, unit


def _is_part_of_name(text: str, at: int) -> bool:
    """True for NCM811, F-150 and the like; c500,000 is a hedge."""
    before = text[at - 1] if at else " "
    if not before.isascii():
        return False
    if before.isalpha() or before == "_":
        return not (before == "c" and (at < 2 or not text[at - 2].isalnum()))
    return before in "-." and at >= 2 and text[at - 2].isascii() and text[at - 2].isalnum()


def _inherit(found: FoundQuantity, last: FoundQuantity | None, text: str) -> FoundQuantity:
    """A hedge at the head of a list holds for the whole list."""
    if found.bound or last is None or last.bound is None or found.dimension != last.dimension:
        return found
    if (
        last.bound not in (Bound.ABOUT, Bound.OVER, Bound.UP_TO)
        or last.at == last.start
        or text[last.end : found.start] not in _JOINS
    ):
        return found
    return replace(found, quantity=replace(found.quantity, bound=last.bound))


def read_quantity(text: str, lang: str | None = None) -> Quantity | None:
    """The one quantity that the whole text is, None where it is none or several; an unknown unit is a refusal.

    >>> read_quantity("约30 GWh")
    Quantity(value=30.0, unit='GWh', bound=<Bound.ABOUT: 'about'>, high=None)
    >>> read_quantity("30 flurbs") is None
    True
    """
    found = find_quantities(text, lang)
    bare = text.strip()
    if len(found) != 1 or len(found[0].surface) < len(bare):
        return None
    return found[0].quantity
