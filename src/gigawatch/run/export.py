"""Exports for other programs: the tables as CSV and Parquet, the sites as GeoJSON."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from gigawatch.run.settling import table_path, table_rows
from gigawatch.run.workspace import Workspace
from gigawatch.store import tables

EXPORTED = ("fact", "candidate", "finding", "milestone", "entity", "claim", "indicator", "reading", "score")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_exports(workspace: Workspace, folder: Path) -> None:
    """Fill `folder` with the exported tables and the map of sites."""
    for table in EXPORTED:
        rows = table_rows(workspace, table)
        _write_csv(folder / f"{table}.csv", tables()[table].names, rows)
        shutil.copyfile(table_path(workspace, table), folder / f"{table}.parquet")
    _write_sites(folder / "site.geojson", table_rows(workspace, "entity"))


def _write_csv(path: Path, names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_safe(row[name]) for name in names] for row in rows)


def _safe(value: object) -> object:
    """A text that a spreadsheet would run as a formula is led by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _write_sites(path: Path, entities: Sequence[Mapping[str, object]]) -> None:
    places = {str(row["id"]): json.loads(str(row["data"])) for row in entities if row["kind"] == "place"}
    features = [_feature(row, places) for row in entities if row["kind"] == "site"]
    data = {"type": "FeatureCollection", "features": [feature for feature in features if feature]}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _feature(row: Mapping[str, object], places: Mapping[str, Mapping[str, object]]) -> dict[str, object] | None:
    """A site at its place's coordinates (the place's accuracy, not the plant's); None without coordinates."""
    data = json.loads(str(row["data"]))
    spot = places.get(data["place"], {})
    if spot.get("lat") is None or spot.get("lon") is None:
        return None
    properties = {"id": row["id"], "name_en": row["name_en"], "name_zh": row["name_zh"], "accuracy": "place"}
    geometry = {"type": "Point", "coordinates": [spot["lon"], spot["lat"]]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
