"""`gigawatch why`: what stands behind a fact, a statement, a thing or a step."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.ask.clock import Believed, Day, open_asked
from gigawatch.cli.terminal import HERE, Format, FormatOption, Language, LanguageOption, WorkspaceOption, print_json


def why(
    key: Annotated[
        list[str],
        typer.Argument(metavar="ID|NAME", help="A fact, claim, table cell, thing or step; or the name of a thing."),
    ],
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
    as_of: Day = None,
    believed_on: Believed = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Explain a number: its value, the rule, the values that lost, and the sentence it came from.

    Of a claim or cell: its words and what it bears on; of a thing (also by name): its steps and facts; of a step: its
    test. A name that fits several things lists them.
    """
    from gigawatch.question.voice import Voice
    from gigawatch.question.why import account_record, render_account

    book = open_asked(workspace, as_of, believed_on)
    account = book.why(" ".join(key))
    if output is Format.JSON:
        print_json(account_record(book.ledger, account, lang.value))
    else:
        typer.echo(render_account(Voice(book.ledger, lang.value), account), nl=False)
