"""A company's figures by year: from the ledger where it settles one, else from the newest row of a shipped table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gigawatch.model import Fact, Observation, Quantity
from gigawatch.quantity import interval_of
from gigawatch.quantity.telling import TARGET, first_year, is_full_year
from gigawatch.report.block import Block, Chart, Paragraph, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.capacity import headline
from gigawatch.report.chart.company import draw_years
from gigawatch.report.lifted import spell_rows
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen, fact_quantity, fact_ref, statement_quantity
from gigawatch.report.section.company.provider import name_provider
from gigawatch.report.section.company.rule import company_rules
from gigawatch.report.sentence import has_sentence
from gigawatch.vocab import organisations

PAST = (None, "reported", "operating")
UNTOLD, WORLD = "0000", "place-world"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a measure in a year: a provider's value, its reference, and others that it gave of that year.

    `beside` holds what other providers count, whose scope is their own: it contradicts nothing.
    """

    quantity: Quantity
    ref: Ref
    others: tuple[tuple[Quantity, Ref], ...] = ()
    provider: str = ""
    beside: tuple[Told, ...] = ()


Years = Mapping[str, Mapping[str, Told]]


def find_years(pen: Pen) -> Years:
    """By measure and year what is told of the company of the report."""
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for (measure, year), cells in _cells(pen).items():
        found[measure][year] = _of_cells(pen, cells)
    for (measure, year), facts in _facts(pen).items():
        if (fact := headline(facts)) is not None:
            found[measure][year] = _of_fact(pen, fact)
    return found


def compose_years(pen: Pen) -> Section:
    """A table for each group of measures with the newest years, and the picture of what was made and sold."""
    title, years = pen.word("company.years"), find_years(pen)
    blocks = [block for group in _groups() for block in _table(pen, years, group)]
    if not blocks:
        return Section("years", title, (pen.paragraph("company.no_years"),))
    chart = draw_company(pen, years)
    told = tuple(Paragraph(runs) for runs in tell_year(pen))
    return Section("years", title, (*told, pen.note("company.years_note"), *([chart] if chart else []), *blocks))


def draw_company(pen: Pen, years: Years, most: int | None = None) -> Chart | None:
    """What was installed, shipped, sold and made by year, `most` measures of it; None where none has two years."""
    picture = company_rules()["picture"]
    assert isinstance(picture, dict)
    drawn = {
        measure: {year: told for year, told in years[measure].items() if told.quantity.unit == picture["unit"]}
        for measure in picture["measures"]
        if measure in years
    }
    lines = {name_figure(pen, measure): told for measure, told in list(drawn.items())[:most] if len(told) > 1}
    values = [(name, year, told.quantity, told.ref) for name, by in lines.items() for year, told in sorted(by.items())]
    return draw_years(pen, values) if values else None


def tell_year(pen: Pen) -> Iterator[Runs]:
    """The newest year of what was installed and of the revenue, in a sentence each."""
    years = find_years(pen)
    if installed := years.get("installed"):
        year = max(installed)
        share, before = years.get("share", {}).get(year), installed.get(str(int(year) - 1))
        yield pen.say(
            "company.told_installed",
            when=capitalise(pen.when(year)),
            installed=tell_told(pen, installed[year]),
            share=tell_told(pen, share) if share else None,
            before=tell_told(pen, before) if before else None,
            way=_way(pen, before, installed[year]) if before else None,
        )
    if revenue := years.get("revenue"):
        year = max(revenue)
        spent = years.get("rd_spending", {}).get(year)
        spent_told = tell_told(pen, spent) if spent else None
        when = capitalise(pen.when(year))
        yield pen.say("company.told_revenue", when=when, revenue=tell_told(pen, revenue[year]), spent=spent_told)


def _way(pen: Pen, before: Told, after: Told) -> str:
    """The word for what surely rose or fell in the count of one provider; a neutral one for all else."""
    first, last = interval_of(before.quantity), interval_of(after.quantity)
    if before.provider != after.provider or before.quantity.unit != after.quantity.unit or first.overlaps(last):
        return pen.word("company.way_open")
    return pen.word("company.way_up" if last.low > first.low else "company.way_down")


def name_figure(pen: Pen, measure: str) -> str:
    """The name of a measure of a company's figures."""
    key = f"company.measure_{measure}"
    return pen.word(key) if has_sentence(key) else pen.measure(measure)


def tell_told(pen: Pen, told: Told) -> Runs:
    """The value of a year, others of its provider behind it, and those of other providers under their names."""
    value = _with_others(pen, told)
    if not told.beside:
        return value
    provider = pen.words(told.provider, told.ref) if told.provider else None
    return pen.say("company.beside", value=value, provider=provider, beside=tell_beside(pen, told))


def tell_beside(pen: Pen, told: Told) -> Runs:
    """What other providers count, each value under its provider's name."""
    return pen.series(
        [
            pen.say("company.by_provider", provider=pen.words(one.provider, one.ref), value=_with_others(pen, one))
            for one in told.beside
        ]
    )


