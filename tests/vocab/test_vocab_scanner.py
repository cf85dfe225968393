"""Names found in one pass over a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gigawatch.vocab import Scanner, fold, normalise, organisations, places
from stopwatch import seconds_of


def scan_seconds(text: str) -> float:
    return seconds_of(lambda: (organisations().scan(text), places().scan(text)))


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_a_normalised_name_is_as_normal_as_it_gets(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_folding_joins_width_case_accents_and_scripts() -> None:
    assert fold("ＢＹＤ’s 寧德時代\u3000Göd\n") == "byd's 宁德时代 god "


def test_legal_suffixes_do_not_tell_companies_apart() -> None:
    assert normalise("BYD Co., Ltd.") == normalise("BYD") == "byd"
    assert normalise("宁德时代新能源科技股份有限公司") == normalise("宁德时代新能源科技")
    assert normalise("甲乙 Co公司") == "甲乙"
    assert normalise("公司") == "公司"


def test_the_leftmost_and_longest_name_wins() -> None:
    scanner = Scanner([("SK", 0), ("SK On", 1), ("On Semi", 2)])
    assert scanner.scan("SK On Semi") == [(0, 5, 1)]


def test_a_longer_name_that_is_no_whole_word_gives_way_to_a_shorter_one() -> None:
    scanner = Scanner([("SK", 0), ("SK On", 1)])
    assert scanner.scan("SK Only") == [(0, 2, 0)]


def test_spans_that_are_excluded_hide_what_overlaps_them() -> None:
    scanner = Scanner([("江苏", 0), ("宜宾", 1)])
    assert scanner.scan("江苏时代在宜宾", [(0, 4)]) == [(5, 7, 1)]


def test_a_scanner_without_names_finds_nothing() -> None:
    assert Scanner([]).scan("CATL") == []


def test_scanning_takes_time_in_proportion_to_the_text() -> None:
    page = (
        "宁德时代在四川省宜宾市三江新区建厂。 CATL and BYD build in Yibin, Sichuan; SK On in Commerce, Georgia. " * 100
    )
    scan_seconds(page)
    once, often = min(scan_seconds(page) for _ in range(3)), scan_seconds(page * 16)
    assert often < once * 16 * 4
