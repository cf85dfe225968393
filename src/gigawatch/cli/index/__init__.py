"""`gigawatch index`: composite indicators of one's own, and the index of a workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from gigawatch.cli.index.edition import build
from gigawatch.cli.index.review import audit, trend
from gigawatch.cli.index.run import check, example, rules, run, uncertainty
from gigawatch.cli.index.show import show
from gigawatch.cli.index.whatif import compare, whatif

COMMANDS: dict[str, Callable[..., Any]] = {
    "example": example,
    "check": check,
    "build": build,
    "run": run,
    "audit": audit,
    "uncertainty": uncertainty,
    "whatif": whatif,
    "compare": compare,
    "trend": trend,
    "rules": rules,
    "show": show,
}
HELP = "Composite indicators: build an edition, run, check, audit, uncertainty, whatif, compare, trend, show."


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=HELP)
    for name, command in COMMANDS.items():
        group.command(name)(command)
    app.add_typer(group, name="index")
