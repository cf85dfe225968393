"""Weights: how the features of a question are counted, whatever way their sums are made."""

from __future__ import annotations

import re

import pytest

from gigawatch.claims.alternation import either
from gigawatch.claims.scope.weight import EVERYWHERE, Classifier, Model, within

WEIGHTS = {"b:of": [0.1, 0.2, -0.4], "deal|b:of": [0.0, -0.3, 0.5], "other|b:of": [9.0, 0.0, 0.0]}


def test_features_are_named_once_for_each_group() -> None:
    assert within(["k:firm"], (EVERYWHERE, "deal")) == ["k:firm", "deal|k:firm"]


def test_a_group_adds_its_weights_to_those_of_every_question() -> None:
    model = Model({EVERYWHERE: {"a": 0.3, "b": 0.2}, "deal": {"b": 0.2}})
    candidates = [[("a",)], [("b", "unknown")]]
    assert model.choose(candidates, "deal") == 1
    assert model.choose(candidates, "stat") == 0


def test_the_first_of_candidates_that_are_as_good_is_chosen_in_whatever_order_they_are_told() -> None:
    model = Model({EVERYWHERE: {"a": 0.1, "b": 0.2, "c": 0.3}})
    assert model.choose([[("a", "b", "c")], [("c",), ("b", "a")]], "deal") == 0


@pytest.mark.parametrize(("groups", "value"), [((EVERYWHERE,), "y"), ((EVERYWHERE, "deal"), "z"), (("other",), "x")])
def test_a_value_is_chosen_by_the_groups_of_the_question(groups: tuple[str, ...], value: str) -> None:
    assert Classifier(["x", "y", "z"], WEIGHTS).choose(["b:of"], ["x", "y", "z"], groups) == value


def test_only_allowed_values_are_chosen() -> None:
    assert Classifier(["x", "y", "z"], WEIGHTS).choose(["b:of"], ["x", "z"], (EVERYWHERE,)) == "x"


def test_weights_below_zero_do_not_run_into_the_value_before() -> None:
    classifier = Classifier(["x", "y"], {"f": [-2.0, -1.0], "g": [0.5, -1.0]})
    assert classifier.choose(["f", "g", "f"], ["x", "y"], (EVERYWHERE,)) == "y"
    assert classifier.choose(["f", "g", "g"], ["x", "y"], (EVERYWHERE,)) == "x"


def test_alternatives_put_together_by_letter_match_what_they_match_one_by_one() -> None:
    words = [r"plan(?:s|ned)?", "paused", "plant", "(?:is|are) built", "u?nit"]
    apart, together = (re.compile(rf"\b(?:{words})\b") for words in ("|".join(words), either(words)))
    text = "nit plans paused plant planned are built unit planet"
    found = ["nit", "plans", "paused", "plant", "planned", "are built", "unit"]
    assert together.findall(text) == apart.findall(text) == found
