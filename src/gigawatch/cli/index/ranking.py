"""`gigawatch index show`: the ranking of a workspace's index."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.cli.terminal import Format, find_workspace, print_json, print_table, say
from gigawatch.model import InputError
from gigawatch.store import fetch_rows, open_database

if TYPE_CHECKING:
    import duckdb

RANKING = """
SELECT unit, period, score, rank, rank_low, rank_high, state FROM score
WHERE index_id = ? AND code = ? AND period = ? ORDER BY rank NULLS LAST, unit
"""
YEARS = "SELECT DISTINCT period FROM score WHERE index_id = ? AND code = ? ORDER BY period"
STATES = "SELECT code, status FROM indicator WHERE index_id = ? AND level <> 'second'"


def print_ranking(workspace: Path, name: str, year: str | None, code: str | None, output: Format) -> None:
    """Print the ranking of a workspace's index, or of one of its parts, with the interval of every rank."""
    with open_database(find_workspace(workspace).database) as con:
        part = code or _root_code(con, name)
        years = fetch_rows(con, YEARS, (name, part))
        periods = [str(row["period"]) for row in years]
        if not periods:
            raise _not_computed(con, name, part)
        period = year or periods[-1]
        if period not in periods:
            raise InputError(f"{part} of {name} is not computed for {period}", hint=f"years: {', '.join(periods)}")
        rows = fetch_rows(con, RANKING, (name, part, period))
    if output is Format.JSON:
        print_json(rows)
        return
    head = ("rank", "interval", "unit", "score", "state")
    print_table(head, (_row(row) for row in rows))
    say(f"{part}, {period}: {len(rows)} units; the interval holds the rank in 90 of 100 uncertainty runs")


def _not_computed(con: duckdb.DuckDBPyConnection, name: str, part: str) -> InputError:
    """Why a part of an index has no ranking, and which parts have one."""
    rows = fetch_rows(con, STATES, (name,))
    states = {str(row["code"]): str(row["status"]) for row in rows}
    if part not in states:
        return InputError(f"the index {name} has no part {part!r}", hint=f"it has: {', '.join(states)}")
    computed = ", ".join(code for code, state in states.items() if state == "computed") or "none"
    return InputError(f"{part} is {states[part]}", hint=f"computed (name one with --code): {computed}")


def _root_code(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """The code of an index's root, which has no parent."""
    roots = fetch_rows(con, "SELECT index_id, code FROM indicator WHERE parent IS NULL ORDER BY index_id")
    found = next((str(row["code"]) for row in roots if row["index_id"] == name), None)
    if found is None:
        known = ", ".join(str(row["index_id"]) for row in roots) or "none"
        raise InputError(f"this workspace has no index {name!r}", hint=f"it has: {known}")
    return found


def _row(row: dict[str, object]) -> tuple[str, ...]:
    rank = str(row["rank"]) if row["rank"] is not None else "-"
    span = f"{row['rank_low']:.0f}-{row['rank_high']:.0f}" if row["rank_low"] is not None else "-"
    score = f"{row['score']:.1f}" if row["score"] is not None else "-"
    return rank, span, str(row["unit"]), score, str(row["state"])
