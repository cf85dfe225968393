"""Run what is too long for every change and keep its result in `docs/soak.md`."""

import os
import platform
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

PAGE = Path("docs/soak.md")
COMMAND = (sys.executable, "-m", "pytest", "-m", "slow", "--override-ini", "addopts=-v -rP --strict-markers --tb=short")
OUTCOME = re.compile(r"^(tests/\S+::(\w+)\S*) (PASSED|FAILED|ERROR|SKIPPED)", re.MULTILINE)
MEASURED = re.compile(r"^measured: (.+)$", re.MULTILINE)  # what a test prints of itself
HEAD = """# The last soak

What is too long for every change (kills, long runs, memory): made by `make soak`, which writes this page.

"""


def main() -> None:
    """Run the slow tests, write what came of them, and leave with their status."""
    started = time.perf_counter()
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        lines = []
        for line in run.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    seconds = time.perf_counter() - started
    PAGE.write_text(HEAD + _tell("".join(lines), date.today(), seconds), encoding="utf-8")
    print(f"written: {PAGE}")
    sys.exit(run.returncode)


def _tell(output: str, day: date, seconds: float) -> str:
    machine = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    rows = [f"| {name.replace('_', ' ').removeprefix('test ')} | {what.lower()} |" for _, name, what in _found(output)]
    facts = f"- Date: {day.isoformat()}\n- Machine: {machine}\n- Time: {seconds:.0f} s\n\n"
    closing = output.strip().splitlines()[-1].strip("= ") if output.strip() else "no output"
    table = "\n".join(["| behaviour | outcome |", "| --- | --- |", *rows])
    measured = "".join(f"- {fact}\n" for fact in MEASURED.findall(output))
    told = f"\n\nMeasured:\n\n{measured}" if measured else "\n"
    return f"{facts}{table}{told}\nIn all: {closing}.\n"


def _found(output: str) -> list[tuple[str, str, str]]:
    return OUTCOME.findall(output)


if __name__ == "__main__":
    main()
