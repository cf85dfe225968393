"""Training: a share of a field's known weights stays where the trainer is told so."""

from __future__ import annotations

from typing import Any

import pytest
from reader.blend import keep_known, read_kept

KNOWN = {
    "zh": {
        "choose": {"place": {"": {"out": 1.0, "none": -1.0}}},
        "classify": {"status": {"values": ["planned", "signed"], "weights": {"a": [1.0, 0.0]}}},
    }
}


def learned() -> dict[str, dict[str, dict[str, Any]]]:
    return {
        "zh": {
            "choose": {"place": {"": {"out": 2.0, "in": 1.0}, "stat": {"in": 0.5}}},
            "classify": {"status": {"values": ["planned", "signed"], "weights": {"a": [0.0, 2.0], "b": [1.0, 1.0]}}},
        }
    }


def test_each_weight_of_a_field_is_blended_by_the_share_that_is_kept() -> None:
    tables = learned()
    keep_known(tables, KNOWN, read_kept(["zh:place=0.7"]))
    assert tables["zh"]["choose"]["place"] == {"": {"out": 1.3, "in": 0.3, "none": -0.7}, "stat": {"in": 0.15}}
    assert tables["zh"]["classify"] == learned()["zh"]["classify"]


def test_the_weights_of_every_value_are_blended() -> None:
    tables = learned()
    keep_known(tables, KNOWN, read_kept(["zh:status=0.5"]))
    assert tables["zh"]["classify"]["status"]["weights"] == {"a": [0.5, 1.0], "b": [0.5, 0.5]}


@pytest.mark.parametrize("told", ["zh:place", "place=0.5", "zh:place=1.5", "zh:nothing=0.5", "fr:place=0.5"])
def test_what_names_no_field_or_no_share_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match=r"no field that is learned|is not LANGUAGE"):
        keep_known(learned(), KNOWN, read_kept([told]))
