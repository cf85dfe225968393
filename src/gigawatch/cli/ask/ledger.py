"""`gigawatch ledger`: facts by filters, or one of the other questions to them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gigawatch.cli.ask.clock import Believed, Day, Valid, built_on, open_asked
from gigawatch.cli.ask.question import Asked, answer
from gigawatch.cli.terminal import HERE, Language, LanguageOption, WorkspaceOption, print_json, print_table, say
from gigawatch.ledger import Stage
from gigawatch.model import EntityKind, Fact, Settlement
from gigawatch.question.query import Query, SortKey

if TYPE_CHECKING:
    from gigawatch.question import Answer, Observatory

HEAD = ("id", "subject", "measure", "value", "valid on", "status", "perimeter", "verdict")


class Output(StrEnum):
    """How facts are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def ledger(
    workspace: WorkspaceOption = HERE,
    output: Annotated[Output, typer.Option("--format", help="table for people, json and csv for programs.")] = (
        Output.TABLE
    ),
    subject: Annotated[str | None, typer.Option(help="One company, place, event or site: its name or id.")] = None,
    company: Annotated[str | None, typer.Option(help="A company with its subsidiaries, sites and phases.")] = None,
    place: Annotated[str | None, typer.Option(help="A place, with all that lies in it.")] = None,
    link: Annotated[str | None, typer.Option(help="A link of the chain: cell, cathode, separator, ...")] = None,
    measure: Annotated[str | None, typer.Option(help="capacity, investment, production, ...")] = None,
    status: Annotated[str | None, typer.Option(help="signed, under_construction, operating, ...")] = None,
    stage: Annotated[Stage | None, typer.Option(help="How far it is there; planned and built are never one.")] = None,
    period: Annotated[str | None, typer.Option(help="Valid within this time: 2022, 2022-H1, 2021/2023.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the value: a name, domain or kind.")] = None,
    verdict: Annotated[Settlement | None, typer.Option(help="How far the evidence settles it.")] = None,
    kind: Annotated[EntityKind | None, typer.Option(help="The kind of thing it is of.")] = None,
    as_of: Day = None,
    valid_on: Valid = None,
    believed_on: Believed = None,
    sort: Annotated[SortKey, typer.Option(help="What to sort by.")] = SortKey.VALID_ON,
    reverse: Annotated[bool, typer.Option("--reverse", help="The largest or latest first.")] = False,
    limit: Annotated[int | None, typer.Option(min=0, help="At most so many facts, after sorting.")] = None,
    total: Annotated[bool, typer.Option("--total", help="Sums of the facts chosen, each with its scope.")] = False,
    unit: Annotated[
        str | None,
        typer.Option(help="With --total or --tree: of this unit alone; totals convert money to a currency."),
    ] = None,
    tree: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What a place, company or plant is made of, planned and built apart."),
    ] = None,
    timeline: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The dated steps of a thing, with what was refused and what contradicts."),
    ] = None,
    signings: Annotated[
        str | None,
        typer.Option(metavar="EVENT|YEAR", help="What became of what was signed; of a year: anywhere or in a --place."),
    ] = None,
    superlatives: Annotated[
        bool, typer.Option("--superlatives", help="Claims of being largest, first or complete, held to account.")
    ] = False,
    of: Annotated[str | None, typer.Option(help="With --superlatives: of this company or place alone.")] = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Print the settled facts, each with its id for `gigawatch why`; or one of their totals, trees, timelines."""
    query = Query(
        subject=subject,
        company=company,
        place=place,
        link=link,
        status=status,
        stage=stage,
        measure=measure,
        period=period,
        valid_on=valid_on,
        publisher=publisher,
        verdict=verdict,
        kind=kind,
        sort=sort,
        reverse=reverse,
        limit=limit,
    )
    asked = Asked(query, total, unit, tree, timeline, signings, superlatives, of)
    asked.require_one(is_csv=output is Output.CSV)
    book = open_asked(workspace, as_of, believed_on, valid_on)
    if asked.question is None:
        _print_facts(book, query, output, lang.value)
    else:
        data, text = answer(book, asked, lang.value, lambda: built_on(workspace))
        print_json(data()) if output is Output.JSON else typer.echo(text(), nl=False)


def _print_facts(book: Observatory, query: Query, output: Output, lang: str) -> None:
    from gigawatch.question.known import tell_nothing
    from gigawatch.question.row import fact_record

    found = book.select(query)
    if not found and query.limit != 0:
        say(tell_nothing(book.ledger, query, book.clocks.day))
    if output is Output.JSON:
        print_json([fact_record(book.ledger, fact, lang, book.clocks.valid_on) for fact in found])
    elif output is Output.CSV:
        print_csv(found)
    elif found or query.limit == 0:
        print_table(_head(lang), (_row(book, fact, lang) for fact in found))
        _tell_count(book, len(found))


def _tell_count(book: Observatory, count: int) -> None:
    material = book.ledger.material
    sources = f"{len(material.documents)} documents and {len(material.observations):,} table cells"
    say(f"{count} of {len(book.ledger.facts)} facts, from {sources}")


def print_csv(answer: Answer[Any]) -> None:
    """Rows as CSV to standard output."""
    from gigawatch.question.csv import csv_text

    typer.echo(csv_text(answer.columns, answer.rows), nl=False)


def _head(lang: str) -> tuple[str, ...]:
    return HEAD if lang == "en" else ("标识", "主体", "指标", "数值", "有效时间", "状态", "口径", "结论")


def _row(book: Observatory, fact: Fact, lang: str) -> tuple[str, ...]:
    from gigawatch.ledger.perimeter import tell_perimeter
    from gigawatch.question.query import carried_since
    from gigawatch.question.voice import Voice

    voice = Voice(book.ledger, lang)
    since = carried_since(book.ledger, fact, book.clocks.valid_on)
    if lang == "en":
        time = voice.say("since", since=since) if since else fact.valid_on or "-"
        told = fact.measure, voice.fact(fact), time, fact.status or "-", fact.perimeter or "-"
        return fact.id, voice.name(fact.subject), *told, voice.verdict(fact, book.clocks.valid_on)
    covers = tell_perimeter(fact.perimeter, lang) or "-"
    time = voice.say("since", since=voice.period(since)) if since else voice.period(fact.valid_on)
    told = voice.measure(fact.measure), voice.fact(fact), time, voice.status(fact.status), covers
    return fact.id, voice.name(fact.subject), *told, voice.verdict(fact, book.clocks.valid_on)
