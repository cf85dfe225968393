"""What round-ups of the news write: short quarters, companies called Systems, people behind their office."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def read(text: str) -> list[QuantityClaim]:
    document = Document(id="d", path="d.txt", sha256="0" * 64, text=text, published=date(2024, 9, 1), language="en")
    claims = read_claims(document, kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The plant of Norvik in Surany will make 20 GWh a year and starts in Q1 27.", "2027-Q1"),
        ("Norvik sold 3 GWh in Q4 23.", "2023-Q4"),
        ("Norvik sold 3 GWh in H1 ’24.", "2024-H1"),
    ],
)
def test_a_quarter_may_have_its_year_in_two_digits(text: str, period: str) -> None:
    assert [claim.period for claim in read(text)] == [period]


@pytest.mark.parametrize("amount", ["27 GWh were", "27 vehicles were", "27 million tonnes were"])
def test_an_amount_behind_a_quarter_is_no_year(amount: str) -> None:
    assert [claim.period for claim in read(f"In Q1 {amount} sold by CATL.")] == ["2024-Q1"]


def test_a_company_called_systems_is_one_and_a_storage_system_is_none() -> None:
    (awarded,) = read("Norvik Power Systems has announced it has been awarded $54m of investment tax credits.")
    assert awarded.subject == "Norvik Power Systems"
    (built,) = read("Battery Energy Storage Systems will be made at a plant of Norvik with 3 GWh a year.")
    assert built.subject == "Norvik"


def test_a_person_named_behind_an_office_owns_nothing() -> None:
    claims = read("The plant of JLR costs £4bn. UK Energy Secretary, Ben Alder, said its subsidy could be around £1bn.")
    assert {claim.subject for claim in claims} == {"JLR"}


def test_a_word_that_is_never_a_name_is_no_town() -> None:
    claims = read(
        "The UK is falling behind in EV battery production. The sectors will require 100GWh of capacity by 2030."
    )
    assert [claim.place for claim in claims] == ["UK"]


def test_the_place_of_what_a_plant_is_compared_with_is_not_its_own() -> None:
    text = "Norvik plans a plant near Coventry. It would create 6,000 jobs, being twice the size of that in Leeds."
    assert [claim.place for claim in read(text)] == ["Coventry"]


def test_who_writes_owns_nothing_and_a_headline_names_no_town() -> None:
    byline = "By Ada Marsh, Benzinga\n\nPrices of cells may rise nearly 90% in 2025."
    assert [claim.subject for claim in read(byline)] == ["global"]
    headline = "How to Keep Plants Running in Freezing Temperatures\n\nPlants of Norvik can make 3 GWh a year."
    assert [claim.place for claim in read(headline)] == [None]


def test_a_product_code_is_no_town() -> None:
    (cells,) = read("Norvik may make up to 5 GWh a year in QSE-5 cells.")
    assert cells.place is None


def test_a_plant_named_by_its_place_is_there_and_not_where_a_similar_one_is() -> None:
    (similar,) = read("Norvik builds a second factory with 35 GWh a year, similar to the first one in Ohio.")
    assert similar.place is None
    (named,) = read("Norvik runs a plant in Ohio. Its maker said that the Tennessee factory will have 35 GWh a year.")
    assert named.place == "Tennessee"


def test_what_has_been_done_since_a_year_named_behind_it_is_of_the_span() -> None:
    (invested,) = read("Norvik has invested $12.7 billion in the state since 2017.")
    assert invested.period == "2017/2024"


def test_a_range_up_to_a_million_begins_with_what_is_written_out() -> None:
    (vehicles,) = read("The plant of Norvik in Heide can power 800,000 to 1 million electric vehicles per year.")
    assert (vehicles.value, vehicles.high) == (800_000, 1_000_000)
    (money,) = read("Norvik will invest 1.5 to 2 billion euros in Heide.")
    assert (money.value, money.high) == (1.5e9, 2e9)


def test_gains_and_what_a_firm_is_valued_at_are_no_investments() -> None:
    text = "Norvik had a one-off gain of 311 million yuan. A listing could value the company at $20 billion."
    assert {claim.measure for claim in read(text)} == {"other"}


def test_its_loss_is_that_of_the_firm_that_heads_the_sentence_before() -> None:
    text = (
        "In China, lithium is 88% cheaper than in 2022. Tianqi Lithium said its sales climbed. "
        "Its net loss was 496 million yuan. Ganfeng Lithium's net income was 120 million yuan."
    )
    assert [claim.subject for claim in read(text)][1:] == ["Tianqi Lithium", "Ganfeng Lithium"]


def test_what_the_next_clause_tells_behind_a_comparison_is_of_the_period_told_first() -> None:
    text = (
        "Tianqi Lithium swung to a net loss of 3.9 billion yuan in the first three months of this year compared with "
        "a 4.9 billion yuan profit for the same time last year, as revenue plunged to 2.6 billion yuan."
    )
    assert [claim.period for claim in read(text)] == ["2024-Q1", "2023-Q1", "2024-Q1"]
