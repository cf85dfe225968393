"""`gigawatch index build`: an edition of the development index, computed, kept and compared with the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gigawatch.cli.index.naming import name_unit
from gigawatch.cli.index.wording import join, list_heads, tell
from gigawatch.cli.terminal import (
    HERE,
    Format,
    FormatOption,
    Language,
    LanguageOption,
    WorkspaceOption,
    find_workspace,
    print_json,
    print_table,
    say,
)
from gigawatch.model import InputError

if TYPE_CHECKING:
    from gigawatch.run.edition_record import Edition

MOST = 12
"""So many units are printed; the files have all."""
MOST_MOVED = 5
"""So many units are named as having moved most."""


def build(
    edition: Annotated[
        str, typer.Option(help="The edition's year. It tells of the year before: 2024 has the figures of 2023.")
    ],
    dimension: Annotated[
        list[str] | None, typer.Option(help="global, china or enterprise; all of the workspace's by default.")
    ] = None,
    runs: Annotated[int, typer.Option(min=1, help="Runs of the Monte Carlo.")] = 5000,
    seed: Annotated[int, typer.Option(min=0, help="The seed of its draws: the same gives the same runs.")] = 2022,
    as_of: Annotated[
        str | None, typer.Option(help="Only figures published by this day (YYYY-MM-DD); undated ones are left out.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what is kept with other pins or definitions.")
    ] = False,
    lang: LanguageOption = Language.EN,
    workspace: WorkspaceOption = HERE,
    output: FormatOption = Format.TABLE,
) -> None:
    """Compute an edition of the development index and keep it in `editions/index/EDITION` of the workspace.

    With --as-of it is kept in `EDITION-as-of-DAY`. All dimensions of a folder have one day, number of runs and seed.

    Each dimension gets readings, scores, ranks with intervals, coverage, what moved since the year before and by which
    indicators, the audit, what was restated since the edition before, and a bridge where the definition changed.
    """
    from gigawatch.run.edition import keep_editions

    found = find_workspace(workspace)
    names = dimension or list(found.settings.definitions)
    language = str(lang.value)
    editions = keep_editions(
        found,
        names,
        _year(edition),
        runs=runs,
        seed=seed,
        as_of=_day(as_of),
        replace=replace,
        report=say,
        language=language,
    )
    if output is Format.JSON:
        print_json([_record(one) for one in editions])
        return
    for one in editions:
        _print(one, language)


def _year(edition: str) -> str:
    if not (len(edition) == 4 and edition.isdigit()):
        raise InputError(f"{edition!r} is no year", hint="such as --edition 2024")
    return edition


def _day(given: str | None) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise InputError(f"{given!r} is no day", hint="such as --as-of 2025-06-30") from None


def _print(one: Edition, language: str) -> None:
    """The index, or where it is not computed each of its first-level indicators that is."""
    result = one.result
    gate = {str(row["code"]): row for row in result.gate.filter(period=one.year).to_dicts()}
    title = {"name": result.definition.names[language], "edition": one.edition, "year": one.year, "id": one.id}
    print(f"\n{tell('title', language, **title)}")
    if not gate:
        print(f"  {tell('no_figure', language, year=one.year)}")
        return
    names = _name_parts(one, language)
    for row in gate.values():
        told = {**row, "name": names[str(row["code"])], "status": _tell_status(one, row, language)}
        print(f"  {tell('coverage', language, **told)}")
    computed = [code for code, row in gate.items() if not str(row["status"]).startswith("not")]
    shown = [result.root] if result.root in computed else computed
    if result.root not in computed:
        print(f"  {_tell_none(one, gate[result.root], language)}")
    for code in shown:
        print(f"\n{tell('named', language, code=code, name=names[code])}{_tell_change(one, code, language)}")
        print_table(list_heads("edition_head", language), list(_rows(one, code, language))[:MOST])
        moves = (_tell_movers, _tell_comings, _tell_codes)
        for line in (line for tell_some in moves for line in tell_some(one, code, language)):
            print(line)
    warned = one.findings.filter(severity="warn").height
    if warned:
        print(tell("warned_once" if warned == 1 else "warned", language, n=warned))
    say(tell("wrote", language, folder=one.folder))


def _name_parts(one: Edition, language: str) -> dict[str, str]:
    """The name of every part and indicator in a language, by its code."""
    return dict(one.result.indicators.select("code", f"name_{language}").iter_rows())


def _tell_codes(one: Edition, code: str, language: str) -> Iterator[str]:
    """What the indicators are called by whose codes the moves are told; nothing where no year before is computed."""
    rows = one.moved.filter(code=code).select("made_of", "made_of_before").head(1).rows()
    names = _name_parts(one, language)
    codes = dict.fromkeys(name for row in rows for told in row for name in str(told or "").split())
    if codes:
        yield tell("codes", language, codes=join((f"{name} = {names[name]}" for name in codes), language, "stop"))


def _tell_status(one: Edition, row: dict[str, Any], language: str) -> str:
    """What a row of the gate's table says, with the names of the indicators where it is told in Chinese."""
    from gigawatch.index.definition.reason import tell_reason

    return tell_reason(str(row["status"]), language, _name_parts(one, language))


