"""What a text names in passing, beside what its figures are told of: another statement, another country's body."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def read(text: str, lang: Literal["en", "zh"]) -> list[QuantityClaim]:
    document = Document(id="d", path="d.txt", sha256="0" * 64, text=text, published=date(2023, 7, 20), language=lang)
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ("The storage site in Leeds will be running by 2026, but Norvik's plant in Lyon is operating.", "operating"),
        ("Norvik's plant in Lyon is running, and a second line will open next year.", "operating"),
        ("Norvik's plant in Lyon will be running by 2026.", "planned"),
        ("Norvik's plant, which will be running by 2026, is in Lyon.", "planned"),
        ("Norvik has a line in Leeds, and its plant in Lyon will be running by 2026.", "planned"),
    ],
)
def test_a_plant_runs_though_another_statement_of_the_sentence_is_of_what_will_run(before: str, status: str) -> None:
    (capacity,) = read(f"{before} Its annual capacity is 12 GWh.", "en")
    assert capacity.status == status


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("The Philippine Department of Energy", "Philippines"),
        ("Germany's Department of Energy", "Germany"),
        ("The South Korean Department of Energy", "South Korea"),
        ("The Philippine Department of Energy has a plan. The Department of Energy", "Philippines"),
        ("The U.S. Department of Energy has a plan, as the Philippine Department of Energy has. The DOE", "US"),
        ("The Clean Department of Energy", "US"),
        ("The Department of Energy", "US"),
    ],
)
def test_a_public_body_is_of_the_country_that_the_words_before_its_name_tell(body: str, place: str) -> None:
    (money,) = read(f"{body} said it will provide $200 million for battery storage.", "en")
    assert money.place == place


@pytest.mark.parametrize(
    ("text", "lang", "place"),
    [
        ("蓝川科技现有产能合计300GWh。项目落户宜宾。", "zh", None),
        ("蓝川科技三大生产基地共计产能300GWh。项目落户宜宾。", "zh", None),
        ("Norvik's plants will have a combined capacity of 300 GWh. The plant will be built in Nysa.", "en", None),
        ("蓝川科技宣布投资建设电池工厂，规划产能30GWh。项目落户宜宾。", "zh", "宜宾"),
        ("蓝川科技项目两期合计产能30GWh。项目落户宜宾。", "zh", "宜宾"),
        (
            "Norvik will build a plant with a combined capacity of 30 GWh. The plant will be built in Nysa.",
            "en",
            "Nysa",
        ),
    ],
)
def test_what_several_plants_have_together_is_not_where_a_sentence_behind_places_one(
    text: str, lang: Literal["en", "zh"], place: str | None
) -> None:
    (capacity,) = read(text, lang)
    assert capacity.place == place


@pytest.mark.parametrize(
    ("text", "lang", "period"),
    [
        ("自2011年以来，蓝川科技深耕电池行业，近日宣布投资90亿元建设电池工厂。", "zh", None),
        (
            "Since 2011 Norvik has made cells and on Monday said that it will invest 900 million euros in Lyon.",
            "en",
            "2023-07-17",
        ),
        ("自2021年以来，蓝川科技先后宣布投资90亿元建设电池工厂。", "zh", "2021/2023"),
        ("从2021年起，蓝川科技在襄阳先后签下一至三期，投资合计90亿元，近日四期开工。", "zh", "2021/2023"),
    ],
)
def test_news_is_not_of_the_span_that_went_on_before_it(
    text: str, lang: Literal["en", "zh"], period: str | None
) -> None:
    (money,) = read(text, lang)
    assert money.period == period


@pytest.mark.parametrize(
    ("before", "home"),
    [
        ("材料企业的客户包括台湾厂商，也向台湾出口。", "中国"),
        ("材料企业与台湾厂商来往密切，产品销往台湾，也从台湾进口。", "中国"),
        ("台灣儲能市場快速升溫，台灣業者積極擴產。", "台灣"),
        ("今年台湾储能市场快速升温，全台湾需求大增。", "台湾"),
    ],
)
def test_a_text_that_only_names_taiwan_among_others_is_not_at_home_there(before: str, home: str) -> None:
    (price,) = read(f"{before}\n\n本周碳酸锂价格为12万元/吨。", "zh")
    assert (price.subject, price.place) == (home, home)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Norvik's rival plans a battery plant with 30 GWh in Lyon.", None),
        ("Norvik's rival's net income was 120 million euros.", None),
        ("Norvik Cells broke ground on a plant in Lyon. Its parent's net income was 120 million euros.", None),
        ("Norvik Cells broke ground on a plant in Lyon. Its parent, Bluefield, plans 30 GWh in Ghent.", "Bluefield"),
        ("Norvik's rival Bluefield Cells plans a battery plant with 30 GWh in Lyon.", "Bluefield Cells"),
        ("Norvik's net income was 120 million euros.", "Norvik"),
        ("Norvik Cells broke ground on a plant in Lyon. Its net income was 120 million euros.", "Norvik Cells"),
    ],
)
def test_what_a_rival_or_a_parent_has_is_not_the_firm_s_by_which_it_is_told(text: str, owner: str | None) -> None:
    (figure,) = read(text, "en")
    assert figure.subject == owner


@pytest.mark.parametrize(
    ("before", "owner"),
    [
        ("Norvik Cells supplies the plant of Bluefield Cells in Lyon.", "Bluefield Cells"),
        ("Norvik Cells bought the plant of Bluefield Cells in Lyon.", "Norvik Cells"),
        ("Norvik Cells opened its plant near Bluefield Cells in Lyon.", "Norvik Cells"),
    ],
)
def test_it_is_the_plant_of_the_firm_that_the_sentence_before_gives_it(before: str, owner: str) -> None:
    (capacity,) = read(f"{before} It has a capacity of 30 GWh.", "en")
    assert capacity.subject == owner


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norvik to Build 12 GWh Battery Plant in Trzcianka\n\nThe people in Trzcianka are glad.", "Trzcianka"),
        ("Norvik to Build 12 GWh Battery Plant in Trzcianka\n\nThe people of the town are glad.", None),
        ("Future of Norvik 12 GWh Battery Plant in Doubt\n\nThe project is in doubt.", None),
        ("Norvik to Build 12 GWh Battery Plant in Joint Venture\n\nIt is a joint venture.", None),
    ],
)
def test_a_town_that_no_gazetteer_knows_is_in_a_headline_what_the_text_says_it_is(text: str, place: str | None) -> None:
    (capacity,) = read(text, "en")
    assert capacity.place == place
