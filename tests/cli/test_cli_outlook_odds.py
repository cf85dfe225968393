"""`gigawatch outlook odds` on the small synthetic workspace and the sample."""

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


@pytest.mark.parametrize(("lang", "words"), [("en", "Brier skill score"), ("zh", "布里尔技巧评分")])
def test_the_skill_is_told_in_both_languages(
    synthetic: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    assert run("outlook", "odds", "--workspace", synthetic, "--lang", lang) == 0
    assert words in capsys.readouterr().out


def test_programs_get_the_gate_and_projects_only_where_it_is_open(
    synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("outlook", "odds", "Yibin", "--workspace", synthetic, "--format", "json", "--by", "2027-12-31") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["by"] == "2027-12-31"
    assert bool(told["projects"]) is (told["gate"]["is_open"] and told["pending"] > 0)


def test_as_of_a_day_before_any_rate_was_published_nothing_is_drawn(
    synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("outlook", "odds", "--workspace", synthetic, "--as-of", "2022-12-31") == 0
    told = capsys.readouterr().out
    assert "none was published by 31 December 2022" in told
    assert "No chance of a single project is shown" in told


@pytest.mark.parametrize(("asked", "day"), [("2028", "2028-12-31"), ("2028-02", "2028-02-29")])
def test_a_year_or_a_month_to_start_by_means_its_last_day(
    synthetic: Path, capsys: pytest.CaptureFixture[str], asked: str, day: str
) -> None:
    assert run("outlook", "odds", "--workspace", synthetic, "--format", "json", "--by", asked) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["by"] == day
    assert f"{asked} is taken to its end: {day}" in told.err


@pytest.mark.parametrize("wrong", [("--by", "2010-01-01"), ("--by", "tomorrow"), ("Nosuchplaceville",)])
def test_what_cannot_be_asked_is_refused_in_one_line(
    synthetic: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    assert run("outlook", "odds", *wrong, "--workspace", synthetic) == 1
    assert "Traceback" not in capsys.readouterr().err
