"""`gigawatch fetch`: current tables and news of public providers, as dated snapshots of a workspace."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    Tally,
    WorkspaceOption,
    find_workspace,
    name_workspace,
    print_json,
    print_table,
    program,
    say,
)
from gigawatch.model import InputError
from gigawatch.run.workspace import SETTINGS

if TYPE_CHECKING:
    from gigawatch.figures.live import Order, Outcome, Source

NEVER = {Language.EN: "never run against the live source", Language.ZH: "从未对真实来源运行"}
HEAD = {
    Language.EN: ("source", "title", "publisher", "licence", "last snapshot", "live"),
    Language.ZH: ("来源", "名称", "发布方", "许可", "最近快照", "真实运行"),
}
DETAIL = {Language.EN: ("address", "rhythm", "note"), Language.ZH: ("地址", "更新频率", "说明")}
NONE = {Language.EN: "none", Language.ZH: "无"}


def register(app: typer.Typer) -> None:
    """Add this group's command to the application."""
    app.command()(fetch)


def fetch(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="One of the sources that --list names.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    list_all: Annotated[
        bool, typer.Option("--list", help="List the sources, and what this workspace has of them.")
    ] = False,
    option: Annotated[
        list[str] | None,
        typer.Option("--option", metavar="NAME=VALUE", help="What to ask for; --list SOURCE tells the options."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the addresses that would be asked; ask none.")
    ] = False,
    address: Annotated[
        str, typer.Option("--address", metavar="URL", help="Ask this host instead of the provider's own.")
    ] = "",
    key: Annotated[
        str, typer.Option("--key", help="The key that a provider asks for; better in the variable that --list names.")
    ] = "",
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The day of the snapshot; today by default."),
    ] = None,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> int:
    """Download the current table or news of a public source into the workspace.

    The bytes are kept as they came in snapshots/SOURCE/DATE, with their hashes; the figures become
    tables/live_SOURCE.csv, pages of news become documents. Only what has changed is asked for. Every source is marked
    as never run against the live source until a run of yours has asked it.
    """
    if list_all:
        _list(source, workspace, output, lang)
        return 0
    if source is None:
        raise typer.BadParameter("name a source, or give --list", param_hint="SOURCE")
    order = _order(source, option or [], address, key)
    if dry_run:
        _print_requests(order, output)
        return 0
    outcome, root = _run(order, workspace, (day or datetime.combine(date.today(), datetime.min.time())).date())
    _tell(outcome, workspace, root, output)
    return 1 if outcome.faults else 0


def _order(name: str, given: Sequence[str], address: str, key: str) -> Order:
    from gigawatch.figures.live import Order, find_source, read_options

    source = find_source(name)
    found = key or (os.environ.get(source.key.variable, "") if source.key else "")
    if key and source.key is None:
        raise InputError(f"{name} asks for no key", hint="leave --key out")
    return Order(source, read_options(source, dict(map(_pair, given))), address.rstrip("/"), found.strip())


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--option")
    return name.strip(), value


def _run(order: Order, workspace: Path, today: date) -> tuple[Outcome, Path]:
    from gigawatch.figures.live import Kind, Place, renew_news, renew_table
    from gigawatch.intake.fetch import SystemClock

    held = find_workspace(workspace)
    place = Place(held.root, held.tables, held.documents, held.settings.limits)
    renew = renew_table if order.source.kind is Kind.TABLE else renew_news
    with Tally("answers").running() as tally:
        return renew(order, place, SystemClock(), today, tally.show), held.root


def _tell(outcome: Outcome, workspace: Path, root: Path, output: Format) -> None:
    """What came of it: lines for people on standard error, data on standard output."""
    if output is Format.JSON:
        print_json(outcome.as_json(root))
    else:
        typer.echo(outcome.table or outcome.snapshot)
        for line in _lines(outcome, root):
            say(line)
        if outcome.table is not None and outcome.rows:
            say(f"next: {program()} build{'' if workspace == HERE else f' {quote(str(workspace))}'}")
    for warning in outcome.warnings:
        say(f"gigawatch: {outcome.source}: {warning}")
    for fault in outcome.faults:
        say(f"gigawatch: {fault}")


