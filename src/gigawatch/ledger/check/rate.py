"""One amount stated in two currencies: the rate this implies, against the market's of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gigawatch.figures.rate import implied_rate
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.wording import say
from gigawatch.model import Check, InputError, Severity
from gigawatch.quantity import dimension_of

TOLERANCE = 0.05
MONEY = "money"


def find_rates(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each pair of amounts in two currencies; a rate off by more than 5 % warns."""
    for item, evidence in inquiry.by_claim.values():
        pair = inquiry.by_claim.get(evidence.same_as or "")
        if pair is not None:
            check = _rate_check(item, evidence, pair[1])
            if check is not None:
                yield check


def _rate_check(item: Settled, evidence: Evidence, other: Evidence) -> Check | None:
    currencies = {evidence.quantity.unit, other.quantity.unit}
    if evidence.known_on is None or len(currencies) < 2 or any(dimension_of(c) != MONEY for c in currencies):
        return None
    claims = (evidence.claim, other.claim)
    try:
        rate = implied_rate(other.quantity, evidence.quantity, date.fromisoformat(evidence.known_on))
    except InputError as fault:
        words = say("rate_unknown", one=other.quantity, other=evidence.quantity, why=fault.what)
        return make_check(item.fact.id, "rate", Severity.INFO, words, claims)
    words = say(
        "rate",
        one=other.quantity,
        other=evidence.quantity,
        implied=f"{rate.rate:.4f}",
        base=other.quantity.unit,
        quote=evidence.quantity.unit,
        day=rate.market.day.isoformat(),
        market=f"{rate.market.value:.4f}",
    )
    severity = Severity.INFO if abs(rate.deviation) <= TOLERANCE else Severity.WARNING
    return make_check(item.fact.id, "rate", severity, words, claims)
