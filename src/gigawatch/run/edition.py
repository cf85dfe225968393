"""Editions of the index: a run for one data year with its vintages pinned, kept whole, compared with the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch import __version__
from gigawatch.model import InputError
from gigawatch.run.defined import definition_file, load_definition_at, name_units
from gigawatch.run.folder import fresh_folder
from gigawatch.run.indexing import read_cells
from gigawatch.run.rescaling import list_rescaled, tell_rescaled
from gigawatch.run.succession import DEFINITION, METHOD, RECORD, bridge, list_moves, list_restated
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition, IndexResult

LAG = 1
"""An edition tells of the year before it, as the official index does."""
WORKERS = 2
FOLDER = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One dimension of an edition: what was computed, what moved, and how it joins the edition before.

    `moved`: unit, code, first and last score and rank of the two latest years, for everything computed in both;
    `change` says whether a unit stayed in the ranking, entered or left it, `comparable` whether both are made of the
    same indicators, `sure` whether they are and the intervals of the ranks do not meet.
    `parts`: the change of each score as the sum of what every indicator brought.
    `restated`: readings that differ from those of the edition before; `kind`: restated, found since, or gone.
    `rescaled`: indicators whose base year or goalposts are other than in the edition before, and what that did.
    `bridge`: where the definition changed, scores and ranks under both of the years that both compute; else None.
    `notices`: what could not be done, was left out or is likely a slip of the definition, in words.
    """

    id: str
    edition: str
    year: str
    as_of: str | None
    result: IndexResult
    moved: pl.DataFrame
    parts: pl.DataFrame
    findings: pl.DataFrame
    restated: pl.DataFrame | None
    rescaled: pl.DataFrame | None
    bridge: pl.DataFrame | None
    notices: tuple[str, ...]
    folder: Path


def keep_edition(
    workspace: Workspace, name: str, edition: str, *, runs: int, seed: int, as_of: str | None = None
) -> Edition:
    """Compute a dimension for an edition and keep it in `editions/index/EDITION/NAME`, whole or not at all.

    Only figures up to the edition's data year count, and with `as_of` only those published by that day, the ledger's as
    they were known on it. Raises InputError where nothing can be computed.
    """
    _require_name(workspace, name)
    from gigawatch.index.definition import find_slips

    year = str(int(edition) - LAG)
    definition = load_definition_at(definition_file(workspace, name))
    day = date.fromisoformat(as_of) if as_of is not None else None
    cells = read_cells(workspace, definition, day)
    observations = _choose(cells, definition, year, as_of)
    result = _compute(definition, observations, runs, seed)
    years = sorted(map(str, result.gate["period"].to_list()))
    if year not in years:
        raise InputError(f"no figure tells of {year}", hint=f"the last year that has any is {years[-1]}")
    before = _folder(workspace, str(int(edition) - 1), name)
    moved, parts = list_moves(result, year)
    bridged, notice = bridge(before, result, lambda old: _compute(old, observations, 1, seed))
    rescaled = list_rescaled(before, result)
    slips = find_slips(definition, observations, _units(definition, observations)) if as_of is None else ()
    left_out = _tell_left_out(cells, observations, definition, year, as_of) if as_of is not None else ""
    found = Edition(
        id=_identify(edition, as_of, result),
        edition=edition,
        year=year,
        as_of=as_of,
        result=result,
        moved=moved,
        parts=parts,
        findings=_audit(result),
        restated=list_restated(before, result),
        rescaled=rescaled,
        bridge=bridged,
        notices=tuple(filter(None, (notice, left_out, *tell_rescaled(rescaled), *slips))),
        folder=_folder(workspace, edition, name),
    )
    _write(found, definition_file(workspace, name), observations, runs, seed)
    return found


def _require_name(workspace: Workspace, name: str) -> None:
    """A definition is named, never given as a path: its name becomes a folder."""
    from gigawatch.index.definition import list_definitions

    known = (*list_definitions(), *(path.stem for path in sorted((workspace.root / "index").glob("*.toml"))))
    if name not in known:
        raise InputError(f"there is no index {name!r}", hint=f"there are: {', '.join(dict.fromkeys(known))}")


def _folder(workspace: Workspace, edition: str, name: str) -> Path:
    return workspace.editions / FOLDER / edition / name


def _choose(cells: pl.DataFrame, definition: Definition, year: str, as_of: str | None) -> pl.DataFrame:
    """The cells of whole years up to the data year, and of those published by a day where one is named; a vintage that
    tells a year or a month only counts from its last day on. A year's rate of exchange is known when the year is over,
    on whatever day a table of it was taken.
    """
    import polars as pl

    chosen = cells.filter(pl.col("period").str.contains(r"^\d{4}$"), pl.col("period") <= year)
    if as_of is None:
        return chosen
    last = pl.concat_str(pl.col("vintage").str.slice(0, 10), pl.lit("-99-99")).str.slice(0, 10)
    rates = [source.rate for one in definition.indicators for source in one.sources if source.rate is not None]
    is_rate = pl.col("measure").is_in(rates) & (pl.concat_str(pl.col("period"), pl.lit("-12-31")) <= as_of)
    known = chosen.filter((last <= as_of) | is_rate)
    if known.is_empty():
        raise InputError(f"no figure was published by {as_of}", hint="choose a later day")
    return known


