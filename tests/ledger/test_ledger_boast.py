"""Superlatives and stops that leave open which plant is meant. All texts are synthetic."""

from __future__ import annotations

from part_desk import of_kind
from told import standings, told

from gigawatch.outlook import find_superlatives
from gigawatch.resolve.ordinal import read_ordinals

CHUZHOU = ("2023-03-01", "国轩高科拟在滁州建设20GWh动力电池基地，总投资约90亿元。")
YICHUN = ("2023-04-01", "国轩高科拟在宜春建设15GWh动力电池基地，总投资约60亿元。")


def test_the_largest_plant_of_a_firm_is_a_claim_of_its_own() -> None:
    book = told(
        ("2023-03-01", "The base in Chuzhou is Gotion's largest single plant, with a planned capacity of 20 GWh.")
    )
    (found,) = find_superlatives(book, "Gotion")
    assert (found.scope, found.finding.value) == ("Gotion", "not decidable")


def test_a_firm_s_largest_market_is_no_claim_of_a_plant() -> None:
    book = told(("2023-03-01", "China is Gotion's largest market. Its base in Chuzhou has a capacity of 20 GWh."))
    assert find_superlatives(book, "Gotion") == ()


def test_a_boast_of_a_firm_s_base_is_held_against_the_capacity_told_of_it_next() -> None:
    book = told(
        ("2023-02-01", "SVOLT signed a contract to build a battery base in Huzhou with a capacity of 90 GWh a year."),
        (
            "2023-03-01",
            "Gotion's battery base in Chuzhou is the world's largest single plant for battery production. "
            "It has a planned annual capacity of 20 GWh.",
        ),
    )
    (found,) = find_superlatives(book, "Gotion")
    assert found.finding.value == "false"


def test_an_end_of_several_unnamed_projects_is_nobody_s_and_their_sum_singles_none_out() -> None:
    book = told(CHUZHOU, YICHUN, ("2024-05-02", "国轩高科5月1日公告，终止两个对外投资项目，投资额合计150亿元。"))
    (check,) = of_kind(book, "ambiguous")
    assert "15 billion yuan" in check.text
    assert "cancelled" not in standings(book).values()


def test_the_finding_on_an_unnamed_end_gives_the_size_that_the_source_gives() -> None:
    book = told(
        CHUZHOU,
        ("2023-04-01", "国轩高科拟在宜春建设20GWh动力电池基地，总投资约60亿元。"),
        ("2024-05-02", "国轩高科5月1日公告，终止20GWh动力电池生产基地项目。"),
    )
    assert ["20 GWh a year is said to be cancelled" in check.text for check in of_kind(book, "ambiguous")] == [True]


def test_a_count_of_phases_names_no_phase() -> None:
    assert read_ordinals("项目分三期建设，一期先行") == (1,)
    assert read_ordinals("十二期") == (12,)


OPENED = ("2023-06-03", "国轩高科滁州基地6月1日正式投产，年产能20GWh。")


def test_an_opening_that_a_later_source_calls_trial_production_is_no_more_than_that() -> None:
    trial = ("2023-07-20", "Gotion's battery plant in Chuzhou began trial production in early June.")
    assert set(standings(told(OPENED, trial)).values()) == {"trial_production"}


def test_trial_production_before_the_opening_takes_nothing_back() -> None:
    trial = ("2023-07-20", "Gotion's battery plant in Chuzhou began trial production in March 2023.")
    assert set(standings(told(OPENED, trial)).values()) == {"operating"}


def test_production_told_since_stands_again() -> None:
    trial = ("2023-07-20", "Gotion's battery plant in Chuzhou began trial production in early June.")
    since = ("2023-10-20", "Gotion's battery plant in Chuzhou started production in October 2023.")
    assert set(standings(told(OPENED, trial, since)).values()) == {"operating"}


def test_capacity_told_with_trial_production_is_not_in_operation() -> None:
    book = told(("2023-07-20", "Gotion's plant in Chuzhou, with a capacity of 20 GWh, began trial production in June."))
    assert set(standings(book).values()) == {"trial_production"}
