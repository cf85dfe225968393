"""Printing: data to standard output, everything else to standard error, progress only on a terminal."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.run.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from gigawatch.run.step import Step


class Format(StrEnum):
    """How a command prints its data."""

    TABLE = "table"
    JSON = "json"


class Language(StrEnum):
    """The language of what is printed."""

    EN = "en"
    ZH = "zh"


def read_place(text: str) -> Path:
    """A workspace's folder; of the address of a server a copy of the ledger that is shared there now."""
    from gigawatch.store.shared.address import is_address

    if not is_address(text):
        return Path(text)
    from gigawatch.store.shared import read_address, take_edition

    return take_edition(read_address(text))


WorkspaceOption = Annotated[
    Path,
    typer.Option("--workspace", metavar="DIR", parser=read_place, help="The workspace; the current folder by default."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="table for people, json for programs.")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of names and sentences.")]
HERE = Path()


def program() -> str:
    """How the command line was called, for hints that can be copied: the bare name where it is on the path."""
    if shutil.which("gigawatch"):
        return "gigawatch"
    return "python -m gigawatch" if sys.argv[0].endswith("__main__.py") else sys.argv[0]


def name_workspace(path: Path) -> str:
    """The option that names a workspace, with a space before it, for commands to copy; nothing where it is here."""
    from shlex import quote

    return "" if path == HERE else f" --workspace {quote(str(path))}"


def say(text: str) -> None:
    """One line to standard error."""
    typer.echo(text, err=True)


def tell_count(count: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> tell_count(1, "status", "statuses"), tell_count(3, "fact", "facts")
    ('1 status', '3 facts')
    """
    return f"{count:,} {one if count == 1 else many}"


def print_json(data: object) -> None:
    """Data as JSON to standard output."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table to standard output: drawn on a terminal, where what is too wide is folded and never cut, else
    tab-separated.
    """
    if not sys.stdout.isatty():
        typer.echo("\t".join(head))
        for row in rows:
            typer.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Column, Table

    table = Table(*(Column(name, overflow="fold") for name in head), box=SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    Console().print(table)


def find_workspace(path: Path) -> Workspace:
    """The workspace of a command."""
    return open_workspace(path)


class Progress:
    """The progress of a build: a bar on a terminal, nothing when piped."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Bar(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("starting", total=None)

    def show(self, step: Step, number: int, count: int) -> None:
        """Say which step is at work."""
        self._bar.update(self._task, description=step.name, completed=number - 1, total=count)

    @contextmanager
    def running(self) -> Iterator[Progress]:
        """Draw the bar while the block runs."""
        with self._bar:
            yield self


class Tally:
    """How much of some long work is done: a counter on a terminal, nothing when piped or not `is_shown`."""

    def __init__(self, unit: str, *, is_shown: bool = True) -> None:
        from rich.console import Console
        from rich.progress import Progress as Bar
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        words = (
            TextColumn("{task.completed} " + unit),
            TimeElapsedColumn(),
            TextColumn("{task.fields[at]}", markup=False),
        )
        off = not (is_shown and console.is_terminal)
        self._bar = Bar(
            SpinnerColumn(), *words, console=console, transient=True, disable=off, redirect_stdout=False
        )  # data goes to standard output, past the counter
        self._task = self._bar.add_task("", total=None, at="")

    def show(self, at: str) -> None:
        """One more is done; `at` names where."""
        self._bar.update(self._task, advance=1, at=at)

    def tell(self, at: str) -> None:
        """Work goes on within the one at hand; `at` tells how far."""
        self._bar.update(self._task, at=at)

    @contextmanager
    def running(self) -> Iterator[Tally]:
        """Draw the counter while the block runs."""
        with self._bar:
            yield self
