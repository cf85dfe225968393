"""Packs: one Parquet file that holds many documents, a row each, written and read a group of rows at a time.

A pack lies in `documents/` as any file; a document in it is known as `documents/NAME.parquet/NAME-IN-PACK`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from gigawatch.intake.damage import named_faults
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.intake.metadata import read_metadata
from gigawatch.intake.text import check_text, tidy_text
from gigawatch.model import Document, GigawatchError, InputError

if TYPE_CHECKING:
    import pyarrow as pa

ENDING = ".parquet"
KIND = "packed document"
SAID = ("title", "url", "publisher", "language", "licence", "published", "retold")
MOST_ROWS, MOST_CHARACTERS = 250, 8_000_000  # of a group of rows: held at once, and read by one process at a time
LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class Packed:
    """One document as it lies in a pack: its name there, its kept text, and what is known of it."""

    name: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    licence: str | None = None
    published: date | None = None
    retold: bool = False


def pack_schema() -> pa.Schema:
    """The columns of a pack, in order; only `name`, `text` and `retold` must be told of every document."""
    import pyarrow as pa

    texts = ("title", "url", "publisher", "language", "licence")
    return pa.schema(
        [
            pa.field("name", pa.string(), nullable=False),
            pa.field("text", pa.string(), nullable=False),
            *(pa.field(key, pa.string()) for key in texts),
            pa.field("published", pa.date32()),
            pa.field("retold", pa.bool_(), nullable=False),
        ]
    )


def is_pack(name: str) -> bool:
    """True for the name of a file that is a pack."""
    return name.lower().endswith(ENDING)


def is_packed(path: str) -> bool:
    """True for the path of a document in a pack."""
    return any(map(is_pack, PurePath(path).parts[:-1]))


def write_pack(path: Path, documents: Iterable[Packed]) -> int:
    """Write a pack whole or not at all, a group of rows in memory at a time; how many documents it holds."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, count = pack_schema(), 0
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.fresh")  # another command may write the same pack just now
    try:
        with pq.ParquetWriter(fresh, schema, compression="zstd") as writer:
            for group in _groups(documents):
                rows = [asdict(one) for one in group]
                columns = [pa.array([row[field.name] for row in rows], field.type) for field in schema]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema), row_group_size=len(rows))
                count += len(rows)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def list_groups(path: Path, where: str, limits: Limits = DEFAULT) -> list[int]:
    """The number of the first row, from 0, of every group of rows in a pack; InputError when it is none, or when a
    group is larger than may be held at once.
    """
    import pyarrow.parquet as pq

    firsts, row = [], 0
    with named_faults(where, "pack"), pq.ParquetFile(path) as file:
        check_columns(file.schema_arrow, where)
        for number in range(file.num_row_groups):
            group = file.metadata.row_group(number)
            if group.total_byte_size > limits.pack_group_bytes:
                what = f"a group of rows has {group.total_byte_size:,} bytes"
                raise limits.refuse("pack_group_bytes", what, where)
            firsts.append(row)
            row += group.num_rows
    return firsts


def read_pack(path: Path, where: str, limits: Limits = DEFAULT, only: int | None = None) -> Iterator[pa.RecordBatch]:
    """The rows of a pack in its order, as columns, a group at a time; of `only` one group where it is given."""
    import pyarrow.parquet as pq

    groups = range(len(list_groups(path, where, limits))) if only is None else [only]
    for number in groups:
        with named_faults(where, "pack"), pq.ParquetFile(path) as file:
            table = file.read_row_group(number)
        yield from table.to_batches()


def check_columns(schema: pa.Schema, where: str) -> None:
    """InputError when a file's columns are not those of a pack; their order is free."""
    wanted = {field.name: field.type for field in pack_schema()}
    hint = f"a pack has the columns {', '.join(f'{name} ({kind})' for name, kind in wanted.items())}"
    lacking = [name for name in wanted if name not in schema.names]
    other = [name for name in schema.names if name not in wanted]
    if lacking or other or len(schema.names) != len(wanted):
        told = [f"there is no {name}" for name in lacking] + [f"{name} is none of its columns" for name in other]
        raise InputError(
            f"this is no pack of documents: {', '.join(told or ['a column is there twice'])}", where=where, hint=hint
        )
    wrong = [f"{field.name} is {field.type}" for field in schema if not _is_alike(field.type, wanted[field.name])]
    if wrong:
        raise InputError(f"this is no pack of documents: {', '.join(wrong)}", where=where, hint=hint)


def unpack(
    batch: pa.RecordBatch,
    where: str,
    *,
    said: Mapping[str, object] | None = None,
    kept: date | None = None,
    limits: Limits = DEFAULT,
    first: int = 1,
) -> Iterator[Document | GigawatchError]:
    """The documents of a batch of rows, a fault in place of each that cannot be read; what is `said` of all of them
    overrides what the rows say. A row without a name is told of by its number, counted from `first`.
    """
    columns = {name: batch.column(name) for name in batch.schema.names}
    for place in range(batch.num_rows):
        at = f"{where}, row {first + place}"
        try:
            with named_faults(at, KIND):
                name = _read_name(columns["name"][place].as_py(), at)
            at = f"{where}/{name}"
            with named_faults(at, KIND):
                yield _unpack({key: column[place].as_py() for key, column in columns.items()}, at, said, kept, limits)
        except GigawatchError as fault:
            yield fault


def _unpack(
    row: Mapping[str, object], where: str, said: Mapping[str, object] | None, kept: date | None, limits: Limits
) -> Document:
    if row["text"] is None:
        raise InputError("the document has no text", where=where)
    text = check_text(tidy_text(str(row["text"])), limits, where)
    values = {key: row[key] for key in SAID if row[key] is not None}
    digest = hashlib.sha256(json.dumps([values, text], sort_keys=True, default=str).encode()).hexdigest()
    metadata = read_metadata({**values, **{k: v for k, v in (said or {}).items() if v is not None}}, where, kept)
    return Document(f"doc-{digest[:12]}", where, digest, text, kept=kept, **asdict(metadata))


def _read_name(name: object, where: str) -> str:
    told = str(name or "")
    if not told.strip() or len(told) > LONGEST_NAME or not told.isprintable():
        raise InputError("the document has no name in one line", where=where, hint="name every document of a pack")
    return told


def _is_alike(kind: pa.DataType, wanted: pa.DataType) -> bool:
    """True for a column type that holds the same values: texts may be stored as long ones or by their distinct ones."""
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    return bool(is_text if wanted == pa.string() else kind == wanted)


def _groups(documents: Iterable[Packed]) -> Iterator[list[Packed]]:
    group: list[Packed] = []
    size = 0
    for one in documents:
        if group and (len(group) == MOST_ROWS or size + len(one.text) > MOST_CHARACTERS):
            yield group
            group, size = [], 0
        group.append(one)
        size += len(one.text)
    if group:
        yield group
