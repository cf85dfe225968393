"""`gigawatch index show`: the ranking of a workspace's index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.cli.ask.clock import tell_state
from gigawatch.cli.index.naming import name_unit
from gigawatch.cli.index.wording import list_heads, tell
from gigawatch.cli.terminal import Format, find_workspace, print_json, print_table, say
from gigawatch.model import InputError
from gigawatch.store import fetch_rows, open_database

if TYPE_CHECKING:
    import duckdb

    from gigawatch.run.workspace import Workspace

RANKING = """
SELECT unit, period, score, rank, rank_low, rank_high, data_rank_low, data_rank_high, state FROM score
WHERE index_id = ? AND code = ? AND period = ? ORDER BY rank NULLS LAST, unit
"""
YEARS = "SELECT DISTINCT period FROM score WHERE index_id = ? AND code = ? ORDER BY period"
PARTS = "SELECT * FROM indicator WHERE index_id = ?"
COLUMNS = ("unit", "period", "score", "rank", "rank_low", "rank_high", "data_rank_low", "data_rank_high", "state")
COVERAGE = "SELECT units, passing FROM coverage WHERE index_id = ? AND code = ? AND period = ?"
Part = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which ranking is asked for: an index, of it maybe a year, a part and a kept edition."""

    name: str
    year: str | None
    code: str | None
    edition: str | None


def print_ranking(workspace: Path, wanted: Wanted, language: str, output: Format) -> None:
    """Print the ranking of a workspace's index, or of one of its parts, with the interval of every rank and by which
    rule its units were chosen: of the last build, or of a kept edition.
    """
    found = find_workspace(workspace)
    name, year, code = wanted.name, wanted.year, wanted.code
    if wanted.edition is not None:
        _print_kept(found, wanted, language, output)
        return
    tell_state(found, language)
    _tell_refused(found, name)
    with open_database(found.database) as con:
        root = _root_code(con, found, name)
        parts = {str(row["code"]): row for row in fetch_rows(con, PARTS, (name,))}
        part = code or root
        periods = [str(row["period"]) for row in fetch_rows(con, YEARS, (name, part))]
        if not periods:
            raise _not_computed(parts, name, part)
        period = year or periods[-1]
        if period not in periods:
            raise InputError(f"{part} of {name} is not computed for {period}", hint=f"years: {', '.join(periods)}")
        rows = fetch_rows(con, RANKING, (name, part, period))
        (coverage,) = fetch_rows(con, COVERAGE, (name, part, period))
    if output is Format.JSON:
        print_json(rows)
        return
    _print(rows, parts, root, language)
    title = str(parts[part]["name_zh"]) if language == "zh" else part
    _tell_coverage(coverage, len(rows), (title, period), language)


def _print_kept(workspace: Workspace, wanted: Wanted, language: str, output: Format) -> None:
    """The ranking as a kept edition has it."""
    from gigawatch.cli.ask.scored import read_edition, read_kept_table, tell_answered_from

    name, scored = wanted.name, read_edition(workspace, str(wanted.edition))
    if name not in scored.folders:
        there = ", ".join(scored.folders)
        raise InputError(f"the edition {wanted.edition} has no index {name!r}", hint=f"it has: {there}")
    parts = {str(row["code"]): row for row in read_kept_table(scored.folders[name], "indicator")}
    root = next(code for code, row in parts.items() if row["parent"] is None)
    part = wanted.code or root
    own = [row for row in scored.scores if row["index_id"] == name and row["code"] == part]
    periods = sorted({str(row["period"]) for row in own})
    if not periods:
        raise _not_computed(parts, name, part)
    period = wanted.year or periods[-1]
    rows = [{key: row.get(key) for key in COLUMNS} for row in own if row["period"] == period]
    if not rows:
        raise InputError(f"{part} of {name} is not computed for {period}", hint=f"years: {', '.join(periods)}")
    rows.sort(key=lambda row: (row["rank"] is None, row["rank"] or 0, str(row["unit"])))
    if output is Format.JSON:
        print_json(rows)
        return
    _print(rows, parts, root, language)
    (coverage,) = (
        row
        for row in read_kept_table(scored.folders[name], "coverage")
        if row["code"] == part and row["period"] == period
    )
    title = str(parts[part]["name_zh"]) if language == "zh" else part
    _tell_coverage(coverage, len(rows), (title, period), language)
    say(tell_answered_from(scored.record, name, language))


