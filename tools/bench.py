"""Print the benchmark table: reading, settling and the index engine on this machine. `make bench`."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.model import Observation

SAMPLE = Path(__file__).parents[1] / "src" / "gigawatch" / "run" / "sample" / "yibin" / "documents"
REPEATS = 5


def main() -> None:
    """Time each job several times on one core and print its best and its median."""
    table = Table(title=f"Gigawatch on {platform.machine()}, Python {platform.python_version()}")
    for head in ("job", "best", "median", "rate"):
        table.add_column(head, justify="left" if head == "job" else "right")
    for name, work, size, unit in jobs():
        best, median = measure(work)
        table.add_row(name, f"{best * 1e3:.1f} ms", f"{median * 1e3:.1f} ms", f"{size / median:,.0f} {unit}/s")
    Console().print(table)


def jobs() -> list[tuple[str, Callable[[], object], float, str]]:
    """Each job with what it is counted in."""
    from gigawatch.claims import read_claims
    from gigawatch.figures import load_package
    from gigawatch.index.definition import build_index, load_definition
    from gigawatch.intake import load_document
    from gigawatch.model import Kind
    from gigawatch.quantity import find_quantities

    documents = [load_document(path) for path in sorted(SAMPLE.glob("*.md"))]
    characters = sum(len(document.text) for document in documents)
    observations = frame(load_package("enterprise_installations"))
    definition, runs = load_definition("enterprise"), 1000
    return [
        ("quantities of the sample", lambda: [find_quantities(d.text) for d in documents], characters, "characters"),
        (
            "quantity claims of the sample",
            lambda: [read_claims(d, kinds=[Kind.QUANTITY]) for d in documents],
            characters,
            "characters",
        ),
        ("all claims of the sample", lambda: [read_claims(d) for d in documents], characters, "characters"),
        (
            f"enterprise index, {runs} uncertainty runs",
            lambda: build_index(definition, observations, runs=runs),
            runs,
            "runs",
        ),
    ]


def frame(observations: Iterable[Observation]) -> pl.DataFrame:
    """Observations as a polars frame."""
    import polars as pl

    from gigawatch.store.record import observation_row

    rows = [observation_row(observation) for observation in observations]
    return pl.DataFrame(rows, infer_schema_length=None).rename({"table_name": "table"})


def measure(work: Callable[[], object]) -> tuple[float, float]:
    """The best and the median CPU time of a job in seconds, after one run to warm up."""
    work()
    times = sorted(timed(work) for _ in range(REPEATS))
    return times[0], times[REPEATS // 2]


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
