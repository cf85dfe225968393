"""Exports for other programs: tables as CSV, Parquet and a workbook, sites as GeoJSON, a JSON-LD description."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from gigawatch.model import Kind, NarrativeClaim
from gigawatch.run.publication import held_ledger
from gigawatch.run.table import table_path, table_rows
from gigawatch.run.workbook import write_workbook
from gigawatch.run.workspace import Workspace
from gigawatch.site.showing import Showing
from gigawatch.store import tables, write_rows
from gigawatch.store.overlay import is_changed
from gigawatch.store.record import claim_from, claim_row

EXPORTED = (
    *("fact", "candidate", "finding", "milestone", "entity", "claim", "observation"),
    *("indicator", "reading", "score", "contribution"),
)
SHEETS = ("fact", "candidate", "finding", "milestone", "document")
MEDIA = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".geojson": "application/geo+json"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_exports(workspace: Workspace, folder: Path, edition: str) -> None:
    """Fill `folder` with the exported tables, the workbook, the map of sites and a description of them all."""
    for table in EXPORTED:
        rows = table_rows(workspace, table)
        is_cut = table == "claim" and _cut_words(rows, Showing(held_ledger(workspace)))
        _write_csv(folder / f"{table}.csv", tables()[table].names, rows)
        _copy_table(table_path(workspace, table), folder / f"{table}.parquet", rows, is_cut=is_cut)
    _write_sites(folder / "site.geojson", table_rows(workspace, "entity"))
    write_workbook(folder / "gigawatch.xlsx", edition, {name: table_rows(workspace, name) for name in SHEETS})
    _describe(workspace, folder, edition)


def _cut_words(rows: list[dict[str, object]], showing: Showing) -> bool:
    """Leave of every narrative claim what the page of its document may show; True where that is less than all."""
    is_cut = False
    for row in rows:
        if row["kind"] == Kind.QUANTITY.value or showing.permits_all(str(row["document"])):
            continue
        claim = claim_from(row)  # as it was read, not as a person corrected it
        assert isinstance(claim, NarrativeClaim)
        shown = showing.permitted(claim)
        if shown != claim:
            row.update(claim_row(shown))
            is_cut = True
    return is_cut


def _copy_table(source: Path, target: Path, rows: Sequence[Mapping[str, object]], *, is_cut: bool) -> None:
    """The file of a table; of one that was changed in part or has been cut, a whole one of its rows."""
    if is_cut or is_changed(source):
        write_rows(target, source.stem, rows)
    else:
        shutil.copyfile(source, target)


def _describe(workspace: Workspace, folder: Path, edition: str) -> None:
    """The exports as a schema.org Dataset, so that catalogues find them."""
    files = [path for path in sorted(folder.iterdir()) if path.suffix in MEDIA]
    data = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": f"{workspace.settings.name}: ledger of the battery industry",
        "version": edition,
        "description": "Settled facts with every statement behind them, kept or lost.",
        "creator": {"@type": "Organization", "name": "The Gigawatch contributors"},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": path.name, "encodingFormat": MEDIA[path.suffix]} for path in files
        ],
    }
    (folder / "dataset.jsonld").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


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
