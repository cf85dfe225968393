"""Own tables behind an index: what changed since the build, rows in another unit, and a table left out, are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.index import write_example
from gigawatch.model import InputError
from gigawatch.run.build import Outcome
from gigawatch.run.edition import keep_edition, keep_editions
from gigawatch.run.workspace import open_workspace

Settle = Callable[..., Outcome]


@pytest.fixture
def eight(tmp_path: Path) -> Path:
    """The example of eight synthetic cities."""
    write_example("cities", tmp_path / "eight")
    return tmp_path / "eight"


def append(place: Path, *rows: str) -> Path:
    """Put rows at the end of the cities' table."""
    table = place / "tables" / "cities.csv"
    table.write_text(table.read_text("utf-8") + "".join(f"{row},synthetic,\n" for row in rows), "utf-8")
    return table


def tell(place: Path, edition: str = "2025") -> list[str]:
    """What an edition of the cities says while it is computed."""
    told: list[str] = []
    keep_editions(open_workspace(place), ["cities"], edition, runs=2, seed=1, replace=True, report=told.append)
    return told


def run(*words: str) -> None:
    with pytest.raises(SystemExit):
        main([*words])


def test_an_edition_of_a_build_that_is_older_than_a_table_says_so_before_anything_else(
    eight: Path, settle: Settle, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(eight)
    assert not any("since the build" in line for line in tell(eight))
    append(eight, "Northport,patents_granted,2025,999,count")
    stale = "1 table changed (tables/cities.csv) since the build; run gigawatch build"
    with pytest.raises(InputError):
        tell(eight, "2026")
    run("index", "build", "--edition", "2026", "--workspace", str(eight))
    said = capsys.readouterr().err
    assert said.index(stale) < said.index("no figure tells of 2025")
    run("index", "show", "--index", "cities", "--workspace", str(eight))
    assert stale in capsys.readouterr().err
    assert tell(eight)[0] == stale
    one = keep_edition(open_workspace(eight), "cities", "2025", runs=2, seed=1)
    assert stale in json.loads((one.folder / "edition.json").read_text("utf-8"))["notices"]
    settle(eight)
    assert not any("since the build" in line for line in tell(eight))


def test_a_definition_and_a_review_log_that_changed_since_the_build_are_told(eight: Path, settle: Settle) -> None:
    settle(eight)
    definition = eight / "index" / "cities.toml"
    definition.write_text(definition.read_text("utf-8") + "# a remark\n", "utf-8")
    assert tell(eight)[0] == "1 definition changed (index/cities.toml) since the build; run gigawatch build"
    (eight / "reviews").mkdir(exist_ok=True)
    settle(eight)
    assert not any("since the build" in line for line in tell(eight))
    (eight / "reviews" / "synthetic.jsonl").write_text("{}\n", "utf-8")
    assert tell(eight)[0] == "1 review log changed (reviews) since the build; run gigawatch build"


def test_rows_in_a_unit_that_no_indicator_asks_for_are_told_once_for_each_measure_and_unit(
    eight: Path, settle: Settle
) -> None:
    append(eight, "Northport,investment,2021,3,bn USD", "Eastvale,investment,2021,4,bn USD")
    append(eight, "Riverton,renewable_share,2021,70,pp", "Elsewhere,renewable_share,2021,70,pp")
    count = len((eight / "tables" / "cities.csv").read_text("utf-8").splitlines()) - 1
    expected = [
        "rows of investment in USD are not counted: indicator investment is in CNY "
        f"(2 rows, e.g. tables/cities.csv:{count - 3})",
        "rows of renewable_share in pp are not counted: indicator renewable_share is in % "
        f"(1 row, e.g. tables/cities.csv:{count - 1})",
    ]
    notices = settle(eight).notices
    assert [one for one in notices if "not counted" in one] == [f"notice: index cities: {one}" for one in expected]
    one = keep_edition(open_workspace(eight), "cities", "2025", runs=2, seed=1)
    assert [told for told in one.notices if "not counted" in told] == expected


def test_a_table_with_one_bad_row_is_left_out_whole_and_nothing_is_told_that_follows_from_its_absence(
    eight: Path, settle: Settle
) -> None:
    rows = (eight / "tables" / "cities.csv").read_text("utf-8").splitlines()
    head, south = rows[0], [row for row in rows if row.startswith("Southmere")]
    bad = south[0].replace("GWh/yr", "m CNY")
    (eight / "tables" / "south.csv").write_text("\n".join([head, *south[1:], bad]) + "\n", "utf-8")
    kept = [row for row in rows if row not in south]
    (eight / "tables" / "cities.csv").write_text("\n".join(kept) + "\n", "utf-8")
    (fault, *rest) = settle(eight).notices
    assert "the whole table is left out" in fault
    assert not any("no figure tells of" in one for one in rest)
    told = tell(eight)
    assert told[0] == "tables/south.csv is left out as a whole: gigawatch build tells its faults"
    assert not any("no figure tells of" in one for one in told)
    (eight / "tables" / "south.csv").unlink()
    assert any("no figure tells of 'Southmere'" in one for one in settle(eight).notices)