def _lines(outcome: Outcome, root: Path) -> Iterator[str]:
    from gigawatch.figures.live.figure import tell_left_out

    where = outcome.snapshot.relative_to(root)
    yield f"{'kept' if outcome.is_new else 'nothing new since'}: {where}"
    if outcome.kept or outcome.held:
        yield f"documents: {outcome.kept:,} kept, {outcome.held:,} held already"
    if outcome.rows:
        left = ", ".join(tell_left_out(outcome.left_out))
        yield f"{outcome.rows:,} figures{f'; rows left out: {left}' if left else ''}"
    if outcome.change is not None:
        yield f"against the table before: {outcome.change}"
        yield from (f"  {line}" for line in outcome.change.first)


def _print_requests(order: Order, output: Format) -> None:
    requests = order.requests()
    if output is Format.JSON:
        print_json([{"file": each.name, "address": each.address, "key": bool(order.key)} for each in requests])
    else:
        for each in requests:
            typer.echo(each.address)


def _list(name: str | None, workspace: Path, output: Format, lang: Language) -> None:
    from gigawatch.figures.live import find_source, sources

    shown = [find_source(name)] if name else list(sources().values())
    root = workspace if (workspace / SETTINGS).is_file() else None
    if output is Format.JSON:
        print_json([_describe(source, root) for source in shown])
    elif name:
        head, *rows = _detail(shown[0], root, lang)
        print_table(head, rows)
    else:
        print_table(HEAD[lang], [_row(source, root, lang) for source in shown])
        say(f"more of one: {program()} fetch SOURCE --list{name_workspace(workspace)}")


def _row(source: Source, root: Path | None, lang: Language) -> tuple[str, ...]:
    last, live = _history(source, root)
    title = getattr(source.title, lang.value)
    return source.name, title, source.publisher, source.licence, last or NONE[lang], live or NEVER[lang]


def _detail(source: Source, root: Path | None, lang: Language) -> Iterator[tuple[str, str]]:
    yield from zip(HEAD[lang], _row(source, root, lang), strict=True)
    told = f"{source.host}{source.path}", getattr(source.rhythm, lang.value), getattr(source.note, lang.value)
    yield from zip(DETAIL[lang], told, strict=True)
    if source.key is not None:
        yield source.key.variable, getattr(source.key.meaning, lang.value)
    for name, option in source.options.items():
        yield f"--option {name}={option.default}", getattr(option.meaning, lang.value)
    for code, meaning in source.measures.items():
        yield code, getattr(meaning, lang.value)


def _describe(source: Source, root: Path | None) -> dict[str, object]:
    last, live = _history(source, root)
    return {
        "source": source.name,
        "kind": source.kind.value,
        "title": {"en": source.title.en, "zh": source.title.zh},
        "publisher": source.publisher,
        "licence": source.licence,
        "licence_address": source.licence_address,
        "address": f"{source.host}{source.path}",
        "options": {name: option.default for name, option in source.options.items()},
        "key": source.key.variable if source.key else None,
        "measures": list(source.measures),
        "last_snapshot": last,
        "last_live_run": live,
        "mark": None if live else NEVER[Language.EN],
    }


def _history(source: Source, root: Path | None) -> tuple[str | None, str | None]:
    """The day of the last snapshot here, and of the last run against the provider, here or by the descriptor."""
    from gigawatch.figures.live import list_snapshots

    held = list_snapshots(root, source.name) if root is not None else []
    live = [snapshot.day for snapshot in held if snapshot.live and snapshot.accepted]
    days = [day for day in (source.live_run, *live) if day]
    return (held[-1].day if held else None), max(days, default=None)
