"""Charts of Our World in Data on electricity become rows: every country, every year since 2010.

The folder holds the charts as its site offers them (`carbon-intensity-electricity.csv` and so on), or a copy of them
with a `SOURCE` file of two lines: the address of the copy and the day it was made.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

Row = dict[str, str]
FIRST, ISO = 2010, 3
LICENCE = "CC BY 4.0"
NOTE = "Ember and Energy Institute, in the chart of Our World in Data"
CHARTS = {  # file: measure, unit, column of the country's code, of the year, of the value
    "carbon-intensity-electricity": ("electricity_intensity", "gCO2e/kWh", "Code", "Year", None),
    "share-electricity-renewables": ("renewable_share", "%", "Code", "Year", None),
    "electricity-generation": ("electricity_generation", "TWh", "Code", "Year", None),
    "processed-energy-data": ("low_carbon_share", "%", "iso_code", "year", "low_carbon_share_elec"),
}


def read_charts(folder: Path, names: Mapping[str, str]) -> Iterator[Row]:
    """The rows of every chart for the countries that `names` has by their ISO code of three letters."""
    address, day = (folder / "SOURCE").read_text(encoding="utf-8").split()
    for chart, (measure, unit, code, year, column) in CHARTS.items():
        for row in _rows(folder / f"{chart}.csv"):
            value = row[column or list(row)[-1]]
            if len(row[code]) == ISO and row[code] in names and int(row[year]) >= FIRST and value:
                yield {
                    "subject": names[row[code]],
                    "measure": measure,
                    "period": row[year],
                    "value": value,
                    "unit": unit,
                    "qualifier": "",
                    "source": f"{address}/{chart}.csv",
                    "vintage": day,
                    "licence": LICENCE,
                    "note": NOTE,
                }


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
