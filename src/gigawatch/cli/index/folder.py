"""The three files of an index: values, structure, method, by one folder or one by one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gigawatch.cli.terminal import program, say
from gigawatch.model import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from gigawatch.index import Own, Result, Uncertainty
    from gigawatch.index.input.structure import Structure
    from gigawatch.index.input.values import Values
    from gigawatch.index.method.method import Method

TABLES = (".csv", ".parquet", ".tsv")
FolderArgument = Annotated[
    Path | None, typer.Argument(metavar="[FOLDER]", help="Folder with values.csv, structure.csv and method.toml.")
]
ValuesOption = Annotated[
    Path | None, typer.Option(help="Values: unit, code, period (optional), value; or one column a code.")
]
StructureOption = Annotated[Path | None, typer.Option(help="Structure: code, parent, kind, weight, direction, ...")]
MethodOption = Annotated[Path | None, typer.Option(help="Method: the steps in order, as TOML.")]
OwnOption = Annotated[Path | None, typer.Option(help="A Python file with rules of your own (own_rule).")]
OutOption = Annotated[Path | None, typer.Option(file_okay=False, help="Folder to write the tables to.")]
CodeOption = Annotated[str | None, typer.Option("--code", help="Which aggregate; the index itself by default.")]
PeriodOption = Annotated[str | None, typer.Option("--period", help="Which period; the last by default.")]


@dataclass(frozen=True)
class Files:
    """Where the three files of an index lie, and rules of one's own beside them."""

    values: Path
    structure: Path
    method: Path
    own: Path | None = None

    def read_method(self) -> Method:
        """The method, with the rules of one's own known to it."""
        from gigawatch.index import read_method

        return read_method(self.method, self._rules())

    def read(self) -> tuple[Method, Structure, Values]:
        """The method and both tables, checked; every fault of the three is told at once."""
        from gigawatch.index.engine import read_input

        return read_input(self.values, self.structure, self.method, self._rules())

    def run(self) -> Result:
        """The index."""
        from gigawatch.index import run

        return run(self.values, self.structure, self.method, own=self._rules())

    def _rules(self) -> list[Own]:
        return load_rules(self.own) if self.own else []


def find_files(
    folder: Path | None, values: Path | None, structure: Path | None, method: Path | None, own: Path | None = None
) -> Files:
    """The files named, the others from the folder (the current one by default); InputError when one is missing."""
    where = folder or Path()
    if folder is not None and not folder.is_dir():
        raise InputError(
            "no such folder", where=str(folder), hint="name one with values.csv, structure.csv, method.toml"
        )
    found = {
        "values": values or _find(where, "values", TABLES),
        "structure": structure or _find(where, "structure", TABLES),
        "method": method or _find(where, "method", (".toml",)),
    }
    absent = [name for name, path in found.items() if path is None or not path.is_file()]
    if absent:
        named = [str(found[name]) for name in absent if found[name] is not None]
        hint = (
            f"check the path {named[0]}" if named else f"begin from an example: {program()} index example asem FOLDER"
        )
        raise InputError(f"no {', '.join(absent)} file", where=str(where), hint=hint)
    tables = {name: path for name, path in found.items() if path is not None}
    return Files(own=own, **tables)


def _find(folder: Path, stem: str, endings: tuple[str, ...]) -> Path | None:
    return next((path for ending in endings if (path := folder / f"{stem}{ending}").is_file()), None)


def load_rules(path: Path) -> list[Own]:
    """All rules of one's own that a Python file defines; InputError when it cannot be run or defines none."""
    from gigawatch.index import Own

    spec = spec_from_file_location("own_rules", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise InputError("no such Python file", where=str(path), hint="check the path")
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever a user's file may raise is told in one line
        raise InputError(f"{type(error).__name__}: {error}", where=str(path), hint="run the file by itself") from error
    found = [value for value in vars(module).values() if isinstance(value, Own)]
    if not found:
        raise InputError("no rule in it", where=str(path), hint="decorate a function with own_rule(step, name)")
    return found


def require_unit(result: Result, unit: str | None) -> None:
    """An InputError that names some of the units when the one asked for is none of them."""
    units = result.values.units
    if unit is not None and unit not in units:
        some = ", ".join(units[:10]) + (", ..." if len(units) > 10 else "")
        raise InputError(f"there is no unit {unit!r}", hint=f"there are {len(units)}: {some}")


@contextmanager
def telling_faults(out: Path | None = None) -> Iterator[list[int]]:
    """Every fault of the input on a line of its own, and in `faults.csv` of `out`; the list has the exit status."""
    from gigawatch.index import FaultyInput, list_faults

    status = [0]
    try:
        yield status
    except FaultyInput as error:
        for fault in error.faults:
            say(f"gigawatch: {fault}")
        count = f"{len(error.faults)} fault" + ("" if len(error.faults) == 1 else "s")
        listed = ""
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            list_faults(error.faults).write_csv(out / "faults.csv")
            listed = f", listed in {out / 'faults.csv'}"
        say(f"gigawatch: {count}{listed}")
        status[0] = 1


@contextmanager
def counting(unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar of work done on a terminal, nothing when piped."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn(unit), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def say_cell(value: object) -> str:
    """A cell of a printed table: numbers to four digits, nothing as a dash."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.0f}" if value == round(value) and abs(value) < 1e6 else f"{value:.4g}"
    return str(value)


def as_rows(frame: pl.DataFrame, most: int | None = None) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The heading and the rows of a frame as text, empty columns left out."""
    kept: list[Any] = [name for name in frame.columns if frame.height == 0 or frame[name].null_count() < frame.height]
    part = frame.select(kept) if most is None else frame.select(kept).head(most)
    return tuple(kept), [tuple(say_cell(value) for value in row) for row in part.iter_rows()]


def write_tables(tables: dict[str, pl.DataFrame], out: Path | None) -> None:
    """Each table as a CSV file of its name in the folder, if one is given."""
    if out is None:
        return
    out.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        frame.write_csv(out / f"{name}.csv")
    say(f"Wrote {', '.join(f'{name}.csv' for name in tables)} to {out}")


def measure_spread(result: Result, runs: int | None, seed: int | None, workers: int) -> Uncertainty | None:
    """The method's own Monte Carlo, told as it goes; None when the method has none."""
    from gigawatch.index import draw, measure_uncertainty, read_design
    from gigawatch.index.export import read_plan

    plan = read_plan(result.method)
    if plan is None:
        return None
    design = read_design(result.method.uncertainty or {}, result.method, result.structure)
    drawn = draw(result.structure, design, seed=plan.seed if seed is None else seed, runs=runs or plan.runs)
    with counting("runs") as progress:
        return measure_uncertainty(result, design, drawn, workers=workers, progress=progress)
