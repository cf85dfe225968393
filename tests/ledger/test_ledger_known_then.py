"""What was believed on a day is what a build of nothing but that day's documents gives: no look-ahead by any road."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from case_book import book_of
from hypothesis import given, settings
from hypothesis import strategies as st
from told import document_of, told

from gigawatch.intake import find_files, load_document
from gigawatch.ledger import Ledger, Material, make_ledger
from gigawatch.ledger.review import Review, stand
from gigawatch.model import Document, EntityKind, Judgement, Verdict
from gigawatch.run.sample import SAMPLES

# Synthetic: a conference whose day is told late, a phase with another name told late, a firm that a later text joins
# to another one, a copy that comes before its original, a plan that is cut.
WORLD = (
    ("2022-03-01", "This text is synthetic. CATL's Yibin base has a planned capacity of 60 GWh a year."),
    (
        "2022-05-02",
        "This text is synthetic. Qwerty Battery Co., Ltd. plans to build a battery plant in Yibin with a capacity of "
        "30 GWh a year. Qwerty Battery will invest 9 billion yuan in Yibin.",
    ),
    (
        "2022-06-10",
        "This text is synthetic. CATL signed an agreement to build a battery plant in Yibin with an investment of 10 "
        "billion yuan. Phase 7 of CATL's Yibin base, with a capacity of 15 GWh a year, started production in May 2022.",
    ),
    (
        "2022-06-20",
        "This text is synthetic. At the World Power Battery Conference 2022 on June 9, 2022 48 projects of over 96.2 "
        "billion yuan were signed.",
    ),
    (
        "2022-07-25",
        "This text is synthetic. The World Power Battery Conference 2022 opened in Yibin on July 21, 2022. CATL is the "
        "world's largest maker of power batteries. 48 projects were signed with a total of 96.2 billion yuan.",
    ),
    ("2022-08-10", "此文为合成文本。四川时代宜宾基地七期（凯翼项目）规划产能为15GWh。"),
    (
        "2022-09-30",
        "This text is synthetic. Qwerty Battery Technology plans a plant in Yibin with a capacity of 40 GWh a year.",
    ),
    (
        "2022-11-11",
        "This text is synthetic. CATL's Yibin base has a planned capacity of 50 GWh a year, down from 60 GWh.",
    ),
)


@cache
def world() -> tuple[Document, ...]:
    return tuple(document_of(day, text) for day, text in WORLD)


@cache
def sample() -> tuple[Document, ...]:
    """The documents of the bundled sample: real retellings of real pages."""
    folder, kept = SAMPLES / "yibin" / "documents", date(2026, 1, 1)
    return tuple(load_document(file, name=file.name, kept=kept) for file in sorted(find_files(folder)))


def known_by(documents: Iterable[Document], day: date) -> tuple[Document, ...]:
    return tuple(one for one in documents if one.published is not None and one.published <= day)


def state(book: Ledger) -> dict[str, object]:
    """All that a ledger says, whatever the order of its input."""
    material = book.material
    return {
        "entities": dict(sorted(material.entities.items())),
        "mentions": dict(sorted(material.mentions.items())),
        "copies": dict(sorted(material.copies.items())),
        "facts": dict(sorted(book.facts.items())),
        "candidates": {key: sorted(book.candidates[key], key=repr) for key in sorted(book.candidates)},
        "milestones": {key: sorted(book.milestones[key], key=repr) for key in sorted(book.milestones)},
        "findings": {key: sorted(book.findings[key], key=repr) for key in sorted(book.findings)},
        "standings": dict(sorted(book.standings.items())),
    }


def assert_same(asked: Ledger, built: Ledger) -> None:
    one, other = state(asked), state(built)
    assert {key: value for key, value in one.items() if value != other[key]} == {}
    assert one == other


@settings(max_examples=30, deadline=None)
@given(st.dates(date(2022, 2, 1), date(2022, 12, 31)))
def test_as_of_a_day_is_the_build_of_that_day_s_documents(day: date) -> None:
    assert_same(book_of(world()).as_of(day), book_of(known_by(world(), day)))


@pytest.mark.parametrize("day", ["2021-03-01", "2022-07-25", "2022-12-31", "2023-06-09", "2024-09-30", "2026-01-01"])
def test_as_of_a_day_is_the_build_of_that_day_s_documents_on_the_sample(day: str) -> None:
    then = known_by(sample(), date.fromisoformat(day))
    assert then
    assert_same(book_of(sample()).as_of(date.fromisoformat(day)), book_of(then))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 1, 9)), min_size=len(WORLD), max_size=len(WORLD)), st.data())
def test_believed_on_a_day_is_the_build_of_what_was_held_on_it(days: list[date], data: st.DataObject) -> None:
    held = tuple(replace(one, kept=day) for one, day in zip(world(), days, strict=True))
    day = data.draw(st.dates(date(2026, 1, 1), date(2026, 1, 9)))
    assert_same(book_of(held).believed_on(day), book_of(tuple(one for one in held if one.kept and one.kept <= day)))


def test_the_day_on_which_an_event_opened_is_not_known_before_it_is_told() -> None:
    then = told(*WORLD).as_of(date(2022, 6, 30))
    (event,) = [one for one in then.entities.values() if one.kind is EntityKind.EVENT]
    assert event.data.get("opened") != "2022-07-21"
    assert told(*WORLD).entities[event.id].data.get("opened") is not None


def test_things_that_only_later_documents_name_are_not_there_yet() -> None:
    whole = told(*WORLD)
    then = whole.as_of(date(2022, 3, 31))
    assert set(then.entities) < set(whole.entities)
    assert {mention.claim for mention in then.material.mentions.values()} <= set(then.material.claims)


def test_of_a_day_after_the_last_document_the_ledger_is_itself() -> None:
    book = told(*WORLD)
    assert book.as_of(date(2030, 1, 1)) is book


def reviewed(documents: tuple[Document, ...], judgements: tuple[Judgement, ...]) -> Ledger:
    """The ledger of some documents under persons' judgements, as a build makes it."""
    from gigawatch.resolve import resolve

    plain = book_of(documents).material
    found = resolve(plain.documents, plain.claims.values(), (), list(judgements))
    stood = tuple(found.judgements.get(one.id, one) for one in judgements)
    material = Material(plain.documents, plain.claims, {}, found.entities, found.mentions, plain.copies)
    return make_ledger(material.reviewed(Review(stood, stand(stood).rulings)))


def test_a_person_s_judgement_on_names_holds_on_an_earlier_day_as_far_as_the_names_are_there() -> None:
    same = Judgement(
        "judgement-1",
        "Qwerty Battery",
        "Qwerty Battery Technology",
        Verdict.SAME,
        "A. Person",
        date(2026, 1, 2),
        "same",
    )
    for day in (date(2022, 3, 31), date(2022, 6, 1), date(2022, 10, 1)):
        whole = reviewed(world(), (same,))
        assert_same(whole.as_of(day), reviewed(known_by(world(), day), (same,)))
