from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from case_book import book_of
from told import document_of, standings

from gigawatch.ledger import Ledger, make_ledger
from gigawatch.model import Entity, Relation, Severity

if TYPE_CHECKING:
    from conftest import Desk

Sites = Callable[[str], Entity]
SIGNED = ("2023-02-01", "SVOLT signed an agreement in Chengdu in January 2023 to build a 24 GWh battery plant.")
RUNS = ("2031-01-01", "SVOLT started production at its Chengdu battery plant, which has a capacity of 31 GWh a year.")


def kept_on(day: str) -> Ledger:
    """The two texts, both held since a day."""
    documents = (replace(document_of(*told), kept=date.fromisoformat(day)) for told in (SIGNED, RUNS))
    return book_of(tuple(documents))


def test_a_document_dated_after_it_was_kept_is_a_warning_and_settles_nothing() -> None:
    book = kept_on("2024-05-01")
    assert set(standings(book).values()) == {"signed"}
    assert [fact.value for fact in book.select(measure="capacity")] == [24.0]
    refused = [m for group in book.milestones.values() for m in group if not m.admitted]
    assert {m.test for m in refused} == {"refused: its document is dated after the day on which it was kept"}
    (check,) = [one for group in book.findings.values() for one in group if one.kind == "untimely"]
    assert check.severity is Severity.WARNING
    assert check.about in book.material.claims
    assert all(day in check.text for day in ("1 January 2031", "1 May 2024"))
    assert all(day in check.text_zh for day in ("2031年1月1日", "2024年5月1日"))


def test_a_document_kept_on_its_own_day_or_in_the_evening_before_counts() -> None:
    for day in ("2031-01-01", "2030-12-31", "2032-01-01"):
        book = kept_on(day)
        assert set(standings(book).values()) == {"operating"}
        assert not [one for group in book.findings.values() for one in group if one.kind == "untimely"]


def test_the_figure_of_such_a_document_stands_beside_the_one_kept_with_the_reason(desk: Desk, sites: Sites) -> None:
    desk.document("a", "12 GWh are planned for 2025.", "2022-03-01", "Synthetic Daily")
    desk.document("b", "15 GWh are planned for 2025.", "2031-01-01", "Synthetic Paper", kept="2026-01-01")
    kept = desk.claim("a", "12 GWh", sites("geely"), value=12.0, period="2025")
    early = desk.claim("b", "15 GWh", sites("geely"), value=15.0, period="2025")
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert (fact.value, book.kept(fact.id).claim) == (12.0, kept)
    (lost,) = [one for one in book.candidates[fact.id] if one.claim == early]
    assert lost.relation is Relation.REJECTED
    assert "1 January 2031" in lost.reason


def test_a_statement_without_a_day_of_publication_loses_in_words(desk: Desk, sites: Sites) -> None:
    desk.document("a", "12 GWh are planned for 2025.", "2022-03-01", "Synthetic Daily")
    desk.document("b", "15 GWh are planned for 2025.", "2022-04-01", "Synthetic Paper")
    desk.claim("a", "12 GWh", sites("geely"), value=12.0, period="2025")
    desk.claim("b", "15 GWh", sites("geely"), value=15.0, period="2025")
    desk.documents["b"] = replace(desk.documents["b"], published=None)
    book = make_ledger(desk.material())
    told = [words for group in book.candidates.values() for one in group for words in (one.reason, one.reason_zh)]
    assert any("the day of its publication is not known" in words for words in told)
    assert not any("None" in words for words in told)
