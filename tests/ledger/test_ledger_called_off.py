"""What was once planned and was called off is in no total of plans, from text to total; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import told

from gigawatch.outlook import find_superlatives, render_superlatives


@pytest.mark.parametrize(
    "text",
    [
        "Freyr will not build the battery plant in Coweta County. It was planned with a capacity of 34 GWh a year.",
        "Freyr has cancelled its plant in Coweta County. The plant was to make 34 GWh of cells a year.",
        "蜂巢能源遂宁工厂已取消。该工厂原计划年产能34GWh。",
    ],
)
def test_what_the_plant_was_to_make_is_planned_no_more_once_the_sentence_before_calls_it_off(text: str) -> None:
    book = told(("2025-02-10", text))
    (capacity,) = (fact for fact in book.facts.values() if fact.measure == "capacity")
    assert capacity.status == "cancelled"
    assert not book.total(measure="capacity", unit="GWh/yr", stage="planned").counted


def test_what_a_going_plant_was_planned_with_stays_a_plan() -> None:
    text = "Freyr has cancelled its deal with Itochu. The plant in Coweta County is planned with a capacity of 34 GWh."
    (capacity,) = (f for f in told(("2025-02-10", text)).facts.values() if f.measure == "capacity")
    assert capacity.status != "cancelled"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "CATL has opened its plant in Debrecen. Production has begun. It is the largest battery plant in Europe.",
            "CATL",
        ),
        ("远东股份宜宾智能产业园一期投产。园区年产铜箔6万吨。达产后它将是全国最大的铜箔单一生产基地。", "远东股份"),
    ],
)
def test_it_is_the_largest_is_said_of_whom_the_sentences_before_are_about(text: str, subject: str) -> None:
    (found,) = find_superlatives(told(("2024-07-20", text)))
    assert found.subject == subject


def test_no_empty_brackets_stand_for_evidence_that_is_not_there() -> None:
    book = told(("2024-07-20", "宜宾将打造完整的动力电池产业链。"))
    for lang in ("en", "zh"):
        text = render_superlatives(find_superlatives(book), book, lang)
        assert text.strip()
        assert "[]" not in text
