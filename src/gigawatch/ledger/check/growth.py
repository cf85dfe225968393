"""Stated growth carries its base period: it is computed again from the values of both periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from gigawatch.ledger.check.figure import Figure, Span, dimension, is_amount
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.precision import HUNDRED, decimals_of, divide, stretch
from gigawatch.ledger.check.shift import base_span
from gigawatch.ledger.check.telling import tell_figure
from gigawatch.ledger.check.whole import MEASURES
from gigawatch.ledger.setting import pattern, words
from gigawatch.ledger.wording import Words, say
from gigawatch.model import Check, Interval, Quantity, Severity

PERCENT, TIMES = "%", "x"
BY = "by"
Said = tuple[str, float, str]  # what a finding on a growth is about, how much, and its words


@dataclass(frozen=True, slots=True)
class Rise:
    """A growth with the figures of its period and of its base."""

    growth: Figure
    new: Figure
    base: Figure

    @property
    def ratio(self) -> Interval:
        """Every quotient of the two figures."""
        told = self.new.told_in(self.base.quantity.unit)
        return divide(told.interval if told else self.new.interval, self.base.interval)

    @property
    def agrees(self) -> bool:
        """True when the figures can give the growth."""
        return self.ratio.overlaps(ratio_of(self.growth))

    @property
    def middle(self) -> float:
        """The quotient of the two figures as printed."""
        told = self.new.told_in(self.base.quantity.unit)
        size = self.new.quantity.value * (
            (told.interval.low / self.new.interval.low) if told and self.new.interval.low else 1
        )
        return size / self.base.quantity.value if self.base.quantity.value else inf


def ratio_of(growth: Figure) -> Interval:
    """The quotient that a growth states: 25 % is 1.25, a rise by 4.5 times 5.5, fivefold 5."""
    if growth.quantity.unit == PERCENT:
        part = stretch(growth.interval, 1 / HUNDRED)
        return Interval(1 + part.low, 1 + part.high)
    more = 1.0 if growth.claim and growth.claim.multiple == BY else 0.0
    return Interval(growth.interval.low + more, growth.interval.high + more)


def find_growths(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each growth whose two values are known: does it follow from them?"""
    seen: set[Said] = set()
    for document in sorted(inquiry.figures.by_document):
        for said, check in find_growths_of(inquiry, document):
            if said not in seen:
                seen.add(said)
                yield check


def find_growths_of(inquiry: Inquiry, document: str) -> Iterator[tuple[Said, Check]]:
    """The findings on each growth of a document, with what they say: the first that says it counts."""
    for growth in inquiry.figures.own(document):
        if is_growth(growth):
            for check in _check(inquiry, growth):
                yield (check.about, growth.quantity.value, check.text), check


def is_growth(figure: Figure) -> bool:
    """True for a growth in per cent or in times."""
    return figure.measure == "growth" and figure.quantity.unit in (PERCENT, TIMES)


def _check(inquiry: Inquiry, growth: Figure) -> Iterator[Check]:
    text = inquiry.figures.text(growth)
    begin, end = inquiry.figures.sentence(growth)
    if _is_other(growth, text[max(begin, growth.start - 30) : min(end, growth.end + 30)]):
        return
    rises = [*_from_to(inquiry, growth)] or [
        Rise(growth, new, base)
        for new in find_news(inquiry, growth)
        for base in find_bases(inquiry, growth, new, text[begin:end])
    ]
    if rises:
        yield _settle(inquiry, rises)


def _is_other(growth: Figure, near: str) -> bool:
    lang = _lang(growth)
    low = f"{near} {growth.claim.object if growth.claim else ''}".casefold()
    return any(word in low for word in words("growth", f"skip_{lang}"))


def _lang(figure: Figure) -> str:
    return "zh" if figure.claim and figure.claim.lang == "zh" else "en"


def _from_to(inquiry: Inquiry, growth: Figure) -> Iterator[Rise]:
    """The change from one amount to another that the sentence of the growth spells out."""
    text, lang = inquiry.figures.text(growth), _lang(growth)
    begin, _ = inquiry.figures.sentence(growth)
    amounts = [f for f in inquiry.figures.beside(growth) if is_amount(f) or f.measure == "price"]
    for one, two in pairwise(amounts):
        if one.measure != two.measure or dimension(one.quantity.unit) != dimension(two.quantity.unit):
            continue
        lead, between = text[begin : one.start], text[one.end : two.start]
        if pattern("growth", f"from_{lang}").search(lead) and pattern("growth", f"to_{lang}").search(between):
            yield Rise(growth, two, one)
        elif pattern("growth", f"instead_{lang}").search(between) or (
            pattern("growth", f"to_{lang}").search(lead) and pattern("growth", f"from_{lang}").search(between)
        ):
            yield Rise(growth, one, two)


