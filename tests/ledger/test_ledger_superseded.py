from __future__ import annotations

import pytest
from told import told

from gigawatch.ledger import Ledger
from gigawatch.ledger.part import Reason, Tally
from gigawatch.question import Query
from gigawatch.question.query import select
from gigawatch.question.row import fact_record
from gigawatch.question.voice import Voice
from gigawatch.question.why import account_for, render_account

PLAN = (
    "2022-03-01",
    "Farasis is building the first phase of its battery plant in Ganzhou, which will have 30 GWh a year.",
)
RUNS = (
    "2024-06-10",
    "Farasis began production at the first phase of its Ganzhou battery plant in May 2024. "
    "The first phase of the Ganzhou plant has an installed capacity of 30 GWh a year.",
)
SIGNED = (
    "2023-02-01",
    "SVOLT signed an agreement in Chengdu in January 2023 to build a 24 GWh battery plant for 9 billion yuan.",
)
ENDED = (
    "2025-04-03",
    "SVOLT terminated its battery plant in Chengdu in March 2025. The Chengdu plant was planned at 20 GWh a year.",
)
ENDED_ZH = ("2025-04-03", "2025年3月，蜂巢能源终止成都动力电池项目。该项目原规划产能20GWh。")


def capacity(book: Ledger, stage: str = "planned", valid_on: str | None = None) -> Tally:
    return book.total(measure="capacity", unit="GWh/yr", stage=stage, valid_on=valid_on)


def counted(total: Tally) -> list[float]:
    return sorted(fact.value for fact in total.counted)


def reasons(total: Tally) -> set[Reason]:
    return {one.reason for one in total.left_out}


def test_what_runs_with_the_size_it_was_planned_at_is_planned_no_more() -> None:
    book = told(PLAN, RUNS)
    planned = capacity(book)
    assert (counted(planned), counted(capacity(book, "built"))) == ([], [30.0])
    (left,) = [one for one in planned.left_out if one.reason is Reason.BUILT]
    assert left.instead is not None
    assert (left.fact.value, left.instead.status) == (30.0, "operating")


def test_a_plan_counts_as_of_a_time_before_it_runs() -> None:
    book = told(PLAN, RUNS)
    assert counted(capacity(book, valid_on="2023")) == [30.0]
    assert counted(capacity(told(PLAN))) == [30.0]


@pytest.mark.parametrize(
    "more",
    [
        "Farasis plans to expand the first phase of its Ganzhou battery plant by 30 GWh a year.",
        "The first phase of the Ganzhou battery plant of Farasis is planned to have 45 GWh a year.",
    ],
)
def test_an_expansion_or_a_plan_of_another_size_stays_planned(more: str) -> None:
    book = told(PLAN, ("2023-03-01", more), RUNS)
    assert [value for value in counted(capacity(book)) if value in (30.0, 45.0)]


def test_a_plan_of_the_same_size_told_once_the_plant_runs_is_another_one() -> None:
    book = told(RUNS, ("2025-09-01", PLAN[1]))
    assert counted(capacity(book)) == [30.0]


@pytest.mark.parametrize("end", [ENDED, ENDED_ZH])
def test_an_ended_project_leaves_the_plans_with_what_its_own_end_tells_of_it(end: tuple[str, str]) -> None:
    book = told(SIGNED, end)
    planned = capacity(book)
    told_of = {fact.value for fact in book.select(measure="capacity")}
    assert {24.0, 20.0} <= told_of
    assert counted(planned) == []
    assert reasons(planned) >= {Reason.ENDED}
    money = book.total(measure="investment", unit="CNY", stage="planned")
    assert (money.counted, reasons(money)) == ((), {Reason.ENDED})
    assert counted(capacity(book, valid_on="2023-12-31")) == [24.0]


def test_a_suspended_project_is_in_no_plan_and_one_that_is_only_late_is() -> None:
    halted = told(SIGNED, ("2025-04-03", "SVOLT suspended its battery plant in Chengdu in March 2025."))
    late = told(SIGNED, ("2025-04-03", "SVOLT delayed its battery plant in Chengdu in March 2025."))
    assert (counted(capacity(halted)), counted(capacity(late))) == ([], [24.0])


def test_what_is_signed_anew_after_an_end_is_planned_again() -> None:
    again = ("2026-02-01", "SVOLT signed an agreement in Chengdu in January 2026 to build a 12 GWh battery plant.")
    assert 12.0 in counted(capacity(told(SIGNED, ENDED, again)))


