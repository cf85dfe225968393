"""Parts, wholes and slips as texts tell them, from synthetic documents to the ledger's answer."""

from __future__ import annotations

import pytest
from told import kinds, told

from gigawatch.ledger import Ledger
from gigawatch.model import Fact, Settlement


def facts(book: Ledger, measure: str) -> dict[float, Fact]:
    return {fact.value: fact for fact in book.facts.values() if fact.measure == measure}


def texts(book: Ledger, kind: str) -> list[str]:
    return [check.text for checks in book.findings.values() for check in checks if check.kind == kind]


@pytest.mark.parametrize(
    ("words", "value", "perimeter"),
    [
        ("SVOLT invests 900 million euros in its plant in Heusweiler. It gets state aid of 120 million euros.",
         120e6, "part=public"),
        ("SVOLT invests 900 million euros in its plant in Heusweiler. Of this 300 million euros are a loan.",
         300e6, "part=loan"),
        ("SVOLT puts 900 million euros in its plant in Heusweiler. The federal government promised 80 million euros.",
         80e6, "part=public;about=federal"),
    ],
)  # fmt: skip
def test_aid_and_loans_are_parts_of_what_a_plant_costs_and_no_rival_of_it(
    words: str, value: float, perimeter: str
) -> None:
    found = facts(told(("2024-05-02", words)), "investment")
    assert found[value].perimeter == perimeter
    assert (found[900e6].perimeter, found[900e6].verdict) == (None, Settlement.SETTLED)


@pytest.mark.parametrize(
    "words",
    [
        "With the support of the government, SVOLT invests 900 million euros in its plant in Heusweiler.",
        "After receiving a grant SVOLT invests 900 million euros in its plant in Heusweiler.",
    ],
)
def test_what_a_firm_invests_with_help_is_not_the_help(words: str) -> None:
    assert facts(told(("2024-05-02", words)), "investment")[900e6].perimeter is None


def test_two_governments_that_give_to_one_plant_do_not_contradict_each_other() -> None:
    book = told(
        ("2024-05-02", "The federal government supports Ultium Cells' plant in Spring Hill with up to $900 million, "
         "and Tennessee with $120 million."),
        ("2024-05-03", "Ultium Cells' plant in Spring Hill gets $880 million in federal subsidies."),
    )  # fmt: skip
    assert "conflict" not in kinds(book)


def test_money_of_which_the_text_says_from_whom_it_comes_adds_up_to_what_was_raised() -> None:
    book = told(
        ("2024-05-02", "Verkor has raised more than 900 million euros for its plant in Dunkirk. At least 400 million "
         "euros come from shareholders, around 300 million euros are a subsidy and 250 million euros a loan.")
    )  # fmt: skip
    (text,) = texts(book, "sum")
    assert all(value in text for value in ("400", "300", "250", "900"))


def test_a_figure_that_a_copy_prints_otherwise_is_a_rival_and_the_likely_slip_does_not_win() -> None:
    words = (
        "EVE Energy has invested ${} in its storage battery plant in Kulim, Kedah, and runs two lines there. "
        "The plant has an annual capacity of 11.5 GWh. Around 1,300 people are to work there once all lines run, the "
        "company said at the opening, and suppliers from the region are to follow in the next years."
    )
    book = told(("2024-05-02", words.format("2.3 million")), ("2024-05-04", words.format("2.3 billion")))
    (fact,) = [f for f in book.facts.values() if f.measure == "investment"]
    assert (fact.value, fact.verdict) == (2.3e9, Settlement.OPEN)
    assert "magnitude" in kinds(book)


def test_one_plants_figure_that_another_source_gives_for_all_plants_of_its_owner_is_open() -> None:
    book = told(
        ("2024-05-02", "ACC opened its plant in Douvrin. The plant benefits from an investment of 4.2 billion euros."),
        ("2024-06-02", "ACC plans to build three battery plants at a total cost of 4.2 billion euros."),
    )
    plant = next(f for f in book.facts.values() if f.measure == "investment" and f.subject.startswith("site"))
    assert plant.verdict is Settlement.OPEN
    assert "scope" in kinds(book)


def test_a_size_that_a_plant_may_have_later_is_not_its_plan() -> None:
    book = told(
        ("2024-05-02", "PowerCo builds a plant in Salzgitter. Its planned capacity is 18 GWh and could rise to 27 GWh.")
    )
    found = facts(book, "capacity")
    assert (found[18].perimeter, found[18].verdict) == (None, Settlement.SETTLED)
    assert found[27].perimeter == "when=later"


def test_numbered_plants_at_one_place_are_things_of_their_own_and_count_each() -> None:
    book = told(
        ("2024-05-02", "CATL's first plant in Arnstadt has a capacity of 6 GWh and its second plant in Arnstadt a "
         "capacity of 9 GWh, both in operation.")
    )  # fmt: skip
    total = book.total(measure="capacity", unit="GWh/yr", stage="built", place="Arnstadt")
    assert total.interval is not None
    assert (total.interval.low, total.interval.high, total.projects) == (15, 15, 2)
    assert {book.label(f.subject) for f in facts(book, "capacity").values()} == {
        "CATL, Arnstadt, plant 1",
        "CATL, Arnstadt, plant 2",
    }


def test_a_second_plant_alone_is_not_told_apart_from_its_site() -> None:
    book = told(("2024-05-02", "CATL plans a second plant in Arnstadt with a capacity of 9 GWh."))
    assert {book.label(f.subject) for f in book.facts.values()} == {"CATL, Arnstadt"}


def test_of_numbered_plants_the_delayed_one_stands_still_alone() -> None:
    book = told(
        ("2024-05-02", "SK On has delayed its second battery plant in Komarom. The first plant in Komarom runs.")
    )
    found = {book.label(key): step.status for key in book.milestones if (step := book.status(key))}
    assert found["SK On, Komárom, plant 2"] == "delayed"
    assert found.get("SK On, Komárom") != "delayed"


def test_the_price_that_a_survey_gives_is_the_markets() -> None:
    book = told(
        ("2024-11-01", "According to BloombergNEF the price of battery packs was $150 per kWh in 2022."),
        ("2024-12-01", "In 2023 the price of battery packs was $140 per kWh, BloombergNEF said."),
    )
    assert {fact.subject for fact in book.facts.values() if fact.measure == "price"} <= {"place-world"}


def test_a_figure_of_the_plant_told_of_a_state_is_of_the_one_plant_that_the_text_places_in_it() -> None:
    book = told(
        ("2024-05-02", "Gotion builds a battery plant in Manteno, Illinois, with a capacity of 14 GWh. "
         "The Illinois plant of Gotion is to create 900 jobs.")
    )  # fmt: skip
    assert {book.label(f.subject) for f in book.facts.values()} == {"Gotion High-tech, Manteno"}


def test_a_plant_in_a_province_that_bears_the_name_of_a_city_is_in_the_city() -> None:
    book = told(("2024-05-02", "CALB builds a battery plant in Porto, Portugal, with a planned capacity of 14 GWh."))
    (fact,) = facts(book, "capacity").values()
    assert book.entities[fact.subject].kind.value == "site"


def test_a_plant_in_a_state_of_a_federation_is_not_in_the_city_of_its_name() -> None:
    book = told(("2024-05-02", "Northvolt builds a battery plant in Quebec with a planned capacity of 14 GWh."))
    (fact,) = facts(book, "capacity").values()
    assert book.entities[fact.subject].kind.value == "organisation"
