"""Whatever is wrong on the disk leaves as one line with status 1, and never as a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gigawatch.cli import main

TEXT = "---\npublished: 2022-07-25\n---\nCATL has invested 64 billion yuan in Yibin.\n"


Refused = Callable[..., str]
Built = tuple[Path, object]


def take_line(status: object, told: str) -> str:
    """The one line on standard error of a command that must leave with status 1."""
    assert status == 1, told
    (line,) = told.splitlines()
    assert line.startswith("gigawatch: ")
    return line


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Refused:
    def asked(*arguments: object) -> str:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        return take_line(left.value.code, capsys.readouterr().err)

    return asked


def refused_by_process(*arguments: object) -> str:
    command = [sys.executable, "-m", "gigawatch", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return take_line(done.returncode, done.stderr)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ledger", "--stage", "biult"], "'biult' is none of planned, built, ended, unstated; near: built"),
        (["outlook", "--lang", "fr"], "--lang: 'fr' is none of en, zh (see"),
        (["serve", "--port", "eighty"], "--port: it takes a whole number"),
        (["serve", "--port", "70000"], "--port: it takes 65535 or less"),
        (["review", "list", "--limit", "0"], "--limit: it takes 1 or more"),
    ],
)  # fmt: skip
def test_a_wrong_choice_or_number_is_told_with_what_may_be_given(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert words in told
    assert "Value error" not in told
    assert "Input should" not in told


@pytest.fixture
def news(tmp_path: Path) -> Path:
    file = tmp_path / "news.md"
    file.write_text(TEXT)
    return file


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    (folder / "documents").mkdir(parents=True)
    (folder / "gigawatch.toml").write_text('[workspace]\nname = "Yibin"\n')
    return folder


def test_a_sidecar_that_is_not_utf8_is_named(news: Path, refused: Refused) -> None:
    news.with_name("news.md.meta.yaml").write_bytes("title: 宜宾".encode("gb18030"))
    assert "news.md.meta.yaml" in refused("read", news)


def test_a_new_workspace_where_none_can_be_made_is_refused(news: Path, refused: Refused) -> None:
    assert "cannot be made" in refused("init", news / "w")


def test_a_workspace_that_takes_no_files_says_so(news: Path, place: Path, refused: Refused) -> None:
    (place / "documents").rmdir()
    (place / "documents").write_text("a file where the folder should be")
    assert "cannot be kept" in refused("add", news, "--workspace", place)


def test_a_workspace_that_cannot_be_built_in_says_so(place: Path) -> None:
    (place / "build").write_text("a file where the folder should be")
    assert "nothing can be built here" in refused_by_process("build", place)


def test_a_damaged_log_stops_the_build_before_anything_is_dated_anew(place: Path, news: Path, refused: Refused) -> None:
    (place / "documents" / "news.md").write_bytes(news.read_bytes())
    (place / "documents" / "kept.csv").write_text("path,sha256,kept\nnews.md,00")
    assert "kept.csv" in refused("build", place)


def test_a_pipe_is_not_kept_and_not_said_to_be_missing(tmp_path: Path, place: Path, refused: Refused) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe.txt: this is no file (give a file or a folder)" in refused(
        "add", tmp_path / "pipe.txt", "--workspace", place
    )


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "subject,measure,period,value,unit\n", "a.csv: 1 fault"),
        ("a.csv", "", "a.csv: the table is empty"),
        ("a.meta.yaml", "columns: 5\n", "a.meta.yaml: `columns` is a list of names with values"),
        ("a.csv.meta.yaml", "other: 5\n", "a.csv.meta.yaml: unknown key other"),
    ],
)
def test_a_bad_table_or_sidecar_is_told_with_its_path_when_it_is_added_and_when_it_is_built(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, told: str
) -> None:
    for folder in (tmp_path / "in" / "2024", place / "tables"):
        folder.mkdir(parents=True)
        (folder / "a.csv").write_text("subject,measure,period,value,unit\nYibin,production,2022,72,GWh\n")
        (folder / name).write_text(content)
    for arguments, where in (
        (["add", tmp_path / "in", "--workspace", place], f"{tmp_path}/in/2024/"),
        (["build", place], "tables/"),
    ):
        with pytest.raises(SystemExit):
            main(list(map(str, arguments)))
        assert f" {where}{told}" in capsys.readouterr().err


def test_the_name_of_the_log_cannot_be_taken_by_a_table(tmp_path: Path, place: Path, refused: Refused) -> None:
    (tmp_path / "kept.csv").write_text("subject,measure,period,value,unit\nYibin,production,2022,72,GWh\n")
    assert "rename it" in refused("add", tmp_path / "kept.csv", "--workspace", place)


@pytest.mark.parametrize("command", ["report", "export"])
def test_a_copy_to_a_place_that_cannot_be_written_is_refused_before_anything_is_built(
    command: str, place: Path, news: Path, refused: Refused
) -> None:
    assert "can be written" in refused(command, "--workspace", place, "--out", news / "out")
    assert not (place / "build").exists()


def test_a_difference_asked_backwards_is_refused_with_the_order_to_use(built_sample: Built, refused: Refused) -> None:
    line = refused("diff", "2023-12-31", "2022-12-31", "--workspace", built_sample[0])
    assert "gigawatch diff 2022-12-31 2023-12-31" in line


@pytest.mark.parametrize("day", ["soon", "2022-13", "2022-Q3", "20220725", "2022-02-30"])
def test_a_day_that_is_none_is_refused(day: str, built_sample: Built, refused: Refused) -> None:
    assert "2022-07-25" in refused("ledger", "--workspace", built_sample[0], "--valid-on", day)


def test_a_disk_without_room_is_said_in_one_line(place: Path, news: Path) -> None:
    (place / "documents" / "news.md").write_bytes(news.read_bytes())
    command = f'ulimit -f 40; exec "{sys.executable}" -m gigawatch build "{place}"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "room on the disk" in line


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device to write to")
def test_output_that_cannot_be_written_is_said_in_one_line(news: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "gigawatch", "read", str(news)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_file_whose_name_is_not_utf8_is_named(place: Path, news: Path) -> None:
    (place / "documents" / "b\udcff.md").write_bytes(news.read_bytes())
    assert "b\\udcff.md" in refused_by_process("build", place)


def test_a_question_of_two_statements_is_refused(built_sample: Built, refused: Refused) -> None:
    assert "more than one statement" in refused("sql", "select 1; select 2", "--workspace", built_sample[0])


def test_reading_a_folder_without_documents_says_so(tmp_path: Path, refused: Refused) -> None:
    assert "no document is there" in refused("read", tmp_path)


def test_adding_a_folder_without_files_says_so(tmp_path: Path, place: Path, refused: Refused) -> None:
    (tmp_path / "nothing").mkdir()
    assert "no file is in this folder" in refused("add", tmp_path / "nothing", "--workspace", place)


@pytest.mark.parametrize("change", ["changed", "new", "gone"])
def test_sources_that_moved_on_since_the_build_are_told_by_doctor_and_by_questions(
    change: str, sample_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = sorted((sample_copy / "documents").glob("*.md"))[0]
    if change == "new":
        (sample_copy / "documents" / "synthetic.md").write_bytes(kept.read_bytes())
    elif change == "gone":
        kept.unlink()
    else:
        kept.write_text(kept.read_text(encoding="utf-8") + "\nA synthetic line.\n", encoding="utf-8")
    name = "synthetic.md" if change == "new" else kept.name
    told = f"1 document {change} (documents/{name}) since the build; run gigawatch build"
    for command in ("doctor", "ledger"):
        with pytest.raises(SystemExit):
            main([command, "--workspace", str(sample_copy)])
        assert told in capsys.readouterr().err


def test_an_untouched_workspace_has_no_notice(built_sample: Built, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ledger", "--workspace", str(built_sample[0])])
    assert "since the build" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [("build", 130, "what was built before still stands"), ("status", 2, "ledger --timeline")],
)
def test_an_interrupted_build_and_a_command_that_is_none_say_what_to_do(
    command: str,
    status: int,
    words: str,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gigawatch.cli.workspace.build_workspace", stop)
    with pytest.raises(SystemExit) as left:
        main([command, str(place)])
    assert left.value.code == status
    assert words in capsys.readouterr().err
