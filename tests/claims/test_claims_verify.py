"""A claim is refused unless its span holds the whole of its number: the tail of a longer number is another number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigawatch.claims import read_claims, verify_claim
from gigawatch.model import Document, EvidenceError, Kind, QuantityClaim
from gigawatch.quantity import FoundQuantity, find_quantities


def claim_of(text: str, quote: str, value: float, unit: str, lang: str, high: float | None = None) -> QuantityClaim:
    start = text.index(quote)
    return _claim(quote, start, value, unit, lang, high)


def _claim(quote: str, start: int, value: float, unit: str, lang: str, high: float | None) -> QuantityClaim:
    return QuantityClaim(
        document="d",
        lang=lang,
        measure="other",
        value=value,
        high=high,
        unit=unit,
        surface=quote,
        start=start,
        end=start + len(quote),
        id="claim-x",
        confidence=0.5,
        reader="synthetic",
    )


def is_believed(claim: QuantityClaim, text: str) -> bool:
    try:
        verify_claim(claim, text)
    except EvidenceError:
        return False
    return True


CUT = [
    ("a base of 235 GWh", "35 GWh", 35, "GWh", "en"),
    ("a base of 1,235 GWh", "235 GWh", 235, "GWh", "en"),
    ("a base of 1 235 GWh", "235 GWh", 235, "GWh", "en"),
    ("a base of 0.35 GWh", "35 GWh", 35, "GWh", "en"),
    ("a base of 1.235,5 GWh", "235,5 GWh", 235.5, "GWh", "en"),
    ("a base of 12-35 GWh", "35 GWh", 35, "GWh", "en"),
    ("a base of 12 to 35 GWh", "35 GWh", 35, "GWh", "en"),
    ("between 12 and 35 GWh", "35 GWh", 35, "GWh", "en"),
    ("a base of 12 to 35 GWh", "12", 12, "GWh", "en"),
    ("a base of 235 GWh", "235 GW", 235, "GW", "en"),
    ("a base of 235 GWh", "23", 23, "GWh", "en"),
    ("sold for HK$235 million", "$235 million", 2.35e8, "USD", "en"),
    ("twenty-two million dollars", "two million dollars", 2e6, "USD", "en"),
    (f"{'7' * 200}35 GWh", "35 GWh", 35, "GWh", "en"),
    ("引进235家企业", "35家", 35, "count", "zh"),
    ("引进第235家企业", "35家", 35, "count", "zh"),
    ("引进第235家企业", "235家", 235, "count", "zh"),
    ("引进三百三十五家企业", "三十五家", 35, "count", "zh"),
    ("年产２３５ＧＷｈ", "３５ＧＷｈ", 35, "GWh", "zh"),
    ("年产12至35GWh", "35GWh", 35, "GWh", "zh"),
    ("总投资3.5亿元", "5亿元", 5e8, "CNY", "zh"),
    ("总投资35亿元", "35亿", 3.5e9, "CNY", "zh"),
    ("占全国十五分之二", "五分之二", 40, "%", "zh"),
    ("占全国二十三成", "三成", 30, "%", "zh"),
]


@pytest.mark.parametrize(("text", "quote", "value", "unit", "lang"), CUT)
def test_a_piece_of_a_longer_number_is_refused(text: str, quote: str, value: float, unit: str, lang: str) -> None:
    assert not is_believed(claim_of(text, quote, value, unit, lang), text)


WHOLE = [
    ("a base of 235 GWh", "235 GWh", 235, None, "GWh", "en"),
    ("In 2023, 35 GWh were made", "35 GWh", 35, None, "GWh", "en"),
    ("Phase 2. 35 GWh follow", "35 GWh", 35, None, "GWh", "en"),
    ("Plants 1 and 2, 35 GWh", "35 GWh", 35, None, "GWh", "en"),
    ("from 12 to 35 GWh", "35 GWh", 35, None, "GWh", "en"),
    ("a base of 12 to 35 GWh", "12 to 35 GWh", 12, 35, "GWh", "en"),
    ("$235 million", "$235 million", 2.35e8, None, "USD", "en"),
    ("引进235家企业", "235家", 235, None, "count", "zh"),
    ("到2025年，35家企业", "35家", 35, None, "count", "zh"),
    ("产能从12GWh提升到35GWh", "35GWh", 35, None, "GWh", "zh"),
    ("年产12至35GWh", "12至35GWh", 12, 35, "GWh", "zh"),
    ("签约10家、35家企业", "35家", 35, None, "count", "zh"),
]


@pytest.mark.parametrize(("text", "quote", "value", "high", "unit", "lang"), WHOLE)
def test_a_whole_number_is_believed_whatever_stands_before_it(
    text: str, quote: str, value: float, high: float | None, unit: str, lang: str
) -> None:
    assert is_believed(claim_of(text, quote, value, unit, lang, high), text)


@pytest.mark.parametrize("unit", ["CNY", "flurbs", "t", "GWh/flurb"])
def test_a_claim_in_another_currency_dimension_or_an_unknown_unit_is_refused_not_a_fault(unit: str) -> None:
    text = "It raised $235 million."
    assert not is_believed(claim_of(text, "$235 million", 2.35e8, unit, "en"), text)


PIECES = (
    "2|35|1|007|.|,| |-|–|GWh|%|$|HK$|twenty-|two | to | and |between |from |about | tonnes| million|"
    "年产|第|三|十|百|点|成|分之|亿|万|元|家|人|至|到|，|、|约|余"
)
TEXTS = st.lists(st.sampled_from(PIECES.split("|")), min_size=2, max_size=14).map("".join)


def stated(found: FoundQuantity, start: int, end: int, text: str, lang: str) -> QuantityClaim:
    return _claim(text[start:end], start, found.value, found.unit, lang, found.high)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(text=TEXTS, lang=st.sampled_from(["en", "zh"]))
def test_what_the_grammar_reads_in_a_text_is_believed_on_its_span(text: str, lang: str) -> None:
    for found in find_quantities(text, lang):
        assert is_believed(stated(found, found.start, found.end, text, lang), text), (text, found)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(text=TEXTS, lang=st.sampled_from(["en", "zh"]))
def test_no_span_that_begins_inside_a_number_is_believed(text: str, lang: str) -> None:
    read = find_quantities(text, lang)
    for found in read:
        for start in range(found.at + 1, found.end):
            if any(start <= other.at < found.end for other in read):  # the other end of a move is a number of its own
                continue
            for piece in find_quantities(text, lang, within=(start, found.end)):
                assert not is_believed(stated(piece, start, found.end, text, lang), text), (text, piece)


def test_every_claim_of_the_reader_stands_on_a_whole_number() -> None:
    text = "CATL will raise output from 12 to 35 GWh, spend 5 billion yuan ($700 million) and hire 1,235 people."
    reading = read_claims(Document("d", "d.txt", "", text, language="en"), kinds=[Kind.QUANTITY])
    assert len(reading.claims) >= 4
    assert reading.notices == []
