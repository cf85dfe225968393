"""The tree marks a value that sources contradict each other about; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.ledger import draw_tree
from gigawatch.model import Settlement
from gigawatch.question.tree import node_record

ONE = ("2024-05-10", "CATL's plant in Debrecen will have an annual capacity of 30 GWh, Alpha News reported.")
OTHER = ("2024-05-12", "Beta Herald writes that the factory which CATL builds in Debrecen is to make 50 GWh a year.")


@pytest.mark.parametrize(("lang", "mark"), [("en", "contradicted: 1 open value(s)"), ("zh", "存在矛盾：1个数值未定")])
def test_a_contradicted_value_is_marked_in_the_tree(lang: str, mark: str) -> None:
    book = told(ONE, OTHER)
    (fact,) = (f for f in book.facts.values() if f.measure == "capacity")
    assert fact.verdict is Settlement.OPEN
    assert mark in draw_tree(book, book.tree("Debrecen"), "GWh/yr", lang)
    (root,) = book.tree("Debrecen")
    (amount,) = node_record(book, root)["amounts"]  # type: ignore[misc]
    assert amount["open"] == [fact.id]


def test_a_settled_value_has_no_mark() -> None:
    book = told(ONE)
    assert "contradicted" not in draw_tree(book, book.tree("Debrecen"), "GWh/yr")
