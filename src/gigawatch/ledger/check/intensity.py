"""Money, people, land or material for one unit of capacity, against what is published for the link of the chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from gigawatch.figures.rate import find_rate
from gigawatch.ledger.check.benchmark import ANY, range_of
from gigawatch.ledger.check.figure import Figure, dimension, figure_stage
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.precision import divide, stretch
from gigawatch.ledger.check.slip import explain_by_slip, suggest_slip
from gigawatch.ledger.check.telling import tell_figure
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.perimeter import link_in, without_link
from gigawatch.ledger.setting import tolerance
from gigawatch.ledger.setting import words as words_of
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import Words, join, name_code, say
from gigawatch.model import PLANTS, Check, InputError, Interval, Quantity, Severity
from gigawatch.quantity.unit import convert
from gigawatch.vocab import find_links, links

UPPERS = ("investment", "jobs", "area", "capacity")
CAPACITY, CELL, MONEY = "capacity", "cell", "money"
BASES = {"energy/time": "GWh", "mass/time": "t", "area/time": "m2"}
TOPS = {"investment": "CNY", "jobs": "count", "area": "m2", "capacity": "t"}
BETWEEN = 160
TEN = 10.0
BUILT, JOBS = "built", "jobs"
HUNDRED_MILLION = "亿"


@dataclass(frozen=True, slots=True)
class Pair:
    """An amount and the capacity it is for: `value` in `unit` for `link`, `usual` what is published."""

    upper: Figure
    lower: Figure
    value: Interval
    unit: str
    link: str
    usual: Interval

    @property
    def slack(self) -> Interval:
        """The published range with what lies beyond it unremarked."""
        factor = tolerance(f"benchmark_{self.upper.measure}")
        return Interval(self.usual.low / factor, self.usual.high * factor)

    @property
    def is_outside(self) -> bool:
        """True when no value of the two figures is near the published range."""
        return not self.value.overlaps(self.slack)


def find_intensities(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each amount that no capacity of its thing and time explains."""
    for subject in sorted(inquiry.by_subject):
        items = inquiry.by_subject[subject]
        capacities = [item for item in items if item.fact.measure == CAPACITY]
        for item in items:
            if item.fact.measure in UPPERS:
                yield from _check(inquiry, item, capacities)


def _check(inquiry: Inquiry, item: Settled, capacities: Sequence[Settled]) -> Iterator[Check]:
    upper = inquiry.figure(item.winner)
    others = (other for other in capacities if other.fact.id != item.fact.id)
    pairs = _all_outside(pair for other in others for pair in _pairs(inquiry, item, upper, other))
    if pairs is not None and not pairs:
        pairs = _all_outside(_kin_pairs(inquiry, item, upper))
    if not pairs:
        return
    best = min(pairs, key=lambda p: (p.lower.document != upper.document, abs(p.lower.start - upper.start), p.lower.id))
    if _is_partial(inquiry, upper) if best.value.high < best.usual.low else _is_of_more(best):
        return
    yield _remark(inquiry, item, best)
    yield from _misread_unit(inquiry, best)


def _all_outside(pairs: Iterator[Pair]) -> list[Pair] | None:
    """The pairs, each outside of its range; None at the first that is not: it explains the amount, no other is made."""
    found = []
    for pair in pairs:
        if not pair.is_outside:
            return None
        found.append(pair)
    return found


def _is_of_more(pair: Pair) -> bool:
    """True where only some of what the money is for may be built yet."""
    return figure_stage(pair.lower) == BUILT != figure_stage(pair.upper)


def _is_partial(inquiry: Inquiry, upper: Figure) -> bool:
    """True for money that is some of what the plant costs (a loan, aid, what is added), people who are there now."""
    if upper.claim is None or upper.measure == JOBS:
        return upper.measure == JOBS and figure_stage(upper) is None
    begin, end = inquiry.figures.sentence(upper)
    lang = "zh" if upper.claim.lang == "zh" else "en"
    sentence = inquiry.figures.text(upper)[begin:end].casefold()
    return any(word in sentence for word in words_of("intensity", f"partial_{lang}"))


