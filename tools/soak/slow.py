"""The tests that are too long for every change, run one after the other, and what came of each."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import dataclass

COMMAND = (sys.executable, "-m", "pytest", "-m", "slow", "--override-ini", "addopts=-v -rP --strict-markers --tb=short")
OUTCOME = re.compile(r"^(tests/\S+::(\w+)\S*) (PASSED|FAILED|ERROR|SKIPPED)", re.MULTILINE)
MEASURED = re.compile(r"^measured: (.+)$", re.MULTILINE)  # what a test prints of itself


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the slow tests printed, how long they took in seconds, and the status they left with; `only` is the
    expression by which some of them were chosen.
    """

    output: str
    seconds: float
    status: int
    only: str = ""

    def tell(self) -> str:
        """The outcome as Markdown: a table of behaviours, what was measured, how many passed."""
        found = OUTCOME.findall(self.output)
        rows = [f"| {name.replace('_', ' ').removeprefix('test ')} | {what.lower()} |" for _, name, what in found]
        table = "\n".join(["| behaviour | outcome |", "| --- | --- |", *rows])
        measured = "".join(f"- {fact}\n" for fact in MEASURED.findall(self.output))
        told = f"\nMeasured:\n\n{measured}" if measured else ""
        closing = self.output.strip().splitlines()[-1].strip("= ") if self.output.strip() else "no output"
        chosen = f"- Of the slow tests only those that `{self.only}` finds\n" if self.only else ""
        return f"{chosen}- Time: {self.seconds:.0f} s\n\n{table}\n{told}\nIn all: {closing}.\n"


def run_slow_tests(only: str = "") -> Outcome:
    """Run the slow tests, or only those that pytest finds by an expression, showing their output as it comes."""
    started = time.perf_counter()
    command = (*COMMAND, "-k", only) if only else COMMAND
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        lines = []
        for line in run.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    return Outcome("".join(lines), time.perf_counter() - started, run.returncode, only)
