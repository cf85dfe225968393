"""The chronicle: what became known on which day, told of the ledger as it stands by the day of each publication.

Nothing is resolved or grouped again for an earlier day, as `Ledger.as_of` does: a thing bears the name and id that it
has now, and a fact the value that its rule gives to those of its statements that were published by then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gigawatch.ledger.align import align
from gigawatch.ledger.book import Ledger
from gigawatch.ledger.cause import Cause
from gigawatch.ledger.course import standing_courses
from gigawatch.ledger.diff import Change, Move, compare_states
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.gather import gather_evidence
from gigawatch.ledger.part.leaving import LeftOut, Reason
from gigawatch.ledger.part.superseded import Ends
from gigawatch.ledger.settle import Settled, fact_id, settle
from gigawatch.ledger.state import Standing, State, Stated, object_of, source_of
from gigawatch.ledger.status import Age
from gigawatch.ledger.status.age import is_news
from gigawatch.model import Fact


@dataclass(frozen=True, slots=True)
class Lapse:
    """A value that stands no more: it was superseded, or what it is of has ended. The fact stays, with its value."""

    gone: LeftOut

    @property
    def fact(self) -> Fact:
        """The fact."""
        return self.gone.fact

    @property
    def kind(self) -> str:
        """`superseded` by a later plan or by what runs, else `ended`."""
        return "ended" if self.gone.reason in (Reason.ENDED, Reason.CLOSED) else "superseded"


@dataclass(frozen=True, slots=True)
class Entry:
    """What became known on a day (ISO): a change of a fact, of where a thing stands, or a lapse."""

    day: str
    told: Change | Move | Lapse

    @property
    def kind(self) -> str:
        """`added`, `changed`, `aged`, `superseded` or `ended`."""
        is_aged = isinstance(self.told, Move) and self.told.cause is Cause.AGED
        return "aged" if is_aged else str(self.told.kind)

    @property
    def fact(self) -> Fact | None:
        """The fact told of, as it is after it; None where it tells where a thing stands."""
        if isinstance(self.told, Change):
            return self.told.after or self.told.before
        return self.told.fact if isinstance(self.told, Lapse) else None

    @property
    def thing(self) -> str:
        """The id of the thing told of."""
        if isinstance(self.told, Move):
            return self.told.thing
        assert self.fact is not None
        return self.fact.subject


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Every entry, the newest first, and how many facts no day is known of: they stand in none.

    Of one that was cut short, `left` entries are left out, also of what lies `between` two days.
    """

    entries: tuple[Entry, ...]
    undated: int
    left: int = 0

    @property
    def newest(self) -> str:
        """The day of the newest entry that a source published, ISO; empty where there is none."""
        return next((one.day for one in self.entries if one.kind != "aged"), "")

    def split_ahead(self, entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
        """Entries up to the newest that a source published, and those after it, which silence alone brought about: on
        their days statuses went stale by computation.
        """
        newest = self.newest
        told: list[Entry] = []
        ahead: list[Entry] = []
        for one in entries:
            (ahead if one.kind == "aged" and one.day > newest else told).append(one)
        return told, ahead

    def cut(self, most: int) -> Chronicle:
        """The chronicle with so many entries at most: the newest that sources published, and where there is room left,
        those that are computed and lie after them.
        """
        left = len(self.entries) - most
        if left <= 0:
            return self
        told, ahead = self.split_ahead(self.entries)
        kept = (*ahead[: max(most - len(told), 0)], *told[:most])
        return replace(self, entries=kept, left=self.left + left)

    def between(self, after: date | None, until: date | None) -> tuple[Entry, ...]:
        """The entries after a day and up to another one, which counts as a whole; None: without that end."""
        low, high = (day.isoformat() if day else None for day in (after, until))
        return tuple(e for e in self.entries if (low is None or e.day > low) and (high is None or e.day <= high))


def write_chronicle(ledger: Ledger, ages: Iterable[Age] = ()) -> Chronicle:
    """The chronicle of a ledger; `ages` tell which statuses are stale now."""
    heard: dict[str, set[str]] = defaultdict(set)  # by thing, the days on which a fact of it was told
    changes = list(_changes(ledger, heard))
    told = [*changes, *_moves(ledger, {age.entity: age for age in ages}, heard), *_lapses(ledger)]
    order = {"added": 0, "changed": 1, "aged": 2, "superseded": 3, "ended": 4}
    told.sort(key=lambda e: (ledger.label(e.thing), e.fact is None, order[e.kind], e.fact.id if e.fact else e.thing))
    told.sort(key=lambda e: e.day, reverse=True)
    return Chronicle(tuple(told), sum(1 for fact in ledger.facts.values() if fact.known_on is None))


def _changes(ledger: Ledger, heard: dict[str, set[str]]) -> Iterator[Entry]:
    """Facts that were added, and those that another value or verdict was settled of since; fills in the days `heard`.

    A fact all of whose statements became known on one day stands as it was settled; of the others what was known by
    each day is settled again.
    """
    groups: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for item in align(gather_evidence(ledger.material), ledger.material):
        if item.known_on is not None:
            groups[item.key].append(item)
    days: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    whole: dict[str, list[Stated]] = defaultdict(list)
    for key, group in groups.items():
        settled = _settled_at_once(ledger, key, group)
        if settled is not None:
            whole[str(group[0].known_on)].append(_stated(ledger, settled))
        else:
            for item in group:
                days[str(item.known_on)].add(key)
    stood: dict[str, Stated] = {}
    series: dict[tuple[str, str], set[str]] = defaultdict(set)  # the facts of a thing and measure that stand so far
    for day in sorted({*days, *whole}):
        known = (item for key in days[day] for item in groups[key] if str(item.known_on) <= day)
        told = [*whole[day], *(_stated(ledger, one) for one in settle(known, ledger.standings)[0])]
        fresh = {one.fact.id: one for one in told}
        near = {other for one in fresh.values() for other in series[(one.fact.subject, one.fact.measure)]}
        old = {fact: stood[fact] for fact in near}
        yield from (Entry(day, change) for change in compare_states(_state(old), _state({**old, **fresh})).facts)
        for fact, one in fresh.items():
            stood[fact] = one
            if is_news(one.fact):
                heard[one.fact.subject].add(str(one.fact.known_on))
            series[(one.fact.subject, one.fact.measure)].add(fact)


def _settled_at_once(ledger: Ledger, key: tuple[str, ...], group: Sequence[Evidence]) -> Settled | None:
    """The fact of a group as the ledger has it, where the group became known on one day and is all that it rests on."""
    if any(item.known_on != group[0].known_on for item in group):
        return None
    fact = ledger.facts.get(fact_id(key))
    candidates = ledger.candidates.get(fact.id, ()) if fact is not None else ()
    if fact is None or {one.claim for one in candidates} != {item.claim for item in group}:
        return None
    return Settled(fact, candidates, tuple(group))


def _stated(ledger: Ledger, settled: Settled) -> Stated:
    fact, winner = settled.fact, settled.winner
    return Stated(
        fact=fact,
        subject_en=ledger.label(fact.subject, "en"),
        subject_zh=ledger.label(fact.subject, "zh"),
        claim=winner.claim,
        source=source_of(ledger, winner.claim),
        claim_on=winner.known_on,
        statements=tuple(sorted(one.claim for one in settled.candidates)),
        object=object_of(ledger, winner.claim, fact.subject),
        is_cell=winner.claim in ledger.material.observations,
    )


def _state(facts: Mapping[str, Stated], standings: Mapping[str, Standing] | None = None) -> State:
    statements = frozenset(
        (*(s for one in facts.values() for s in one.statements), *(one.claim for one in (standings or {}).values()))
    )
    return State("", facts, standings or {}, None, statements)


def _moves(ledger: Ledger, ages: Mapping[str, Age], told: Mapping[str, set[str]]) -> Iterator[Entry]:
    """Where things came to stand by what was published, and from when silence made that stale."""
    for thing, course in standing_courses(ledger, told):
        before: Standing | None = None
        for day, after in course:
            if before is not None and before.stale_on and before.stale_on < day:
                aged = _aged(before)
                yield from _compare(before, aged, str(before.stale_on))
                before = aged
            if before is None or before.is_stale or _is_step(before, after):
                yield from _compare(before, after, day)
            before = after
        if before is not None and before.stale_on and thing in ages and ages[thing].is_stale:
            yield from _compare(before, _aged(before), before.stale_on)


def _is_step(before: Standing, after: Standing) -> bool:
    """True unless there was only news of a thing, which lets it be believed for longer."""
    return replace(before, stale_on=None) != replace(after, stale_on=None)


def _compare(before: Standing | None, after: Standing | None, day: str) -> Iterator[Entry]:
    old, new = ({one.thing: one} if one is not None else {} for one in (before, after))
    yield from (Entry(day, move) for move in compare_states(_state({}, old), _state({}, new)).things)


def _aged(standing: Standing) -> Standing:
    return replace(standing, is_stale=True)


def _lapses(ledger: Ledger) -> Iterator[Entry]:
    """Plans that were superseded and values whose thing has ended, on the day on which that was known."""
    ends = Ends(ledger)
    for gone in ledger.superseded.values():
        fact = gone.fact
        if gone.reason is Reason.CLOSED:
            end = ends.find_closing(fact)
        else:
            end = ends.find(fact.subject) if gone.instead is None else None
        day = gone.instead.known_on if gone.instead is not None else end.known_on if end is not None else None
        if day is not None and fact.known_on is not None:
            yield Entry(max(day, fact.known_on), Lapse(gone))
