"""Amounts by region from the ledger: its own totals by place at the end of each year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from gigawatch.chain import is_target, measure_ledger
from gigawatch.ledger import Ledger, Stage
from gigawatch.ledger.part import Asked, tally
from gigawatch.model import Fact, Interval, period_order
from gigawatch.outlook.shift.amount import BASE, PER_YEAR, Matter, Question, Realm, RegionAmount, Series
from gigawatch.outlook.shift.region import regions_of
from gigawatch.quantity import period_span

CODE, LINK, YEAR = "ledger", "cell", 4
RUNNING = "ledger.capacity_running"
MEASURES = {Matter.CAPACITY: "capacity", Matter.OUTPUT: "production"}
Found = tuple[Interval, Sequence[str]]
Total = Callable[[str, str], Found | None]


def find_told(ledger: Ledger, asked: Question) -> Series:
    """What the ledger's facts come to in each region of the level, year by year; nothing where no source tells any."""
    known = [region for region in regions_of(asked.by) if region in ledger.entities]
    facts = _facts(ledger, asked)
    years = _years(facts)
    amount_of = _total(ledger, asked, facts, known, years)
    told = {year: {r: one for r in known if (one := amount_of(r, year)) is not None} for year in years}
    return Series(code=CODE, table=None, measure=MEASURES[asked.of], years=_date(ledger, told, asked.factor))


def _facts(ledger: Ledger, asked: Question) -> list[Fact]:
    """The facts that may count: of capacity no aim, of output those of one calendar year."""
    if asked.of is Matter.CAPACITY:
        return [f for f in ledger.select(measure="capacity", unit=BASE) if not is_target(f)]
    return [f for f in ledger.select(measure="production", unit=PER_YEAR) if _is_of_one_year(f)]


def _is_of_one_year(fact: Fact) -> bool:
    span, year = period_span(fact.valid_on or ""), period_span((fact.valid_on or "")[:YEAR])
    return span is not None and span == year


def _years(facts: Iterable[Fact]) -> list[str]:
    """Every year from the first to the last in which something is told."""
    told = sorted(int(fact.valid_on[:YEAR]) for fact in facts if period_span(fact.valid_on or "") and fact.valid_on)
    return [str(year) for year in range(told[0], told[-1] + 1)] if told else []


def _total(ledger: Ledger, asked: Question, facts: list[Fact], known: list[str], years: list[str]) -> Total:
    if asked.of is Matter.CAPACITY and asked.stage is Realm.BUILT:
        running = {(m.thing, m.year): m for m in measure_ledger(ledger, known, years) if m.measure == RUNNING}

        def run(region: str, year: str) -> Found | None:
            found = running.get((region, year))
            return None if found is None else (Interval(found.low, found.high), found.evidence)

        return run
    told = {fact.id for fact in facts}
    own = {r: [f for f in ledger.lookup.about(ledger.within(r), MEASURES[asked.of]) if f.id in told] for r in known}
    return lambda region, year: _tally(ledger, asked, own[region], region, year)


def _tally(ledger: Ledger, asked: Question, facts: list[Fact], region: str, year: str) -> Found | None:
    """The total at the first stage that tells one: output is reported of a place, or of plants that run."""
    for stage, may_count in _stages(asked):
        of = Asked(
            measure=MEASURES[asked.of],
            unit=BASE if asked.of is Matter.CAPACITY else PER_YEAR,
            stage=stage.value,
            place=region,
            links=(LINK,),
            valid_on=year,
        )
        found = tally(ledger, of, [fact for fact in facts if may_count(fact)])
        if found.interval is not None:
            return found.interval, [fact.id for fact in found.counted]
    return None


def _stages(asked: Question) -> list[tuple[Stage, Callable[[Fact], bool]]]:
    if asked.of is Matter.CAPACITY:
        return [(Stage.PLANNED, lambda _: True)]
    if asked.stage is Realm.PLANNED:
        return [(Stage.PLANNED, lambda _: True), (Stage.UNSTATED, is_target)]
    return [(stage, lambda fact: not is_target(fact)) for stage in (Stage.UNSTATED, Stage.BUILT)]


def _date(ledger: Ledger, told: dict[str, dict[str, Found]], factor: float) -> dict[str, dict[str, RegionAmount]]:
    """The amounts with the day they were last told; new where that is in the year, or the amount is another one.

    The last year is the last in which something is new: later ones would only say it again.
    """
    found: dict[str, dict[str, RegionAmount]] = {}
    before: dict[str, Found] = {}
    for year, amounts in told.items():
        found[year] = {r: _amount(ledger, r, year, one, before.get(r), factor) for r, one in amounts.items()}
        before = amounts
    last = max((year for year, amounts in found.items() if any(a.is_new for a in amounts.values())), default="")
    return {year: amounts for year, amounts in found.items() if amounts and year <= last}


def _amount(ledger: Ledger, region: str, year: str, found: Found, before: Found | None, factor: float) -> RegionAmount:
    interval, evidence = found
    told_on = max((ledger.facts[one].valid_on or "" for one in evidence), key=period_order)
    return RegionAmount(
        region=region,
        interval=Interval(interval.low * factor, interval.high * factor),
        told_on=told_on,
        is_new=told_on[:YEAR] == year or (before is not None and before[0] != interval),
        evidence=tuple(evidence),
    )
