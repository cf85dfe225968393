"""Cell technology held to account: the best by year and maker, the frontier, and the promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gigawatch.chain import Figure, figure_of, plain_record
from gigawatch.figures import CellClaim, CellFigure, load_cells, packages
from gigawatch.ledger import Ledger
from gigawatch.model import InputError
from gigawatch.outlook.technology.frontier import Lead, best_by_year, leads, records
from gigawatch.outlook.technology.level import family, is_comparable, maker_of
from gigawatch.outlook.technology.promise import Promise, judge_promises
from gigawatch.quantity import period_span
from gigawatch.vocab import organisations
from gigawatch.vocab.near import hint_among

TABLE = "cell_technology"
IN_LEDGER = "energy_density"


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures that may be compared: of one measure and, of charging times, one part of the charge.

    `best` by claim, year and maker; `frontier` are the records in series; `leads` the announced records against what
    anybody had in series. Both are empty where the part of the charge is not told.
    """

    measure: str
    condition: str | None
    best: tuple[CellFigure, ...]
    frontier: tuple[CellFigure, ...]
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Technology:
    """What is told of cells and packs within a scope; `facts` are the ledger's own, of cell or pack as their words say.

    `maker` is an organisation's id or a name as the table has it; what is None does not narrow the scope. `ends` is
    the month in which the table was closed, or the day asked for: a promise due in that year or later is open.
    """

    maker: str | None
    measure: str | None
    chemistry: str | None
    claim: CellClaim | None
    ends: str
    measures: tuple[Compared, ...]
    promises: tuple[Promise, ...]
    facts: tuple[Figure, ...]


def find_technology(
    ledger: Ledger,
    maker: str | None = None,
    *,
    measure: str | None = None,
    chemistry: str | None = None,
    claim: CellClaim | str | None = None,
    as_of: date | None = None,
) -> Technology:
    """What is told of a maker's cells and packs, or of everybody's.

    `chemistry` takes its grades in (NMC also NMC811). `claim` narrows the best values that are listed; leads and
    promises, which join what was announced with what is in series, are then told for announced only. `as_of` leaves out
    what was published later; a page dated by a month or a year was published at its end. The ledger has its own clock.
    InputError for a maker, measure, chemistry or claim that the table does not have.
    """
    closed = packages()[TABLE].vintage
    ends = closed if as_of is None else min(closed, as_of.isoformat())
    kind = None if claim is None else CellClaim(_known(str(claim), list(CellClaim), "claim"))
    known = (figure for figure in _of_measure(load_cells(), measure) if _is_published(figure, as_of))
    everybody = _of_chemistry(known, chemistry)
    who = None if maker is None else _maker(maker)
    own = [figure for figure in everybody if who in (None, maker_of(figure.maker))]
    is_held = kind in (None, CellClaim.ANNOUNCED)
    promises = judge_promises(own, everybody, int(ends[:4])) if is_held else ()
    groups = sorted({(figure.measure, figure.condition or "") for figure in own if kind in (None, figure.claim)})
    compared = tuple(_compare(group, own, everybody, kind) for group in groups)
    return Technology(who, measure, chemistry, kind, ends, compared, promises, _facts(ledger, who, measure))


def as_json(technology: Technology) -> dict[str, object]:
    """All of it as plain data; every figure keeps its id, source and hedge."""
    return plain_record(technology)


def _compare(
    group: tuple[str, str], own: Iterable[CellFigure], everybody: Iterable[CellFigure], kind: CellClaim | None
) -> Compared:
    ours = [figure for figure in own if (figure.measure, figure.condition or "") == group]
    series = _of_claim((f for f in everybody if (f.measure, f.condition or "") == group), CellClaim.IN_SERIES)
    best = best_by_year(figure for figure in ours if kind in (None, figure.claim))
    announced = _of_claim(ours, CellClaim.ANNOUNCED) if kind in (None, CellClaim.ANNOUNCED) else []
    frontier = _of_claim(ours, CellClaim.IN_SERIES) if kind in (None, CellClaim.IN_SERIES) else []
    return Compared(
        group[0], group[1] or None, best, records(filter(is_comparable, frontier)), leads(announced, series)
    )


def _is_published(figure: CellFigure, day: date | None) -> bool:
    """True for what a page told by a day; what has no readable date was known on none."""
    if day is None:
        return True
    span = period_span(figure.vintage)
    return span is not None and span[1] <= day


def _of_claim(figures: Iterable[CellFigure], claim: CellClaim) -> list[CellFigure]:
    return [figure for figure in figures if figure.claim is claim]


def _of_measure(figures: Iterable[CellFigure], measure: str | None) -> list[CellFigure]:
    found = list(figures)
    if measure is not None:
        _known(measure, sorted({figure.measure for figure in found}), "measure")
    return [figure for figure in found if measure in (None, figure.measure)]


def _of_chemistry(figures: Iterable[CellFigure], chemistry: str | None) -> list[CellFigure]:
    found = list(figures)
    if chemistry is None:
        return found
    told = {name for figure in load_cells() if (name := figure.chemistry) is not None}
    asked = _known(chemistry, sorted(told | {family(name) for name in told}), "chemistry")
    return [figure for figure in found if figure.chemistry and asked in (figure.chemistry, family(figure.chemistry))]


def _known(asked: str, known: Iterable[str], what: str) -> str:
    names = {name.casefold(): name for name in known}
    found = names.get(asked.casefold())
    if found is None:
        raise InputError(f"no {what} {asked!r} is told of", hint=hint_among(asked, names.values()))
    return found


def _maker(asked: str) -> str:
    """The organisation's id, or the name as the table has it where the vocabulary has no such organisation."""
    found = organisations().get(asked) or organisations().find(asked)
    if found is not None:
        return found.id
    return maker_of(_known(asked, sorted({figure.maker for figure in load_cells()}), "maker"))


def _facts(ledger: Ledger, maker: str | None, measure: str | None) -> tuple[Figure, ...]:
    """The ledger's own energy densities; none where another measure was asked for."""
    if measure is not None and "density" not in measure:
        return ()
    return tuple(figure_of(ledger, fact) for fact in ledger.select(measure=IN_LEDGER) if maker in (None, fact.subject))
