"""`gigawatch report`, `serve` and `export`: what leaves the workspace."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.terminal import HERE, Language, WorkspaceOption, find_workspace, say
from gigawatch.cli.workspace import build_workspace
from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.site.api import Shelf
    from gigawatch.site.desk import Workplace

LOOPBACK = "127.0.0.1"


class FileFormat(StrEnum):
    """A format that reports are written in."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


RegionOption = Annotated[
    str | None, typer.Option("--region", metavar="NAME", help="On this country, province or city instead.")
]
CompanyOption = Annotated[str | None, typer.Option("--company", metavar="NAME", help="The profile of this company.")]
BriefOption = Annotated[bool, typer.Option("--brief", help="The brief of one page.")]
FormatsOption = Annotated[
    list[FileFormat] | None, typer.Option("--format", help="Only this format; may be given again. All by default.")
]
LangsOption = Annotated[
    list[Language] | None,
    typer.Option("--lang", help="Only this language; may be given again. The workspace's by default."),
]
KeepOption = Annotated[bool, typer.Option("--keep", help="Record this edition as handed in.")]
VerifyOption = Annotated[bool, typer.Option("--verify", help="Make the report again and compare id, hash, files.")]
OutOption = Annotated[Path | None, typer.Option("--out", file_okay=False, help="Copy the files to this folder.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    for command in (report, export, serve):
        app.command()(command)


def report(
    workspace: WorkspaceOption = HERE,
    region: RegionOption = None,
    company: CompanyOption = None,
    brief: BriefOption = False,
    formats: FormatsOption = None,
    langs: LangsOption = None,
    out: OutOption = None,
    keep: KeepOption = False,
    verify: VerifyOption = False,
) -> int:
    """Bring the report up to date and say where it lies: the workspace's, or one on another place or a company.

    With --brief the one page. With --out the files are copied there. An edition that --keep recorded is named by the
    next one, with every figure that changed since.
    """
    place = find_workspace(workspace)
    if region is not None and company is not None:
        raise InputError("a report is on a place or on a company", hint="give --region or --company, not both")
    is_usual = region is None and company is None and not brief
    if (keep or verify) and not is_usual:
        hint = "leave out --region, --company and --brief"
        raise InputError("only the workspace's own full report has editions to keep and verify", hint=hint)
    if verify:
        return _verify(place)
    chosen = tuple(one.value for one in formats or FileFormat)
    languages = _languages(place, langs or (), is_usual=is_usual)
    _make_ready(out)
    if not is_usual:
        build_workspace(place, date.today())
        _profile(place, region, company, brief, languages, chosen, out)
        return 0
    wanted = [f".{lang}.{ending}" for lang in languages for ending in chosen] if formats or langs else None
    _publish(place, "report", out, wanted)
    if keep:
        _keep(place)
    return 0


def _languages(place: Workspace, asked: Sequence[Language], *, is_usual: bool) -> tuple[str, ...]:
    """The languages asked for, else those that the report is written in: of itself it is written in no other."""
    from gigawatch.run.dressing import read_style

    written, wanted = read_style(place).languages, tuple(one.value for one in asked)
    if is_usual and not set(wanted) <= set(written):
        hint = "add the language in gigawatch.toml (languages)"
        raise InputError(f"this workspace's report is written in {' and '.join(written)} only", hint=hint)
    return wanted or written


def _keep(place: Workspace) -> None:
    from gigawatch.run.verifying import hand_in

    record = hand_in(place, date.today().isoformat())
    if record is None:
        say("This very edition is recorded already.")
    else:
        say(f"Recorded the edition {record.former.id} in {place.editions / 'report' / 'editions.csv'}.")


def _verify(place: Workspace) -> int:
    """Build for the day of the last recorded edition, since statuses age, and make its report again."""
    from gigawatch.run.verifying import recorded, verify_report

    records = recorded(place)
    build_workspace(place, date.fromisoformat(records[-1].built_on) if records else date.today())
    verdict = verify_report(place)
    for line in verdict.lines:
        typer.echo(line)
    return 0 if verdict.is_same else 1


def _profile(
    place: Workspace,
    region: str | None,
    company: str | None,
    is_brief: bool,
    languages: Sequence[str],
    formats: Sequence[str],
    out: Path | None,
) -> None:
    from gigawatch.report.scope import Scope, Subject
    from gigawatch.run.scoping import make_profile

    subject = Subject.REGION if region is not None else Subject.COMPANY if company is not None else Subject.WORKSPACE
    folder, is_spoken_of = make_profile(place, Scope(subject, is_brief), region or company, languages, formats, _tell)
    if not is_spoken_of:
        say(f"No kept document speaks of {region or company or place.settings.region}: the report says so.")
    _hand_out(folder, out, None)


def export(workspace: WorkspaceOption = HERE, out: OutOption = None) -> None:
    """Bring the exports (CSV, Parquet, GeoJSON) up to date; with --out, copy them there."""
    place = find_workspace(workspace)
    _make_ready(out)
    _publish(place, "export", out)


def serve(
    workspace: WorkspaceOption = HERE,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")] = 8000,
    review: Annotated[
        bool, typer.Option("--review", help="With the review desk (docs/desk.md) for its reviewers.")
    ] = False,
) -> None:
    """Serve the built site and the API (docs/api.md) to this machine (127.0.0.1) until interrupted.

    Nothing that is served can change the workspace, but for the review desk, which is there only with --review.
    """
    from gigawatch.site.serve import API, REVIEW, make_app
    from gigawatch.site.server import run_server

    place = find_workspace(workspace)
    folder = place.build / "site"
    if not folder.is_dir():
        raise WorkspaceError("there is no site yet", where=str(folder), hint="run: gigawatch build")
    shelf = open_shelf(place)
    desk = _open_desk(place, shelf) if review else None
    _require_free(port)
    root = f"http://{LOOPBACK}:{port}"
    say(f"Serving {folder} at {root}/ and the API at {root}{API}/ (stop with Ctrl-C)")
    if desk is not None:
        say(f"The review desk is at {root}{REVIEW}/ ({desk.reviewers})")
    Thread(target=shelf.get_ready, daemon=True).start()
    run_server(make_app(folder, shelf, (LOOPBACK, "localhost"), desk), LOOPBACK, port)


def _open_desk(place: Workspace, shelf: Shelf) -> Workplace:
    from gigawatch.cli.review.desk import open_desk

    return open_desk(place, shelf)


def open_shelf(place: Workspace) -> Shelf:
    """The workspace's build to answer questions from, whichever is in place when one is asked."""
    from gigawatch.run.manifest import read_manifest
    from gigawatch.site.api import Shelf

    names = {"en": place.settings.name, "zh": place.settings.name_zh}
    return Shelf(
        place.database,
        names,
        lambda: date.fromisoformat(read_manifest(place.manifest).date),
        place.settings.region,
    )


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            hint = "choose another one with --port"
            raise InputError(f"the port {port} cannot be used: {error.strerror}", hint=hint) from error


def _copy(files: Sequence[Path], out: Path) -> list[Path]:
    _make_ready(out)
    with _writing(out):
        for path in files:
            _copy_one(path, out / path.name)
    return [out / path.name for path in files]


def _make_ready(out: Path | None) -> None:
    """Make the folder that files are wanted in; InputError, before anything is built, where none can be made."""
    if out is not None:
        with _writing(out):
            out.mkdir(parents=True, exist_ok=True)


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, shutil.Error) as error:
        reason = error.strerror or "not every file could be copied"
        hint = "name a folder that may be written"
        raise InputError(f"nothing can be written there: {reason}", where=str(out), hint=hint) from error


def _copy_one(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, target, dirs_exist_ok=True)
    else:
        shutil.copy2(path, target)


def _publish(place: Workspace, name: str, out: Path | None, endings: Sequence[str] | None = None) -> None:
    outcome = build_workspace(place, date.today())
    for text in outcome.notices:
        _tell(text.partition(": ")[2])
    _hand_out(place.build / name, out, endings)


def _tell(notice: str) -> None:
    say(f"gigawatch: {notice}")


def _hand_out(folder: Path, out: Path | None, endings: Sequence[str] | None) -> None:
    """Copy the files (of these endings) where they are wanted, and say where they lie."""
    files = [path for path in sorted(folder.iterdir()) if endings is None or path.name.endswith(tuple(endings))]
    if out is not None:
        files = _copy(files, out)
    for path in files:
        typer.echo(path)
