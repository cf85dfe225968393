"""An account for a person to read: each line in one language, sentences of sources in their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigawatch.ledger import Evidence, Milestone
from gigawatch.ledger.holding import holders_of
from gigawatch.ledger.part.drawing import tell_holders
from gigawatch.ledger.perimeter import tell_perimeter
from gigawatch.ledger.status.step import is_ending
from gigawatch.ledger.wording import say
from gigawatch.model import (
    Candidate,
    Check,
    Claim,
    Judgement,
    NarrativeClaim,
    Observation,
    Quantity,
    QuantityClaim,
    Relation,
)
from gigawatch.question.voice import Voice
from gigawatch.question.why.account import (
    Account,
    FactAccount,
    NameAccount,
    StatementAccount,
    StepAccount,
    ThingAccount,
)
from gigawatch.vocab import statuses

MOST_SHOWN = 20  # candidates of a name that are printed


def render_account(voice: Voice, account: Account) -> str:
    """The account as lines of text."""
    return "\n".join(_lines(voice, account)) + "\n"


def _lines(voice: Voice, account: Account) -> Iterator[str]:
    if isinstance(account, FactAccount):
        return _fact(voice, account)
    if isinstance(account, StatementAccount):
        return _statement(voice, account)
    if isinstance(account, ThingAccount):
        return _thing(voice, account)
    if isinstance(account, NameAccount):
        return _name(voice, account)
    return _step(voice, account)


def _name(voice: Voice, account: NameAccount) -> Iterator[str]:
    yield voice.say("name_of_several", name=account.id, count=len(account.things))
    for thing, count in account.things[:MOST_SHOWN]:
        kind = voice.say(f"thing_{thing.kind.value}")
        yield "  " + voice.say("name_candidate", name=voice.name(thing.id), kind=kind, count=count, id=thing.id)
    if len(account.things) > MOST_SHOWN:
        yield "  " + voice.say("name_rest", count=len(account.things) - MOST_SHOWN)


def _fact(voice: Voice, account: FactAccount) -> Iterator[str]:
    found, fact = account.explanation, account.explanation.fact
    place = voice.say("in_place", place=voice.name(fact.place)) if fact.place else ""
    measure, value = voice.term(fact.measure), voice.fact(fact)
    yield voice.say("fact", subject=voice.name(fact.subject), measure=measure, value=value, place=place)
    scope = voice.say("scope", perimeter=tell_perimeter(fact.perimeter, voice.lang)) if fact.perimeter else ""
    clocks = {"valid": voice.period(fact.valid_on), "known": voice.period(fact.known_on)}
    yield "  " + voice.say("times", **clocks, status=voice.status(fact.status), scope=scope)
    rule = say(f"rule_{found.rule.name}").of(voice.lang)
    text = found.rule.text_zh if voice.lang == "zh" else found.rule.text_en
    yield "  " + voice.say("by_rule", verdict=voice.say(fact.verdict.value), rule=rule, text=text)
    if superseded := voice.superseded(fact):
        yield "  " + superseded
    if lessened := voice.lessened(fact):
        yield "  " + lessened
    for candidate, evidence in found.candidates:
        yield from _candidate(voice, candidate, evidence)
    yield from _checks(voice, found.findings)
    yield from _judgements(voice, account.judgements)


def _candidate(voice: Voice, candidate: Candidate, evidence: Evidence) -> Iterator[str]:
    reason = candidate.reason_zh if voice.lang == "zh" and candidate.reason_zh else candidate.reason
    agrees = "candidate_agrees" if candidate.relation is Relation.AGREES else "candidate_lost"
    key = "candidate_kept" if candidate.kept else agrees
    yield "  " + voice.say(key, surface=evidence.surface.strip(), reason=reason)
    yield from (f"    {line}" for line in _evidence(voice, evidence))


def _evidence(voice: Voice, evidence: Evidence) -> Iterator[str]:
    yield "  " + voice.say("sentence_retold" if evidence.retold else "sentence", words=_sentence(voice, evidence))
    title = _title(voice, evidence)
    told = (title, evidence.publisher or "", voice.period(evidence.published) if evidence.published else "")
    yield "  " + voice.say(
        "source", source=voice.row(told), url=evidence.url or voice.say("no_address"), id=evidence.id
    )


def _title(voice: Voice, evidence: Evidence) -> str:
    cell = voice.ledger.claim(evidence.id)
    return voice.say("cell_at", table=cell.table, row=cell.row) if isinstance(cell, Observation) else evidence.title


def _sentence(voice: Voice, evidence: Evidence) -> str:
    """The sentence of a document; of a table's cell what it says, in the language asked for."""
    cell = voice.ledger.claim(evidence.id)
    if not isinstance(cell, Observation):
        return evidence.sentence
    value = voice.quantity(Quantity(cell.value, cell.unit, cell.qualifier, cell.high))
    told = voice.say(
        "cell", subject=cell.subject, measure=voice.term(cell.measure), value=value, period=voice.period(cell.period)
    )
    return told + voice.aside(cell.note or "")


def _checks(voice: Voice, checks: Iterable[Check]) -> Iterator[str]:
    is_chinese = voice.lang == "zh"
    for check in checks:
        text = check.text_zh if is_chinese and check.text_zh else check.text
        yield "  " + voice.say("check", severity=voice.say(str(check.severity)), text=text)
        if check.evidence:
            yield "      " + voice.say("rests_on", ids=voice.row(check.evidence))
        reading = check.suggestion_zh if is_chinese else check.suggestion
        if reading:
            yield "      " + voice.say("suggestion", text=reading)


