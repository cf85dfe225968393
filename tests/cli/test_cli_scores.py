"""`gigawatch why` of the scores of an index of one's own: eight synthetic cities with a gap and a slip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Build
from gigawatch.cli import main
from gigawatch.index import write_example
from gigawatch.store import fetch_rows, open_database

QUALITY = ("Westford,renewable_share", "Westford,patents_granted")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory, settle: Build) -> Path:
    """Westford without any figure of its quality, and a share of Northport of 140 %."""
    place = tmp_path_factory.mktemp("cities") / "eight"
    write_example("cities", place)
    table = place / "tables/cities.csv"
    rows = [row for row in table.read_text(encoding="utf-8").splitlines() if not row.startswith(QUALITY)]
    slip = [row.replace(",28,%", ",140,%") if row.startswith("Northport,renewable_share,2024") else row for row in rows]
    table.write_text("\n".join(slip) + "\n", encoding="utf-8")
    settle(place)
    return place


def why(place: Path, *words: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["why", *words, "--workspace", str(place)])
    assert left.value.code == 0


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
