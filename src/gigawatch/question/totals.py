"""Totals in words: the sum, and the scope that it is of; nothing is said without its scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gigawatch.ledger import Reason, Scope, Total, stage_name
from gigawatch.question.voice import Voice

CLOCKS = ("as_of", "valid_on", "believed_on")
NAMED = 3


def total_record(total: Total) -> dict[str, object]:
    """A total as JSON: `low` and `high` (null where an end is open), the scope, and what was left out and why."""
    scope, interval = total.scope, total.interval
    keys = ("measure", "unit", "link", "region", "company", *CLOCKS, "statuses", "periods", "things")
    return {
        "low": None if interval is None else _finite(interval.low),
        "high": None if interval is None else _finite(interval.high),
        "is_added": interval is not None,
        "scope": {
            **{key: getattr(scope, key) for key in keys},
            "stage": scope.stage.value,
            "source_classes": dict(scope.sources or {}),
        },
        "counted": list(total.counted),
        "hedged": total.hedged,
        "open": total.open,
        "abstained": total.abstained,
        "left_out": [
            {"fact": one.fact, "reason": one.reason.value, "covered_by": one.covered_by} for one in total.left_out
        ],
    }


def _finite(value: float) -> float | None:
    return value if abs(value) != float("inf") else None


def render_totals(voice: Voice, totals: Iterable[Total]) -> str:
    """Every total with its scope, counted values and what was left out, as lines of text."""
    lines = [line for total in totals for line in _total(voice, total)]
    return "\n".join(lines or [voice.say("nothing_to_add")]) + "\n"


def _total(voice: Voice, total: Total) -> Iterator[str]:
    yield _headline(voice, total)
    if total.interval is not None:
        yield "  " + voice.say("scope_line", scope=voice.series(_scope(voice, total)))
    for fact in (voice.ledger.facts[one] for one in total.counted):
        yield "    " + voice.say("counted_value", name=voice.name(fact.subject), value=voice.fact(fact), id=fact.id)
    for reason, count in sorted(Counter(one.reason for one in total.left_out).items()):
        yield "  " + _left_out(voice, total, reason, count)


def _headline(voice: Voice, total: Total) -> str:
    scope = total.scope
    names = voice.row((voice.measure(scope.measure), voice.link(scope.link)))
    if all(one.reason is Reason.NOT_ADDED for one in total.left_out) and not total.counted:
        return voice.say("total_none", what=names)
    what = voice.say("total_of", measure=names, stage=stage_name(scope.stage, voice.lang))
    if total.interval is None:
        return voice.say("total_elsewhere", what=what)
    return voice.say("total", what=what, value=voice.interval(total.interval, scope.unit))


def _scope(voice: Voice, total: Total) -> Iterator[str]:
    scope = total.scope
    yield voice.say("scope_link", link=voice.link(scope.link) or voice.say("every_link"))
    yield voice.say("scope_region", region=voice.name(scope.region) or voice.say("everywhere"))
    if scope.company:
        yield voice.say("scope_company", company=voice.name(scope.company))
    statuses = voice.row(voice.status(one) for one in scope.statuses) or voice.say("no_status")
    yield voice.say("scope_status", statuses=statuses)
    yield voice.say("scope_period", period=_periods(voice, scope))
    yield from _clocks(voice, scope)
    kinds = voice.row(
        voice.say("source_count", kind=voice.source_kind(k), count=n) for k, n in (scope.sources or {}).items()
    )
    if kinds:
        yield voice.say("scope_sources", kinds=kinds)
    yield voice.say("scope_things", things=scope.things, values=len(total.counted))
    yield voice.say("scope_sure", hedged=total.hedged, open=total.open, abstained=total.abstained)
    yield voice.say("scope_left_out", count=len(total.left_out))


def _periods(voice: Voice, scope: Scope) -> str:
    if not scope.periods:
        return voice.say("unknown")
    first, last = voice.period(scope.periods[0]), voice.period(scope.periods[-1])
    return first if first == last else voice.say("from_to", first=first, last=last)


def _clocks(voice: Voice, scope: Scope) -> Iterator[str]:
    asked = [(key, getattr(scope, key)) for key in CLOCKS if getattr(scope, key)]
    yield from (voice.say(f"scope_{key}", day=voice.period(day)) for key, day in asked)
    if not asked:
        yield voice.say("scope_no_clock")


def _left_out(voice: Voice, total: Total, reason: Reason, count: int) -> str:
    facts = [voice.ledger.facts[one.fact] for one in total.left_out if one.reason is reason]
    names = voice.row(f"{voice.name(f.subject)} {voice.fact(f)} [{f.id}]" for f in facts[:NAMED])
    more = voice.say("and_more", count=count - NAMED) if count > NAMED else ""
    return voice.say("left_out", count=count, reason=voice.say(f"left_out_{reason.value}"), names=names + more)