def _judgements(voice: Voice, judgements: Iterable[Judgement]) -> Iterator[str]:
    found = list(judgements)
    if found:
        yield "  " + voice.say("judgements")
    yield from (f"    {_judgement(voice, one)}" for one in found)


def _judgement(voice: Voice, one: Judgement) -> str:
    """Who judged what and how; of a rule the ground only in the language that it is written in."""
    right = voice.say("as_thing", thing=voice.name(one.right)) if one.right else ""
    if one.field is not None:
        right = voice.say("set_to", field=one.field, value=one.value or voice.say("nothing"))
    verdict = voice.say(f"verdict_{one.verdict.value.replace(' ', '_')}")
    line = voice.say("judgement", left=one.left, right=right, verdict=verdict, by=voice.judge(one.by))
    reason = one.reason if voice.lang == "en" or not one.is_rule else ""
    force = "" if one.holds else voice.say(f"force_{one.force.value.replace(' ', '_')}")
    return line + voice.aside(voice.series((voice.period(one.on.isoformat()) if one.on else "", reason, force)))


def _statement(voice: Voice, account: StatementAccount) -> Iterator[str]:
    statement = account.statement
    yield voice.say("statement", kind=_kind(voice, statement), told=_told(voice, statement))
    yield from _evidence(voice, account.evidence)
    for role, surface, thing in account.mentions:
        yield "  " + voice.say(
            "names", role=voice.say(f"role_{role}"), surface=surface, name=voice.name(thing), id=thing
        )
    for fact in account.facts:
        yield "  " + voice.say("bears_on", fact=_brief(voice, fact), id=fact.id)
    if not account.facts and account.id in voice.ledger.material.claims and isinstance(statement, QuantityClaim):
        is_known = any(role == "thing" for role, _, _ in account.mentions)
        yield "  " + voice.say("bears_on_refused" if is_known else "bears_on_nothing")
    for step in account.milestones:
        yield "  " + _step_line(voice, step)
    yield from _checks(voice, account.checks)
    yield from _judgements(voice, account.judgements)


def _kind(voice: Voice, statement: Claim | Observation) -> str:
    return voice.say("kind_cell" if isinstance(statement, Observation) else f"kind_{statement.kind.value}")


def _told(voice: Voice, statement: Claim | Observation) -> str:
    if isinstance(statement, QuantityClaim):
        return voice.about(statement)
    if isinstance(statement, NarrativeClaim):
        return voice.say("quoted", words=" ".join(statement.surface.split()))
    value = voice.quantity(Quantity(statement.value, statement.unit, statement.qualifier, statement.high))
    return voice.say("stated", measure=voice.term(statement.measure), value=value)


def _brief(voice: Voice, fact: object) -> str:
    from gigawatch.model import Fact

    assert isinstance(fact, Fact)
    parts = (voice.term(fact.measure), voice.fact(fact), voice.period(fact.valid_on), voice.status(fact.status))
    return (
        f"{voice.name(fact.subject)}: {voice.row(parts)}"
        if voice.lang == "en"
        else f"{voice.name(fact.subject)}：{voice.row(parts)}"
    )


def _thing(voice: Voice, account: ThingAccount) -> Iterator[str]:
    yield voice.say(
        "thing", name=voice.name(account.id), kind=voice.say(f"thing_{account.thing.kind.value}"), id=account.id
    )
    if account.wholes:
        yield "  " + voice.say("belongs_to", names=voice.series(voice.name(one) for one in account.wholes))
    if account.parts:
        yield "  " + voice.say("holds", names=voice.series(voice.name(one) for one in account.parts))
    for words in tell_holders(holders_of(voice.ledger.entities, account.id, voice.ledger.stakes)):
        yield "  " + words.of(voice.lang)
    if account.surfaces:
        yield "  " + voice.say("written", names=voice.row(account.surfaces))
    if account.standing:
        yield "  " + voice.standing(account.id, account.standing)
    for step, evidence in account.steps:
        yield "  " + _step_line(voice, step)
        yield "    " + voice.say("sentence_retold" if evidence.retold else "sentence", words=evidence.sentence)
    for fact in account.facts:
        yield "  " + voice.say("has_fact", fact=_brief(voice, fact), verdict=voice.verdict(fact), id=fact.id)
    yield from _checks(voice, account.checks)
    yield from _judgements(voice, account.judgements)


def _step_line(voice: Voice, step: Milestone) -> str:
    if is_ending(step):
        told = {"when": voice.period(step.valid_on), "status": voice.status(step.status)}
        return voice.say("step_announced", day=voice.period(step.known_on), id=step.id, **told)
    key = "step_admitted" if step.admitted else "step_refused"
    line = voice.say(key, when=voice.period(step.valid_on), status=voice.status(step.status), id=step.id)
    delay = voice.delay((step.claim,), step.status)
    return line + (voice.aside(delay) if delay else "")


def _step(voice: Voice, account: StepAccount) -> Iterator[str]:
    step, known = account.step, statuses()[account.step.status]
    yield f"{voice.name(step.entity)}{'：' if voice.lang == 'zh' else ': '}{_step_line(voice, step)}"
    test = known.entry_test_zh if voice.lang == "zh" else f"{step.test}; {known.entry_test_en}"
    yield "  " + voice.say("entry_test", test=test)
    yield "  " + voice.say("is_standing" if account.is_standing else "not_standing")
    yield from _evidence(voice, account.evidence)
    yield from _judgements(voice, account.judgements)
