"""Near-copies among more documents than memory holds: the very result of `intake.find_copies`, from files.

The texts lie end to end in one file, and tasks sign them in parallel. Leaders are then chosen in one pass in the order
of rank, which is what makes them leaders; what that pass looks up (signatures, bands, leaders met) lies in files that
the system maps into memory as far as it has room.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gigawatch.engine.protocol import Engine
from gigawatch.intake.copy import BAND, Leaders, choose_leaders, rank
from gigawatch.intake.shingle import VALUES, sign_shingles
from gigawatch.store.record import document_from

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from gigawatch.intake.copy import Numbers
    from gigawatch.intake.shingle import Rows, Sizes

SIGNED_AT_ONCE = 5_000  # texts of one task
BANDS = VALUES // BAND


@dataclass(slots=True)
class Shelf:
    """The texts of all documents in one file and what ranks each, in memory some dozen bytes a document."""

    folder: Path
    ids: list[bytes] = field(default_factory=list)
    standings: array[float] = field(default_factory=lambda: array("d"))
    days: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))

    @property
    def file(self) -> Path:
        """The file of the texts."""
        return self.folder / "text.bin"


def lay_out(documents: Iterable[pa.RecordBatch], folder: Path) -> Shelf:
    """Put the texts of documents into one file, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    shelf = Shelf(folder)
    end = 0
    with shelf.file.open("wb") as file:
        for batch in documents:
            for row in batch.to_pylist():
                text = str(row["text"]).encode("utf-8", "surrogatepass")
                end += file.write(text)
                standing, day, identity = rank(replace(document_from(row), text=""))
                shelf.ids.append(identity.encode())
                shelf.standings.append(standing)
                shelf.days.append(day.toordinal())
                shelf.ends.append(end)
    return shelf


def find_copies_on(engine: Engine, shelf: Shelf) -> array[int]:
    """The place of the leading document of every near-copy among the texts laid out, by its own; -1 for all others."""
    import numpy as np

    count = len(shelf.ids)
    leads = array("q", [-1]) * count
    if count < 2:
        return leads
    order = np.lexsort((np.array(shelf.ids), np.array(shelf.days), np.array(shelf.standings)))
    rows, sizes = _sign(engine, shelf, order)
    text = _Texts(shelf)
    led = choose_leaders(count, MappedLeaders(rows, sizes, shelf.folder), lambda number: text.at(int(order[number])))
    for number, leader in led:
        leads[int(order[number])] = int(order[leader])
    return leads


class _Texts:
    """The texts of a shelf by their place."""

    def __init__(self, shelf: Shelf) -> None:
        self._file, self._ends = shelf.file.open("rb"), shelf.ends

    def at(self, place: int) -> str:
        start = self._ends[place - 1] if place else 0
        self._file.seek(start)
        return self._file.read(self._ends[place] - start).decode("utf-8", "surrogatepass")

    def __del__(self) -> None:
        self._file.close()


def _sign(engine: Engine, shelf: Shelf, order: Any) -> tuple[Rows, Sizes]:
    """The signatures and sizes of the texts, numbered by rank."""
    import numpy as np
    import pyarrow.parquet as pq

    count = len(shelf.ids)
    starts = [*range(0, count, SIGNED_AT_ONCE), count]
    spans = list(pairwise(starts))
    ends = [(start, [shelf.ends[start - 1] if start else 0, *shelf.ends[start:stop]]) for start, stop in spans]
    parts = engine.map_tasks(len(spans), SignTask(str(shelf.file), ends), sign_schema(), shelf.folder / "sign")
    rows = np.lib.format.open_memmap(shelf.folder / "sign.npy", "w+", np.dtype(np.uint32), (count, VALUES))
    sizes = np.empty(count, dtype=np.int64)
    number = np.empty(count, dtype=np.int64)
    number[order] = np.arange(count)
    for part in parts:
        with pq.ParquetFile(part) as file:
            for batch in file.iter_batches():
                places = number[batch.column("place").to_numpy()]
                told = b"".join(batch.column("sign").to_pylist())
                rows[places] = np.frombuffer(told, dtype=np.uint32).reshape(-1, VALUES)
                sizes[places] = batch.column("size").to_numpy()
    return rows, sizes


@dataclass(frozen=True, slots=True)
class SignTask:
    """Signs a span of the texts in a file; `spans` tell each one's first place and where its texts begin and end."""

    file: str
    spans: list[tuple[int, list[int]]]

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """The place, size and signature of every text in the span of a number."""
        import pyarrow as pa

        first, ends = self.spans[number]
        with Path(self.file).open("rb") as file:
            file.seek(ends[0])
            texts = (file.read(end - start).decode("utf-8", "surrogatepass") for start, end in pairwise(ends))
            rows, sizes = sign_shingles(texts)
        arrays = [
            pa.array(range(first, first + len(sizes)), pa.int64()),
            pa.array(sizes, pa.int64()),
            pa.array([row.tobytes() for row in rows], pa.binary()),
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=sign_schema())


def sign_schema() -> pa.Schema:
    """The columns of signatures."""
    import pyarrow as pa

    return pa.schema([("place", pa.int64()), ("size", pa.int64()), ("sign", pa.binary())])


class MappedLeaders(Leaders):
    """Leaders by bands in mapped files: texts that share a band share a stretch, which the leaders among them fill."""

    def __init__(self, rows: Rows, sizes: Sizes, folder: Path) -> None:
        super().__init__(rows, sizes)
        self._first = self._open(folder / "first.npy", (len(rows), BANDS))
        self._led = self._open(folder / "led.npy", (BANDS, len(rows)))
        self._count = self._open(folder / "count.npy", (BANDS, len(rows)))
        for band in range(BANDS):
            self._first[:, band] = _stretches(rows[:, band * BAND : (band + 1) * BAND])

    def add(self, number: int) -> None:
        """Let a text lead."""
        for band, first in self._shared(number):
            count = self._count[band, first]
            self._led[band, first + count] = number
            self._count[band, first] = count + 1

    def _meet(self, number: int) -> Numbers | None:
        import numpy as np

        counted = ((band, first, int(self._count[band, first])) for band, first in self._shared(number))
        met = [self._led[band, first : first + count] for band, first, count in counted if count]
        return np.concatenate(met) if met else None

    def _shared(self, number: int) -> Iterator[tuple[int, int]]:
        """The bands that a text shares with any other, each with the start of its stretch."""
        firsts = self._first[number]
        for band in (firsts >= 0).nonzero()[0].tolist():
            yield band, int(firsts[band])

    @staticmethod
    def _open(file: Path, shape: tuple[int, int]) -> np.ndarray[Any, np.dtype[np.int32]]:
        import numpy as np

        return np.lib.format.open_memmap(file, "w+", np.dtype(np.int32), shape)


def _stretches(values: Any) -> Any:
    """Where in the order of their values the texts like each begin; -1 for a text that is like no other."""
    import numpy as np

    held = np.ascontiguousarray(values)
    order = np.lexsort(tuple(held[:, place] for place in range(held.shape[1])))
    ordered = held[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    starts = np.flatnonzero(is_first)
    lengths = np.diff(np.append(starts, len(order)))
    told = np.where(lengths > 1, starts, -1)
    found = np.empty(len(order), dtype=np.int32)
    found[order] = np.repeat(told, lengths)
    return found
