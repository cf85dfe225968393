"""The last result of fuzzing on the page about hostile input."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from soak.fuzz.run import Outcome, fuzz, keep

PAGE = Path("docs") / "hostile.md"
BEGIN, END = "<!-- fuzzing: begin -->\n", "<!-- fuzzing: end -->\n"


def fuzz_all(seconds: float) -> bool:
    """Fuzz every target for its share of some seconds, and write what came of it; True where anything still breaks."""
    from soak.fuzz.catalogue import targets
    from soak.fuzz.place import provide_place

    provide_place()
    names = [target.name for target in targets()]
    outcomes: list[Outcome] = []
    for outcome in fuzz(names, seconds / len(names)):
        outcomes = keep([outcome])
        print(f"{outcome.target}: {tell_one(outcome)}", flush=True)
        for left in outcome.left:
            print(f"refused: {outcome.target} still breaks: {left}", file=sys.stderr)
    write(outcomes)
    return any(outcome.left for outcome in outcomes)


def tell_one(outcome: Outcome) -> str:
    """One target's outcome in words."""
    return (
        f"{outcome.executions:,} inputs in {outcome.seconds:.0f} s, {outcome.covered:,} branches, {outcome.kept} kept, "
        f"{len(outcome.found)} places broken, {len(outcome.left)} left"
    )


def tell(outcomes: Sequence[Outcome]) -> str:
    """All outcomes as Markdown."""
    hours = sum(outcome.seconds for outcome in outcomes) / 3600
    total = sum(outcome.executions for outcome in outcomes)
    found, left = (sum(len(getattr(outcome, key)) for outcome in outcomes) for key in ("found", "left"))
    rows = [
        f"| {one.target} | {one.executions:,} | {one.seconds / 60:.1f} | {one.before:,} to {one.covered:,} "
        f"| {one.seeds} to {one.kept} | {len(one.found)} | {len(one.left)} |"
        for one in outcomes
    ]
    return "\n".join(
        [
            f"- Date: {date.today().isoformat()}; {platform.system()}, {platform.machine()}, "
            f"Python {platform.python_version()}, one process at a time",
            f"- In all {total:,} inputs in {hours:.2f} hours; {found} places were broken, {left} are left.",
            "",
            "| target | inputs | minutes | branches reached, at first and at last | inputs kept | broken | left |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def write(outcomes: Sequence[Outcome]) -> None:
    """Put the outcomes into the page in place of the last ones."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}{tell(outcomes)}{END}{after}", encoding="utf-8")
    print(f"written: {PAGE}")
