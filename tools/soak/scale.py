"""The ledger at growing sizes: what resolving and settling cost, how true the result is, and what is refused."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

from soak.task import LAID_BY, Cost, run

SEED = 2022
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
STEADY = 100_000  # from here on the cost of starting no longer hides the growth
STEEPEST = 1.15  # the most that cost may grow by, as a power of n log n: noise of a shared machine is allowed for
# Claims, seconds by the wall, MiB.
MILLION, LONGEST, LARGEST = 1_000_000, 600.0, 8192.0
LONGEST_ADDING = 10.0
LEAST = {"tied": 0.99, "values": 0.97, "contested": 0.93, "statuses": 0.97}
MOST = {"merged": 0.01, "misled": 0.04, "mixed_facts": 0.005, "contested_open": 0.15, "guessed": 0.1}


@dataclass(frozen=True, slots=True)
class Point:
    """The costs of one size, the score of its ledger, and what each document costs that is added to it then."""

    written: Cost
    resolved: Cost
    settled: Cost
    score: dict[str, Any]
    added: tuple[Cost, ...] = ()

    @property
    def claims(self) -> int:
        """How many claims there were."""
        return int(self.score["claims"])

    @property
    def seconds(self) -> float:
        """Seconds by the wall of resolving and settling."""
        return self.resolved.seconds + self.settled.seconds

    @property
    def cpu(self) -> float:
        """Seconds of the processor of resolving and settling."""
        return self.resolved.cpu + self.settled.cpu

    @property
    def adding(self) -> Cost | None:
        """The costliest adding of one document; None where none was added."""
        return max(self.added, key=lambda cost: cost.cpu, default=None)

    @property
    def peak(self) -> float:
        """The most memory that either held, in MiB."""
        return max(self.resolved.peak, self.settled.peak)


def measure_sizes(sizes: Sequence[int] = SIZES, seed: int = SEED) -> Iterator[Point]:
    """One point for each size, every task in a fresh process."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield measure_size(Path(folder) / "synthetic", size, seed)


def measure_size(root: Path, size: int, seed: int) -> Point:
    """The point of one size, its tables in a folder."""
    written = run("write", root, claims=size, seed=seed)
    resolved, settled = run("resolve", root), run("settle", root)
    score = run("score", root).found
    return Point(written, resolved, settled, score, tuple(add_one(root) for _ in range(LAID_BY)))


def add_one(root: Path) -> Cost:
    """What it costs to resolve and settle one more document of the world, in one process as in a build."""
    run("add", root)
    return run("follow", root)


def growth(points: Sequence[Point]) -> float | None:
    """The power of n log n that processor time grows by, fitted on the steady sizes; None for fewer than two."""
    steady = [(log(p.claims * log(p.claims)), log(p.cpu)) for p in points if p.claims >= STEADY]
    if len(steady) < 2:
        return None
    mean_x, mean_y = (sum(values) / len(steady) for values in zip(*steady, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in steady)
    return sum((x - mean_x) * (y - mean_y) for x, y in steady) / spread


def find_faults(points: Sequence[Point]) -> list[str]:
    """What is refused: costs that grow too fast, bars that are missed, ledgers that are not true enough."""
    faults = []
    power = growth(points)
    if power is not None and power > STEEPEST:
        faults.append(f"time grows as (n log n)^{power:.2f}, at most {STEEPEST}")
    for point in points:
        if point.claims >= MILLION and point.seconds > LONGEST:
            faults.append(f"{point.claims:,} claims take {point.seconds:.0f} s, at most {LONGEST:.0f}")
        if point.claims >= MILLION and point.peak > LARGEST:
            faults.append(f"{point.claims:,} claims take {point.peak:.0f} MiB, at most {LARGEST:.0f}")
        if point.claims >= MILLION and point.adding is not None and point.adding.cpu > LONGEST_ADDING:
            told = f"one document more takes {point.adding.cpu:.1f} s, at most {LONGEST_ADDING:.0f}"
            faults.append(f"{point.claims:,} claims: {told}")
        faults += [f"{point.claims:,} claims: {fault}" for fault in find_untrue(point.score)]
    return faults


def find_untrue(score: dict[str, Any]) -> list[str]:
    """The shares of a score that are below what is asked for, or above what is allowed."""
    low = [f"{name} {score[name]:.4f}, at least {least}" for name, least in LEAST.items() if score[name] < least]
    high = [f"{name} {score[name]:.4f}, at most {most}" for name, most in MOST.items() if score[name] > most]
    return low + high
