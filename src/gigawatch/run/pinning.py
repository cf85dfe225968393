"""What an edition's folder is pinned to: the day, runs and seed of all its dimensions, and each one's definition."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigawatch.model import InputError
from gigawatch.run.succession import RECORD
from gigawatch.run.workspace import Workspace

FOLDER = "index"
SHARED = ("as_of", "runs", "seed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """What one run holds fixed for every dimension of an edition."""

    as_of: str | None
    runs: int
    seed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A dimension of an edition that is kept already: its folder and what its record says."""

    folder: Path
    record: Mapping[str, object]

    @property
    def id(self) -> str:
        """The edition's id; of a record that cannot be read the folder's name."""
        return str(self.record.get("id") or self.folder.name)

    def tell(self) -> str:
        """Its name, id and pins in words."""
        pinned = f"as of {self.record['as_of']}, " if self.record.get("as_of") else ""
        runs, seed = self.record.get("runs"), self.record.get("seed")
        return f"{self.folder.name} {self.id} ({pinned}{runs} runs, seed {seed})"


def edition_folder(workspace: Workspace, edition: str, as_of: str | None) -> Path:
    """Where an edition lies: `editions/index/2024`, or `2024-as-of-2025-06-30` where a day pins its vintages."""
    pinned = f"-as-of-{as_of}" if as_of is not None else ""
    return workspace.editions / FOLDER / f"{edition}{pinned}"


def find_former(workspace: Workspace, edition: str, name: str, as_of: str | None) -> Path:
    """The folder of the edition that one follows: the one pinned to the same day where it is kept, else the plain."""
    before = str(int(edition) - 1)
    pinned = edition_folder(workspace, before, as_of) / name
    return pinned if pinned.is_dir() else edition_folder(workspace, before, None) / name


def read_kept(folder: Path) -> Kept | None:
    """What is kept in a folder of one dimension; None where nothing is."""
    if not folder.is_dir():
        return None
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        record = None
    return Kept(folder, record if isinstance(record, dict) else {})


def find_others(folder: Path, pins: Pins, definitions: Mapping[str, str]) -> list[Kept]:
    """The kept dimensions of an edition that were computed with other pins, or by another definition than these (name
    to hash).
    """
    places = sorted(place for place in folder.glob("*") if place.is_dir() and not place.name.startswith("."))
    return [kept for place in places if (kept := read_kept(place)) and _is_other(kept, pins, definitions)]


def _is_other(kept: Kept, pins: Pins, definitions: Mapping[str, str]) -> bool:
    if any(kept.record.get(name) != getattr(pins, name) for name in SHARED):
        return True
    wanted = definitions.get(kept.folder.name)
    return wanted is not None and kept.record.get("definition_hash") != wanted


def require_alike(edition: str, others: Sequence[Kept]) -> None:
    """Refuse a run whose pins are other than those of what is kept."""
    if others:
        told = "; ".join(kept.tell() for kept in others)
        raise InputError(
            f"the edition {edition} is kept with another day, number of runs, seed or definition: {told}",
            hint="--replace puts the new one in its place; the same --runs, --seed and --as-of add to it",
        )


def drop(others: Iterable[Kept], written: Iterable[str]) -> list[str]:
    """Take away what was kept with other pins and is not written anew; what went, in words."""
    new = frozenset(written)
    gone = [kept for kept in others if kept.folder.name not in new]
    for kept in gone:
        shutil.rmtree(kept.folder)
    return [f"{kept.folder.name}: {kept.id} is gone: it had other pins than the edition now has" for kept in gone]
