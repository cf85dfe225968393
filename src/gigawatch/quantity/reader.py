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
from gigawatch.quantity.counted import counts_people, of_people, with_noun
from gigawatch.quantity.finish import finish
from gigawatch.quantity.found import FoundQuantity
from gigawatch.quantity.hedging import currency_before, hedge_of_fraction
from gigawatch.quantity.lexicon import NUMBER, SPACE, lexicon, variants
from gigawatch.quantity.mask import is_class, is_model, is_name, is_year
from gigawatch.quantity.partial import whole_behind
from gigawatch.quantity.prepared import Prepared
from gigawatch.quantity.refused import is_refused
from gigawatch.quantity.sign import bare_signs
from gigawatch.quantity.term import Term, read_term
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
THOUSAND = 1000.0  # from here on a number has its scale in its digits: `800,000 to 1 million`, but `5 to 3 million`
_JOINS = frozenset({"、", "和", "及", "与", ", ", " and ", ", and "})


def find_quantities(text: str, lang: str | None = None, within: tuple[int, int] | None = None) -> list[FoundQuantity]:
    """Every quantity of the text, in order. `lang` is "en" or "zh"; left out, it is told by the script.

    `within` reads only the numbers between two offsets, with the whole text around them.

    >>> [(f.value, f.unit, str(f.bound)) for f in find_quantities("over 96.2 billion yuan for 235 GWh a year")]
    [(96200000000.0, 'CNY', 'over'), (235.0, 'GWh/yr', 'None')]
    """
    language = lang or ("zh" if _HAN.search(text) else "en")
    if within is None:
        return list(_whole(text, language))
    return list(_Reading(_prepare(text, language), within).run())


@lru_cache(maxsize=8)
def _whole(text: str, lang: str) -> tuple[FoundQuantity, ...]:
    """Every quantity of a text, kept for who asks next, as those do who verify what is claimed of it."""
    return tuple(_Reading(_prepare(text, lang), (0, len(text))).run())


@lru_cache(maxsize=8)
def _prepare(text: str, lang: str) -> Prepared:
    """The text with wide and traditional characters made plain, and how it writes decimals."""
    plain = text.translate(variants()) if _VARIANT.search(text) else text
    return Prepared(text, plain, lang, _COMMA_DECIMAL.search(plain) is not None, lexicon())


class _Reading:
    """One pass over one text."""

    def __init__(self, source: Prepared, within: tuple[int, int]) -> None:
        self.source, self.within, self.plain, self.lex = source, within, source.plain, source.lex
        self.anchors = NONE if source.lang == "zh" else find_anchors(source.plain, *within)
        self.done = 0

    def run(self) -> Iterator[FoundQuantity]:
        worded = list(find_worded(self.plain, self.source.lang, *self.within, self.anchors))
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
        if self.source.lang == "zh":
            return [match.start() for match in _NUMBER_ZH.finditer(self.plain, *self.within)]
        digits = [match.start() for match in _NUMBER_EN.finditer(self.plain, *self.within)]
        return [*digits, *self.anchors.numbers]

    def _from_words(self, item: Worded) -> FoundQuantity:
        dimension = "share" if item.unit == "%" else "multiple"
        term = Term(
            item.start, item.end, item.value, 1.0, item.unit, dimension, self.plain[item.start : item.end], None, True
        )
        found = self._finished(term, item.start)
        bound, begin = (None, 0) if found.bound else hedge_of_fraction(self.plain, item.start, self.lex)
        if bound is None:
            return found
        surface = self.source.text[begin : found.end]
        return replace(found, quantity=replace(found.quantity, bound=bound), start=begin, surface=surface)

    def _at(self, at: int) -> list[FoundQuantity]:
        """What is read from the number at `at`: nothing, one quantity, or two that share a unit."""
        plain = self.plain
        code, start, negative = currency_before(plain, at, self.lex)
        code = self._meant(code, start)
        if code is None and (_is_part_of_name(plain, at) or is_name(plain, at)):
            return []
        term = read_term(plain, at, self.lex, self.source.comma_decimal, code)
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
        if whole := whole_behind(self.plain, term, self.lex, self.source.comma_decimal):
            return self._part(term, whole, start)
        term = with_noun(self.source, term) if term.unit is None else term
        term = of_people(self.source, term) if term.unit is None else term
        if term.unit is None or is_refused(self.source, term, start):
            return []
        return [finish(self.source, term, start, None, negative)]

    def _is_amount(self, term: Term) -> bool:
        """True where no cell format can be meant: a unit or classifier stands right behind, or people are counted."""
        return term.unit is not None or counts_people(self.source, with_noun(self.source, term))

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
        second = read_term(self.plain, at, self.lex, self.source.comma_decimal, lead)
        if second and second.unit is None and link["link"] != "and":
            second = with_noun(self.source, second)
        return second if second and second.unit else None

    def _pair(self, term: Term, second: Term, start: int) -> list[FoundQuantity]:
        """A range, or a move from one value to the other."""
        is_less = term.value < second.value
        is_shared = term.scale == 1.0 and (
            (term.unit is None and (is_less or term.value < THOUSAND)) or (term.dimension == "money" and is_less)
        )
        scale = second.scale if is_shared and self._is_bare(term) else term.scale
        first = replace(term, unit=second.unit, dimension=second.dimension, scale=scale, noun=second.noun)
        moved = (
            _FROM.search(self.plain, max(0, start - 16), start) is not None
            and "-" not in self.plain[term.end : second.start]
        )
        if is_class(self.plain, second.end):
            self.done = second.end
            return []
        if is_refused(self.source, replace(first, end=second.end), start):
            return []
        if first.value * first.scale >= second.value * second.scale or moved or self._is_change(term, start):
            alone = first if term.unit else replace(first, end=second.end)
            return [self._finished(alone, start), self._finished(second, second.start)]
        between = _BETWEEN.search(self.plain, max(0, start - 9), start)
        return [finish(self.source, first, between.start() if between else start, second, False)]

    def _part(self, term: Term, whole: Term, start: int) -> list[FoundQuantity]:
        """A part and its whole, whose unit both have; the words of the part go on to the unit."""
        part = replace(term, end=whole.end, unit=whole.unit, dimension=whole.dimension, scale=whole.scale)
        return [self._finished(part, start), self._finished(whole, whole.start)]

    def _finished(self, term: Term, start: int) -> FoundQuantity:
        return finish(self.source, term, start, None, False)

    def _is_change(self, term: Term, start: int) -> bool:
        """True for the change in `cut by 8 GWh to 20 GWh`; of `by 8 to 20 GWh` nobody says where it ends."""
        return term.unit is not None and _BY.search(self.plain, max(0, start - 16), start) is not None

    def _is_bare(self, term: Term) -> bool:
        """True for a number written without a scale or unit of its own behind it: the 1.5 of `$1.5-2 billion`."""
        return self.plain[term.end - 1 : term.end].isdigit()


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
