"""The heavy steps of a build on both engines: `python -m soak.engine ENGINE FOLDER` does them on one and tells what
they took; the part `engine` of the soak does so on both and holds every table of one against the other's, row by row.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, zip_longest
from pathlib import Path

from gigawatch.engine import ENGINES, LOCAL, SPARK, lend_engine
from gigawatch.intake import Packed, write_pack
from gigawatch.run.build import run_steps
from gigawatch.run.manifest import read_manifest
from gigawatch.run.plan import plan_steps
from gigawatch.run.table import REASONED, stream_table
from gigawatch.run.workspace import open_workspace
from soak.stream import pack_document, read_news
from soak.task import MIB_IN_KIB

DOCUMENTS = 100_000
A_PACK = 50_000  # documents
SEED = 2022
DAY = date(2026, 1, 1)
STEPS = ("read", "gather", "review", "resolve", "settle")
FOLDER = "documents/"
SETTINGS = '[workspace]\nname = "Synthetic"\nregion = "China"\n'
SPARK_SETTINGS = {"spark.master": "local[2]", "spark.driver.memory": "2g"}


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine took: seconds to start, seconds of each kind of step, and MiB of the process and of a child."""

    start: float
    seconds: Mapping[str, float]
    peak: float
    child: float

    @property
    def total(self) -> float:
        """Seconds of all steps."""
        return sum(self.seconds.values())


@dataclass(frozen=True, slots=True)
class Compared:
    """Both engines on the same documents: what each took, the rows of each table, and the tables that differ."""

    documents: int
    runs: Mapping[str, Run]
    rows: Mapping[str, int]
    differing: tuple[str, ...]

    @property
    def overhead(self) -> float:
        """Milliseconds a document that Spark takes longer, its start left out."""
        return (self.runs[SPARK].total - self.runs[LOCAL].total) / self.documents * 1000


def compare_engines(documents: int = DOCUMENTS) -> Compared:
    """Build the same synthetic news on both engines, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        roots = {engine: Path(folder) / engine for engine in ENGINES}
        for root in roots.values():
            write_workspace(root, documents)
        runs = {engine: _run(engine, root) for engine, root in roots.items()}
        counts = {table: _compare(table, roots[LOCAL], roots[SPARK]) for table in REASONED}
    rows = {table: count for table, (count, _) in counts.items()}
    return Compared(documents, runs, rows, tuple(table for table, (_, is_same) in counts.items() if not is_same))


def write_workspace(root: Path, documents: int) -> None:
    """A workspace with synthetic news in packs."""
    (root / "documents").mkdir(parents=True)
    (root / "gigawatch.toml").write_text(SETTINGS, encoding="utf-8")
    found = (item.document for item in read_news(SEED))
    news = islice((pack_document(one, one.path.removeprefix(FOLDER)) for one in found), documents)
    number = 0
    while write_pack(root / "documents" / f"synthetic-{number:03}.parquet", _chunk(news)):
        number += 1
    (root / "documents" / f"synthetic-{number:03}.parquet").unlink()


def tell_engines(found: Compared) -> str:
    """The result as Markdown."""
    heads = ("engine", "start", *(f"{step}" for step in STEPS), "all steps", "process", "child")
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    for engine, run in found.runs.items():
        steps = [f"{run.seconds.get(step, 0.0):.1f} s" for step in STEPS]
        memory = [f"{run.peak:,.0f} MiB", f"{run.child:,.0f} MiB"]
        lines.append(f"| {' | '.join([engine, f'{run.start:.1f} s', *steps, f'{run.total:.1f} s', *memory])} |")
    rows = ", ".join(f"{table} {count:,}" for table, count in found.rows.items() if count)
    told = f"differ: {', '.join(found.differing)}" if found.differing else "are the same row for row"
    return "\n".join(
        [
            f"- {found.documents:,} synthetic documents in packs; all {len(found.rows)} tables {told} ({rows}).",
            f"- Spark takes {found.overhead:.2f} ms a document more than the local engine, and "
            f"{found.runs[SPARK].start:.1f} s to start. Seconds are by the wall.",
            "- Memory: the most that the building process held, and the largest process that it split off and saw end; "
            "Spark's own processes (Java, and its Python workers) are not counted.",
            "",
            *lines,
            "",
        ]
    )


def _chunk(news: Iterator[Packed]) -> Iterator[Packed]:
    return islice(news, A_PACK)


def _run(engine: str, root: Path) -> Run:
    done = subprocess.run([sys.executable, "-m", "soak.engine", engine, str(root)], stdout=subprocess.PIPE, check=True)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _compare(table: str, one: Path, other: Path) -> tuple[int, bool]:
    """How many rows a table has, and whether they are the same in both workspaces."""
    pairs = zip_longest(*(stream_table(open_workspace(root), table) for root in (one, other)))
    count, differing = 0, 0
    for left, right in pairs:
        count += 1
        differing += left != right
    return count, not differing


def main() -> None:
    """Do the heavy steps of a workspace on one engine and print what they took as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("root", type=Path)
    chosen = parser.parse_args()
    place = open_workspace(chosen.root)
    settings = SPARK_SETTINGS if chosen.engine == SPARK else {}
    with lend_engine(chosen.engine, place.build / "spark", settings) as borrow:
        begun = time.perf_counter()
        borrow()
        start = time.perf_counter() - begun
        steps = [step for step in plan_steps(place, DAY, borrow) if step.group in STEPS]
        run_steps(place, lambda: steps, version="soak", date=DAY.isoformat(), report=lambda *_: None)
    seconds = dict.fromkeys(STEPS, 0.0)
    for name, record in read_manifest(place.manifest).records.items():
        seconds[name.partition(":")[0]] += record.seconds
    peak, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told = {"start": start, "seconds": seconds, "peak": peak / MIB_IN_KIB, "child": child / MIB_IN_KIB}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
