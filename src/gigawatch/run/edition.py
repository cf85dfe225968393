"""Editions of the index: a run for one data year with its vintages pinned, kept whole, compared with the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.run.defined import definition_file, load_definition_at, name_units
from gigawatch.run.edition_record import Edition, write_edition
from gigawatch.run.indexing import read_cells
from gigawatch.run.lacking import list_faulty, tell_lacking
from gigawatch.run.notice import say, tell_fault, tell_notice
from gigawatch.run.other_unit import tell_other_units
from gigawatch.run.pinning import Kept, Pins, drop, edition_folder, find_former, find_others, read_kept, require_alike
from gigawatch.run.rescaling import list_rescaled, tell_rescaled
from gigawatch.run.stray import tell_slips
from gigawatch.run.succession import bridge, list_moves, list_restated
from gigawatch.run.vintage import choose_cells, find_left_out
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import Definition, IndexResult

LAG = 1
"""An edition tells of the year before it, as the official index does."""
WORKERS = 2


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
        if left_out is None:
            raise
        told = say("sentence", language).join([tell_notice(fault.what, language), left_out.tell(language)])
        raise InputError(told, where=fault.where, hint=fault.hint) from None
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
    write_edition(found, definition_file(workspace, name), observations, pins)
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
    All of it is told in the language; the records keep the notices in English.
    """
    for name in names:
        _require_name(workspace, name)
    pins = Pins(as_of=as_of, runs=runs, seed=seed)
    lacking = tell_lacking(workspace)
    for told in tell_lacking(workspace, language):
        report(told)
    others = _find_others(workspace, names, edition, pins)
    if not replace:
        require_alike(edition, others)
    found: dict[str, Edition] = {}
    for name in names:
        try:
            found[name] = _compute_edition(workspace, name, edition, pins, lacking, language)
        except InputError as fault:
            report(say("not_computed", language, name=name, fault=tell_fault(fault, language)))
            continue
        for notice in found[name].tell_notices(language)[len(lacking) :]:
            report(say("of", language, name=name, notice=notice))
    if not found:
        raise InputError(f"nothing of the edition {edition} can be computed", hint="see the messages above")
    for gone in drop(others, found):
        report(tell_notice(gone, language))
    return list(found.values())
