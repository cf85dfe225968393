"""Who published a value, and what a program gets of a fact, a change and a tree; synthetic statements."""

from __future__ import annotations

from question_desk import CITY, PLANT, RIVAL, QuestionDesk

from gigawatch.ledger import find_evidence
from gigawatch.question.row import fact_record
from gigawatch.question.tree import ask_trees, render_trees, tree_records
from gigawatch.question.voice import Voice

CATHODE, SEPARATOR = "cathode material", "separator"


def test_a_cell_is_published_by_whom_its_address_belongs_to_and_never_by_an_address(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    known = desk.count(CITY, "production", 72, "2022", "2023-01-15", "https://doc-0.example.org/")
    other = desk.count(CITY, "production", 52, "2021", "2023-01-15", "https://www.tables.example.net/a/b.html")
    ledger = desk.ledger()
    assert ledger.publisher(known) == "Example News"
    assert ledger.publisher(other) == "tables.example.net"
    evidence = find_evidence(ledger, other)
    assert (evidence.publisher, evidence.published) == ("tables.example.net", "2023-01-15")
    assert evidence.url == "https://www.tables.example.net/a/b.html"
    assert "52 GWh" in evidence.sentence


def test_a_fact_s_record_tells_stage_link_publisher_and_address(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    ledger = desk.ledger()
    (record,) = (fact_record(ledger, fact) for fact in ledger.facts.values())
    told = {key: record[key] for key in ("stage", "link", "publisher", "url")}
    assert told == {
        "stage": "built", "link": "cell", "publisher": "Example News", "url": "https://doc-0.example.org/",
    }  # fmt: skip


def test_a_thing_has_a_tree_for_its_cells_and_one_for_each_other_link(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    desk.say("20,000 tonnes", 20_000.0, RIVAL, unit="t/yr", object=CATHODE)
    desk.say("9,000 tonnes", 9_000.0, PLANT, unit="t/yr", object="copper foil")
    desk.say("3 million square metres", 3e6, RIVAL, unit="m2/yr", object=SEPARATOR)
    ledger = desk.ledger()
    trees = ask_trees(ledger, "River City", "capacity")
    assert {(tree.unit, tree.link) for tree in trees} == {
        ("GWh/yr", None), ("t/yr", "cathode"), ("t/yr", "copper_foil"), ("m2/yr", "separator"),
    }  # fmt: skip
    text = render_trees(Voice(ledger, "en"), trees)
    assert "29,000 tonnes" not in text
    assert all(words in text for words in ("75 GWh", "20,000 tonnes", "9,000 tonnes", "3 million square metres"))
    assert {str(record["link"]) for record in tree_records(ledger, trees)} == {str(tree.link) for tree in trees}
    assert {tree.link for tree in ask_trees(ledger, "River City", "capacity", "m2/yr")} == {"separator"}
