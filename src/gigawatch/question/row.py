"""Facts as records: the contract's object with candidates and checks, and flat rows for tables and frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gigawatch.ledger import Ledger, find_evidence, link_of, stage_of
from gigawatch.ledger.part import lessened_by, tell_left
from gigawatch.model import Candidate, Check, Fact, Quantity
from gigawatch.quantity import format_quantity
from gigawatch.question.answer import Answer
from gigawatch.question.query import carried_since
from gigawatch.question.total.record import lessened_record

FACT_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("id", "subject", "subject_zh", "kind", "measure"), "text"),
    **dict.fromkeys(("value", "high"), "float"),
    **dict.fromkeys(("unit", "qualifier", "valid_on"), "text"),
    **dict.fromkeys(("known_on", "status", "stage", "link", "perimeter", "place"), "text"),
    **dict.fromkeys(("publisher", "url", "rule", "verdict", "inference"), "text"),
    "statements": "int",
    **dict.fromkeys(("superseded_on", "superseded_by", "holds_since"), "text"),
    **dict.fromkeys(("left_value", "left_high"), "float"),
    **dict.fromkeys(("left_qualifier", "lessened_on"), "text"),
}


def fact_record(ledger: Ledger, fact: Fact, lang: str = "en", valid_on: str | None = None) -> dict[str, object]:
    """A fact as the contract prints it, with its candidates and checks, names and reasons in a language.

    `holds_since` tells of a fact that still held at the time asked, `valid_on`, since when it does; `lessened` tells
    of a plan what of it was stopped by then.
    """
    kept = ledger.kept(fact.id)
    return {
        "id": fact.id,
        "subject": ledger.label(fact.subject, lang),
        "measure": fact.measure,
        "value": fact.value,
        "high": fact.high,
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "valid_on": fact.valid_on,
        "known_on": fact.known_on,
        "status": fact.status,
        "stage": stage_of(fact.status).value,
        "link": link_of(ledger, fact),
        "perimeter": fact.perimeter,
        "place": ledger.label(fact.place, lang) or None,
        "publisher": ledger.publisher(kept.claim),
        "url": find_evidence(ledger, kept.claim).url,
        "rule": fact.rule,
        "verdict": fact.verdict.value,
        "superseded": superseded_record(ledger, fact),
        "lessened": lessened_record(less) if (less := lessened_by(ledger, fact.id, valid_on)) is not None else None,
        "holds_since": carried_since(ledger, fact, valid_on),
        "candidates": [candidate_record(one, lang) for one in ledger.candidates[fact.id]],
        "checks": [check_record(one, lang) for one in ledger.findings.get(fact.id, ())],
    }


def superseded_record(ledger: Ledger, fact: Fact) -> dict[str, object] | None:
    """Why, since when (ISO) and by which fact a plan is superseded, or a plant is closed; None for what stands.

    `reason`: revised by a later plan, built, ended or closed; what is ended or closed has no fact in its stead.
    """
    gone = ledger.superseded.get(fact.id)
    if gone is None:
        return None
    instead = gone.instead.id if gone.instead is not None else None
    return {"reason": gone.reason.value, "since": gone.since, "by": instead}


def candidate_record(candidate: Candidate, lang: str) -> dict[str, object]:
    """A candidate as the contract prints it."""
    reason = candidate.reason_zh if lang == "zh" and candidate.reason_zh else candidate.reason
    values = {key: getattr(candidate, key) for key in ("claim", "document", "value", "kept")}
    return {**values, "reason": reason}


def check_record(check: Check, lang: str) -> dict[str, object]:
    """A check as the contract prints it, with its evidence and the reading it suggests."""
    is_chinese = lang == "zh"
    return {
        "kind": check.kind,
        "severity": str(check.severity),
        "text": check.text_zh if is_chinese and check.text_zh else check.text,
        "evidence": list(check.evidence),
        "suggestion": check.suggestion_zh if is_chinese and check.suggestion_zh else check.suggestion,
    }


def fact_answer(ledger: Ledger, facts: Iterable[Fact], valid_on: str | None = None) -> Answer[Fact]:
    """Facts with a row for each, at the time asked."""
    found = tuple(facts)
    return Answer(found, FACT_COLUMNS, tuple(fact_row(ledger, fact, valid_on) for fact in found))


def fact_value(fact: Fact, lang: str) -> str:
    """A fact's value as a text prints it, hedge kept."""
    return format_quantity(Quantity(fact.value, fact.unit, fact.qualifier, fact.high), lang)


def fact_row(ledger: Ledger, fact: Fact, valid_on: str | None = None) -> tuple[object, ...]:
    """What `FACT_COLUMNS` names of a fact, at the time asked."""
    kept, superseded = ledger.kept(fact.id), superseded_record(ledger, fact) or {}
    less = lessened_by(ledger, fact.id, valid_on)
    told = {
        **{name: getattr(fact, name) for name in FACT_COLUMNS if hasattr(fact, name)},
        "subject": ledger.label(fact.subject),
        "subject_zh": ledger.label(fact.subject, "zh"),
        "kind": ledger.entities[fact.subject].kind.value,
        "qualifier": fact.qualifier.value if fact.qualifier else None,
        "stage": stage_of(fact.status).value,
        "link": link_of(ledger, fact),
        "place": ledger.label(fact.place) or None,
        "publisher": ledger.publisher(kept.claim),
        "url": find_evidence(ledger, kept.claim).url,
        "verdict": fact.verdict.value,
        "inference": fact.inference.value,
        "statements": len(ledger.candidates[fact.id]),
        "superseded_on": superseded.get("since"),
        "superseded_by": superseded.get("by"),
        "holds_since": carried_since(ledger, fact, valid_on),
        **dict.fromkeys(("left_value", "left_high", "left_qualifier")),
        **(tell_left(less) if less is not None else {}),
        "lessened_on": less.since if less is not None else None,
    }
    return tuple(told[name] for name in FACT_COLUMNS)