def find_news(inquiry: Inquiry, growth: Figure) -> list[Figure]:
    """The figure that grew: the amount just ahead of the growth or just behind it, else what its measure word names."""
    text, lang = inquiry.figures.text(growth), _lang(growth)
    beside = [f for f in inquiry.figures.beside(growth) if is_amount(f) or f.measure == "price"]
    ahead = [f for f in beside if f.end <= growth.start and _matches(f"between_{lang}", text[f.end : growth.start])]
    behind = [f for f in beside if f.start >= growth.end and _matches(f"onward_{lang}", text[growth.end : f.start])]
    if ahead or behind:
        return ahead[-1:] or behind[:1]
    return _named(inquiry, growth, text)


def _matches(key: str, between: str) -> bool:
    return pattern("growth", key).search(between) is not None


def _named(inquiry: Inquiry, growth: Figure, text: str) -> list[Figure]:
    """The values of the growth's thing and period in the measure that its clause names, where it names one."""
    begin, _ = inquiry.figures.sentence(growth)
    clause = re.split(r"[，,；;]", text[begin : growth.start])[-1].casefold()
    lang = _lang(growth)
    measures = [m for m in MEASURES if any(word in clause for word in words("share.measure", f"{m}_{lang}"))]
    if growth.thing is None or growth.span is None or len(measures) != 1 or re.search(r"\d", clause):
        return []
    found = inquiry.figures.by_span.get((growth.thing, measures[0], growth.span), ())
    return [f for f in found if f.document == growth.document] or list(found[:1])


def find_bases(inquiry: Inquiry, growth: Figure, new: Figure, sentence: str) -> list[Figure]:
    """The values of the same thing and measure in the base period; of the same document where the thing is unknown."""
    span = new.span or growth.span
    base = _base(growth, span, sentence) if span else None
    if base is None:
        return []
    if new.thing is not None:
        known: Sequence[Figure] = inquiry.figures.by_span.get((new.thing, new.measure, base), ())
    else:
        known = ()
    near = [f for f in inquiry.figures.by_document[growth.document] if f.measure == new.measure and f.span == base]
    same = [f for f in (*known, *(n for n in near if n.thing in (new.thing, None))) if _is_like(f, new)]
    return list({f.id: f for f in same}.values())


def _base(growth: Figure, span: Span, sentence: str) -> Span | None:
    named = pattern("growth", f"base_{_lang(growth)}").search(sentence)
    year = int(next(filter(None, named.groups()))) if named else None
    return base_span(span, growth.claim.basis if growth.claim else None, year)


def _is_like(base: Figure, new: Figure) -> bool:
    return base.id != new.id and base.told_in(new.quantity.unit) is not None and base.quantity.value > 0


def _settle(inquiry: Inquiry, rises: Sequence[Rise]) -> Check:
    agreeing = [rise for rise in rises if rise.agrees]
    best = min(agreeing or rises, key=lambda r: (_apart(r), r.base.id))
    words_ = _tell(inquiry, best, agreeing=bool(agreeing))
    claims = (best.growth.id, best.new.id, best.base.id)
    about = inquiry.about(best.growth)
    if agreeing:
        return make_check(about, "growth", Severity.INFO, words_, claims)
    return make_check(about, "growth", Severity.WARNING, words_, claims, _suggest(best))


def _apart(rise: Rise) -> float:
    wanted = ratio_of(rise.growth)
    middle = wanted.low if wanted.high == inf else (wanted.low + wanted.high) / 2
    return abs(rise.middle - middle)


def _tell(inquiry: Inquiry, rise: Rise, *, agreeing: bool) -> Words:
    growth = rise.growth
    digits = decimals_of(growth.claim.surface if growth.claim else None) + 1
    is_multiple = growth.quantity.unit == TIMES and not (growth.claim and growth.claim.multiple == BY)
    value = rise.middle if is_multiple else (rise.middle - 1) * (HUNDRED if growth.quantity.unit == PERCENT else 1)
    wanted = ratio_of(growth)
    middle = (wanted.low + wanted.high) / 2
    base = middle if middle not in (0.0, inf) else wanted.low
    fit = rise.new.quantity.value / base if base > 0 else 0.0
    return say(
        f"{'multiple' if is_multiple else 'growth'}_{'agrees' if agreeing else 'differs'}",
        growth=growth.quantity,
        new=tell_figure(inquiry, rise.new),
        base=tell_figure(inquiry, rise.base),
        computed=Quantity(round(value, digits), growth.quantity.unit),
        fit=Quantity(float(f"{fit:.4g}"), rise.new.quantity.unit),
    )


def _suggest(rise: Rise) -> Words:
    """Growth by N times that fits growth to N times was told loosely; else the base may have been restated."""
    claim = rise.growth.claim
    is_by = rise.growth.quantity.unit == TIMES and claim is not None and claim.multiple == BY
    if is_by and rise.ratio.overlaps(rise.growth.interval):
        return say("growth_to", times=f"{rise.growth.quantity.value:g}")
    return say("growth_restated")
