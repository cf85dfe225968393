"""The course of the benchmark: one record a run, and whether a ratio to a peer of the same run has fallen.

Seconds say something of a machine on a day; they are kept and never judged. Judged are ratios, of two parties that were
timed in turn in one run: a record holds how many times as fast each job of ours was as each peer of its language.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "history.jsonl"
ROOT = Path(__file__).parents[2]
LIBRARIES = ("lingua-language-detector", "numpy", "polars", "pyahocorasick", "rapidfuzz")
PLAIN = "regular expression"
FLOOR = 0.8  # of the usual ratio
LAST = 10  # records that make the usual
FELL = "fell"  # in a record: the ratios that fell below their floor
LEAST = 3  # records without which nothing is usual yet
Record = Mapping[str, Any]


def make_record(
    kind: str, medians: Mapping[str, float], versions: Mapping[str, str], ratios: Mapping[str, float]
) -> dict[str, Any]:
    """One run: when, of which commit, on what, with which libraries, how long each job took, and the ratios."""
    return {
        "kind": kind,
        "date": date.today().isoformat(),
        "commit": _commit(),
        "machine": describe_machine(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "versions": dict(versions),
        "seconds": {job: round(seconds, 6) for job, seconds in medians.items()},
        "ratios": {name: round(ratio, 3) for name, ratio in ratios.items()},
    }


def list_ratios(medians: Mapping[str, float], own: Sequence[str]) -> dict[str, float]:
    """Peer by peer how many times as fast each own job is; jobs are named `LANGUAGE NAME`.

    The index is of no language and has no peer in this table: it is held against the plain expression alone.
    """
    found = {}
    if "index" in medians and f"en {PLAIN}" in medians:
        found[f"index / {PLAIN}"] = medians[f"en {PLAIN}"] / medians["index"]
    for job, seconds in medians.items():
        lang, _, name = job.partition(" ")
        if name in own:
            for other, theirs in medians.items():
                if other.startswith(f"{lang} ") and other.partition(" ")[2] not in own:
                    found[f"{job} / {other.partition(' ')[2]}"] = theirs / seconds
    return found


def read_history(path: Path = FILE) -> list[Record]:
    """Every record, oldest first."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def append(record: Record, path: Path = FILE) -> None:
    """Keep a record as the last line."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")


def find_falls(record: Record, before: Sequence[Record]) -> Iterator[str]:
    """Each ratio below the floor of what was usual in the last records of its kind with the same peer's version."""
    for name in list_fallen(record, before):
        told = f"{record['ratios'][name]:.2f} x, usually {usual_ratio(name, record, before):.2f} x"
        yield f"{name}: {told} (floor {FLOOR} of it)"


def mark_fallen(record: Record, before: Sequence[Record]) -> Record:
    """The record with the names of the ratios that fell, which so never become what is usual."""
    fallen = list_fallen(record, before)
    return {**record, FELL: fallen} if fallen else record


def list_fallen(record: Record, before: Sequence[Record]) -> list[str]:
    """The names of the ratios below their floor."""
    usual = {name: usual_ratio(name, record, before) for name in record["ratios"]}
    return [name for name, ratio in usual.items() if ratio is not None and record["ratios"][name] < FLOOR * ratio]


def usual_ratio(name: str, record: Record, before: Sequence[Record]) -> float | None:
    """The median of a ratio in the last records like this one, where it did not fall; None while they are too few."""
    peer = name.partition(" / ")[2]
    alike = [
        one["ratios"][name]
        for one in before
        if one["kind"] == record["kind"]
        and holds(name, one)
        and one["versions"].get(peer) == record["versions"].get(peer)
    ][-LAST:]
    return statistics.median(alike) if len(alike) >= LEAST else None


def holds(name: str, record: Record) -> bool:
    """True for a record that has a ratio which did not fall in it."""
    return name in record["ratios"] and name not in record.get(FELL, ())


def draw_course(records: Sequence[Record]) -> str:
    """Every ratio from run to run, as a line of text and a small picture of its course; how often it fell is told."""
    lines = []
    for name in dict.fromkeys(name for record in records for name in record["ratios"]):
        course = [(record["date"], record["ratios"][name]) for record in records if name in record["ratios"]]
        values = [value for _, value in course]
        fell = sum(name in record.get(FELL, ()) for record in records)
        days = f"{course[0][0]} to {course[-1][0]}" + (f", fell {fell} times" if fell else "")
        lines.append(f"{name:<60} {sparkline(values)}  {values[-1]:8.2f} x  {days}")
    return "\n".join(lines) or "no record yet: make bench"


def sparkline(values: Sequence[float]) -> str:
    """Values as bars, the highest full."""
    bars = "▁▂▃▄▅▆▇█"
    return "".join(bars[min(7, int(8 * value / max(values)))] for value in values)


def describe_machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _commit() -> str:
    asked = ("git", "-C", str(ROOT), "describe", "--always", "--dirty")
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.strip()
