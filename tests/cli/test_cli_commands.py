from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from gigawatch.cli import main

TEXT = """---
published: 2022-07-25
---
CATL has invested 64 billion yuan in Yibin for a base of 235 gigawatt-hours a year.
"""


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_help_names_every_command_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = capsys.readouterr().out
    for command in (
        "init",
        "add",
        "build",
        "read",
        "ledger",
        "why",
        "diff",
        "chain",
        "index",
        "outlook",
        "report",
        "serve",
        "fetch",
    ):
        assert f"  {command} " in shown


def test_claims_are_printed_as_lines_of_json_whose_offsets_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.md"
    file.write_text(TEXT)
    assert run("read", file, "--format", "jsonl") == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert run("read", file, "--text") == 0
    text = capsys.readouterr().out
    assert {(c["measure"], c["value"], c["unit"]) for c in claims} == {
        ("investment", 64e9, "CNY"),
        ("capacity", 235.0, "GWh/yr"),
    }
    assert all(text[c["start"] : c["end"]] == c["surface"] for c in claims)
    assert all(c["kind"] == "quantity" and c["document"] == str(file) for c in claims)


def test_faulty_files_are_named_the_others_read_and_the_status_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01binary")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
    assert run("read", tmp_path, "--format", "jsonl") == 1
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2
    assert len(shown.err.splitlines()) == 2
    assert "b.txt" in shown.err
    assert "c.pdf" in shown.err
    assert "Traceback" not in shown.err


def test_another_language_gives_one_notice_and_no_claims(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "de.txt"
    file.write_text("Das Werk in Salzgitter soll ab 2025 jährlich 40 Gigawattstunden Batteriezellen herstellen.")
    assert run("read", file, "--format", "jsonl") == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1


@pytest.mark.parametrize("wrong", [["read"], ["fly"], ["read", "x", "--format", "pdf"], ["build", "--date", "soon"]])
def test_wrong_usage_leaves_with_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*wrong) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["build"], ["ledger"], ["why", "fact-1"], ["chain"], ["outlook"], ["serve"], ["doctor"]]
)
def test_outside_a_workspace_one_line_says_so(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*command, "--workspace", tmp_path) == 1
    shown = capsys.readouterr().err
    assert len(shown.splitlines()) == 1
    assert "gigawatch init" in shown


def test_a_new_workspace_keeps_what_is_added_and_refuses_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, news, table = tmp_path / "w", tmp_path / "news.md", tmp_path / "t.csv"
    news.write_text(TEXT)
    table.write_text("subject,measure,period,value,unit\nYibin,production,2022,72,GWh\n")
    bad = tmp_path / "bad.csv"
    bad.write_text("subject,measure\nYibin,production\n")
    assert run("init", place) == 0
    assert run("add", news, table, "--workspace", place) == 0
    assert run("add", bad, "--workspace", place) == 1
    assert "bad.csv" in capsys.readouterr().err
    assert (place / "documents" / "news.md").read_text() == TEXT
    assert sorted(path.name for path in (place / "tables").iterdir()) == ["t.csv"]
    assert run("init", place) == 1


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(TEXT * 200)
    command = f'"{sys.executable}" -m gigawatch read "{file}" --text | head -c 1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "wrong", [["--measure", "foo"], ["--place", "Qwxyzville"], ["--subject", "Zzyzx Cells"], ["--status", "foo"]]
)
def test_a_filter_that_nothing_knows_is_refused_and_is_no_empty_answer(
    wrong: list[str], built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ledger", *wrong, "--workspace", built_sample[0]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert wrong[1] in shown.err


def test_a_port_in_use_is_said_in_one_line(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert run("serve", "--workspace", built_sample[0], "--port", taken.getsockname()[1]) == 1
    assert "--port" in capsys.readouterr().err


def test_a_measure_that_nothing_has_is_said_when_its_table_is_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, table = tmp_path / "w", tmp_path / "mine.csv"
    assert run("init", place) == 0
    table.write_text("subject,measure,period,value,unit\nYibin,producton,2022,72,GWh\n")
    capsys.readouterr()
    assert run("add", table, "--workspace", place) == 0
    kept, notice = capsys.readouterr().err.splitlines()
    assert kept == "kept: tables/mine.csv"
    assert notice.startswith(f"gigawatch: {table}:1:measure: no measure is called 'producton' (1 row)")
    assert "near it: production" in notice
