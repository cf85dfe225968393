from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gigawatch.figures import sidecar_of
from gigawatch.intake import keep_document, keep_file, load_document
from gigawatch.model import InputError, WorkspaceError

TABLE = "city,measure,period,value,unit\nYibin,production,2022,72,GWh\n"
COLUMNS = "columns:\n  subject: city\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text("The plant opened.")
    return file


def sidecar(file: Path, text: str) -> Path:
    path = file.with_name(file.name + ".meta.yaml")
    path.write_text(text)
    return path


@pytest.mark.parametrize("name", ["t.meta.yaml", "t.csv.meta.yaml"])
def test_either_sidecar_of_a_table_is_kept_with_it(tmp_path: Path, folder: Path, name: str) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / name).write_text(COLUMNS)
    kept = keep_file(tmp_path / "t.csv", folder, sidecar_of)
    found = sidecar_of(kept.path)
    assert kept.took_sidecar
    assert found is not None
    assert found.read_text() == COLUMNS


def test_a_sidecar_for_bytes_held_without_one_is_taken(source: Path, folder: Path) -> None:
    keep_document(source, folder)
    sidecar(source, "published: 2022-07-25\n")
    again = keep_document(source, folder)
    assert (again.is_new, again.took_sidecar) == (False, True)
    assert str(load_document(again.path).published) == "2022-07-25"


def test_a_sidecar_that_contradicts_the_held_one_is_named_and_changes_nothing(source: Path, folder: Path) -> None:
    sidecar(source, "title: One\n")
    kept = keep_document(source, folder)
    sidecar(source, "title: Two\n")
    with pytest.raises(InputError, match="says something else"):
        keep_document(source, folder)
    assert load_document(kept.path).title == "One"


def test_a_sidecar_left_by_a_broken_copy_is_never_given_to_another_file(source: Path, folder: Path) -> None:
    sidecar(folder / "a.txt", "title: Of another text\n")
    kept = keep_document(source, folder)
    assert load_document(kept.path).title is None


def test_a_copy_broken_between_sidecar_and_file_is_completed_next_time(source: Path, folder: Path) -> None:
    said = sidecar(source, "title: One\n")
    shutil.copy(said, folder)
    (folder / ".a.txt.fresh").write_bytes(source.read_bytes())
    kept = keep_document(source, folder)
    assert (kept.path, kept.is_new) == (folder / "a.txt", True)
    assert load_document(kept.path).title == "One"


def test_a_folder_that_cannot_be_written_is_said(source: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(WorkspaceError, match="cannot be kept"):
        keep_document(source, blocked / "documents")


@pytest.mark.parametrize("said", [b"title: \xff\xfe", b"published: 2022-02-30", b"{" * 5000, b"- a list"])
def test_a_sidecar_that_cannot_be_read_is_refused_in_one_line(source: Path, said: bytes) -> None:
    sidecar(source, "").write_bytes(said)
    with pytest.raises(InputError) as fault:
        load_document(source)
    assert "a.txt.meta.yaml" in str(fault.value)
    assert "\n" not in str(fault.value)
