"""`gigawatch sql`: a read-only query over the built tables and views."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.ask.clock import open_asked
from gigawatch.cli.ask.ledger import Output, print_csv
from gigawatch.cli.terminal import HERE, WorkspaceOption, print_json, print_table


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="SQL in DuckDB's dialect; it can change nothing.")],
    workspace: WorkspaceOption = HERE,
    output: Annotated[Output, typer.Option("--format", help="table for people, json and csv for programs.")] = (
        Output.TABLE
    ),
) -> None:
    """Ask the built tables and views in SQL (docs/sql.md); files and the net are out of its reach."""
    found = open_asked(workspace, None, None).sql(query)
    if output is Output.JSON:
        print_json(found.to_dicts())
    elif output is Output.CSV:
        print_csv(found)
    else:
        print_table(
            tuple(found.columns), (tuple("-" if cell is None else str(cell) for cell in row) for row in found.rows)
        )
