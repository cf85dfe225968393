"""`gigawatch review reviewer`: who may sit at the review desk; and the desk of a workspace, made ready to serve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
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
    from gigawatch.run.workspace import Workspace
    from gigawatch.site.api import Shelf
    from gigawatch.site.desk import Workplace
    from gigawatch.site.desk.audit import Act

PEOPLE_HELP = "Who may sit at the review desk (gigawatch serve --review): docs/desk.md."
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name that judgements are signed with.")]


class RoleName(StrEnum):
    """What a reviewer may do."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


def add(
    name: NameArgument,
    role: Annotated[
        RoleName, typer.Option("--role", help="reader looks, reviewer judges, admin oversees as well.")
    ] = RoleName.REVIEWER,
    workspace: WorkspaceOption = HERE,
) -> None:
    """Add a reviewer and print their token, once: only a hash of it is kept. Hand it on by a way that you trust."""
    from gigawatch.site.desk.reviewer import Role, add_reviewer, read_name
    from gigawatch.site.desk.workplace import REVIEWERS

    place = find_workspace(workspace)
    file = place.desk / REVIEWERS
    token = add_reviewer(file, name, Role(role.value), date.today())
    _record(place, "reviewer added", read_name(name), role.value)
    typer.echo(token)
    say(f"The token of {read_name(name)} ({role.value}), told this once; its hash is in {file}.")


def revoke(name: NameArgument, workspace: WorkspaceOption = HERE) -> None:
    """Take a reviewer's token from them; who is signed in is signed out at once. Their judgements stay."""
    from gigawatch.site.desk.reviewer import revoke_reviewer
    from gigawatch.site.desk.workplace import REVIEWERS

    place = find_workspace(workspace)
    found = revoke_reviewer(place.desk / REVIEWERS, name, date.today())
    _record(place, "reviewer revoked", found.name, found.role.value)
    say(f"{found.name} may no longer sit at the desk. Their judgements stay in the log.")


def list_people(workspace: WorkspaceOption = HERE, output: FormatOption = Format.TABLE) -> None:
    """List the reviewers with their roles, those revoked too. No hash is shown."""
    from gigawatch.site.desk.reviewer import read_reviewers
    from gigawatch.site.desk.workplace import REVIEWERS

    people = read_reviewers(find_workspace(workspace).desk / REVIEWERS)
    rows = [{"name": one.name, "role": one.role.value, "added": one.added, "revoked": one.revoked} for one in people]
    if output is Format.JSON:
        print_json(rows)
    else:
        print_table(["name", "role", "added", "revoked"], ([str(cell or "-") for cell in row.values()] for row in rows))


PEOPLE: dict[str, Callable[..., Any]] = {"add": add, "revoke": revoke, "list": list_people}


def open_desk(place: Workspace, shelf: Shelf) -> Workplace:
    """The desk of a workspace; InputError where nobody may sit at it."""
    from gigawatch.run.queueing import load_queue
    from gigawatch.run.underway import is_running
    from gigawatch.site.desk import Workplace
    from gigawatch.site.desk.reviewer import read_reviewers

    desk = Workplace(
        shelf=shelf,
        reviews=place.reviews,
        folder=place.desk,
        queue=lambda ledger: load_queue(place, ledger),
        is_building=lambda: is_running(place),
        languages=place.settings.languages,
    )
    if not any(one.is_active for one in read_reviewers(desk.reviewers)):
        hint = f"add one: {program()} review reviewer add NAME{name_workspace(place.root)}"
        raise InputError("nobody may sit at the review desk yet", where=str(desk.reviewers), hint=hint)
    return desk


def _record(place: Workspace, act: str, name: str, role: str) -> None:
    """A line in the audit trail on what was done here, by the user of this machine."""
    from getpass import getuser

    from gigawatch.site.desk.audit import Act, Deed, record, tell_moment
    from gigawatch.site.desk.workplace import TRAIL

    done: Act = Act(act)
    deed = Deed(tell_moment(datetime.now(UTC)), getuser(), "command line", done, name, role)
    record(place.desk / TRAIL, deed)
