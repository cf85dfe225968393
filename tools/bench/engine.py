"""Print how fast the index engine is beside COINr on the same jobs. `make bench`, or `tools/bench/engine.py --keep`."""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from rich.console import Console
from rich.table import Table

from gigawatch.index import (
    build,
    load_example,
    measure_sensitivity,
    measure_uncertainty,
    read_design,
    read_method,
    read_tables,
    remove_each,
    run,
)
from gigawatch.index.montecarlo.draw import draw

HERE = Path(__file__).parent
PAGE = Path("docs/index/speed.md")
LAST = "## The last result\n"
UNITS, CODES = 50_000, 50
REFERENCE = "COINr 1.1.14, CPU seconds measured once on two shared cores"


@dataclass(frozen=True)
class Job:
    """One piece of work: what COINr takes for it where that is known, and the bar in its own words."""

    name: str
    work: Callable[[], object]
    coinr: float | None = None
    times: float = 1.0
    bar: str = ""


def jobs() -> list[Job]:
    """The jobs, on the ASEM example and on synthetic tables."""
    values, structure, method = load_example("asem")
    nominal = run(values, structure, method)
    tree = nominal.structure
    design = read_design(method.uncertainty or {}, method, tree)
    thousand, many = (draw(tree, design, seed=1, runs=runs) for runs in (1_000, 10_000))
    wide, parents = make_large()
    plain = read_method(
        {
            "step": [
                *({"step": "treat", "rule": "winsorise"}, {"step": "normalise", "rule": "minmax"}),
                {"step": "aggregate", "rule": "arithmetic"},
            ]
        }
    )
    large = read_tables(wide, parents, plain)
    return [
        Job("ASEM read and built", lambda: run(values, structure, method), 0.2032),
        Job(
            "ASEM, 1,000 uncertainty runs",
            lambda: measure_uncertainty(nominal, design, thousand),
            216.25,
            1,
            ">= 500 x",
        ),
        Job(
            "ASEM, 1,536 sensitivity runs with Sobol indices",
            lambda: measure_sensitivity(nominal, design, seed=1, base=256).list_indices(),
            219.21,
            1536 / 1020,
            ">= 500 x",
        ),
        Job("ASEM, each of 49 indicators left out", lambda: remove_each(nominal), 10.268),
        Job("51 x 49, 10,000 uncertainty runs", lambda: measure_uncertainty(nominal, design, many), None, 1, "< 5 s"),
        Job(f"{UNITS:,} x {CODES}, built", lambda: build(large[1], large[0], plain), 31.514, 1, "< 0.5 s"),
        Job(f"{UNITS:,} x {CODES}, read and built", lambda: run(wide, parents, plain), 31.514),
    ]


def make_large() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Synthetic values (wide) and structure: log-normal figures in five pillars."""
    rng = np.random.default_rng(1)
    codes = [f"i{at}" for at in range(CODES)]
    units = pl.Series("unit", [f"u{at}" for at in range(UNITS)])
    wide = pl.DataFrame([units, *(pl.Series(code, rng.lognormal(size=UNITS)) for code in codes)])
    rows = [("all", None, "aggregate"), *((f"p{at}", "all", "aggregate") for at in range(5))]
    rows += [(code, f"p{at % 5}", "indicator") for at, code in enumerate(codes)]
    parents = pl.DataFrame(rows, schema=["code", "parent", "kind"], orient="row")
    return wide, parents.with_columns(weight=1.0, direction=1)


def measure(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Best and median CPU seconds, after one run to warm up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken), statistics.median(taken)


def list_rows(rounds: int) -> list[tuple[str, ...]]:
    """The table: our best and median, COINr's seconds for the same work, and how many times as fast the median is."""
    rows = []
    for job in jobs():
        best, median = measure(job.work, rounds)
        theirs = None if job.coinr is None else job.coinr * job.times
        told = ("", "") if theirs is None else (f"{theirs:,.1f} s", f"{theirs / median:,.0f} x")
        rows.append((job.name, f"{best:.3f} s", f"{median:.3f} s", *told, job.bar))
    return rows


def run_coinr() -> str:
    """COINr's own times, measured now, where R and COINr are here; else a line that says what is missing."""
    if shutil.which("Rscript") is None:
        return "R is not here: COINr's seconds are the reference alone."
    done = subprocess.run(["Rscript", str(HERE / "coinr.R")], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def main() -> None:
    """Measure and print; with --keep also write the page's table."""
    parser = argparse.ArgumentParser(prog="engine", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often every job is timed (default: 5)")
    parser.add_argument("--keep", action="store_true", help=f"write the table into {PAGE}")
    asked = parser.parse_args()
    heads = ("job", "best", "median", "COINr", "faster", "bar")
    rows, live = list_rows(asked.rounds), run_coinr()
    table = Table(title=f"The index engine, CPU seconds; beside it {REFERENCE}")
    for head in heads:
        table.add_column(head, justify="left" if head == "job" else "right")
    for row in rows:
        table.add_row(*row)
    console = Console(width=120)
    console.print(table)
    console.print(live, highlight=False)
    if asked.keep:
        lines = [f"| {' | '.join(heads)} |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
        described = PAGE.read_text(encoding="utf-8").partition(LAST)[0]
        text = f"{described}{LAST}\n{date.today().isoformat()}, best and median of {asked.rounds}.\n\n"
        PAGE.write_text(text + "\n".join(lines) + f"\n\n{live}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
