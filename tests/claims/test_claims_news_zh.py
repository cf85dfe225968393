"""Whose a figure of Chinese news is, and when it holds, as the language tells it plainly; all sentences are synthetic."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def read(text: str, title: str | None = None) -> list[QuantityClaim]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    day = date(2024, 7, 20)
    document = Document(id="d", path="d.txt", sha256=sha256, text=text, published=day, language="zh", title=title)
    return [c for c in read_claims(document, kinds=[Kind.QUANTITY]).claims if isinstance(c, QuantityClaim)]


def subjects(text: str, title: str | None = None) -> list[str | None]:
    return [claim.subject for claim in read(text, title)]


@pytest.mark.parametrize("word", ["全国", "我国", "中国"])
def test_the_country_at_home_has_one_name_in_a_text(word: str) -> None:
    text = f"我国储能行业快速发展。2023年，{word}新型储能装机规模达3139万千瓦。"
    assert subjects(text) == ["我国"]


@pytest.mark.parametrize(
    "text",
    [
        "据高工锂电统计，6月全球动力电池装车量70GWh。",
        "海川研究院（HCI）数据显示，6月全球动力电池装车量70GWh。",
        "海川咨询公司最新发布的监测数据显示，6月全球动力电池装车量70GWh。",
    ],
)
def test_who_counts_is_not_whose_the_figure_is(text: str) -> None:
    assert subjects(text) == ["全球"]


def test_a_house_that_sells_data_owns_no_figure_of_the_sentences_behind_it() -> None:
    text = "上海钢联3月22日发布报价。电池级碳酸锂均价29万元/吨。"
    assert "上海钢联" not in subjects(text)


@pytest.mark.parametrize(
    ("words", "iso"),
    [("1-6月", "2024-H1"), ("前三个月", "2024-Q1"), ("2023年1至12月", "2023"), ("1-5月", "2024-01/2024-05")],
)
def test_months_that_are_a_half_a_quarter_or_a_year_are_called_so(words: str, iso: str) -> None:
    assert [claim.period for claim in read(f"{words}，我国动力电池装车量200GWh。")] == [iso]
