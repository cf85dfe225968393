"""`gigawatch index audit` and `trend`: whether an index does what it says, and how it moved over time."""

from __future__ import annotations

from typing import Annotated

import typer

from gigawatch.cli.index.folder import (
    CodeOption,
    FolderArgument,
    MethodOption,
    OutOption,
    OwnOption,
    StructureOption,
    ValuesOption,
    as_rows,
    find_files,
    require_unit,
    telling_faults,
    write_tables,
)
from gigawatch.cli.terminal import Format, FormatOption, print_json, print_table, say
from gigawatch.model import InputError


def audit(
    folder: FolderArgument = None,
    values: ValuesOption = None,
    structure: StructureOption = None,
    method: MethodOption = None,
    own: OwnOption = None,
    out: OutOption = None,
    unit: Annotated[str | None, typer.Option(help="Instead: the strengths and weaknesses of this unit.")] = None,
    every: Annotated[bool, typer.Option(help="Every finding, not only the worst of a kind.")] = False,
    output: FormatOption = Format.TABLE,
) -> int:
    """Audit an index: correlations, components, reliability, importance, redundancy, coverage, in plain words."""
    from gigawatch.index import audit as look
    from gigawatch.index import write_audit
    from gigawatch.index.auditing import list_strengths

    files = find_files(folder, values, structure, method, own)
    with telling_faults(out) as status:
        result = files.run()
        require_unit(result, unit)
        found = look(result)
        frame = found.list_findings(every=every) if unit is None else list_strengths(result, unit)
        if output is Format.JSON:
            print_json(frame.to_dicts())
        else:
            shown = frame.drop("figure", "codes", strict=False) if unit is None else frame
            print_table(*as_rows(shown))
        if out is not None:
            write_audit(found, out)
            say(f"Wrote every table of the audit to {out}")
    return status[0]


def trend(
    folder: FolderArgument = None,
    values: ValuesOption = None,
    structure: StructureOption = None,
    method: MethodOption = None,
    own: OwnOption = None,
    out: OutOption = None,
    first: Annotated[str | None, typer.Option(help="From which period; the first by default.")] = None,
    last: Annotated[str | None, typer.Option(help="To which period; the last by default.")] = None,
    code: CodeOption = None,
    output: FormatOption = Format.TABLE,
) -> int:
    """How scores and ranks moved between two periods, and which indicators moved them."""
    import polars as pl

    from gigawatch.index import decompose_change, list_changes, list_trends

    files = find_files(folder, values, structure, method, own)
    with telling_faults(out) as status:
        result = files.run()
        target = code or result.structure.roots[0]
        periods = [str(period) for period in result.values.periods]
        if len(periods) < 2:
            raise InputError("the values have one period only", where=str(files.values), hint="a trend needs two")
        ends = first or periods[0], last or periods[-1]
        changes = list_changes(result, *ends).filter(pl.col("code") == target)
        parts = decompose_change(result, target, *ends)
        if output is Format.JSON:
            print_json({"changes": changes.to_dicts(), "parts": parts.to_dicts()})
        else:
            print_table(*as_rows(changes))
            say("--out FOLDER also writes what each indicator brought to every change, and the trends")
        write_tables({"changes": changes, "parts": parts, "trends": list_trends(result)} if out else {}, out)
    return status[0]
