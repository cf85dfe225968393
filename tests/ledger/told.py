"""Synthetic documents in our own words, read, resolved and settled as a build does it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from case_book import book_of

from gigawatch.ledger import Ledger
from gigawatch.model import Document, Fact


def told(*texts: tuple[str, str]) -> Ledger:
    """The ledger of (day of publication, text) pairs; a text with a Chinese stop is Chinese."""
    return book_of(tuple(document_of(day, text) for day, text in texts))


def document_of(day: str, text: str) -> Document:
    """A synthetic document of a day; its id is made from both."""
    digest = sha256(f"{day}{text}".encode()).hexdigest()
    lang = "zh" if "。" in text else "en"
    published = date.fromisoformat(day)
    return Document(f"doc-{digest[:12]}", "synthetic", digest, text, lang, None, None, None, published, published)


def capacity_of(book: Ledger, value: float) -> Fact:
    """The one capacity of a size."""
    (found,) = (f for f in book.facts.values() if f.measure == "capacity" and f.value == value)
    return found


def standings(book: Ledger) -> dict[str, str]:
    """Where each thing stands, by its English name; things without a step are left out."""
    found = ((book.label(thing), book.status(thing)) for thing in book.milestones)
    return {name: step.status for name, step in found if step is not None}


def kinds(book: Ledger) -> list[str]:
    """The kinds of all findings."""
    return sorted(check.kind for checks in book.findings.values() for check in checks)
