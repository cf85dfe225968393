"""Run what is too long for every change and keep its result in `docs/soak.md`: `make soak`."""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from datetime import date
from pathlib import Path

from soak.chart import draw
from soak.kill.soaking import BUILDS, kill_all
from soak.kill.telling import find_faults as find_kill_faults
from soak.kill.telling import read_lines, tell_kills
from soak.scale import SIZES, Point, find_faults, measure_sizes
from soak.showing import find_slow, measure_site, tell_site
from soak.slow import run_slow_tests
from soak.telling import CHART, tell

DOCS = Path("docs")
PAGE = DOCS / "soak.md"
HEAD = """# The last soak

What is too long for every change: made by `make soak`, which writes this page.
"""
LEDGER, SITE, TESTS = "The ledger of a synthetic world", "The site of many plants", "Long runs, memory"
KILLS, KILLED = "Kills", Path("build/kills.jsonl")
PARTS = ("ledger", "site", "kill", "tests")


def main() -> None:
    """Do the parts asked for, all without one; leave with 1 where something is refused or fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="only this part; the page keeps the others' last")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of claims")
    parser.add_argument("--kills", type=int, default=BUILDS, help="builds that are killed")
    chosen = parser.parse_args()
    wanted = PARTS if chosen.part is None else (chosen.part,)
    failed = False
    if "ledger" in wanted:
        failed |= _soak_ledger(chosen.sizes)
    if "site" in wanted:
        failed |= _soak_site()
    if "kill" in wanted:
        failed |= _soak_kills(chosen.kills)
    if "tests" in wanted:
        outcome = run_slow_tests()
        _write(TESTS, outcome.tell())
        failed |= outcome.status != 0
    sys.exit(int(failed))


def _soak_ledger(sizes: list[int]) -> bool:
    points: list[Point] = []
    for point in measure_sizes(sizes):
        points.append(point)
        print(f"{point.claims:,} claims: {point.seconds:.0f} s, {point.peak:.0f} MiB", flush=True)
    (DOCS / CHART).write_text(draw(points), encoding="utf-8")
    _write(LEDGER, tell(points))
    faults = find_faults(points)
    for fault in faults:
        print(f"refused: {fault}", file=sys.stderr)
    return bool(faults)


def _soak_site() -> bool:
    shown = measure_site()
    _write(SITE, tell_site(shown))
    faults = find_slow(shown)
    for fault in faults:
        print(f"refused: {fault}", file=sys.stderr)
    return bool(faults)


def _soak_kills(builds: int) -> bool:
    KILLED.parent.mkdir(exist_ok=True)
    kill_all(KILLED, builds)
    told = read_lines(KILLED)
    _write(KILLS, tell_kills(told))
    faults = find_kill_faults(told)
    for fault in faults:
        print(f"refused: {fault}", file=sys.stderr)
    return bool(faults)


def _write(title: str, body: str) -> None:
    """Put a part into the page in place of its last result; the others stay."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = dict(re.findall(r"^## (.+)\n\n((?:(?!^## ).*\n?)*)", before, re.MULTILINE))
    parts[title] = f"{_circumstances()}\n{body}"
    told = [f"\n## {name}\n\n{parts[name].strip()}\n" for name in (LEDGER, SITE, KILLS, TESTS) if name in parts]
    PAGE.write_text(HEAD + "".join(told), encoding="utf-8")
    print(f"written: {PAGE}")


def _circumstances() -> str:
    machine = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"- Date: {date.today().isoformat()}\n- Machine: {machine}\n"


if __name__ == "__main__":
    main()
