"""A total as JSON: its interval, its scope in data and words, what is counted, and what is left out and why."""

from __future__ import annotations

from gigawatch.ledger import Ledger, Tally, tell_left_out
from gigawatch.ledger.part import Lessened, interval_of_fact
from gigawatch.question.clock import Clocks
from gigawatch.question.interval import interval_record
from gigawatch.question.total.scope import count_sources


def total_record(ledger: Ledger, total: Tally, clocks: Clocks, lang: str = "en") -> dict[str, object]:
    """A total as JSON: an end that is open is null; `is_added` is false where nothing is counted, which is not zero."""
    return {
        **interval_record(total.interval),
        "is_added": total.interval is not None,
        "outside": None if total.outside is None else interval_record(total.outside),
        "by_currency": {unit: interval_record(interval) for unit, interval in total.by_currency.items()},
        "scope": _scope(ledger, total, clocks, lang),
        "counted": [fact.id for fact in total.counted],
        "lessened": [lessened_record(one) for one in total.lessened],
        "hedged": total.hedged,
        "open": total.open,
        "abstained": total.abstained,
        "left_out": [
            {
                "fact": one.fact.id,
                "reason": one.reason.value,
                "why": tell_left_out(one.reason.value).of(lang),
                "covered_by": one.instead.id if one.instead else None,
            }
            for one in total.left_out
        ],
    }


def lessened_record(lessened: Lessened) -> dict[str, object]:
    """A plan of which a part was stopped: what was told, what is left, and the stopped facts, as JSON."""
    return {
        "fact": lessened.fact.id,
        "told": interval_record(interval_of_fact(lessened.fact)),
        "left": interval_record(interval_of_fact(lessened.left)),
        "taken": interval_record(lessened.taken),
        "stopped": [one.fact.id for one in lessened.stopped],
        "since": lessened.since,
    }


def _scope(ledger: Ledger, total: Tally, clocks: Clocks, lang: str) -> dict[str, object]:
    asked = total.asked
    return {
        "text": total.scope.of(lang),
        "measure": asked.measure,
        "unit": asked.unit,
        "stage": asked.stage or None,
        "region": asked.place,
        "company": asked.owner,
        "links": list(asked.links or ()),
        "kinds": [kind.value for kind in asked.kinds or ()],
        "as_of": clocks.as_of,
        "valid_on": asked.valid_on,
        "believed_on": clocks.believed_on,
        "statuses": list(total.statuses),
        "periods": list(total.periods),
        "projects": total.projects,
        "source_classes": count_sources(ledger, total.counted),
    }
