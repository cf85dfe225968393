"""An account as JSON: a fact as the contract prints it, everything else with its own keys, each with `kind`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from gigawatch.ledger import Evidence, Ledger, Milestone
from gigawatch.ledger.stage import WAITING
from gigawatch.ledger.status.delay import find_delay
from gigawatch.model import Judgement, NarrativeClaim, Observation
from gigawatch.question.row import check_record, fact_record
from gigawatch.question.step.record import delay_record
from gigawatch.question.tree import holder_records
from gigawatch.question.why.account import (
    Account,
    FactAccount,
    NameAccount,
    StatementAccount,
    StepAccount,
    ThingAccount,
)

Record = dict[str, object]


def account_record(ledger: Ledger, account: Account, lang: str) -> Record:
    """The account as an object of plain values."""
    if isinstance(account, FactAccount):
        return _fact(ledger, account, lang)
    if isinstance(account, StatementAccount):
        return _statement(ledger, account, lang)
    if isinstance(account, ThingAccount):
        return _thing(ledger, account, lang)
    if isinstance(account, NameAccount):
        return _name(ledger, account, lang)
    return _step(ledger, account)


def _name(ledger: Ledger, account: NameAccount, lang: str) -> Record:
    """The candidates of a name, most facts first."""
    things = [
        {"id": thing.id, "kind": thing.kind.value, "name": ledger.label(thing.id, lang), "facts": count}
        for thing, count in account.things
    ]
    return {"id": account.id, "kind": "name", "candidates": things}


def evidence_record(evidence: Evidence) -> Record:
    """The words behind a statement, with where they stand."""
    keys = ("id", "source", "title", "url", "publisher", "published", "surface", "sentence", "retold")
    return {key: getattr(evidence, key) for key in keys}


def step_record(ledger: Ledger, step: Milestone, lang: str = "en") -> Record:
    """A step of the status ladder."""
    delay = find_delay((step.claim,), ledger) if step.status == WAITING else None
    names = {"id": step.id, "thing": step.entity, "name": ledger.label(step.entity, lang)}
    return {**names, **_bare_step(step), "delay": delay_record(delay, lang) if delay is not None else None}


def _bare_step(step: Milestone) -> Record:
    keys = ("status", "valid_on", "known_on", "claim", "document", "test", "admitted")
    return {key: getattr(step, key) for key in keys}


def _judgements(judgements: Iterable[Judgement]) -> list[Record]:
    keys = ("id", "left", "right", "verdict", "by", "on", "reason", "score")
    return [{key: _plain(getattr(one, key)) for key in keys} for one in judgements]


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int | float) else str(value)


def _fact(ledger: Ledger, account: FactAccount, lang: str) -> Record:
    found = account.explanation
    evidence = [evidence_record(one) for _, one in found.candidates]
    rule = found.rule.text_zh if lang == "zh" else found.rule.text_en
    more = {"rule_text": rule, "evidence": evidence, "judgements": _judgements(account.judgements)}
    return {**fact_record(ledger, found.fact, lang), **more}


def _statement(ledger: Ledger, account: StatementAccount, lang: str) -> Record:
    statement = account.statement
    kind = "cell" if isinstance(statement, Observation) else statement.kind.value
    return {
        "id": account.id,
        "kind": kind,
        **{k: v for k, v in evidence_record(account.evidence).items() if k != "id"},
        "data": _data(statement),
        "things": [
            {"role": r, "surface": s, "thing": t, "name": ledger.label(t, lang)} for r, s, t in account.mentions
        ],
        "facts": [fact.id for fact in account.facts],
        "steps": [step.id for step in account.milestones],
        "checks": [check_record(one, lang) for one in account.checks],
        "judgements": _judgements(account.judgements),
    }


def _data(statement: object) -> Mapping[str, object]:
    if isinstance(statement, NarrativeClaim):
        return dict(statement.data)
    hidden = ("id", "document", "surface", "start", "end", "lang")
    values = asdict(statement)  # type: ignore[call-overload]  # claims and cells are dataclasses
    return {key: _plain(value) for key, value in values.items() if value is not None and key not in hidden}


def _thing(ledger: Ledger, account: ThingAccount, lang: str) -> Record:
    thing = account.thing
    return {
        "id": account.id,
        "kind": thing.kind.value,
        "name": ledger.label(thing.id, lang),
        "names": dict(thing.names),
        "wholes": list(account.wholes),
        "parts": list(account.parts),
        "data": dict(thing.data),
        "holders": holder_records(ledger, account.id, lang),
        "status": account.standing.status if account.standing else None,
        "steps": [{"id": s.id, **_bare_step(s), "sentence": e.sentence, "url": e.url} for s, e in account.steps],
        "facts": [fact_record(ledger, fact, lang) for fact in account.facts],
        "surfaces": list(account.surfaces),
        "checks": [check_record(one, lang) for one in account.checks],
        "judgements": _judgements(account.judgements),
    }


def _step(ledger: Ledger, account: StepAccount) -> Record:
    more = {"is_standing": account.is_standing, "evidence": evidence_record(account.evidence)}
    return {**step_record(ledger, account.step), "kind": "step", **more, "judgements": _judgements(account.judgements)}
