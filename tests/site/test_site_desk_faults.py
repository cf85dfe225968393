"""What is wrong with a judgement is told in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from gigawatch.claims import FIELDS
from gigawatch.ledger.review import find_new, withdraw_judgement
from gigawatch.ledger.review.field import correct_field, read_value
from gigawatch.ledger.review.making import Told, judge_claim
from gigawatch.ledger.review.pair import settle_pair
from gigawatch.model import InputError, Kind, Verdict
from gigawatch.site.desk.fault import tell_fault
from gigawatch.site.desk.judging import read_reason

if TYPE_CHECKING:
    from desk_server import Desk as Served

    from conftest import Desk

SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
WRONG = {
    "value": ["", "ten", "inf"], "high": ["ten"], "unit": ["", "GW/h"], "qualifier": ["perhaps"],
    "measure": ["", "colour"], "period": ["someday", "2023-13", "2023-02-30", "2023-06/2023-01"],
    "status": ["dreamt"], "phase": ["someday"], "basis": ["wow"], "multiple": ["times"], "colour": ["red"],
}  # fmt: skip


def fault_of(act: Callable[[], object]) -> InputError:
    with pytest.raises(InputError) as caught:
        act()
    return caught.value


def told_in_chinese(fault: InputError) -> str:
    told = [tell_fault(text, "zh") for text in (fault.what, fault.hint) if text]
    assert {one.lang for one in told} == {"zh"}, str(fault)
    return "".join(one.text for one in told)


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in WRONG.items() for text in texts])
def test_what_cannot_stand_in_a_field_is_told_in_chinese(field: str, text: str) -> None:
    told = told_in_chinese(fault_of(lambda: read_value(field, text)))
    assert not SENTENCE.search(re.split("例如|可选", told)[0])


def test_a_reason_that_cannot_be_kept_is_told_in_chinese() -> None:
    faults = [fault_of(lambda text=text: read_reason(text)) for text in ("", "x" * 501, "a\u202eb")]  # type: ignore[misc]
    told = [told_in_chinese(fault) for fault in faults]
    assert told[0] == "未填写理由请说明依据：网页、电话核实、可见的笔误等"
    assert "501个字符" in told[1]
    assert "U+202E" in told[2]


def test_names_that_cannot_be_judged_are_told_in_chinese(desk: Desk) -> None:
    text = "This text is synthetic. CATL makes 12 GWh a year in Yibin. BYD makes 13 GWh a year in Hefei."
    desk.document("a", text, "2024-01-02")
    desk.say("a", "12 GWh", 12.0, subject="CATL")
    desk.say("a", "13 GWh", 13.0, subject="BYD", place="Hefei")
    event = desk.tell(Kind.EVENT, "a", "in Yibin", name="x")
    material, told = desk.ledger().material, Told("Li Na", None, "x")  # type: ignore[arg-type]
    catl = next(key for key, one in material.entities.items() if one.name == "CATL")
    acts: list[Callable[[], object]] = [
        lambda: settle_pair(material, ("CATL", "Zzyzx Nowhere"), Verdict.SAME),
        lambda: settle_pair(material, (catl, catl), Verdict.SAME),
        lambda: settle_pair(material, ("CATL", "Yibin"), Verdict.SAME),
        lambda: find_new(material, "place", "Hefeii"),
        lambda: judge_claim(material, (), Verdict.ACCEPT, "claim-x", None, told),
        lambda: withdraw_judgement((), "judgement-x", told),
        lambda: correct_field(material.claims[event], "colour", "red"),
    ]
    assert "colour" not in FIELDS[Kind.EVENT]
    for number, act in enumerate(acts):
        assert told_in_chinese(fault_of(act)), number


def test_an_english_page_tells_what_to_do_at_the_desk_and_not_on_the_command_line() -> None:
    hint = "near: CATL; write one of these, or add --new where another name is meant"
    assert tell_fault(hint, "en").text == "near: CATL; write one of these, or tick that it is a new name"
    assert tell_fault("something else is wrong", "zh") == tell_fault("something else is wrong", "en")


def test_the_desk_tells_in_chinese_why_nothing_was_recorded(review_desk: Served) -> None:
    lina = review_desk.sit("Li Na", "zh")
    item = lina.item("56")
    empty = lina.judge(item, "accept", " ")
    assert "未记录：未填写理由（请说明依据" in empty.main
    claim = lina.claims(item)[0]
    page = lina.get(f"correct/{item.rpartition('/')[2]}/{claim}").fields("decide")
    wrong = lina.post(item, {**page, "verdict": "correct", "why": "x", "claim": claim, "field.value": "ten"})
    assert "“ten”不是数字" in wrong.main
    taken = lina.post("withdraw", {**page, "judgement": "judgement-x", "why": "x"})
    assert "没有编号为judgement-x的判断" in taken.main
