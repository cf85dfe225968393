"""What is told of one phase, plant or target date stays with it; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import capacity_of, kinds, standings, told

from gigawatch.model import Severity

DAY = "2024-05-10"


@pytest.mark.parametrize(
    "text",
    [
        "CATL has cancelled the third phase of its plant in Debrecen. With the third phase gone, the base will "
        "have 30 GWh.",
        "Velmora Cells dropped the third phase of its Zaragoza base. With the third phase gone, the base will "
        "have 30 GWh.",
        "Velmora Cells has cancelled the third phase of its base in Zaragoza. Without the third phase, the base "
        "will total "
        "30 GWh.",
        "With phase three out of the picture, CATL's Debrecen base will have 30 GWh a year.",
        "宁德时代宜宾基地三期已取消。没有了三期，基地产能将为30GWh。",
        "南粤锂能宣布取消肇庆基地三期。不含三期，基地总产能为30GWh。",
    ],
)
def test_what_is_left_without_a_phase_is_the_base_s(text: str) -> None:
    whole = capacity_of(told((DAY, text)), 30.0)
    assert "phase" not in told((DAY, text)).label(whole.subject)
    assert whole.status in ("planned", "announced", "forecast")


@pytest.mark.parametrize(
    "text",
    [
        "南粤锂能肇庆基地一期20GWh于2023年6月投产；二期规划30GWh。",
        "宁德时代宜宾基地一期2023年6月投产，二期规划产能30GWh。",
        "宁德时代宜宾基地一期于2023年6月投产。二期规划产能30GWh。",
        "Phase one of Velmora Cells' Zaragoza plant, of 20 GWh, opened in June 2023; phase two is planned with 30 GWh.",
        "Phase one of Velmora Cells' plant in Zaragoza started production in June 2023. Phase two will have 30 GWh.",
    ],
)
def test_the_day_on_which_one_phase_opened_is_not_that_of_the_next(text: str) -> None:
    book = told((DAY, text))
    second = capacity_of(book, 30.0)
    assert book.label(second.subject).endswith("phase 2")
    assert second.valid_on == "2024-05"
    assert second.status in ("planned", "announced", "forecast")


def test_a_date_of_two_phases_together_is_that_of_each() -> None:
    book = told((DAY, "宁德时代宜宾基地一期15GWh、二期30GWh均于2022年8月投产。"))
    assert {capacity_of(book, 15.0).valid_on, capacity_of(book, 30.0).valid_on} == {"2022-08"}


@pytest.mark.parametrize(
    "text",
    [
        "欣旺达宜昌项目已签约。宜昌市2023年动力电池产能达到60GWh，该项目达产后年产能30GWh。",
        "肇庆市2023年动力电池产能达到60GWh。欣旺达宜昌电池项目已签约。该项目规划产能30GWh。",
        "欣旺达在宜昌建设电池项目。宜昌市2023年动力电池产量为60GWh，该项目达产后年产能30GWh。",
    ],
)
def test_this_project_is_the_one_told_last_and_not_the_city(text: str) -> None:
    book = told((DAY, text))
    assert book.label(capacity_of(book, 30.0).subject) == "Sunwoda, Yichang"
    (city,) = (f for f in book.facts.values() if f.value == 60.0)
    assert city.status not in ("signed", "under_construction")


@pytest.mark.parametrize(
    ("text", "plant"),
    [
        ("Norvale Energy cancelled its 20 GWh plant in Porto. Its plant in Valencia will have 30 GWh.", "Valencia"),
        ("Castorp Motors called off its plant in Porto. In Valencia, Norvale Energy plans 30 GWh.", "Valencia"),
        ("Norvale Energy cancelled its plant in Porto, while its plant in Valencia will have 30 GWh.", "Valencia"),
        ("The plant in Porto was delayed. Norvale Energy's 30 GWh plant in Valencia opened in March 2024.", "Valencia"),
        ("CATL's Porto project was cancelled, and the plant in Debrecen has a capacity of 30 GWh.", "Debrecen"),
        ("欣旺达取消珠海20GWh项目。宜昌项目产能30GWh，建设正常推进。", "Yichang"),
        ("欣旺达取消了珠海20GWh电池项目。蜂巢能源遂宁工厂年产能30GWh。", "Suining"),
    ],
)
def test_what_stops_one_plant_does_not_stop_another(text: str, plant: str) -> None:
    book = told((DAY, text))
    other = capacity_of(book, 30.0)
    assert other.status not in ("cancelled", "delayed")
    assert book.label(other.subject).endswith(plant)


def test_a_plant_that_was_to_be_is_stopped_with_its_firm_s_plants() -> None:
    book = told((DAY, "CATL cancelled its Spanish plants. The plant in Zaragoza was to make 30 GWh."))
    assert capacity_of(book, 30.0).status == "cancelled"


@pytest.mark.parametrize(
    "text",
    [
        "Norvale Energy's 20 GWh plant in Zaragoza, originally due in 2025, will now open in 2027.",
        "Norvale Energy's 20 GWh plant in Zaragoza is delayed: originally due in 2025, now 2027.",
        "Norvale Energy has delayed the start of its 20 GWh plant in Zaragoza from 2025 to 2027.",
        "Norvale Energy postponed the opening of its 20 GWh Zaragoza plant, originally planned for 2025, until 2027.",
        "欣旺达南昌20GWh项目原定2025年投产，现推迟至2027年。",
        "欣旺达南昌项目由原计划的2025年投产推迟到2027年，年产能20GWh。",
        "欣旺达公告，南昌20GWh项目达产时间由2025年延期至2027年。",
    ],
)
def test_what_is_put_off_is_delayed_and_due_at_its_new_date(text: str) -> None:
    book = told((DAY, text))
    plant = capacity_of(book, 20.0)
    assert plant.status == "delayed"
    assert (plant.valid_on or "").startswith("2027")
    assert set(standings(book).values()) == {"delayed"}
    assert {step.valid_on for steps in book.milestones.values() for step in steps if step.admitted} == {"2024-05"}
    assert "ahead" not in kinds(book)


@pytest.mark.parametrize(
    "text",
    [
        "CATL's 20 GWh plant in Debrecen will start in 2025 instead of 2027, ahead of schedule.",
        "CATL originally planned for 2025 a plant of 20 GWh in Debrecen.",
    ],
)
def test_what_comes_sooner_or_was_only_planned_is_not_delayed(text: str) -> None:
    plant = capacity_of(told((DAY, text)), 20.0)
    assert plant.status != "delayed"
    assert plant.valid_on == "2025"


def test_a_delay_told_before_a_semicolon_is_not_that_of_the_phase_behind_it() -> None:
    book = told((DAY, "宁德时代宜宾基地二期30GWh项目原计划2024年投产，延期至2026年；一期15GWh已于2021年投产。"))
    assert (capacity_of(book, 30.0).status, capacity_of(book, 30.0).valid_on) == ("delayed", "2026")
    assert (capacity_of(book, 15.0).status, capacity_of(book, 15.0).valid_on) == ("operating", "2021")


@pytest.mark.parametrize(
    ("ended", "went_on"),
    [
        (
            "CATL cancelled phase three of its Debrecen plant on 2 May 2024.",
            "Construction of phase three of CATL's Debrecen plant began on 2 May 2024.",
        ),
        (
            "The third phase of CATL's Debrecen plant was cancelled in April 2024.",
            "In April 2024 CATL started production in the third phase of its plant in Debrecen, with 20 GWh.",
        ),
        ("宁德时代宜宾基地三期项目于2024年4月取消。", "宁德时代宜宾基地三期于2024年4月开工。"),
    ],
)
def test_an_end_and_a_step_onwards_of_one_date_are_for_a_person_to_look_at(ended: str, went_on: str) -> None:
    book = told((DAY, ended), ("2024-05-12", went_on))
    (check,) = (c for checks in book.findings.values() for c in checks if c.kind == "status")
    assert check.severity is Severity.WARNING
    assert "at the same time" in check.text
    assert "时间相同" in check.text_zh
    assert len({book.claim(claim).document for claim in check.evidence}) == 2


def test_steps_of_two_phases_on_one_date_are_no_contradiction() -> None:
    book = told(
        (DAY, "CATL cancelled phase three of its Debrecen plant on 2 May 2024."),
        ("2024-05-12", "Construction of phase two of CATL's Debrecen plant began on 2 May 2024."),
    )
    assert "status" not in kinds(book)
