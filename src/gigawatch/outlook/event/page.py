"""The answer to what the conferences signed: every series with its editions side by side and what compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.chain import plain_record, total
from gigawatch.ledger import Ledger
from gigawatch.ledger.near import hint_near
from gigawatch.model import Entity, EntityKind, InputError, Interval
from gigawatch.outlook.edition import Edition, find_editions, series_of
from gigawatch.outlook.event.amount import Cells, find_cells
from gigawatch.outlook.event.compare import Compared, compare_editions
from gigawatch.outlook.event.held import Held, Registry, make_held
from gigawatch.outlook.event.rule import rules
from gigawatch.outlook.proof import proof_of
from gigawatch.outlook.told import newest_day
from gigawatch.resolve.event import all_series, name_event


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceSeries:
    """A conference series: its editions oldest first, each held against the one before, and the sum over them.

    `count` and `money` are sums over the editions that tell them (`counted`), which no source states; `unit` is the
    currency. None where editions tell no figure, or money of several currencies.
    """

    series: str
    names: Mapping[str, str]
    editions: tuple[Held, ...]
    changes: tuple[Compared, ...]
    counted: int
    count: Interval | None
    money: Interval | None
    unit: str | None

    def label(self, lang: str) -> str:
        """The name of the series in a language."""
        return self.names.get(lang) or next(iter(self.names.values()), self.series)

    def edition(self, event: str) -> Held:
        """The edition of an id."""
        return next(one for one in self.editions if one.event == event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What was asked (the series' id or None), the day it was asked for, and every series that tells of signings.

    `silent` are the editions that the ledger knows of and that tell of no signing; `table` the shipped table, where
    the workspace takes it in.
    """

    asked: str | None
    on: str
    courses: tuple[ConferenceSeries, ...]
    silent: tuple[str, ...]
    table: str | None

    def course(self, series: str) -> ConferenceSeries:
        """The series of an id."""
        return next(one for one in self.courses if one.series == series)


def find_events(ledger: Ledger, series: str | None = None, *, on: date | None = None) -> Events:
    """The editions of every conference series that tell of signings, or of one series (name or id), side by side.

    What became of the signings is told up to a day: that of the newest document without one. InputError for a series
    that nobody knows, with those near it.
    """
    day = on or newest_day(ledger) or date.min
    asked = None if series is None else _series(ledger, series)
    cells = find_cells(ledger)
    entities = _entities(ledger, cells)
    known = {one.event: one for one in find_editions(ledger, [e for e in entities if e.id in ledger.entities])}
    registry = Registry(ledger)
    groups: dict[str, list[Held]] = defaultdict(list)
    silent: list[str] = []
    for entity in entities:
        told = cells.get(entity.id, {})
        edition = known.get(entity.id)
        if asked not in (None, series_of(entity)):
            continue
        if not _tells(edition, told):
            silent.append(entity.id)
            continue
        groups[series_of(entity)].append(make_held(ledger, entity, edition, told, registry, day))
    courses = tuple(_course(key, groups[key]) for key in sorted(groups))
    table = rules().table if any(cells.values()) else None
    return Events(asked=asked, on=day.isoformat(), courses=courses, silent=tuple(silent), table=table)


def as_json(events: Events, ledger: Ledger) -> dict[str, object]:
    """The answer as plain data, open ends null; `proofs` has for each id the words that it stands on."""
    ids = dict.fromkeys(key for course in events.courses for key in list_evidence(course))
    return {**plain_record(events), "proofs": {key: proof_of(ledger, key) for key in ids}}


def list_evidence(course: ConferenceSeries) -> Iterator[str]:
    """The ids of every claim, fact and table cell of a series."""
    for held in course.editions:
        yield from (key for key in (held.held, held.told_at) if key is not None)
        amounts = [held.projects, held.investment, *held.city, *(one.amount for one in held.others)]
        amounts += [amount for group in held.beside.values() for amount in group]
        amounts += [one for beyond in held.beyond for one in (beyond.count, beyond.money)]
        amounts += [step.count for step in held.follow_up.steps] + [one.city for one in held.others]
        yield from (one.evidence for one in amounts if one is not None)
        yield from (key for part in held.slices for key in part.evidence)


def _tells(edition: Edition | None, told: Mapping[str, Sequence[object]]) -> bool:
    return bool(edition and (edition.projects or edition.investment)) or "projects" in told or "investment" in told


def _entities(ledger: Ledger, cells: Cells) -> list[Entity]:
    """Every edition that the ledger knows, and those of the shipped table, by year."""
    found = {one.id: one for one in ledger.entities.values() if one.kind is EntityKind.EVENT}
    for event in cells:
        if event not in found and (entity := _named(event)) is not None:
            found[event] = entity
    return sorted(found.values(), key=lambda one: (str(one.data.get("year") or ""), one.id))


def _named(event: str) -> Entity | None:
    """The edition of an id that only the shipped table tells of."""
    for series in all_series():
        prefix = f"event-{series.id}-"
        if event.startswith(prefix):
            return name_event(series.name_en, event.removeprefix(prefix)).entity
    return None


def _course(series: str, editions: Sequence[Held]) -> ConferenceSeries:
    known = next((one for one in all_series() if one.id == series), None)
    names = {"en": known.name_en, "zh": known.name_zh} if known else dict(editions[0].names)
    counts = [one.projects.interval for one in editions if one.projects]
    money = [one.investment for one in editions if one.investment]
    units = {one.quantity.unit for one in money}
    is_whole = len(counts) == len(editions)
    return ConferenceSeries(
        series=series,
        names=names,
        editions=tuple(editions),
        changes=compare_editions(editions),
        counted=len(editions),
        count=total(counts) if is_whole and len(counts) > 1 else None,
        money=total(one.interval for one in money) if len(units) == 1 and len(money) == len(editions) > 1 else None,
        unit=next(iter(units)) if len(units) == 1 else None,
    )


def _series(ledger: Ledger, asked: str) -> str:
    """The series' id by its id, its name in either language, or the id or name of an edition or other event."""
    known = {one.id: one for one in all_series()}
    if asked in known:
        return asked
    for entity in _events(ledger.find_entities(asked), ledger):
        return series_of(entity)
    found = name_event(asked, None).entity
    if found is not None and found.data.get("series"):
        return str(found.data["series"])
    names = [name for one in known.values() for name in (one.name_en, one.name_zh)]
    hint = hint_near(ledger, asked, names) or f"there are: {', '.join(sorted(one.name_en for one in known.values()))}"
    raise InputError(f"no conference series {asked!r} is known", hint=hint)


def _events(ids: Iterable[str], ledger: Ledger) -> Iterator[Entity]:
    yield from (ledger.entities[one] for one in sorted(ids) if ledger.entities[one].kind is EntityKind.EVENT)
