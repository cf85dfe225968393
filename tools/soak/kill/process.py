"""A command of the program in a process of its own, with its group, that may be killed at a moment.

Processes are split from this one once it has loaded the program: a command then begins at once, and a few hundred of
them need no hour of loading. Nothing here may begin a thread before it splits.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import gigawatch
from soak.kill.workspace import DATA

HEAVY = (
    *("duckdb", "polars", "pyarrow.parquet", "altair", "typst", "vl_convert", "docx", "xlsxwriter", "fontTools.subset"),
    *("sqlite3", "trafilatura", "lingua", "scipy.stats", "urllib3", "protego", "rich.progress", "jinja2"),
)
SWAPS = {"os.rename", "ctypes.dlsym"}  # what the interpreter tells of before it happens: a rename, an exchange of names
LONGEST = 900.0  # seconds


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so many seconds after the beginning, or right before or after the nth swap of names (from 0)."""

    seconds: float | None = None
    swap: int | None = None
    is_after: bool = False

    def __str__(self) -> str:
        if self.swap is None:
            return f"after {self.seconds or 0.0:.2f} s"
        return f"right {'after' if self.is_after else 'before'} swap {self.swap}"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its status (negative: the signal), what it printed, its seconds, how many swaps it made (of
    one that was killed: 0).
    """

    status: int
    output: str
    seconds: float
    swaps: int

    @property
    def is_killed(self) -> bool:
        """True where it was ended by SIGKILL."""
        return self.status == -signal.SIGKILL


def load_program() -> None:
    """Load every module of the program, and the libraries that it loads when they are needed."""
    for module in pkgutil.walk_packages(gigawatch.__path__, "gigawatch."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in HEAVY:
        importlib.import_module(name)
    _warm()
    gc.collect()
    gc.freeze()


def _warm() -> None:
    """Make the patterns, word tables and templates that every build makes first, as far as that begins no thread."""
    from gigawatch.claims import read_claims
    from gigawatch.intake import load_document
    from gigawatch.ledger import Material, make_ledger
    from gigawatch.resolve import resolve
    from gigawatch.site.render import templates
    from gigawatch.site.word import LANGUAGES

    documents = {found.id: found for found in map(load_document, sorted(DATA.rglob("*.md")))}
    claims = {claim.id: claim for found in documents.values() for claim in read_claims(found).claims}
    told = resolve(documents, claims.values(), ())
    make_ledger(Material(documents, claims, {}, told.entities, told.mentions, {}))
    for lang in LANGUAGES:
        for name in templates(lang).list_templates():
            templates(lang).get_template(name)


def run_command(arguments: Sequence[str], log: Path, moment: Moment | None = None) -> Ended:
    """Run a command of the program to its end, or to the moment at which it is killed with its whole group."""
    from gigawatch.cli import main

    return run_apart(lambda: main(arguments), log, moment)


def run_apart(work: Callable[[], None], log: Path, moment: Moment | None = None) -> Ended:
    """Do some work in a process of its own, with its own group."""
    started = time.perf_counter()
    counted = log.with_suffix(".swaps")
    counted.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        _work(work, log, counted, moment)
    _wait(child, moment.seconds if moment is not None else None)
    _, ended = os.waitpid(child, 0)
    status = os.waitstatus_to_exitcode(ended)
    is_counted = status >= 0 and counted.exists()  # who was killed may have been about to write it
    swaps = int(counted.read_text(encoding="utf-8")) if is_counted else 0
    output = log.read_text(encoding="utf-8", errors="replace")
    return Ended(status, output, time.perf_counter() - started, swaps)


def _wait(child: int, seconds: float | None) -> None:
    """Wait for a process, and kill its group when its time is over."""
    watched = os.pidfd_open(child)
    try:
        if not select.select([watched], [], [], LONGEST if seconds is None else seconds)[0]:
            os.killpg(child, signal.SIGKILL)
    finally:
        os.close(watched)


def _work(work: Callable[[], None], log: Path, counted: Path, moment: Moment | None) -> None:
    """What the split process does; it never comes back from here."""
    status = 99
    try:
        os.setsid()
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(out, 1)
        os.dup2(out, 2)
        tell = _watch_swaps(moment)
        try:
            work()
            status = 0
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        sys.stderr.flush()
        counted.write_text(str(tell()), encoding="utf-8")
    finally:
        os._exit(status)


def _watch_swaps(moment: Moment | None) -> Callable[[], int]:
    """Count the swaps of this process, and kill its group at one; what is returned tells how many there were."""
    number, is_due = 0, False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal number, is_due
        is_swap = event in SWAPS and (event != "ctypes.dlsym" or arguments[-1] == "renameat2")
        is_meant = is_swap and moment is not None and moment.swap == number
        number += is_swap
        if is_due or (is_meant and moment is not None and not moment.is_after):
            is_due = False  # to end a group is an event too
            os.killpg(os.getpgrp(), signal.SIGKILL)
        is_due = is_due or is_meant

    sys.addaudithook(hook)
    return lambda: number
