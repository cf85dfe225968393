"""`gigawatch diff`: what changed between two dates or kept editions, with the reason, also as a feed."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.ask.clock import open_asked
from gigawatch.cli.terminal import (
    HERE,
    Language,
    LanguageOption,
    WorkspaceOption,
    find_workspace,
    print_json,
    print_table,
    say,
    tell_count,
)

if TYPE_CHECKING:
    from gigawatch.ledger import Difference


class Output(StrEnum):
    """How changes are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    ATOM = "atom"


class By(StrEnum):
    """What a date counts by."""

    PUBLISHED = "published"
    HELD = "held"


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A date, or a kept edition by its id or name.")],
    after: Annotated[str, typer.Argument(metavar="B", help="A later date or edition.")],
    workspace: WorkspaceOption = HERE,
    output: Annotated[
        Output, typer.Option("--format", help="table for people; json, jsonl or an Atom feed for programs.")
    ] = Output.TABLE,
    by: Annotated[
        By | None,
        typer.Option(
            help="A date counts what was published by it, or what this workspace held on it; "
            "published for two dates, held beside an edition."
        ),
    ] = None,
    place: Annotated[str | None, typer.Option(help="Changes in a place, with all that lies in it.")] = None,
    company: Annotated[
        str | None, typer.Option(help="Changes of a company with its subsidiaries, sites and phases.")
    ] = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Print what changed in the ledger: facts added, changed and ended, statuses moved, each with the reason."""
    from gigawatch.question.change import COLUMNS, change_records, change_rows
    from gigawatch.question.feed import render_feed
    from gigawatch.question.voice import Voice

    book, code = open_asked(workspace, None, None), lang.value
    found = book.diff(before, after, by=by.value if by else None, place=place, company=company)
    voice = Voice(book.whole, code)
    if output is Output.JSON:
        print_json(change_records(found, code))
    elif output is Output.JSONL:
        for record in change_records(found, code):
            typer.echo(json.dumps(record, ensure_ascii=False, default=str))
    elif output is Output.ATOM:
        settings = find_workspace(workspace).settings
        typer.echo(render_feed(voice, found, settings.name_zh if code == "zh" else settings.name), nl=False)
    else:
        head = COLUMNS if code == "en" else ("变化", "标识", "主体", "指标", "之前", "之后", "原因")
        print_table(head, change_rows(voice, found))
        things = tell_count(len(found.things), "status", "statuses")
        say(f"{tell_count(len(found.facts), 'fact', 'facts')} and {things} changed from {before} to {after}")
        if found.renamed:
            say(f"{tell_count(len(found.renamed), 'thing', 'things')} told under another id, with the same values")
    if (order := _tell_order(found, before, after)) is not None:
        say(order)


def _tell_order(found: Difference, before: str, after: str) -> str | None:
    """That it is not known which of the two came first, where they are of one day or one has none."""
    days = (found.before.held_on, found.after.held_on)
    if before == after or (None not in days and days[0] != days[1]):
        return None
    of = f"are both of {days[0]}" if days[0] == days[1] and days[0] else "are not both dated"
    return f"{before} and {after} {of}: changes are told in the order asked, from {before} to {after}"
