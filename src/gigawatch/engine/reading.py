"""Packed documents to rows: each document with its claims, and why one was set aside."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import FrameType
from typing import TYPE_CHECKING

from gigawatch.engine.apart import run_apart
from gigawatch.engine.protocol import ROW
from gigawatch.intake.damage import named_faults
from gigawatch.intake.limit import Limits
from gigawatch.intake.pack import KIND, unpack
from gigawatch.model import Document, GigawatchError
from gigawatch.store.parquet import arrow_schema
from gigawatch.store.record import claim_row, document_row
from gigawatch.store.schema import tables

if TYPE_CHECKING:
    import pyarrow as pa

WARMING = {"en": "A plant in Yibin makes 1 GWh a year.", "zh": "宜宾的工厂年产1吉瓦时。"}
ENDED = "reading it ended the process, perhaps for want of memory"
DOCUMENT, CLAIMS, NOTICES = "document", "claims", "notices"


@dataclass(frozen=True, slots=True)
class Reading:
    """How the documents of one pack are read: under which path, since when they are kept, within which limits."""

    where: str
    said: Mapping[str, object]
    kept: date | None
    limits: Limits

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A row for every row of a pack: the document, none where it was set aside, its claims and the notices."""
        import pyarrow as pa

        first = batch.column(ROW)[0].as_py() + 1 if batch.num_rows else 1
        rows = unpack(
            batch.drop_columns([ROW]), self.where, said=self.said, kept=self.kept, limits=self.limits, first=first
        )
        found = [self._read(one) for one in rows]
        documents, claims, notices = ([row[place] for row in found] for place in range(3))
        schema = reading_schema()
        arrays = [
            batch.column(ROW),
            *(
                pa.array(values, schema.field(place).type)
                for place, values in enumerate((documents, claims, notices), 1)
            ),
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    def careful(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The same, each document in a process of its own, so that one that ends it is set aside as well."""
        import pyarrow as pa

        _load_words()
        rows = [self._read_apart(batch.slice(place, 1)) for place in range(batch.num_rows)]
        whole = pa.Table.from_batches(rows, reading_schema()).combine_chunks().to_batches()
        return whole[0] if whole else self(batch)

    def _read_apart(self, row: pa.RecordBatch) -> pa.RecordBatch:
        import pyarrow as pa

        schema = reading_schema()
        told = run_apart(lambda: bytes(self(row).serialize()))
        if told is not None:
            return pa.ipc.read_record_batch(pa.py_buffer(told), schema)
        name = row.column("name")[0].as_py()
        notice = f"fault: {self.where}/{name}: {ENDED}"
        values = (
            row.column(ROW),
            *(pa.array([one], schema.field(n).type) for n, one in ((1, None), (2, []), (3, [notice]))),
        )
        return pa.RecordBatch.from_arrays(list(values), schema=schema)

    def _read(
        self, found: Document | GigawatchError
    ) -> tuple[dict[str, object] | None, list[dict[str, object]], list[str]]:
        """What a document says; one whose reading fails in whatever way is set aside with the reason."""
        from gigawatch.claims import read_claims

        try:
            if isinstance(found, GigawatchError):
                raise found
            with named_faults(found.path, KIND), _in_time(found.path, self.limits):
                reading = read_claims(found)
                claims = [{**claim_row(claim), "document": found.id} for claim in reading.claims]
        except GigawatchError as fault:
            return None, [], [f"fault: {fault}"]
        told = [f"notice: {found.path}: {text.removeprefix(f'{found.path}: ')}" for text in reading.notices]
        return document_row(found), claims, told


def reading_schema() -> pa.Schema:
    """The columns of what was read: the row of the pack, and what `Reading` makes of it."""
    import pyarrow as pa

    document, claim = (pa.struct(list(arrow_schema(tables()[name]))) for name in ("document", "claim"))
    return pa.schema(
        [
            pa.field(ROW, pa.int64()),
            pa.field(DOCUMENT, document),
            pa.field(CLAIMS, pa.list_(claim)),
            pa.field(NOTICES, pa.list_(pa.string())),
        ]
    )


@cache
def _load_words() -> None:
    """Load what every reading needs, so that it counts for no document."""
    from gigawatch.claims import read_claims

    for lang, text in WARMING.items():
        read_claims(Document("doc-0", "", "", text, language=lang))


@contextmanager
def _in_time(where: str, limits: Limits) -> Iterator[None]:
    """Refuse a document that takes more of the processor's time than its limit, however busy the machine is.

    Only a process's first thread can be called off so.
    """
    _load_words()

    def stop(_: int, __: FrameType | None) -> None:
        raise limits.refuse("read_seconds", f"it takes over {limits.read_seconds:,} seconds to read", where)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limits.read_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
