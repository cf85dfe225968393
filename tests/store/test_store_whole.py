"""A file that is written appears whole or not at all, whoever may read it, and whatever lies in its place."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gigawatch.store.whole import write_kept, write_whole


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_kept_file_is_replaced_for_those_who_might_read_it_before(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(b"before")
    log.chmod(0o640)
    write_kept(log, b"now")
    assert (log.read_bytes(), mode(log)) == (b"now", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


def test_a_copy_is_for_those_who_may_read_what_it_is_a_copy_of(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"words")
    secret.chmod(0o600)
    write_kept(tmp_path / "backup" / "secret", b"words", like=secret)
    assert mode(tmp_path / "backup" / "secret") == 0o600


def test_a_new_file_is_for_those_to_read_whom_the_system_lets(tmp_path: Path) -> None:
    (tmp_path / "any").write_bytes(b"")
    write_kept(tmp_path / "new", b"words")
    assert mode(tmp_path / "new") == mode(tmp_path / "any")


def test_a_folder_in_the_place_of_a_kept_file_stays_and_one_in_that_of_a_derived_file_makes_room(
    tmp_path: Path,
) -> None:
    for name in ("kept", "derived"):
        (tmp_path / name / "within").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_kept(tmp_path / "kept", b"words")
    write_whole(tmp_path / "derived", "words")
    assert (tmp_path / "derived").read_text(encoding="utf-8") == "words"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["derived", "kept"]
    assert (tmp_path / "kept" / "within").is_dir()


def test_what_a_killed_process_left_beside_a_file_is_not_written_into(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"untouched")
    (tmp_path / ".log.csv.fresh").symlink_to(other)
    write_kept(tmp_path / "log.csv", b"now")
    assert (other.read_bytes(), (tmp_path / "log.csv").read_bytes()) == (b"untouched", b"now")
    assert not (tmp_path / "log.csv").is_symlink()
