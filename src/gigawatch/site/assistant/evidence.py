"""The evidence of an answer: the words behind each value, with where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gigawatch.ledger import Ledger, find_evidence
from gigawatch.question.why.record import evidence_record

MOST = 100  # pieces of evidence in one answer; `why` opens the others


def tell_evidence(ledger: Ledger, facts: Iterable[str]) -> list[dict[str, Any]]:
    """Of each fact the sentence or cell that its value was taken from, with its publisher, address and day."""
    known = (fact for fact in dict.fromkeys(facts) if fact in ledger.facts)
    return [
        {"fact": fact, **_tell(ledger, ledger.kept(fact).claim)} for fact, _ in zip(known, range(MOST), strict=False)
    ]


def tell_statements(ledger: Ledger, statements: Iterable[str], most: int = MOST) -> list[dict[str, Any]]:
    """The words and place of each claim or table cell, of at most so many."""
    known = (one for one in dict.fromkeys(statements) if ledger.material.knows(one))
    return [_tell(ledger, one) for one, _ in zip(known, range(most), strict=False)]


def _tell(ledger: Ledger, statement: str) -> dict[str, Any]:
    found = evidence_record(find_evidence(ledger, statement))
    return {name: None if value is None or value == "" else value for name, value in found.items()}
