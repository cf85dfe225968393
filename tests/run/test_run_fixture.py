"""Workspaces that past versions built open in this one, and are brought up to date without losing anything."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gigawatch.ledger import open_ledger
from gigawatch.run.fingerprint import hash_path

if TYPE_CHECKING:
    from conftest import Build

KEPT = sorted((Path(__file__).parents[1] / "fixture").glob("workspace-*.tar.xz"))


@pytest.mark.parametrize("archive", KEPT, ids=lambda path: path.name)
def test_a_workspace_of_a_past_version_opens_and_is_brought_up_to_date(
    archive: Path, tmp_path: Path, build: Build
) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    documents = {path.name: hash_path(path) for path in (tmp_path / "documents").iterdir()}
    before = open_ledger(tmp_path / "build" / "gigawatch.duckdb")
    build(tmp_path)
    after = open_ledger(tmp_path / "build" / "gigawatch.duckdb")
    assert {path.name: hash_path(path) for path in (tmp_path / "documents").iterdir()} == documents
    assert set(after.material.documents) == set(before.material.documents)
    totals = {("projects", 64.0), ("investment", 1.063e11)}
    for book in (before, after):
        facts = book.select(subject="event-world-power-battery-conference-2023")
        assert {(fact.measure, fact.value) for fact in facts} >= totals
    assert (tmp_path / "build" / "site" / "index.html").is_file()


def test_there_is_a_workspace_of_the_first_version() -> None:
    assert [path.name for path in KEPT][:1] == ["workspace-0.1.tar.xz"]
