"""`gigawatch outlook`: a region's outlook as a whole, and its questions one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from gigawatch.cli.outlook.carbon import carbon
from gigawatch.cli.outlook.events import events
from gigawatch.cli.outlook.odds import odds
from gigawatch.cli.outlook.pledges import pledges
from gigawatch.cli.outlook.region import region
from gigawatch.cli.outlook.shift import shift
from gigawatch.cli.outlook.technology import technology

COMMANDS: dict[str, Callable[..., Any]] = {
    "region": region,
    "carbon": carbon,
    "odds": odds,
    "events": events,
    "pledges": pledges,
    "shift": shift,
    "technology": technology,
}
WHOLE = "region"
HELP = "What is to come: `gigawatch outlook REGION` shows all of it, a command of this group one question."


class Outlook(TyperGroup):
    """A group in which anything but one of its commands is a region: `gigawatch outlook Yibin --lang zh`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, the command for a region put before them where they name none."""
        is_named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if is_named else [WHOLE, *args])


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    group = typer.Typer(cls=Outlook, rich_markup_mode=None, help=HELP)
    for name, command in COMMANDS.items():
        group.command(name)(command)
    app.add_typer(group, name="outlook")
