"""The views of a workspace's database: questions made ready, with the meaning of every column kept as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VIEWS = Path(__file__).parent / "data" / "view.toml"
OWN = ("comment", "query")


@dataclass(frozen=True, slots=True)
class View:
    """One view: what a row of it is, the query that makes it, and what each column means, in order."""

    name: str
    comment: str
    query: str
    columns: Mapping[str, str]


@cache
def views() -> Mapping[str, View]:
    """Every view by name, in the order of the data file."""
    data = tomllib.loads(VIEWS.read_text(encoding="utf-8"))
    return {name: _view(name, spec) for name, spec in data.items()}


def _view(name: str, spec: Mapping[str, str]) -> View:
    columns = {key: text for key, text in spec.items() if key not in OWN}
    return View(name, spec["comment"], spec["query"].strip(), columns)
