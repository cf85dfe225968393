"""Columns of Parquet as Python rows: whole columns at a time, and each repeated text only once in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

REPEATED = 0.5  # a column with fewer distinct texts than this share of its rows is kept by its distinct texts


class Columns:
    """Reads the batches of one file; the texts that repeat are shared between its batches."""

    def __init__(self) -> None:
        self._shared: dict[str, str] = {}

    def rows(self, batch: pa.RecordBatch) -> Iterator[dict[str, object]]:
        """The rows of a batch, in order."""
        names = batch.schema.names
        columns = [self._values(column) for column in batch.columns]
        return (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))

    def _values(self, column: pa.Array) -> Sequence[object]:
        import pyarrow as pa

        if column.null_count == len(column):
            return [None] * len(column)
        if pa.types.is_string(column.type):
            return self._texts(column)
        if column.null_count or pa.types.is_date(column.type):
            values: list[object] = column.to_pylist()
            return values
        plain: list[object] = column.to_numpy(zero_copy_only=False).tolist()
        return plain

    def _texts(self, column: pa.Array) -> Sequence[object]:
        encoded = column.dictionary_encode()
        words: list[str] = encoded.dictionary.to_pylist()
        if len(words) > REPEATED * len(column):
            unique: list[object] = column.to_pylist()
            return unique
        told = [self._shared.setdefault(word, word) for word in words]
        if not column.null_count:
            return [told[place] for place in encoded.indices.to_numpy().tolist()]
        return [None if place is None else told[place] for place in encoded.indices.to_pylist()]
