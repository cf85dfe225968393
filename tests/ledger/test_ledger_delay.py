"""A delay keeps both promised dates and how far they lie apart, from text to answer; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import standings, told

from gigawatch.ledger import Ledger
from gigawatch.ledger.status.delay import Delay
from gigawatch.question.step import find_courses, render_courses
from gigawatch.question.step.record import course_record
from gigawatch.question.voice import Voice
from gigawatch.question.why import account_for
from gigawatch.question.why.record import account_record
from gigawatch.question.why.text import render_account

DAY = "2024-05-10"


def course(book: Ledger, lang: str) -> str:
    (thing,) = book.milestones
    return render_courses(Voice(book, lang), [one for one in find_courses(book, thing) if one.entity == thing])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "CATL's Debrecen plant has been delayed from 2026 to 2028.",
            "promised for 2026 before, now for 2028: 2 years later",
        ),
        (
            "CATL's plant in Debrecen will start production in 2028 instead of 2027.",
            "promised for 2027 before, now for 2028: 1 year later",
        ),
        (
            "Production at CATL's Debrecen plant, originally planned for 2026, is now expected in 2028.",
            "promised for 2026 before, now for 2028: 2 years later",
        ),
        (
            "SVOLT postponed its plant in Suining, originally due to open in March 2026, to June 2027.",
            "promised for March 2026 before, now for June 2027: 15 month(s) later",
        ),
        (
            "ACC put off the start of its plant in Termoli to 2028.",
            "promised for 2028 now, what was promised before is not told",
        ),
    ],
)
def test_a_delay_tells_the_date_before_the_date_now_and_how_long_between(text: str, words: str) -> None:
    assert words in course(told((DAY, text)), "en")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("宁德时代宜宾基地三期投产时间由2026年推迟至2028年。", "原定2026年，现为2028年：推迟2年"),
        ("中创新航厦门基地三期原定2026年投产，现推迟到2028年投产。", "原定2026年，现为2028年：推迟2年"),
        ("中创新航厦门基地三期原定2026年3月投产，现预计2027年投产。", "原定2026年3月，现为2027年：推迟10至21个月"),
        ("宁德时代宜宾基地三期推迟至2028年投产。", "现为2028年，未说明原定时间"),
    ],
)
def test_a_delay_tells_both_dates_in_chinese(text: str, words: str) -> None:
    assert words in course(told((DAY, text)), "zh")


def test_both_dates_stand_in_records_and_in_why() -> None:
    book = told((DAY, "CATL's Debrecen plant has been delayed from 2026 to 2028."))
    (thing,) = book.milestones
    (found,) = find_courses(book, thing)
    (step,) = course_record(book, found)["steps"]  # type: ignore[misc]
    claim = book.milestones[thing][0].claim
    told_in_words = "promised for 2026 before, now for 2028: 2 years later"
    wanted = {"before": "2026", "now": "2028", "months": 24, "months_high": 24, "days": None, "claim": claim}
    wanted["promised_by"] = None
    wanted["text"] = told_in_words
    assert step["delay"] == wanted
    account = account_for(book, (), book.milestones[thing][0].id)
    assert told_in_words in render_account(Voice(book, "en"), account)
    assert account_record(book, account, "en")["delay"] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "ACC denied that its plant in Termoli would start production in 2028 instead of 2026.",
        "CATL's plant in Debrecen will start production in 2026, earlier than 2028 as originally planned.",
        "CATL's Debrecen plant is to sell cells for 5 billion euros by 2028.",
    ],
)
def test_what_is_denied_brought_forward_or_no_start_is_no_delay(text: str) -> None:
    assert "delayed" not in standings(told((DAY, text))).values()


@pytest.mark.parametrize(
    ("before", "now", "en", "zh"),
    [
        ("2026-03-01", "2026-03-20", "1 March 2026 before, now for 20 March 2026: 19 day(s) later", "：推迟19天"),
        ("2026-01-31", "2026-02-01", "31 January 2026 before, now for 1 February 2026: 1 day(s) later", "：推迟1天"),
        ("2026-03-15", "2026-06-15", "15 March 2026 before, now for 15 June 2026: 3 month(s) later", "：推迟3个月"),
        ("2026", "2026-06", "2026 before, now for June 2026: up to 5 months later", "：推迟至多5个月"),
    ],
)
def test_two_days_lie_days_apart_and_nothing_is_0_months_later(before: str, now: str, en: str, zh: str) -> None:
    words = Delay(before, now, "claim-1").tell()
    assert words.of("en") == f"promised for {en}"
    assert words.of("zh").endswith(zh)


@pytest.mark.parametrize(
    ("before", "now"), [("2028", "2026"), ("2026", "2026"), ("2026-03", "2026-03-20"), ("2026-03-20", "2026-03-01")]
)
def test_a_date_that_is_no_later_one_has_no_time_between(before: str, now: str) -> None:
    delay = Delay(before, now, "claim-1")
    assert (delay.months, delay.days) == (None, None)
    assert "later" not in delay.tell().of("en")
    assert "推迟" not in delay.tell().of("zh")


def test_of_two_days_the_whole_months_and_the_days_are_told() -> None:
    assert (Delay("2026-01-31", "2026-02-01", "c").months, Delay("2026-01-31", "2026-02-01", "c").days) == ((0, 0), 1)
