from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gigawatch.ledger import make_ledger
from gigawatch.ledger.repute import standing_data
from gigawatch.model import Candidate, Fact, Relation, Settlement

if TYPE_CHECKING:
    from conftest import Desk
    from gigawatch.ledger import Ledger


def only(book: Ledger) -> tuple[Fact, dict[str, Candidate]]:
    """The only fact of a ledger with its candidates by document."""
    (fact,) = book.facts.values()
    return fact, {c.document: c for c in book.candidates[fact.id]}


def test_several_statements_of_one_publisher_are_one_source(desk: Desk) -> None:
    for name, value, publisher in (("a", 54, "Daily"), ("b", 54, "Daily"), ("c", 56, "One"), ("d", 56, "Two")):
        desk.document(name, f"In story {name} the cost is {value} billion.", "2022-07-25", publisher=publisher)
        desk.claim(name, f"{value} billion", measure="investment", unit="CNY", value=value * 1e9, period="2022")
    fact, told = only(make_ledger(desk.material()))
    assert fact.value == 56e9
    assert "(1 against 2)" in told["a"].reason
    assert "1家" in told["a"].reason_zh


def test_one_speaker_told_by_many_is_one_source(desk: Desk) -> None:
    for name in "abc":
        desk.document(name, f"Paper {name} heard Mr Li say that it costs 54 billion.", "2022-07-25", publisher=name)
        desk.claim(
            name,
            "54 billion",
            measure="investment",
            unit="CNY",
            value=54e9,
            period="2022",
            speaker="Li",
            status="signed",
        )
    for name in "de":
        desk.document(name, f"By the books of {name} it costs 56 billion.", "2022-07-26", publisher=name)
        desk.claim(name, "56 billion", measure="investment", unit="CNY", value=56e9, period="2022", status="signed")
    fact, told = only(make_ledger(desk.material()))
    assert fact.value == 56e9
    assert "(1 against 2)" in told["a"].reason


def test_one_wire_text_on_many_pages_is_one_source(desk: Desk) -> None:
    for name in "abc":
        desk.document(name, "The plant in the south costs 54 billion yuan in all.", "2022-07-25", publisher=name)
    for name in "de":
        desk.document(name, f"As {name} found, it costs 56 billion yuan.", "2022-07-26", publisher=name)
    for name, value in (("a", 54), ("b", 54), ("c", 54), ("d", 56), ("e", 56)):
        desk.claim(name, f"{value} billion", measure="investment", unit="CNY", value=value * 1e9, period="2022")
    fact, told = only(make_ledger(desk.material()))
    assert fact.value == 56e9
    assert "(1 against 2)" in told["b"].reason


def lone_contradictions(desk: Desk, count: int, lone: str = "Xinhua") -> None:
    """Facts in which one publisher alone contradicts two others that agree."""
    for number in range(count):
        for name, value, publisher in (("a", 10, "One Paper"), ("b", 10, "Two Paper"), ("c", 30, lone)):
            key = f"{name}{number}"
            desk.document(key, f"By {publisher} no. {number}: {value} GWh.", "2022-07-25", publisher=publisher)
            desk.claim(key, f"{value} GWh", value=float(value), period=str(1990 + number))


@pytest.mark.parametrize(("count", "lowered"), [(2, 0.0), (3, 0.05), (9, 0.05), (10, 0.15), (30, 0.3)])
def test_a_publisher_that_stands_alone_again_and_again_loses_standing_in_steps(
    desk: Desk, count: int, lowered: float
) -> None:
    lone_contradictions(desk, count)
    told = make_ledger(desk.material()).standings["Xinhua"]
    assert (told.conflicts, told.facts) == (count, count)
    assert told.standing == pytest.approx(told.base - lowered)


def test_standing_never_falls_below_the_floor(desk: Desk) -> None:
    lone_contradictions(desk, 40, lone="nobody.example")
    told = make_ledger(desk.material()).standings["nobody.example"]
    assert told.standing == standing_data()["floor"]


def test_standing_does_not_depend_on_the_order_of_the_input(desk: Desk) -> None:
    lone_contradictions(desk, 12)
    straight = make_ledger(desk.material())
    shuffled = list(desk.claims.items())
    random.Random(7).shuffle(shuffled)
    desk.claims = dict(shuffled)
    again = make_ledger(desk.material())
    assert again.standings == straight.standings
    assert (again.facts, again.candidates) == (straight.facts, straight.candidates)


