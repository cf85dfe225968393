"""The region of a workspace: named by its folder where that is a place, refused at once where nobody knows it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gigawatch.cli import main


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def region_in(place: Path) -> object:
    return tomllib.loads((place / "gigawatch.toml").read_text(encoding="utf-8"))["workspace"].get("region")


def test_a_folder_with_the_name_of_a_place_has_that_region_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", tmp_path / "yibin") == 0
    assert region_in(tmp_path / "yibin") == "yibin"
    assert "Its region is Yibin, Sichuan, China" in capsys.readouterr().err


def test_a_folder_with_the_name_of_no_place_names_no_region_and_asks_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", tmp_path / "qwxyzville") == 0
    assert region_in(tmp_path / "qwxyzville") is None
    assert "No place is called 'qwxyzville': name its region in" in capsys.readouterr().err


def test_a_region_that_nobody_knows_is_refused_before_anything_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "yibin"
    assert run("init", place) == 0
    settings = place / "gigawatch.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"yibin"  ', '"Yibbin"  '), encoding="utf-8")
    capsys.readouterr()
    assert run("build", place) == 1
    error = capsys.readouterr().err
    assert "region 'Yibbin' is not in the gazetteer (near: Yibin;" in error
    assert not (place / "build").exists()


def test_the_build_of_an_empty_workspace_says_that_it_holds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "yibin"
    assert run("init", place) == 0
    settings = '[workspace]\nname = "Yibin"\nregion = "Yibin"\nlanguages = ["en"]\n[index]\ndefinitions = []\n'
    (place / "gigawatch.toml").write_text(settings, encoding="utf-8")
    capsys.readouterr()
    assert run("build", place) == 0
    assert "holds no document and no table: what is built is empty" in capsys.readouterr().err


def test_a_build_counts_the_faults_that_it_lists_and_not_the_tables_that_have_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "yibin"
    (place / "tables").mkdir(parents=True)
    (place / "gigawatch.toml").write_text('[workspace]\nname = "Yibin"\nregion = "Yibin"\n', encoding="utf-8")
    for rows, told in (
        (["Yibin,jobs,2024,many,count"], "One fault (above): the whole table is left out."),
        (
            ["Yibin,jobs,2024,many,count", "Yibin,jobs,2025,few,count"],
            "2 faults (above): the whole table is left out.",
        ),
    ):
        table = ["subject,measure,period,value,unit", "Yibin,jobs,2023,86000,count", *rows]
        (place / "tables/jobs.csv").write_text("\n".join(table) + "\n", encoding="utf-8")
        capsys.readouterr()
        assert run("build", place) == 1
        said = capsys.readouterr().err.splitlines()
        assert said[-1] == told
        assert sum(line.startswith("  tables/jobs.csv:") and ":value: " in line for line in said) == len(rows)
