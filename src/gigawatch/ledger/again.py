"""One plan told again: at a day, a month or a year, or later without its hedge, it is the plan that was told before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from gigawatch.ledger.evidence import Evidence, alter, step_code
from gigawatch.ledger.former import fault_data
from gigawatch.ledger.voice import cluster_values
from gigawatch.ledger.wording import say
from gigawatch.model import Relation, period_span

Span = tuple[date, date]


def meet_again(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The statements of plans at the most exact time that is told of them, and those that only drop a hedge marked.

    A plan of one value told `on 10 January 2025`, `in January 2025` and `in 2025` is one plan; where two times that do
    not hold each other fit, nothing is moved. A number told some weeks later, without a time of its own and by no more
    trusted publisher, is the hedged number told again: it loses to that, whatever its day.
    """
    series: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    rest: list[Evidence] = []
    for item in evidence:
        (series[item.series] if _is_plan(item) else rest).append(item)
    clusters = (cluster for key in sorted(series) for cluster in cluster_values(series[key]))
    return [*rest, *(told for cluster in clusters for told in _keep_hedges(_meet(cluster)))]


def _is_plan(item: Evidence) -> bool:
    data = fault_data()
    is_of_plans = item.measure in data["stale"]["measures"] and step_code(item.status) in data["again"]["statuses"]
    return is_of_plans and not item.rejected and period_span(item.valid_on or "") is not None


def _meet(cluster: Sequence[Evidence]) -> list[Evidence]:
    """The statements of one value, each at the most exact told time within its own."""
    told = sorted({item.valid_on or "" for item in cluster if not item.valid_on_inferred})
    spans = {period: span for period in told if (span := period_span(period))}
    return [_at(item, _time_of(item, spans)) for item in cluster]


def _at(item: Evidence, period: str | None) -> Evidence:
    return item if period is None else alter(item, valid_on=period, valid_on_inferred=False)


def _time_of(item: Evidence, told: dict[str, Span]) -> str | None:
    """The told time that a statement's own one means; None where it stays, or where several fit."""
    own = period_span(item.valid_on or "")
    assert own is not None
    inside = sorted((p for p, span in told.items() if _holds(own, span)), key=lambda p: (_days(told[p]), p))
    if inside:
        is_chain = all(_holds(told[wide], told[fine]) for fine, wide in pairwise(inside))
        return inside[0] if is_chain else None
    around = [p for p, span in told.items() if _holds(span, own)] if item.valid_on_inferred else []
    return around[0] if len(around) == 1 else None


def _holds(wide: Span, fine: Span) -> bool:
    return wide != fine and wide[0] <= fine[0] and fine[1] <= wide[1]


def _days(span: Span) -> int:
    return (span[1] - span[0]).days


def _keep_hedges(cluster: Iterable[Evidence]) -> Iterator[Evidence]:
    """The statements, those marked that tell an earlier hedged number without its hedge or a time of theirs."""
    listed = list(cluster)
    hedged = sorted((e for e in listed if _is_hedged(e)), key=lambda e: (e.known_on or "", e.claim))
    for item in listed:
        first = next((e for e in hedged if _drops_hedge(item, e)), None)
        if first is None:
            yield item
        else:
            note = say("hedge_dropped", told=first.quantity, day=first.known_on or "")
            yield alter(
                item, valid_on=first.valid_on, valid_on_inferred=first.valid_on_inferred, mark=Relation.STALE, note=note
            )


def _days_between(first: Evidence, later: Evidence) -> int:
    if first.known_on is None or later.known_on is None:
        return 0
    return (date.fromisoformat(later.known_on) - date.fromisoformat(first.known_on)).days


def _is_hedged(item: Evidence) -> bool:
    return item.quantity.bound is not None and item.mark is None and item.copy_of is None and bool(item.known_on)


def _drops_hedge(item: Evidence, first: Evidence) -> bool:
    is_free = item.mark is None and item.copy_of is None and not item.accepted
    is_later = _days_between(first, item) >= int(fault_data()["again"]["days"])
    is_repeat = item.quantity.bound is None and item.quantity.value == first.quantity.value
    has_own_time = not item.valid_on_inferred and item.valid_on != first.valid_on
    return is_free and is_later and is_repeat and not has_own_time and item.standing <= first.standing
