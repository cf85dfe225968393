"""Portions of the gathered tables hold what the tables hold, and are read without the rest."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gigawatch.engine import portion
from gigawatch.engine.portion import cut_portions
from gigawatch.model import Document, QuantityClaim
from gigawatch.store import read_rows
from gigawatch.store.parquet import arrow_schema, write_batches
from gigawatch.store.record import claim_from, claim_row, document_from, document_row
from gigawatch.store.schema import tables

DOCUMENTS, EACH = 1_000, 25  # synthetic documents, and claims in each: several groups of rows


def document(number: int) -> Document:
    return Document(f"doc-{number}", f"documents/{number}.md", "0", f"Words {number}.", "en")


def claim(number: int, place: int) -> QuantityClaim:
    return QuantityClaim(
        id=f"claim-{number}-{place}",
        document=f"doc-{number}",
        lang="en",
        measure="capacity",
        value=1.0,
        unit="GWh/yr",
        surface="1 GWh",
        start=place,
        end=place + 5,
        confidence=1.0,
        reader="test/1",
    )


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with write_batches(path, path.stem) as take:
        take(pa.RecordBatch.from_pylist(rows, schema=arrow_schema(tables()[path.stem])))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents without claims, with claims in their order, and with some that came later, of a second copy."""
    monkeypatch.setattr(portion, "STRETCH", 130)
    write(tmp_path / "document.parquet", [document_row(document(number)) for number in range(DOCUMENTS)])
    told = [claim(number, place) for number in range(DOCUMENTS) if number != 7 for place in range(EACH)]
    late = [claim(number, EACH) for number in (3, 500, 4)]
    write(tmp_path / "claim.parquet", [claim_row(one) for one in [*told, *late]])
    return tmp_path


def test_every_document_and_every_claim_is_in_one_portion_in_the_order_of_its_table(folder: Path) -> None:
    portions = cut_portions(folder)
    documents = [document_from(row) for row in read_rows(folder / "document.parquet")]
    claims = [claim_from(row) for row in read_rows(folder / "claim.parquet")]
    assert portions.count() == 8
    for number in range(portions.count()):
        stretch = documents[number * 130 : (number + 1) * 130]
        own = {one.id for one in stretch}
        found = portions.load(number)
        assert list(found[0].items()) == [(one.id, one) for one in stretch]
        assert list(found[1].items()) == [(one.id, one) for one in claims if one.document in own]


def test_a_portion_is_read_without_the_rows_of_others(folder: Path) -> None:
    portions = cut_portions(folder)
    before = portions.load(2)
    file = pq.read_metadata(folder / "claim.parquet")
    assert file.num_row_groups == 4
    columns = [file.row_group(3).column(number) for number in range(file.num_columns)]
    content = bytearray((folder / "claim.parquet").read_bytes())
    for one in columns:
        content[one.data_page_offset : one.data_page_offset + 40] = bytes(40)
    (folder / "claim.parquet").write_bytes(content)
    assert portions.load(2) == before


def test_portions_of_no_documents_are_none_and_of_no_claims_are_without_them(folder: Path) -> None:
    write(folder / "claim.parquet", [])
    assert cut_portions(folder).load(7) == ({f"doc-{n}": document(n) for n in range(910, DOCUMENTS)}, {})
    write(folder / "document.parquet", [])
    assert cut_portions(folder).count() == 0
