"""A site stands where its phases have come to; all texts are synthetic."""

from __future__ import annotations

from datetime import date

import pytest
from told import told

from gigawatch.ledger import Ledger
from gigawatch.question.step.course import find_courses
from gigawatch.question.step.record import course_record
from gigawatch.question.step.text import render_courses
from gigawatch.question.voice import Voice

PLANNED = ("2023-01-05", "CATL announced a 30 GWh plant in Debrecen.")
ONE_RUNS = ("2024-05-10", "Phase one of CATL's plant in Debrecen started production in March 2024.")
TWO_STOPPED = ("2024-06-10", "CATL cancelled phase two of its plant in Debrecen in June 2024.")
PLANNED_ZH = ("2023-01-05", "宁德时代宜宾基地规划产能30GWh。")
ONE_RUNS_ZH = ("2024-05-10", "宁德时代宜宾基地一期于2024年3月投产。")


def site_of(book: Ledger) -> str:
    (site,) = book.sites()
    return site.id


def headline(book: Ledger, known: date | None = None) -> tuple[str, str] | None:
    step = book.headline(site_of(book), known=known)
    return None if step is None else (step.status, book.label(step.entity))


@pytest.mark.parametrize(
    ("texts", "phase"),
    [
        ((PLANNED, ONE_RUNS), "CATL, Debrecen, phase 1"),
        ((ONE_RUNS,), "CATL, Debrecen, phase 1"),
        ((PLANNED, ONE_RUNS, TWO_STOPPED), "CATL, Debrecen, phase 1"),
    ],
)
def test_a_site_of_which_one_phase_runs_is_operating(texts: tuple[tuple[str, str], ...], phase: str) -> None:
    assert headline(told(*texts)) == ("operating", phase)


def test_a_site_of_which_one_phase_runs_is_operating_in_chinese_too() -> None:
    book = told(PLANNED_ZH, ONE_RUNS_ZH)
    things = [one for one in book.milestones if "phase" not in book.label(one)]
    steps = [book.headline(one) for one in things]
    assert [step.status for step in steps if step] == ["operating"]


def test_a_cancelled_phase_ends_no_site() -> None:
    assert headline(told(PLANNED, TWO_STOPPED)) == ("announced", "CATL, Debrecen")


def test_the_end_of_a_site_is_its_headline_whatever_ran_before() -> None:
    closed = ("2025-02-01", "CATL closed its plant in Debrecen in January 2025.")
    assert headline(told(PLANNED, ONE_RUNS, closed)) == ("closed", "CATL, Debrecen")


def test_a_site_put_off_whose_phase_runs_still_runs() -> None:
    delayed = ("2024-08-01", "CATL has delayed its plant in Debrecen.")
    assert headline(told(PLANNED, ONE_RUNS, delayed)) == ("operating", "CATL, Debrecen, phase 1")


def test_before_a_phase_was_known_to_run_its_site_was_only_announced() -> None:
    assert headline(told(PLANNED, ONE_RUNS), date(2023, 12, 31)) == ("announced", "CATL, Debrecen")


def test_the_timeline_says_by_which_phase_a_site_stands() -> None:
    book = told(PLANNED, ONE_RUNS)
    (site, *_) = [course for course in find_courses(book, site_of(book)) if course.entity == site_of(book)]
    assert "stands at: operating, since March 2024, by CATL, Debrecen, phase 1" in render_courses(
        Voice(book, "en"), [site]
    )
    assert "现状：投产，自2024年3月起，依据宁德时代（德布勒森）1期" in render_courses(Voice(book, "zh"), [site])
    standing = course_record(book, site)["standing"]
    assert isinstance(standing, dict)
    assert standing["thing"] != site_of(book)


LIBODE = ("2022-01-18", "宜宾锂宝新材料有限公司在宜宾的三元正极材料项目2021年已投产，年产能3万吨。")
TIANYUAN = ("2022-11-02", "Tianyuan Group began building an LFP cathode plant in Yibin on October 13, 2022.")


def test_a_plant_of_a_subsidiary_is_counted_once_and_is_no_plant_of_the_firm_above_it() -> None:
    book = told(LIBODE)
    assert [site.name for site in book.sites()] == ["Yibin Libode New Material, Yibin"]


def test_a_firm_whose_plant_is_being_built_does_not_run_by_that_of_its_subsidiary() -> None:
    book = told(LIBODE, TIANYUAN)
    steps = {site.name: book.headline(site.id) for site in book.sites()}
    assert {name: step.status for name, step in steps.items() if step} == {
        "Yibin Libode New Material, Yibin": "operating",
        "Yibin Tianyuan Group, Yibin": "under_construction",
    }


def test_the_plant_of_a_joint_venture_stands_where_its_own_phases_have_come_to() -> None:
    book = told(("2022-12-21", "12月19日，时代吉利动力电池宜宾项目一期全面投产。"))
    (site,) = (one for one in book.sites() if one.name == "Times Geely, Yibin")
    step = book.headline(site.id)
    assert step is not None
    assert step.status == "operating"
