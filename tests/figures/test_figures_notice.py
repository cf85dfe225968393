from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.figures import packages

NOTICE = (Path(__file__).parents[2] / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(packages()))
def test_every_table_that_ships_is_credited_in_the_notice(name: str) -> None:
    assert name in NOTICE


@pytest.mark.parametrize(
    "credit", ["GeoNames", "IEA, Global EV Data Explorer 2025", "Ember", "Our World in Data", "CC BY 4.0"]
)
def test_the_credits_that_licences_ask_for_are_given(credit: str) -> None:
    assert credit in NOTICE
