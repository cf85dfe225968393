"""Who builds a release anew from the same files gets the same bytes, wherever and whenever."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from release.artifact import build, find_epoch, write_sums

ROOT = Path(__file__).parents[2]
EPOCH = "1796000000"
LEFT_OUT = (".git", ".venv", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "fixture")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], list[Path]]:
    """Wheel and source archive from two copies of the project, of other name, age and order of writing."""
    copies = [tmp_path_factory.mktemp(name) / name for name in ("here", "elsewhere")]
    for folder in copies:
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT), copy_function=shutil.copy)
    for file in files_under(copies[1]):
        os.utime(file, (1, 1))
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda folder: build(folder, folder.parent / "dist", EPOCH), copies)
    return first, second


def files_under(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def test_wheel_and_source_archive_are_the_same_bytes_from_two_folders(twice: tuple[list[Path], list[Path]]) -> None:
    first, second = ({file.name: file.read_bytes() for file in made} for made in twice)
    assert [name.rpartition(".")[2] for name in first] == ["whl", "gz"]
    assert first == second


def test_the_hashes_are_those_that_sha256sum_checks(twice: tuple[list[Path], list[Path]]) -> None:
    made = twice[0]
    sums = write_sums(made, made[0].parent)
    for line, file in zip(sums.read_text().splitlines(), sorted(made), strict=True):
        assert line == f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}"
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", sums.name], cwd=sums.parent, check=True)


def test_a_release_is_dated_by_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert find_epoch(ROOT) == EPOCH
