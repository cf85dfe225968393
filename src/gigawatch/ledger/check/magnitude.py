"""Slips by powers of ten: a figure against its rivals, its series, its sentence and what one thing can have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log10

from gigawatch.ledger.check.figure import UNSAID, Figure, dimension, figure_stage, is_amount
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.slip import suggest_slip
from gigawatch.ledger.check.telling import tell_figure
from gigawatch.ledger.power import is_telling, power_of, significand
from gigawatch.ledger.setting import ceilings, tolerance
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import Words, say
from gigawatch.model import Check, Quantity, Severity

UNCOUNTED = (*UNSAID, "projects", "price")
WIDER = 2
OF_WHICH = {"zh": ("其中",), "en": ("of which", "of them")}
REACH = 24


def find_magnitudes(inquiry: Inquiry) -> Iterator[Check]:
    """Every figure that a power of ten sets apart: from its digits elsewhere, its series, its whole, from reason."""
    yield from find_powers(inquiry)
    yield from find_larger_parts(inquiry)


def find_powers(inquiry: Inquiry) -> Iterator[Check]:
    """Those that are set apart from what else is told of their thing, and from reason."""
    yield from _rivals(inquiry)
    yield from _strays(inquiry)
    yield from _above_ceiling(inquiry)


def _rivals(inquiry: Inquiry) -> Iterator[Check]:
    """The same digits of one thing and measure at another power of ten, copies too: a known slip says which."""
    groups: dict[tuple[str, str, str, str], list[Figure]] = defaultdict(list)
    for figure in inquiry.figures.every:
        if figure.thing and figure.measure not in UNCOUNTED and (digits := significand(figure.quantity.value)):
            groups[(figure.thing, figure.measure, figure.quantity.unit, digits)].append(figure)
    for group in groups.values():
        if len({power_of(f.quantity.value) for f in group}) > 1:
            yield from _rival(inquiry, group)


def _rival(inquiry: Inquiry, group: Sequence[Figure]) -> Iterator[Check]:
    usual, rest = _usual(group)
    for figure in rest:
        powers = power_of(usual.quantity.value) - power_of(figure.quantity.value)
        meant = suggest_slip(figure.quantity, 10.0**powers)
        if meant is None or not is_telling(figure.quantity.value, powers):
            continue
        thing = inquiry.entities.get(figure.thing or "")
        pieces = {
            "value": tell_figure(inquiry, figure),
            "other": tell_figure(inquiry, usual),
            "thing": thing or say("unsaid_thing"),
            "factor": f"{10 ** abs(powers):,}",
        }
        words = say("magnitude_rival", **pieces)
        yield make_check(inquiry.about(figure), "magnitude", Severity.WARNING, words, (figure.id, usual.id), meant)


def _usual(group: Sequence[Figure]) -> tuple[Figure, list[Figure]]:
    """The figure of the power that most sources state (the larger one where as many state either), and the others."""
    by_power: dict[int, list[Figure]] = defaultdict(list)
    for figure in group:
        by_power[power_of(figure.quantity.value)].append(figure)
    most = max(by_power, key=lambda p: (len({f.document for f in by_power[p]}), p))
    usual = min(by_power[most], key=lambda f: f.id)
    return usual, [f for p in sorted(by_power) if p != most for f in by_power[p]]


def _strays(inquiry: Inquiry) -> Iterator[Check]:
    """A value a power of ten from both neighbours of its series, which agree with each other."""
    for (_, measure), figures in inquiry.figures.series.items():
        if measure in UNCOUNTED:
            continue
        for series in _comparable(figures).values():
            for before, here, after in zip(series, series[1:], series[2:], strict=False):
                if check := _stray(inquiry, before, here, after):
                    yield check


def _comparable(figures: Sequence[Figure]) -> dict[tuple[object, ...], list[Figure]]:
    """Values over spans of one length, of one stage and unit, one for each period: months are not set against years."""
    groups: dict[tuple[object, ...], dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        if figure.span and figure.quantity.value > 0 and not (figure.claim and figure.claim.phase):
            days = round((figure.span[1] - figure.span[0]).days / 15)
            key = (figure.quantity.unit, figure_stage(figure), days)
            kept = groups[key].get(figure.valid_on or "")
            if kept is None or figure.quantity.value > kept.quantity.value:
                groups[key][figure.valid_on or ""] = figure
    return {key: [found[period] for period in sorted(found)] for key, found in groups.items()}


def _stray(inquiry: Inquiry, before: Figure, here: Figure, after: Figure) -> Check | None:
    near = tolerance("series")
    ends = sorted((before.quantity.value, after.quantity.value))
    middle = (ends[0] * ends[1]) ** 0.5
    power = round(log10(middle / here.quantity.value))
    shifted = here.quantity.value * 10.0**power
    if ends[1] > near * ends[0] or power == 0 or not ends[0] / near <= shifted <= ends[1] * near:
        return None
    if ends[0] / near <= here.quantity.value <= ends[1] * near:
        return None
    words = say(
        "magnitude_series",
        value=tell_figure(inquiry, here),
        now=here.valid_on or "",
        before=before.quantity,
        then=before.valid_on or "",
        after=after.quantity,
        later=after.valid_on or "",
    )
    claims = (before.id, here.id, after.id)
    meant = suggest_slip(here.quantity, 10.0**power)
    return make_check(inquiry.about(here), "magnitude", Severity.WARNING, words, claims, meant) if meant else None


def _above_ceiling(inquiry: Inquiry) -> Iterator[Check]:
    """Facts above what one thing of their kind can be taken to have."""
    tops = {(kind, c.measure, c.unit): c for c in ceilings() for kind in c.kinds}
    for item in inquiry.settled:
        kind = inquiry.entities[item.fact.subject].kind
        ceiling = tops.get((kind.value, item.fact.measure, item.fact.unit))
        if ceiling and item.winner.interval.low > ceiling.most:
            most = Quantity(ceiling.most, ceiling.unit)
            words = say("magnitude_ceiling", value=item.winner.quantity, most=most, basis=ceiling.basis)
            yield make_check(item.fact.id, "magnitude", Severity.WARNING, words, [item.winner.claim], _lower(item))


def _lower(item: Settled) -> Words | None:
    found = [suggest_slip(item.winner.quantity, factor) for factor in (0.001, 0.0001)]
    return next((one for one in found if one), None)


def find_larger_parts(inquiry: Inquiry) -> Iterator[Check]:
    """Parts told after `of which` that are larger than the whole before it."""
    for document in sorted(inquiry.figures.by_document):
        if document in inquiry.material.copies:
            continue
        figures = [f for f in inquiry.figures.by_document[document] if is_amount(f)]
        for whole, part in pairwise(figures):
            if _is_of_which(inquiry, whole, part) and part.interval.low > whole.interval.high:
                words = say("magnitude_part", part=part.quantity, whole=tell_figure(inquiry, whole))
                yield make_check(
                    inquiry.about(part), "magnitude", Severity.WARNING, words, (part.id, whole.id), _reason(whole, part)
                )


def _is_of_which(inquiry: Inquiry, whole: Figure, part: Figure) -> bool:
    if whole.measure != part.measure or whole.quantity.unit != part.quantity.unit:
        return False
    between = inquiry.figures.text(part)[whole.end : part.start]
    lang = part.claim.lang if part.claim and part.claim.lang == "zh" else "en"
    marks = OF_WHICH[lang]
    return (
        len(between) <= REACH * (1 if lang == "zh" else WIDER)
        and any(mark in between.casefold() for mark in marks)
        and "。" not in between
    )


def _reason(whole: Figure, part: Figure) -> Words | None:
    factor = 10.0 ** (1 + int(log10(part.quantity.value / whole.quantity.value)))
    return suggest_slip(whole.quantity, factor) if dimension(whole.quantity.unit) else None