def test_two_that_contradict_each_other_lose_nothing(desk: Desk) -> None:
    for number in range(5):
        for name, value in (("a", 10), ("b", 30)):
            desk.document(f"{name}{number}", f"{name} {number}: {value} GWh.", "2022-07-25", publisher=name)
            desk.claim(f"{name}{number}", f"{value} GWh", value=float(value), period=str(2000 + number))
    assert all(told.conflicts == 0 for told in make_ledger(desk.material()).standings.values())


def test_a_copy_dates_and_supports_nothing(desk: Desk) -> None:
    desk.document("a", "The base will hold 20 GWh a year.", "2019-07-02", publisher="Xinhua")
    desk.document("b", "Base the will hold 20 GWh a year.", "2026-01-30", publisher="farm.example")
    desk.claim("a", "20 GWh", value=20.0)
    desk.claim("b", "20 GWh", value=20.0, period="2026-06-30", status="operating")
    desk.copies["b"] = "a"
    book = make_ledger(desk.material())
    fact, told = only(book)
    assert (fact.known_on, fact.valid_on, fact.valid_on_inferred) == ("2019-07-02", "2019-07", True)
    assert told["b"].relation is Relation.COPY
    assert [f.kind for f in book.findings[fact.id]] == ["copy"]
    assert "Xinhua" in book.findings[fact.id][0].text_zh


def test_the_earliest_publisher_whose_dates_count_leads_its_copies(desk: Desk) -> None:
    desk.document("a", "It holds 20 GWh in all.", "2019-07-03", publisher="Xinhua")
    desk.document("b", "It holds 20 GWh in all.", "2019-07-02", publisher="People's Daily")
    desk.document("c", "It holds 20 GWh in all.", "2018-01-01", publisher="farm.example")
    for name in "abc":
        desk.claim(name, "20 GWh", value=20.0)
    desk.copies |= {"b": "a", "c": "a"}
    fact, told = only(make_ledger(desk.material()))
    assert fact.known_on == "2019-07-02"
    assert [name for name in "abc" if told[name].kept] == ["b"]


def test_a_text_that_fills_anothers_wording_with_new_figures_speaks_for_itself(desk: Desk) -> None:
    desk.document("a", "In March 10 GWh were made and 8 GWh sold.", "2024-04-10", publisher="One")
    desk.document("b", "In April 12 GWh were made and 9 GWh sold.", "2024-05-10", publisher="Two")
    told = {"measure": "production", "unit": "GWh", "status": None}
    desk.claim("a", "10 GWh", value=10.0, period="2024-03", **told)  # type: ignore[arg-type]  # a quantity claim
    desk.claim("b", "12 GWh", value=12.0, period="2024-04", **told)  # type: ignore[arg-type]  # a quantity claim
    desk.copies["b"] = "a"
    book = make_ledger(desk.material())
    assert {(f.value, book.candidates[f.id][0].relation) for f in book.facts.values()} == {
        (10.0, Relation.KEPT),
        (12.0, Relation.KEPT),
    }
    assert not book.findings


def test_amounts_converted_at_the_rates_of_two_days_are_no_contradiction(desk: Desk) -> None:
    for name, day, dollars in (("a", "2023-07-24", 5.2), ("b", "2024-06-05", 5.0)):
        desk.document(name, f"Story {name}: 4 billion pounds (${dollars} billion)", day, publisher=name)
        pounds = desk.claim(name, "4 billion pounds", measure="investment", unit="GBP", value=4e9, period="2023")
        desk.claim(
            name,
            f"${dollars} billion",
            measure="investment",
            unit="USD",
            value=dollars * 1e9,
            period="2023",
            same_as=pounds,
        )
    book = make_ledger(desk.material())
    assert {f.verdict for f in book.facts.values()} == {Settlement.SETTLED}


def test_a_plan_for_a_year_and_a_target_of_it_are_one_fact(desk: Desk) -> None:
    desk.document("a", "It plans 300 GWh for 2025.", "2021-06-02")
    desk.document("b", "Its target of 2025 is 300 GWh.", "2021-06-03")
    desk.claim("a", "300 GWh", value=300.0, period="2025")
    desk.claim("b", "300 GWh", value=300.0, period="2025 target")
    fact, _ = only(make_ledger(desk.material()))
    assert fact.rule == "targets"


def test_a_fact_whose_time_is_told_is_not_marked_as_inferred(desk: Desk) -> None:
    desk.document("a", "It held 20 GWh in 2019.", "2019-07-02")
    key = desk.claim("a", "20 GWh", value=20.0, period="2019")
    assert not only(make_ledger(desk.material()))[0].valid_on_inferred
    desk.claims[key] = replace(desk.claims[key], period=None)  # type: ignore[call-arg]  # a quantity claim
    assert only(make_ledger(desk.material()))[0].valid_on_inferred
