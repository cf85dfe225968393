"""What stands over, behind or right before a figure and is its own: a heading, a place, the start of building."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from gigawatch.claims import read_claims, split_sentences
from gigawatch.model import Document, Kind, QuantityClaim


def read(text: str, lang: Literal["en", "zh"] = "en") -> list[QuantityClaim]:
    document = Document(id="d", path="d.txt", sha256="0" * 64, text=text, published=date(2023, 6, 15), language=lang)
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


def test_the_items_of_a_list_measure_what_its_heading_says_of_whom_and_when() -> None:
    text = "Output grows\nCell production in China (May 2021)\nLFP: 8.8 GWh (63.8 %)\nNCM: 5 GWh\nTotal: 13.8 GWh\n"
    amounts = [claim for claim in read(text) if claim.unit == "GWh"]
    assert [claim.value for claim in amounts] == [8.8, 5, 13.8]
    assert {(c.measure, c.subject, c.place, c.period, c.status) for c in amounts} == {
        ("production", "China", "China", "2021-05", "reported")
    }


def test_the_rest_of_a_list_of_firms_is_of_none_of_them() -> None:
    text = "动力电池装车情况\n5月装车量\n宁德时代：18.6GWh\n比亚迪：17.8GWh\n其他：5.6GWh\n"
    assert [(c.subject, c.measure, c.period) for c in read(text, "zh")] == [
        ("宁德时代", "installed", "2023-05"),
        ("比亚迪", "installed", "2023-05"),
        (None, "installed", "2023-05"),
    ]


def test_running_text_over_an_item_is_no_heading() -> None:
    text = "Bluefield Cells reported its sales in China for May 2021.\nCapacity: 30 GWh\n"
    assert [(c.measure, c.period) for c in read(text)] == [("capacity", None)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norvik has started construction on a new $45.6m cell plant in Rayong, Thailand.", "under_construction"),
        ("Norvik broke ground on its 60 GWh plant near Heide.", "under_construction"),
        ("Norvik hopes to begin construction of a 10 GWh plant in Ghent.", "planned"),
        ("Norvik has not begun construction of a 20 GWh plant in Ghent.", "planned"),
    ],
)
def test_what_is_begun_right_before_a_figure_is_its_state(text: str, status: str) -> None:
    assert [claim.status for claim in read(text)] == [status]


@pytest.mark.parametrize(
    ("text", "lang", "place"),
    [
        (
            "Norvik will invest 1.7 billion euros in a new cathode plant. The plant will be located in Nysa.",
            "en",
            "Nysa",
        ),
        ("蓝川科技拟投资50亿元建设电池工厂。项目位于浙江省义乌市。", "zh", "浙江省义乌市"),
        ("Norvik will invest 2 billion euros. The plant of Bluefield Cells will be built in Lyon.", "en", None),
        (
            "Norvik will put 2 billion euros into its plant in Ghent. The new site will be located in Lyon.",
            "en",
            "Ghent",
        ),
    ],
)
def test_the_sentence_behind_may_tell_where_a_plant_is(text: str, lang: Literal["en", "zh"], place: str | None) -> None:
    assert [claim.place for claim in read(text, lang)] == [place]


def test_what_a_market_is_worth_is_of_no_firm_that_was_told_before() -> None:
    text = "Norvik plans to grow. By 2025, the market for mined lithium may be worth $20 billion."
    assert {(c.measure, c.subject, c.place) for c in read(text)} == {("revenue", "global", "global")}
    (own,) = read("Norvik plans to grow. By 2030, the market for its cells may be worth $20 billion.")
    assert own.subject == "Norvik"


def test_jobs_that_a_firm_promises_are_planned_and_those_it_expects_are_forecast() -> None:
    (promised,) = read("Norvik has a plant near Heide. The site will create 3,000 jobs.")
    assert promised.status == "planned"
    (expected,) = read("The plant of Norvik in Ghent is expected to create 900 jobs.")
    assert expected.status == "forecast"


def test_the_county_in_brackets_behind_a_town_is_not_the_place() -> None:
    (plant,) = read("Norvik has picked a site near Bridgwater (in Somerset) to build its £4bn battery factory.")
    assert plant.place == "Bridgwater"


def test_a_capital_that_grants_and_clears_stands_for_its_country() -> None:
    (cleared,) = read("Tokyo has cleared 12 battery projects for state aid.")
    assert (cleared.subject, cleared.place) == ("Japan", "Japan")
    (installed,) = read("Beijing installed 3 GWh of storage last year.")
    assert installed.subject == "Beijing"


def test_a_firm_that_bears_the_name_of_a_town_is_a_place_only_where_something_is_in_it() -> None:
    (aimed,) = read("Toyota aims at 9 GWh a year of new cells.")
    assert (aimed.subject, aimed.place) == ("Toyota", None)
    (placed,) = read("Norvik will make 9 GWh a year at a plant in Toyota.")
    assert placed.place == "Toyota"


def test_an_item_of_a_list_is_not_where_the_item_before_is() -> None:
    text = (
        "Cells\n\n- Norvik will make 6.5 GWh a year in Osaka.\n- Bluefield Cells aims at 9 GWh a year of new cells.\n"
    )
    first, second = read(text)
    assert (first.place, second.place) == ("Osaka", None)


def test_the_giver_of_one_amount_is_not_the_owner_of_another() -> None:
    text = (
        "Norvik announced a $672 million plant, in concert with a $178 million Department of Energy grant, in Augusta."
    )
    assert next(claim.subject for claim in read(text) if claim.value == 672e6) == "Norvik"


def test_what_a_public_body_gives_without_a_place_is_of_its_country() -> None:
    text = "Norvik will build in Kokomo. The Department of Energy gave $107 million to Bluefield Cells for graphite."
    (given,) = read(text)
    assert (given.subject, given.place) == ("Department of Energy", "US")


def test_a_global_capacity_is_of_no_continent() -> None:
    text = "Norvik looks for a site in Europe, as it will double its global cell capacity to 260 GWh by 2023."
    assert [claim.place for claim in read(text) if claim.unit.startswith("GWh")] == ["global"]


def test_the_plant_for_which_a_public_body_lends_is_the_borrower_s() -> None:
    loan = "The Department of Energy announced a $2 billion loan to Norvik to expand a factory in Nevada."
    text = f"{loan} The project is expected to create 1,600 jobs."
    assert [claim.subject for claim in read(text)] == ["Department of Energy", "Norvik"]


@pytest.mark.parametrize("measure", ["", "装车量"])
def test_chinese_items_with_two_figures_each_are_lines_of_their_own(measure: str) -> None:
    text = (
        f"2023年上半年动力电池装车量\n宁德时代：{measure}100GWh，占比43%\n"
        f"比亚迪：{measure}50GWh，占比21%\n其他：{measure}30GWh，占比13%"
    )
    assert [(claim.subject, claim.value) for claim in read(text, "zh")] == [
        ("宁德时代", 100),
        ("宁德时代", 43),
        ("比亚迪", 50),
        ("比亚迪", 21),
        (None, 30),
        (None, 13),
    ]


def test_a_wrapped_line_with_a_date_behind_a_colon_is_no_item() -> None:
    lines = [
        "协会昨天在北京发布了动力电池行业上半年的运行情况，报告中的",
        "数据显示：2023年上半年动力电池产量达到了一百五十三吉瓦时。",
    ]
    assert [s.text for s in split_sentences("\n".join(lines), "zh")] == ["\n".join(lines)]
