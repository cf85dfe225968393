"""Makes the chain's table of material intensities, `chain/data/intensity.csv`, from what was found and what was kept.

Rows kept by hand lie in `make_intensity_kept.csv`; what was found in papers, inventories and the press lies in
`make_figures_intensity.csv`. Of the latter qualifies what says how much of a link's product a gigawatt-hour of cells or
a tonne of another link's product takes. Left out, and why: metals of a whole battery pack (copper, aluminium, steel:
not the foil or the can alone), money, people and building time (benchmarks, not material), electricity and heat (the
carbon page), rates of scrap and recovery, litres without a density, and amounts per car whose battery is not told.
Lithium, nickel and cobalt are told in one unit each, whatever salt they come as (`chain/data/form.toml`). Each row has
its note in Chinese too (`make_intensity_note.csv`). Run it from the root of a checkout:
`python tools/make_intensity.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from make_intensity_cell import tell_designs, tell_inventories, tell_ratios
from make_intensity_derived import tell_iron, tell_nothing, tell_precursors, tell_separators, tell_vehicles
from make_intensity_note import in_chinese
from make_intensity_row import COLUMNS, DATA, Row, read
from make_intensity_told import tell_told, tell_yields


def main(target: Path) -> None:
    """Write the table to a file, sorted by link, taker, chemistry and source."""
    rows = [{**row, "basis_zh": in_chinese(row["basis"])} for row in _rows()]
    rows.sort(key=lambda r: (r["link"], r["per"] != "cell", r["per"], r["chemistry"], r["source"], float(r["low"])))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows")


def _rows() -> Iterator[Row]:
    kept, found = read("make_intensity_kept.csv"), read("make_figures_intensity.csv")
    yield from kept
    for tell in (tell_designs, tell_inventories, tell_ratios, tell_told, tell_yields):
        yield from tell(found)
    yield from tell_precursors(found, kept)
    yield from tell_separators()
    yield from tell_vehicles()
    yield from tell_nothing(found)
    yield from tell_iron()


if __name__ == "__main__":
    main(DATA / "intensity.csv")
