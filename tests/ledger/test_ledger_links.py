"""Which link of the chain a capacity counts in, from text to total; all sentences are synthetic."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.ledger import Ledger, link_of
from gigawatch.ledger.link import links_of

FOILS = ("copper_foil", "aluminium_foil")


def link_told(book: Ledger, value: float) -> str | None:
    (fact,) = (fact for fact in book.facts.values() if fact.measure == "capacity" and fact.value == value)
    return link_of(book, fact)


@pytest.mark.parametrize(
    "text",
    [
        "诺德股份在贵溪规划年产10万吨铜（铝）箔、20万吨正极材料。",
        "诺德股份在贵溪规划年产20万吨正极材料、10万吨铝铜箔。",
        "Nuode plans 100,000 tonnes of copper and aluminium foil and 200,000 tonnes of cathode material in Guixi.",
    ],
)
def test_an_amount_of_two_products_together_is_of_neither_alone_nor_of_the_one_told_beside_it(text: str) -> None:
    book = told(("2024-03-05", text))
    assert link_told(book, 100_000) is None
    assert link_told(book, 200_000) == "cathode"


def test_what_names_two_links_at_once_still_speaks_of_both() -> None:
    book = told(("2024-03-05", "诺德股份贵溪基地规划年产10万吨铜铝箔。"))
    (fact,) = (fact for fact in book.facts.values() if fact.measure == "capacity")
    assert links_of(book, fact)[0] == FOILS


def test_the_only_known_product_of_a_sentence_is_not_that_of_an_amount_told_with_another() -> None:
    book = told(("2024-03-05", "天原股份在宜宾规划年产10万吨氯化法钛白粉、20万吨正极材料。"))
    assert link_told(book, 100_000) is None
    assert link_told(book, 200_000) == "cathode"


def test_a_product_told_beside_no_amount_is_that_of_the_amount_of_its_sentence() -> None:
    book = told(("2024-03-05", "天原股份宜宾磷酸铁锂正极材料项目开工，年产10万吨。"))
    assert link_told(book, 100_000) == "cathode"


def test_a_figure_and_the_one_that_takes_its_place_are_of_one_product() -> None:
    text = "天原股份在宜宾建厂，三元正极材料的年产能去年刚从2万吨提高到3万吨，今年正在上新项目，争取做到5万吨。"
    assert link_told(told(("2024-03-05", text)), 30_000) == "cathode"
