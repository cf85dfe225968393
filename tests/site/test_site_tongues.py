"""Words of a source in the other language: translated where that can be done, else marked as of that language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_tree import Element, read_page

from gigawatch.report.tongue import split_tongues

HAN = re.compile(r"[\u3400-\u9fff]")
OTHER = {"en": "zh-Hans", "zh": "en"}


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def scopes(page: Path) -> list[Element]:
    """The cells of the column of scopes in the table of all facts, and their kin of other columns."""
    return [cell for body in read_page(page).find("tbody") for cell in body.find("td")]


def test_no_english_page_shows_chinese_words_of_a_scope_that_the_vocabulary_can_tell(site: Path) -> None:
    told = " ".join(cell.text for cell in scopes(site / "en" / "facts.html"))
    for chinese, english in (("用钢", "steel used"), ("每年缴税", "tax paid a year"), ("持股比例", "shareholding")):
        assert chinese not in told
        assert english in told


def test_no_chinese_page_shows_english_words_of_a_scope_that_the_vocabulary_can_tell(site: Path) -> None:
    told = " ".join(cell.text for cell in scopes(site / "zh" / "facts.html"))
    for english, chinese in (("exhibitors", "参展商"), ("the total amount", "总额"), ("industry experts", "业内专家")):
        assert english not in told
        assert chinese in told


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_words_of_a_scope_that_stay_in_the_other_language_are_marked_with_it(site: Path, lang: str) -> None:
    marked = [e for cell in scopes(site / lang / "facts.html") for e in cell.find("span") if "lang" in e.attributes]
    assert marked
    assert {e.attributes["lang"] for e in marked} == {OTHER[lang]}
    if lang == "en":
        loose = [cell for cell in scopes(site / lang / "facts.html") if HAN.search(cell.text_outside({"span"}))]
        assert loose == []
    else:
        assert "projects in Yibin" in {e.text for e in marked}


@pytest.mark.parametrize(
    ("text", "lang", "pieces"),
    [
        ("CATL, 180 GWh/yr, LFP", "zh", []),
        ("world, of capacity, 建成", "en", [("建成", "zh")]),
        ("对外贸 100 亿", "en", [("对外贸 100 亿", "zh")]),
        ("占 the total amount 的", "zh", [("the total amount", "en")]),
        ("“editions 2022 and 2023”", "zh", [("editions 2022 and 2023", "en")]),
    ],
)
def test_names_and_units_alone_are_of_no_language(text: str, lang: str, pieces: list[tuple[str, str]]) -> None:
    found = list(split_tongues(text, lang))
    assert [one for one in found if one[1]] == pieces
    assert "".join(words for words, _ in found) == text
