"""What was put off goes on by later evidence, and its timeline says so; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.ledger import Ledger
from gigawatch.question.step.course import find_courses
from gigawatch.question.step.text import render_courses
from gigawatch.question.voice import Voice

BUILDING = ("2023-01-05", "CATL's 30 GWh plant in Debrecen is under construction.")
DELAYED = ("2024-05-10", "CATL has delayed its plant in Debrecen.")
STILL = ("2024-11-10", "CATL's plant in Debrecen is still under construction.")
OPENED = ("2025-11-10", "CATL's plant in Debrecen started production in October 2025.")
BUILDING_ZH = ("2023-01-05", "宁德时代宜宾基地三期正在建设中。")
DELAYED_ZH = ("2024-05-10", "宁德时代宜宾基地三期推迟投产。")
STILL_ZH = ("2024-11-10", "宁德时代宜宾基地三期仍在建设中。")
OPENED_ZH = ("2025-11-10", "宁德时代宜宾基地三期于2025年10月投产。")
AGAIN = ("2024-11-10", "CATL plans a battery plant in Debrecen with an annual capacity of 30 GWh.")


def steps(book: Ledger) -> list[tuple[str, str | None]]:
    (thing,) = book.milestones
    return [(step.status, step.known_on) for step in book.timeline(thing).steps]


@pytest.mark.parametrize(
    "texts", [(BUILDING, DELAYED, STILL, OPENED), (BUILDING_ZH, DELAYED_ZH, STILL_ZH, OPENED_ZH)], ids=("en", "zh")
)
def test_building_told_after_a_delay_is_a_step_of_its_own(texts: tuple[tuple[str, str], ...]) -> None:
    going = [("under_construction", "2023-01-05"), ("delayed", "2024-05-10"), ("under_construction", "2024-11-10")]
    assert steps(told(*texts[:3])) == going
    assert steps(told(*texts)) == [*going, ("operating", "2025-11-10")]


@pytest.mark.parametrize("texts", [(BUILDING, DELAYED, STILL), (BUILDING_ZH, DELAYED_ZH, STILL_ZH)], ids=("en", "zh"))
def test_what_goes_on_after_a_delay_stands_since_then(texts: tuple[tuple[str, str], ...]) -> None:
    book = told(*texts)
    (thing,) = book.milestones
    standing = book.status(thing)
    assert standing is not None
    assert (standing.status, standing.known_on) == ("under_construction", "2024-11-10")
    shown = render_courses(Voice(book, "en"), find_courses(book, thing))
    assert shown.count("under construction") == 3


def test_a_plan_only_told_again_takes_nothing_up() -> None:
    planned = ("2023-01-05", "CATL plans to build a 30 GWh battery plant in Debrecen, the firm told its shareholders.")
    book = told(planned, DELAYED, AGAIN)
    (thing,) = book.milestones
    standing = book.status(thing)
    assert standing is not None
    assert standing.status == "delayed"
    assert [status for status, _ in steps(book)] == ["announced", "delayed"]


def test_two_reports_of_one_state_before_a_delay_are_one_step() -> None:
    more = ("2023-06-05", "Workers say that CATL's plant in Debrecen is under construction.")
    assert [status for status, _ in steps(told(BUILDING, more, DELAYED))] == ["under_construction", "delayed"]
