from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from gigawatch.cli.workspace import build_workspace
from gigawatch.run.build import Outcome
from gigawatch.run.sample import create_workspace
from gigawatch.run.workspace import open_workspace

DAY = date(2026, 1, 1)


def build(place: Path, day: date = DAY) -> Outcome:
    return build_workspace(open_workspace(place), day)


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The sample workspace, built once; tests that change it copy it first."""
    place = tmp_path_factory.mktemp("sample") / "yibin"
    create_workspace(place, "yibin", [])
    return place, build(place)


@pytest.fixture
def sample_copy(built_sample: tuple[Path, Outcome], tmp_path: Path) -> Path:
    place = tmp_path / "yibin"
    shutil.copytree(built_sample[0], place)
    return place
