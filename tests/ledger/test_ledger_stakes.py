"""Who holds a joint venture that only documents tell of, each share with its claim; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.ledger import Ledger, draw_tree
from gigawatch.ledger.holding import Holder, holders_of
from gigawatch.ledger.link import link_of
from gigawatch.ledger.part.drawing import tell_holders
from gigawatch.model import Bound, Entity, EntityKind

DAY = "2024-05-10"


def held(book: Ledger, firm: str) -> list[Holder]:
    """The holders of the one firm of a name."""
    (key,) = book.find_entities(firm)
    return list(holders_of(book.entities, key, book.stakes))


def shares(book: Ledger, firm: str) -> dict[str, float | None]:
    return {one.names["en"]: one.share for one in held(book, firm)}


@pytest.mark.parametrize(
    "text",
    [
        "Northvale Cells and Autovia Motors have formed a joint venture, Ebro Cells. Northvale Cells holds 51 "
        "percent of Ebro Cells, Autovia Motors 49 percent.",
        "Northvale Cells holds a 51 percent stake in the joint venture Ebro Cells and Autovia Motors the remaining 49 "
        "percent.",
        "Ebro Cells, a joint venture 51 percent owned by Northvale Cells and 49 percent by Autovia Motors, will "
        "build a plant in Zaragoza.",
        "Spain's Northvale Cells holds 51 percent of Ebro Cells, a joint venture in Zaragoza, and Germany's Autovia "
        "Motors holds 49 percent.",
    ],
)
def test_a_venture_told_in_a_document_has_the_holders_that_it_tells(text: str) -> None:
    book = told((DAY, text))
    assert shares(book, "Ebro Cells") == {"Northvale Cells": 51.0, "Autovia Motors": 49.0}
    assert all(book.claim(one.claim or "").document == one.document for one in held(book, "Ebro Cells"))
    assert {one.told_on for one in held(book, "Ebro Cells")} == {DAY}


@pytest.mark.parametrize(
    "text",
    [
        "宁德时代与澄川汽车成立合资公司川澄电池有限公司，宁德时代持股51%，澄川汽车持股49%。",
        "川澄电池有限公司由宁德时代和澄川汽车合资成立，其中宁德时代持股51%，澄川汽车持股49%。",
        "宁德时代持有川澄电池有限公司51%股权，澄川汽车持有49%。",
    ],
)
def test_a_chinese_clause_of_stakes_gives_holders_whatever_their_names_look_like(text: str) -> None:
    assert shares(told((DAY, text)), "川澄电池有限公司") == {"CATL": 51.0, "澄川汽车": 49.0}


def test_the_legal_form_of_a_firm_is_no_firm_of_its_own() -> None:
    text = "Halden Cells Co., Ltd. holds 60% of Borealis Cell Co., Ltd. and Orsova Motors Co., Ltd. holds 40%."
    assert set(shares(told((DAY, text)), "Borealis Cell Co., Ltd.").values()) == {60.0, 40.0}
    assert all("Ltd." not in (one.names["en"],) for one in held(told((DAY, text)), "Borealis Cell Co., Ltd."))


def test_a_share_in_a_maker_of_cells_is_of_no_link_of_the_chain() -> None:
    book = told((DAY, "CATL holds 51 percent of the joint venture Ebro Cells, Stellantis the remaining 49 percent."))
    assert [link_of(book, fact) for fact in book.select(measure="share")] == [None, None]


def test_partners_with_their_shares_in_brackets_are_holders() -> None:
    book = told((DAY, "Ebro Cells is a joint venture of CATL (51%) and Stellantis (49%) in Zaragoza."))
    assert shares(book, "Ebro Cells") == {"CATL": 51.0, "Stellantis": 49.0}


def test_a_firm_that_is_told_with_its_country_holds_its_share_and_not_the_country() -> None:
    book = told((DAY, "China's Lanjing New Energy holds 40 percent of Ebro Cells, a joint venture in Zaragoza."))
    assert shares(book, "Ebro Cells") == {"Lanjing New Energy": 40.0}
    assert "China" not in {book.label(fact.subject) for fact in book.facts.values()}


def test_shares_that_contradict_each_other_are_all_shown_and_none_is_taken() -> None:
    first = "Northvale Cells holds 51 percent of Ebro Cells, which is to build a 40 GWh plant in Zaragoza."
    later = "A filing gave other figures for the owners. Northvale Cells holds a 45 percent stake in Ebro Cells now."
    plant = "Ebro Cells is building a battery plant in Zaragoza with a capacity of 40 GWh a year."
    book = told((DAY, first), ("2024-09-01", later), ("2024-10-01", plant))
    found = held(book, "Ebro Cells")
    assert sorted((one.share, one.told_on, one.is_contradicted) for one in found) == [
        (45.0, "2024-09-01", True),
        (51.0, DAY, True),
    ]
    drawn = draw_tree(book, book.tree("Ebro Cells, Zaragoza"), "GWh/yr")
    assert "contradict each other" in drawn
    assert "持股比例不一" in draw_tree(book, book.tree("Ebro Cells, Zaragoza"), "GWh/yr", "zh")


@pytest.mark.parametrize(
    "texts",
    [
        (
            ("2021-05-10", "Northvale Cells holds 30 percent of Ebro Cells, a joint venture in Zaragoza."),
            (DAY, "Northvale Cells holds a 45 percent stake in Ebro Cells, which is building a plant in Zaragoza."),
        ),
        (
            ("2021-05-10", "宁德时代持有川澄电池有限公司30%股权。"),
            (DAY, "川澄电池有限公司由宁德时代和澄川汽车合资成立，其中宁德时代持股45%。"),
        ),
    ],
    ids=["en", "zh"],
)
def test_a_share_that_is_another_one_years_later_has_changed_and_contradicts_nothing(
    texts: tuple[tuple[str, str], ...],
) -> None:
    book = told(*texts)
    (firm,) = book.stakes
    found = holders_of(book.entities, firm, book.stakes)
    dated = [(one.share, one.told_on, one.is_former, one.is_contradicted) for one in found if one.share in (30, 45)]
    assert dated == [(45.0, DAY, False, False), (30.0, "2021-05-10", True, False)]
    now, before = (words.of("en") for words in tell_holders(found))
    assert "45% (published 10 May 2024)" in now
    assert before.startswith("before that, as told then: ")
    assert "30% (published 10 May 2021)" in before
    assert "此前公布的股东：" in "".join(words.of("zh") for words in tell_holders(found))


def share(value: float, told_on: str | None, valid_on: str | None = None, bound: Bound | None = None) -> Holder:
    names = {"en": "Alpha", "zh": "甲"}
    return Holder("org-a", names, value, None, told_on, valid_on=valid_on, document="d", claim=f"c{value}", bound=bound)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (share(30, DAY, "2021"), share(45, DAY, "2024"), "changed"),
        (share(30, DAY, "2024"), share(45, DAY, "2024-03"), "contradicted"),
        (share(30, "2023-05-11"), share(45, DAY), "contradicted"),
        (share(30, "2023-05-10"), share(45, DAY), "changed"),
        (share(30, None), share(45, DAY), "contradicted"),
        (share(30, "2021-01-01"), share(30, DAY, bound=Bound.ABOUT), "agreed"),
    ],
)
def test_two_shares_contradict_each_other_only_at_one_time(one: Holder, other: Holder, how: str) -> None:
    firm = Entity("org-v", EntityKind.ORGANISATION, "Venture", {})
    found = sorted(holders_of({"org-v": firm}, "org-v", {"org-v": (one, other)}), key=lambda h: h.told_on or "")
    assert {h.is_contradicted for h in found} == {how == "contradicted"}
    assert sorted(h.is_former for h in found) == [False, how == "changed"]


def test_a_document_that_gives_other_shares_than_the_shipped_list_stands_beside_it() -> None:
    text = "LG Energy Solution holds 40 percent of NextStar Energy in Windsor, Ontario."
    found = [one for one in held(told(("2025-11-10", text)), "NextStar Energy") if one.organisation == "org-lges"]
    assert [(one.share, one.document is None, one.is_contradicted) for one in found] == [
        (51.0, True, True),
        (40.0, False, True),
    ]


def test_the_hedge_of_a_share_is_kept() -> None:
    text = "Ebro Cells is building a 40 GWh plant in Zaragoza. CATL holds about 30 percent of Ebro Cells."
    book = told((DAY, text))
    assert "CATL about 30%" in draw_tree(book, book.tree("Ebro Cells, Zaragoza"), "GWh/yr")


def test_what_a_firm_reports_as_its_market_share_is_no_stake() -> None:
    book = told((DAY, "CATL had a market share of 37 percent in 2023. BYD held 16 percent of the market."))
    assert not book.stakes


@pytest.mark.parametrize(
    "text",
    [
        "南粤锂能肇庆电池基地一期项目已开工，年产能20GWh。",
        "南粤锂能肇庆基地一期项目总投资50亿元，规划产能20GWh。",
    ],
)
def test_a_new_firm_before_the_place_of_its_base_owns_it_and_not_the_city(text: str) -> None:
    book = told((DAY, text))
    (capacity,) = (fact for fact in book.facts.values() if fact.measure == "capacity")
    assert book.label(capacity.subject) == "南粤锂能, Zhaoqing, phase 1"


@pytest.mark.parametrize(
    "text",
    [
        "Castorp Motors and Ebro Power have formed a joint venture, Tajo Cells, Castorp Motors 30 percent and "
        "Ebro Power "
        "70 percent.",
        "Tajo Cells, the joint venture (Castorp Motors 30%, Ebro Power 70%), will build a 20 GWh plant in Zaragoza.",
        "Tajo Cells (Castorp Motors 30%, Ebro Power 70%) will build a 20 GWh plant in Zaragoza.",
        "A 20 GWh plant will be built in Zaragoza by Tajo Cells, a joint venture of Castorp Motors, with 30 "
        "percent, and "
        "Ebro Power, with 70 percent.",
    ],
)
def test_partners_listed_with_their_shares_and_no_verb_are_holders(text: str) -> None:
    book = told((DAY, text))
    assert shares(book, "Tajo Cells") == {"Castorp Motors": 30.0, "Ebro Power": 70.0}
    plants = {book.label(fact.subject) for fact in book.facts.values() if fact.measure == "capacity"}
    assert plants <= {"Tajo Cells, Zaragoza"}


@pytest.mark.parametrize(
    "text",
    [
        "卡斯托汽车与埃布罗电池合资成立塔霍电池有限公司，卡斯托汽车30%，埃布罗电池70%。",
        "塔霍电池有限公司（卡斯托汽车30%、埃布罗电池70%）将在合肥建设20GWh电池工厂。",
    ],
)
def test_chinese_partners_listed_with_their_shares_and_no_verb_are_holders(text: str) -> None:
    assert shares(told((DAY, text)), "塔霍电池有限公司") == {"卡斯托汽车": 30.0, "埃布罗电池": 70.0}


def test_a_plant_of_a_venture_without_a_name_is_its_partners_together() -> None:
    text = (
        "A plant of 20 GWh is to be built in Zaragoza by the joint venture, Castorp Motors 30 percent and Ebro "
        "Power 70 "
        "percent."
    )
    book = told((DAY, text))
    (capacity,) = book.select(measure="capacity")
    assert book.label(capacity.subject) == "Castorp Motors and Ebro Power, Zaragoza"
    assert not [e for e in book.entities.values() if "30" in e.name]


def test_shares_of_a_market_listed_side_by_side_are_no_stakes() -> None:
    assert not told((DAY, "CATL 37 percent, BYD 16 percent: the shares of the market in 2023.")).stakes
