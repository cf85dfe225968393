"""The commands for an index of one's own, as somebody who does not program would use them."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from gigawatch.cli import main


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main(["index", *(str(argument) for argument in arguments)])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def asem(tmp_path: Path) -> Path:
    assert run("example", "asem", tmp_path / "asem") == 0
    return tmp_path / "asem"


def test_from_an_example_to_ranks_with_intervals_in_two_commands(asem: Path) -> None:
    assert run("run", asem, "--runs", 50) == 0
    scores = pl.read_csv(asem / "out" / "scores.csv")
    first = scores.filter(pl.col("code") == "Index", pl.col("rank") == 1)
    assert first["unit"].to_list() == ["CHE"]
    assert first["low"].null_count() == 0
    assert (asem / "out" / "normalise.csv").is_file()


def test_an_example_is_never_written_over(asem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("example", "asem", asem) == 1
    assert "is there already" in capsys.readouterr().err


def test_check_says_what_there_is_or_every_fault(asem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", asem) == 0
    assert "indicators\t49" in capsys.readouterr().out
    with (asem / "values.csv").open("a", encoding="utf-8") as file:
        file.write("AUT,LPI,1\nXXX,nothing,x\n")
    assert run("check", asem, "--out", asem / "faults") == 1
    shown = capsys.readouterr().err
    for text in ("(AUT, LPI) is already given in row 1", "'nothing' is not a code", "'x' is not a number"):
        assert text in shown
    assert pl.read_csv(asem / "faults" / "faults.csv").height >= 3


def test_no_files_gives_one_line_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("run", tmp_path) == 1
    shown = capsys.readouterr().err
    assert "no values, structure, method file" in shown
    assert "index example asem" in shown


def test_uncertainty_prints_ranks_and_factors_and_writes_every_run(
    asem: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "study"
    given = ("--runs", 40, "--sobol", 16, "--workers", 2, "--format", "json", "--out", out)
    assert run("uncertainty", asem, *given) == 0
    shown = json.loads(capsys.readouterr().out)
    assert len(shown["ranks"]) == 51
    assert {row["factor"] for row in shown["sensitivity"]} == {"winsorising", "scale", "mean", "weights"}
    assert pl.read_csv(out / "runs.csv").height == 40 * 51
    assert pl.read_csv(out / "draws.csv").height == 40


def test_a_multiverse_on_the_command_line_says_what_it_leaves_out(
    asem: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("uncertainty", asem, "--multiverse") == 0
    shown = capsys.readouterr()
    assert "cannot be listed: weights" in shown.err
    assert "geometric" in shown.out


def test_an_aggregate_or_period_that_is_not_there_is_refused_everywhere(
    asem: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for given in (
        ("uncertainty", "--code", "nope"),
        ("whatif", "--remove", "--period", "1999"),
        ("show", "--period", "1"),
    ):
        out = ("--out", asem / "page.html") if given[0] == "show" else ()
        assert run(given[0], asem, *given[1:], *out) == 1
        assert "Traceback" not in capsys.readouterr().err


def test_whatif_changes_leaves_out_and_lifts(asem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--set", "CHN,LPI=4.9", "--weight", "LPI=2", "--remove", "--lift", "PRT", "--format", "json")
    assert run("whatif", asem, *given) == 0
    shown = json.loads(capsys.readouterr().out)
    assert set(shown) == {"ranks", "agreement", "partings", "removal", "lift"}
    assert {row["code"] for row in shown["partings"][:2]} == {"LPI"}


@pytest.mark.parametrize(
    ("given", "status", "text"),
    [
        ((), 2, "say what"),
        (("--set", "CHN,LPI"), 1, "no = in it"),
        (("--set", "CHN=1"), 1, "UNIT,CODE=VALUE"),
        (("--set", "CHN,LPI=much"), 1, "not a number"),
        (("--lift", "nobody"), 1, "no unit"),
        (("--lift", "CHE"), 1, "cannot gain"),
    ],
)
def test_whatif_says_what_is_wrong_in_one_line(
    given: tuple[str, ...], status: int, text: str, asem: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("whatif", asem, *given) == status
    shown = capsys.readouterr().err
    assert text in shown
    assert "Traceback" not in shown


def test_compare_tells_where_two_indices_part(asem: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("example", "asem", tmp_path / "other") == 0
    method = tmp_path / "other" / "method.toml"
    method.write_text(method.read_text(encoding="utf-8").replace("winmax = 5", "winmax = 1"), "utf-8")
    capsys.readouterr()
    assert run("compare", asem, tmp_path / "other", "--unit", "LUX", "--format", "json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["partings"][0]["text"] == "step treat, winmax: 5 and 1"
    assert shown["contributions"]


def test_audit_and_trend_print_what_they_find(asem: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", asem) == 0
    assert "works against its own aggregate" in capsys.readouterr().out
    assert run("audit", asem, "--unit", "CHN") == 0
    assert "Embassies" in capsys.readouterr().out
    assert run("trend", asem) == 1
    assert run("example", "hdi", tmp_path / "hdi") == 0
    capsys.readouterr()
    assert run("trend", tmp_path / "hdi", "--first", "2010", "--format", "json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert {row["unit"] for row in shown["changes"]} >= {"CHN", "IND"}
    assert shown["parts"]


def test_rules_of_ones_own_come_from_a_python_file(
    asem: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules.py"
    rules.write_text(
        "from gigawatch.index import own_rule\n\n\n@own_rule('aggregate', 'half')\ndef half(x, weights):\n"
        "    return (x @ weights) / 2\n",
        encoding="utf-8",
    )
    method = asem / "method.toml"
    plain = method.read_text(encoding="utf-8").partition("[uncertainty]")[0]
    method.write_text(plain.replace('"arithmetic"', '"half"'), encoding="utf-8")
    assert run("run", asem) == 1
    assert "'half' is no rule of aggregate" in capsys.readouterr().err
    assert run("run", asem, "--own", rules) == 0
    rules.write_text("x = 1 / 0\n", encoding="utf-8")
    assert run("run", asem, "--own", rules) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_rules_lists_what_a_method_may_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "normalise", "--format", "json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert {"minmax", "zscore", "goalposts"} <= {row["rule"] for row in shown}
    assert run("rules", "nothing") == 1


def test_another_method_may_name_rules_of_ones_own(asem: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.py"
    rules.write_text(
        "from gigawatch.index import own_rule\n\n\n@own_rule('aggregate', 'half')\ndef half(x, weights):\n"
        "    return (x @ weights) / 2\n",
        encoding="utf-8",
    )
    other = tmp_path / "other.toml"
    plain = (asem / "method.toml").read_text(encoding="utf-8").partition("[uncertainty]")[0]
    other.write_text(plain.replace('"arithmetic"', '"half"'), encoding="utf-8")
    assert run("whatif", asem, "--other-method", other) == 1
    assert run("whatif", asem, "--other-method", other, "--own", rules) == 0
