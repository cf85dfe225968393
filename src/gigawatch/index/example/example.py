"""Load an example, or write its three files to a folder to begin from."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.index.method.method import Method, read_method
from gigawatch.model import InputError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import polars as pl

EXAMPLES = ("asem", "hdi")
FILES = ("values.csv", "structure.csv", "method.toml")


def load_example(name: str = "asem") -> tuple[pl.DataFrame, pl.DataFrame, Method]:
    """The two tables and the method of an example: `asem` (51 units, 49 indicators) or `hdi` (40 units, 22 years)."""
    import polars as pl

    folder = _find(name)
    values, structure = (
        pl.read_csv((folder / file).read_bytes(), infer_schema=False) for file in ("values.csv", "structure.csv")
    )
    return values, structure, read_method(tomllib.loads((folder / "method.toml").read_text(encoding="utf-8")))


def write_example(name: str, folder: str | Path) -> list[Path]:
    """Write `values.csv`, `structure.csv` and `method.toml` of an example; an InputError where one is there already."""
    out = Path(folder)
    there = [file for file in FILES if (out / file).exists()]
    if there:
        raise InputError(f"{', '.join(there)} is there already", where=str(out), hint="name another folder")
    out.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        (out / file).write_bytes((_find(name) / file).read_bytes())
    return [out / file for file in FILES]


def _find(name: str) -> Traversable:
    if name not in EXAMPLES:
        raise InputError(f"there is no example {name!r}", hint=f"there are: {', '.join(EXAMPLES)}")
    return files("gigawatch.index.example") / name
