"""`gigawatch review`: what a person should look at, and what persons decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from gigawatch.cli.review.desk import PEOPLE, PEOPLE_HELP
from gigawatch.cli.review.judge import accept, correct, not_same, reject, same, unsure, withdraw
from gigawatch.cli.review.look import list_items, log, show

COMMANDS: dict[str, Callable[..., Any]] = {
    "list": list_items,
    "show": show,
    "log": log,
    "accept": accept,
    "correct": correct,
    "reject": reject,
    "same": same,
    "not-same": not_same,
    "unsure": unsure,
    "withdraw": withdraw,
}
HELP = "Judgements: what to look at first, and accept, correct or reject claims, join or part names."


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=HELP)
    for name, command in COMMANDS.items():
        group.command(name)(command)
    people = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=PEOPLE_HELP)
    for name, command in PEOPLE.items():
        people.command(name)(command)
    group.add_typer(people, name="reviewer")
    app.add_typer(group, name="review")
