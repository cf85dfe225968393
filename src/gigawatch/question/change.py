"""Changes told: what a difference says of each fact and thing, as records, rows and lines in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from gigawatch.ledger import Change, Difference, Move, Standing, State, Stated
from gigawatch.ledger.cause import Ground
from gigawatch.ledger.renaming import Renaming
from gigawatch.model import Fact
from gigawatch.question.row import fact_value
from gigawatch.question.voice import Voice

Record = dict[str, object]
COLUMNS = ("change", "id", "subject", "measure", "before", "after", "reason")


def change_records(difference: Difference, lang: str) -> list[Record]:
    """Every change as an object: facts first, then statuses of things, then things told under another id."""
    facts = (_fact_record(difference, change, lang) for change in difference.facts)
    moves = (_move_record(move, lang) for move in difference.things)
    return [*facts, *moves, *(_renaming_record(difference, one, lang) for one in difference.renamed)]


def _renaming_record(difference: Difference, renaming: Renaming, lang: str) -> Record:
    names = renamed_names(difference, renaming, lang)
    return {
        "kind": "renamed",
        "what": "thing",
        "id": renaming.after,
        "subject": names[1],
        "before": {"thing": renaming.before, "subject": names[0]},
        "after": {"thing": renaming.after, "subject": names[1]},
        "facts": [{"before": before, "after": after} for before, after in renaming.facts],
        **_ground_record(renaming.ground, lang),
    }


def renamed_names(difference: Difference, renaming: Renaming, lang: str) -> tuple[str, str]:
    """What a renamed thing was called, and what it is called now."""
    sides = ((difference.before, renaming.before, 0), (difference.after, renaming.after, 1))
    return tuple(_name_in(state, thing, [pair[side] for pair in renaming.facts], lang) for state, thing, side in sides)  # type: ignore[return-value]  # of two sides


def _name_in(state: State, thing: str, facts: Sequence[str], lang: str) -> str:
    standing = state.standings.get(thing)
    if standing is not None:
        return standing.name(lang)
    return state.facts[facts[0]].name(lang) if facts else thing


def _fact_record(difference: Difference, change: Change, lang: str) -> Record:
    stated = stated_of(difference, change)
    return {
        "kind": str(change.kind),
        "what": "fact",
        "id": change.fact,
        "subject": stated.name(lang),
        "measure": stated.fact.measure,
        "before": _plain(difference.before, change.before, lang),
        "earlier": _plain(difference.before, change.earlier, lang),
        "after": _plain(difference.after, change.after, lang),
        **_ground_record(change.ground, lang),
    }


def _plain(state: State, fact: Fact | None, lang: str) -> Record | None:
    if fact is None:
        return None
    stated = state.facts[fact.id]
    values = asdict(fact)
    kept = ("value", "high", "unit", "qualifier", "valid_on", "known_on", "status", "perimeter", "rule", "verdict")
    return {"subject": stated.name(lang), **{key: values[key] for key in kept}, "claim": stated.claim}


def _move_record(move: Move, lang: str) -> Record:
    return {
        "kind": str(move.kind),
        "what": "status",
        "id": move.thing,
        "subject": _standing(move).name(lang),
        "before": asdict(move.before) if move.before else None,
        "after": asdict(move.after) if move.after else None,
        **_ground_record(move.ground, lang),
    }


def change_rows(voice: Voice, difference: Difference) -> Iterator[tuple[str, ...]]:
    """A row of words for each change, in the order of `COLUMNS`."""
    yield from (
        change_row(voice, change, stated_of(difference, change).name(voice.lang)) for change in difference.facts
    )
    yield from (move_row(voice, move) for move in difference.things)
    for renaming in difference.renamed:
        before, after = renamed_names(difference, renaming, voice.lang)
        kind, count = voice.say("change_renamed"), voice.say("renamed_facts", count=len(renaming.facts))
        old, new = f"{before} [{renaming.before}]", f"{after} [{renaming.after}]"
        yield kind, renaming.after, after, count, old, new, _reason(voice, renaming.ground)


def change_row(voice: Voice, change: Change, name: str) -> tuple[str, ...]:
    """The row of a changed fact of the thing that bears a name."""
    fact = change.after or change.before
    assert fact is not None
    kind, measure = voice.say(f"change_{change.kind}"), voice.measure(fact.measure)
    before, after = _before(voice, change), value_words(voice, change.after)
    return kind, change.fact, name, measure, before, after, _reason(voice, change.ground)


def move_row(voice: Voice, move: Move) -> tuple[str, ...]:
    """The row of a thing that stands elsewhere."""
    names = voice.say(f"change_{move.kind}"), move.thing, _standing(move).name(voice.lang), voice.say("status")
    return *names, _stage(voice, move.before), _stage(voice, move.after), _reason(voice, move.ground)


def _ground_record(ground: Ground, lang: str) -> Record:
    """Why, with the person's judgement where one is behind it."""
    judgement, pair = ground.judgement, ground.pair
    told = None
    if judgement is not None:
        sides = {"left": pair.left, "right": pair.right} if pair is not None else {"claim": judgement.left}
        who = {"by": judgement.by, "on": judgement.on, "why": judgement.reason}
        told = {"id": judgement.id, "verdict": judgement.verdict.value, **sides, **who}
    return {"cause": ground.cause.value, "reason": ground.cause.tell(lang), "on": ground.on, "judgement": told}


def _reason(voice: Voice, ground: Ground) -> str:
    """The cause in words with its day; of a person's judgement on what, by whom, when and why."""
    cause = ground.cause.tell(voice.lang)
    if ground.pair is not None:
        names = (voice.name(side) for side in (ground.pair.left, ground.pair.right))
        cause = voice.say("judged_pair", cause=cause, **dict(zip(("left", "right"), names, strict=True)))
    if ground.judgement is not None:
        told = {"by": voice.judge(ground.judgement.by), "why": ground.judgement.reason}
        return voice.say("judged_by", cause=cause, day=voice.period(ground.on), **told)
    return voice.say("caused", cause=cause, day=voice.period(ground.on)) if ground.on else cause


def _before(voice: Voice, change: Change) -> str:
    """The value before; of an added fact the one at an earlier time, with that time."""
    if change.earlier is None:
        return value_words(voice, change.before)
    value, time = value_words(voice, change.earlier), voice.period(change.earlier.valid_on)
    gone = voice.ledger.superseded.get(change.earlier.id)
    is_superseded = gone is not None and gone.instead is not None and gone.instead.id == change.fact
    return voice.say("superseded_value" if is_superseded else "earlier_value", value=value, time=time)


def value_words(voice: Voice, fact: Fact | None) -> str:
    """A value, with its verdict where it is not settled; a dash for none."""
    if fact is None:
        return "-"
    told = fact_value(fact, voice.lang)
    return told if fact.verdict.value == "settled" else told + voice.aside(voice.say(fact.verdict.value))


def _stage(voice: Voice, standing: Standing | None) -> str:
    if standing is None:
        return "-"
    return voice.status(standing.status) + (voice.aside(voice.say("stale")) if standing.is_stale else "")


def stated_of(difference: Difference, change: Change) -> Stated:
    """The changed fact as it stands afterwards, else as it stood."""
    after = difference.after.facts.get(change.after.id if change.after is not None else change.fact)
    return after if after is not None else difference.before.facts[change.fact]


def _standing(move: Move) -> Standing:
    found = move.after or move.before
    assert found is not None
    return found
