"""Fuzz every target in turn, each in a process of its own, and count what came of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from soak.fuzz.catalogue import find_target, seeds
from soak.fuzz.verdict import judge

FOLDER = Path("build") / "fuzz"
DEADLY = ("crash-", "timeout-", "oom-")
"""What libFuzzer calls the inputs that ended the process."""
PROGRESS = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
EXECUTED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


@dataclass(slots=True)
class Outcome:
    """What fuzzing one target came to: `covered` counts branches, `before` those that the seeds alone reach.

    `found` names every place that an input ever broke, `left` those that the product still breaks at.
    """

    target: str
    seconds: float = 0.0
    executions: int = 0
    before: int = 0
    covered: int = 0
    kept: int = 0
    seeds: int = 0
    found: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def add(self, later: Outcome) -> None:
        """Count another session of the same target."""
        self.seconds += later.seconds
        self.executions += later.executions
        self.covered = max(self.covered, later.covered)
        self.kept = max(self.kept, later.kept)
        self.found = sorted({*self.found, *later.found})
        self.seeds, self.left = later.seeds, later.left


def fuzz(names: Sequence[str], seconds: float) -> Iterator[Outcome]:
    """Fuzz each target for some seconds."""
    for name in names:
        yield _fuzz_one(name, seconds)


def _fuzz_one(name: str, seconds: float) -> Outcome:
    """One target, its process started again where an input ended it."""
    corpus, found = FOLDER / name / "corpus", FOLDER / name / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    told = Outcome(name, seeds=len(seeds(name)))
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) >= 1:
        began = time.monotonic()
        command = [sys.executable, "-m", "soak.fuzz.work", name, str(left), str(corpus), str(found)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=env, check=False)
        (FOLDER / name / "last.txt").write_text(done.stderr, encoding="utf-8", errors="replace")
        _count(told, done.stderr)
        told.seconds += time.monotonic() - began
        if done.returncode and not PROGRESS.search(done.stderr):
            told.left.append(f"cannot be fuzzed: {done.stderr.strip()[-300:]}")
            return told
    told.found = [path.name.removesuffix(".input") for path in _inputs(found)]
    told.left = _still_breaking(name, found)
    return told


def _count(told: Outcome, said: str) -> None:
    progress = PROGRESS.findall(said)
    if progress:
        told.before = told.before or int(progress[0][0])
        told.covered = max(told.covered, *(int(cov) for cov, _, _ in progress))
        told.kept = max(told.kept, int(progress[-1][2]))
    told.executions += sum(map(int, EXECUTED.findall(said)))


def _inputs(found: Path) -> list[Path]:
    """The inputs that broke something."""
    return sorted(path for path in found.iterdir() if path.suffix == ".input" or path.name.startswith(DEADLY))


def _still_breaking(name: str, found: Path) -> list[str]:
    """What still breaks when it is put to the product again; the rest was mended since, or was the machine's."""
    target = find_target(name)
    again = ((path.name, judge(target, path.read_bytes(), is_again=True)) for path in _inputs(found))
    return [told for told, crash in again if crash is not None]


def keep(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Add these outcomes to those of former sessions, which are kept beside the corpora."""
    path = FOLDER / "result.json"
    known = {one["target"]: Outcome(**one) for one in json.loads(path.read_text())} if path.exists() else {}
    for outcome in outcomes:
        if outcome.target in known:
            known[outcome.target].add(outcome)
        else:
            known[outcome.target] = outcome
    path.write_text(json.dumps([asdict(one) for one in known.values()], indent=1), encoding="utf-8")
    return list(known.values())
