"""The odds of a region's projects: rates, the test, the gate, behind it the chances; and the capacity outlook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigawatch.chain import Region, find_region, plain_record
from gigawatch.figures import last_day_of, packages
from gigawatch.ledger import Ledger
from gigawatch.model import InputError
from gigawatch.outlook.odds.backtest import Backtest
from gigawatch.outlook.odds.fan import CapacityOutlook, find_fan
from gigawatch.outlook.odds.gate import Gate
from gigawatch.outlook.odds.project import ProjectOdds, find_odds_of, find_pending
from gigawatch.outlook.odds.rate import Count, PublishedRate, count_histories, published_rates
from gigawatch.outlook.odds.record import Record, find_record
from gigawatch.outlook.told import newest_day

TABLE = "project_history"
AHEAD = 2
LAST_YEAR = 2060
EARLIEST = date(2020, 1, 1)  # where neither documents nor histories tell a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """What can be said of a region's projects on the day `told_on`, asked to have started `by` another.

    `projects` is empty while the gate is closed; `pending` counts the things of the ledger that it would hold.
    `tests` are those of every cut, the first the one that the gate looks at.
    """

    region: Region
    told_on: date
    by: date
    rates: tuple[PublishedRate, ...]
    counts: tuple[Count, ...]
    tests: tuple[Backtest, ...]
    gate: Gate
    pending: int
    projects: tuple[ProjectOdds, ...]
    outlook: CapacityOutlook | None


def find_odds(
    ledger: Ledger,
    region: str,
    *,
    by: str | date | None = None,
    as_of: date | None = None,
    record: Record | None = None,
) -> Odds:
    """The odds of a place's or firm's projects to have started by a day (that of the second year ahead by default).

    `as_of` is the day by whose knowledge the ledger was opened: then only outcomes and rates that were known by it
    count. `record` are other histories than those that ship. InputError for a region that nobody knows, a day that is
    none, or one that is not to come.
    """
    known = record or find_record(as_of)
    found, told_on = find_region(ledger, region), _told_on(ledger, known, as_of)
    day = _read_day(by) if by is not None else date(told_on.year + AHEAD, 12, 31)
    if not told_on < day <= date(LAST_YEAR, 12, 31):
        what = f"{day} is not to come: the newest source here is of {told_on}"
        raise InputError(what, hint=f"ask for a day from {told_on.year + 1}-12-31 to {LAST_YEAR}-12-31")
    pending = find_pending(ledger, found)
    model = known.model(as_of) if known.gate.is_open else None
    return Odds(
        region=found,
        told_on=told_on,
        by=day,
        rates=published_rates(as_of),
        counts=count_histories(known.histories),
        tests=known.tests,
        gate=known.gate,
        pending=len(pending),
        projects=() if model is None else find_odds_of(model, pending, day, is_beyond=_is_beyond(known, told_on, day)),
        outlook=find_fan(ledger, found, told_on, day, model),
    )


def as_json(odds: Odds) -> dict[str, object]:
    """All of it as plain data."""
    return {
        **plain_record(odds),
        "gate": {**plain_record(odds.gate), "is_open": odds.gate.is_open},
    }


def _told_on(ledger: Ledger, record: Record, as_of: date | None) -> date:
    """The day up to which things are told: that of the newest document, of the histories where none is dated.

    A day asked for counts itself, but none after the last one that anything here can tell of.
    """
    newest = newest_day(ledger)
    if as_of is not None:
        made = last_day_of(packages()[TABLE].vintage)
        return min(as_of, max(made, newest or made))
    return newest or record.closed_on or EARLIEST


def _read_day(told: str | date) -> date:
    if isinstance(told, date):
        return told
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise InputError(f"{told!r} is no day", hint="write it as 2028-12-31") from error


def _is_beyond(known: Record, told_on: date, day: date) -> bool:
    """True for a day further ahead than the test looked, from its cut to the closing day."""
    if known.primary is None or known.closed_on is None:
        return True
    return day - told_on > known.closed_on - known.primary.cut
