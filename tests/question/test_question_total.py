"""Totals of a question are the ledger's own, whatever chose their facts, and their scope says what did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import gigawatch
from gigawatch.ledger import Reason
from gigawatch.model import InputError


def test_a_total_of_a_place_is_the_ledgers_own(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    (found,) = book.total(place="Yibin", measure="capacity", stage="planned")
    own = book.ledger.total(place="Yibin", measure="capacity", unit="GWh/yr", stage="planned")
    assert found.interval == own.interval
    assert {fact.id for fact in found.counted} == {fact.id for fact in own.counted}
    assert {(one.fact.id, one.reason) for one in found.left_out} == {(o.fact.id, o.reason) for o in own.left_out}


def test_every_condition_and_clock_stands_in_the_scope_in_both_languages(synthetic: Path) -> None:
    book = gigawatch.open(synthetic, as_of=date(2023, 12, 31))
    found = book.total(place="Yibin", measure="capacity", publisher="newswire", kind="site", verdict="settled")
    assert found
    for one in found:
        assert all(word in one.scope.en for word in ("Yibin", "newswire", "site", "settled", "31 December 2023"))
        assert "宜宾" in one.scope.zh
        assert "2023年12月31日" in one.scope.zh


def test_what_is_never_added_is_left_out_and_named(synthetic: Path) -> None:
    (found,) = gigawatch.open(synthetic).total(measure="share")
    assert found.interval is None
    assert {one.reason for one in found.left_out} == {Reason.NEVER}


def test_money_is_told_in_the_currency_that_is_asked_for(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    (yuan,) = book.total(measure="investment", stage="planned")
    (dollars,) = book.total(measure="investment", stage="planned", unit="USD")
    assert yuan.asked.unit == "CNY"
    assert yuan.interval is not None
    assert dollars.interval is not None
    assert yuan.interval.low > dollars.interval.low > 0
    assert set(dollars.by_currency) == {"CNY"}


def test_planned_and_built_never_meet_in_a_total(synthetic: Path) -> None:
    stages = [one.asked.stage for one in gigawatch.open(synthetic).total(measure="capacity")]
    assert len(stages) == len(set(stages))


def test_a_unit_that_nothing_is_told_in_is_refused(synthetic: Path) -> None:
    with pytest.raises(InputError, match="nothing chosen is told in 't'"):
        gigawatch.open(synthetic).total(measure="capacity", unit="t")
