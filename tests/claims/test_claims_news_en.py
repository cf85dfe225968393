"""What English news says plainly: who only describes, lists that are tied, compared periods; every text is made up."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim

TODAY = date(2024, 6, 3)


def read(text: str) -> list[QuantityClaim]:
    document = Document(id="d", path="d.txt", sha256="ab" * 32, text=text, published=TODAY, language="en")
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


def told(text: str, value: float) -> QuantityClaim:
    return next(claim for claim in read(text) if claim.value == value)


@pytest.mark.parametrize(
    "text",
    [
        "South Korea's Halvorn Cells installed 14 GWh of batteries in May.",
        "Greek firm Halvorn Cells installed 14 GWh of batteries in May.",
        "Chinese battery maker Halvorn Cells installed 14 GWh of batteries in May.",
        "San Francisco-based Halvorn Cells installed 14 GWh of batteries in May.",
    ],
)
def test_a_country_or_town_that_describes_a_firm_has_no_figure_of_it(text: str) -> None:
    assert told(text, 14).subject == "Halvorn Cells"


def test_the_company_of_a_country_is_the_firm_told_before() -> None:
    text = "Samsung SDI opened a plant in Ghent in May. The South Korean company has 900 employees there."
    assert told(text, 900).subject == "Samsung SDI"


def test_the_company_may_be_told_by_words_that_begin_like_small_ones() -> None:
    text = "Samsung SDI opened a plant in Ghent in May. The integrated Korean battery maker has 900 employees there."
    assert told(text, 900).subject == "Samsung SDI"


def test_a_known_firm_between_two_countries_is_no_town() -> None:
    text = (
        "South Korea's Samsung SDI, China's Gotion and Norway's Freyr had shares of 4.6 percent, 2.4 percent and "
        "1.1 percent, respectively."
    )
    assert [(c.value, c.subject) for c in read(text)] == [(4.6, "Samsung SDI"), (2.4, "Gotion"), (1.1, "Freyr")]


def test_firms_and_amounts_are_tied_one_by_one() -> None:
    text = "CATL Inc. and BYD sold 41 GWh and 58 GWh in April, respectively, a report said."
    assert [(c.value, c.subject) for c in read(text)] == [(41, "CATL"), (58, "BYD")]


def test_lists_of_other_lengths_are_not_tied() -> None:
    text = "CATL, BYD and Gotion sold 41 GWh and 58 GWh in April and May, respectively."
    assert [c.value for c in read(text)] == [41, 58]


def test_a_firm_has_one_name_in_a_text_that_also_shortens_it() -> None:
    text = "LG Energy Solution plans a plant in Ghent. LGES said it will spend $400 million on it."
    assert told(text, 4e8).subject == "LG Energy Solution"


@pytest.mark.parametrize("name", ["the United States", "the U.S.", "the USA"])
def test_a_country_of_several_names_is_told_by_its_short_one(name: str) -> None:
    assert told(f"CATL will build a plant with 20 GWh in {name}.", 20).place == "US"


def test_letters_within_a_word_are_no_name() -> None:
    assert {c.subject for c in read("The pCAM plant of esVolta has a capacity of 9 GWh.")} == {"esVolta"}


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("a year earlier", "2023-Q1"),
        ("in the same period last year", "2023-Q1"),
        ("the previous year", "2023-Q1"),
        ("in the previous quarter", "2023-Q4"),
    ],
)
def test_what_a_figure_is_compared_with_is_of_the_time_before(words: str, period: str) -> None:
    text = f"Halvorn Cells sold 12 GWh in the first quarter of 2024, compared with 14 GWh {words}."
    assert [(c.value, c.period) for c in read(text)] == [(12, "2024-Q1"), (14, period)]


def test_two_comparisons_are_both_with_the_figure_at_the_head() -> None:
    text = (
        "Halvorn Cells sold 12 GWh in the first quarter of 2024, down from 14 GWh a year earlier and up from 11 GWh in "
        "the previous quarter."
    )
    assert [(c.value, c.period) for c in read(text)] == [(12, "2024-Q1"), (14, "2023-Q1"), (11, "2023-Q4")]


def test_the_time_that_a_figure_is_compared_with_does_not_go_on_in_the_next_sentence() -> None:
    text = (
        "Halvorn Cells' net loss widened to SEK 1.2 billion in the first quarter of 2024 from SEK 0.8 billion a year "
        "earlier. Revenue rose to SEK 31 billion. It shipped 24 MWh of storage packs, up from 19 MWh a year earlier."
    )
    loss, was, revenue, shipped, shipped_before = read(text)
    assert [one.period for one in (loss, was, revenue, shipped, shipped_before)] == [
        "2024-Q1", "2023-Q1", "2024-Q1", "2024-Q1", "2023-Q1",
    ]  # fmt: skip
    assert shipped_before.measure == shipped.measure == "shipments"
    assert loss.object == was.object == "net loss"


def test_what_the_largest_have_together_is_theirs() -> None:
    text = "China installed 56 GWh in May. The top three battery makers had 41 GWh, a share of 73 percent."
    assert {told(text, 41).subject, told(text, 73).subject} == {"top three battery makers"}


def test_the_largest_brands_are_such_a_group_too() -> None:
    text = "China installed 56 GWh in May. The top three brands had 41 GWh."
    assert told(text, 41).subject == "top three brands"
