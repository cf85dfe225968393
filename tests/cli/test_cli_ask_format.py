"""Asking from the command line: formats, editions beside the build, and wrong questions in one line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from gigawatch.cli import main

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def run(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        shown = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, shown.out, shown.err

    return run


@pytest.fixture
def place(built_sample: tuple[Path, object]) -> tuple[str, Path]:
    return "--workspace", built_sample[0]


def test_facts_are_the_same_as_table_csv_and_json(ask: Ask, place: tuple[str, Path]) -> None:
    asked = ("ledger", "--measure", "capacity", "--stage", "built", *place)
    table = [line.split("\t")[0] for line in ask(*asked)[1].splitlines()[1:]]
    rows = [row["id"] for row in csv.DictReader(ask(*asked, "--format", "csv")[1].splitlines())]
    records = [record["id"] for record in json.loads(ask(*asked, "--format", "json")[1])]
    assert table
    assert table == rows == records


def test_a_limit_of_nothing_is_an_empty_answer(ask: Ask, place: tuple[str, Path]) -> None:
    assert json.loads(ask("ledger", "--limit", "0", "--format", "json", *place)[1]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ["--total", "--superlatives"], ["--of", "CATL"], ["--total", "--format", "csv"], ["--link", "foo"],
        ["--publisher", "Nobody's Paper"], ["--period", "summer"], ["--company", "Zzyzx Cells"],
        ["--superlatives", "--of", "Zzyzx Cells"],
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused_in_one_line(ask: Ask, place: tuple[str, Path], wrong: list[str]) -> None:
    status, out, err = ask("ledger", *wrong, *place)
    assert (status, out, len(err.splitlines())) == (1, "", 1)


def test_a_word_of_no_closed_list_is_wrong_usage(ask: Ask, place: tuple[str, Path]) -> None:
    assert ask("ledger", "--stage", "finished", *place)[0] == 2
    assert ask("diff", "2022-12-31", "2023-06-30", "--format", "pdf", *place)[0] == 2


def test_an_edition_is_kept_once_named_once_and_found_by_both(ask: Ask, sample_copy: Path) -> None:
    place = ("--workspace", sample_copy)
    status, key, _ = ask("edition", "keep", "--name", "spring", *place)
    assert status == 0
    files = {path: path.read_bytes() for path in (sample_copy / "editions" / key.strip()).iterdir()}
    assert sorted(path.name for path in files) == ["fact.csv", "manifest.json", "status.csv"]
    assert ask("edition", "keep", *place)[1] == key
    status, _, err = ask("edition", "keep", "--name", "autumn", *place)
    assert (status, "spring" in err) == (1, True)
    assert {path: path.read_bytes() for path in files} == files
    assert [one["name"] for one in json.loads(ask("edition", "list", "--format", "json", *place)[1])] == ["spring"]
    for other in ("spring", key.strip()):
        assert json.loads(ask("diff", "spring", other, "--format", "json", *place)[1]) == []


@pytest.mark.parametrize("name", ["2026-01-01", "a/b", " "])
def test_a_name_that_cannot_be_an_edition_s_is_refused(ask: Ask, sample_copy: Path, name: str) -> None:
    assert ask("edition", "keep", "--name", name, "--workspace", sample_copy)[0] == 1
    assert [path for path in (sample_copy / "editions").iterdir() if path.is_dir()] == []


def test_an_edition_survives_the_build_that_it_was_kept_from(ask: Ask, sample_copy: Path) -> None:
    place = ("--workspace", sample_copy)
    ask("edition", "keep", "--name", "spring", *place)
    status, _, err = ask("diff", "spring", "2099-01-01", "--workspace", sample_copy.parent)
    assert (status, len(err.splitlines())) == (1, 1)
    changes = json.loads(ask("diff", "spring", "2099-01-01", "--format", "json", *place)[1])
    assert {change["what"] for change in changes} <= {"status"}
    assert {change["cause"] for change in changes} <= {"aged"}


def test_changes_are_one_line_each_and_a_feed(ask: Ask, place: tuple[str, Path]) -> None:
    asked = ("diff", "2022-12-31", "2023-06-30", *place)
    lines = [json.loads(line) for line in ask(*asked, "--format", "jsonl")[1].splitlines()]
    assert lines == json.loads(ask(*asked, "--format", "json")[1])
    feed = Xml.fromstring(ask(*asked, "--format", "atom", "--lang", "zh")[1].encode())
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == len(lines)


def test_superlatives_come_with_a_finding_and_a_reason_or_a_ranking(ask: Ask, place: tuple[str, Path]) -> None:
    found = json.loads(ask("ledger", "--superlatives", "--format", "json", *place)[1])
    assert found
    assert {one["finding"] for one in found} <= {"true", "false", "not decidable"}
    assert all(one["reason"] for one in found if one["finding"] == "not decidable")
    assert all(one["subject"] == "CATL" or "宁德时代" in one["subject"] for one in json.loads(
        ask("ledger", "--superlatives", "--of", "CATL", "--format", "json", *place)[1]
    ))  # fmt: skip


def test_sql_is_asked_read_only(ask: Ask, place: tuple[str, Path]) -> None:
    assert ask("sql", "SELECT count(*) AS n FROM settled_fact", *place)[1].startswith("n\n")
    status, _, err = ask("sql", "DROP TABLE fact", *place)
    assert (status, len(err.splitlines())) == (1, 1)
