"""A row of the chain's table of material intensities: its columns, its rounding, and elements as the product counted.

Elements are told as what `chain/data/form.toml` counts a link's product in: nickel and cobalt as metal content, lithium
as lithium carbonate equivalent. The factors are molar masses by the atomic weights named there.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TOOLS = Path(__file__).parent
DATA = TOOLS.parent / "src" / "gigawatch" / "chain" / "data"
COLUMNS = (
    "link", "product", "per", "chemistry", "low", "high", "unit", "nature", "year", "source", "published", "licence",
    "basis", "basis_zh",
)  # fmt: skip
MIXED = {"all": "any", "NMC": "ternary", "NMC9-series": "NMC9"}
Row = dict[str, str]


@cache
def forms() -> dict[str, Any]:
    """What each link's product is counted in, with the factors of its forms."""
    return tomllib.loads((DATA / "form.toml").read_text(encoding="utf-8"))


def link_of(element: str) -> str | None:
    """The link whose product is counted by what it holds of an element; None where there is none."""
    return next((link for link, form in forms()["link"].items() if form["element"] == element), None)


def factor_of(link: str, formula: str) -> float:
    """Tonnes as a link's product is counted for one tonne of a form of it."""
    return next(float(one["factor"]) for one in forms()["link"][link]["form"] if one["formula"] == formula)


def read(name: str) -> list[Row]:
    """The rows of a table beside this file."""
    with (TOOLS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def make_row(of: Row, link: str, product: str, low: float, high: float, **rest: str) -> Row:
    """A row for a link's product, with what it has of the row that it is made from; `rest` goes before that."""
    chemistry = of.get("chemistry", "")
    base = {
        "per": "cell",
        "chemistry": MIXED.get(chemistry, chemistry),
        "unit": "t/GWh",
        "year": of.get("period", ""),
        "source": of.get("source", ""),
        "published": of.get("vintage", ""),
        "licence": of.get("licence", ""),
    }
    return {**base, "link": link, "product": product, "low": tell(low), "high": tell(high), **rest}


def tell(value: float) -> str:
    """Three digits or more of what is a tonne or more, four of a ratio."""
    if value >= 1e6:
        return str(int(float(f"{value:.3g}")))
    return str(round(value)) if value >= 100 else f"{value:.4g}"


def make_element(row: Row, tonnes: float, told: str, **rest: str) -> Row | None:
    """So many tonnes of an element a gigawatt-hour, as the product is counted; None for one of no link."""
    element = row["material"]
    if element == "graphite":
        return make_row(row, "anode", "graphite", tonnes, tonnes, basis=told, **rest)
    link = link_of(element)
    if link is None:
        return None
    form = forms()["link"][link]
    amount, factor = tonnes * float(form["per_element"]), form["per_element"]
    how = f"; as {form['counted_en']} ({factor} t per t), by molar mass" if factor != 1 else ""
    return make_row(row, link, form["counted_en"], amount, amount, basis=f"{told}{how}", **rest)
