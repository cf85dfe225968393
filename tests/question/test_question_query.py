"""Which facts are asked for: each condition, the edges of time, refused words, and the order of the answer."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from question_desk import CITY, FIRM, PHASE, RIVAL, QuestionDesk

from gigawatch.ledger import Ledger, Stage, make_ledger, stage_of
from gigawatch.ledger.part import Reason
from gigawatch.model import EntityKind, InputError, Settlement
from gigawatch.question.clock import Clocks
from gigawatch.question.condition import make_query
from gigawatch.question.query import Query, SortKey, carried_since, is_valid_within, read_period, select
from gigawatch.question.row import fact_answer, fact_record
from gigawatch.question.total import ask_totals


@pytest.fixture
def ledger(desk: QuestionDesk) -> Ledger:
    desk.say("75 GWh", 75.0)
    desk.say("15 GWh", 15.0, PHASE, period="2021-12")
    desk.say("30 GWh", 30.0, RIVAL, status="under_construction", publisher="Xinhua")
    desk.say("200 GWh", 200.0, CITY, status="planned", period="2023-H1")
    desk.say("9 billion yuan", 9e9, FIRM, measure="revenue", unit="CNY", status="reported", period="2022-07-25")
    return desk.ledger()


def values(ledger: Ledger, query: Query) -> list[float]:
    return [fact.value for fact in select(ledger, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(company="Alpha Cells"), [15, 75, 9e9]),
        (Query(company="甲电池", measure="capacity"), [15, 75]),
        (Query(subject="Alpha Cells"), [9e9]),
        (Query(place="江城", measure="capacity"), [15, 75, 30, 200]),
        (Query(stage=Stage.PLANNED), [30, 200]),
        (Query(stage=Stage.BUILT), [15, 75]),
        (Query(stage=Stage.UNSTATED), [9e9]),
        (Query(kind=EntityKind.PHASE), [15]),
        (Query(verdict=Settlement.OPEN), []),
        (Query(publisher="xinhua"), [30]),
        (Query(publisher="doc-0.example.org"), [75]),
        (Query(publisher="example.org", stage=Stage.BUILT), [75, 15]),
        (Query(link="cell", stage=Stage.BUILT), [15, 75]),
        (Query(period="2022"), [75, 30, 9e9]),
        (Query(period="2021-12/2022"), [15, 75, 30, 9e9]),
        (Query(status="planned"), [200]),
    ],
)
def test_a_condition_keeps_the_facts_that_meet_it(ledger: Ledger, query: Query, found: list[float]) -> None:
    assert sorted(values(ledger, query)) == sorted(found)


def test_conditions_hold_together(ledger: Ledger) -> None:
    assert values(ledger, Query(place="River City", company="Beta Cells", stage=Stage.PLANNED)) == [30]
    assert values(ledger, Query(place="River City", company="Beta Cells", stage=Stage.BUILT)) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2022-12-31", [15, 75]), ("2023-01-01", [15, 75]), ("2022-07-25", [15, 75, 9e9]), ("2022-07-24", [15, 75]),
        ("2021-12", [15]), ("2021-11", []),
    ],
)  # fmt: skip
def test_a_fact_was_true_on_the_first_and_last_day_of_its_time_and_what_runs_is_since_then(
    ledger: Ledger, day: str, found: list[float]
) -> None:
    told = [fact.value for fact in select(ledger, Query(valid_on=day)) if stage_of(fact.status) is not Stage.PLANNED]
    assert sorted(told) == sorted(found)


@pytest.mark.parametrize(
    ("day", "found"), [("2022-07-24", [30]), ("2022-07-25", [30, 200]), ("2022-12-31", [30, 200]), ("2024", [30, 200])]
)
def test_a_plan_stands_from_when_it_is_known_until_it_runs_or_is_ended(
    ledger: Ledger, day: str, found: list[float]
) -> None:
    assert sorted(values(ledger, Query(valid_on=day, stage=Stage.PLANNED))) == sorted(found)


def test_what_runs_since_an_earlier_day_is_told_with_that_day(ledger: Ledger) -> None:
    told = {
        fact.value: carried_since(ledger, fact, "2023-06-01") for fact in select(ledger, Query(valid_on="2023-06-01"))
    }
    assert told == {15: "2021-12", 75: "2022", 30: None, 200: None}
    (phase,) = select(ledger, Query(valid_on="2021-12"))
    assert fact_record(ledger, phase, valid_on="2021-12")["holds_since"] is None
    assert fact_record(ledger, phase, valid_on="2022")["holds_since"] == "2021-12"
    assert fact_answer(ledger, [phase], "2022").to_dicts()[0]["holds_since"] == "2021-12"
    assert fact_record(ledger, phase)["holds_since"] is None


def test_what_runs_holds_until_a_later_value_has_begun(desk: QuestionDesk) -> None:
    desk.say("15 GWh", 15.0, period="2021-05", on="2021-06-01")
    desk.say("40 GWh", 40.0, period="2023-03", on="2023-04-01")
    ledger = desk.ledger()
    assert values(ledger, Query(valid_on="2023-02-28")) == [15]
    assert values(ledger, Query(valid_on="2023-03-01")) == [40]
    assert values(ledger, Query(valid_on="2024")) == [40]


def test_the_list_of_a_day_is_what_the_total_of_that_day_counts(ledger: Ledger) -> None:
    asked = Query(measure="capacity", stage=Stage.BUILT, valid_on="2023-06-01")
    (total,) = ask_totals(ledger, asked, Clocks())
    counted = {fact.id for fact in total.counted} | {one.fact.id for one in total.left_out if one.reason is Reason.PART}
    assert counted == {fact.id for fact in select(ledger, asked)}


def test_a_plan_that_runs_by_then_stands_no_more(desk: QuestionDesk) -> None:
    desk.say("30 GWh", 30.0, status="planned", period="2021", on="2021-05-01")
    desk.say("30 GWh", 30.0, status="operating", period="2022-06", on="2022-07-01")
    ledger = desk.ledger()
    assert values(ledger, Query(valid_on="2022-01", stage=Stage.PLANNED)) == [30]
    assert values(ledger, Query(valid_on="2023-01", stage=Stage.PLANNED)) == []


@pytest.mark.parametrize(("day", "count"), [("2022-07-24", 0), ("2022-07-25", 1)])
def test_what_is_published_on_a_day_is_known_on_it(desk: QuestionDesk, day: str, count: int) -> None:
    desk.say("75 GWh", 75.0, subject="CATL", place="Yibin")
    desk.say("30 GWh", 30.0, subject="Sunwoda", place="Yibin", on=None)
    known = Clocks(as_of=date.fromisoformat(day)).read(desk.resolved())
    assert len(known.facts) == count


@pytest.mark.parametrize(("day", "count"), [("2022-12-31", 0), ("2023-01-31", 1), ("2023-01-30", 0)])
def test_a_cell_dated_by_a_month_was_known_at_its_end(desk: QuestionDesk, day: str, count: int) -> None:
    desk.count(FIRM, "production", 30.0, "2022", "2023-01")
    assert len(Clocks(as_of=date.fromisoformat(day)).read(desk.ledger()).facts) == count


@pytest.mark.parametrize(("day", "count"), [("2025-02-27", 0), ("2025-02-28", 1)])
def test_what_is_kept_on_a_day_is_held_on_it(desk: QuestionDesk, day: str, count: int) -> None:
    desk.say("75 GWh", 75.0, kept="2025-02-28")
    assert len(Clocks(believed_on=date.fromisoformat(day)).read(desk.ledger()).facts) == count


def test_two_clocks_let_through_what_both_do(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0, kept="2025-02-28", subject="CATL", place="Yibin")
    desk.say("30 GWh", 30.0, on="2025-06-01", kept="2025-01-01", subject="Sunwoda", place="Yibin")
    both = Clocks(as_of=date(2025, 1, 1), believed_on=date(2025, 3, 1))
    assert [fact.value for fact in both.read(desk.resolved()).facts.values()] == [75]
    assert both.day == date(2025, 1, 1)


@pytest.mark.parametrize(
    "query",
    [
        Query(subject="Zzyzx Cells"), Query(company="Zzyzx Cells"), Query(place="Qwxyzville"), Query(measure="foo"),
        Query(status="foo"), Query(link="foo"), Query(publisher="Nobody's Paper"), Query(period="summer"),
        Query(valid_on="2022-Q3"), Query(period="2022-02-30"),
    ],
)  # fmt: skip
def test_a_word_that_nothing_knows_is_refused(ledger: Ledger, query: Query) -> None:
    with pytest.raises(InputError) as fault:
        select(ledger, query)
    assert fault.value.hint


def test_what_the_vocabulary_knows_and_the_ledger_does_not_is_an_empty_answer(ledger: Ledger) -> None:
    assert select(ledger, Query(place="Debrecen")) == []
    assert select(ledger, Query(measure="emissions")) == []


def test_facts_are_sorted_and_then_limited(ledger: Ledger) -> None:
    capacity = Query(measure="capacity", sort=SortKey.VALUE)
    assert values(ledger, capacity) == [15, 30, 75, 200]
    assert values(ledger, replace(capacity, reverse=True, limit=2)) == [200, 75]
    assert values(ledger, replace(capacity, limit=0)) == []


@pytest.mark.parametrize("key", list(SortKey))
def test_the_order_of_the_sources_does_not_change_the_answer(desk: QuestionDesk, key: SortKey) -> None:
    for number in range(8):
        desk.say(f"{number} GWh", float(number % 3), (CITY, FIRM, RIVAL)[number % 3], period=f"202{number % 2}")
    material = desk.material()
    shuffled = list(material.claims.items())
    random.Random(7).shuffle(shuffled)
    one, other = make_ledger(material), make_ledger(replace(material, claims=dict(shuffled)))
    query = Query(sort=key, reverse=True)
    assert [fact.id for fact in select(one, query)] == [fact.id for fact in select(other, query)]


def test_a_closed_list_may_be_asked_by_its_words_and_no_others() -> None:
    assert make_query(stage="built", kind="site", verdict="open").stage is Stage.BUILT
    with pytest.raises(InputError, match="finished"):
        make_query(stage="finished")
    with pytest.raises(InputError, match="less than nothing"):
        make_query(limit=-1)


def test_a_period_lies_within_another_with_both_ends() -> None:
    assert is_valid_within("2022", read_period("2022"))
    assert not is_valid_within("2022/2023", read_period("2022"))
    assert not is_valid_within(None, read_period("2022"))
