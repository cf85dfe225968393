"""The ledger's own total: an interval with its scope, every value counted, and every value left out with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigawatch.ledger.nature import is_never_added
from gigawatch.ledger.part.count import count, find_roots, interval_in
from gigawatch.ledger.part.cover import Choice, add, interval_of_fact
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.part.lessened import Lessened
from gigawatch.ledger.part.sift import Asked, find_less
from gigawatch.ledger.wording import Words
from gigawatch.model import PLANTS, Fact, InputError, Interval, Settlement, period_order

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A total with its scope; `interval` is None where nothing is counted, which is not zero.

    `interval` is the reading with joint ventures inside their partners' bases; `outside` the one in which their plants
    stand beside a base's stated value (None where both are one). `by_currency` lists money as stated, each unit by
    itself, before it is converted at the rate of the day each amount was published: nominal, never deflated. `counted`
    has of the plans in `lessened` what is left of them.
    """

    asked: Asked
    interval: Interval | None
    outside: Interval | None
    by_currency: Mapping[str, Interval]
    counted: tuple[Fact, ...]
    left_out: tuple[LeftOut, ...]
    lessened: tuple[Lessened, ...]
    projects: int
    hedged: int
    open: int
    abstained: int
    statuses: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    scope: Words = field(default_factory=lambda: Words("", ""))


def tally(ledger: Ledger, asked: Asked, facts: Iterable[Fact] | None = None, left: Iterable[LeftOut] = ()) -> Tally:
    """The total of what is asked: each thing by its own value or by those of its parts, nothing twice.

    `facts` are those that may be counted, such as the answer to a query; without them all of the ledger's. `left` are
    values that were left out before, to be told with the others.
    """
    _require(asked)
    found = count(ledger, asked, facts)
    choice = found.choose(find_roots(ledger, asked.place, asked.owner))
    counted = {fact.id for fact in choice.facts}
    covered = [one for one in found.cover.left_out.values() if one.fact.id not in counted]
    return _describe(ledger, asked, choice, [*found.left, *covered, *left])


def refuse(ledger: Ledger, asked: Asked, facts: Iterable[Fact]) -> Tally:
    """The total of what is never added (shares, prices, ratios): nothing counted, every value left out."""
    return _describe(ledger, asked, Choice(), [LeftOut(fact, Reason.NEVER) for fact in facts])


def _require(asked: Asked) -> None:
    if is_never_added(asked.measure):
        raise InputError(f"{asked.measure} is never added", hint="ask for a stock, a flow or money")


def _describe(ledger: Ledger, asked: Asked, choice: Choice, left: Sequence[LeftOut]) -> Tally:
    from gigawatch.ledger.part.scope import tell_scope

    facts, verdicts = choice.facts, [f.verdict for f in choice.facts]
    times = sorted({f.valid_on for f in facts if f.valid_on}, key=period_order)
    left_out = tuple(sorted(left, key=lambda one: (one.fact.id, one.reason)))
    found = Tally(
        asked=asked,
        interval=add(interval_in(f, asked.unit) for f in facts),
        outside=_outside(ledger, asked, facts, left_out),
        by_currency=_by_unit(facts),
        counted=facts,
        left_out=left_out,
        lessened=tuple(less for f in facts if (less := find_less(ledger, f, asked)) is not None),
        projects=ledger.kin.count_plants(f.subject for f in _sited(ledger, facts, left_out)),
        hedged=sum(f.qualifier is not None or f.high is not None for f in facts),
        open=verdicts.count(Settlement.OPEN),
        abstained=verdicts.count(Settlement.ABSTAINED),
        statuses=tuple(sorted({f.status for f in facts if f.status})),
        periods=tuple(dict.fromkeys((times[0], times[-1]))) if times else (),
    )
    return tell_scope(ledger, found)


def _sited(ledger: Ledger, facts: Iterable[Fact], left: Iterable[LeftOut]) -> Iterator[Fact]:
    """The plants counted: where a place's own total counts, the plants known to lie in it."""
    for fact in facts:
        if ledger.entities[fact.subject].kind in PLANTS:
            yield fact
    yield from (
        one.fact for one in left if one.reason is Reason.PART and ledger.entities[one.fact.subject].kind in PLANTS
    )


def _outside(ledger: Ledger, asked: Asked, facts: Sequence[Fact], left: Iterable[LeftOut]) -> Interval | None:
    """The other reading: plants of joint ventures stand beside the stated value of their partner's base."""
    ventures = [
        one.fact
        for one in left
        if one.reason is Reason.PART
        and ledger.kin.is_venture(one.fact.subject)
        and one.instead is not None
        and one.instead in facts
        and ledger.entities[one.instead.subject].kind in PLANTS
    ]
    return add(interval_in(f, asked.unit) for f in (*facts, *ventures)) if ventures else None


def _by_unit(facts: Iterable[Fact]) -> dict[str, Interval]:
    groups: dict[str, list[Interval]] = defaultdict(list)
    for fact in facts:
        groups[fact.unit].append(interval_of_fact(fact))
    return {unit: total for unit in sorted(groups) if (total := add(groups[unit])) is not None}