def _with_others(pen: Pen, told: Told) -> Runs:
    value, others = pen.value(told.quantity, told.ref), find_others(pen, told)
    return pen.say("common.also", value=value, others=pen.series(others)) if others else (value,)


def find_others(pen: Pen, told: Told) -> list[Value]:
    """The other values that the same provider gave, each once."""
    kept = pen.value(told.quantity, told.ref).text
    return list({one.text: one for one in (pen.value(*other) for other in told.others) if one.text != kept}.values())


def _groups() -> Sequence[Mapping[str, object]]:
    groups = company_rules()["table"]
    assert isinstance(groups, list)
    return groups


def _table(pen: Pen, years: Years, group: Mapping[str, object]) -> Iterator[Block]:
    listed = group["measures"]
    assert isinstance(listed, list)
    measures = [measure for measure in listed if measure in years]
    every = sorted({year for measure in measures for year in years[measure]})
    shown = every[-int(str(company_rules()["years"])) :]
    measures = [measure for measure in measures if any(year in years[measure] for year in shown)]
    if not measures:
        return
    own = [(name_figure(pen, one), [_cell(pen, years[one].get(year)) for year in shown]) for one in measures]
    rows, spelled = spell_rows(pen, "company.row", own)
    head = (pen.word("company.head_measure"), *(pen.period(year) for year in shown))
    yield Table(pen.word(f"company.years_{group['code']}"), head, rows, tuple(range(1, len(head))), (), spelled)


def _cell(pen: Pen, told: Told | None) -> Runs:
    return tell_told(pen, told) if told is not None else ()


def _cells(pen: Pen) -> Mapping[tuple[str, str], list[Observation]]:
    """The rows of shipped and own tables on the company, by measure and full year."""
    found: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    known: dict[str, bool] = {}
    for cell in pen.ledger.material.observations.values():
        if is_full_year(cell.period):
            if cell.subject not in known:
                known[cell.subject] = _is_own(pen, cell.subject)
            if known[cell.subject]:
                found[cell.measure, first_year(cell.period)].append(cell)
    return found


def _is_own(pen: Pen, subject: str) -> bool:
    firm = organisations().find(subject)
    return firm is not None and firm.id == pen.publication.region


def _of_cells(pen: Pen, cells: Iterable[Observation]) -> Told:
    """The newest row with its provider's others, and what other providers give where it surely differs."""
    providers: dict[str, list[Observation]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: (cell.vintage or UNTOLD, cell.id), reverse=True):
        providers[name_provider(pen, cell)].append(cell)
    first, *rest = (_of_provider(name, own) for name, own in providers.items())
    return replace(first, beside=tuple(one for one in rest if _differs(one.quantity, first.quantity)))


def _of_provider(provider: str, cells: Sequence[Observation]) -> Told:
    first, *rest = cells
    kept = _quantity(first)
    others = [(_quantity(cell), _ref(cell)) for cell in rest if _differs(_quantity(cell), kept)]
    return Told(kept, _ref(first), tuple(others), provider)


def _differs(one: Quantity, kept: Quantity) -> bool:
    """True for two values of one unit that are further apart than digits explain."""
    near = float(str(company_rules()["same_within"]))
    return one.unit == kept.unit and abs(one.value - kept.value) > near * abs(kept.value)


def _quantity(cell: Observation) -> Quantity:
    return Quantity(cell.value, cell.unit, cell.qualifier, cell.high)


def _ref(cell: Observation) -> Ref:
    return Ref(RefKind.OBSERVATION, cell.id)


def _facts(pen: Pen) -> Mapping[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in pen.ledger.select(subject=pen.publication.region):
        is_past = TARGET not in (fact.valid_on or "") and fact.status in PAST
        if is_full_year(fact.valid_on) and is_past and _is_of_measure(fact):
            found[fact.measure, first_year(fact.valid_on)].append(fact)
    return found


def _is_of_measure(fact: Fact) -> bool:
    """True where a fact's measure can mean only what the profile prints under it."""
    rules = company_rules()
    measures, world = rules["ledger"], rules["world_only"]
    assert isinstance(measures, list)
    assert isinstance(world, list)
    if fact.measure not in measures:
        return False
    return fact.measure not in world or (fact.place in (None, "", WORLD) and fact.perimeter in (None, ""))


def _of_fact(pen: Pen, fact: Fact) -> Told:
    """A fact with the statements that the ledger sets against it; rows of tables under their providers' names."""
    others: list[tuple[Quantity, Ref]] = []
    beside: list[Told] = []
    for value in pen.rivals(fact):
        statement = pen.ledger.claim(value.ref.id)
        if isinstance(statement, Observation):
            beside.append(Told(_quantity(statement), value.ref, (), name_provider(pen, statement)))
        elif (quantity := statement_quantity(statement)) is not None:
            others.append((quantity, value.ref))
    return Told(fact_quantity(fact), fact_ref(fact), tuple(others), "", tuple(beside))
