"""What a table tells as a target or a plan is no outcome; every table is made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_book import book_of

from gigawatch.figures import read_table
from gigawatch.ledger import Ledger
from gigawatch.ledger.aim import is_aimed_at
from gigawatch.model import Observation

HEAD = "subject,measure,period,value,unit,source,vintage\n"


def cells_of(folder: Path, *rows: str) -> tuple[Observation, ...]:
    path = folder / "synthetic_output.csv"
    path.write_text(HEAD + "".join(f"{row},https://example.org/table,2024-01-22\n" for row in rows), encoding="utf-8")
    return read_table(path).observations


def ledger_of(folder: Path, *rows: str) -> Ledger:
    return book_of((), cells_of(folder, *rows))


@pytest.mark.parametrize(
    "row",
    [
        "Yibin power batteries,production,2024 target,130,GWh",
        "Yibin power batteries,production,target 2024,130,GWh",
        "Yibin power batteries (planned),production,2024,130,GWh",
        "宜宾动力电池目标,production,2024,130,GWh",
    ],
)
def test_a_cell_of_a_target_or_a_plan_is_planned(tmp_path: Path, row: str) -> None:
    (fact,) = ledger_of(tmp_path, row).facts.values()
    assert fact.status == "planned"


def test_a_target_and_the_outcome_of_its_year_are_two_facts_that_do_not_contradict_each_other(tmp_path: Path) -> None:
    book = ledger_of(
        tmp_path,
        "Yibin power batteries,revenue,2024 target,130000000000,CNY",
        "Yibin power batteries,revenue,2024,101300000000,CNY",
    )
    assert {fact.value: fact.status for fact in book.facts.values()} == {1.3e11: "planned", 1.013e11: "reported"}
    assert not book.findings


@pytest.mark.parametrize("subject", ["Yibin power batteries", "One Planet Batteries", "宜宾规划设计院动力电池"])
def test_what_only_sounds_like_a_plan_is_an_outcome(tmp_path: Path, subject: str) -> None:
    (cell,) = cells_of(tmp_path, f"{subject},production,2023,90,GWh")
    assert not is_aimed_at(cell)
