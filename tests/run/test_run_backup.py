"""A backup holds all that is kept and nothing that is built; from it the same workspace comes back."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.backup import LIST, restore_backup, write_backup
from gigawatch.run.workspace import Workspace, open_workspace
from synthetic_place import SYNTHETIC


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    root = tmp_path / "yibin"
    more = {
        "reviews/accept.csv": "a\n",
        "desk/audit.csv": "b\n",
        "build/manifest.json": "{}\n",
        ".gitignore": "build/\n",
    }
    for name, text in {**SYNTHETIC, **more, "documents/.a.md.fresh": "half", ".git/config": ""}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "documents" / "build").mkdir()
    (root / "documents" / "build" / "of-mine.md").write_text("kept\n", encoding="utf-8")
    return open_workspace(root)


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_is_kept_comes_back_byte_for_byte_and_what_is_built_does_not(place: Workspace, tmp_path: Path) -> None:
    told = write_backup(place, tmp_path / "kept.tar.gz")
    assert restore_backup(tmp_path / "kept.tar.gz", tmp_path / "back") == told.files
    left = ("build/manifest.json", "documents/.a.md.fresh", ".git/config")
    assert contents(tmp_path / "back") == {k: v for k, v in contents(place.root).items() if k not in left}
    assert open_workspace(tmp_path / "back").settings == place.settings
    assert (tmp_path / "back" / "desk" / "audit.csv").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "kept.tar.gz").stat().st_mode & 0o777 == 0o600


def test_the_same_content_gives_the_same_bytes_wherever_and_whenever_it_lies(place: Workspace, tmp_path: Path) -> None:
    first, second = tmp_path / "one.tar.gz", tmp_path / "two.tar.gz"
    write_backup(place, first)
    restore_backup(first, tmp_path / "back")
    os.utime(tmp_path / "back" / "gigawatch.toml", (1, 1))
    write_backup(open_workspace(tmp_path / "back"), second)
    assert first.read_bytes() == second.read_bytes()


def test_a_backup_within_the_workspace_does_not_hold_itself(place: Workspace) -> None:
    out = place.root / "kept.tar.gz"
    write_backup(place, out)
    with tarfile.open(out) as packed:
        assert packed.getnames()
        assert not any("kept.tar.gz" in name for name in packed.getnames())


def test_a_link_and_what_is_no_file_are_left_out_and_told(place: Workspace, tmp_path: Path) -> None:
    os.mkfifo(place.documents / "pipe.md")
    (place.documents / "secret.md").symlink_to("/etc/hostname")
    (place.root / "elsewhere").symlink_to(tmp_path)
    told = write_backup(place, tmp_path / "kept.tar.gz")
    assert set(told.left_out) == {"documents/secret.md", "documents/pipe.md", "elsewhere"}
    with tarfile.open(tmp_path / "kept.tar.gz") as packed:
        assert all(entry.isfile() for entry in packed)


def test_nothing_that_is_there_is_overwritten(place: Workspace, tmp_path: Path) -> None:
    (tmp_path / "kept.tar.gz").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="there is a file of this name already"):
        write_backup(place, tmp_path / "kept.tar.gz")
    write_backup(place, tmp_path / "other.tar.gz")
    with pytest.raises(WorkspaceError, match="the folder is not empty"):
        restore_backup(tmp_path / "other.tar.gz", place.root)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.98])
def test_a_damaged_backup_is_refused_and_makes_nothing(place: Workspace, tmp_path: Path, share: float) -> None:
    out = tmp_path / "kept.tar.gz"
    write_backup(place, out)
    data = out.read_bytes()
    out.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(InputError, match=r"no backup of a workspace, or it is damaged|the backup is damaged"):
        restore_backup(out, tmp_path / "back")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.tar.gz", "yibin"]


def test_a_backup_of_which_any_byte_is_another_is_refused(place: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "kept.tar.gz"
    write_backup(place, out)
    data = out.read_bytes()
    for at in range(10, len(data), 97):  # behind the head, in which bytes say nothing of the content
        out.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        with pytest.raises(InputError, match="damaged"):
            restore_backup(out, tmp_path / "back")
    assert not (tmp_path / "back").exists()


def add_file(tar: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text.encode())
    tar.addfile(entry, BytesIO(text.encode()))


@pytest.mark.parametrize("listed", ["[]", '{"files": []}', '{"files": {"../gigawatch.toml": ""}}', "[" * 100_000, "{}"])
def test_an_archive_that_lists_its_files_otherwise_is_refused(place: Workspace, tmp_path: Path, listed: str) -> None:
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        add_file(tar, "gigawatch.toml", (place.root / "gigawatch.toml").read_text(encoding="utf-8"))
        add_file(tar, LIST, listed)
    with pytest.raises(InputError, match="damaged"):
        restore_backup(tmp_path / "other.tar.gz", tmp_path / "back")


def test_a_file_or_link_that_the_list_does_not_name_is_refused(place: Workspace, tmp_path: Path) -> None:
    settings = (place.root / "gigawatch.toml").read_text(encoding="utf-8")
    listed = json.dumps({"files": {"gigawatch.toml": hashlib.sha256(settings.encode()).hexdigest()}})
    link = tarfile.TarInfo("documents/secret.md")
    link.type, link.linkname = tarfile.SYMTYPE, "../gigawatch.toml"
    for number, more in enumerate((None, "documents/more.md", link)):
        out, back = tmp_path / f"{number}.tar.gz", tmp_path / f"back-{number}"
        with tarfile.open(out, "w:gz") as tar:
            add_file(tar, "gigawatch.toml", settings)
            add_file(tar, LIST, listed)
            if isinstance(more, str):
                add_file(tar, more, "A synthetic text.")
            elif more is not None:
                tar.addfile(more)
        if more is None:
            assert restore_backup(out, back) == 1
            continue
        with pytest.raises(InputError, match="the backup is damaged: documents/"):
            restore_backup(out, back)
        assert not back.exists()


def test_an_archive_with_paths_that_lead_elsewhere_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "evil.tar.gz"
    (tmp_path / "evil").write_text("x", encoding="utf-8")
    with tarfile.open(out, "w:gz") as packed:
        packed.add(tmp_path / "evil", arcname="../outside")
    with pytest.raises(InputError, match="no backup of a workspace"):
        restore_backup(out, tmp_path / "in" / "back")
    assert not (tmp_path / "in" / "outside").exists()


def test_the_commands_tell_what_to_do_next(
    place: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, back = str(tmp_path / "kept.tar.gz"), str(tmp_path / "back")
    for words in (("backup", out, "--workspace", str(place.root)), ("restore", out, back)):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 0
    told = capsys.readouterr().err
    assert f"restore {out} NEW-FOLDER" in told
    assert f"build {back}" in told
