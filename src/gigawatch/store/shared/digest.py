"""What a table holds, as one hash: the same for the same rows in the same order, however they are cut into batches."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


class Digest:
    """The hash of the columns of a table, fed batch by batch.

    Each column is hashed by which of its values are there, by the lengths of its texts, and by its values.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self.rows = 0
        self._columns = {name: tuple(hashlib.sha256() for _ in range(3)) for name in names}

    def feed(self, batch: pa.RecordBatch) -> None:
        """Take the next rows."""
        import pyarrow.compute as pc

        self.rows += batch.num_rows
        for name, (there, lengths, values) in self._columns.items():
            column = batch.column(name)
            there.update(_bytes(pc.cast(column.is_valid(), "uint8")))
            filled = column.fill_null(_blank(column.type))
            if str(column.type) == "string":
                lengths.update(_bytes(pc.cast(pc.binary_length(filled), "int64")))
                values.update(_text_bytes(filled))
            else:
                values.update(_bytes(_numbers(filled)))

    @property
    def hash(self) -> str:
        """The hash of all rows so far, with the names of the columns."""
        parts = (f"{name}:{''.join(one.hexdigest() for one in three)}" for name, three in self._columns.items())
        return hashlib.sha256("\n".join((*parts, str(self.rows))).encode()).hexdigest()


def _blank(kind: pa.DataType) -> pa.Scalar:
    """What stands in the place of a value that is not there."""
    import pyarrow as pa

    if pa.types.is_string(kind):
        return pa.scalar("", kind)
    if pa.types.is_boolean(kind):
        return pa.scalar(False, kind)
    return pa.scalar(0, pa.int32()).cast(kind) if pa.types.is_date32(kind) else pa.scalar(0, kind)


def _numbers(column: pa.Array) -> pa.Array:
    """A column whose values stand in whole bytes."""
    import pyarrow.compute as pc

    return pc.cast(column, "uint8") if str(column.type) == "bool" else column


def _bytes(column: pa.Array) -> memoryview:
    """The bytes of a column of numbers without gaps."""
    width = column.type.bit_width // 8
    first, last = column.offset * width, (column.offset + len(column)) * width
    return memoryview(column.buffers()[1])[first:last] if len(column) else memoryview(b"")


def _text_bytes(column: pa.Array) -> memoryview:
    """The bytes of all texts of a column without gaps, one after the other."""
    import numpy as np

    data = column.buffers()[2]
    if not len(column) or data is None:
        return memoryview(b"")
    places = np.frombuffer(column.buffers()[1], dtype=np.int32)
    return memoryview(data)[int(places[column.offset]) : int(places[column.offset + len(column)])]