def _kin_pairs(inquiry: Inquiry, item: Settled, upper: Figure) -> Iterator[Pair]:
    """The amount with the one capacity told beside it of a thing that it is part of, or that is part of it."""
    near = [
        f for f in inquiry.figures.by_document.get(upper.document, ()) if f.measure == CAPACITY and _is_close(upper, f)
    ]
    kin = [f for f in near if f.thing and _are_kin(inquiry, item.fact.subject, f.thing)]
    if len(near) == 1 and kin and _is_beside(inquiry, upper, kin[0]):
        found = inquiry.by_claim[kin[0].id][1]
        pair = make_pair(inquiry, upper, kin[0], item.winner, _link(inquiry, kin[0], found))
        if pair is not None and upper.measure != CAPACITY:
            yield pair


def _is_close(upper: Figure, lower: Figure) -> bool:
    return upper.claim is not None and lower.id != upper.id and abs(lower.start - upper.end) <= BETWEEN


def _is_beside(inquiry: Inquiry, upper: Figure, lower: Figure) -> bool:
    """One sentence; the next one may tell the capacity of a place whose projects the money is for."""
    begin, end = inquiry.figures.sentence(upper)
    of_places = all(inquiry.is_place(f.thing) for f in (upper, lower))
    return begin <= lower.start < end or (of_places and 0 <= lower.start - end <= BETWEEN)


def _are_kin(inquiry: Inquiry, one: str, other: str) -> bool:
    """True where one belongs to the other and both are places or both are plants."""
    if inquiry.is_place(one) != inquiry.is_place(other) or one == other:
        return False
    return one in inquiry.above(other) or other in inquiry.above(one)


def _misread_unit(inquiry: Inquiry, pair: Pair) -> Iterator[Check]:
    """A capacity in 亿瓦时 that fits ten times as large: the unit was taken for GWh."""
    surface = pair.lower.claim.surface if pair.lower.claim else ""
    meant = suggest_slip(pair.lower.quantity, TEN)
    if (
        HUNDRED_MILLION in surface
        and meant is not None
        and pair.value.low / TEN <= pair.slack.high
        and pair.value.low > pair.usual.high
    ):
        words = say("magnitude_unit", value=tell_figure(inquiry, pair.lower), surface=surface)
        claims = (pair.upper.id, pair.lower.id)
        yield make_check(inquiry.about(pair.lower), "magnitude", Severity.WARNING, words, claims, meant)


def _pairs(inquiry: Inquiry, item: Settled, upper: Figure, other: Settled) -> Iterator[Pair]:
    """The amount with each statement of a capacity that may be what it is for."""
    mine, its = item.fact.perimeter, other.fact.perimeter
    if mine not in (its, without_link(its)):
        return
    for evidence in other.evidence:
        lower = inquiry.figure(evidence)
        if evidence.copy_of is None and _belong(inquiry, item, upper, lower):
            pair = make_pair(inquiry, upper, lower, item.winner, _link(inquiry, lower, evidence))
            if pair is not None:
                yield pair


def _belong(inquiry: Inquiry, item: Settled, upper: Figure, lower: Figure) -> bool:
    """Same stage, near in time; figures of a city only where they stand close together."""
    thing = inquiry.entities[item.fact.subject]
    mine, its = figure_stage(upper), figure_stage(lower)
    is_staged = None in (mine, its) or mine == its
    if not is_staged or not _is_near_in_time(upper, lower):
        return False
    is_close = upper.document == lower.document and abs(lower.start - upper.end) <= BETWEEN
    return thing.kind in PLANTS or (is_close and upper.claim is not None and lower.claim is not None)


def _is_near_in_time(upper: Figure, lower: Figure) -> bool:
    if upper.document == lower.document:
        return True
    one, other = upper.span, lower.span
    return bool(one and other) and abs((one[1] - other[1]).days) <= tolerance("stock_days") if one and other else False


