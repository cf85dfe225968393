"""The workspaces in which commands are killed, and what is in them: the kept files, and all that was built."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "kill"
MORE = DATA / "more"  # what comes to a built workspace
DATABASE, MANIFEST = "gigawatch.duckdb", "manifest.json"
OWN = {"hashes.json", ".lock", DATABASE, MANIFEST}  # times, inodes and the order of blocks differ between two builds
PUBLISHED = ("report", "site", "export", "chain.json", "outlook.json", "search.sqlite")
GROWING = ("kept.csv", "fetched.csv", "reviews/")  # logs: what stood there stays, more may follow


def make_small(place: Path) -> Path:
    """A workspace of a few synthetic documents in both languages, without a build."""
    shutil.copytree(DATA, place, ignore=shutil.ignore_patterns("more"))
    for folder in ("index", "reviews", "editions"):
        (place / folder).mkdir()
    return place


def copy_afresh(made: Path, scratch: Path) -> Path:
    """A fresh copy of a workspace, at the same place each time."""
    place = scratch / "place"
    shutil.rmtree(place, ignore_errors=True)
    return shutil.copytree(made, place)


def hash_kept(place: Path) -> dict[str, str]:
    """The hash of every file that is kept, by its path; what begins with a dot was never whole."""
    files = (path for path in place.rglob("*") if path.is_file() and not path.is_relative_to(place / "build"))
    return {_name(path, place): _digest(path) for path in sorted(files) if not path.name.startswith(".")}


def read_logs(place: Path) -> dict[str, bytes]:
    """The bytes of the logs that grow, by their path."""
    return {name: (place / name).read_bytes() for name in hash_kept(place) if _grows(name)}


def find_lost(place: Path, kept: Mapping[str, str], logs: Mapping[str, bytes]) -> Iterator[str]:
    """What is no longer as it was kept; a log may have grown."""
    now = hash_kept(place)
    for name, digest in kept.items():
        if name in logs and name in now and (place / name).read_bytes().startswith(logs[name]):
            continue
        if now.get(name) != digest:
            yield f"kept file lost or changed: {name}"


def _grows(name: str) -> bool:
    return any(part in name for part in GROWING)


def hash_built(place: Path) -> dict[str, str]:
    """The hash of every built file by its path; of the manifest what it says of the steps, but for their seconds."""
    build = place / "build"
    files = (path for path in build.rglob("*") if path.is_file())
    found = {_name(path, build): _digest(path) for path in sorted(files) if _name(path, build) not in OWN}
    return {**found, MANIFEST: _digest_manifest(build / MANIFEST)}


def hash_published(place: Path) -> dict[str, str]:
    """One hash for each thing that is published, "" where there is none: what a reader meets."""
    return {name: _digest_tree(place / "build" / name) for name in PUBLISHED}


def digest_database(place: Path) -> str:
    """One hash of every row of the database, read table by table; "" where there is none."""
    from gigawatch.store import fetch_rows, open_database, tables

    path = place / "build" / DATABASE
    if not path.exists():
        return ""
    told = hashlib.sha256()
    with open_database(path) as con:
        for table in tables():
            rows = sorted(repr(row) for row in fetch_rows(con, f'SELECT * FROM "{table}"'))
            told.update("\n".join((table, *rows)).encode())
    return told.hexdigest()


def _digest_manifest(path: Path) -> str:
    if not path.exists():
        return ""
    data = json.loads(path.read_text(encoding="utf-8"))
    for record in data["steps"].values():
        del record["seconds"]
        record["outputs"].pop(f"build/{DATABASE}", None)
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _digest_tree(path: Path) -> str:
    if path.is_file():
        return _digest(path)
    if not path.is_dir():
        return ""
    files = (file for file in sorted(path.rglob("*")) if file.is_file())
    told = "\n".join(f"{_name(file, path)} {_digest(file)}" for file in files)
    return hashlib.sha256(told.encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
