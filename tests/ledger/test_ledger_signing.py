from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import inf
from typing import TYPE_CHECKING

import pytest
from told import kinds, told

from gigawatch.ledger import (
    Ledger,
    Outcome,
    follow_event,
    follow_year,
    list_signings,
    list_signings_once,
    make_ledger,
)
from gigawatch.model import Bound, Check, Entity, EntityKind, GigawatchError, Interval, Severity

if TYPE_CHECKING:
    from conftest import Desk

Sites = Callable[[str], Entity]
EVENT = Entity(
    "event-world-power-battery-conference-2022", EntityKind.EVENT, "World Power Battery Conference 2022", {}, None,
    {"year": "2022"},
)  # fmt: skip
CONFERENCE = "2022 World Power Battery Conference"
FIRST = ("2021-10-22", "2021年10月18日，蜂巢能源与成都市政府签约，投资60亿元建设动力电池项目。")


def resigned(book: Ledger) -> list[Check]:
    return [check for checks in book.findings.values() for check in checks if check.kind == "resigned"]


@pytest.mark.parametrize("money", ["60", "65"])
def test_one_firm_and_place_signed_twice_within_two_years_is_a_warning_to_count_once(money: str) -> None:
    again = ("2022-07-26", f"2022年7月22日，蜂巢能源与成都市政府签署协议，投资{money}亿元建设动力电池项目。")
    (check,) = resigned(told(FIRST, again))
    assert check.severity is Severity.WARNING
    assert check.suggestion == "count it once in a total of what was signed"
    assert len(check.evidence) > 1
    assert ("differ" in check.text) == (money == "65")
    assert "2021年10月18日签约" in check.text_zh


@pytest.mark.parametrize(
    "other",
    [
        ("2024-12-02", "2024年12月1日，蜂巢能源与成都市政府签署协议，投资60亿元建设动力电池项目。"),
        ("2022-07-26", "2022年7月22日，蜂巢能源与成都市政府签署协议，投资60亿元建设正极材料项目。"),
        ("2022-07-26", "2022年7月22日，蜂巢能源与成都市政府签署协议，投资60亿元建设动力电池项目二期。"),
        ("2022-07-26", "2022年7月22日，蜂巢能源与遂宁市政府签署协议，投资60亿元建设动力电池项目。"),
        ("2022-07-26", "2022年7月22日，国轩高科与成都市政府签署协议，投资60亿元建设动力电池项目。"),
        ("2021-10-20", "2021年10月18日，蜂巢能源与成都市政府签署协议，投资60亿元建设动力电池项目。"),
        ("2022-07-26", "2022年7月22日，蜂巢能源与成都市政府签署协议，投资60亿元扩建动力电池项目。"),
        (
            "2022-07-26",
            "SVOLT signed an agreement with Chengdu on July 22, 2022 for two new phases of its battery base.",
        ),
    ],
    ids=["later", "other link", "other phase", "other place", "other firm", "same day", "expansion", "new phases"],
)
def test_another_time_link_phase_place_or_firm_is_another_signing(other: tuple[str, str]) -> None:
    assert not resigned(told(FIRST, other))


def test_a_total_of_what_was_signed_can_leave_the_repeat_out() -> None:
    again = ("2022-07-26", "2022年7月22日，蜂巢能源与成都市政府签署协议，投资60亿元建设动力电池项目。")
    book = told(FIRST, again)
    assert len(list_signings(book)) == 2
    one, other = list_signings(book)
    assert (one.valid_on, other.valid_on) == ("2021-10-18", "2022-07-22")
    (kept,) = list_signings_once(book)
    assert kept == one
    assert kept.money == {"CNY": Interval(6e9, 6e9)}
    assert list_signings_once(book, year="2022") == []


def test_what_was_cancelled_in_between_is_signed_anew_and_no_repeat() -> None:
    ended = ("2022-02-01", "2022年1月20日，蜂巢能源终止成都动力电池项目。")
    again = ("2022-07-26", "2022年7月22日，蜂巢能源与成都市政府签署协议，投资60亿元建设动力电池项目。")
    assert not resigned(told(FIRST, ended, again))


def with_event(desk: Desk) -> Ledger:
    material = desk.material()
    return make_ledger(replace(material, entities={**material.entities, EVENT.id: EVENT}))


