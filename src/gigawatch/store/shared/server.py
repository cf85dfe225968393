"""A connection to the server: statements, and whole tables columnar both ways, in transactions that this begins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gigawatch.model import WorkspaceError
from gigawatch.store.shared.address import Address
from gigawatch.store.shared.fault import asking

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_BYTES = 8_000_000  # of an answer that are held at once
EXTRA = "pip install 'gigawatch[postgres]'"


class Server:
    """One transaction on the server at a time; every fault is a WorkspaceError with the address and what to do."""

    def __init__(self, address: Address, connection: Any) -> None:  # of a library without types
        self.address = address
        self._connection = connection

    def run(self, statement: str) -> None:
        """Do one statement."""
        with asking(self.address), self._connection.cursor() as cursor:
            cursor.execute(statement)

    def rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query, `$1` and so on filled from `values`."""
        with asking(self.address), self._connection.cursor() as cursor:
            cursor.execute(query, values or None)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def stream(self, query: str) -> Iterator[pa.RecordBatch]:
        """The rows of a query as record batches, one in memory at a time."""
        with asking(self.address), self._connection.cursor() as cursor:
            cursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": str(BATCH_BYTES)})
            cursor.execute(query)
            yield from cursor.fetch_record_batch()

    def fill(self, schema: str, table: str, rows: pa.RecordBatchReader) -> None:
        """Copy record batches into a table, one in memory at a time."""
        with asking(self.address), self._connection.cursor() as cursor:
            cursor.adbc_ingest(table, rows, mode="append", db_schema_name=schema)

    def commit(self) -> None:
        """Let all that was done since the last commit count."""
        with asking(self.address):
            self._connection.commit()


@contextmanager
def connect(address: Address) -> Iterator[Server]:
    """A connection in a transaction; what is not committed is undone at the end."""
    try:
        from adbc_driver_postgresql import dbapi
    except ImportError as error:
        raise WorkspaceError("a shared ledger needs the driver of PostgreSQL", hint=EXTRA) from error
    with asking(address):
        connection = dbapi.connect(address.uri)
    try:
        yield Server(address, connection)
    finally:
        _close(connection)


def _close(connection: Any) -> None:  # of a library without types
    """Undo what was not committed and close; a connection that was cut has nothing left to undo."""
    import adbc_driver_manager

    try:
        connection.close()
    except (adbc_driver_manager.Error, RuntimeError):
        return
