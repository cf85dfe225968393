"""`gigawatch ledger`, `why` and `diff`: questions to the ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    WorkspaceOption,
    find_workspace,
    print_json,
    print_table,
    say,
)
from gigawatch.model import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from gigawatch.ledger import Change, Explanation, Ledger
    from gigawatch.model import Fact

DAY_FORM = re.compile(r"\d{4}(-\d\d){0,2}")
Day = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Only what was published by this day.")
]
Believed = Annotated[
    datetime | None,
    typer.Option(
        "--believed-on",
        formats=["%Y-%m-%d"],
        help="Only documents, tables and judgements that this workspace held on this day.",
    ),
]
Valid = Annotated[
    str | None, typer.Option("--valid-on", metavar="DATE", help="What was true then: 2022, 2022-07 or 2022-07-25.")
]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    for command in (ledger, why, diff):
        app.command()(command)


def ledger(
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    subject: Annotated[str | None, typer.Option(help="Company, place, event or site: its name or id.")] = None,
    measure: Annotated[str | None, typer.Option(help="capacity, investment, production, ...")] = None,
    place: Annotated[str | None, typer.Option(help="A place, with all that lies in it.")] = None,
    status: Annotated[str | None, typer.Option(help="signed, under_construction, operating, ...")] = None,
    as_of: Day = None,
    valid_on: Valid = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Print the settled facts, each with its id for `gigawatch why`."""
    asked = read_day(valid_on) if valid_on is not None else None
    book = open_book(workspace, as_of, believed_on)
    _require_known(book, subject, measure, place, status)
    facts = book.select(subject=subject, measure=measure, place=place, status=status)
    chosen = [fact for fact in facts if asked is None or is_valid_on(fact.valid_on, asked)]
    if output is Format.JSON:
        print_json([fact_record(book, fact) for fact in chosen])
        return
    head = ("id", "subject", "measure", "value", "valid on", "status", "perimeter", "verdict")
    print_table(head, (_row(book, fact, lang.value) for fact in chosen))
    total = f"{len(chosen)} of {len(book.facts)} facts"
    say(f"{total}, from {len(book.material.documents)} documents and {len(book.material.observations):,} table cells")


