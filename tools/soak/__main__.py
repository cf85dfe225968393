"""Run what is too long for every change and keep its result in `docs/`: `make soak`."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from soak.chart import draw
from soak.crawl import SHARE
from soak.engine import DOCUMENTS, compare_engines, tell_engines
from soak.fuzz.telling import fuzz_all
from soak.kill.soaking import BUILDS, kill_all
from soak.kill.telling import find_faults as find_kill_faults
from soak.kill.telling import read_lines, tell_kills
from soak.record import DOCS, tell_circumstances, write_part
from soak.scale import SIZES, Point, find_faults, measure_sizes
from soak.showing import find_slow, measure_site, tell_site
from soak.slow import run_slow_tests
from soak.telling import CHART, tell
from soak.web import SIZES as WEB_SIZES
from soak.web import find_faults as find_heavy
from soak.web import keep_run, measure_run
from soak.web_page import WEB_CHART, WEB_PAGE, draw_runs, tell_runs

LEDGER, SITE, KILLS, TESTS = "The ledger of a synthetic world", "The site of many plants", "Kills", "Long runs, memory"
ORDER = (LEDGER, SITE, KILLS, TESTS)  # of the parts on the page of last results
ENGINE_PAGE, MEASURED = DOCS / "engine.md", "## Measured"  # the last section of that page, which the soak writes
KILLED = Path("build/kills.jsonl")


def main() -> None:
    """Do the parts asked for, all without one; leave with 1 where something is refused or fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=tuple(PARTS), help="only this part; the pages keep the others' last")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="ledger: numbers of claims")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="engine: documents that both build")
    parser.add_argument("--pages", type=int, nargs="+", default=WEB_SIZES, help="scale: numbers of pages")
    parser.add_argument("--share", type=float, default=SHARE, help="scale: of the pages that are about the industry")
    parser.add_argument("--kills", type=int, default=BUILDS, help="kill: builds that are killed")
    parser.add_argument("--minutes", type=float, default=60.0, help="fuzz: shared by all targets")
    parser.add_argument("--tests", default="", help="tests: only those that pytest -k finds by this")
    chosen = parser.parse_args()
    wanted = tuple(PARTS) if chosen.part is None else (chosen.part,)
    refused = [fault for part in wanted for fault in _tell(PARTS[part](chosen))]
    sys.exit(int(bool(refused)))


def _tell(faults: Sequence[str]) -> Sequence[str]:
    for fault in faults:
        print(f"refused: {fault}", file=sys.stderr)
    return faults


def _soak_ledger(chosen: Namespace) -> Sequence[str]:
    points: list[Point] = []
    for point in measure_sizes(chosen.sizes):
        points.append(point)
        print(f"{point.claims:,} claims: {point.seconds:.0f} s, {point.peak:.0f} MiB", flush=True)
    (DOCS / CHART).write_text(draw(points), encoding="utf-8")
    write_part(LEDGER, tell(points), ORDER)
    return find_faults(points)


def _soak_site(_: Namespace) -> Sequence[str]:
    shown = measure_site()
    write_part(SITE, tell_site(shown), ORDER)
    return find_slow(shown)


def _soak_engine(chosen: Namespace) -> Sequence[str]:
    found = compare_engines(chosen.documents)
    told = tell_engines(found)
    print(told, end="")
    before = ENGINE_PAGE.read_text(encoding="utf-8").partition(MEASURED)[0]
    ENGINE_PAGE.write_text(f"{before}{MEASURED}\n\n{tell_circumstances()}{told}", encoding="utf-8")
    return [f"the table {table} differs between the engines" for table in found.differing]


def _soak_scale(chosen: Namespace) -> Sequence[str]:
    faults: Sequence[str] = ()
    for pages in chosen.pages:
        runs = keep_run(measure_run(pages, chosen.share))
        (DOCS / WEB_CHART).write_text(draw_runs(runs), encoding="utf-8")
        (DOCS / WEB_PAGE).write_text(tell_runs(runs), encoding="utf-8")
        print(f"written: {DOCS / WEB_PAGE}")
        faults = find_heavy(runs)
    return faults


def _soak_kills(chosen: Namespace) -> Sequence[str]:
    KILLED.parent.mkdir(exist_ok=True)
    kill_all(KILLED, chosen.kills)
    told = read_lines(KILLED)
    write_part(KILLS, tell_kills(told), ORDER)
    return find_kill_faults(told)


def _soak_fuzz(chosen: Namespace) -> Sequence[str]:
    return ["an input still breaks a target"] if fuzz_all(chosen.minutes * 60) else []


def _soak_tests(chosen: Namespace) -> Sequence[str]:
    outcome = run_slow_tests(chosen.tests)
    write_part(TESTS, outcome.tell(), ORDER)
    return [f"the long tests left with {outcome.status}"] if outcome.status else []


PARTS: dict[str, Callable[[Namespace], Sequence[str]]] = {
    "ledger": _soak_ledger,
    "site": _soak_site,
    "engine": _soak_engine,
    "scale": _soak_scale,
    "kill": _soak_kills,
    "fuzz": _soak_fuzz,
    "tests": _soak_tests,
}


if __name__ == "__main__":
    main()
