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
TABLES = ("values.csv", "structure.csv", "method.toml")
WORKSPACES = {"cities": ("gigawatch.toml", "tables/cities.csv", "index/cities.toml")}
"""Examples that are a workspace with a definition of its own, to be built."""


def load_example(name: str = "asem") -> tuple[pl.DataFrame, pl.DataFrame, Method]:
    """The two tables and the method of an example: `asem` (51 units, 49 indicators) or `hdi` (40 units, 22 years)."""
    import polars as pl

    if name in WORKSPACES:
        raise InputError(f"the example {name!r} is a workspace", hint="write it with write_example and build it")
    folder = _find(name)
    values, structure = (
        pl.read_csv((folder / file).read_bytes(), infer_schema=False) for file in ("values.csv", "structure.csv")
    )
    return values, structure, read_method(tomllib.loads((folder / "method.toml").read_text(encoding="utf-8")))


def write_example(name: str, folder: str | Path) -> list[Path]:
    """Write the files of an example; an InputError where one is there already.

    They are `values.csv`, `structure.csv` and `method.toml`; of `cities` a workspace: settings, a table, a definition.
    """
    out, source, names = Path(folder), _find(name), WORKSPACES.get(name, TABLES)
    there = [file for file in names if (out / file).exists()]
    if there:
        raise InputError(f"{', '.join(there)} is there already", where=str(out), hint="name another folder")
    for file in names:
        (out / file).parent.mkdir(parents=True, exist_ok=True)
        (out / file).write_bytes(source.joinpath(*file.split("/")).read_bytes())
    return [out / file for file in names]


def _find(name: str) -> Traversable:
    known = (*EXAMPLES, *WORKSPACES)
    if name not in known:
        raise InputError(f"there is no example {name!r}", hint=f"there are: {', '.join(known)}")
    return files("gigawatch.index.example") / name
