"""A funnel of signings as JSON: intervals as `low` and `high`, an open end as null."""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.ledger import Ledger, SigningFunnel
from gigawatch.ledger.status import Followed, OutcomeTotal, StatedSigning
from gigawatch.model import Interval
from gigawatch.question.interval import interval_record
from gigawatch.question.step.record import milestone_record

Record = dict[str, object]


def funnel_record(ledger: Ledger, funnel: SigningFunnel, lang: str = "en") -> Record:
    """What was stated, what was found again by outcome, and what was not found."""
    return {
        "stated": interval_record(funnel.stated) if funnel.stated else None,
        "stated_money": _sizes(funnel.stated_money),
        "found": funnel.found,
        "outcomes": [_total(total) for total in funnel.totals],
        "unmatched": interval_record(funnel.unmatched) if funnel.unmatched else None,
        "unmatched_money": _sizes(funnel.unmatched_money),
        "conferences": [_conference(ledger, one, lang) for one in funnel.conferences],
        "projects": [_followed(ledger, one, lang) for one in funnel.followed],
    }


def _conference(ledger: Ledger, one: StatedSigning, lang: str) -> Record:
    return {
        "event": one.event,
        "name": ledger.label(one.event, lang),
        "stated": interval_record(one.count) if one.count else None,
        "stated_money": _sizes(one.money),
        "facts": list(one.facts),
    }


def _total(total: OutcomeTotal) -> Record:
    return {
        "outcome": total.outcome.value,
        "count": total.count,
        "money": _sizes(total.money),
        "capacity": _sizes(total.capacity),
        "without_money": total.without_money,
        "without_capacity": total.without_capacity,
    }


def _followed(ledger: Ledger, one: Followed, lang: str) -> Record:
    signing = one.signing
    return {
        "thing": signing.thing,
        "name": ledger.label(signing.thing, lang),
        "outcome": one.outcome.value,
        "signed": signing.valid_on,
        "event": signing.event,
        "place": ledger.label(signing.place, lang) or None,
        "money": _sizes(signing.money),
        "capacity": _sizes(signing.capacity),
        "claims": list(signing.claims),
        "step": milestone_record(one.step) if one.step else None,
    }


def _sizes(sizes: Mapping[str, Interval]) -> Record:
    return {unit: interval_record(interval) for unit, interval in sizes.items()}
