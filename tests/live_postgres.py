"""A PostgreSQL server of one's own for tests: made in a folder, on a free port of the loopback, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OWNERS = ("postgres", "nobody")  # PostgreSQL refuses to run as root
PASSWORD = "a-word-that-is-told-nowhere"
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=32MB"


@dataclass(frozen=True)
class Postgres:
    """A running server; its superuser is `builder`."""

    port: int

    def address(self, database: str, user: str = "builder") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def ask(self, database: str, query: str, user: str = "builder") -> list[tuple[Any, ...]]:
        """The rows of a statement, which counts at once."""
        from adbc_driver_postgresql import dbapi

        address = self.address(database, f"{user}:{PASSWORD}")
        with dbapi.connect(address, autocommit=True) as con, con.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall() if cursor.description else []


def find_binaries() -> Path | None:
    """The folder of the newest server's programs; None where none is installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    every = sorted(found, key=lambda path: float(path.parent.name)) or ([Path(on_path).parent] if on_path else [])
    return every[-1] if every else None


@contextmanager
def running_server(binaries: Path) -> Iterator[Postgres]:
    """A new server that asks everyone for a password; it is ended and its folder removed at the end."""
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="gigawatch-pg-"))
    word = folder / "word"
    word.write_text(PASSWORD + "\n", encoding="utf-8")
    if owner is not None:
        for path in (folder, word):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    port = _free_port()
    as_owner: dict[str, Any] = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}

    def run(program: str, *options: str) -> None:
        command = (str(binaries / program), "-D", str(folder / "data"), *options)
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, **as_owner)

    try:
        made = ("-U", "builder", "--auth=scram-sha-256", f"--pwfile={word}", "--no-sync", "-E", "UTF8", "--locale=C")
        run("initdb", *made)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {FAST}"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Postgres(port)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> pwd.struct_passwd | None:
    """Who runs the server: whoever runs the tests, or where that is root another user."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in OWNERS if name in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
