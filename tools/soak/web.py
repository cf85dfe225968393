"""Synthetic web archives from end to end: filtered, packed, read, near-copies found, resolved, settled; the costs."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from soak.crawl import SHARE, write_archives
from soak.page_cost import measure_pages
from soak.record import tell_machine
from soak.task import Cost
from soak.watch import watch

if TYPE_CHECKING:
    from gigawatch.run.step import Step

SEED = 2022
SIZES = (10_000, 100_000, 1_000_000)
PARTS = ("add", "read", "gather", "resolve", "settle")
FLAT_PARTS = ("add", "read")
POINTS = Path(__file__).parent / "data" / "web_point.json"
SETTINGS = '[workspace]\nname = "synthetic"\nname_zh = "虚构"\nregion = "World"\n'
MILLION, LONGEST = 1_000_000, 7200.0
FLAT = 1.15  # how much more memory ten times the pages may take where it is to be flat
TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Run:
    """One size from end to end: how many pages, how many of the industry, the cost of each part, what came of it.

    `note` says by hand what a reader must know of the run.
    """

    pages: int
    wanted: int
    share: float
    day: str
    machine: str
    costs: dict[str, Cost]
    counts: dict[str, int]
    sizes: dict[str, int]
    page_costs: dict[str, dict[str, float]] = field(default_factory=dict)
    note: str = ""

    @property
    def seconds(self) -> float:
        """Seconds by the wall of all parts."""
        return sum(cost.seconds for cost in self.costs.values())

    @property
    def cpu(self) -> float:
        """Seconds of the processor of all parts."""
        return sum(cost.cpu for cost in self.costs.values())


def measure_run(pages: int, share: float = SHARE, seed: int = SEED) -> Run:
    """Write synthetic archives and take them through the program and the build's own steps, each in a fresh process."""
    with tempfile.TemporaryDirectory(prefix="synthetic-") as folder:
        archives, root = Path(folder) / "archives", Path(folder) / "workspace"
        wanted = write_archives(archives, seed, pages, share)
        (root / "documents").mkdir(parents=True)
        (root / "gigawatch.toml").write_text(SETTINGS, encoding="utf-8")
        costs = {}
        for part in PARTS:
            command = ["gigawatch", "add", str(archives), "--workspace", str(root)] if part == "add" else []
            costs[part] = watch([sys.executable, "-m", *(command or ["soak.web", part, str(root)])])
            print(f"{pages:,} pages, {part}: {costs[part].seconds:.0f} s, {costs[part].peak:.0f} MiB", flush=True)
        sizes = {"archives": _bytes(archives), "packs": _bytes(root / "documents"), "tables": _bytes(root / "build")}
        day, each = date.today().isoformat(), measure_pages(Path(folder))
        return Run(pages, wanted, share, day, tell_machine(), costs, _count(root), sizes, each)


def take_step(part: str, root: Path) -> dict[str, int]:
    """Bring a workspace up to date as far as a step of the build."""
    from gigawatch.run.build import run_steps
    from gigawatch.run.plan import plan_steps
    from gigawatch.run.workspace import open_workspace

    workspace = open_workspace(root)

    def plan() -> list[Step]:
        steps = plan_steps(workspace, TODAY)
        names = [step.name for step in steps]
        return steps[: names.index("gather" if part == "read" else part) + (part != "read")]

    done = run_steps(workspace, plan, version="0", date=TODAY.isoformat(), report=lambda *_: None)
    return {"steps": len(done.done), "notices": len(done.notices)}


def growth(runs: Sequence[Run]) -> float | None:
    """The power of n log n that processor time grows by, from the first size to the last; None for fewer than two."""
    if len(runs) < 2:
        return None
    (x0, y0), (x1, y1) = ((log(run.pages * log(run.pages)), log(run.cpu)) for run in (runs[0], runs[-1]))
    return (y1 - y0) / (x1 - x0)


def find_faults(runs: Sequence[Run]) -> list[str]:
    """What is refused: a million pages that take too long, and memory that grows where it is to be flat."""
    faults = [
        f"{run.pages:,} pages take {run.seconds:.0f} s, at most {LONGEST:.0f}"
        for run in runs
        if run.pages >= MILLION and run.seconds > LONGEST
    ]
    steady = [run for run in runs if run.pages >= 100_000]
    for part in FLAT_PARTS if len(steady) > 1 else ():
        first, last = steady[0].costs[part].peak, steady[-1].costs[part].peak
        if last > FLAT * first:
            faults.append(f"{part}: memory grows from {first:.0f} to {last:.0f} MiB")
    return faults


def keep_run(run: Run) -> list[Run]:
    """Remember a size in place of its last result; every size that was measured, the smallest first."""
    runs = {one.pages: one for one in read_runs()} | {run.pages: run}
    ordered = [runs[pages] for pages in sorted(runs)]
    POINTS.write_text(json.dumps([asdict(one) for one in ordered], indent=1) + "\n", encoding="utf-8")
    return ordered


def read_runs() -> Iterator[Run]:
    """The sizes that were measured."""
    for told in json.loads(POINTS.read_text(encoding="utf-8")) if POINTS.exists() else ():
        yield Run(**{**told, "costs": {part: Cost(**cost) for part, cost in told["costs"].items()}})


def _count(root: Path) -> dict[str, int]:
    import pyarrow.parquet as pq

    tables = root / "build" / "step"
    counted = {
        name: pq.ParquetFile(tables / f"{name}.parquet").metadata.num_rows for name in ("document", "claim", "fact")
    }
    leads = pq.read_table(tables / "document.parquet", columns=["leads"]).column(0)
    return {**counted, "copy": len(leads) - leads.null_count}


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Take one step in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=PARTS[1:])
    parser.add_argument("root", type=Path)
    chosen = parser.parse_args()
    print(json.dumps(take_step(chosen.part, chosen.root)))


if __name__ == "__main__":
    main()
