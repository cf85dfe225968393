"""`gigawatch add`: files, folders, addresses, feeds and web archives are kept in the workspace."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.terminal import HERE, Tally, WorkspaceOption, find_workspace, say
from gigawatch.intake.bucket import is_bucket, open_bucket
from gigawatch.intake.crawl import Crawl, Show, name_rule
from gigawatch.intake.document import refuse_missing
from gigawatch.intake.folder import find_files, tell_left_out
from gigawatch.intake.format import BUNDLES, ENDINGS, NAMES, Format, find_ending
from gigawatch.intake.keep import Outcome, Shelf, keep_document, keep_file
from gigawatch.model import GigawatchError, InputError, WorkspaceError
from gigawatch.run.kept import LOGS

if TYPE_CHECKING:
    from gigawatch.intake.fetch import Visit
    from gigawatch.run.workspace import Workspace

TABLES = (".csv",)
SOURCES = (
    f"Documents, tables, folders of them, or addresses (http, https; s3 for object storage). Documents are {NAMES}; "
    f"{BUNDLES} hold several."
)


def register(app: typer.Typer) -> None:
    """Add this group's command to the application."""
    app.command()(add)


def add(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help=SOURCES)],
    workspace: WorkspaceOption = HERE,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Write a first column mapping beside each table instead of keeping it.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Keep every page of a web archive, not only those about the industry.")
    ] = False,
) -> int:
    """Keep documents and tables in the workspace; nothing is read from them yet.

    Bytes are kept as they came. Addresses are fetched politely (robots.txt, one request a second to a host); what a
    feed or sitemap lists is kept page by page; what is held already is neither fetched nor kept again. Of web archives
    the pages about the battery industry are kept, many of one archive in one packed file. In object storage
    (s3://BUCKET/FOLDER) all that lies below an address is kept as of a folder.
    """
    place = find_workspace(workspace)
    tally = Tally("files")
    keeper = Keeper(place, everything, tally.tell)
    with tally.running():
        for source in sources:
            for outcome in _suggested(source) if suggest else keeper.keep(source):
                tally.show(str(source))
                keeper.tell(outcome)
    for text in keeper.faults:
        say(f"gigawatch: {text}")
    return 1 if keeper.faults else 0


@dataclass(slots=True)
class Keeper:
    """Keeps sources of every kind in one workspace; faults are gathered and stop nothing."""

    place: Workspace
    is_all: bool = False
    show: Show = lambda _: None
    faults: list[str] = field(default_factory=list)
    _documents: Shelf = field(init=False)
    _tables: Shelf = field(init=False)
    _visit: Visit | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._documents, self._tables = Shelf(self.place.documents), Shelf(self.place.tables)

    def keep(self, source: str) -> Iterator[Outcome | str]:
        """What became of each document and table of a source."""
        from gigawatch.intake.fetch import is_address

        try:
            if is_bucket(source):
                yield from self._keep_bucket(source)
                return
            if is_address(source):
                yield from self._open_visit().keep(source)
                return
            left_out: list[Path] = []
            files = list(find_files(Path(source), self.place.settings.limits, left_out))
            yield from tell_left_out(Path(source), left_out)
            if not files:
                raise InputError("no file is in this folder", where=source, hint=f"documents are {NAMES}")
            yield from self._keep_files(files, Path(source))
        except GigawatchError as fault:
            yield fault

    def tell(self, outcome: Outcome | str) -> None:
        """One line for what was kept; a fault waits for the end."""
        if isinstance(outcome, GigawatchError):
            self.faults.append(str(outcome))
        elif isinstance(outcome, str):
            say(outcome)
        else:
            inside = outcome.path.is_relative_to(self.place.root)
            name = outcome.path.relative_to(self.place.root) if inside else outcome.path
            sidecar = " (its sidecar is kept beside it)" if outcome.took_sidecar else ""
            say(f"{'kept' if outcome.is_new else 'held already'}: {name}{sidecar}")

    def _keep_bucket(self, source: str) -> Iterator[Outcome | str]:
        """Keep what lies in object storage, whose copies come to lie in `build/` for a while."""
        from gigawatch.intake.delivery import Delivery
        from gigawatch.intake.fetch import Memory, SystemClock

        stage = self.place.build / f"objects-{os.getpid()}.fresh"
        memory, limits = Memory(self.place.documents), self.place.settings.limits
        rule = name_rule(is_all=self.is_all)
        delivery = Delivery(memory, SystemClock(), limits, rule, stage, self._keep_files, self.show)
        yield from delivery.keep(open_bucket(source))

    def _keep_files(self, files: Sequence[Path], named: Path | None = None) -> Iterator[Outcome | str]:
        """What became of files; web archives come last and together. A link is followed only where it was named."""
        archives = []
        for file in files:
            if file.is_file() and ENDINGS.get(find_ending(file.name)) is Format.ARCHIVE:
                archives.append(file)
            else:
                yield from self._keep_file(file, follow=file == named)
        if archives:
            yield from Crawl(self._documents, self.place.settings.limits, self.is_all, self.show).keep(archives)

    def _keep_file(self, file: Path, *, follow: bool) -> Iterator[Outcome | str]:
        try:
            _refuse_reserved(file)
            limits = self.place.settings.limits
            match ENDINGS.get(find_ending(file.name)):
                case Format.FEED:
                    yield from self._open_visit().keep_feed(file)
                case None if file.suffix.lower() in TABLES:
                    yield from self._keep_table(file, follow)
                case _:
                    yield keep_document(file, self._documents, limits, follow=follow)
        except GigawatchError as fault:
            yield fault

    def _keep_table(self, file: Path, follow: bool) -> Iterator[Outcome | str]:
        """A table, and the names of measures in it that nothing knows."""
        from gigawatch.figures import find_unlikely, find_unlisted, read_table, sidecar_of

        table = read_table(file, limits=self.place.settings.limits, follow=follow)
        yield keep_file(file, self._tables, sidecar_of, follow=follow)
        yield from (f"gigawatch: {file}:{told}" for told in (*find_unlisted(table), *find_unlikely(table)))

    def _open_visit(self) -> Visit:
        if self._visit is None:
            from gigawatch.intake.fetch import Client, Memory, SystemClock, Visit

            client = Client(SystemClock(), self.place.settings.limits)
            self._visit = Visit(client, Memory(self.place.documents), self._documents)
        return self._visit


def _refuse_reserved(file: Path) -> None:
    refuse_missing(file, str(file))
    if file.name in LOGS:
        raise InputError("this name is the workspace's own log of what it keeps", where=str(file), hint="rename it")


def _suggested(source: str) -> Iterator[GigawatchError | str]:
    from gigawatch.figures import suggest_mapping

    for file in find_files(Path(source)):
        try:
            _refuse_reserved(file)
            if file.suffix.lower() not in TABLES:
                raise WorkspaceError("a mapping can be suggested for .csv tables only", where=str(file))
            yield f"wrote {suggest_mapping(file)}: look it over, then add the table"
        except GigawatchError as fault:
            yield fault
