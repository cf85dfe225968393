"""Amounts of unlike things told beside each other contradict nothing; every text and table is made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_book import book_of
from told import document_of, kinds, told

from gigawatch.figures import read_table
from gigawatch.ledger import Ledger
from gigawatch.ledger.perimeter import tell_perimeter
from gigawatch.model import Settlement

DAY = "2024-09-02"
FAIR = (
    "A total of 137 projects were signed at the 2024 World Power Battery Conference in Yibin, worth 95 billion yuan. "
)


def values(book: Ledger, measure: str) -> dict[float, str | None]:
    """The settled values of a measure with their perimeters; what is open or undecided fails."""
    facts = book.select(measure=measure)
    assert {fact.verdict for fact in facts} == {Settlement.SETTLED}
    return {fact.value: fact.perimeter for fact in facts}


def test_a_part_that_the_next_sentence_tells_is_no_rival_of_its_whole() -> None:
    book = told((DAY, f"{FAIR}Of these, 133 projects will be located in Yibin."))
    assert values(book, "projects") == {137: None, 133: "located in Yibin"}
    assert "conflict" not in kinds(book)


def test_a_part_by_the_size_of_each_is_named_by_that_size() -> None:
    text = f"{FAIR}Among them are 26 projects of more than 1 billion yuan each."
    assert values(told((DAY, text)), "projects")[26] == "more than 1 billion yuan each"


def test_what_is_newly_signed_is_no_rival_of_all_that_was_ever_signed() -> None:
    book = told(
        ("2023-12-04", "今年以来，宜宾新签动力电池产业项目48个，总投资1017亿元。"),
        ("2024-01-22", "截至2023年底，宜宾全市累计签约动力电池及配套项目123个，总投资超过2700亿元。"),
    )
    assert values(book, "projects") == {48: "counted=new", 123: None}
    assert values(book, "investment") == {1.017e11: "counted=new", 2.7e11: None}


def test_what_is_newly_signed_in_a_year_is_not_the_sum_of_another_years_conference() -> None:
    book = told(
        ("2022-07-25", "At the 2022 World Power Battery Conference in Yibin, 48 projects were signed."),
        ("2023-12-04", "今年以来，宜宾新签动力电池产业项目48个。"),
    )
    assert "scope" not in kinds(book)


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("远东股份宜宾智能产业园占地991亩，规划总建筑面积约40万平方米。", 400_000),
        (
            "CATL's plant in Erfurt has a floor area of 100,000 square meters on a site of 700,000 square meters.",
            100_000,
        ),
    ],
)
def test_floors_are_no_rival_of_the_land_that_they_stand_on(text: str, floor: float) -> None:
    found = values(told((DAY, text)), "area")
    assert found[floor] == "counted=floor"
    assert [perimeter for value, perimeter in found.items() if value != floor] == [None]


def test_lines_are_no_rival_of_the_plants_that_hold_them() -> None:
    book = told((DAY, "中材锂膜宜宾项目共规划8条生产线，分设两个工厂。"))
    assert values(book, "projects")[8] == "counted=line"


def test_parts_of_cells_and_parts_of_packs_are_two_products() -> None:
    book = told((DAY, "长盈精密宜宾项目规划年产电芯结构件两亿件、新能源汽车PACK结构件25万件。"))
    assert set(values(book, "capacity")) == {2e8, 2.5e5}
    assert book.total(place="Yibin", measure="capacity", unit="count/yr").interval is not None


def test_a_share_that_says_less_of_its_scope_is_the_same_share_told_with_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "synthetic_share.csv"
    row = "Yibin power batteries in China's production,share,2022,13.2,%,https://example.org/a,2023-06-10\n"
    path.write_text(f"subject,measure,period,value,unit,source,vintage\n{row}", encoding="utf-8")
    text = "2022年，宜宾的动力电池产销量为72GWh，占全国销量的15.5%、全国产量的13.2%。"
    book = book_of((document_of("2023-06-10", text),), read_table(path).observations)
    assert [fact.perimeter for fact in book.select(measure="share") if fact.value == 13.2] == [
        "market=china;of=production"
    ]


def test_output_value_is_no_rival_of_revenue_and_is_told_as_what_it_is() -> None:
    book = told(("2022-09-13", "截至2022年6月，江安经济开发区工业产值140.6亿元，营收138.4亿元。"))
    assert values(book, "revenue") == {1.406e10: "counted=output_value", 1.384e10: None}
    assert tell_perimeter("counted=output_value", "en") == "output value"


def test_every_year_of_a_list_of_output_values_is_one() -> None:
    book = told(("2023-06-10", "宜宾的动力电池产值，2020年还不足20亿元，2021年增至160亿元，2022年已近900亿元。"))
    assert set(values(book, "revenue").values()) == {"counted=output_value"}


def test_a_cell_of_a_table_is_the_output_value_that_its_page_tells(tmp_path: Path) -> None:
    path = tmp_path / "synthetic_output.csv"
    row = "Yibin power battery industry,revenue,2023,101300000000,CNY,https://example.org/b,2024-01-22\n"
    path.write_text(f"subject,measure,period,value,unit,source,vintage\n{row}", encoding="utf-8")
    page = document_of("2024-01-22", "宜宾动力电池产业2023年全年产值达到1013亿元。")
    (fact,) = book_of((page,), read_table(path).observations).select(measure="revenue")
    assert fact.perimeter == "counted=output_value"


def test_a_cell_whose_note_says_so_is_output_value(tmp_path: Path) -> None:
    path = tmp_path / "synthetic_note.csv"
    rows = [
        "Yibin power battery industry,revenue,2024,100000000000,CNY,2025-11-12,output value; wider than batteries",
        "Yibin power battery industry,revenue,2021,100000000000,CNY,2025-11-12,sales; no output value",
    ]
    path.write_text("\n".join(["subject,measure,period,value,unit,vintage,note", *rows, ""]), encoding="utf-8")
    facts = book_of((), read_table(path).observations).select(measure="revenue")
    assert {fact.valid_on: fact.perimeter for fact in facts} == {"2024": "counted=output_value", "2021": None}
