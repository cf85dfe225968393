"""`gigawatch chain`: a region's chain, the published amounts, the picture of the flows, and what is refused."""

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


@pytest.mark.parametrize(("lang", "words"), [("en", "cathode material (core)"), ("zh", "正极材料（核心）")])
def test_the_published_amounts_are_told_without_a_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("chain", "--intensities", "--lang", lang) == 0
    shown = capsys.readouterr().out
    assert words in shown
    assert "https://" in shown


def test_the_amounts_of_one_link_and_chemistry_are_json_with_source_year_and_basis(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("chain", "--intensities", "--link", "electrolyte", "--chemistry", "LFP", "--format", "json") == 0
    (record,) = json.loads(capsys.readouterr().out)
    (row,) = record["intensities"]
    assert (record["link"], row["unit"], row["family"]) == ("electrolyte", "t/GWh", "iron")
    assert row["interval"]["low"] > 1000
    assert all(row[key] for key in ("source", "year", "basis", "licence", "nature"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_flows_of_a_built_workspace_become_a_picture(
    synthetic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    target = tmp_path / "flows.svg"
    assert run("chain", "Yibin", "--picture", target, "--lang", lang, "--workspace", synthetic) == 0
    assert str(target) in capsys.readouterr().err
    svg = target.read_text(encoding="utf-8")
    assert "GWh" in svg
    assert ("cathode material" if lang == "en" else "正极材料") in svg


def test_the_picture_of_a_stage_without_cells_is_refused_and_that_of_one_with_cells_made(
    synthetic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "planned.svg"
    assert run("chain", "--picture", target, "--stage", "planned", "--workspace", synthetic) == 0
    assert "planned capacity" in target.read_text(encoding="utf-8")
    none = tmp_path / "running.svg"
    assert run("chain", "--picture", none, "--stage", "running", "--workspace", synthetic) == 1
    assert "no running cell capacity is stated of Yibin" in capsys.readouterr().err
    assert not none.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--intensities", "--link", "kathode"], "there is no link 'kathode'"),
        (["--intensities", "--chemistry", "XYZ"], "there is no chemistry 'XYZ'"),
        (["Yibin", "--intensities"], "--intensities is of no region"),
        (["--link", "cathode"], "add --intensities"),
        (["--stage", "planned"], "add --picture"),
        (["--picture", "flows.bmp"], "a picture is written as .svg"),
        (["Chengdu", "--picture", "flows.svg"], "no running or planned cell capacity is stated"),
        (["Atlantis-on-Sea"], "no place or company 'Atlantis-on-Sea' is known"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(
    synthetic: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run("chain", *arguments, "--workspace", synthetic) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_the_whole_answer_is_json_in_which_every_balance_carries_its_interval_and_ids(
    synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chain", "Yibin", "--format", "json", "--workspace", synthetic) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["verdict"] == "not shown"
    for balance in record["balances"]:
        assert balance["taker"]["figures"][0]["fact"].startswith("fact-")
        assert balance["need"] is None or balance["need"]["low"] <= balance["need"]["high"]
    assert {"core", "counted", "evidence", "numerator", "denominator", "share"} <= record["named"].keys()
    assert all(one["reasons"] for found in record["candidates"].values() for one in found)


REGIONS = ["chain", "outlook", ["outlook", "carbon"], ["outlook", "odds"], ["outlook", "pledges", "--place"]]


@pytest.mark.parametrize("command", REGIONS, ids=str)
def test_a_misspelt_region_is_refused_with_the_name_that_is_near(
    synthetic: Path, capsys: pytest.CaptureFixture[str], command: str | list[str]
) -> None:
    words = [command] if isinstance(command, str) else command
    assert run(*words, "Yibbin", "--workspace", synthetic) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "near: Yibin" in shown.err


def test_a_place_that_no_source_here_speaks_of_is_still_found_near_a_misspelt_name(
    synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chain", "Nevadda", "--workspace", synthetic) == 1
    assert "near: Nevada" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["chain", "outlook"])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "No source of this workspace speaks of Atlantis (Western Cape, South Africa, Africa)"),
        ("zh", "本工作区没有来源提及亚特兰提斯"),
    ],
)
def test_a_known_place_that_no_source_speaks_of_is_said_in_one_sentence_and_is_no_page_of_noughts(
    synthetic: Path, capsys: pytest.CaptureFixture[str], command: str, lang: str, words: str
) -> None:
    assert run(command, "Atlantis", "--lang", lang, "--workspace", synthetic) == 0
    (told,) = capsys.readouterr().out.splitlines()
    assert told.startswith(words)


@pytest.mark.parametrize("command", ["chain", "outlook"])
@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "published by 2001-12-31 speaks of Nevada"), ("zh", "在2001-12-31及以前发布的来源均未提及")],
)
def test_a_place_that_only_later_sources_speak_of_is_said_to_be_unspoken_of_by_the_day_asked(
    synthetic: Path, capsys: pytest.CaptureFixture[str], command: str, lang: str, words: str
) -> None:
    assert run(command, "Nevada", "--as-of", "2001-12-31", "--lang", lang, "--workspace", synthetic) == 0
    assert words in capsys.readouterr().out


def test_the_json_of_a_place_that_no_source_speaks_of_stays_the_record_that_programs_expect(
    synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chain", "Atlantis", "--format", "json", "--workspace", synthetic) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["documents"] == 0
    assert len(record["missing"]) == record["named"]["denominator"]
