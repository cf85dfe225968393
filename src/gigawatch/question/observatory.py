"""The library's door: a built workspace opened as one typed object that answers questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Unpack

from gigawatch.ledger import (
    Difference,
    Ledger,
    Milestone,
    Node,
    SigningFunnel,
    State,
    Tally,
    compare_states,
    state_of,
)
from gigawatch.ledger.edition import Edition, find_edition, list_editions, read_edition
from gigawatch.ledger.judged import Judged, find_judged
from gigawatch.ledger.naming import settle_name
from gigawatch.ledger.renaming import fold_renamed
from gigawatch.model import Entity, Fact, InputError, Judgement, WorkspaceError, last_day
from gigawatch.question.answer import Answer
from gigawatch.question.clock import Clocks, read_clock, read_valid
from gigawatch.question.condition import Conditions, make_query
from gigawatch.question.narrowing import narrow
from gigawatch.question.query import DATE, Query, select
from gigawatch.question.row import fact_answer
from gigawatch.question.settled import Settled
from gigawatch.question.signing import ask_signings
from gigawatch.question.sql import Row, ask_sql
from gigawatch.question.step import Course, find_courses, step_answer, thing_answer
from gigawatch.question.total import ask_totals
from gigawatch.question.why import Account, account_for
from gigawatch.store.shared.address import is_address

DATABASE = Path("build") / "gigawatch.duckdb"
PUBLISHED, HELD = "published", "held"


@dataclass(frozen=True)
class Observatory:
    """A built workspace by some clocks. Everything it answers is read from the database, once, and never written.

    `folder` is the workspace, or the folder of the database file that was named.
    """

    database: Path
    folder: Path
    clocks: Clocks = field(default_factory=Clocks)
    settled: Settled | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.settled is None:
            object.__setattr__(self, "settled", Settled(self.database))

    def by(
        self,
        *,
        as_of: date | str | None = None,
        valid_on: date | str | None = None,
        believed_on: date | str | None = None,
    ) -> Observatory:
        """The same workspace by other clocks. Days may be written out (ISO); a month or year is taken to its end.

        InputError for what is no day.
        """
        clocks = Clocks(as_of=read_clock(as_of), valid_on=read_valid(valid_on), believed_on=read_clock(believed_on))
        return self if clocks == self.clocks else replace(self, clocks=clocks)

    @cached_property
    def whole(self) -> Ledger:
        """The ledger as it was built, by no clock."""
        return self._settled.whole

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger by the clocks."""
        return self._settled.read(self.clocks)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement that was made by the day of the clock; those of rules on names as they were known by then."""
        then = self.ledger.material.namings
        if then is None:
            return read_judgements(self.database, self.clocks.believed_on)
        named = {judgement.id for judgement in then}
        persons = (j for j in self.ledger.material.review.judgements if j.id not in named)
        return (*persons, *then)

    def select(self, query: Query) -> Answer[Fact]:
        """The facts of a query."""
        return fact_answer(self.ledger, self.choose(query), query.valid_on or self.clocks.valid_on)

    def choose(self, query: Query) -> list[Fact]:
        """The facts of a query alone, without a row for each: of a long list of which a part is told."""
        return select(self.ledger, query if query.valid_on else replace(query, valid_on=self.clocks.valid_on))

    def facts(self, **conditions: Unpack[Conditions]) -> Answer[Fact]:
        """The facts that meet every condition given (those of `Query`, enums also as words), with a row for each."""
        return self.select(make_query(**conditions))

    def totals(self, query: Query, unit: str | None = None) -> tuple[Tally, ...]:
        """Totals of the facts of a query (of one unit), each with its scope; sorting and limit do not count."""
        return ask_totals(self.ledger, query, self.clocks, unit)

    def total(self, *, unit: str | None = None, **conditions: Unpack[Conditions]) -> tuple[Tally, ...]:
        """Totals of the facts that meet every condition given: one for each measure, unit, stage and link.

        `unit` asks for one unit alone; money of every currency is converted to it.
        """
        return self.totals(make_query(**conditions), unit)

    def tree(
        self, name: str, measure: str = "capacity", unit: str = "GWh/yr", link: str | None = None
    ) -> tuple[Node, ...]:
        """The part-of tree of a place, company or plant (name or id), planned and built apart, of one link or all."""
        return self.ledger.tree(settle_name(self.ledger, name), measure, unit, link)

    def courses(self, name: str) -> tuple[Course, ...]:
        """The timeline of a thing and of each of its parts, with what was refused and what contradicts."""
        return find_courses(self.ledger, name)

    def signings(self, of: str, *, on: date, place: str | None = None) -> SigningFunnel:
        """What became by a day of what was signed at a conference, or in a year in a place."""
        return ask_signings(self.ledger, of, on, place)

    def why(self, key: str) -> Account:
        """What stands behind a fact, claim, table cell, thing or step by its id, or behind a thing by its name.

        A name that fits several things gives them as candidates; InputError where nothing fits.
        """
        return account_for(self.ledger, self.judgements, key)

    def things(self) -> Answer[Entity]:
        """Every thing that the sources name, with a row for each."""
        return self._things

    @cached_property
    def _things(self) -> Answer[Entity]:
        return thing_answer(self.ledger)

    def timeline(self, thing: str | None = None) -> Answer[Milestone]:
        """The dated steps of a thing by id or name (a place or company: of all it holds), or of everything."""
        if thing is None:
            return step_answer(self.ledger)
        return step_answer(self.ledger, sorted(self.ledger.within(settle_name(self.ledger, thing))))

    def editions(self) -> list[Edition]:
        """The kept editions, oldest first."""
        return list_editions(self.folder / "editions")

    def diff(
        self,
        before: str,
        after: str,
        *,
        by: str | None = None,
        place: str | None = None,
        company: str | None = None,
    ) -> Difference:
        """What changed between two dates (ISO) or kept editions (id or name), or a date and an edition.

        `place` and `company` (names or ids) ask for what is in a place, or of a company with all that it holds.

        Of two dates each counts what was published by it; beside an edition a date counts what this workspace held on
        it. `by` ("published", "held") asks for the other.
        """
        by = by or self._usual(before, after)
        old, new = self.state(before, by), self.state(after, by)
        if old.held_on and new.held_on and new.held_on < old.held_on:
            raise InputError(
                f"{before} is later than {after}", hint=f"the earlier comes first: gigawatch diff {after} {before}"
            )
        is_only_published = by == PUBLISHED and old.statements is not None and new.statements is not None
        found = fold_renamed(compare_states(old, new, None if is_only_published else self._judged))
        then = (self._ledger_of(name, by) for name in (before, after)) if place or company else ()
        return narrow([self.whole, *(ledger for ledger in then if ledger is not None)], found, place, company)

    def clocks_between(self, before: str, after: str, by: str | None = None) -> tuple[Clocks, ...]:
        """By which clocks the ledgers of a difference are settled, asked for as of `diff`: none for an edition."""
        days = (self._clocks_of(name, by or self._usual(before, after)) for name in (before, after))
        return tuple(clocks for clocks in days if clocks is not None)

    def state(self, name: str, by: str = PUBLISHED) -> State:
        """The ledger at a date, or as an edition keeps it."""
        day = self._day(name)
        if day is None:
            kept = self.folder / "editions"
            return read_edition(kept, find_edition(kept, name))
        ledger = self._ledger_of(name, by)
        assert ledger is not None
        return state_of(ledger, name, day)

    def _ledger_of(self, name: str, by: str) -> Ledger | None:
        """The ledger at a date; None for an edition, which keeps none."""
        clocks = self._clocks_of(name, by)
        return None if clocks is None else self._settled.read(clocks)

    def _clocks_of(self, name: str, by: str) -> Clocks | None:
        """What a date asks by; None for an edition."""
        day = self._day(name)
        if day is None:
            return None
        return Clocks(believed_on=day) if by == HELD else Clocks(as_of=day)

    def _usual(self, before: str, after: str) -> str:
        """What dates count by where it is not said."""
        return PUBLISHED if self._day(before) and self._day(after) else HELD

    def is_ready(self, clocks: Clocks) -> bool:
        """True where the ledger by some clocks is at hand; else to read it takes as long as to settle it."""
        return self._settled.holds(clocks)

    def make_ready(self, clocks: Clocks) -> None:
        """Settle the ledger by some clocks, with what follows from it as a whole, and keep it at hand."""
        self._settled.read(clocks).following.find_all()

    @property
    def _settled(self) -> Settled:
        assert self.settled is not None
        return self.settled

    def _day(self, name: str) -> date | None:
        """The day that a date (ISO) means, of a month or year its last; None for the name of an edition."""
        if any(one.is_called(name) for one in self.editions()):
            return None
        return last_day(name) if DATE.fullmatch(name) else None

    @cached_property
    def _judged(self) -> Judged:
        """What persons judged, taking a judgement back included."""
        return find_judged(self.whole, self.whole.material.review.judgements)

    def sql(self, query: str, values: Sequence[object] = ()) -> Answer[Row]:
        """The rows of an SQL query over the built tables and views (docs/sql.md), `?` filled from `values`.

        SQL sees the ledger as it was built; the clocks do not count here.
        """
        return ask_sql(self.database, query, values)


def open_observatory(
    path: str | Path,
    *,
    as_of: date | str | None = None,
    valid_on: date | str | None = None,
    believed_on: date | str | None = None,
) -> Observatory:
    """Open a built workspace by its folder or by its database file, by some clocks; WorkspaceError where there is none.

    The address of a server (`postgresql://...`) opens a copy of the ledger that is shared there now. InputError for a
    clock that is no day.
    """
    place = _fetch_copy(str(path)) if is_address(path) else Path(path)
    database = place if place.suffix == ".duckdb" else place / DATABASE
    if not database.is_file():
        raise WorkspaceError("nothing is built here yet", where=str(place), hint="run: gigawatch build")
    folder = database.parent.parent if database.parent.name == "build" else database.parent
    return Observatory(database, folder).by(as_of=as_of, valid_on=valid_on, believed_on=believed_on)


def _fetch_copy(address: str) -> Path:
    from gigawatch.store.shared import read_address, take_edition

    return take_edition(read_address(address))


def read_judgements(database: Path, day: date | None) -> tuple[Judgement, ...]:
    """The judgements in a database that were made by a day."""
    from gigawatch.store import fetch_rows, open_database
    from gigawatch.store.record import judgement_from

    with open_database(database) as con:
        found = map(judgement_from, fetch_rows(con, "SELECT * FROM judgement ORDER BY rowid"))
    return tuple(one for one in found if day is None or one.on is None or one.on <= day)
