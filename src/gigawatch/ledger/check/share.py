"""Shares carry numerator and denominator: each is computed again from the figures of its part and its whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import inf, log10

from gigawatch.ledger.check.figure import WORLD, Figure, Span, dimension, figure_stage, is_amount
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.precision import HUNDRED, decimals_of, divide, stretch
from gigawatch.ledger.check.slip import suggest_slip
from gigawatch.ledger.check.telling import tell_figure, tell_whole
from gigawatch.ledger.check.whole import Whole, read_whole
from gigawatch.ledger.setting import tolerance
from gigawatch.ledger.wording import Piece, Words, say
from gigawatch.model import Check, Interval, Quantity, Severity
from gigawatch.vocab import places

FLOWS = ("installed", "sales", "production", "shipments")
CAPACITY = "capacity"
NEAR = 40
MOST_WHOLES = 8
SHARE_UNIT = "%"
Said = tuple[str, float]  # what a share is about, and how much


@dataclass(frozen=True, slots=True)
class Case:
    """A share with the figure that is its part and the one taken for its whole: `computed` in per cent."""

    share: Figure
    part: Figure
    whole: Figure

    @property
    def computed(self) -> Interval:
        """Every share that the two figures allow."""
        told = self.whole.told_in(self.part.quantity.unit)
        return stretch(divide(self.part.interval, told.interval if told else self.whole.interval), HUNDRED)

    @property
    def agrees(self) -> bool:
        """True when some value fits the share, its part and its whole."""
        return self.computed.overlaps(self.share.interval)

    @property
    def middle(self) -> float:
        """The share of the two figures as they are printed."""
        told = self.whole.told_in(self.part.quantity.unit)
        size = told.interval if told else self.whole.interval
        top = size.low if size.high == inf else (size.low + size.high) / 2
        return HUNDRED * self.part.quantity.value / top if top else 0.0


def find_shares(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each share of a market, an output or a cost that is said once: does it follow from its figures?"""
    seen: set[Said] = set()
    for document in sorted(inquiry.figures.by_document):
        for said, checks in find_shares_of(inquiry, document):
            if said not in seen:
                seen.add(said)
                yield from checks


def find_shares_of(inquiry: Inquiry, document: str) -> Iterator[tuple[Said, Iterator[Check]]]:
    """Each share of a document as it is said, with its finding, which counts where it is said first."""
    for share in inquiry.figures.own(document):
        if is_share(share):
            yield (inquiry.about(share), share.quantity.value), _check(inquiry, share)


def is_share(figure: Figure) -> bool:
    """True for a share in per cent; nearly all of something is none that a figure could be set against."""
    return figure.measure == "share" and figure.quantity.unit == SHARE_UNIT and 0 < figure.quantity.value < HUNDRED


def _check(inquiry: Inquiry, share: Figure) -> Iterator[Check]:
    text = inquiry.figures.text(share)
    begin, end = inquiry.figures.sentence(share)
    whole = read_whole(share, text, begin, end, inquiry.entities)
    if whole is None:
        return
    parts = find_parts(inquiry, share, whole)
    cases = [Case(share, part, one) for part in parts for one in find_wholes(inquiry, share, part, whole)]
    said = [case for case in cases if case.agrees or case.whole.measure in (whole.measures or (case.part.measure,))]
    if said:
        yield _settle(inquiry, cases if any(case.agrees for case in said) else said)
    elif whole.is_share and (whole.measures or (whole.scope and parts)):
        yield _absent(inquiry, share, whole, parts)
    elif whole.is_share and not whole.scope:
        yield make_check(
            inquiry.about(share), "share", Severity.INFO, say("share_unsaid", share=share.quantity), [share.id]
        )


def find_parts(inquiry: Inquiry, share: Figure, whole: Whole) -> list[Figure]:
    """What may be the share's part: the nearest amount of its sentence, else the values of its thing and period."""
    beside = [f for f in inquiry.figures.beside(share) if is_amount(f) and _may_be_part(f, whole)]
    own = [f for f in beside if f.end <= share.start and not _is_anothers(inquiry, f, share)]
    ahead = [f for f in own if not _is_told_beside(inquiry, share, f)]
    if ahead:
        return [max(ahead, key=lambda f: f.start)]
    close = [f for f in beside if f.start >= share.end and _is_apposed(inquiry, share, f)]
    if close:
        return close[:1]
    if whole.scope is not None and whole.scope == share.thing:
        return []
    return _parts_of_thing(inquiry, share, whole)


def _may_be_part(figure: Figure, whole: Whole) -> bool:
    measures = whole.measures or (*FLOWS, CAPACITY)
    return figure.measure in measures or (figure.measure in FLOWS and bool({*FLOWS} & {*measures}))


