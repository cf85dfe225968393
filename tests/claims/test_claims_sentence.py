"""Sentences: where they end, and that their offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigawatch.claims.sentence import split_sentences


def texts(text: str, lang: str = "en") -> list[str]:
    return [sentence.text for sentence in split_sentences(text, lang)]


def test_company_endings_and_decimals_end_no_sentence() -> None:
    assert texts("Gotion High-tech Co., Ltd. rose 3.5 times in St. Louis. It led.") == [
        "Gotion High-tech Co., Ltd. rose 3.5 times in St. Louis.",
        "It led.",
    ]


def test_a_company_ending_before_a_sentence_opener_ends_the_sentence() -> None:
    assert texts("The plant belongs to Umicore Corp. The line runs.") == [
        "The plant belongs to Umicore Corp.",
        "The line runs.",
    ]


def test_initials_end_no_sentence() -> None:
    assert len(texts("said Darren H. S. Tan, founder of the firm.")) == 1


def test_hard_wrapped_lines_are_joined_and_items_stand_alone() -> None:
    text = (
        "HEADING\n\nThe company has said that it will spend money on a plant\n"
        "in the town of De Soto next year.\n\n"
        "-   one item that goes on for a while and is wrapped after this\n    word here\n"
        "-   two"
    )
    assert [s.split()[0] for s in texts(text)] == ["HEADING", "The", "-", "-"]
    assert texts(text)[1].endswith("next year.")


def test_a_short_heading_line_is_not_joined_to_the_text_below() -> None:
    text = "宁德时代建厂\n公司拟在宜宾投资50亿元建设动力电池项目,年产能10GWh。"
    assert texts(text, "zh") == text.split("\n")


def test_chinese_stops_end_sentences_with_their_closing_quotes() -> None:
    assert texts("他说：“好。”项目投产。", "zh") == ["他说：“好。”", "项目投产。"]


def test_a_stop_with_its_space_lost_still_ends_the_sentence() -> None:
    assert len(texts("demand for batteries.Driven by sales, profit rose.")) == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
@given(text=st.text(alphabet="ab .\n。A1-“”", max_size=80))
def test_offsets_always_hold_the_text_and_nothing_is_lost(lang: str, text: str) -> None:
    found = split_sentences(text, lang)
    assert all(text[s.start : s.end] == s.text for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
