"""The library's door answers what the command line does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import gigawatch
from gigawatch.model import InputError, Interval, WorkspaceError

EVENT = "World Power Battery Conference 2023"


def test_a_workspace_that_is_not_built_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="nothing is built"):
        gigawatch.open(tmp_path)


def test_the_folder_and_its_database_file_open_the_same(synthetic: Path) -> None:
    one, other = gigawatch.open(synthetic), gigawatch.open(synthetic / "build" / "gigawatch.duckdb")
    assert list(one.facts()) == list(other.facts())


def test_conditions_narrow_and_an_unknown_word_is_refused(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    assert 0 < len(book.facts(measure="capacity", kind="site")) < len(book.facts())
    with pytest.raises(InputError, match="'half-built' is not known here"):
        book.facts(stage="half-built")


def test_a_company_holds_its_sites_and_a_place_what_lies_in_it(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    sites = {fact.subject for fact in book.facts(subject="CATL, Yibin")}
    assert sites
    assert sites <= {fact.subject for fact in book.facts(company="CATL")}
    assert sites <= {fact.subject for fact in book.facts(place="Yibin")}


def test_the_tree_keeps_every_branch_with_a_value(synthetic: Path) -> None:
    (root,) = gigawatch.open(synthetic).tree("Yibin")
    assert root.amounts
    assert root.parts


def test_courses_are_those_of_a_thing_and_its_parts_in_every_order(synthetic: Path) -> None:
    found = gigawatch.open(synthetic).courses("Yibin")
    assert any(one.summary for one in found)
    assert all(one.timeline.steps or one.timeline.refused or one.summary for one in found)


def test_what_became_of_a_years_signings_is_followed_to_a_day(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    funnel = book.signings("2022", on=date(2023, 1, 1), place="Yibin")
    assert funnel.found == len(funnel.followed) > 0
    stated = book.signings(EVENT, on=date(2023, 12, 31)).stated
    assert stated is not None
    assert stated.low == 27


def test_a_year_may_be_asked_anywhere_and_an_event_has_its_place(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    day = date(2024, 1, 1)
    (anywhere,), (there,) = (book.signings("2023", on=day, place=place).conferences for place in (None, "Yibin"))
    assert anywhere == there
    assert (anywhere.count, anywhere.money["CNY"]) == (Interval(27, 27), Interval(106.3e9, 106.3e9))
    assert all(book.ledger.facts[fact].subject == anywhere.event for fact in anywhere.facts)
    assert book.signings("2023", on=day, place="Chengdu").conferences == ()
    with pytest.raises(InputError, match="one place"):
        book.signings(EVENT, on=date(2023, 1, 1), place="Yibin")


def test_a_clock_lets_through_only_what_was_published_by_then(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    early = book.by(as_of=date(2022, 12, 31))
    assert 0 < len(early.facts(measure="capacity")) < len(book.facts(measure="capacity"))
