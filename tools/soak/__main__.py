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
from soak.crawl import SHARE
from soak.engine import DOCUMENTS, compare_engines, tell_engines
from soak.scale import SIZES, Point, find_faults, measure_sizes
from soak.showing import find_slow, measure_site, tell_site
from soak.slow import run_slow_tests
from soak.telling import CHART, tell
from soak.web import SIZES as WEB_SIZES
from soak.web import find_faults as find_heavy
from soak.web import keep_run, measure_run
from soak.web_page import WEB_CHART, WEB_PAGE, draw_runs, tell_runs

DOCS = Path("docs")
PAGE, ENGINE_PAGE = DOCS / "soak.md", DOCS / "engine.md"
MEASURED = "## Measured"  # the last section of the page on engines, which the soak writes
HEAD = """# The last soak

What is too long for every change: made by `make soak`, which writes this page.
"""
LEDGER, SITE, TESTS = "The ledger of a synthetic world", "The site of many plants", "Kills, long runs, memory"
PARTS = ("ledger", "site", "engine", "tests", "scale")


def main() -> None:
    """Do the parts asked for, all without one; leave with 1 where something is refused or fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="only this part; the page keeps the others' last")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of claims")
    parser.add_argument("--pages", type=int, nargs="+", default=WEB_SIZES, help="numbers of pages, for scale")
    parser.add_argument(
        "--share", type=float, default=SHARE, help="of the pages that are about the industry, for scale"
    )
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="of the part that compares engines")
    chosen = parser.parse_args()
    wanted = PARTS if chosen.part is None else (chosen.part,)
    failed = False
    if "ledger" in wanted:
        failed |= _soak_ledger(chosen.sizes)
    if "site" in wanted:
        failed |= _soak_site()
    if "engine" in wanted:
        failed |= _soak_engine(chosen.documents)
    if "tests" in wanted:
        outcome = run_slow_tests()
        _write(TESTS, outcome.tell())
        failed |= outcome.status != 0
    if "scale" in wanted:
        failed |= _soak_scale(chosen.pages, chosen.share)
    sys.exit(int(failed))


def _soak_scale(sizes: list[int], share: float) -> bool:
    for pages in sizes:
        runs = keep_run(measure_run(pages, share))
        (DOCS / WEB_CHART).write_text(draw_runs(runs), encoding="utf-8")
        (DOCS / WEB_PAGE).write_text(tell_runs(runs), encoding="utf-8")
        print(f"written: {DOCS / WEB_PAGE}")
    faults = find_heavy(runs)
    for fault in faults:
        print(f"refused: {fault}", file=sys.stderr)
    return bool(faults)


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


def _soak_engine(documents: int) -> bool:
    found = compare_engines(documents)
    told = tell_engines(found)
    print(told, end="")
    before = ENGINE_PAGE.read_text(encoding="utf-8").partition(MEASURED)[0]
    ENGINE_PAGE.write_text(f"{before}{MEASURED}\n\n{_circumstances()}{told}", encoding="utf-8")
    return bool(found.differing)


def _write(title: str, body: str) -> None:
    """Put a part into the page in place of its last result; the others stay."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = dict(re.findall(r"^## (.+)\n\n((?:(?!^## ).*\n?)*)", before, re.MULTILINE))
    parts[title] = f"{_circumstances()}\n{body}"
    told = [f"\n## {name}\n\n{parts[name].strip()}\n" for name in (LEDGER, SITE, TESTS) if name in parts]
    PAGE.write_text(HEAD + "".join(told), encoding="utf-8")
    print(f"written: {PAGE}")


def _circumstances() -> str:
    machine = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"- Date: {date.today().isoformat()}\n- Machine: {machine}\n"


if __name__ == "__main__":
    main()
