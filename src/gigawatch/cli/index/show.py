"""`gigawatch index show`: an index of one's own as charts, a page and a workbook; or a workspace's ranking."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gigawatch.cli.index.folder import (
    CodeOption,
    FolderArgument,
    MethodOption,
    OwnOption,
    PeriodOption,
    StructureOption,
    ValuesOption,
    find_files,
    measure_spread,
    require_unit,
    telling_faults,
)
from gigawatch.cli.index.ranking import Wanted, print_ranking
from gigawatch.cli.terminal import HERE, Format, FormatOption, Language, LanguageOption, WorkspaceOption, say
from gigawatch.model import InputError

if TYPE_CHECKING:
    from gigawatch.index import Result, Uncertainty

WAYS = (".svg", ".png", ".pdf", ".html", ".json")


class Picture(StrEnum):
    """What a chart shows."""

    RANKING = "ranking"
    PROFILE = "profile"
    CONTRIBUTIONS = "contributions"
    CORRELATIONS = "correlations"
    ACCEPTABILITY = "acceptability"
    SENSITIVITY = "sensitivity"
    REMOVAL = "removal"
    SHIFTS = "shifts"
    COURSE = "course"
    DISTRIBUTION = "distribution"


def show(
    folder: FolderArgument = None,
    values: ValuesOption = None,
    structure: StructureOption = None,
    method: MethodOption = None,
    own: OwnOption = None,
    out: Annotated[
        Path | None, typer.Option(help="File to write: .html (page), .xlsx (workbook), or a chart's .svg, .png, .pdf.")
    ] = None,
    chart: Annotated[Picture | None, typer.Option(help="A chart instead of the whole page.")] = None,
    unit: Annotated[str | None, typer.Option(help="A unit: its page, its profile, its course.")] = None,
    indicator: Annotated[str | None, typer.Option(help="Which indicator, for the chart distribution.")] = None,
    code: CodeOption = None,
    period: PeriodOption = None,
    runs: Annotated[int | None, typer.Option(min=1, help="Runs of the Monte Carlo, if the method has one.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Threads.")] = 1,
    lang: LanguageOption = Language.EN,
    workspace: WorkspaceOption = HERE,
    name: Annotated[str, typer.Option("--index", help="Which index of the workspace.")] = "global",
    year: Annotated[str | None, typer.Option(help="Which year of it; the latest by default.")] = None,
    edition: Annotated[str | None, typer.Option(help="Of a kept edition of it, by its year, folder or id.")] = None,
    output: FormatOption = Format.TABLE,
) -> int:
    """Show an index of your own as a page, a workbook or a chart; without FOLDER, print a workspace's ranking."""
    if folder is None and values is None and out is None and chart is None:
        wanted = Wanted(name=name, year=year, code=code, edition=edition)
        print_ranking(workspace, wanted, str(lang.value), output)
        return 0
    if edition is not None or year is not None:
        raise typer.BadParameter("--edition and --year are of a workspace's index: leave out FOLDER, --out and --chart")
    files = find_files(folder, values, structure, method, own)
    target = out or Path(f"{chart.value}.svg" if chart else "index.html")
    _check(target, chart)
    if chart is None and code is not None:
        raise typer.BadParameter("--code is for --chart: a page and a workbook hold every aggregate")
    with telling_faults() as status:
        result = files.run()
        require_unit(result, unit)
        spread = measure_spread(result, runs, None, workers)
        if chart is not None:
            _draw(
                result,
                spread,
                chart,
                target,
                (code, period, indicator if chart is Picture.DISTRIBUTION else unit),
                str(lang.value),
            )
        elif target.suffix == ".xlsx":
            from gigawatch.index import audit, remove_each, write_workbook

            more = {"findings": audit(result).list_findings(every=True), "removal": remove_each(result)}
            write_workbook(result, target, uncertainty=spread, tables=more, language=str(lang.value))
        else:
            from gigawatch.index import write_page

            write_page(result, target, uncertainty=spread, unit=unit, period=period, language=str(lang.value))
        say(f"Wrote {target}")
    return status[0]


def _check(target: Path, chart: Picture | None) -> None:
    known = WAYS if chart is not None else (".html", ".xlsx")
    if target.suffix.lower() not in known:
        what = f"a chart is written as {', '.join(known)}" if chart else "without --chart it is .html or .xlsx"
        raise InputError(f"cannot write {target.name}", hint=what)


def _draw(
    result: Result,
    spread: Uncertainty | None,
    chart: Picture,
    target: Path,
    place: tuple[str | None, str | None, str | None],
    language: str,
) -> None:
    """The chart as a file. `place` is the aggregate, the period, and the unit or indicator it is of."""
    import gigawatch.index as engine

    code, period, which = place
    where: dict[str, Any] = {"code": code, "period": period, "language": language}
    run = spread or result
    if chart in (Picture.PROFILE, Picture.COURSE, Picture.DISTRIBUTION) and which is None:
        needed = "--indicator" if chart is Picture.DISTRIBUTION else "--unit"
        raise InputError(f"the chart {chart.value} is of one: name it with {needed}")
    if chart in (Picture.ACCEPTABILITY, Picture.SENSITIVITY) and spread is None:
        raise InputError(f"the chart {chart.value} needs runs", hint="add a table [uncertainty] to the method")
    makers: dict[Picture, Callable[[], Any]] = {
        Picture.RANKING: lambda: engine.chart_ranking(run, by="score" if spread is None else "rank", **where),
        Picture.PROFILE: lambda: engine.chart_profile(result, str(which), **where),
        Picture.CONTRIBUTIONS: lambda: engine.chart_contributions(result, **where),
        Picture.CORRELATIONS: lambda: engine.chart_correlations(result, **where),
        Picture.ACCEPTABILITY: lambda: engine.chart_acceptability(spread, **where),  # type: ignore[arg-type]
        Picture.SENSITIVITY: lambda: engine.chart_sensitivity(_measure(spread, code, period), language=language),
        Picture.REMOVAL: lambda: engine.chart_removal(
            engine.remove_each(result, of=code, period=period), language=language
        ),
        Picture.SHIFTS: lambda: engine.chart_shifts(run, code=code, language=language),
        Picture.COURSE: lambda: engine.chart_course(run, [str(which)], code=code, language=language),
        Picture.DISTRIBUTION: lambda: engine.chart_distribution(result, str(which), period=period, language=language),
    }
    engine.render_chart(makers[chart](), target)


def _measure(spread: Uncertainty | None, code: str | None, period: str | None) -> Any:
    """Sobol indices of the method's own design, from 256 base rows."""
    from gigawatch.index import measure_sensitivity

    assert spread is not None
    found = measure_sensitivity(spread.nominal, spread.design, seed=spread.draws.seed, base=256)
    return found.list_indices("shift", code=code, period=period)
