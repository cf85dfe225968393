"""Print the benchmark table: reading beside its peers, and the index engine, on one core. `make bench`."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from environment import make_environment
from history import append, draw_course, find_falls, list_ratios, make_record, mark_fallen, read_history
from rich.console import Console
from table import OWN, Result, Timing, closing, draw, page
from text import Text, load_texts

HERE = Path(__file__).parent
WIDTH = 120
PAGE = Path("docs/bench.md")
LAST = "## The last result\n"
# Set on some machines and slow there for numpy.
UNSET = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "POLARS_MAX_THREADS")


class Worker:
    """A party in its own process, which times one job each time it is asked."""

    def __init__(self, process: subprocess.Popen[str], texts: Mapping[str, list[Text]]) -> None:
        self._process = process
        answer = json.loads(self._ask(json.dumps(texts)))
        self.versions: dict[str, str] = answer["versions"]
        self.jobs: list[str] = answer["jobs"]

    def time(self, job: str) -> float:
        """CPU seconds of one run of a job."""
        return float(self._ask(job))

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(line, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            sys.exit(f"a worker of the benchmark stopped: status {self._process.wait()}")
        return answer


def main() -> None:
    """Time every job in turn, several rounds of all, and print the table."""
    asked = options()
    if asked.history:
        print(draw_course(read_history()))
        return
    texts = load_texts()
    pythons = {"own": Path(sys.executable)}
    if asked.peers and (python := make_environment()):
        pythons["peer"] = python
    with ExitStack() as stack:
        workers = [Worker(stack.enter_context(start(party, python)), texts) for party, python in pythons.items()]
        timings = measure(workers, asked.rounds)
        versions = {name: version for worker in workers for name, version in worker.versions.items()}
    result = Result(texts, timings, versions, asked.rounds)
    console = Console(width=max(WIDTH, Console().width))
    console.print(draw(result))
    console.print(closing(result), highlight=False)
    if asked.keep:
        keep(result)
    if asked.judged:
        judge(result)


def judge(result: Result) -> None:
    """Keep the run in the history, each ratio below its floor marked, and leave with 1 where there is one."""
    medians = {job: timing.median for job, timing in result.timings.items()}
    record = make_record("reading", medians, result.versions, list_ratios(medians, OWN))
    before = read_history()
    falls = list(find_falls(record, before))
    append(mark_fallen(record, before))
    for fall in falls:
        print(f"slower: {fall}", file=sys.stderr)
    if falls:
        sys.exit(1)


def keep(result: Result) -> None:
    """Write the result below the page's description, in place of the last one."""
    described = PAGE.read_text(encoding="utf-8").partition(LAST)[0]
    PAGE.write_text(f"{described}{LAST}\n{date.today().isoformat()}. {page(result)}", encoding="utf-8")
    print(f"written: {PAGE}")


def options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often every job is timed (default: 7)")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="leave the peers and their download out")
    parser.add_argument("--keep", action="store_true", help=f"write the table into {PAGE}")
    parser.add_argument(
        "--no-record",
        dest="judged",
        action="store_false",
        help="only time and print: nothing is kept or judged",
    )
    parser.add_argument("--history", action="store_true", help="only print the course of the ratios")
    return parser.parse_args()


def start(party: str, python: Path) -> subprocess.Popen[str]:
    """A worker process on the last of this process's cores, with one thread for every library."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
    told = {name: value for name, value in os.environ.items() if name not in UNSET} | dict.fromkeys(ONE_THREAD, "1")
    command = [str(python), str(HERE / "worker.py"), party, str(cores[-1])]
    return subprocess.Popen(
        command, env=told, text=True, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def measure(workers: list[Worker], rounds: int) -> dict[str, Timing]:
    """One run of every job to warm up, then rounds of all in turn, so that a slow moment falls on all alike."""
    times: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for worker in workers:
            for job in worker.jobs:
                seconds = worker.time(job)
                if number:
                    times.setdefault(job, []).append(seconds)
    return {job: Timing(min(taken), statistics.median(taken)) for job, taken in times.items()}


if __name__ == "__main__":
    main()
