"""`gigawatch index run`, `check`, `example`, `rules`: an index of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
    measure_spread,
    telling_faults,
)
from gigawatch.cli.terminal import Format, FormatOption, print_json, print_table, program, say


def run(
    folder: FolderArgument = None,
    values: ValuesOption = None,
    structure: StructureOption = None,
    method: MethodOption = None,
    own: OwnOption = None,
    out: OutOption = None,
    runs: Annotated[int | None, typer.Option(min=1, help="Runs of the Monte Carlo, if the method has one.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Threads for the Monte Carlo.")] = 1,
) -> int:
    """Run an index of your own: two tables and a method in, every step's table, scores and ranks out."""
    from gigawatch.index import write_run

    files = find_files(folder, values, structure, method, own)
    target = out or (folder or Path()) / "out"
    with telling_faults(target) as status:
        result = files.run()
        write_run(result, target, measure_spread(result, runs, None, workers))
        say(f"Wrote {len(result.tables)} steps and the scores to {target}")
    return status[0]


def check(
    folder: FolderArgument = None,
    values: ValuesOption = None,
    structure: StructureOption = None,
    method: MethodOption = None,
    own: OwnOption = None,
    out: OutOption = None,
) -> int:
    """Check the input of an index without running it: every fault by table, row and column; else what there is."""
    from gigawatch.index import read_design

    files = find_files(folder, values, structure, method, own)
    with telling_faults(out) as status:
        steps, tree, panel = files.read()
        if steps.uncertainty is not None:
            read_design(steps.uncertainty, steps, tree)
        given = int(panel.given.sum())
        rows = [
            ("units", str(len(panel.units))),
            ("periods", ", ".join(str(period) for period in panel.periods) if panel.periods != (None,) else "one"),
            ("indicators", str(len(tree.indicators))),
            ("aggregates", str(len(tree.aggregates))),
            ("values", f"{given} ({given / (panel.present.sum() * len(tree.indicators)):.0%} of the cells)"),
            ("with an interval", str(int((panel.high > panel.low).sum()))),
            ("steps", " > ".join(f"{step.name} ({step.choice.rule.name})" for step in steps.steps)),
        ]
        print_table(("what", "there is"), rows)
        say(
            "No fault."
            if steps.find("aggregate")
            else "No fault, but no aggregate step either: there will be no scores."
        )
    return status[0]


def example(
    name: Annotated[
        str,
        typer.Argument(
            help="asem (51 countries, one year), hdi (40 countries, 22 years), or cities (a workspace: eight cities)."
        ),
    ] = "asem",
    folder: Annotated[Path | None, typer.Argument(help="Where to; a folder of the example's name by default.")] = None,
) -> None:
    """Write the three files of a worked example to begin from."""
    from gigawatch.index import write_example

    target = folder or Path(name)
    written = [str(path.relative_to(target)) for path in write_example(name, target)]
    then = f"build {target}" if "gigawatch.toml" in written else f"index run {target}"
    say(f"Wrote {', '.join(written[:-1])} and {written[-1]} to {target}; next: {program()} {then}")


def rules(
    step: Annotated[str | None, typer.Argument(help="Only the rules of one step.")] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """List every rule that a method may name, with its parameters and their defaults."""
    from gigawatch.index.method.method import CATALOGUES
    from gigawatch.model import InputError

    if step is not None and step not in CATALOGUES:
        raise InputError(f"there is no step {step!r}", hint=f"there are: {', '.join(CATALOGUES)}")
    found = [
        {
            "step": kind,
            "rule": rule.name,
            "parameters": [
                {"name": p.name, "default": p.default, "may_be": p.wording, "meaning": p.meaning}
                for p in rule.parameters
            ],
            "meaning": rule.meaning,
        }
        for kind, catalogue in CATALOGUES.items()
        for rule in catalogue.rules.values()
        if step in (None, kind)
    ]
    if output is Format.JSON:
        print_json(found)
        return
    rows = [
        (
            str(row["step"]),
            str(row["rule"]),
            ", ".join(f"{p['name']}={p['default']}" for p in row["parameters"]),  # type: ignore[index]
            str(row["meaning"]),
        )
        for row in found
    ]
    print_table(("step", "rule", "parameters", "meaning"), rows)


def uncertainty(
    folder: FolderArgument = None,
    values: ValuesOption = None,
    structure: StructureOption = None,
    method: MethodOption = None,
    own: OwnOption = None,
    out: OutOption = None,
    runs: Annotated[int | None, typer.Option(min=1, help="How many runs; the method's number by default.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="The seed; the method's by default.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Threads.")] = 1,
    sobol: Annotated[
        int | None, typer.Option(help="Also Sobol indices, from so many base rows (a power of two).")
    ] = None,
    multiverse: Annotated[bool, typer.Option(help="Instead: every combination of the alternatives once.")] = False,
    code: CodeOption = None,
    period: PeriodOption = None,
    output: FormatOption = Format.TABLE,
) -> int:
    """How sure every rank is: the Monte Carlo of the method's [uncertainty], and what moves the ranks most."""
    from gigawatch.cli.index.study import study

    files = find_files(folder, values, structure, method, own)
    with telling_faults(out) as status:
        study(files, out, (runs, seed, workers), sobol, multiverse=multiverse, place=(code, period), output=output)
    return status[0]


def print_frame(frame: object, output: Format, most: int | None = None) -> None:
    """A frame to standard output: a table, or JSON with all rows."""
    import polars as pl

    assert isinstance(frame, pl.DataFrame)
    if output is Format.JSON:
        print_json(frame.to_dicts())
    else:
        print_table(*as_rows(frame, most))
