from __future__ import annotations

import csv
import json
import subprocess
import zipfile
from pathlib import Path

import polars as pl
import pytest

import gigawatch
from gigawatch.run.workbook import write_workbook
from gigawatch.site.showing import Showing

FACT = {"id": "fact-1", "subject": "=cmd()", "measure": "capacity", "value": 30.0, "qualifier": "over"}

CALC = Path("/usr/lib/libreoffice/program/libsclo.so")


def fact_row(**values: object) -> dict[str, object]:
    from gigawatch.store import tables

    return {name: (FACT | values).get(name) for name in tables()["fact"].names}


def test_the_same_rows_give_the_same_workbook_and_no_text_becomes_a_formula(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_workbook(tmp_path / f"{name}.xlsx", "edition", {"fact": [fact_row()]})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = zipfile.ZipFile(tmp_path / "a.xlsx")
    assert b"<f>" not in b"".join(book.read(name) for name in book.namelist() if "sheet" in name)
    assert b"=cmd()" in book.read("xl/sharedStrings.xml")


@pytest.mark.skipif(not CALC.is_file(), reason="LibreOffice Calc is not installed")
def test_the_workbook_opens_in_libreoffice(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", "edition", {"fact": [fact_row()]})
    command = ["soffice", "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    assert "Gigawatch" in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_the_sample_exports_every_table_with_its_own_formats(built_sample: tuple[Path, object]) -> None:
    export = built_sample[0] / "build" / "export"
    names = {path.name for path in export.iterdir()}
    assert names >= {"fact.csv", "fact.parquet", "observation.csv", "gigawatch.xlsx", "site.geojson", "dataset.jsonld"}
    described = {d["contentUrl"] for d in json.loads((export / "dataset.jsonld").read_text())["distribution"]}
    assert described <= names
    sites = json.loads((export / "site.geojson").read_text())["features"]
    assert sites
    assert all(-180 <= s["geometry"]["coordinates"][0] <= 180 for s in sites)
    with (export / "fact.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 100
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "@", "+"))]


def test_the_claims_exported_give_no_more_of_a_closed_text_than_its_page(synthetic: Path) -> None:
    showing, export = Showing(gigawatch.open(synthetic).whole), synthetic / "build" / "export"
    with (export / "claim.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    whole = {claim.id: claim for name in {row["document"] for row in rows} for claim in showing.claims(name)}
    assert {row["id"] for row in rows} == set(whole)
    for row in rows:
        shown = [(low, high) for low, high in showing.passages(row["document"])]
        end = int(row["start"]) + len(row["surface"])
        assert any(low <= int(row["start"]) and end <= high for low, high in shown), row["surface"]
        for key, value in showing.fields(whole[row["id"]]).items():
            assert json.loads(row[key]) == value
    (cut,) = (row for row in rows if row["kind"] == "superlative")
    assert json.loads(cut["data"])["superlative"] == "the world's largest maker of power batte…"
    assert (cut["surface"].split(), whole[cut["id"]].surface.split()[-1]) == (
        ["the", "world's", "largest", "maker", "of", "power", "batte"],
        "batteries",
    )
    table = pl.read_parquet(export / "claim.parquet").to_dicts()
    assert [(one["id"], one["surface"], one["data"] or "") for one in table] == [
        (row["id"], row["surface"], row["data"]) for row in rows
    ]
