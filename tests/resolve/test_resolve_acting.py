"""Whether a new name owns what a sentence says of it. All texts are synthetic."""

from __future__ import annotations

from dataclasses import replace

import pytest


@pytest.fixture
def opened(desk):
    desk.document("a", "Ebrovolta opened its factory in Zaragoza. It makes 10 GWh a year.", "2025-05-12")
    desk.say("a", "10 GWh", 10, subject="Ebrovolta", place="Zaragoza", status="operating")
    return desk


def test_a_new_name_at_the_head_of_a_sentence_alone_owns_nothing(opened):
    assert opened.ledger().facts == {}


def test_a_new_name_that_the_title_writes_with_a_possessive_is_a_firm_s(opened):
    opened.documents["a"] = replace(opened.documents["a"], title="Ebrovolta's Zaragoza plant opens")
    (fact,) = opened.ledger().facts.values()
    assert opened.ledger().label(fact.subject, "en") == "Ebrovolta, Zaragoza"


def test_a_short_name_owns_what_the_long_name_of_the_same_firm_would(desk):
    desk.document("a", "Zentara Group is from Yibin. Output: Zentara, 10 GWh a year.", "2025-05-12")
    desk.say("a", "10 GWh", 10, subject="Zentara", status="operating")
    desk.document("b", "Zentara Group plans 20 GWh a year in Yibin.", "2025-05-13")
    desk.say("b", "20 GWh", 20, subject="Zentara Group", status="planned")
    assert sorted(fact.value for fact in desk.ledger().facts.values()) == [10, 20]


@pytest.mark.parametrize("name", ["南粤锂能", "粤东矿业", "华岭锂源", "海川新材"])
def test_chinese_names_made_like_a_firm_s_are_firms(desk, name):
    desk.document("a", f"合成文本。{name}宜宾基地年产能为10GWh。", "2025-05-12", "zh")
    desk.say("a", "10GWh", 10, subject=name, place="宜宾", status="operating")
    (fact,) = desk.ledger().facts.values()
    assert desk.ledger().label(fact.subject, "zh").startswith(name)


@pytest.mark.parametrize("name", ["动力电池特色小镇", "储能新材料", "新能源", "非洲矿业", "国内矿业"])
def test_what_is_no_name_of_a_firm_owns_nothing(desk, name):
    desk.document("a", f"合成文本。{name}规划年产能为10GWh。", "2025-05-12", "zh")
    desk.say("a", "10GWh", 10, subject=name, place="宜宾", status="planned")
    assert desk.ledger().facts == {}
