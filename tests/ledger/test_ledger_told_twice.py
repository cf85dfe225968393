"""Jobs and other amounts of one thing, told once with a link of the chain and once without: counted once in totals."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.ledger import Ledger, Tally
from gigawatch.ledger.part import Reason
from gigawatch.question import Query
from gigawatch.question.clock import Clocks
from gigawatch.question.total import ask_totals

BASE = ("2023-05-02", "CATL runs a battery base in Debrecen. CATL's Debrecen base employs 3,000 people.")
CELLS = ("2023-06-02", "At CATL's Debrecen base the cell plant has 3,000 jobs.")
BASE_ZH = ("2023-05-02", "宁德时代德布勒森基地有员工3000人。")
CATHODES_ZH = ("2023-06-02", "宁德时代德布勒森基地正极材料工厂有员工3000人。")


def jobs(book: Ledger) -> tuple[Tally, ...]:
    return ask_totals(book, Query(measure="jobs"), Clocks())


def counted(totals: tuple[Tally, ...]) -> list[float]:
    return [fact.value for total in totals for fact in total.counted]


@pytest.mark.parametrize("texts", [(BASE, CELLS), (BASE_ZH, CATHODES_ZH)], ids=["en", "zh"])
def test_jobs_told_with_and_without_a_link_of_the_chain_count_once(texts: tuple[tuple[str, str], ...]) -> None:
    totals = jobs(told(*texts))
    assert counted(totals) == [3000.0]
    (left,) = [one for total in totals for one in total.left_out]
    assert left.instead is not None
    assert left.instead.value == 3000.0


def test_a_whole_larger_than_what_is_told_of_one_link_counts_in_the_stead_of_its_part() -> None:
    totals = jobs(told(("2023-05-02", "宁德时代德布勒森基地有员工5000人。"), CATHODES_ZH))
    assert counted(totals) == [5000.0]
    assert [one.reason for total in totals for one in total.left_out] == [Reason.PART]


def test_a_value_smaller_than_what_is_told_of_a_link_is_left_out_as_an_open_question() -> None:
    totals = jobs(told(("2023-05-02", "宁德时代德布勒森基地有员工2000人。"), CATHODES_ZH))
    assert counted(totals) == [3000.0]
    (left,) = [one for total in totals for one in total.left_out]
    assert left.reason is Reason.UNDECIDED
    assert any("which value holds the other is an open question" in total.scope.en for total in totals)
    assert any("孰包含孰尚无定论" in total.scope.zh for total in totals)


def test_what_is_asked_of_the_link_alone_is_counted() -> None:
    totals = ask_totals(told(BASE_ZH, CATHODES_ZH), Query(measure="jobs", link="cathode"), Clocks())
    assert counted(totals) == [3000.0]


def test_the_same_jobs_told_once_with_a_stage_and_once_without_count_once() -> None:
    plan = "CATL plans to build a battery base in Debrecen. CATL's Debrecen base will employ 3,000 people."
    totals = jobs(told(("2023-03-02", plan), CELLS))
    assert counted(totals) == [3000.0]
    assert Reason.FULLER in {one.reason for total in totals for one in total.left_out}
