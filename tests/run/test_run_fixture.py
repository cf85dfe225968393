"""Workspaces that past versions built open in this one, and are brought up to date without losing anything."""

from __future__ import annotations

import shutil
import tarfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gigawatch
from gigawatch.ledger.edition import list_editions, read_edition
from gigawatch.ledger.review import read_log
from gigawatch.run.diagnosis import examine
from gigawatch.run.fingerprint import hash_path
from gigawatch.run.migration.format import FORMAT
from gigawatch.run.repair import repair
from gigawatch.run.workspace import open_workspace
from gigawatch.store import read_rows, tables
from synthetic_place import DAY

if TYPE_CHECKING:
    from conftest import Build

ROOT = Path(__file__).parents[2]
VERSIONS = ROOT / "tests" / "fixture" / "version"
ARCHIVES = sorted(VERSIONS.glob("*/*.tar.xz"))
KEPT = ("documents", "tables", "reviews", "editions")


@pytest.fixture(params=ARCHIVES, ids=lambda path: f"{path.parent.name}-{path.name.partition('.')[0]}")
def past(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with tarfile.open(request.param) as packed:
        packed.extractall(tmp_path / "past", filter="data")
    return tmp_path / "past"


def kept_files(place: Path) -> dict[str, str]:
    found = (path for name in KEPT for path in (place / name).rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): hash_path(path) for path in found}


def test_every_version_keeps_a_workspace_for_those_after_it() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert (VERSIONS / version / "workspace.tar.xz").is_file(), "make it: python tools/keep_version.py"
    assert (VERSIONS / "0.1.0" / "workspace.tar.xz").is_file()
    assert all(path.stat().st_size < 400_000 for path in ARCHIVES)


def test_a_workspace_of_a_past_version_answers_and_is_brought_to_what_a_fresh_build_gives(
    past: Path, settle: Build
) -> None:
    before, kept = gigawatch.open(past), kept_files(past)
    documents, facts = set(before.whole.material.documents), len(before.facts())
    assert facts > 3
    repair(open_workspace(past), lambda day: settle(past, day), DAY)
    assert open_workspace(past).settings.format == FORMAT
    settle(past)
    after = gigawatch.open(past)
    assert set(after.whole.material.documents) == documents
    assert kept_files(past) == kept
    fresh = shutil.copytree(past, past.with_name("fresh"))
    shutil.rmtree(fresh / "build")
    settle(fresh)
    for name in tables():
        assert read_rows(past / "build" / "step" / f"{name}.parquet") == read_rows(
            fresh / "build" / "step" / f"{name}.parquet"
        ), name
    assert gigawatch.open(fresh).facts().rows == after.facts().rows


def test_what_persons_judged_and_which_editions_were_kept_can_be_read_still(past: Path) -> None:
    log = read_log(past / "reviews")
    assert log.faults == ()
    for edition in list_editions(past / "editions"):
        assert len(read_edition(past / "editions", edition).facts) == edition.facts
    told = [finding for finding in examine(open_workspace(past)) if not finding.startswith("build/")]
    assert told == []