CUT = [
    (
        ("2023-03-02", "SVOLT plans to build a battery plant in Chengdu with a capacity of 40 GWh a year."),
        ("2024-06-10", "SVOLT said its Chengdu battery plant will have 20 GWh a year instead of the 40 GWh planned."),
    ),
    (
        ("2023-03-02", "蜂巢能源计划在成都建设动力电池基地，规划年产能40GWh。"),
        ("2024-06-10", "蜂巢能源6月10日宣布，其成都动力电池基地规划年产能由原计划的40GWh下调至20GWh。"),
    ),
]


@pytest.mark.parametrize("texts", CUT, ids=["en", "zh"])
def test_a_plan_that_is_cut_is_superseded_by_the_later_one_from_the_day_it_was_told(
    texts: tuple[tuple[str, str], ...],
) -> None:
    book = told(*texts)
    (old,) = (fact for fact in book.facts.values() if fact.value == 40.0)
    (new,) = (fact for fact in book.facts.values() if fact.value == 20.0)
    gone = book.superseded[old.id]
    assert (gone.reason, gone.instead, gone.since) == (Reason.REVISED, new, "2024-06-10")
    assert new.id not in book.superseded
    planned = capacity(book)
    assert (counted(planned), reasons(planned)) == ([20.0], {Reason.REVISED})
    assert counted(capacity(book, valid_on="2023")) == [40.0]


@pytest.mark.parametrize("texts", CUT, ids=["en", "zh"])
def test_list_why_and_valid_time_say_that_a_plan_is_superseded_in_one_word(texts: tuple[tuple[str, str], ...]) -> None:
    book = told(*texts)
    old = next(fact for fact in book.facts.values() if fact.value == 40.0)
    new = next(fact for fact in book.facts.values() if fact.value == 20.0)
    assert Voice(book, "en").verdict(old) == f"settled; superseded since 10 June 2024 by {new.id}"
    assert Voice(book, "zh").verdict(old) == f"已定；自2024年6月10日起被{new.id}取代"
    why = render_account(Voice(book, "en"), account_for(book, (), old.id))
    assert f"superseded since 10 June 2024 by {new.id}" in why
    assert fact_record(book, old)["superseded"] == {"reason": "revised", "since": "2024-06-10", "by": new.id}
    assert fact_record(book, new)["superseded"] is None
    assert [fact.id for fact in select(book, Query(valid_on="2025"))] == [new.id]
    assert old.id in [fact.id for fact in select(book, Query(valid_on="2024-03"))]


@pytest.mark.parametrize(
    "later",
    [
        ("2024-06-10", "SVOLT will add another 20 GWh a year at its Chengdu battery plant, which is planned."),
        ("2024-06-10", "The first line of the SVOLT battery plant in Chengdu is planned with 20 GWh a year."),
        ("2023-04-01", "SVOLT plans to build a battery plant in Chengdu with a capacity of 36 GWh a year."),
        ("2024-06-10", "SVOLT plans to build a battery plant in Chengdu with a capacity of about 40 GWh a year."),
    ],
    ids=["further", "part", "soon-after", "same"],
)
def test_a_further_part_a_rival_number_and_the_same_plan_told_again_supersede_nothing(later: tuple[str, str]) -> None:
    book = told(CUT[0][0], later)
    assert not [gone for gone in book.superseded.values() if gone.reason is Reason.REVISED]


OPENED = (
    "2021-06-01",
    "CATL's battery plant in Yibin began production in May 2021. "
    "The Yibin plant has an installed capacity of 30 GWh a year.",
)
CLOSED = ("2024-03-01", "CATL closed its battery plant in Yibin in February 2024.")


def test_what_is_closed_is_in_no_total_of_what_runs_and_holds_no_more() -> None:
    book = told(OPENED, CLOSED)
    (fact,) = book.select(measure="capacity")
    assert counted(capacity(book, "built", "2024-01-31")) == [30.0]
    assert select(book, Query(valid_on="2024-01-31")) == [fact]
    for day in ("2024-02-29", "2025"):
        assert capacity(book, "built", day).interval is None
        assert select(book, Query(valid_on=day)) == []
    left = capacity(book, "built")
    assert [(one.fact.id, one.reason) for one in left.left_out] == [(fact.id, Reason.CLOSED)]
    assert Voice(book, "en").verdict(fact) == "settled; closed since 29 February 2024"
    assert Voice(book, "zh").verdict(fact) == "已定；自2024年2月29日起已关闭"
    assert fact_record(book, fact)["superseded"] == {"reason": "closed", "since": "2024-02-29", "by": None}


def test_what_is_suspended_is_still_there() -> None:
    book = told(OPENED, ("2024-03-01", "CATL suspended production at its battery plant in Yibin in February 2024."))
    assert counted(capacity(book, "built")) == [30.0]
