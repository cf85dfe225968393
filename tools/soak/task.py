"""One task of the soak in a process of its own: `python -m soak.task TASK FOLDER`.

It prints what it took as JSON: seconds by the wall and of the processor, and the most memory held.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

MIB_IN_KIB = 1024
LAID_BY = 5  # documents of the same world that come when all is settled
TASKS = ("write", "plant", "resolve", "settle", "score", "add", "follow", "publish", "site", "serve")
Work = Callable[[], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task took: seconds by the wall, seconds of the processor, MiB held at most; and what it found."""

    seconds: float
    cpu: float
    peak: float
    found: dict[str, object]


def run(task: str, root: Path, *, claims: int = 0, plants: int = 0, seed: int = 0) -> Cost:
    """Run a task in a fresh process; RuntimeError when it fails."""
    sizes = ["--claims", str(claims), "--plants", str(plants), "--seed", str(seed)]
    command = [sys.executable, "-m", "soak.task", task, str(root), *sizes]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the task {task} in {root} failed with status {done.returncode}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Do one task and print its cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("root", type=Path)
    parser.add_argument("--claims", type=int, default=0)
    parser.add_argument("--plants", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    work = work_of(chosen.task, chosen.root, claims=chosen.claims, plants=chosen.plants, seed=chosen.seed)
    print(json.dumps(asdict(_measure(work))))


def work_of(task: str, root: Path, *, claims: int = 0, plants: int = 0, seed: int = 0) -> Work:
    """The work of a task, everything that it needs imported."""
    if task in ("publish", "site", "serve"):
        return _site_work(task, root, seed)
    from gigawatch.run.settling import resolve_step, settle_step
    from soak.plant import tell_plants
    from soak.score import score
    from soak.stream import add_next, lay_by, open_workspace, read_news, take, write_news

    def write() -> dict[str, object]:
        news = read_news(seed)
        written = write_news(root, take(news, claims))
        lay_by(root, islice(news, LAID_BY))
        return {"claims": written}

    def plant() -> dict[str, object]:
        return {"claims": write_news(root, tell_plants(seed, plants))}

    def add() -> dict[str, object]:
        return {"claims": add_next(root)}

    def resolve() -> dict[str, object]:
        return {"notices": resolve_step(open_workspace(root)).work()}

    def settle() -> dict[str, object]:
        return {"notices": settle_step(open_workspace(root)).work()}

    def judge() -> dict[str, object]:
        return asdict(score(root))

    def follow() -> dict[str, object]:
        return {**resolve(), **settle()}

    works = {"write": write, "plant": plant, "resolve": resolve, "settle": settle}
    return {**works, "score": judge, "add": add, "follow": follow}[task]


def _site_work(task: str, root: Path, seed: int) -> Work:
    from soak.site import publish, serve, write

    works = {"publish": publish, "site": write, "serve": lambda at: serve(at, seed)}
    return lambda: works[task](root)


def _measure(work: Work) -> Cost:
    """What a work takes, its second process included: memory that the two share is counted twice."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    seconds, own = time.perf_counter() - wall, time.process_time() - cpu
    beside = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + beside.ru_maxrss) / MIB_IN_KIB
    return Cost(seconds, own + beside.ru_utime + beside.ru_stime, peak, found)


if __name__ == "__main__":
    main()
