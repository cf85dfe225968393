"""A funnel of signings in words: stated, found again by outcome with its projects, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gigawatch.ledger import SigningFunnel
from gigawatch.ledger.status import Followed, OutcomeTotal
from gigawatch.model import Interval
from gigawatch.question.voice import Voice


def render_funnel(voice: Voice, funnel: SigningFunnel) -> str:
    """The funnel as lines of text."""
    return "\n".join(_funnel(voice, funnel)) + "\n"


def _funnel(voice: Voice, funnel: SigningFunnel) -> Iterator[str]:
    stated = voice.row((_number(voice, funnel.stated), _sizes(voice, funnel.stated_money)))
    yield voice.say("signed_stated", stated=stated) if stated else voice.say("signed_no_total")
    for one in funnel.conferences:
        told = voice.row((_number(voice, one.count), _sizes(voice, one.money)))
        yield "  " + voice.say("signed_at", event=voice.name(one.event), stated=told, id=" ".join(one.facts))
    yield voice.say("signed_found", count=funnel.found)
    yield "  " + voice.say("signed_counted")
    for total in funnel.totals:
        if total.count:
            yield "  " + _total(voice, total)
            yield from ("    " + _followed(voice, one) for one in funnel.followed if one.outcome is total.outcome)
    rest = voice.row((_number(voice, funnel.unmatched), _sizes(voice, funnel.unmatched_money)))
    if stated:
        yield voice.say("signed_unmatched", rest=rest or voice.say("unknown"))


def _total(voice: Voice, total: OutcomeTotal) -> str:
    outcome = voice.say(f"outcome_{total.outcome.name.casefold()}")
    sizes = voice.row((_sizes(voice, total.money), _sizes(voice, total.capacity)))
    without = voice.series(
        voice.say(f"outcome_{key}", count=count)
        for key, count in (("without_money", total.without_money), ("without_capacity", total.without_capacity))
        if count
    )
    return voice.say("outcome", outcome=outcome, count=total.count) + voice.aside(voice.series((sizes, without)))


def _followed(voice: Voice, one: Followed) -> str:
    signing = one.signing
    sizes = voice.row((_sizes(voice, signing.money), _sizes(voice, signing.capacity)))
    step = ""
    if one.step is not None:
        step = voice.say(
            "step_brief", status=voice.status(one.step.status), when=voice.period(one.step.valid_on), id=one.step.claim
        )
    told = voice.say(
        "signed_project", name=voice.name(signing.thing), when=voice.period(signing.valid_on), id=signing.thing
    )
    return told + voice.aside(voice.series((sizes, step)))


def _number(voice: Voice, interval: Interval | None) -> str:
    return "" if interval is None else voice.say("signed_projects", count=voice.interval(interval, "count"))


def _sizes(voice: Voice, sizes: Mapping[str, Interval]) -> str:
    return voice.row(voice.interval(interval, unit) for unit, interval in sizes.items())
