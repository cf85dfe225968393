"""The material balance in the report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_fixture import publication

from gigawatch.chain import Presence
from gigawatch.chain.supply import Supply
from gigawatch.model import Interval
from gigawatch.report.block import Table
from gigawatch.report.pen import Pen
from gigawatch.report.section.balance import compose_balance


@pytest.mark.parametrize(("lang", "words"), [("en", "20,000 tonnes as stated"), ("zh", "来源原文为2万吨")])
def test_a_converted_capacity_is_told_as_stated_too(lang: str, words: str) -> None:
    chain = publication().chain
    assert chain is not None
    cells = next(one for one in chain.balances if one.link == "nickel_refining" and one.taker.link == "cell")
    stated = Supply(
        cells.link, Presence.RUNNING, Interval(4466, 20000), cells.unit, cells.taker.figures, Interval(20000, 20000)
    )
    section = compose_balance(
        Pen(publication(), lang), replace(chain, balances=(replace(cells, supply=stated),)), "Riverton"
    )
    assert section is not None
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert words in "".join(run.text for run in table.rows[0][2])
