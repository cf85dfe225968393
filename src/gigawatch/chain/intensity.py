"""Material intensity: how much of a link's product a gigawatt-hour of cells, or a tonne of another link's, takes."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gigawatch.chain.chemistry import ANY, family_of, first_year
from gigawatch.model import Interval
from gigawatch.vocab import links

DATA = Path(__file__).parent / "data"
TABLE, PRODUCTS = DATA / "intensity.csv", DATA / "product.toml"
CELL = "cell"
YEARLY = "/yr"


@dataclass(frozen=True, slots=True)
class Intensity:
    """One published need: of which product and chemistry, for one unit of what (`per`), from which address.

    `unit` is that of the product for one of the taker: t/GWh, m2/GWh, t/t. `nature` says what kind of figure it is:
    a cell design, a life-cycle inventory, a maker's, a consultancy's, a study's, the trade press's, or derived from
    two published figures; `basis` tells how it was come by. `year` is the one that it is of,
    `published` when its source was.
    """

    link: str
    product: str
    per: str
    chemistry: str
    interval: Interval
    unit: str
    nature: str
    year: str
    source: str
    published: str
    licence: str
    basis: str
    basis_zh: str

    def note(self, lang: str) -> str:
        """How the figure was come by, in a language."""
        return self.basis_zh if lang == "zh" else self.basis

    @property
    def family(self) -> str:
        """The family of its chemistry."""
        return family_of(self.chemistry)

    @property
    def is_counted(self) -> bool:
        """True where a balance can use it: in the unit of the link's capacity, and of a year recent enough."""
        of, _, per = self.unit.partition("/")
        fits = links()[self.link].unit == f"{of}{YEARLY}" and links()[self.per].unit == f"{per}{YEARLY}"
        return fits and (self.year or self.published or first_year()) >= first_year()


@cache
def intensities() -> Mapping[str, tuple[Intensity, ...]]:
    """Every published intensity by link, in the order of the chain."""
    found: dict[str, list[Intensity]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["link"], []).append(_intensity(row))
    return MappingProxyType({code: tuple(found[code]) for code in links() if code in found})


def pick_intensities(link: str, per: str, families: Iterable[str], *, is_known: bool = False) -> tuple[Intensity, ...]:
    """What a balance reckons a link's need with: the figures of these families and those that name none.

    Where the chemistry is known, figures that name none count only for want of others.
    """
    rows = [row for row in intensities().get(link, ()) if row.per == per and row.is_counted]
    own = [row for row in rows if row.family in set(families)]
    if is_known and own:
        return tuple(own)
    return tuple(row for row in rows if row in own or row.family == ANY)


def takers() -> tuple[str, ...]:
    """The links for one unit of whose product an intensity is published, cells first."""
    found = {row.per for rows in intensities().values() for row in rows if row.is_counted}
    return tuple(sorted(found, key=lambda code: (code != CELL, -links()[code].stage, list(links()).index(code))))


def name_product(product: str, lang: str) -> str:
    """A product's name in a language."""
    return _products()[product] if lang == "zh" else product


@cache
def _products() -> Mapping[str, str]:
    return tomllib.loads(PRODUCTS.read_text(encoding="utf-8"))


def _intensity(row: Mapping[str, str]) -> Intensity:
    rest = {key: value for key, value in row.items() if key not in ("low", "high")}
    return Intensity(interval=Interval(float(row["low"]), float(row["high"])), **rest)
