"""Synthetic web archives from end to end as a page tells them: a table of costs, how they grow, the chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import log

from soak.chart import Axes, picture
from soak.record import tell_table
from soak.web import FLAT, LONGEST, PARTS, Run, find_faults, growth

WEB_PAGE, WEB_CHART = "scale_run.md", "picture/scale.svg"
HEAD = f"""# The last simulation of web archives

Written by `PYTHONPATH=tools .venv/bin/python -m soak --part scale` (`--pages 1000000` for one size; of the others the
last results stay). What it means for the news of the world is worked out in [scale](scale.md).

Everything here is **synthetic**: pages are made from the project's own generators (`tools/soak/crawl.py`; texts off the
topic in `tools/soak/data/offtopic.toml`), every text says that it is made up, and so does every name in it. A page is
some 7 kB: menu, article, links to other news, footer, small scripts.

- `add`: `gigawatch add FOLDER` goes through the archives, filters and packs.
- `read`: the claims of every packed document. `gather`: all in one table each, near-copies found.
- `resolve`, `settle`: names become things, statements facts.

Each part is a process of its own, its start included; seconds are by the wall and (in brackets) of the processor, all
processes together. Memory is the most that its processes held together, looked at five times a second, what they share
counted for each. Refused: a million pages in more than {LONGEST:,.0f} s by the wall; `add` or `read` with more than
{FLAT} times the memory at the largest size than at 100,000 pages.
"""
COLOURS = {"add": "#2563a8", "read": "#b4531f", "gather": "#5b7f3a", "resolve": "#7a4f9a", "settle": "#8a6d1f"}


def tell_runs(runs: Sequence[Run]) -> str:
    """The sizes as Markdown."""
    power = growth(runs)
    grown = (
        f"\nTime of the processor grows as (n log n)^{power:.2f} from the first size to the last.\n" if power else ""
    )
    notes = "".join(f"- {run.pages:,} pages: {run.note}\n" for run in runs if run.note)
    faults = "".join(f"- refused: {fault}\n" for fault in find_faults(runs)) or "Nothing is refused.\n"
    tables = [
        tell_table(("pages", *PARTS, "in all"), [_seconds(run) for run in runs]),
        tell_table(("pages", *(f"memory of {part}" for part in PARTS)), [_memory(run) for run in runs]),
        tell_table(
            ("pages", "of the industry", "documents kept", "near-copies", "claims", "facts"), map(_counts, runs)
        ),
        tell_table(("pages", "archives", "packs", "tables of the build", "measured", "machine"), map(_sizes, runs)),
    ]
    chart = f"![Seconds of the processor against pages]({WEB_CHART})\n"
    return "\n".join([HEAD, *(f"{table}\n" for table in tables), notes, grown, faults, chart, *_page_costs(runs)])


def draw_runs(runs: Sequence[Run]) -> str:
    """The chart of some sizes: processor seconds of each part and of all."""
    series: dict[str, Callable[[Run], float]] = {part: partial(_cpu, part) for part in PARTS}
    series["in all"] = lambda run: run.cpu
    axes = Axes([run.pages for run in runs], [value(run) for value in series.values() for run in runs])
    lines = [
        axes.line([(run.pages, value(run)) for run in runs], COLOURS.get(name, "#222222"), name)
        for name, value in series.items()
    ]
    last = runs[-1]
    scale = last.cpu / (last.pages * log(last.pages))
    ideal = axes.line([(run.pages, scale * run.pages * log(run.pages)) for run in runs], "#999999", "", dashed=True)
    title = "Seconds of one core against synthetic pages; dashed: n log n through the last point"
    return picture(title, axes, [ideal, *lines], "pages")


def _cpu(part: str, run: Run) -> float:
    return run.costs[part].cpu


def _page_costs(runs: Sequence[Run]) -> list[str]:
    """What single pages cost, as measured with the latest run that has it."""
    costs = next((run.page_costs for run in sorted(runs, key=lambda run: run.day, reverse=True) if run.page_costs), {})
    if not costs:
        return []
    rows = [[kind, *(f"{ms:.2f} ms" for ms in by_size.values())] for kind, by_size in costs.items()]
    sizes = next(iter(costs.values()))
    told = "Milliseconds of the processor for one page, from the packed record to what is known of it:\n"
    return ["## What a page costs\n", told, tell_table(("page", *sizes), rows) + "\n"]


def _seconds(run: Run) -> list[str]:
    parts = [f"{run.costs[part].seconds:,.0f} s ({run.costs[part].cpu:,.0f})" for part in PARTS]
    return [f"{run.pages:,}", *parts, f"{run.seconds:,.0f} s ({run.cpu:,.0f})"]


def _memory(run: Run) -> list[str]:
    return [f"{run.pages:,}", *(f"{run.costs[part].peak:,.0f} MiB" for part in PARTS)]


def _counts(run: Run) -> list[str]:
    counts = [run.counts[name] for name in ("document", "copy", "claim", "fact")]
    return [f"{run.pages:,}", f"{run.wanted:,} ({run.share:.0%} asked for)", *(f"{count:,}" for count in counts)]


def _sizes(run: Run) -> list[str]:
    sizes = [f"{run.sizes[name] / 1e6:,.1f} MB" for name in ("archives", "packs", "tables")]
    return [f"{run.pages:,}", *sizes, run.day, run.machine]
