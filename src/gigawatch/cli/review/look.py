"""`gigawatch review list`, `show` and `log`: the queue, one matter, and every judgement with its force."""

from __future__ import annotations

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
    name_workspace,
    print_json,
    print_table,
    program,
    say,
)
from gigawatch.model import InputError

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger
    from gigawatch.ledger.queue import Case, QueueItem
    from gigawatch.ledger.review import Log
    from gigawatch.model import Judgement
    from gigawatch.run.workspace import Workspace

LIMIT = 20
FARED = {"kept": "counts", "agrees": "agrees"}


def list_items(
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    kind: Annotated[str | None, typer.Option(help="Only this kind: open, abstained, unsure-name, reopened ...")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to print at most.")] = LIMIT,
    lang: LanguageOption = Language.EN,
) -> int:
    """List what a person should look at, the largest effect on the published numbers first."""
    from gigawatch.ledger.queue import ItemKind, word
    from gigawatch.run.queueing import load_queue

    place = find_workspace(workspace)
    if kind is not None and kind not in [known.value for known in ItemKind]:
        raise InputError(f"{kind!r} is no kind", hint=f"one of: {', '.join(known.value for known in ItemKind)}")
    ledger = open_built(place)
    items = [item for item in load_queue(place, ledger) if kind is None or item.kind.value == kind]
    shown = items[:limit]
    if output is Format.JSON:
        print_json([item_record(item) for item in shown])
    else:
        head = [word("head", key, lang.value) for key in ("id", "kind", "what", "effect")]
        print_table(head, (_item_row(item, lang.value) for item in shown))
        where = name_workspace(workspace)
        say(word("say", "shown", lang.value, count=len(shown), total=len(items), program=program(), where=where))
    return _tell_state(place, ledger, lang.value)


def show(
    key: Annotated[
        str, typer.Argument(metavar="ID", help="An id of the list, a fact, claim, cell, judgement or name.")
    ],
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> None:
    """Show one matter: every statement in its sentence, what was judged before, and how to decide."""
    from gigawatch.ledger.queue import open_case
    from gigawatch.run.queueing import load_queue

    place = find_workspace(workspace)
    ledger = open_built(place)
    case = open_case(ledger, load_queue(place, ledger), key)
    if output is Format.JSON:
        print_json(_case_record(case))
    else:
        _print_case(case, lang.value, name_workspace(workspace))


def log(
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    lang: LanguageOption = Language.EN,
) -> int:
    """List every judgement of the log with its force, oldest first."""
    from gigawatch.ledger.queue import word
    from gigawatch.run.queueing import load_review

    place = find_workspace(workspace)
    ledger = open_built(place)
    found, now = load_review(place, ledger)
    resolved = {j.id: j for j in ledger.material.review.judgements}
    judgements = [resolved.get(j.id, j) if j.right and j.holds else j for j in now.judgements]
    if output is Format.JSON:
        print_json([judgement_record(judgement) for judgement in judgements])
    else:
        head = [word("head", key, lang.value) for key in ("id", "on", "by", "verdict", "what", "reason", "force")]
        print_table(head, (_judgement_row(judgement, lang.value) for judgement in judgements))
        holding = sum(judgement.holds for judgement in judgements)
        say(word("say", "logged", lang.value, count=len(judgements), holding=holding))
    return _tell_faults(found)


def open_built(place: Workspace) -> Ledger:
    """The ledger of the last build; where a build is running or was broken off, it is said."""
    from gigawatch.ledger import open_ledger
    from gigawatch.run.underway import tell_before_asking

    if (told := tell_before_asking(place)) is not None:
        say(f"gigawatch: {told}")
    return open_ledger(place.database)


def item_record(item: QueueItem) -> dict[str, object]:
    """A queue item as JSON prints it."""
    effect = item.effect
    told = {"share": effect.share, "change": effect.change, "readings": effect.readings, "text": dict(effect.text)}
    return {
        "id": item.id,
        "kind": item.kind.value,
        "about": item.about,
        "other": item.other,
        "text": dict(item.text),
        "effect": told,
        "claims": list(item.claims),
    }


def judgement_record(judgement: Judgement) -> dict[str, object]:
    """A judgement as JSON prints it."""
    from dataclasses import asdict

    return {**asdict(judgement), "on": str(judgement.on)}


def _item_row(item: QueueItem, lang: str) -> tuple[str, ...]:
    from gigawatch.ledger.queue import word

    return item.id, word("kind", item.kind.value, lang), item.text[lang], item.effect.text[lang]


def _judgement_row(judgement: Judgement, lang: str) -> tuple[str, ...]:
    from gigawatch.ledger.queue import word

    sides = f"{judgement.left} / {judgement.right}" if judgement.right else judgement.left
    field = f" {judgement.field}={judgement.value or ''}" if judgement.field else ""
    ground = f" ({word('ground', judgement.ground, lang)})" if judgement.ground else ""
    verdict, force = word("verdict", judgement.verdict.value, lang), word("force", judgement.force.value, lang)
    what = f"{sides}{field}: {judgement.words}" if judgement.words and not judgement.right else f"{sides}{field}"
    return judgement.id, str(judgement.on), judgement.by, verdict, what, judgement.reason, f"{force}{ground}"


def _case_record(case: Case) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "about": case.about,
        "item": item_record(case.item) if case.item else None,
        "statements": [asdict(statement) for statement in case.statements],
        "judgements": [judgement_record(judgement) for judgement in case.judgements],
        "commands": [f"gigawatch {command}" for command in case.commands],
    }


def _print_case(case: Case, lang: str, where: str) -> None:
    from gigawatch.ledger.queue import tell_judgement, word

    if case.item is not None:
        typer.echo(f"{case.item.text[lang]}\n  {word('kind', case.item.kind.value, lang)}")
        typer.echo(f"  {case.item.effect.text[lang]}")
    for statement in case.statements:
        fared = "unused" if statement.relation is None else FARED.get(statement.relation.value, "lost")
        opening, closing = ("（", "）") if lang == "zh" else ("  (", ")")
        reason = f"{opening}{statement.reason[lang]}{closing}" if statement.reason[lang] else ""
        typer.echo(f"  {word('say', fared, lang)}  {statement.claim}{reason}")
        typer.echo(f"        “{statement.words}”")
        typer.echo(f"        {', '.join(filter(None, (statement.source, statement.published, statement.url)))}")
    for judgement in case.judgements:
        typer.echo(f"  {word('say', 'judged', lang, text=tell_judgement(judgement, lang))}  [{judgement.id}]")
    if case.commands:
        typer.echo(f"  {word('say', 'decide', lang)}")
    for command in case.commands:
        typer.echo(f"        {program()} {command}{where}")


def _tell_state(place: Workspace, ledger: Ledger, lang: str) -> int:
    """Say which lines cannot be read, and that some are newer than the build; 1 when a line is at fault."""
    from gigawatch.ledger.queue import word
    from gigawatch.ledger.review import read_log

    found = read_log(place.reviews)
    built = {judgement.id for judgement in ledger.material.review.judgements}
    newer = len({judgement.id for judgement in found.judgements} ^ built)
    if newer:
        say(word("say", "newer", lang, count=newer, program=program(), place=place.root))
    return _tell_faults(found)


def _tell_faults(found: Log) -> int:
    for fault in found.faults:
        say(f"gigawatch: {fault}")
    return 1 if found.faults else 0
