"""`gigawatch index whatif` and `compare`: other values, weights, methods; one code less; one rank up; two runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gigawatch.cli.index.folder import (
    CodeOption,
    FolderArgument,
    MethodOption,
    OutOption,
    OwnOption,
    PeriodOption,
    StructureOption,
    ValuesOption,
    as_rows,
    find_files,
    telling_faults,
    write_tables,
)
from gigawatch.cli.index.published import print_published
from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    WorkspaceOption,
    print_json,
    print_table,
    say,
)
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index import Cell, Comparison, Method, Result

SHOWN = 20


def whatif(
    folder: FolderArgument = None,
    values: ValuesOption = None,
    structure: StructureOption = None,
    method: MethodOption = None,
    own: OwnOption = None,
    out: OutOption = None,
    set_value: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="UNIT,CODE[,PERIOD]=VALUE", help="Another value; may be repeated."),
    ] = None,
    weight: Annotated[
        list[str] | None, typer.Option("--weight", metavar="CODE=WEIGHT", help="Another weight; may be repeated.")
    ] = None,
    other_method: Annotated[Path | None, typer.Option(help="Another method, as TOML.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Leave out each indicator in turn.")] = False,
    lift: Annotated[str | None, typer.Option(metavar="UNIT", help="What would lift this unit.")] = None,
    places: Annotated[int, typer.Option(min=1, help="By how many ranks.")] = 1,
    code: CodeOption = None,
    period: PeriodOption = None,
    output: FormatOption = Format.TABLE,
) -> int:
    """What if: change values, weights or the method; leave out each indicator; find what lifts a unit."""
    from gigawatch.index.result.place import find_aggregate, find_period

    files = find_files(folder, values, structure, method, own)
    changes = bool(set_value or weight or other_method)
    if not (changes or remove or lift):
        raise typer.BadParameter("say what: --set, --weight, --other-method, --remove or --lift")
    with telling_faults(out) as status:
        result = files.run()
        find_aggregate(result.structure, code, "whatif")
        find_period(result.values, period, "whatif")
        tables: dict[str, pl.DataFrame] = {}
        if changes:
            other = None if other_method is None else replace(files, method=other_method).read_method()
            tables |= _change(result, set_value or [], weight or [], other, code)
        if remove:
            from gigawatch.index import remove_each

            tables["removal"] = remove_each(result, of=code, period=period)
        if lift:
            from gigawatch.index import lift as find_lift

            tables["lift"] = find_lift(result, lift, of=code, period=period, places=places)
            if tables["lift"]["needed"].null_count() == tables["lift"].height:
                say(f"No single indicator lifts {lift} by {places}: rank_after is what its best value would give")
        _print(tables, output)
        write_tables(tables, out)
    return status[0]


def compare(
    first: Annotated[Path, typer.Argument(help="Folder of one index; or official, bnef: a published ranking.")],
    second: Annotated[
        Path | None, typer.Argument(exists=True, file_okay=False, help="Folder of the other; none with official, bnef.")
    ] = None,
    code: CodeOption = None,
    unit: Annotated[str | None, typer.Option(help="Share out this unit's difference over the indicators.")] = None,
    period: PeriodOption = None,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
) -> int:
    """Compare two runs: whose rank differs, how far they agree, and where they part. With `official` or `bnef` (and no
    folder of that name): the workspace's index held against the published ranks, beside the list before and the plain
    ranking by amount.
    """
    from gigawatch.index import compare as set_side_by_side

    if second is None and not first.is_dir():
        if code or unit or period or out:
            raise typer.BadParameter("--code, --unit, --period and --out are for two folders")
        print_published(workspace, str(first), str(lang.value), output)
        return 0
    if second is None or not first.is_dir():
        raise typer.BadParameter(f"Directory '{first}' does not exist." if second else "name two folders")

    with telling_faults(out) as status:
        results = [find_files(folder, None, None, None).run() for folder in (first, second)]
        both = set_side_by_side(*results)
        tables = _tabulate(both, code)
        if unit is not None:
            tables["contributions"] = both.list_contributions(unit, period, code)
        _print(tables, output)
        write_tables(tables, out)
    return status[0]


def _change(
    result: Result, cells: list[str], weights: list[str], method: Method | None, code: str | None
) -> dict[str, pl.DataFrame]:
    from gigawatch.index import change
    from gigawatch.index import compare as set_side_by_side

    pairs = dict(_read_pair(text, "--weight") for text in weights)
    found = change(
        result,
        values=[_read_cell(text) for text in cells],
        weights={name: _read_number(value, "--weight") for name, value in pairs.items()},
        method=method,
    )
    return _tabulate(set_side_by_side(result, found), code)


def _tabulate(both: Comparison, code: str | None) -> dict[str, pl.DataFrame]:
    return {
        "ranks": both.list_ranks(code),
        "agreement": both.measure_agreement(code),
        "partings": both.list_partings(),
    }


def _read_cell(text: str) -> Cell:
    from gigawatch.index import Cell

    where, value = _read_pair(text, "--set")
    parts = [part.strip() for part in where.split(",")]
    if len(parts) not in (2, 3):
        raise InputError(f"--set {text}: not UNIT,CODE=VALUE or UNIT,CODE,PERIOD=VALUE")
    number = None if value in ("", "NA") else _read_number(value, "--set")
    return Cell(parts[0], parts[1], number, parts[2] if len(parts) == 3 else None)


def _read_pair(text: str, option: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not sign:
        raise InputError(f"{option} {text}: there is no = in it")
    return name.strip(), value.strip()


def _read_number(text: str, option: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InputError(f"{option}: {text!r} is not a number") from None


def _print(tables: dict[str, pl.DataFrame], output: Format) -> None:
    if output is Format.JSON:
        print_json({name: frame.to_dicts() for name, frame in tables.items()})
        return
    for name, frame in tables.items():
        say(f"{name}:")
        print_table(*as_rows(frame, SHOWN))
        if frame.height > SHOWN:
            say(f"... and {frame.height - SHOWN} more; --out FOLDER writes all, --format json prints all")
