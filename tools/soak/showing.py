"""A site of many synthetic plants: what it costs to write, how fast it is served, what is refused, told as a page."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soak.scale import SEED
from soak.site import LASTING, RATE, SEARCH_RATE
from soak.task import Cost, run

PLANTS = 20_000
LONGEST = 180.0  # seconds in which the site is to be written
LARGEST = 1e9  # bytes of the site
SLOWEST = {"mixed": 0.080, "search": 0.100}  # seconds in which 95 of 100 answers are to come
COUNTED = ("document", "claim", "fact")
MEANING = f"""A synthetic workspace (`tools/soak/plant.py`): every plant is told of by two documents and has some ten
facts, on its own page and its owner's. `site written` is that step of a build: the report composed, every page of both
languages written. What the report is made from (ledger, chain, outlook, odds) a build holds from the steps before it;
here it is `found before`, in the same process. Memory is the most that the process and the largest of those split off
from it held, what they share counted twice. The server answers {RATE:g} questions a second for {LASTING} seconds, each
counted from the moment at which it was due: pages of things and documents (six in ten), long lists (one in ten),
questions to the API (three in ten); then {SEARCH_RATE:g} searches a second. The load is sent from the same machine.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """The costs of one size."""

    plants: int
    rows: Mapping[str, int]
    written: Cost
    served: Mapping[str, Any]

    @property
    def seconds(self) -> float:
        """What the step of the site took, in seconds by the wall."""
        return float(str(self.written.found["seconds"]))


def measure_site(plants: int = PLANTS, seed: int = SEED) -> Shown:
    """Settle, publish, write and serve a workspace of so many plants, every task in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "synthetic"
        run("plant", root, plants=plants, seed=seed)
        for task in ("resolve", "settle", "publish"):
            run(task, root)
        return show(root, plants, seed)


def show(root: Path, plants: int, seed: int) -> Shown:
    """Write and serve the site of a workspace that is published up to it."""
    written = run("site", root)
    return Shown(plants, _count(root), written, run("serve", root, seed=seed).found)


def _count(root: Path) -> dict[str, int]:
    import pyarrow.parquet as pq

    from gigawatch.run.table import table_path
    from soak.stream import open_workspace

    return {name: pq.ParquetFile(table_path(open_workspace(root), name)).metadata.num_rows for name in COUNTED}


def find_slow(shown: Shown) -> list[str]:
    """What is refused: a site that is too large or takes too long to write, answers that come too late or fail."""
    faults = []
    size = int(str(shown.written.found["bytes"]))
    if size > LARGEST:
        faults.append(f"the site has {size / 1e6:,.0f} MB, at most {LARGEST / 1e6:,.0f}")
    if shown.seconds > LONGEST:
        faults.append(f"the site takes {shown.seconds:.0f} s, at most {LONGEST:.0f}")
    for name, most in SLOWEST.items():
        load = shown.served[name]
        took = load["quantiles"]["95"]
        if took > most:
            faults.append(f"{name}: 95 in 100 answers take up to {1000 * took:.0f} ms, at most {1000 * most:.0f}")
        faults += [f"{name}: {count} answers fail with {what}" for what, count in load["errors"].items()]
    return faults


def tell_site(shown: Shown) -> str:
    """The costs as Markdown."""
    found, written = shown.written.found, shown.written
    rows = [
        ("plants", f"{shown.plants:,}"),
        *((f"{name}s", f"{count:,}") for name, count in shown.rows.items()),
        ("pages", f"{found['pages']:,}"),
        ("size of the site", f"{int(str(found['bytes'])) / 1e6:,.0f} MB"),
        ("found before", f"{written.seconds - shown.seconds:.0f} s"),
        ("site written", f"{shown.seconds:.0f} s"),
        ("memory", f"{written.peak:,.0f} MiB"),
    ]
    rows += [
        ("ledger read by the server", f"{shown.served['read']:.0f} s"),
        ("ledger of a day settled", f"{shown.served['day']:.0f} s, once, others are answered meanwhile"),
    ]
    for name in SLOWEST:
        load = shown.served[name]
        told = ", ".join(f"{percent} in 100: {1000 * took:.0f} ms" for percent, took in load["quantiles"].items())
        errors = ", ".join(f"{count} × {what}" for what, count in load["errors"].items()) or "no errors"
        rows.append((f"served, {name}", f"{load['answers']:,} answers, {told}, {errors}"))
    table = "\n".join(["| what | measured |", "| --- | --- |", *(f"| {what} | {told} |" for what, told in rows)])
    faults = "".join(f"- refused: {fault}\n" for fault in find_slow(shown)) or "Nothing is refused.\n"
    return f"{MEANING}\n{table}\n\n{faults}"
