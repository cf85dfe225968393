"""A closure that is announced is kept with its date and ends nothing yet; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import standings, told

from gigawatch.ledger import Ledger, Milestone
from gigawatch.question.step import find_courses, render_courses
from gigawatch.question.voice import Voice

DAY = "2024-05-10"


def steps(book: Ledger) -> list[Milestone]:
    return [step for group in book.milestones.values() for step in group if step.status == "closed"]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("SVOLT will close its plant in Heusweiler in 2027.", "SVOLT, Heusweiler"),
        ("Stellantis announced that it will close its battery plant in Kokomo in 2027.", "Stellantis, Kokomo"),
        ("SVOLT's 12 GWh plant in Heusweiler will be closed by the end of 2027.", "SVOLT, Heusweiler"),
        ("蜂巢能源将于2027年关闭遂宁工厂。", "SVOLT, Suining"),
        ("蜂巢能源计划2027年关停其位于遂宁的工厂。", "SVOLT, Suining"),
    ],
)
def test_an_announced_closure_is_kept_with_its_date_and_ends_nothing_yet(text: str, site: str) -> None:
    book = told((DAY, text))
    (step,) = steps(book)
    assert (book.label(step.entity), step.valid_on, step.admitted) == (site, "2027", False)
    assert step.test == "refused: announced for then, not yet told as done"
    assert "closed" not in standings(book).values()


def test_an_announced_closure_is_told_in_both_languages() -> None:
    book = told((DAY, "SVOLT will close its plant in Heusweiler in 2027."))
    (step,) = steps(book)
    courses = find_courses(book, step.entity)
    assert "closed announced for 2027, not yet told as done (known 10 May 2024)" in render_courses(
        Voice(book, "en"), courses
    )
    assert "已宣布将于2027年关停，尚未见实施（公布于2024年5月10日）" in render_courses(Voice(book, "zh"), courses)


def test_a_closure_told_as_done_after_it_was_announced_is_the_end() -> None:
    announced = (DAY, "SVOLT will close its plant in Heusweiler in 2027.")
    book = told(announced, ("2027-06-20", "SVOLT closed its plant in Heusweiler in June 2027."))
    assert standings(book) == {"SVOLT, Heusweiler": "closed"}


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Northvolt closed the plant in Gdansk that it had built with Scania in March 2024.", "Northvolt, Gdańsk"),
        ("Samsung SDI and Stellantis closed their battery plant in Kokomo in March 2024.", "Samsung SDI, Kokomo"),
        ("三星SDI与斯泰兰蒂斯于2024年3月关闭了位于科科莫的电池工厂。", "Samsung SDI, Kokomo"),
    ],
)
def test_a_closure_of_two_named_firms_has_its_place_and_day(text: str, site: str) -> None:
    book = told((DAY, text))
    (step,) = steps(book)
    assert (book.label(step.entity), step.valid_on, step.admitted) == (site, "2024-03", True)


@pytest.mark.parametrize(
    "text",
    [
        "SVOLT may close its plant in Heusweiler in 2027.",
        "SVOLT denied that it will close its plant in Heusweiler in 2027.",
        "SVOLT will close its deal for the plant in Heusweiler in 2027.",
        "SVOLT is considering closing its plant in Heusweiler.",
        "蜂巢能源可能于2027年关闭遂宁工厂。",
        "蜂巢能源或将于2027年关闭其遂宁工厂。",
        "蜂巢能源是否将关闭其遂宁工厂仍未确定。",
    ],
)
def test_a_closure_only_thought_of_or_denied_is_none(text: str) -> None:
    assert not steps(told((DAY, text)))


@pytest.mark.parametrize(
    "text",
    [
        "SVOLT told the union that its plant in Heusweiler is being closed.",
        "SVOLT said the plant in Heusweiler has to be closed.",
        "SVOLT said the plant in Heusweiler is to be permanently closed.",
    ],
)
def test_what_is_to_be_closed_is_announced_and_not_done(text: str) -> None:
    book = told((DAY, text))
    (step,) = steps(book)
    assert (book.label(step.entity), step.admitted) == ("SVOLT, Heusweiler", False)


def test_a_plant_that_was_closed_is_told_as_done() -> None:
    (step,) = steps(told((DAY, "SVOLT's plant in Heusweiler has been permanently closed.")))
    assert step.admitted