def _tell_left_out(
    cells: pl.DataFrame, chosen: pl.DataFrame, definition: Definition, year: str, as_of: str | None
) -> str:
    """How many of the data year's figures that the indicators ask for the day leaves out, and from when they are."""
    import polars as pl

    wanted = [
        name for one in definition.indicators for source in one.sources for name in (*source.measures, *source.per)
    ]
    of_year = (pl.col("period") == year, pl.col("measure").is_in(wanted))
    there, known = cells.filter(*of_year), chosen.filter(*of_year)
    gone = there.join(known, on="id", how="anti")
    if gone.is_empty():
        return ""
    dated = gone["vintage"].drop_nulls().sort()
    since = f", the first of them on {dated[0]}" if len(dated) else ""
    return (
        f"{gone.height} of {there.height} figures of {year} were published after {as_of} or bear no date{since}: "
        "they are left out"
    )


def _units(definition: Definition, observations: pl.DataFrame) -> dict[str, str]:
    return name_units(definition, observations["subject"].unique().sort().to_list())


def _compute(definition: Definition, observations: pl.DataFrame, runs: int, seed: int) -> IndexResult:
    from gigawatch.index.definition import build_index

    units = _units(definition, observations)
    return build_index(definition, observations, units=units, runs=runs, seed=seed, workers=WORKERS)


def _identify(edition: str, as_of: str | None, result: IndexResult) -> str:
    """An id made from the edition, the definition, every value used and the vintage and source of each."""
    used = result.readings.filter("used").sort("indicator", "unit", "period").select("vintage", "source")
    text = "\x1f".join([edition, as_of or "", result.id, used.write_csv()])
    return f"edition-{edition}-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def _audit(result: IndexResult) -> pl.DataFrame:
    """The audit of the nominal run; how many units are ranked is told of what is computed in a year alone."""
    import polars as pl

    from gigawatch.index import audit

    findings = audit(result.nominal).list_findings(every=True)
    there = [f"{code} {period}" for code, period in result.scores.select("code", "period").unique().iter_rows()]
    told = pl.concat_str("codes", "period", separator=" ", ignore_nulls=True)
    return findings.filter((pl.col("kind") != "coverage") | told.is_in(there))


def _write(found: Edition, definition: Path, observations: pl.DataFrame, runs: int, seed: int) -> None:
    """The edition's folder: every table as CSV, the definition and the method it was made by, and its record."""
    tables: Mapping[str, pl.DataFrame | None] = {
        "indicators": found.result.indicators,
        "readings": found.result.readings,
        "scores": found.result.scores,
        "coverage": found.result.gate,
        "contributions": found.result.contributions,
        "moved": found.moved,
        "parts": found.parts,
        "audit": found.findings,
        "restated": found.restated,
        "rescaled": found.rescaled,
        "bridge": found.bridge,
    }
    found.folder.parent.mkdir(parents=True, exist_ok=True)
    with fresh_folder(found.folder) as folder:
        for name, table in tables.items():
            if table is not None:
                _flatten(table).write_csv(folder / f"{name}.csv")
        (folder / DEFINITION).write_bytes(definition.read_bytes())
        _write_json(folder / METHOD, found.result.definition.resolved)
        _write_json(folder / RECORD, _record(found, observations, runs, seed))


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _flatten(table: pl.DataFrame) -> pl.DataFrame:
    """Lists as texts with spaces between."""
    import polars as pl

    lists = [name for name, kind in table.schema.items() if isinstance(kind, pl.List)]
    texts = (pl.col(name).list.eval(pl.element().cast(pl.String)).list.join(" ") for name in lists)
    return table.with_columns(*texts)


def _record(found: Edition, observations: pl.DataFrame, runs: int, seed: int) -> dict[str, object]:
    """What the edition was made from: versions, hashes, and for each table read its latest vintage."""
    import polars as pl

    definition = found.result.definition
    read = observations.group_by("table_name").agg(pl.len().alias("rows"), pl.col("vintage").max()).sort("table_name")
    return {
        "id": found.id,
        "edition": found.edition,
        "data_year": found.year,
        "as_of": found.as_of,
        "dimension": definition.dimension,
        "definition": definition.id,
        "definition_version": definition.version,
        "definition_hash": definition.hash,
        "index_id": found.result.id,
        "runs": runs,
        "seed": seed,
        "notices": list(found.notices),
        "gigawatch": __version__,
        "tables": read.to_dicts(),
    }


Report = Callable[[str], None]


def keep_editions(
    workspace: Workspace,
    names: Sequence[str],
    edition: str,
    *,
    runs: int,
    seed: int,
    as_of: str | None = None,
    report: Report,
) -> list[Edition]:
    """Every dimension of an edition; one of which nothing can be computed is told to `report` and left out."""
    found = []
    for name in names:
        try:
            one = keep_edition(workspace, name, edition, runs=runs, seed=seed, as_of=as_of)
            found.append(one)
            for notice in one.notices:
                report(f"{name}: {notice}")
        except InputError as fault:
            report(f"{name}: not computed: {fault}")
    if not found:
        raise InputError(f"nothing of the edition {edition} can be computed", hint="see the messages above")
    return found
