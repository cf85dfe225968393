"""`gigawatch why`: what stands behind a fact, a statement, a thing or a step."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.ask.clock import Believed, Day, open_asked
from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    WorkspaceOption,
    find_workspace,
    print_json,
)
from gigawatch.model import InputError


def why(
    key: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|NAME", help="A fact, claim, cell, thing, step, score or edition; or a thing's name."
        ),
    ],
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
    edition: Annotated[
        str | None, typer.Option(help="Answer from a kept edition of the index: its year, folder or id.")
    ] = None,
) -> None:
    """Explain a number: its value, the rule, the values that lost, and the sentence it came from.

    Of a claim or cell: its words and what it bears on; of a thing (also by name): its steps and facts; of a step: its
    test. A name that fits several things lists them. Of a score, named by part and unit (global_index Norway, with a
    year or the latest): its rank and interval and the readings, cells and addresses below it, of the last build, or
    with --edition of a kept edition of the index; which of them answered is told. Of a part or an indicator of an
    index alone (ev_stock_share): what it is, its scale, and in which years it is computed.
    """
    from gigawatch.cli.ask.score import explain_kept, explain_score, explain_unit, tell_scores
    from gigawatch.question.voice import Voice
    from gigawatch.question.why import account_record, render_account

    place, text = find_workspace(workspace), " ".join(key)
    is_now = as_of is None and believed_on is None
    if edition is not None:
        if not is_now:
            raise InputError("--edition is of the index and --as-of of the ledger", hint="give one of them")
        explain_kept(place, edition, text, lang.value, output)
        return
    book = open_asked(workspace, as_of, believed_on, language=lang.value)
    unknown = None
    try:
        if is_now and explain_score(place, text, lang.value, output):
            return
    except InputError as fault:  # a name in the ledger may hold that of a part: "Quality Cells"
        unknown = fault
    try:
        account = book.why(text)
    except InputError as fault:
        if is_now and explain_unit(place, text, lang.value, output):
            return
        raise unknown or fault from None
    if output is Format.JSON:
        print_json(account_record(book.ledger, account, lang.value))
    else:
        typer.echo(render_account(Voice(book.ledger, lang.value), account), nl=False)
        if is_now:
            tell_scores(place, text, lang.value)
