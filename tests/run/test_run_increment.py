from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from adding import HEAD, TEXTS, keep, make_folders, settle, tables_of

from gigawatch.run import progress


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(progress, "SMALLEST", 0)
    return make_folders(tmp_path / "debrecen")


@pytest.mark.parametrize("first", [1, 3, 6])
def test_documents_added_one_by_one_give_the_ledger_of_all_at_once(workspace: Path, first: int) -> None:
    for number in range(first):
        keep(workspace, number)
    settle(workspace)
    for number in range(first, len(TEXTS)):
        keep(workspace, number)
        assert settle(workspace) == ["resolve", "settle"]
    added = tables_of(workspace)
    shutil.rmtree(workspace / "build")
    settle(workspace)
    assert tables_of(workspace) == added


def test_only_the_things_that_an_added_document_touches_are_settled_again(workspace: Path) -> None:
    for number in range(len(TEXTS) - 2):
        keep(workspace, number)
    settle(workspace)
    keep(workspace, 6)
    settle(workspace)
    touched = (workspace / "build" / "step" / "touched.json").read_text(encoding="utf-8")
    assert len(json.loads(touched)["documents"]) == 1
    assert 1 <= len(json.loads(touched)["entities"]) < 10


def test_a_document_that_goes_or_changes_has_everything_settled_anew(workspace: Path) -> None:
    for number in range(4):
        keep(workspace, number)
    settle(workspace)
    (workspace / "documents" / "001.md").unlink()
    settle(workspace)
    assert (workspace / "build" / "step" / "touched.json").read_text(encoding="utf-8") == "null"
    once = tables_of(workspace)
    shutil.rmtree(workspace / "build")
    settle(workspace)
    assert tables_of(workspace) == once


def test_work_on_the_tables_that_was_cut_short_is_done_anew(workspace: Path) -> None:
    for number in range(4):
        keep(workspace, number)
    settle(workspace)
    (workspace / "build" / "step" / "adding").touch()
    keep(workspace, 4)
    settle(workspace)
    assert (workspace / "build" / "step" / "touched.json").read_text(encoding="utf-8") == "null"
    assert not (workspace / "build" / "step" / "adding").exists()


COPIED = "CATL plans a battery base in Debrecen with 100 GWh a year, to be built for 7.34 billion euros by 2030."
RANKED = (
    "In 2023 the top three by installed capacity were CATL, BYD, and CALB, in this order, said the association.",
    "In 2024 the top three by installed capacity were CATL, CALB, and BYD, in this order, said the association.",
)


def test_copies_and_rankings_added_later_are_found_as_if_all_had_come_at_once(workspace: Path) -> None:
    texts = (*TEXTS[:5], COPIED, RANKED[0], f"{COPIED} ", RANKED[1])
    for number, text in enumerate(texts):
        held = HEAD.format(day=date(2022, 1 + number, 3), number=number) + text + "\n"
        (workspace / "documents" / f"{number:03}.md").write_text(held, encoding="utf-8")
        if number >= 5:
            settle(workspace)
    added = tables_of(workspace)
    assert any("another order" in str(row) for row in added["finding"])
    shutil.rmtree(workspace / "build")
    settle(workspace)
    assert tables_of(workspace) == added


def test_a_publisher_whose_standing_falls_with_an_added_document_is_settled_everywhere(workspace: Path) -> None:
    years = (2025, 2026, 2027, 2028)
    plan = "CATL's battery base in Debrecen is to have a capacity of {value} GWh a year by {year}"
    wordings = (
        plan + ". The weather was fine on that day and many people came to hear the mayor speak in the old town hall.",
        "A drawing on the wall shows it: "
        + plan
        + ". Farmers nearby still sow wheat, and nobody has seen a digger yet.",
        plan + ", visitors heard. Coffee was served late, after a long walk along the river and past the new bridge.",
    )
    held = [(year, number, value) for year in years for number, value in ((1, 30), (2, 30), (3, 90))]
    for order, (year, number, value) in enumerate(held):
        text = wordings[number - 1].format(year=year, value=value)
        head = HEAD.format(day=date(2022, 6, 1 + order), number=number)
        (workspace / "documents" / f"{order:03}.md").write_text(head + text + "\n", encoding="utf-8")
        if order >= len(held) - 5:
            settle(workspace)
    added = tables_of(workspace)
    assert max(row[2] for row in added["source_standing"]) >= 3  # type: ignore[type-var]  # a count
    shutil.rmtree(workspace / "build")
    settle(workspace)
    assert tables_of(workspace) == added
