"""The chronicle told: each entry as a row of words, in the order of the columns of changes."""

from __future__ import annotations

from dataclasses import replace

from gigawatch.ledger import Move
from gigawatch.ledger.cause import Ground
from gigawatch.ledger.chronicle import Entry, Lapse
from gigawatch.question.change import change_row, move_row, value_words
from gigawatch.question.voice import Voice


def entry_row(voice: Voice, entry: Entry) -> tuple[str, ...]:
    """The row of an entry, in the order of `COLUMNS`."""
    told = entry.told
    if isinstance(told, Lapse):
        return _lapse_row(voice, told)
    if told.on == entry.day and told.ground.judgement is None:  # the entry's own day need not be told again
        told = replace(told, ground=Ground(told.cause))
    return move_row(voice, told) if isinstance(told, Move) else change_row(voice, told, voice.name(entry.thing))


def _lapse_row(voice: Voice, lapse: Lapse) -> tuple[str, ...]:
    fact, gone = lapse.fact, lapse.gone
    cause = voice.say(f"lapse_{gone.reason.value}")
    reason = voice.say("caused", cause=cause, day=voice.period(gone.since)) if gone.since else cause
    names = voice.say(f"change_{lapse.kind}"), fact.id, voice.name(fact.subject), voice.measure(fact.measure)
    return *names, value_words(voice, fact), value_words(voice, gone.instead), reason
