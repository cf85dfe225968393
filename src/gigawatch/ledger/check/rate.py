"""One amount stated in two currencies: the rate this implies, against the market's of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gigawatch.figures.rate import ImpliedRate, implied_rate
from gigawatch.ledger.check.figure import Figure, dimension
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.precision import divide, printed_interval
from gigawatch.ledger.check.slip import explain_by_slip
from gigawatch.ledger.setting import pattern, tolerance
from gigawatch.ledger.wording import Words, say
from gigawatch.model import Check, InputError, Interval, Severity
from gigawatch.quantity import format_unit

MONEY = "money"
NEAR = 0.1
CLOSING = (")", "）", "]")
OPENING = ("(", "（", "[")


def find_rates(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each pair of amounts in two currencies; it warns where the printed digits cannot give the rate."""
    for document in sorted(inquiry.figures.by_document):
        money = [f for f in inquiry.figures.by_document[document] if dimension(f.quantity.unit) == MONEY]
        by_id = {figure.id: figure for figure in money}
        previous: Figure | None = None
        for figure in money:
            named = by_id.get(figure.claim.same_as or "") if figure.claim else None
            other = named or (previous if previous and _stands_beside(inquiry, previous, figure) else None)
            if other is not None and other.quantity.unit != figure.quantity.unit:
                yield from _check(inquiry, other, figure)
            previous = figure


def _stands_beside(inquiry: Inquiry, one: Figure, other: Figure) -> bool:
    """True for an amount in brackets behind another: 12 billion yuan ($1.9 billion)."""
    text = inquiry.figures.text(one)
    between = text[one.end : other.start]
    if pattern("rate", "between").search(between) is None:
        return False
    return not between.strip().startswith(OPENING) or text[other.end : other.end + 12].lstrip("人民币元 ").startswith(
        CLOSING
    )


def _check(inquiry: Inquiry, one: Figure, other: Figure) -> Iterator[Check]:
    document = inquiry.material.documents[one.document]
    if document.published is None or 0 in (one.quantity.value, other.quantity.value):
        return
    about, claims = inquiry.about(other), (one.id, other.id)
    try:
        rate = implied_rate(one.quantity, other.quantity, document.published)
    except InputError as fault:
        words = say("rate_unknown", one=one.quantity, other=other.quantity, why=fault.what)
        yield make_check(about, "rate", Severity.INFO, words, claims)
        return
    is_fine = _possible(one, other).overlaps(Interval(rate.market.value, rate.market.value))
    severity = Severity.INFO if is_fine else Severity.WARNING
    yield make_check(
        about, "rate", severity, _tell(one, other, rate), claims, None if is_fine else _slip(one, other, rate)
    )


def _possible(one: Figure, other: Figure) -> Interval:
    """Every rate that the printed digits allow, and a little for the day on which it was taken."""
    implied = divide(_closed(one), _closed(other))
    slack = tolerance("rate")
    return Interval(implied.low * (1 - slack), implied.high * (1 + slack))


def _closed(figure: Figure) -> Interval:
    """The printed value to its digits: the hedge of an amount is that of the same amount in the other currency."""
    if figure.quantity.bound is None:
        return figure.interval
    plain = replace(figure.quantity, bound=None)
    return printed_interval(plain, figure.claim.surface if figure.claim else None)


def _slip(one: Figure, other: Figure, rate: ImpliedRate) -> Words | None:
    """A slip of either amount by which the two would meet at the day's rate."""
    for figure, wanted in (
        (other, one.quantity.value / rate.market.value),
        (one, other.quantity.value * rate.market.value),
    ):
        found = explain_by_slip(figure.quantity, Interval(wanted * (1 - NEAR), wanted * (1 + NEAR)))
        if found is not None:
            return found
    return None


def _tell(one: Figure, other: Figure, rate: ImpliedRate) -> Words:
    return say(
        "rate",
        one=one.quantity,
        other=other.quantity,
        implied=_tell_rate(rate.rate),
        base=_name(one.quantity.unit),
        quote=_name(other.quantity.unit),
        day=rate.market.day.isoformat(),
        market=_tell_rate(rate.market.value),
    )


def _name(currency: str) -> Words:
    """A currency as each language writes it in a rate: by its code, in Chinese by its name."""
    return Words(currency, format_unit(currency, "zh"))


def _tell_rate(value: float) -> str:
    """A rate in three digits: 0.144, 7.12, 1390."""
    return f"{float(f'{value:.3g}'):g}"
