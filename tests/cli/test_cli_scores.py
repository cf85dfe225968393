"""`gigawatch why` of the scores of an index of one's own: eight synthetic cities with a gap and a slip."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.index import write_example
from gigawatch.run.build import Outcome
from gigawatch.store import fetch_rows, open_database

QUALITY = ("Westford,renewable_share", "Westford,patents_granted")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory, settle: Callable[..., Outcome]) -> Path:
    """Westford without any figure of its quality, Lakeside without any of 2023, a share of Northport of 140 %."""
    place = tmp_path_factory.mktemp("cities") / "eight"
    write_example("cities", place)
    table = place / "tables/cities.csv"
    rows = [row for row in table.read_text(encoding="utf-8").splitlines() if not row.startswith(QUALITY)]
    rows = [row for row in rows if not (row.startswith("Lakeside") and ",2023," in row)]
    slip = [row.replace(",28,%", ",140,%") if row.startswith("Northport,renewable_share,2024") else row for row in rows]
    table.write_text("\n".join(slip) + "\n", encoding="utf-8")
    settle(place)
    return place


def ask(place: Path, *words: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([*words, "--workspace", str(place)])
    assert left.value.code == 0


def why(place: Path, *words: str) -> None:
    ask(place, "why", *words)


@pytest.mark.parametrize(("lang", "told"), [("en", "no score and so no interval"), ("zh", "没有得分")])
def test_why_of_a_unit_without_a_score_says_which_indicators_are_missing(
    lang: str, told: str, cities: Path, capsys: Capture
) -> None:
    why(cities, "quality Westford 2024", "--lang", lang)
    said = capsys.readouterr().out
    assert told in said
    assert "patents" in said
    assert "renewable_share" in said


def test_a_unit_without_a_score_has_no_interval_in_the_database(cities: Path, capsys: Capture) -> None:
    why(cities, "quality Westford 2024", "--format", "json")
    assert json.loads(capsys.readouterr().out)["missing"] == ["patents", "renewable_share"]
    with open_database(cities / "build/gigawatch.duckdb") as con:
        rows = fetch_rows(con, "SELECT * FROM score WHERE code = 'quality' AND unit = 'Westford'")
    assert rows
    ends = ("score", "score_low", "score_high", "rank", "rank_low", "rank_high")
    assert all(row[name] is None for row in rows for name in ends)


def test_why_of_a_score_notes_a_share_that_cannot_be(cities: Path, capsys: Capture) -> None:
    why(cities, "quality Northport 2024")
    said = capsys.readouterr().out
    assert "is 140 %, above 100: a share of a whole lies between 0 and 100 %" in said
    assert "made up for this example" in said


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "7 of 8 units ranked, 1 without any figure that counts"),
        ("zh", "8个对象中7个有名次，1个没有任何计入的数据"),
    ],
)
def test_a_ranking_counts_the_units_that_no_figure_tells_of(
    lang: str, told: str, cities: Path, capsys: Capture
) -> None:
    ask(cities, "index", "show", "--index", "cities", "--code", "scale", "--year", "2023", "--lang", lang)
    assert told in capsys.readouterr().err
