from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.question.query import is_valid_on, read_period


@pytest.mark.parametrize(
    ("period", "day", "holds"),
    [
        ("2022", "2022-07-25", True),
        ("2022-07", "2022", True),
        ("2022-H1", "2022-06", True),
        ("2022-H1", "2022-07", False),
        ("2022-Q3", "2022-09-30", True),
        ("2022-Q3", "2022-10", False),
        ("2022-01/2022-09", "2022-05", True),
        ("2022-07-21/2022-07-23", "2022-07-24", False),
        ("2025 target", "2025-03", True),
        (None, "2022", False),
    ],
)
def test_a_fact_is_valid_on_a_day_when_their_times_overlap(period: str | None, day: str, holds: bool) -> None:
    assert is_valid_on(period, read_period(day)) is holds


@pytest.mark.parametrize("command", ["chain", "outlook", "ledger"])
def test_before_anything_was_held_nothing_is_believed(
    command: str, built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [command, "--workspace", str(built_sample[0]), "--format", "json"]
    shown = []
    for more in ([], ["--believed-on", "2001-01-01"]):
        with pytest.raises(SystemExit) as left:
            main([*asked, *more])
        assert left.value.code == 0
        shown.append(capsys.readouterr().out)
    assert len(shown[1]) < len(shown[0])


def ask(capsys: pytest.CaptureFixture[str], *asked: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(asked)
    told = capsys.readouterr()
    return int(str(left.value.code)), told.out, told.err


@pytest.mark.parametrize(("given", "meant"), [("2022-08", "2022-08-31"), ("2022", "2022-12-31")])
@pytest.mark.parametrize("option", ["--as-of", "--believed-on"])
def test_a_month_or_a_year_is_taken_to_its_end_and_it_is_said(
    option: str, given: str, meant: str, synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--workspace", str(synthetic), "--format", "json"]
    status, short, told = ask(capsys, "ledger", *place, option, given)
    assert (status, told.splitlines()[0]) == (0, f"{given} is taken to its end: {meant}")
    assert short == ask(capsys, "ledger", *place, option, meant)[1]


@pytest.mark.parametrize("day", ["summer", "2022-Q3", "2022-13", "2022-02-30"])
def test_what_is_no_date_is_refused_in_one_line(day: str, synthetic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, told = ask(capsys, "ledger", "--workspace", str(synthetic), "--as-of", day)
    assert (status, out) == (1, "")
    assert told == f"gigawatch: {day!r} is no date (write 2022, 2022-07 or 2022-07-25)\n"


def test_a_difference_takes_months_and_years_to_their_ends(synthetic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--workspace", str(synthetic), "--format", "json"]
    short, long = (ask(capsys, "diff", *days, *place) for days in (("2022", "2023-06"), ("2022-12-31", "2023-06-30")))
    assert short[1] == long[1] != "[]\n"


def test_a_place_that_no_source_speaks_of_is_said_and_no_empty_table_printed(
    synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(capsys, "ledger", "--workspace", str(synthetic), "--place", "Atlantis") == (
        0,
        "",
        "no source here speaks of Atlantis\n",
    )


def test_why_takes_a_name_of_several_words(synthetic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ask(capsys, "why", "Gotion", "High-tech", "--workspace", str(synthetic))
    assert (status, out.splitlines()[0].startswith("Gotion")) == (0, True)


def test_the_signings_of_a_year_tell_what_is_counted_and_what_its_conference_states(
    synthetic: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ([], ["--place", "Yibin"]):
        status, out, _ = ask(capsys, "ledger", "--signings", "2023", *more, "--workspace", str(synthetic))
        assert status == 0
        assert "World Power Battery Conference 2023, held in that time: 27 projects" in out
        assert "a number alone names none" in out
        assert "not found" not in out
