"""A large synthetic ledger on a PostgreSQL server: little memory, and no moment at which a kill leaves half of it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gigawatch.store import open_database, tables, write_database
from gigawatch.store.shared import read_address, take_edition
from live_postgres import PASSWORD, find_binaries, running_server

BINARIES = find_binaries()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BINARIES is None, reason="no PostgreSQL server is installed")]
CLAIMS, FEW, KILLS = 1_000_000, 20_000, 25
MOST = 1024  # MiB that handing over or taking a copy may hold
MADE = {"text": "'{name} ' || hash(i || '{name}')", "float": "i * 0.37", "int": "i % 1000", "bool": "i % 2 = 0"}
ACT = """
import json, resource, sys, time
from pathlib import Path
from gigawatch.store.shared import About, hand_over, read_address, take_edition
address, database, cache = read_address(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
began = time.perf_counter()
if sys.argv[4] == "take":
    take_edition(address, cache)
else:
    hand_over(database, address, About("Synthetic", "0", None, {}), replace=True)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([round(time.perf_counter() - began, 1), peak]))
"""


@pytest.fixture(scope="module")
def team() -> Iterator[str]:
    assert BINARIES is not None
    with pytest.MonkeyPatch.context() as patch, running_server(BINARIES) as server:
        patch.setenv("PGPASSWORD", PASSWORD)
        yield server.address("postgres")


def make_ledger(path: Path, claims: int, seed: str) -> Path:
    """A database of synthetic claims and facts that mean nothing."""
    write_database(path, {})
    with duckdb.connect(str(path)) as con:
        for name, count in (("claim", claims), ("fact", claims // 10)):
            columns = [c for c in tables()[name].columns if c.type in MADE]
            values = (MADE[c.type].format(name=f"{seed} {c.name}") for c in columns)
            named = ", ".join(f'"{c.name}"' for c in columns)
            con.execute(f'INSERT INTO "{name}" ({named}) SELECT {", ".join(values)} FROM range({count}) t(i)')
    return path


def act(team: str, database: Path, cache: Path, what: str) -> subprocess.Popen[str]:
    command = (sys.executable, "-c", ACT, team, str(database), str(cache), what)
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_million_claims_are_handed_over_and_taken_in_little_memory(team: str, tmp_path: Path) -> None:
    database = make_ledger(tmp_path / "large.duckdb", CLAIMS, "large")
    for what, named in (("hand", "handed over"), ("take", "taken")):
        told = act(team, database, tmp_path / "cache", what).communicate()[0]
        seconds, peak = json.loads(told)
        print(f"measured: {CLAIMS:,} synthetic claims {named} in {seconds} s, at most {peak} MiB held")
        assert peak < MOST
    copy = take_edition(read_address(team), tmp_path / "cache") / "build" / "gigawatch.duckdb"
    for path in (database, copy):
        with open_database(path) as con:
            assert con.execute("SELECT count(*) FROM claim").fetchall() == [(CLAIMS,)]


def test_a_builder_killed_at_any_moment_leaves_one_edition_or_the_other(team: str, tmp_path: Path) -> None:
    cache, chance = tmp_path / "cache", random.Random(2026)
    ledgers = [make_ledger(tmp_path / f"{seed}.duckdb", FEW, seed) for seed in ("first", "second")]
    known = set()
    for database in ledgers:
        began = act(team, database, cache, "hand").communicate()[0]
        known.add(take_edition(read_address(team), cache).name)
    assert len(known) == 2
    longest, killed = json.loads(began)[0] + 1.0, 0
    for number in range(KILLS):
        builder = act(team, ledgers[number % 2], cache, "hand")
        try:
            builder.wait(chance.uniform(0.3, longest))
        except subprocess.TimeoutExpired:
            builder.send_signal(signal.SIGKILL)
            killed += 1
        builder.communicate()
        assert take_edition(read_address(team), tmp_path / f"cache-{number}").name in known
    print(f"measured: {killed} of {KILLS} builders killed while they handed over, none left half a ledger")
    assert killed > KILLS // 2
