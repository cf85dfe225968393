"""`gigawatch why` of the scores of an index of one's own: eight synthetic cities with a gap and a slip."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.cli.ask.working import tell_dominant
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


def test_why_of_a_score_tells_the_interval_of_the_data_alone(cities: Path, capsys: Capture) -> None:
    why(cities, "cities_index Northport 2024", "--format", "json")
    score = json.loads(capsys.readouterr().out)["score"]
    why(cities, "cities_index Northport 2024")
    (line,) = (row for row in capsys.readouterr().out.splitlines() if row.startswith("Northport, cities_index"))
    assert f"of data alone {score['data_score_low']:.1f}-{score['data_score_high']:.1f}" in line
    assert f"of data alone {score['data_rank_low']:.0f}-{score['data_rank_high']:.0f}" in line


def test_why_of_a_score_names_every_indicator_and_the_part_that_it_is_of(cities: Path, capsys: Capture) -> None:
    why(cities, "cities_index Northport 2024", "--lang", "zh")
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines() if "\t" in line]
    told = {row[0]: (row[1], row[rows[0].index("所属")]) for row in rows[1:]}
    assert told["capacity"] == ("电芯产能", "scale")
    assert told["renewable_share"] == ("可再生电力比重", "quality")
    heads = rows[0]
    assert {row[heads.index("比较方式")] for row in rows[1:]} == {"原值", "反双曲正弦（asinh）"}
    assert {row[heads.index("得出方式")] for row in rows[1:]} == {"来源报告"}


@pytest.mark.parametrize(
    ("name", "lang", "told"),
    [
        ("renewable_share", "en", "unit %; more is better; weight 1"),
        ("renewable_share", "en", "scale of 2022: 22 scores 0, 85 scores 100"),
        ("Renewable electricity", "en", "Renewables in the electricity that the city uses."),
        ("可再生电力比重", "zh", "单位%；越高越好"),
        ("cities_index", "en", "made of: "),
        ("quality", "en", "2024: 7 of 8 units ranked; computed"),
        ("quality", "zh", "2024: 8个对象中7个有名次；已计算"),
    ],
)
def test_why_of_a_part_or_an_indicator_alone_tells_what_it_is(
    name: str, lang: str, told: str, cities: Path, capsys: Capture
) -> None:
    why(cities, name, "--lang", lang)
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("words", ["城市指数 Northport 2024", "Northport Cities' index", "northport cities_index 2024"])
def test_a_score_opens_by_the_name_of_its_part_in_either_language(words: str, cities: Path, capsys: Capture) -> None:
    why(cities, words)
    assert capsys.readouterr().out.startswith("Northport, cities_index 2024: ")


def test_on_a_terminal_no_figure_of_a_reckoning_and_no_id_is_cut_short(cities: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "gigawatch", "why", "cities_index Northport 2024", "--workspace", str(cities)]
    subprocess.run(command, stdout=slave, stderr=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "80"}, check=True)
    os.close(slave)
    said = os.read(master, 1_000_000).decode()
    os.close(master)
    with open_database(cities / "build/gigawatch.duckdb") as con:
        rows = fetch_rows(con, "SELECT * FROM reading WHERE unit = 'Northport' AND period = '2024' AND used")
    assert rows
    for row in rows:
        assert f"{row['normalised'] * row['index_weight']:.2f}" in said
        assert str(row["observations"]) in said
    assert "…" not in said


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ((30.0, 30.0, 30.0, 110.0), "one indicator makes 55% of the score: d (more than 40%, a limit of ours)"),
        ((30.0, 30.0, 30.0, 40.0), ""),
        ((10.0, 90.0), ""),
        ((0.0, 0.0, 0.0, 0.0), ""),
    ],
)
def test_a_score_that_one_indicator_makes_most_of_says_so(places: tuple[float, ...], told: str) -> None:
    weight = 1 / len(places)
    rows = [{"indicator": "abcd"[at], "normalised": place, "weight": weight} for at, place in enumerate(places)]
    assert tell_dominant(rows, sum(places) * weight, "weight", "en") == told


@pytest.fixture(scope="module")
def quality_works(tmp_path_factory: pytest.TempPathFactory, settle: Callable[..., Outcome]) -> Path:
    """Eight cities and a synthetic firm whose name begins with that of a part of their index."""
    place = tmp_path_factory.mktemp("works") / "eight"
    write_example("cities", place)
    words = "Quality Cells Co., Ltd. plans a battery plant with an annual capacity of 20 GWh in Yibin.\n"
    (place / "documents").mkdir(exist_ok=True)
    (place / "documents/news.txt").write_text(words, encoding="utf-8")
    settle(place)
    return place


def test_a_name_of_the_ledger_that_begins_with_a_parts_name_opens_the_ledger(
    quality_works: Path, capsys: Capture
) -> None:
    with open_database(quality_works / "build/gigawatch.duckdb") as con:
        names = [str(row["name"]) for row in fetch_rows(con, "SELECT name FROM entity WHERE name LIKE 'Quality %'")]
    assert names
    why(quality_works, names[0])
    assert "Quality Cells" in capsys.readouterr().out


def test_a_part_with_words_that_name_no_unit_and_nothing_in_the_ledger_is_refused_by_the_part(
    cities: Path, capsys: Capture
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["why", "quality Northprt", "--workspace", str(cities)])
    assert left.value.code
    assert "quality has no unit 'Northprt'" in capsys.readouterr().err


@pytest.mark.parametrize(("edition", "is_told"), [("2023", False), ("2025", True)])
def test_an_edition_tells_what_codes_mean_where_moves_are_told_by_them_and_not_of_a_first_year(
    edition: str, is_told: bool, quality_works: Path, capsys: Capture
) -> None:
    ask(quality_works, "index", "build", "--edition", edition, "--runs", "2")
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("cities_index: ") for line in lines)
    assert any(line.startswith("codes: ") for line in lines) is is_told
