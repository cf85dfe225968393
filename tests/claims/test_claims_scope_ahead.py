"""What is spent, what is only planned beside what is built, and plans given up; every text is made up."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim

TODAY = date(2026, 4, 15)


def read(text: str) -> list[QuantityClaim]:
    lang = "zh" if "。" in text else "en"
    document = Document(id="d", path="d.txt", sha256="cd" * 32, text=text, published=TODAY, language=lang)
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


def status_of(text: str, value: float) -> str | None:
    return next(c.status for c in read(text) if c.value == value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ostra plans a cell plant in Turin. By the end of June it had spent 310 million euros on the plant.", 3.1e8),
        ("CALB has put 310 million euros into its planned plant in Sines to date.", 3.1e8),
        ("国轩高科规划在米什建设电池工厂，截至6月底项目已累计投入3.1亿欧元。", 3.1e8),
        ("中创新航锡尼什项目规划总投资20亿欧元，目前已投入3.1亿欧元。", 3.1e8),
    ],
)
def test_money_spent_so_far_is_no_plan(text: str, value: float) -> None:
    assert status_of(text, value) == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "CALB plans to have spent 310 million euros on its plant in Sines by the end of 2027.",
        "中创新航锡尼什项目预计累计投入3.1亿欧元。",
    ],
)
def test_money_that_will_be_spent_is_not_reported(text: str) -> None:
    assert status_of(text, 3.1e8) != "reported"


@pytest.mark.parametrize(
    "text",
    [
        "CALB is building the first stage of its plant in Sines. The second stage, another 18 GWh, was planned.",
        "CALB is building a plant in Sines. A further line of 18 GWh is also planned.",
        "CALB is building a 9 GWh plant in Sines. Work on the second phase of 18 GWh has not yet started.",
        "CALB is building a 9 GWh plant in Sines but has not broken ground on the second phase of 18 GWh.",
        "中创新航锡尼什工厂一期9GWh在建。二期尚未动工，规划产能18GWh。",
    ],
)
def test_the_verb_of_its_own_clause_tells_that_a_phase_is_not_being_built(text: str) -> None:
    assert status_of(text, 18) == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "CALB is building a 9 GWh plant in Sines but has not broken ground on the second phase of 18 GWh.",
        "CALB is building a 9 GWh plant in Sines, where construction of the second phase has not begun.",
    ],
)
def test_what_is_built_beside_a_plan_stays_under_construction(text: str) -> None:
    assert status_of(text, 9) == "under_construction"


@pytest.mark.parametrize(
    "text",
    [
        "Gotion has given up its plan for a 36 GWh plant in Goettingen.",
        "Gotion dropped its plans for 36 GWh in Goettingen.",
        "国轩高科2026年3月放弃哥廷根36GWh电池工厂计划。",
    ],
)
def test_a_plan_that_is_dropped_is_cancelled(text: str) -> None:
    assert status_of(text, 36) == "cancelled"


@pytest.mark.parametrize(
    "text",
    [
        "Umicore opened its cathode plant in Nysa with a capacity of 30,000 tonnes a year. A second cathode plant with"
        " 30,000 tonnes a year was planned.",
        "容百科技正极材料工厂已投产，年产能3万吨。第二座正极材料工厂规划年产能3万吨。",
    ],
)
def test_a_second_plant_of_the_same_size_is_told_beside_the_first(text: str) -> None:
    assert [(c.value, c.status) for c in read(text)] == [(30_000, "operating"), (30_000, "planned")]


def test_a_plant_told_twice_is_still_one() -> None:
    text = "Umicore opened a plant in Nysa of 30,000 tonnes a year. The plant makes 30,000 tonnes a year."
    assert [c.value for c in read(text)] == [30_000]


def test_people_without_a_noun_are_counted_behind_a_verb_of_hiring() -> None:
    found = read("CALB expects to employ 1,800 in the first phase of its plant in Sines and hired about 240 last year.")
    assert [(c.measure, c.value, c.surface) for c in found] == [("jobs", 1800, "1,800"), ("jobs", 240, "about 240")]


def test_people_whom_a_firm_expects_to_hire_are_not_at_work_yet() -> None:
    found = read("CALB has hired 240 people in Sines so far and expects to employ 1,800 in the first phase.")
    assert [(c.value, c.status) for c in found] == [(240, "reported"), (1800, "forecast")]


def test_the_word_for_a_correction_is_no_firm() -> None:
    found = read("更正：本报此前报道中创新航锡尼什电池工厂总投资为20亿欧元，应为18亿欧元。")
    assert {c.subject for c in found} == {"中创新航"}