def _tell_refused(workspace: Workspace, name: str) -> None:
    """Say that what is shown is older where the definition has been changed to one that is refused."""
    if name not in workspace.settings.definitions:
        return
    from gigawatch.run.defined import definition_file, load_definition_at

    try:
        load_definition_at(definition_file(workspace, name))
    except InputError as fault:
        say(f"gigawatch: what is shown is of an earlier build: the definition as it stands is refused: {fault}")


def _print(rows: list[dict[str, object]], parts: Mapping[str, Part], root: str, language: str) -> None:
    """The table, and by which rule its units were chosen."""
    names = {code: str(row[f"name_{language}"]) for code, row in parts.items()}
    print_table(list_heads("ranking_head", language), (_row(row, language, names) for row in rows))
    choice = parts[root][f"choice_{language}"]
    if choice:
        say(tell("ranking_choice", language, choice=choice))


def _tell_coverage(coverage: Mapping[str, object], listed: int, of: tuple[str, str], language: str) -> None:
    """How many of the units have a rank, and how many are in no line since no figure of them counts in the period."""
    gone = int(str(coverage["units"])) - listed
    absent = tell("ranking_absent", language, n=gone) if gone else ""
    part, period = of
    counts = {"units": coverage["units"], "passing": coverage["passing"]}
    say(tell("ranking_note", language, part=part, period=period, absent=absent, **counts))


def _not_computed(parts: Mapping[str, Part], name: str, part: str) -> InputError:
    """Why a part of an index has no ranking, and which parts have one."""
    states = {code: str(row["status"]) for code, row in parts.items() if row["level"] != "second"}
    if part not in states:
        return InputError(f"the index {name} has no part {part!r}", hint=f"it has: {', '.join(states)}")
    computed = ", ".join(code for code, state in states.items() if state == "computed") or "none"
    return InputError(f"{part} is {states[part]}", hint=f"computed (name one with --code): {computed}")


def _root_code(con: duckdb.DuckDBPyConnection, workspace: Workspace, name: str) -> str:
    """The code of an index's root, which has no parent. Of an index that the settings name and the build did not
    compute, what is wrong with its definition is raised.
    """
    roots = fetch_rows(con, "SELECT index_id, code FROM indicator WHERE parent IS NULL ORDER BY index_id")
    found = next((str(row["code"]) for row in roots if row["index_id"] == name), None)
    if found is None:
        if name in workspace.settings.definitions:
            from gigawatch.run.defined import definition_file, load_definition_at

            load_definition_at(definition_file(workspace, name))
            raise InputError(
                f"the last build did not compute the index {name!r}", hint="see its notices: gigawatch build"
            )
        known = ", ".join(str(row["index_id"]) for row in roots) or "none"
        raise InputError(f"this workspace has no index {name!r}", hint=f"it has: {known}")
    return found


def _row(row: dict[str, object], language: str, names: Mapping[str, str]) -> tuple[str, ...]:
    from gigawatch.index.definition.reason import tell_reason

    rank = str(row["rank"]) if row["rank"] is not None else "-"
    score = f"{row['score']:.1f}" if row["score"] is not None else "-"
    spans = (_span(row, "rank"), _span(row, "data_rank"))
    return rank, *spans, name_unit(str(row["unit"]), language), score, tell_reason(str(row["state"]), language, names)


def _span(row: Mapping[str, object], of: str) -> str:
    low, high = row.get(f"{of}_low"), row.get(f"{of}_high")
    return f"{low:.0f}-{high:.0f}" if isinstance(low, int | float) and isinstance(high, int | float) else "-"
