"""Units that are ranked in spite of the coverage gate: named in the method, marked in the outcome."""

from __future__ import annotations

import polars as pl
import pytest

from gigawatch.index import FaultyInput, run

STRUCTURE = pl.DataFrame(
    {
        "code": ["root", "a", "b", "c", "d"],
        "parent": [None, "root", "root", "root", "root"],
        "kind": ["aggregate", *["indicator"] * 4],
        "weight": [1.0] * 5,
        "direction": [1] * 5,
    }
)
VALUES = pl.DataFrame(
    {
        "unit": ["full"] * 4 + ["half"] * 2 + ["third"] * 4 + ["bare"],
        "code": ["a", "b", "c", "d", "a", "b", "a", "b", "c", "d", "a"],
        "value": [1.0, 2.0, 3.0, 4.0, 9.0, 9.0, 4.0, 3.0, 2.0, 1.0, 5.0],
    }
)


def method(**gate: object) -> dict[str, object]:
    steps = [{"step": "normalise", "rule": "minmax"}, {"step": "aggregate", "rule": "arithmetic"}]
    return {"step": steps, "coverage": {"share": 0.75, **gate}}


def test_a_unit_under_the_gate_is_ranked_when_the_method_includes_it_and_only_then() -> None:
    without = run(VALUES, STRUCTURE, method()).list_scores()
    included = run(VALUES, STRUCTURE, method(include=["half"])).list_scores()
    assert dict(without.select("unit", "rank").iter_rows()) == {"full": 1, "half": None, "third": 2, "bare": None}
    assert dict(included.select("unit", "rank").iter_rows()) == {"full": 2, "half": 1, "third": 3, "bare": None}
    assert without["score"].to_list() == included["score"].to_list()


def test_the_status_says_that_a_unit_was_included_and_what_is_missing() -> None:
    scores = run(VALUES, STRUCTURE, method(include=["half", "full"])).list_scores()
    status = dict(scores.select("unit", "status").iter_rows())
    assert status["half"] == "ranked in spite of the gate: root 50% of 75%, missing c, d"
    assert status["full"] == "ranked"
    assert status["bare"] == "not ranked: root 25% of 75%, missing b, c, d"


def test_including_a_unit_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(FaultyInput, match=r"coverage\.include.*'nobody' is not a unit"):
        run(VALUES, STRUCTURE, method(include=["nobody"]))


def test_an_inclusion_is_part_of_the_methods_hash() -> None:
    first, second = (run(VALUES, STRUCTURE, method(**more)) for more in ({}, {"include": ["half"]}))
    assert first.hash != second.hash
