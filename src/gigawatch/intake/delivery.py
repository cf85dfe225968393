"""A delivery: objects of a storage come here as files, are kept, and are let go of, a few at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from gigawatch.intake.archive import DamageError
from gigawatch.intake.bucket import NOTHING, SCHEME, Bucket, Stored
from gigawatch.intake.fetch.clock import Clock
from gigawatch.intake.fetch.memory import Memory
from gigawatch.intake.format import ENDINGS, MANY, NAMES, Format, find_ending
from gigawatch.intake.keep import Kept, Outcome
from gigawatch.intake.limit import Limits
from gigawatch.intake.metadata import SIDECAR
from gigawatch.intake.pack import is_pack
from gigawatch.model import GigawatchError, InputError
from gigawatch.model.machine import count_cores

KeepFiles = Callable[[Sequence[Path]], Iterator[Outcome | str]]
Show = Callable[[str], None]
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Delivery:
    """The way of objects into a workspace: `keep_files` keeps what came to lie in `stage`, a folder of its own.

    What came before and has not changed since is not brought again; of web archives by the same `rule`.
    """

    memory: Memory
    clock: Clock
    limits: Limits
    rule: str
    stage: Path
    keep_files: KeepFiles
    show: Show = lambda _: None

    def keep(self, bucket: Bucket) -> Iterator[Outcome | str]:
        """What became of each object."""
        sources, sidecars = bucket.find(self.limits)
        if not sources:
            raise InputError(NOTHING, where=bucket.address, hint=f"documents are {NAMES}")
        fresh = []
        for one in sources:
            known = self._find(one)
            if known is None:
                fresh.append(one)
            else:
                yield known
        for lot in _make_lots(fresh):
            shutil.rmtree(self.stage, ignore_errors=True)  # what a killed run of the same number left
            try:
                yield from self._keep_lot(bucket, lot, sidecars)
            finally:
                shutil.rmtree(self.stage, ignore_errors=True)

    def _find(self, one: Stored) -> Outcome | str | None:
        """What is told of an object that came before and has not changed since."""
        known = self.memory.find(one.address)
        if known is None or (known.etag, known.last_modified) != self._state(one):
            return None
        if not known.path:
            return f"gone through already: {one.address}"
        return Kept(self.memory.folder / known.path, is_new=False)

    def _keep_lot(self, bucket: Bucket, lot: Sequence[Stored], sidecars: dict[str, Stored]) -> Iterator[Outcome | str]:
        here: dict[Path, Stored] = {}
        for number, one in enumerate(lot):
            try:
                here[self._bring(bucket, one, sidecars, self.stage / str(number))] = one
            except InputError as fault:
                yield fault
        done: dict[Stored, Path | None] = {one: None for one in here.values() if _kind(one) is Format.ARCHIVE}
        for outcome in self._keep_here(list(here)):
            if isinstance(outcome, GigawatchError):
                if not isinstance(outcome, DamageError):  # which gives no more next time
                    whose = _whose(outcome.where, here)
                    done = {one: path for one, path in done.items() if whose is not None and one is not whose}
                outcome.where = _rename(outcome.where, here)
            elif isinstance(outcome, Kept) and outcome.path.is_relative_to(self.memory.folder):
                done.update({one: outcome.path for one in here.values() if _kind(one) not in MANY})
            yield _rename(outcome, here) if isinstance(outcome, str) else outcome
        for one, path in done.items():
            state = dict(zip(("etag", "last-modified"), self._state(one), strict=True))
            self.memory.note(one.address, path, state, self.clock.now().date().isoformat())

    def _keep_here(self, files: Sequence[Path]) -> Iterator[Outcome | str]:
        """What became of the copies; a fault that ends their keeping is one of their outcomes."""
        try:
            yield from self.keep_files(files)
        except GigawatchError as fault:
            yield fault

    def _bring(self, bucket: Bucket, one: Stored, sidecars: dict[str, Stored], folder: Path) -> Path:
        """An object's copy, its sidecars beside it; InputError for one that is too large."""
        key = "warc_bytes" if _kind(one) is Format.ARCHIVE else "file_bytes"
        if one.size > getattr(self.limits, key) and not is_pack(one.name):
            raise self.limits.refuse(key, f"the object has {one.size:,} bytes", one.address)
        self.show(f"fetching {one.name}, {one.size / MEGABYTE:,.1f} MB")
        for name in {f"{one.path}{SIDECAR}", str(PurePosixPath(one.path).with_suffix(SIDECAR))}:
            if name in sidecars:
                bucket.bring(sidecars[name], folder)
        return bucket.bring(one, folder)

    def _state(self, one: Stored) -> tuple[str, str]:
        """What an object's state is called: its bytes, of an archive the rule by which its pages are kept; its time."""
        return f"{one.size} bytes" + (f", {self.rule}" if _kind(one) is Format.ARCHIVE else ""), one.changed


def _make_lots(objects: Sequence[Stored]) -> Iterator[list[Stored]]:
    """Neighbouring web archives together, as many as are gone through at once; every other object by itself."""
    for kind, group in groupby(objects, _kind):
        alike = list(group)
        size = count_cores() if kind is Format.ARCHIVE else 1
        yield from (alike[at : at + size] for at in range(0, len(alike), size))


def _kind(one: Stored) -> Format | None:
    return ENDINGS.get(find_ending(one.name))


def _whose(where: str, here: dict[Path, Stored]) -> Stored | None:
    """The object whose copy, or whose copy's sidecar, a place lies in."""
    return next((one for path, one in here.items() if where.startswith(f"{path.parent}/")), None)


def _rename(told: str, here: dict[Path, Stored]) -> str:
    """What is told of copies and their sidecars, told of where they lie in the storage."""
    for path, one in here.items():
        told = told.replace(f"{path.parent}/", f"{SCHEME}{PurePosixPath(one.path).parent}/")
    return told
