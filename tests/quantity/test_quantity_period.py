"""Periods: dates and spans as texts name them, relative ones from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.quantity import find_periods, first_date

NOVEMBER = date(2022, 11, 20)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on July 25, 2022", "2022-07-25"),
        ("25 July 2022", "2022-07-25"),
        ("from July 21 to 23", "2022-07-21/2022-07-23"),
        ("in August", "2022-08"),
        ("in December", "2021-12"),
        ("at the end of October", "2022-10"),
        ("in late August", "2022-08"),
        ("by December", "2022-12"),
        ("March 2025", "2025-03"),
        ("Q2 2024", "2024-Q2"),
        ("the third quarter of 2025", "2025-Q3"),
        ("the second half of this year", "2022-H2"),
        ("H1 2026", "2026-H1"),
        ("the first nine months of 2025", "2025-01/2025-09"),
        ("9M 2025", "2025-01/2025-09"),
        ("last year", "2021"),
        ("next year", "2023"),
        ("last month", "2022-10"),
        ("between 2017 and 2019", "2017/2019"),
        ("by 2030", "2030"),
        ("in January-March", "2022-Q1"),
        ("the January-June period", "2022-H1"),
        ("the July-September quarter of 2021", "2021-Q3"),
        ("the March quarter", "2022-Q1"),
        ("in the December quarter", "2021-Q4"),
        ("the three months ended June 30", "2022-Q2"),
        ("the six months to 31 December 2021", "2021-H2"),
        ("the twelve months ended March 31, 2022", "2021-04/2022-03"),
    ],
)
def test_english_periods(text: str, iso: str) -> None:
    assert [period.iso for period in find_periods(text, "en", NOVEMBER)] == [iso]


@pytest.mark.parametrize(
    "words",
    [
        "second half", "fourth quarter", "latter half", "last quarter", "3Q23", "1H 2022", "FY24", "fiscal 2024",
        "a year ago", "an year ago", "one month ago", "two weeks ago", "three days ago", "four days ago",
        "five days ago", "six days ago", "seven days ago", "eight days ago", "nine days ago", "ten days ago",
        "eleven days ago", "14th Five-Year Plan", "end of the decade", "this decade", "2022-05-04", "yesterday",
        "Yesterday", "today, announced", "first two quarters", "from 2017 to 2019", "2017-2019", "next month",
        "the previous quarter", "previous year", "the current year", "current month", "end of the year", "year-end",
        "the end of this year", "earlier this year", "later this year", "on Monday", "On Friday", "since March",
        "Since March", "by March", "By March", "In March", "during March", "last March",
    ],
)  # fmt: skip
def test_whatever_an_english_period_begins_with_is_found_behind_another_word(words: str) -> None:
    assert find_periods(f"Sales, {words}, rose", "en", NOVEMBER)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022年7月25日", "2022-07-25"),
        ("6月8日至11日", "2022-06-08/2022-06-11"),
        ("10月28日", "2022-10-28"),
        ("12月", "2021-12"),
        ("预计12月投产", "2022-12"),
        ("2022 年 3 月", "2022-03"),
        ("今年上半年", "2022-H1"),
        ("前三季度", "2022-01/2022-09"),
        ("第三季度", "2022-Q3"),
        ("1-10月", "2022-01/2022-10"),
        ("前5个月", "2022-01/2022-05"),
        ("截至5月底", "2022-05"),
        ("去年", "2021"),
        ("明年8月", "2023-08"),
        ("“十四五”末", "2025"),
        ("21日在山东", "2022-11-21"),
        ("上月", "2022-10"),
        ("年底", "2022"),
    ],
)
def test_chinese_periods(text: str, iso: str) -> None:
    assert [period.iso for period in find_periods(text, "zh", NOVEMBER)] == [iso]


def test_without_a_day_of_publication_the_dateline_sets_the_year() -> None:
    text = "CHENGDU, China, May 4, 2021 -- The fair was held from April 28 to 30."
    assert first_date(text, "en") == date(2021, 5, 4)
    assert [period.iso for period in find_periods(text, "en")][1] == "2021-04-28/2021-04-30"


@pytest.mark.parametrize("text", ["February 30, 2022", "2022年13月", "31 June 2022"])
def test_days_that_do_not_exist_are_not_read_as_days(text: str) -> None:
    found = find_periods(text, "zh" if "年" in text else "en", NOVEMBER)
    assert all(len(period.iso) < 10 for period in found)


def test_relative_words_without_any_date_are_left_unread() -> None:
    assert find_periods("last year and this month", "en") == []


def test_a_quarter_without_a_year_is_no_year_in_words() -> None:
    assert [p.iso for p in find_periods("二季度产量增长，二〇二二年以来", "zh", date(2023, 7, 17))] == [
        "2023-Q2",
        "2022",
    ]


def test_a_chinese_day_beside_another_is_of_the_same_month() -> None:
    assert [p.iso for p in find_periods("3月5日、9日分别签约", "zh", NOVEMBER)] == ["2022-03-05", "2022-03-09"]


def test_a_chinese_day_beside_the_day_before_makes_a_span_of_both() -> None:
    assert [p.iso for p in find_periods("3月5日和6日举行", "zh", NOVEMBER)] == ["2022-03-05/2022-03-06"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2Q25营收154亿元", "2025-Q2"),
        ("25Q3", "2025-Q3"),
        ("2025Q2净利率", "2025-Q2"),
        ("1H25", "2025-H1"),
        ("2023年半年度业绩", "2023-H1"),
        ("2023年1-3月", "2023-Q1"),
        ("1-12月", "2021"),
    ],
)
def test_quarters_halves_and_years_in_other_words_have_one_form(text: str, iso: str) -> None:
    assert [period.iso for period in find_periods(text, "zh", date(2022, 11, 21))][:1] == [iso]


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("2023年上半年营收5亿元，上年同期3亿元", ["2023-H1", "2022-H1"]),
        ("2023年1-9月销量9GWh，2021年同期5GWh", ["2023-01/2023-09", "2021-01/2021-09"]),
        ("2023年营收5亿元，去年同期3亿元", ["2023", "2022"]),
        ("第三季度营收5亿元，这一季度利润1亿元", ["2022-Q3", "2022-Q3"]),
        ("今年上半年，公司增产；报告期内，营收5亿元", ["2022-H1", "2022-H1"]),
    ],
)
def test_a_chinese_period_told_by_the_one_before_is_the_same_part_of_a_year(text: str, isos: list[str]) -> None:
    assert [period.iso for period in find_periods(text, "zh", NOVEMBER)] == isos


def test_a_model_number_is_no_quarter_in_letters() -> None:
    assert find_periods("型号A2Q25的电芯，Q1X电芯", "zh", NOVEMBER) == []