def _link(inquiry: Inquiry, lower: Figure, evidence: Evidence) -> str:
    """The link whose product the capacity is of: its perimeter, its thing's, its words'; empty where unsaid."""
    link = link_in(evidence.perimeter)
    if link is not None:
        return link
    thing = inquiry.entities[evidence.subject]
    said = thing.data.get("link")
    if isinstance(said, str) and said:
        return said
    claim = lower.claim
    found = [m.code for m in find_links(claim.object, claim.lang)] if claim and claim.object else []
    fitting = [code for code in found if links()[code].unit == lower.quantity.unit.replace("TWh", "GWh")]
    return fitting[0] if fitting else CELL if dimension(lower.quantity.unit) == "energy/time" else ANY


def make_pair(inquiry: Inquiry, upper: Figure, lower: Figure, evidence: Evidence, link: str) -> Pair | None:
    """The two figures as one intensity; None where no benchmark or no rate is known."""
    base, top = BASES.get(dimension(lower.quantity.unit) or ""), TOPS[upper.measure]
    size = _size(upper.quantity.unit, top if upper.measure != CAPACITY else f"{top}/yr", evidence.known_on)
    if base is None or size is None or (upper.measure == CAPACITY and base != "GWh"):
        return None
    unit = f"{top}/{base}"
    of = _link(inquiry, upper, evidence) if upper.measure == CAPACITY else link
    usual = range_of(of, upper.measure, unit)
    if usual is None:
        return None
    told = lower.told_in(f"{base}/yr")
    if told is None or told.interval.high <= 0:
        return None
    return Pair(upper, lower, divide(stretch(upper.interval, size), told.interval), unit, of, usual)


def _size(unit: str, top: str, known_on: str | None) -> float | None:
    """How much of the benchmark's unit one of this unit is; money at the rate of the day it was published."""
    try:
        if dimension(unit) == MONEY:
            return find_rate(unit, top, date.fromisoformat(known_on)).value if known_on else None
        return convert(1.0, unit, top)
    except InputError:
        return None


def _remark(inquiry: Inquiry, item: Settled, pair: Pair) -> Check:
    is_low = pair.value.high < pair.usual.low
    words = say(
        "intensity_low" if is_low else "intensity_high",
        upper=tell_figure(inquiry, pair.upper),
        lower=tell_figure(inquiry, pair.lower),
        value=_tell(pair.value.low if pair.value.low > 0 else pair.value.high, pair),
        base=pair.unit.partition("/")[2],
        link=name_code("link", pair.link) if pair.link else say("any_link"),
        low=_tell(pair.usual.low, pair),
        high=_tell(pair.usual.high, pair),
    )
    claims = (pair.upper.id, pair.lower.id)
    return make_check(item.fact.id, "intensity", Severity.WARNING, words, claims, _readings(pair))


def _tell(value: float, pair: Pair) -> Quantity:
    """An intensity to three digits, in the unit of its upper figure."""
    return Quantity(float(f"{value:.3g}"), pair.unit.partition("/")[0])


def _readings(pair: Pair) -> Words:
    """The slips that would explain it, and that the two may cover different things."""
    scale = _middle(pair.value) / pair.upper.quantity.value if pair.upper.quantity.value else 0.0
    found: list[Words | None] = []
    if scale > 0:
        found.append(explain_by_slip(pair.upper.quantity, stretch(pair.usual, 1 / scale)))
        found.append(explain_by_slip(pair.lower.quantity, _wanted(pair)))
    return join([*(one for one in found if one), say("intensity_scope")], ";")


def _wanted(pair: Pair) -> Interval:
    """The capacities that would bring the pair into the published range."""
    reach = _middle(pair.value) * pair.lower.quantity.value
    low = reach / pair.usual.high
    return Interval(low, reach / pair.usual.low if pair.usual.low > 0 else inf)


def _middle(interval: Interval) -> float:
    return interval.low if interval.high == inf else (interval.low + interval.high) / 2
