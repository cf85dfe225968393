"""Renewing the table of a live source: asked, kept, its columns checked, its figures written beside what they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gigawatch.figures.live.answer import Answer, read_answer
from gigawatch.figures.live.change import Change, compare_figures, join_figures
from gigawatch.figures.live.drift import Drift, Inspection
from gigawatch.figures.live.figure import Figure, Gathering
from gigawatch.figures.live.gather import Order, Show, bound_limits, gather, make_client
from gigawatch.figures.live.outcome import Outcome
from gigawatch.figures.live.snapshot import Part, Snapshot, find_last, write_record
from gigawatch.figures.live.source import Layout, Source
from gigawatch.figures.live.table import find_table, load_figures, write_table
from gigawatch.intake.fetch import Clock
from gigawatch.intake.limit import Limits
from gigawatch.model import InputError


class DriftError(InputError):
    """The columns of a source moved so far that no table can be made; what came is kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fetch puts what it brings: the workspace's folder, its tables, its documents, and its limits."""

    root: Path
    tables: Path
    documents: Path
    limits: Limits


def renew_table(order: Order, place: Place, clock: Clock, today: date, show: Show) -> Outcome:
    """Fetch a source of figures into a workspace.

    DriftError when a needed column is missing or of another type, InputError for what cannot be read: the bytes that
    came are kept in both cases, the table stays as it was.
    """
    source = order.source
    snapshot, is_new = gather(order, place.root, make_client(order, clock, place.limits), today, show)
    table = find_table(place.tables, source)
    if not is_new and snapshot.accepted and table.is_file():
        return Outcome(source=source.name, is_new=False, is_live=snapshot.live, snapshot=snapshot.folder, table=table)
    limits = bound_limits(source, place.limits)
    drift, columns = inspect(source, snapshot, find_last(place.root, source.name), limits)
    if drift.is_grave:
        raise _drifted(drift, snapshot)
    gathering = _gather_figures(source, snapshot, limits)
    figures = gathering.finish()
    if not figures:
        raise InputError("no figure was found in what came", where=str(snapshot.folder), hint="look at the files there")
    change = _put(table, source, figures)
    write_record(replace(snapshot, accepted=True, columns=columns))
    done = Outcome(source=source.name, is_new=is_new, is_live=snapshot.live, snapshot=snapshot.folder, table=table)
    left = {reason: count for reason, count in gathering.left_out.items() if count}
    warnings = (*drift.sentences(), *gathering.examples)
    return replace(done, rows=len(figures), left_out=left, warnings=warnings, change=change)


def inspect(source: Source, snapshot: Snapshot, last: Snapshot | None, limits: Limits) -> tuple[Drift, tuple[str, ...]]:
    """How the columns of a snapshot moved against those of the last one that was accepted, and what they are."""
    inspection = Inspection(source)
    for part, answer in _answers(source, snapshot, limits):
        count = inspection.look(answer)
        if source.most_rows and count >= source.most_rows:
            what = f"the answer has {count:,} rows, as many as the provider gives at once: it may be cut off"
            raise InputError(
                what, where=str(snapshot.folder / part.file), hint="ask for less with --option, or use a key"
            )
    return inspection.judge(last.columns if last is not None else None), tuple(inspection.columns)


def _gather_figures(source: Source, snapshot: Snapshot, limits: Limits) -> Gathering:
    layout = _layout(source)
    gathering = Gathering(source, layout, layout.since.format_map(snapshot.options))
    for part, answer in _answers(source, snapshot, limits):
        gathering.take(answer, part.address, snapshot.day)
    return gathering


def _answers(source: Source, snapshot: Snapshot, limits: Limits) -> Iterator[tuple[Part, Answer]]:
    for part in snapshot.parts:
        yield part, read_answer(snapshot.read(part), source, limits, str(snapshot.folder / part.file))


def _put(table: Path, source: Source, figures: list[Figure]) -> Change | None:
    """Write the table; what changed, where there was one before."""
    before = load_figures(table)
    write_table(table, source, join_figures(before, figures))
    return compare_figures(before, figures) if before else None


def _layout(source: Source) -> Layout:
    if source.layout is None:
        raise InputError(f"{source.name} gives no figures", hint="its descriptor has no layout")
    return source.layout


def _drifted(drift: Drift, snapshot: Snapshot) -> DriftError:
    told = "; ".join(drift.sentences())
    hint = "what came is kept there and the table stays as it was; the descriptor has to be changed"
    return DriftError(f"the source changed its format: {told}", where=str(snapshot.folder), hint=hint)
