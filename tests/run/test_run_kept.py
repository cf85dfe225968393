from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gigawatch.model import WorkspaceError
from gigawatch.run.fingerprint import room_files
from gigawatch.run.kept import record_kept
from gigawatch.run.step import Step, fingerprint

FIRST, LATER = date(2026, 1, 1), date(2026, 2, 1)


def test_a_renamed_file_keeps_the_day_on_which_it_was_first_held(tmp_path: Path) -> None:
    file, other = tmp_path / "a.md", tmp_path / "b.md"
    file.write_text("a")
    record_kept(tmp_path, [file], FIRST)
    file.rename(other)
    assert record_kept(tmp_path, [other], LATER) == {other: FIRST}


def test_new_bytes_under_an_old_name_are_held_from_the_day_they_came(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("a")
    record_kept(tmp_path, [file], FIRST)
    file.write_text("b")
    assert record_kept(tmp_path, [file], LATER) == {file: LATER}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"who,what\n",
        b"path,sha256,kept\na.md,00\n",
        b"path,sha256,kept\na.md,00,soon\n",
        b"path,sha256,kept\n\xff",
    ],
)
def test_a_damaged_log_is_refused_and_left_as_it_is(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "kept.csv").write_bytes(damage)
    (tmp_path / "a.md").write_text("a")
    with pytest.raises(WorkspaceError, match="damaged"):
        record_kept(tmp_path, [tmp_path / "a.md"], FIRST)
    assert (tmp_path / "kept.csv").read_bytes() == damage


def test_every_step_depends_on_the_code_that_runs_it_but_not_on_the_samples() -> None:
    bare, named = (Step("x", (), (), rooms, list) for rooms in ((), ("run",)))
    assert fingerprint(bare, {}) == fingerprint(named, {})
    files = {path.name for path in room_files("run")}
    assert "reading.py" in files
    assert "gigawatch.toml" not in files