def _tell_none(one: Edition, row: dict[str, Any], language: str) -> str:
    """That the index itself is not computed, why, and that its day is to blame where it leaves figures out."""
    why = {**row, "status": str(row["status"]).removeprefix("not computed: ")}
    known = tell("none_known", language, day=one.as_of) if one.as_of else ""
    later = tell("none_later", language) if one.left_out is not None else ""
    told = {"code": one.result.root, "year": one.year, "why": _tell_status(one, why, language)}
    return tell("none", language, **told, known=known, later=later)


def _tell_change(one: Edition, code: str, language: str) -> str:
    """Which indicators count in one of the two years only: scores of the two are not comparable then."""
    rows = one.moved.filter(code=code).head(1).to_dicts()
    if not rows or rows[0]["same_indicators"]:
        return ""
    before, now = (str(rows[0][name]).split() for name in ("made_of_before", "made_of"))
    came, went = (
        join([code for code in these if code not in those], language) or tell("nothing", language)
        for these, those in ((now, before), (before, now))
    )
    return tell("change", language, came=came, went=went)


def _tell_movers(one: Edition, code: str, language: str) -> Iterator[str]:
    """Whose score moved most, of those ranked in both years by the very same indicators; whose sets differ, apart."""
    import polars as pl

    stayed = one.moved.filter(pl.col("code") == code, pl.col("change") == "stayed")
    same = stayed.filter("comparable").sort(pl.col("score_change").abs(), "unit", descending=[True, False])
    told = [
        tell(
            "moved_unit",
            language,
            unit=name_unit(str(row["unit"]), language),
            change=row["score_change"],
            by=_mover(one, code, row["unit"], language),
        )
        for row in same.head(MOST_MOVED).iter_rows(named=True)
        if abs(row["score_change"]) >= 0.05
    ]
    if told:
        yield tell("moved", language, units=join(told, language, "stop"))
    others = [
        _tell_set(row, language) for row in stayed.filter(~pl.col("comparable")).sort("unit").iter_rows(named=True)
    ]
    if others and stayed["same_indicators"].all():
        yield tell("others", language, units=join(others, language, "stop"))


def _tell_set(row: dict[str, Any], language: str) -> str:
    """Which indicators of a unit are measured in one of the years only."""
    now, then = str(row["measured"]).split(), str(row["measured_before"]).split()
    came = [code for code in now if code not in then]
    went = [code for code in then if code not in now]
    sets = [
        tell(key, language, codes=join(codes, language)) for key, codes in (("came", came), ("went", went)) if codes
    ]
    return tell("unit_set", language, unit=name_unit(str(row["unit"]), language), sets=join(sets, language, "stop"))


def _tell_comings(one: Edition, code: str, language: str) -> Iterator[str]:
    """Who entered the ranking since the year before, and who left it."""
    for change in ("entered", "left"):
        units = one.moved.filter(code=code, change=change)["unit"].sort().to_list()
        if units:
            yield tell(change, language, units=join((name_unit(str(unit), language) for unit in units), language))


def _rows(one: Edition, code: str, language: str) -> Iterator[tuple[str, ...]]:
    import polars as pl

    before = {row["unit"]: row for row in one.moved.filter(code=code).iter_rows(named=True)}
    scores = one.result.scores.filter(
        pl.col("code") == code, pl.col("period") == one.year, pl.col("rank").is_not_null()
    )
    for row in scores.sort("rank", "unit").iter_rows(named=True):
        old = before.get(row["unit"])
        yield (
            str(row["rank"]),
            f"{row['rank_low']}-{row['rank_high']}",
            name_unit(str(row["unit"]), language),
            f"{row['score']:.1f}",
            "-" if old is None or old["rank_before"] is None else f"{old['rank_before']} ({old['score_before']:.1f})",
            "-" if old is None or old["rank_before"] is None else _mover(one, code, str(row["unit"]), language),
        )


def _mover(one: Edition, code: str, unit: str, language: str) -> str:
    """What moved a score most, with the points it brought: an indicator, or that other ones are there than before."""
    import polars as pl

    if one.parts.is_empty():
        return "-"
    chosen = one.parts.filter(pl.col("of") == code, pl.col("unit") == unit, pl.col("contribution").is_not_null())
    brought: dict[str, float] = defaultdict(float)
    for row in chosen.filter(pl.col("part").is_in(("value", "missing"))).iter_rows(named=True):
        brought[row["code"] if row["part"] == "value" else tell("other_set", language)] += row["contribution"]
    if not brought:
        return "-"
    most = max(brought, key=lambda name: abs(brought[name]))
    changed = chosen.filter(pl.col("source_changed"))["code"].to_list()
    flag = tell("source_changed", language) if most in changed else ""
    return f"{most} {brought[most]:+.1f}{flag}" if abs(brought[most]) >= 0.05 else "-"


def _record(one: Edition) -> dict[str, object]:
    """An edition as plain data."""
    import polars as pl

    year = one.year
    return {
        "id": one.id,
        "edition": one.edition,
        "data_year": year,
        "as_of": one.as_of,
        "replaced": one.replaced,
        "dimension": one.result.definition.dimension,
        "folder": str(one.folder),
        "coverage": one.result.gate.filter(pl.col("period") == year).to_dicts(),
        "scores": one.result.scores.filter(pl.col("period") == year).to_dicts(),
        "moved": one.moved.to_dicts(),
        "parts": one.parts.to_dicts(),
        "notices": list(one.notices),
        "restated": None if one.restated is None else one.restated.to_dicts(),
        "rescaled": None if one.rescaled is None else one.rescaled.to_dicts(),
        "bridge": None if one.bridge is None else one.bridge.to_dicts(),
    }