def why(
    fact: Annotated[str, typer.Argument(metavar="ID", help="A fact, claim or table cell; list facts with `ledger`.")],
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Explain a number: its value, the rule, the values that lost, and the sentence it came from."""
    from gigawatch.ledger import explain, find_evidence

    book = open_book(workspace, as_of, believed_on)
    if fact.startswith("fact-") or not book.material.knows(fact):
        explanation = explain(book, fact)
        if output is Format.JSON:
            print_json(fact_record(book, explanation.fact))
        else:
            _print_explanation(book, explanation, lang.value)
        return
    evidence, judged = find_evidence(book, fact), book.material.tell_judgements(fact)
    if output is Format.JSON:
        told = {"source": evidence.source, "url": evidence.url, "sentence": evidence.sentence}
        print_json({"id": fact, **told, "judgements": [words.en for words in judged]})
    else:
        typer.echo(f"{evidence.sentence}\n  {evidence.title}, {evidence.publisher or ''} {evidence.published or ''}")
        typer.echo(f"  {evidence.url or ''}")
        for words in judged:
            typer.echo(f"  {words.of(lang.value)}")


def diff(  # two states, and how to print them
    before: Annotated[str, typer.Argument(metavar="A", help="A date: what was published by then.")],
    after: Annotated[str, typer.Argument(metavar="B", help="A later date.")],
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Print what changed in the ledger between two dates: facts added, changed and ended, with the reason."""
    from gigawatch.ledger import compare_ledgers

    first, last = _day(before), _day(after)
    if last < first:
        hint = f"the earlier date comes first: gigawatch diff {after} {before}"
        raise InputError(f"{before} is later than {after}", hint=hint)
    book = open_book(workspace, None, None)
    old, new = book.as_of(first), book.as_of(last)
    changes = compare_ledgers(old, new)
    if output is Format.JSON:
        print_json([_change_record(change, old, new) for change in changes])
        return
    head = ("change", "id", "subject", "measure", "before", "after", "reason")
    print_table(head, (_change_row(change, old, new, lang.value) for change in changes))
    say(f"{len(changes)} changes between {before} and {after}")


def open_book(workspace: Path, as_of: datetime | None, believed_on: datetime | None) -> Ledger:
    """The ledger of a workspace by the clocks asked for."""
    from gigawatch.ledger import open_ledger

    book = open_ledger(find_workspace(workspace).database)
    if believed_on is not None:
        book = book.believed_on(believed_on.date())
    return book.as_of(as_of.date()) if as_of is not None else book


def _require_known(
    book: Ledger, subject: str | None, measure: str | None, place: str | None, status: str | None
) -> None:
    """Refuse a filter that nothing can meet because its word is not known, so that it is no empty answer."""
    from gigawatch.vocab import organisations, places

    for name in filter(None, (subject, place)):
        if not book.find_entities(name) and places().find(name) is None and organisations().find(name) is None:
            raise InputError(f"no company, place, event or site {name!r} is known", hint="list them: gigawatch ledger")
    facts = book.facts.values()
    for word, kind, known in (
        (measure, "measure", {fact.measure for fact in facts}),
        (status, "status", {fact.status for fact in facts if fact.status}),
    ):
        if word is not None and word not in known:
            raise InputError(f"no fact has the {kind} {word!r}", hint=f"there are: {', '.join(sorted(known))}")


def fact_record(book: Ledger, fact: Fact) -> dict[str, object]:
    """A fact as the contract prints it, with its candidates and checks."""
    candidates = [
        {"claim": c.claim, "document": c.document, "value": c.value, "kept": c.kept, "reason": c.reason}
        for c in book.candidates[fact.id]
    ]
    checks = [{"kind": c.kind, "severity": c.severity, "text": c.text} for c in book.findings.get(fact.id, ())]
    return {
        "id": fact.id,
        "subject": book.label(fact.subject),
        "measure": fact.measure,
        "value": fact.value,
        "high": fact.high,
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "valid_on": fact.valid_on,
        "known_on": fact.known_on,
        "status": fact.status,
        "perimeter": fact.perimeter,
        "place": book.label(fact.place) or None,
        "rule": fact.rule,
        "verdict": fact.verdict.value,
        "candidates": candidates,
        "checks": checks,
    }


def read_day(text: str) -> tuple[date, date]:
    """The first and last day of a year, month or day; InputError when the text is none of them."""
    from gigawatch.quantity import period_span

    span = period_span(text) if DAY_FORM.fullmatch(text) else None
    if span is None:
        raise InputError(f"{text!r} is no year, month or day", hint="write 2022, 2022-07 or 2022-07-25")
    return span


def is_valid_on(period: str | None, asked: tuple[date, date]) -> bool:
    """True when a period and the days asked for have time in common."""
    from gigawatch.quantity import period_span

    span = period_span(period) if period else None
    return span is not None and span[0] <= asked[1] and asked[0] <= span[1]


def _row(book: Ledger, fact: Fact, lang: str) -> tuple[str, ...]:
    from gigawatch.ledger import tell_perimeter

    return (
        fact.id,
        book.label(fact.subject, lang),
        fact.measure,
        _value(fact, lang),
        fact.valid_on or "-",
        fact.status or "-",
        tell_perimeter(fact.perimeter, lang) or "-",
        fact.verdict.value,
    )


def _value(fact: Fact, lang: str) -> str:
    from gigawatch.model import Quantity
    from gigawatch.quantity import format_quantity

    return format_quantity(Quantity(fact.value, fact.unit, fact.qualifier, fact.high), lang)


def _print_explanation(book: Ledger, found: Explanation, lang: str) -> None:
    from gigawatch.ledger import tell_perimeter

    fact = found.fact
    place = f" in {book.label(fact.place, lang)}" if fact.place else ""
    typer.echo(f"{book.label(fact.subject, lang)}: {fact.measure} {_value(fact, lang)}{place}")
    covered = tell_perimeter(fact.perimeter, lang)
    scope = f", covers {covered}" if covered else ""
    typer.echo(f"  valid {fact.valid_on or 'unknown'}, known {fact.known_on or 'unknown'}, {fact.status}{scope}")
    text = found.rule.text_zh if lang == "zh" else found.rule.text_en
    typer.echo(f"  {fact.verdict.value} by the rule {found.rule.name}: {text}")
    for candidate, evidence in found.candidates:
        typer.echo(f"  {'kept' if candidate.kept else 'lost'}  {evidence.surface.strip()}  ({candidate.reason})")
        typer.echo(f"        “{evidence.sentence}”")
        retold = "retold from " if evidence.retold else ""
        told = (evidence.title, f"{retold}{evidence.publisher}" if evidence.publisher else "", evidence.published)
        source = ", ".join(part for part in told if part)
        typer.echo(f"        {source}\n        {evidence.url or 'no address'}  [{candidate.claim}]")
    for finding in found.findings:
        typer.echo(f"  {finding.severity}: {finding.text}")


def _change_row(change: Change, old: Ledger, new: Ledger, lang: str) -> tuple[str, ...]:
    fact, book = (change.after, new) if change.after else (change.before, old)
    assert fact is not None
    before = _value(change.before, lang) if change.before else "-"
    after = _value(change.after, lang) if change.after else "-"
    return change.kind, change.fact, book.label(fact.subject, lang), fact.measure, before, after, change.reason


def _change_record(change: Change, old: Ledger, new: Ledger) -> Mapping[str, object]:
    return {
        "kind": change.kind,
        "id": change.fact,
        "before": fact_record(old, change.before) if change.before else None,
        "after": fact_record(new, change.after) if change.after else None,
        "reason": change.reason,
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a date", hint="write it as 2022-07-25") from error
