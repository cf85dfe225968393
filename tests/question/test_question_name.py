"""Asking by name: a name gives its thing, a part of one its candidates, a misspelt one the names that are near."""

from __future__ import annotations

from datetime import date

import pytest
from question_desk import CITY, OTHER, PLANT, RIVAL, QuestionDesk

from gigawatch.ledger import Ledger
from gigawatch.ledger.naming import settle_region
from gigawatch.ledger.near import near_names
from gigawatch.model import EntityKind, InputError
from gigawatch.question import Query
from gigawatch.question.known import settle_query, tell_nothing
from gigawatch.question.near import find_named
from gigawatch.question.step import find_courses
from gigawatch.question.voice import Voice
from gigawatch.question.why import account_for, account_record, render_account


@pytest.fixture
def ledger(desk: QuestionDesk) -> Ledger:
    desk.say("75 GWh", 75.0)
    desk.say("90 GWh", 90.0, period="2021")
    desk.say("30 GWh", 30.0, RIVAL)
    return desk.ledger()


@pytest.mark.parametrize("name", ["Beta Cells", "beta cells", "乙电池", " Beta Cells "])
def test_a_whole_name_is_the_thing_of_it_though_others_hold_it(ledger: Ledger, name: str) -> None:
    account = account_for(ledger, (), name)
    assert account.id == OTHER.id
    assert "Beta Cells, company" in render_account(Voice(ledger, "en"), account)


def test_a_part_of_one_name_is_enough(ledger: Ledger) -> None:
    assert account_for(ledger, (), "phase 1").id == "phase-one"


def test_a_thing_by_name_tells_its_facts(ledger: Ledger) -> None:
    text = render_account(Voice(ledger, "en"), account_for(ledger, (), "Alpha Cells, River City"))
    assert "75 GWh a year" in text
    assert "90 GWh a year" in text


def test_a_name_that_several_things_hold_gives_them_most_facts_first(ledger: Ledger) -> None:
    account = account_for(ledger, (), "River")
    assert [thing.id for thing in find_named(ledger, "River")][:2] == [PLANT.id, RIVAL.id]
    text = render_account(Voice(ledger, "en"), account)
    assert text.index(PLANT.id) < text.index(RIVAL.id) < text.index(CITY.id)
    assert "2 facts" in text
    assert "事实2条" in render_account(Voice(ledger, "zh"), account)
    record = account_record(ledger, account, "en")
    assert record["kind"] == "name"
    assert [one["id"] for one in record["candidates"]][:2] == [PLANT.id, RIVAL.id]  # type: ignore[index, attr-defined]


def test_a_misspelt_name_is_refused_with_the_names_near_it(ledger: Ledger) -> None:
    assert near_names(ledger, "Betta Cels")[0] == "Beta Cells"
    assert near_names(ledger, "Qwxyzville") == ()
    with pytest.raises(InputError, match=r"near: Beta Cells"):
        account_for(ledger, (), "Betta Cels")
    with pytest.raises(InputError, match=r"near: Beta Cells"):
        settle_query(ledger, Query(company="Betta Cels"))


@pytest.mark.parametrize(
    ("query", "near"), [(Query(status="operatin"), "operating"), (Query(link="cathod"), "cathode")]
)
def test_a_misspelt_status_or_link_is_refused_with_the_one_near_it(ledger: Ledger, query: Query, near: str) -> None:
    with pytest.raises(InputError, match=f"near: {near}"):
        settle_query(ledger, query)


def test_a_place_that_is_somewhere_and_that_no_source_speaks_of_is_said_so(ledger: Ledger) -> None:
    settle_query(ledger, Query(place="Chengdu"))
    assert tell_nothing(ledger, Query(place="Chengdu", measure="capacity")) == "no source here speaks of Chengdu"
    by_day = tell_nothing(ledger, Query(place="Chengdu"), date(2020, 1, 1))
    assert by_day == "no source here speaks of Chengdu as known on 2020-01-01"
    assert tell_nothing(ledger, Query(measure="sales")) == "no fact fits --measure sales; here: capacity (产能)"


def test_a_part_of_a_name_is_enough_wherever_one_is_named(ledger: Ledger) -> None:
    assert settle_query(ledger, Query(company="Beta Cel")).company == OTHER.id
    assert {course.entity for course in find_courses(ledger, "Beta Cel")} == {
        course.entity for course in find_courses(ledger, OTHER.id)
    }
    assert settle_region(ledger, "Beta Cel") == settle_region(ledger, "beta cells") == OTHER.id
    assert settle_region(ledger, "River Ci", (EntityKind.PLACE,)) == CITY.id


def test_a_part_that_several_hold_is_refused_with_their_ids_and_names(ledger: Ledger) -> None:
    with pytest.raises(
        InputError, match=r"'Cells' may be 2 things: org-firm \(Alpha Cells\), org-other \(Beta Cells\)"
    ):
        settle_region(ledger, "Cells", (EntityKind.ORGANISATION,))
    with pytest.raises(InputError, match="may be 2 things: org-firm"):
        settle_query(ledger, Query(company="Cells"))


def test_a_thing_of_the_other_kind_is_said_to_be_one(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="'River City' is a place"):
        settle_region(ledger, "River City", (EntityKind.ORGANISATION,))


@pytest.mark.parametrize("word", ["operating", "Operating", "投产"])
def test_a_status_is_known_by_its_name_in_either_language(ledger: Ledger, word: str) -> None:
    assert settle_query(ledger, Query(status=word)).status == "operating"


@pytest.mark.parametrize("word", ["capacity", "Capacity", "产能"])
def test_a_measure_is_known_by_its_name_in_either_language(ledger: Ledger, word: str) -> None:
    assert settle_query(ledger, Query(measure=word)).measure == "capacity"


def test_an_unknown_measure_is_refused_with_those_of_this_workspace_first(ledger: Ledger) -> None:
    with pytest.raises(InputError, match=r"near: capacity; here: capacity \(产能\); not here: .*investment"):
        settle_query(ledger, Query(measure="capasity"))
    with pytest.raises(InputError, match=r"here: operating \(投产\); not here: .*under_construction"):
        settle_query(ledger, Query(status="xyz"))
