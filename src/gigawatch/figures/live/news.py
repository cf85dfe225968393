"""News: the pages that a feed or a search lists become kept documents, by intake's own keeping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from gigawatch.figures.live.answer import read_answer
from gigawatch.figures.live.drift import Inspection
from gigawatch.figures.live.gather import Order, Show, bound_limits, gather, make_client
from gigawatch.figures.live.outcome import Outcome
from gigawatch.figures.live.renewal import DriftError, Place
from gigawatch.figures.live.snapshot import Part, Snapshot, write_record
from gigawatch.figures.live.source import Form, Source
from gigawatch.intake.feed import Entry, is_feed, read_feed
from gigawatch.intake.fetch import Client, Clock, Memory, Visit
from gigawatch.intake.keep import Kept, Shelf
from gigawatch.intake.limit import Limits
from gigawatch.model import InputError


@dataclass(slots=True)
class _Harvest:
    """The documents of one fetch."""

    kept: int = 0
    held: int = 0
    faults: list[str] = field(default_factory=list)


def renew_news(order: Order, place: Place, clock: Clock, today: date, show: Show) -> Outcome:
    """Fetch a source of news into a workspace; pages that cannot be had are told and tried again next time."""
    source = order.source
    snapshot, is_new = gather(order, place.root, make_client(order, clock, place.limits), today, show)
    harvest = _Harvest()
    if is_new or not snapshot.accepted:
        limits = bound_limits(source, place.limits)
        listed = [(part.address, list(_entries(source, snapshot, part, limits))) for part in snapshot.parts]
        _keep(
            listed, Visit(Client(clock, place.limits), Memory(place.documents), Shelf(place.documents)), harvest, show
        )
        write_record(replace(snapshot, accepted=not harvest.faults))
    return Outcome(
        source=source.name,
        is_new=is_new,
        is_live=snapshot.live,
        snapshot=snapshot.folder,
        kept=harvest.kept,
        held=harvest.held,
        faults=tuple(harvest.faults),
    )


def _keep(listed: list[tuple[str, list[Entry]]], visit: Visit, harvest: _Harvest, show: Show) -> None:
    for address, entries in listed:
        for entry in entries:
            show(entry.address)
            for outcome in visit.keep_entry(entry, address):
                if isinstance(outcome, Kept):
                    harvest.kept += outcome.is_new
                    harvest.held += not outcome.is_new
                else:
                    harvest.faults.append(str(outcome))


def _entries(source: Source, snapshot: Snapshot, part: Part, limits: Limits) -> Iterator[Entry]:
    """What one answer lists, with an address each."""
    data, where = snapshot.read(part), snapshot.folder / part.file
    if source.form is Form.FEED:
        if not is_feed(data):
            raise InputError("this is no feed", where=str(where), hint="check its address in a browser")
        yield from (entry for entry in read_feed(data, limits, str(where), part.address).entries if entry.address)
    else:
        yield from _articles(source, data, where, limits)


def _articles(source: Source, data: bytes, where: Path, limits: Limits) -> Iterator[Entry]:
    """The articles of a search's answer. When one was seen is not when it was published: the page itself tells that."""
    inspection = Inspection(source)
    inspection.look(read_answer(data, source, limits, str(where)))
    drift = inspection.judge(None)
    if drift.is_grave:
        raise DriftError(f"the source changed its format: {'; '.join(drift.sentences())}", where=str(where))
    for row in read_answer(data, source, limits, str(where)).rows:
        yield Entry(row["url"], row.get("title") or None, None, row.get("domain") or None)
