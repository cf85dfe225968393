"""Totals in words: the sum, the scope that it is of, each value counted and each left out with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gigawatch.ledger import LeftOut, Tally, stage_name, tell_left_out
from gigawatch.ledger.nature import is_never_added
from gigawatch.ledger.part import tell_lessened
from gigawatch.question.voice import Voice

NAMED = 3


def render_totals(voice: Voice, totals: Iterable[Tally]) -> str:
    """Every total with its scope, counted values and what was left out, as lines of text."""
    lines = [line for total in totals for line in _total(voice, total)]
    return "\n".join(lines or [voice.say("nothing_to_add")]) + "\n"


def _total(voice: Voice, total: Tally) -> Iterator[str]:
    yield _headline(voice, total)
    yield "  " + voice.say("scope_line", scope=total.scope.of(voice.lang))
    for fact in total.counted:
        yield "    " + voice.say("counted_value", name=voice.name(fact.subject), value=voice.fact(fact), id=fact.id)
        for less in (one for one in total.lessened if one.fact.id == fact.id):
            yield "      " + tell_lessened(less).of(voice.lang)
            names = (f"{voice.name(one.fact.subject)} [{one.fact.id}]" for one in less.stopped)
            yield "      " + voice.say("lessened_by", names=voice.row(names))
    groups: dict[str, list[LeftOut]] = defaultdict(list)
    for one in total.left_out:
        groups[one.reason.value].append(one)
    for reason in sorted(groups):
        yield "  " + _left_out(voice, reason, groups[reason])


def _headline(voice: Voice, total: Tally) -> str:
    asked = total.asked
    names = voice.row((voice.measure(asked.measure), *(voice.link(link) for link in asked.links or ())))
    if is_never_added(asked.measure):
        return voice.say("total_none", what=names)
    what = voice.say("total_of", measure=names, stage=stage_name(asked.stage, voice.lang))
    if total.interval is None:
        return voice.say("total_elsewhere", what=what)
    return voice.say("total", what=what, value=voice.interval(total.interval, asked.unit))


def _left_out(voice: Voice, reason: str, left: list[LeftOut]) -> str:
    facts = [one.fact for one in left]
    names = voice.row(f"{voice.name(f.subject)} {voice.fact(f)} [{f.id}]" for f in facts[:NAMED])
    more = voice.say("and_more", count=len(facts) - NAMED) if len(facts) > NAMED else ""
    return voice.say("left_out", count=len(facts), reason=tell_left_out(reason).of(voice.lang), names=names + more)
