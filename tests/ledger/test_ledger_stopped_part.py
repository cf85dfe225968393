"""A phase that is called off stops nothing else, and its day is that of the stop; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import capacity_of, standings, told

DAY = "2024-05-10"


@pytest.mark.parametrize(
    "text",
    [
        "The third phase of CATL's Debrecen plant was cancelled. The base will total 60 GWh.",
        "CATL cancelled the third phase of its plant in Debrecen and the base will total 60 GWh.",
        "CATL's base in Debrecen will total 60 GWh after the third phase was cancelled.",
        "CATL has cancelled the third phase of its plant in Debrecen, with 20 GWh. The base will total 60 GWh.",
        "宁德时代宜宾基地三期已取消，全部建成后总产能60GWh。",
        "宁德时代宜宾基地三期20GWh项目已取消。基地全部建成后总产能60GWh。",
        "宁德时代宜宾基地三期推迟，基地全部建成后总产能将达60GWh。",
    ],
)
def test_what_the_whole_will_make_is_a_plan_though_one_phase_is_stopped(text: str) -> None:
    book = told((DAY, text))
    whole = capacity_of(book, 60.0)
    assert whole.status in ("planned", "announced", "forecast")
    assert "phase" not in book.label(whole.subject)
    assert "cancelled" not in {s for name, s in standings(book).items() if "phase" not in name}


@pytest.mark.parametrize(
    "text",
    [
        "蜂巢能源遂宁基地三期推迟，一期、二期共40GWh将于年底投产。",
        "SVOLT's third phase in Suining was delayed, while the first and second phases will have 40 GWh.",
    ],
)
def test_other_phases_go_on_where_one_is_put_off(text: str) -> None:
    assert capacity_of(told((DAY, text)), 40.0).status not in ("cancelled", "delayed", "operating")


@pytest.mark.parametrize(
    "text",
    [
        "CATL cancelled phase three of its Debrecen plant on 2 April 2024. The phase was to make 20 GWh a year.",
        "Phase three of CATL's Debrecen plant, with 20 GWh, announced in March 2023, was cancelled on 2 April 2024.",
        "On 2 April 2024 CATL cancelled phase three of its Debrecen plant, a 20 GWh project announced in March 2023.",
        "宁德时代2024年4月2日公告，取消2023年3月5日公布的宜宾基地三期项目，该项目规划年产能20GWh。",
        "宁德时代于2024年4月2日宣布取消宜宾基地三期项目（年产能20GWh）。",
    ],
)
def test_a_cancelled_phase_is_dated_by_the_day_on_which_it_was_cancelled(text: str) -> None:
    book = told((DAY, text))
    phase = capacity_of(book, 20.0)
    assert (phase.status, phase.valid_on) == ("cancelled", "2024-04-02")
    assert "phase 3" in book.label(phase.subject)
    stops = [step for steps in book.milestones.values() for step in steps if step.status == "cancelled"]
    assert {step.valid_on for step in stops} == {"2024-04-02"}


@pytest.mark.parametrize(
    "text",
    [
        "CATL cancelled its 20 GWh Debrecen plant, announced in March 2023.",
        "宁德时代2023年3月公告的宜宾基地三期20GWh项目已取消。",
    ],
)
def test_the_day_of_the_announcement_is_not_that_of_the_stop(text: str) -> None:
    book = told((DAY, text))
    assert not [step for steps in book.milestones.values() for step in steps if step.valid_on == "2023-03"]
    assert capacity_of(book, 20.0).valid_on == "2024-05"


@pytest.mark.parametrize(
    "text",
    [
        "CATL announced phase three in Debrecen, of 20 GWh, in May 2023. It cancelled the phase on 2 April 2024.",
        "宁德时代2023年5月公告宜宾基地三期，年产能20GWh。该期项目已于2024年4月2日取消。",
        "Northvale Cells announced phase three in Zaragoza, of 20 GWh. The phase was cancelled on 2 April 2024.",
    ],
)
def test_the_phase_that_the_sentence_before_names_is_the_one_that_is_cancelled(text: str) -> None:
    book = told((DAY, text))
    stops = {
        (book.label(step.entity), step.valid_on)
        for steps in book.milestones.values()
        for step in steps
        if step.status == "cancelled"
    }
    assert [(name.endswith("phase 3"), day) for name, day in stops] == [(True, "2024-04-02")]


@pytest.mark.parametrize(
    "text",
    [
        "CATL's plant in Debrecen has two phases. Phase one is running; its annual capacity is 12 GWh.",
        "Phase one of CATL's plant in Debrecen is running. Its annual capacity is 12 GWh.",
        "宁德时代宜宾基地一期已投产，一期年产能为12GWh。",
        "宁德时代宜宾基地分两期建设。一期已投产。一期年产能为12GWh。",
    ],
)
def test_the_capacity_of_a_phase_that_runs_is_operating(text: str) -> None:
    book = told((DAY, text))
    assert capacity_of(book, 12.0).status == "operating"
    assert book.label(capacity_of(book, 12.0).subject).endswith("phase 1")


@pytest.mark.parametrize(
    "text",
    [
        "Phase one of CATL's plant in Debrecen will be running next year. Its annual capacity is 12 GWh.",
        "宁德时代宜宾基地一期已投产，二期年产能为12GWh。",
    ],
)
def test_what_is_to_run_or_another_phase_does_not_run(text: str) -> None:
    assert capacity_of(told((DAY, text)), 12.0).status != "operating"
