"""The notes of a release hold every unreleased line and every fragment once, by kind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from release.notes import close, group, render

ROOT = Path(__file__).parents[2]
DAY = date(2027, 1, 31)
PAGE = """# Changelog

## Unreleased

### Added
- A first thing
  on two lines.

### Changed
- A second thing.

## 0.1.0 - 2026-11-22

### Added
- The beginning.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a page and two synthetic fragments."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "changes").mkdir()
    for name in ("template.jinja", "README.md"):
        shutil.copy(ROOT / "changes" / name, tmp_path / "changes")
    (tmp_path / "changes" / "+third.added.md").write_text("A third thing.\n", encoding="utf-8")
    (tmp_path / "changes" / "+fourth.fixed.md").write_text("A fourth thing.\n", encoding="utf-8")
    return tmp_path


def test_lines_and_fragments_become_the_section_of_the_version(folder: Path) -> None:
    command = [sys.executable, "-m", "release.notes", "0.2.0", "--day", DAY.isoformat(), "--folder", str(folder)]
    subprocess.run(command, cwd=ROOT / "tools", check=True)
    text = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    begun, _, rest = text.partition("## 0.2.0 - 2027-01-31\n")
    assert begun.endswith("## Unreleased\n\n")
    section, _, old = rest.partition("## 0.1.0")
    assert section == (
        "\n### Added\n- A first thing\n  on two lines.\n- A third thing.\n"
        "\n### Changed\n- A second thing.\n\n### Fixed\n- A fourth thing.\n\n"
    )
    assert old.endswith("- The beginning.\n")
    assert [path.name for path in (folder / "changes").glob("*.md")] == ["README.md"]


def test_a_release_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to tell"):
        close("## Unreleased\n\n## 0.1.0 - 2026-11-22\n", "", "0.2.0", DAY)


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="Addded"):
        group("### Addded\n- A thing.\n")


def test_every_fragment_of_the_project_is_told() -> None:
    told = sum(len(notes) for notes in group(render(ROOT)).values())
    assert told == len([path for path in (ROOT / "changes").glob("*.md") if path.name != "README.md"])