def _is_anothers(inquiry: Inquiry, figure: Figure, share: Figure) -> bool:
    """True for an amount of another firm; where the share's thing is a place, the reader may have missed the firm."""
    thing = share.thing or ""
    return figure.thing not in (None, thing) and thing != "" and not inquiry.is_place(thing)


def _is_told_beside(inquiry: Inquiry, share: Figure, figure: Figure) -> bool:
    """True for an amount set beside an earlier share of the sentence: `a fifth, 285 GWh, and 52 %`."""
    others = [f for f in inquiry.figures.beside(share) if is_share(f) and f.end <= figure.start]
    return bool(others) and _is_apposed(inquiry, others[-1], figure)


def _is_apposed(inquiry: Inquiry, share: Figure, figure: Figure) -> bool:
    """True for an amount set beside its share: `52 percent, around 910 GWh`, `68 percent of the capacity, 1.2 TWh`."""
    between = inquiry.figures.text(share)[share.end : figure.start]
    return between.strip().endswith((",", "(", "，", "（", "or")) and not any(mark in between for mark in ";；。")


def _parts_of_thing(inquiry: Inquiry, share: Figure, whole: Whole) -> list[Figure]:
    if share.thing is None:
        return []
    measures = whole.measures or FLOWS
    found = [f for m in measures for f in _at(inquiry, share.thing, m, share.span, whole.stage)]
    if not found and {*FLOWS} & {*measures}:
        found = [f for m in FLOWS for f in _at(inquiry, share.thing, m, share.span, None)]
    return [f for f in found if f.quantity.bound is None or f.quantity.high is None][:MOST_WHOLES]


def find_wholes(inquiry: Inquiry, share: Figure, part: Figure, whole: Whole) -> list[Figure]:
    """What may be the share's whole: the amount it is said to be of, the values of its scope, those of its document."""
    said = [f for f in inquiry.figures.beside(share) if is_amount(f) and _is_of(inquiry, share, f)]
    measures = whole.measures or tuple(dict.fromkeys((part.measure, *(FLOWS if part.measure in FLOWS else ()))))
    span = part.span or share.span
    if said:
        found = said
    elif whole.scope is not None and whole.scope != part.thing:
        found = [f for m in measures for f in _at(inquiry, whole.scope, m, span, _stage(part, whole))]
    else:
        found = [f for f in _of_document(inquiry, share, part, measures) if whole.scope in (None, f.thing)]
    same = [f for f in found if f.id != part.id and _fits(f, part)]
    return same[:MOST_WHOLES] or _own_whole(inquiry, share, part)


def _own_whole(inquiry: Inquiry, share: Figure, part: Figure) -> list[Figure]:
    """Where no other whole is known, larger figures of the part's own source or thing that the share agrees with."""
    series = inquiry.figures.series.get((part.thing or "", part.measure), ())
    if inquiry.is_place(part.thing):
        return []
    same = (f for f in series if f.id != part.id and figure_stage(f) == figure_stage(part) and _is_larger(f, part))
    return [f for f in same if Case(share, part, f).agrees]


def _is_larger(figure: Figure, part: Figure) -> bool:
    told = figure.told_in(part.quantity.unit)
    return told is not None and told.interval.low > part.interval.high


def _is_of(inquiry: Inquiry, share: Figure, figure: Figure) -> bool:
    """True when the share is said to be of this amount: `54-75% of >2 TWh`, `a third of the cost of 1.5 billion`."""
    text = inquiry.figures.text(share)
    between = text[share.end : figure.start]
    return (
        figure.start >= share.end and len(between) <= NEAR and " of" in between and not set(between) & set(",;，；(（")
    )


def _of_document(inquiry: Inquiry, share: Figure, part: Figure, measures: Iterable[str]) -> list[Figure]:
    """Larger figures of the same measure and days in the share's document, of a place or the world."""
    wanted = set(measures)
    return [
        f
        for f in inquiry.figures.by_document[share.document]
        if f.measure in wanted and f.span == part.span and _is_wide(inquiry, f, share) and _is_larger(f, part)
    ]


def _is_wide(inquiry: Inquiry, figure: Figure, share: Figure) -> bool:
    thing = figure.thing or ""
    return thing == WORLD or inquiry.is_place(thing) or (thing == share.thing and figure.measure == CAPACITY)


def _at(inquiry: Inquiry, thing: str, measure: str, span: Span | None, stage: str | None) -> Sequence[Figure]:
    """What a thing has of a measure in a period; of capacity what it last had by then, in the same stage."""
    if span is None:
        return ()
    if measure != CAPACITY:
        return inquiry.figures.by_span.get((thing, measure, span), ())
    since = span[1] - timedelta(days=tolerance("stock_days"))
    series = inquiry.figures.series.get((thing, measure), ())
    return [f for f in series if f.span and since <= f.span[1] <= span[1] and figure_stage(f) in (stage, None)]


def _stage(part: Figure, whole: Whole) -> str | None:
    return whole.stage or figure_stage(part)