def test_what_was_signed_at_a_conference_is_followed_and_the_remainder_stated(desk: Desk, sites: Sites) -> None:
    text = "48 projects signed for over 96 billion. A for 10 billion. B. C. D."
    desk.document("a", text, "2022-07-25")
    desk.document("b", "A runs. B is built. C was ended.", "2023-09-01")
    fields = {"status": "signed", "period": "2022"}
    desk.claim("a", "48 projects", EVENT, measure="projects", unit="count", value=48.0, **fields)
    over = {"value": 96e9, "qualifier": Bound.OVER}
    desk.claim("a", "over 96 billion", EVENT, measure="investment", unit="CNY", **over, **fields)
    names = {"A": "sichuan", "B": "geely", "C": "phase 2", "D": "phase 3"}
    signing = {"type": "signing", "date": "2022-07-21", "event": CONFERENCE}
    desk.event("a", "A for 10 billion", sites("sichuan"), **signing)
    for name in "BCD":
        desk.event("a", f"{name}.", sites(names[name]), **signing)
    desk.claim("a", "10 billion", sites("sichuan"), measure="investment", unit="CNY", value=10e9)
    desk.event("b", "A runs", sites("sichuan"), type="commissioning", date="2023-06")
    desk.event("b", "B is built", sites("geely"), type="construction")
    desk.event("b", "C was ended", sites("phase 2"), type="cancellation", date="2023-08")
    funnel = follow_event(with_event(desk), EVENT.id, date(2026, 1, 1))
    assert funnel.found == 4
    assert {total.outcome: total.count for total in funnel.totals if total.count} == {
        Outcome.OPERATING: 1,
        Outcome.UNDER_CONSTRUCTION: 1,
        Outcome.CANCELLED: 1,
        Outcome.SILENT: 1,
    }
    assert funnel.stated == Interval(48, 48)
    assert funnel.unmatched == Interval(44, 44)
    assert funnel.unmatched_money == {"CNY": Interval(86e9, inf)}
    running = next(t for t in funnel.totals if t.outcome is Outcome.OPERATING)
    assert (running.money, running.without_capacity) == ({"CNY": Interval(10e9, 10e9)}, 1)


def test_a_signing_of_which_nothing_is_heard_is_silent_only_after_a_time(desk: Desk, sites: Sites) -> None:
    desk.document("a", "A signed.", "2022-07-25")
    desk.event("a", "A signed", sites("geely"), type="signing", date="2022-07-21", event=CONFERENCE)
    book = with_event(desk)
    outcomes = [follow_event(book, EVENT.id, day).followed[0].outcome for day in (date(2023, 1, 1), date(2025, 1, 1))]
    assert outcomes == [Outcome.SIGNED, Outcome.SILENT]


def test_a_plant_that_ran_before_it_signed_for_more_shows_nothing_by_running_on(desk: Desk, sites: Sites) -> None:
    desk.document("a", "It runs since 2021. It signed for more. It runs.", "2023-07-25")
    desk.event("a", "It runs since 2021", sites("geely"), type="commissioning", date="2021-06")
    desk.event("a", "It signed for more", sites("geely"), type="signing", date="2022-07-21", event=CONFERENCE)
    desk.event("a", "It runs.", sites("geely"), type="commissioning", date="2023-01")
    (followed,) = follow_event(with_event(desk), EVENT.id, date(2023, 8, 1)).followed
    assert followed.outcome is Outcome.SIGNED


def test_a_year_s_batch_counts_a_project_signed_twice_once() -> None:
    again = ("2021-12-26", "2021年12月22日，蜂巢能源与成都市政府签署协议，投资60亿元建设动力电池项目。")
    runs = ("2023-07-01", "2023年6月，蜂巢能源成都工厂正式投产。")
    funnel = follow_year(told(FIRST, again, runs), "Chengdu", "2021", date(2026, 1, 1))
    assert [f.outcome for f in funnel.followed] == [Outcome.OPERATING]
    assert (funnel.stated, funnel.unmatched) == (None, None)


def test_an_event_nobody_told_of_is_refused(desk: Desk) -> None:
    with pytest.raises(GigawatchError, match="there is no event"):
        follow_event(make_ledger(desk.material()), "no such conference", date(2026, 1, 1))


def test_many_reports_of_one_signing_are_one_signing(desk: Desk, sites: Sites) -> None:
    for name, day in (("a", "2022-07-25"), ("b", "2022-07-26"), ("c", "2023-05-01")):
        desk.document(name, "It signed.", day)
    desk.event("a", "It signed", sites("geely"), type="signing", date="2022-07-21")
    desk.event("b", "It signed", sites("geely"), type="signing", date="2022-07")
    desk.event("c", "It signed", sites("geely"), type="signing")
    book = make_ledger(desk.material())
    (signing,) = list_signings(book)
    assert (signing.valid_from, signing.valid_to, len(signing.claims)) == ("2022-07-21", "2022-07-21", 3)
    assert kinds(book) == []


def test_what_was_begun_before_it_was_signed_may_be_signed_again() -> None:
    begun = ("2021-10-22", "2021年10月18日，蜂巢能源成都电池工厂正式开工。")
    signed = ("2022-07-26", "2022年7月22日，蜂巢能源与成都市政府签署协议，投资60亿元建设动力电池项目。")
    (check,) = resigned(told(begun, signed))
    assert "work on SVOLT, Chengdu was said to have begun by 18 October 2021" in check.text
    assert not resigned(told(("2021-09-01", "2021年8月，蜂巢能源与成都市政府签约，建设动力电池项目。"), begun))


def test_what_is_signed_for_is_neither_counted_in_two_currencies_nor_what_runs_beside_it() -> None:
    text = "2021年10月18日，蜂巢能源与成都市政府签署协议，投资60亿元（约合9.3亿美元）建设动力电池项目。"
    (signing,) = list_signings(told(("2021-10-20", text)))
    assert signing.money == {"CNY": Interval(6e9, 6e9)}
