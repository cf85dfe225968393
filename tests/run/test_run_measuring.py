"""What the ledger knows feeds an index of one's own, and an edition as of a day feeds on what was known then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from gigawatch.run.defined import load_definition_at, name_units
from gigawatch.run.edition import keep_edition
from gigawatch.run.workspace import open_workspace

DEFINITION = """
id = "cities"
dimension = "cities"
version = "1"
base = "2022"
first = "2022"
method = "development"
{head}
[[pillar]]
code = "cities_index"
{words}
[[pillar]]
code = "scale"
parent = "cities_index"
{words}
[[indicator]]
code = "cell_capacity"
parent = "scale"
unit = "GWh/yr"
direction = 1
tier = "ledger"
licence = "none"
{words}
[[indicator.source]]
measure = "ledger.capacity_running"
unit = "GWh/yr"
[[indicator]]
code = "patents"
parent = "scale"
unit = "count"
direction = 1
tier = "open"
licence = "none"
{words}
[[indicator.source]]
measure = "patents_granted"
unit = "count"
"""
WORDS = 'name_en = "Synthetic"\nname_zh = "虚构"\ndefinition_en = "Synthetic."\ndefinition_zh = "虚构。"\n'
LISTED = 'universe = ["Yibin", "Chengdu"]\n'
DOCUMENT = """---
title: A synthetic report
url: https://example.org/{name}
publisher: Example News
published: {day}
---
This text is synthetic. {text}
"""
YIBIN = "Phase 1 of CATL's Yibin base, with a capacity of 15 GWh a year, started production in June 2022."
CHENGDU = "CALB's Chengdu base, with a capacity of 20 GWh a year, started production in May 2022."
MORE = "Phase 2 of CATL's Yibin base, with a capacity of 30 GWh a year, started production in October 2022."
TABLE = "subject,measure,period,value,unit,vintage\n" + "".join(
    f"{city},patents_granted,{year},{value},patents,{year + 1}-01-31\n"
    for city, value in (("宜宾", 30), ("Chengdu", 40))
    for year in (2022, 2023)
)
SETTINGS = '[workspace]\nname = "Two"\nregion = "China"\n[index]\ndefinitions = ["cities"]\nruns = 20\n'
Make = Callable[..., Path]


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory, settle: Callable[..., object]) -> Make:
    """A built workspace of two cities, built once for what its definition says besides."""

    @cache
    def made(head: str) -> Path:
        place = tmp_path_factory.mktemp("measuring") / "two"
        files = {
            "documents/yibin.md": DOCUMENT.format(name="yibin", day="2022-07-25", text=YIBIN),
            "documents/chengdu.md": DOCUMENT.format(name="chengdu", day="2022-08-25", text=CHENGDU),
            "documents/more.md": DOCUMENT.format(name="more", day="2024-06-10", text=MORE),
            "tables/cities.csv": TABLE,
            "index/cities.toml": DEFINITION.format(head=head, words=WORDS),
            "gigawatch.toml": SETTINGS,
        }
        for name, text in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")
        settle(place)
        return place

    return made


@pytest.fixture
def make(tmp_path: Path, settled: Make) -> Make:
    """A built workspace of two cities to keep editions in; `head` is what its definition says besides."""
    return lambda head=LISTED: shutil.copytree(settled(head), tmp_path / "two")


def capacities(place: Path, as_of: str | None = None) -> dict[tuple[str, str], tuple[float, str]]:
    """Value and vintage of the readings of capacity in an edition, by city and year."""
    one = keep_edition(open_workspace(place), "cities", "2024", runs=5, seed=1, as_of=as_of)
    rows = one.result.readings.filter(pl.col("indicator") == "cell_capacity")
    return {(row["unit"], row["period"]): (row["value"], row["vintage"]) for row in rows.iter_rows(named=True)}


def test_an_index_of_ones_own_asks_the_ledger_of_the_cities_it_lists(make: Make) -> None:
    found = capacities(make())
    assert found[("Yibin", "2023")][0] == 45
    assert found[("Chengdu", "2023")][0] == 20


def test_without_a_list_the_ledger_is_asked_of_every_city_that_the_tables_name(make: Make) -> None:
    found = capacities(make(head=""))
    assert {(city, value) for (city, year), (value, _) in found.items() if year == "2023"} == {
        ("宜宾", 45),
        ("Chengdu", 20),
    }


def test_an_edition_as_of_a_day_feeds_on_the_ledger_as_it_was_known_then(make: Make) -> None:
    found = capacities(make(), as_of="2024-02-01")
    assert found[("Yibin", "2023")] == (15, "2022-07-25")
    assert found[("Chengdu", "2023")] == (20, "2022-08-25")


def test_a_figure_of_the_ledger_bears_the_addresses_and_the_latest_day_of_what_it_rests_on(make: Make) -> None:
    one = keep_edition(open_workspace(make()), "cities", "2024", runs=5, seed=1)
    rows = one.result.readings.filter(pl.col("indicator") == "cell_capacity", pl.col("period") == "2023")
    found = {row["unit"]: (set(row["source"].split()), row["vintage"]) for row in rows.iter_rows(named=True)}
    assert found == {
        "Yibin": ({"https://example.org/yibin", "https://example.org/more"}, "2024-06-10"),
        "Chengdu": ({"https://example.org/chengdu"}, "2022-08-25"),
    }


def test_what_the_known_plants_of_a_city_come_to_is_at_least_what_it_has(make: Make) -> None:
    one = keep_edition(open_workspace(make()), "cities", "2024", runs=5, seed=1)
    rows = one.result.readings.filter(pl.col("indicator") == "cell_capacity", pl.col("period") == "2023")
    found = {row["unit"]: (row["low"], row["high"], row["inference"]) for row in rows.iter_rows(named=True)}
    assert found == {"Yibin": (45, None, "at least"), "Chengdu": (20, None, "at least")}


def test_an_edition_as_of_a_day_takes_no_year_of_the_ledger_that_was_not_over(make: Make) -> None:
    one = keep_edition(open_workspace(make()), "cities", "2023", runs=5, seed=1, as_of="2023-06-01")
    capacity = one.result.readings.filter(pl.col("indicator") == "cell_capacity")
    assert set(capacity["period"]) == {"2022"}


def test_two_names_of_one_city_are_one_unit_of_an_index_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "cities.toml"
    path.write_text(DEFINITION.format(head=LISTED, words=WORDS), encoding="utf-8")
    listed = name_units(load_definition_at(path), ["Yibin", "宜宾", "A synthetic town"])
    assert listed == {"Yibin": "Yibin", "宜宾": "Yibin", "A synthetic town": "A synthetic town"}
    path.write_text(DEFINITION.format(head="", words=WORDS), encoding="utf-8")
    assert name_units(load_definition_at(path), ["成都", "Chengdu"]) == {"成都": "成都", "Chengdu": "成都"}