def _fits(figure: Figure, part: Figure) -> bool:
    alike = dimension(figure.quantity.unit) == dimension(part.quantity.unit)
    told = figure.told_in(part.quantity.unit) if alike else None
    return told is not None and told.interval.high > part.interval.low


def _settle(inquiry: Inquiry, cases: Sequence[Case]) -> Check:
    """The best of the cases: one that agrees, else a slip by a power of ten, else the largest whole."""
    agreeing = [case for case in cases if case.agrees]
    best = min(
        agreeing or cases,
        key=lambda c: (not agreeing and -_size(c), abs(c.middle - c.share.quantity.value), c.whole.id),
    )
    words = _tell(inquiry, best, agreeing=bool(agreeing))
    evidence = (best.share.id, best.part.id, best.whole.id)
    about = inquiry.about(best.share)
    if agreeing:
        others = [c for c in cases if not c.agrees and c.whole.measure != best.whole.measure]
        return make_check(about, "share", Severity.INFO, words, evidence, _not_of(inquiry, others))
    power = _power(best)
    if power:
        meant = suggest_slip(best.part.quantity, 10.0**power) or suggest_slip(best.whole.quantity, 10.0**-power)
        return make_check(about, "magnitude", Severity.WARNING, words, evidence, meant)
    return make_check(about, "share", Severity.WARNING, words, evidence, _would_fit(inquiry, best))


def _size(case: Case) -> float:
    told = case.whole.told_in(case.part.quantity.unit)
    return told.interval.low if told else 0.0


def _power(case: Case) -> int:
    """The power of ten between the stated share and the computed one; 0 where it is none."""
    if case.middle <= 0:
        return 0
    power = round(log10(case.share.quantity.value / case.middle))
    return power if power and stretch(case.computed, 10.0**power).overlaps(case.share.interval) else 0


def _tell(inquiry: Inquiry, case: Case, *, agreeing: bool) -> Words:
    digits = decimals_of(case.share.claim.surface if case.share.claim else None) + 1
    computed = Quantity(round(case.middle, digits), SHARE_UNIT)
    apart = Quantity(abs(round(case.share.quantity.value - case.middle, digits)), "pp")
    pieces: dict[str, Piece] = {
        "share": case.share.quantity,
        "part": tell_figure(inquiry, case.part),
        "whole": tell_figure(inquiry, case.whole),
        "computed": computed,
        "apart": apart,
        "fit": _implied(case),
    }
    return say("share_agrees" if agreeing else "share_differs", **pieces)


def _implied(case: Case) -> Quantity:
    """The whole that part and share imply, to the digits that they bear."""
    value = HUNDRED * case.part.quantity.value / case.share.quantity.value
    return Quantity(float(f"{value:.4g}"), case.part.quantity.unit)


def _would_fit(inquiry: Inquiry, case: Case) -> Words | None:
    """Another figure of the same days that would make the share right, of a country or the world."""
    wanted = stretch(divide(case.part.interval, case.share.interval), HUNDRED)
    scopes = {case.whole.thing, WORLD} | set(_countries(case))
    keys = [(thing, m, case.part.span) for thing in scopes if thing for m in FLOWS]
    found = [f for k in keys if k[2] for f in inquiry.figures.by_span.get((k[0], k[1], k[2]), ())]
    fitting = [f for f in found if _fits(f, case.part) and f.interval.overlaps(wanted) and f.id != case.whole.id]
    if not fitting:
        return None
    return say("share_fits", whole=tell_figure(inquiry, min(fitting, key=lambda f: f.id)))


def _countries(case: Case) -> list[str]:
    return [place.id for place in places().ancestors(case.part.thing or "") if place.kind == "country"]


def _not_of(inquiry: Inquiry, others: Sequence[Case]) -> Words | None:
    """The whole of another measure that the share is not of: sales, not production."""
    if not others:
        return None
    one = min(others, key=lambda c: (c.whole.measure, c.whole.id))
    return say(
        "share_not_of", whole=tell_figure(inquiry, one.whole), computed=Quantity(round(one.middle, 1), SHARE_UNIT)
    )


def _absent(inquiry: Inquiry, share: Figure, whole: Whole, parts: Sequence[Figure]) -> Check:
    of = tell_whole(inquiry, whole)
    if not parts:
        words = say("share_no_part", share=share.quantity, whole=of)
        return make_check(inquiry.about(share), "share", Severity.INFO, words, [share.id])
    part = min(parts, key=lambda f: f.id)
    fit = Quantity(float(f"{HUNDRED * part.quantity.value / share.quantity.value:.4g}"), part.quantity.unit)
    words = say("share_no_whole", share=share.quantity, whole=of, part=tell_figure(inquiry, part), fit=fit)
    return make_check(inquiry.about(share), "share", Severity.INFO, words, [share.id, part.id])
