"""The project's own scripts, run as `make` runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make_sample(folder: Path) -> str:
    """What is said while the sample workspace is made."""
    command = [sys.executable, ROOT / "tools" / "sample.py", folder]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout


def test_the_sample_workspace_is_left_alone_while_the_bundled_sample_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "yibin"
    make_sample(folder)
    (folder / "documents" / "own.md").write_text("A note of one's own.")
    make_sample(folder)
    assert (folder / "documents" / "own.md").exists()


def test_making_the_sample_workspace_asks_for_no_build_since_make_run_builds_next(tmp_path: Path) -> None:
    assert make_sample(tmp_path / "yibin") == f"Made the workspace {tmp_path / 'yibin'} from the sample yibin.\n"
    assert make_sample(tmp_path / "yibin") == ""


def test_a_place_where_the_sample_workspace_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "yibin").write_text("a file")
    command = [sys.executable, ROOT / "tools" / "sample.py", tmp_path / "yibin"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"the sample workspace {tmp_path / 'yibin'} could not be made: ")


def test_the_sample_workspace_is_made_anew_when_the_bundled_sample_has_changed(tmp_path: Path) -> None:
    folder = tmp_path / "yibin"
    make_sample(folder)
    (folder / "documents" / "001-conference-2022.md").write_text("Of an older sample.")
    (tmp_path / "yibin.sample").write_text("the hash of an older sample")
    make_sample(folder)
    assert "2022" in (folder / "documents" / "001-conference-2022.md").read_text(encoding="utf-8")


def test_setup_installs_its_installer_at_the_pinned_version_with_hashes() -> None:
    command = "import setup; print(setup.find_pin(open('../requirements.lock').read(), 'uv'))"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT / "tools", check=True, capture_output=True, text=True
    )
    first, *hashes = done.stdout.strip().splitlines()
    assert first.startswith("uv==")
    assert hashes
    assert all(line.strip().startswith("--hash=sha256:") for line in hashes)
