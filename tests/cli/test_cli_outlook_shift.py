"""`gigawatch outlook shift` on the small synthetic workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gigawatch.cli import main


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.parametrize(("lang", "words"), [("en", "The ledger's totals by place"), ("zh", "台账按地区的合计")])
def test_the_answer_is_told_in_both_languages(
    synthetic: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    assert run("outlook", "shift", "--workspace", synthetic, "--lang", lang) == 0
    assert words in capsys.readouterr().out


def test_a_table_that_the_workspace_does_not_take_in_is_said_to_be_missing(
    synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("outlook", "shift", "--by", "country", "--workspace", synthetic) == 0
    assert "name the table under figures in gigawatch.toml" in capsys.readouterr().out


def test_in_the_sample_tables_are_told_by_country_and_their_cells_can_be_asked_why(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    place = built_sample[0]
    assert run("outlook", "shift", "--by", "country", "--format", "json", "--workspace", place) == 0
    courses = {one["code"]: one for one in json.loads(capsys.readouterr().out)["courses"]}
    year = next(one for one in courses["country_battery.capacity"]["years"] if one["year"] == "2022")
    first = year["shares"][0]["amount"]
    assert first["region"] == "place-cn"
    assert run("why", first["evidence"][0], "--workspace", place) == 0


def test_the_academicians_forecast_is_not_decidable_in_the_sample(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("outlook", "shift", "--format", "json", "--workspace", built_sample[0]) == 0
    tests = json.loads(capsys.readouterr().out)["tests"]
    assert [one["target"] for one in tests] == ["west", "place-cn-sichuan"]
    assert {trial["verdict"] for one in tests for trial in one["trials"]} == {"not decidable"}


@pytest.mark.parametrize("wrong", [("--of", "sales"), ("--by", "county"), ("--stage", "both"), ("--unit", "t/yr")])
def test_what_cannot_be_asked_is_refused_in_one_line(
    synthetic: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    assert run("outlook", "shift", "--workspace", synthetic, *wrong) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
