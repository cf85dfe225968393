"""Small indices to draw, and what a chart or a workbook holds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import polars as pl

from gigawatch.index import Result, run

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Cells = dict[tuple[int, int], object]


def make_index(units: int, indicators: int, periods: int = 1, *, holes: float = 0.0, seed: int = 1) -> Result:
    """A synthetic index of two pillars (one, for a single indicator) with Chinese names."""
    generator = np.random.default_rng(seed)
    codes = [f"i{at}" for at in range(indicators)]
    values = pl.DataFrame(
        [
            {"unit": f"单位{unit:03}", "code": code, "period": str(2000 + at) if periods > 1 else None, "value": value}
            for unit in range(units)
            for code in codes
            for at in range(periods)
            if (value := float(generator.gamma(2.0, 10.0))) is not None
            and (code == "i0" or generator.random() >= holes)
        ],
        schema={"unit": pl.String, "code": pl.String, "period": pl.String, "value": pl.Float64},
    )
    pillars = ["p0"] if indicators == 1 else ["p0", "p1"]
    rows = [
        node(code, pillars[at * len(pillars) // indicators], "indicator", f"指标{at}") for at, code in enumerate(codes)
    ]
    rows += [node(pillar, "root", "aggregate", f"支柱{pillar[1]}") for pillar in pillars]
    structure = pl.DataFrame([*rows, node("root", None, "aggregate", "总指数")], infer_schema_length=None)
    rule = {"rule": "none"} if units == 1 else {"rule": "minmax", "to": [0, 100]}
    return run(
        values, structure, {"step": [{"step": "normalise", **rule}, {"step": "aggregate", "rule": "arithmetic"}]}
    )


def node(code: str, parent: str | None, kind: str, name: str) -> dict[str, object]:
    direction = 1 if kind == "indicator" else None
    return {"code": code, "parent": parent, "kind": kind, "weight": 1.0, "direction": direction, "name_zh": name}


def rows_of(spec: object) -> list[dict[str, object]]:
    """Every row of data that a chart's specification holds."""
    found: list[dict[str, object]] = []
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if key == "datasets":
                found += [row for rows in value.values() for row in rows]
            elif key == "data" and isinstance(value, Mapping) and "values" in value:
                found += list(value["values"])
            else:
                found += rows_of(value)
    elif isinstance(spec, list):
        found += [row for part in spec for row in rows_of(part)]
    return found


def read_workbook(path: Path) -> dict[str, Cells]:
    """The cells of every sheet by name, (row, column) from 0, read with the standard library alone."""
    with zipfile.ZipFile(path) as archive:
        links = {rel.get("Id"): rel.get("Target") for rel in parse(archive, "xl/_rels/workbook.xml.rels")}
        sheets = parse(archive, "xl/workbook.xml").iter(f"{MAIN}sheet")
        named = [(str(sheet.get("name")), links[sheet.get(LINK)]) for sheet in sheets]
        shared = [name for name in archive.namelist() if name == "xl/sharedStrings.xml"]
        texts = [_join(item) for name in shared for item in parse(archive, name).iter(f"{MAIN}si")]
        return {name: dict(_read_cells(parse(archive, f"xl/{link}"), texts)) for name, link in named}


def parse(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))


def _join(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{MAIN}t"))


def _read_cells(sheet: ElementTree.Element, texts: list[str]) -> Iterator[tuple[tuple[int, int], object]]:
    for cell in sheet.iter(f"{MAIN}c"):
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", str(cell.get("r"))).groups()  # type: ignore[union-attr]
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        assert cell.find(f"{MAIN}f") is None, "no cell is a formula"
        if cell.get("t") == "inlineStr":
            yield (int(row) - 1, column - 1), _join(cell)
        elif (number := cell.find(f"{MAIN}v")) is not None:
            is_shared = cell.get("t") == "s"
            yield (int(row) - 1, column - 1), texts[int(str(number.text))] if is_shared else float(str(number.text))
