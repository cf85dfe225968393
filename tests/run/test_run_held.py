"""What the last steps of a build share is made once, and anew as soon as a table or a setting is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.run.held import hold, let_go
from gigawatch.run.workspace import Workspace, open_workspace

SETTINGS = '[workspace]\nname = "{name}"\nregion = "Debrecen"\n'


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    let_go()
    (tmp_path / "gigawatch.toml").write_text(SETTINGS.format(name="Debrecen"), encoding="utf-8")
    space = open_workspace(tmp_path)
    space.steps.mkdir(parents=True)
    (space.steps / "fact.parquet").write_bytes(b"synthetic")
    return space


def test_a_thing_is_made_once_for_the_same_tables(space: Workspace) -> None:
    first = hold(space, "ledger", object)
    assert hold(space, "ledger", object) is first
    assert hold(space, "chain", object) is not first


def test_it_is_made_anew_when_a_table_changes(space: Workspace) -> None:
    first = hold(space, "ledger", object)
    (space.steps / "fact.parquet").write_bytes(b"synthetic, of another day")
    assert hold(space, "ledger", object) is not first


def test_it_is_made_anew_when_a_setting_changes(space: Workspace) -> None:
    first = hold(space, "ledger", object)
    (space.root / "gigawatch.toml").write_text(SETTINGS.format(name="Another"), encoding="utf-8")
    assert hold(open_workspace(space.root), "ledger", object) is not first


def test_nothing_is_held_once_it_is_let_go(space: Workspace) -> None:
    first = hold(space, "ledger", object)
    let_go()
    assert hold(space, "ledger", object) is not first


def test_a_large_ledger_is_not_held(space: Workspace) -> None:
    with (space.steps / "fact.parquet").open("wb") as file:
        file.truncate(30_000_000)
    first = hold(space, "ledger", object)
    assert hold(space, "ledger", object) is not first
