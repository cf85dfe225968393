"""Editions of the index: a run for one data year with its vintages pinned, kept whole, compared with the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch import __version__
from gigawatch.model import InputError
from gigawatch.run.defined import definition_file, load_definition_at, name_units
from gigawatch.run.folder import fresh_folder
from gigawatch.run.indexing import read_cells
from gigawatch.run.lacking import list_faulty, tell_lacking
from gigawatch.run.other_unit import tell_other_units
from gigawatch.run.pinning import Kept, Pins, drop, edition_folder, find_former, find_others, read_kept, require_alike
from gigawatch.run.rescaling import list_rescaled, tell_rescaled
from gigawatch.run.stray import tell_slips
from gigawatch.run.succession import DEFINITION, METHOD, RECORD, bridge, list_moves, list_restated
from gigawatch.run.vintage import LeftOut, choose_cells, find_left_out
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition, IndexResult

LAG = 1
"""An edition tells of the year before it, as the official index does."""
WORKERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One dimension of an edition: what was computed, what moved, and how it joins the edition before.

    `moved`: unit, code, first and last score and rank of the two latest years, for everything computed in both;
    `change` says whether a unit stayed in the ranking, entered or left it, `comparable` whether the same indicators are
    measured of it in both, `same_indicators` whether the index is made of the same, `sources_changed` which of its
    indicators come from another source, `sure` whether it is comparable, none does, and the intervals of rank part.
    `parts`: the change of each score as the sum of what every indicator brought; `source_changed` as above.
    `restated`: readings that differ from those of the edition before; `kind`: restated, found since, or gone.
    `rescaled`: indicators whose base year or goalposts are other than in the edition before, and what that did.
    `bridge`: where the definition changed, scores and ranks under both of the years that both compute; else None.
    `notices`: what the build that it was computed from lacks, what could not be done, was left out or is likely a slip
    of the definition or of a table, in words.
    `left_out`: what its day leaves out of the year's figures, which the notices tell in English; None where nothing.
    `replaced`: the id of the edition that was kept in its place with other content, if any.
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
    replaced: str | None = None
    left_out: LeftOut | None = None


def keep_edition(
    workspace: Workspace,
    name: str,
    edition: str,
    *,
    runs: int,
    seed: int,
    as_of: str | None = None,
    replace: bool = False,
) -> Edition:
    """Compute a dimension for an edition and keep it in `editions/index/EDITION/NAME`, whole or not at all.

    Only figures up to the edition's data year count, and with `as_of` only those published by that day, the ledger's as
    they were known on it; such an edition has a folder of its own, `EDITION-as-of-DAY`. Raises InputError where nothing
    can be computed, and where the folder holds what has other pins, unless it may `replace` that.
    """
    pins = Pins(as_of=as_of, runs=runs, seed=seed)
    others = _find_others(workspace, [name], edition, pins)
    if not replace:
        require_alike(edition, others)
    found = _compute_edition(workspace, name, edition, pins, tell_lacking(workspace))
    drop(others, [name])
    return found


def _find_others(workspace: Workspace, names: Sequence[str], edition: str, pins: Pins) -> list[Kept]:
    """What is kept of an edition with other pins than a run of these dimensions has."""
    hashes = {}
    for name in names:
        with suppress(InputError):  # told when it is computed
            hashes[name] = _load(workspace, name).hash
    return find_others(edition_folder(workspace, edition, pins.as_of), pins, hashes)


def _compute_edition(  # what it is of, and how it is told
    workspace: Workspace, name: str, edition: str, pins: Pins, lacking: tuple[str, ...], language: str = "en"
) -> Edition:
    """Compute a dimension of an edition and write it; what its day leaves out is told in a language where it fails."""
    as_of, runs, seed = pins.as_of, pins.runs, pins.seed
    year = str(int(edition) - LAG)
    definition = _load(workspace, name)
    day = date.fromisoformat(as_of) if as_of is not None else None
    cells = read_cells(workspace, definition, day)
    observations = choose_cells(cells, definition, year, as_of)
    left_out = find_left_out(cells, observations, definition, year, as_of)
    try:
        result = _compute_year(definition, observations, year, runs, seed)
    except InputError as fault:
        told = [fault.what] if left_out is None else [fault.what, left_out.tell(language)]
        raise InputError(". ".join(told), where=fault.where, hint=fault.hint) from None
    before = find_former(workspace, edition, name, as_of)
    moved, parts = list_moves(result, year)
    bridged, notice = bridge(before, result, lambda old: _compute(old, observations, 1, seed))
    rescaled = list_rescaled(before, result)
    slips = _tell_slips(workspace, definition, observations, as_of)
    folder = edition_folder(workspace, edition, as_of) / name
    kept = read_kept(folder)
    key = _identify(edition, as_of, result)
    found = Edition(
        id=key,
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
        notices=tuple(
            filter(
                None, (*lacking, notice, "" if left_out is None else left_out.tell(), *tell_rescaled(rescaled), *slips)
            )
        ),
        folder=folder,
        replaced=kept.id if kept is not None and kept.id != key else None,
        left_out=left_out,
    )
    _write(found, definition_file(workspace, name), observations, runs, seed)
    return found


def _tell_slips(
    workspace: Workspace, definition: Definition, observations: pl.DataFrame, as_of: str | None
) -> list[str]:
    """What is likely a slip; a day leaves figures out, so that of names and measures nothing can be said then."""
    units = _units(definition, observations)
    if as_of is not None:
        return list(tell_other_units(definition, observations, units))
    return tell_slips(definition, observations, units, is_whole=not list_faulty(workspace))


def _load(workspace: Workspace, name: str) -> Definition:
    _require_name(workspace, name)
    return load_definition_at(definition_file(workspace, name))


def _require_name(workspace: Workspace, name: str) -> None:
    """A definition is named, never given as a path: its name becomes a folder."""
    from gigawatch.index.definition import list_definitions

    known = (*list_definitions(), *(path.stem for path in sorted((workspace.root / "index").glob("*.toml"))))
    if name not in known:
        raise InputError(f"there is no index {name!r}", hint=f"there are: {', '.join(dict.fromkeys(known))}")


def _units(definition: Definition, observations: pl.DataFrame) -> dict[str, str]:
    return name_units(definition, observations["subject"].unique().sort().to_list())


def _compute(definition: Definition, observations: pl.DataFrame, runs: int, seed: int) -> IndexResult:
    from gigawatch.index.definition import build_index

    units = _units(definition, observations)
    return build_index(definition, observations, units=units, runs=runs, seed=seed, workers=WORKERS)


def _compute_year(definition: Definition, observations: pl.DataFrame, year: str, runs: int, seed: int) -> IndexResult:
    """The index, or InputError where it says nothing of a year."""
    if year < definition.first:
        hint = f"its definition begins with {definition.first}, which is edition {int(definition.first) + 1}"
        raise InputError(f"the index {definition.id!r} does not tell of {year}", hint=hint)
    result = _compute(definition, observations, runs, seed)
    years = sorted(map(str, result.gate["period"].to_list()))
    if year not in years:
        raise InputError(f"no figure tells of {year}", hint=f"the last year that has any is {years[-1]}")
    return result


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


def keep_editions(  # noqa: PLR0913  # every option of the command is a parameter
    workspace: Workspace,
    names: Sequence[str],
    edition: str,
    *,
    runs: int,
    seed: int,
    as_of: str | None = None,
    replace: bool = False,
    report: Report,
    language: str = "en",
) -> list[Edition]:
    """Every dimension of an edition, all with one run's pins; one of which nothing can be computed is told to `report`
    and left out.

    A name that is no index is refused, and what the build lacks is told first.

    What is kept with other pins is refused before anything is computed, or with `replace` gives way, and that is told.
    What a day leaves out is told in the language.
    """
    for name in names:
        _require_name(workspace, name)
    pins = Pins(as_of=as_of, runs=runs, seed=seed)
    lacking = tell_lacking(workspace)
    for told in lacking:
        report(told)
    others = _find_others(workspace, names, edition, pins)
    if not replace:
        require_alike(edition, others)
    found: dict[str, Edition] = {}
    for name in names:
        try:
            found[name] = _compute_edition(workspace, name, edition, pins, lacking, language)
        except InputError as fault:
            report(f"{name}: not computed: {fault}")
            continue
        for notice in _tell_kept(found[name], language):
            if notice not in lacking:
                report(f"{name}: {notice}")
    if not found:
        raise InputError(f"nothing of the edition {edition} can be computed", hint="see the messages above")
    for gone in drop(others, found):
        report(gone)
    return list(found.values())


def _tell_kept(one: Edition, language: str) -> tuple[str, ...]:
    """The notices of an edition, and which one it replaces."""
    own = {} if one.left_out is None else {one.left_out.tell(): one.left_out.tell(language)}
    replaced = (f"{one.id} replaces {one.replaced}",) if one.replaced is not None else ()
    return (*(own.get(told, told) for told in one.notices), *replaced)
