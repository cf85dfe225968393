"""Cell technology: the frontier in series, how far announcements were ahead, promises with a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from gigawatch.figures import CellFigure
from gigawatch.outlook.technology import Compared, Lead, Promise, Technology, cell_id
from gigawatch.outlook.technology.text import format_value, name_chemistry, name_maker, name_measure, say
from gigawatch.report.block import Block, Paragraph, Ref, RefKind, Runs, Section, Table, Text, Value
from gigawatch.report.chart.technology import draw_technology
from gigawatch.report.datum import Day, Number
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen
from gigawatch.report.printed import print_words
from gigawatch.report.section.frontier import split_measure, tell_compared
from gigawatch.report.sentence import as_runs
from gigawatch.report.spelled import spell_small

PICTURED = ("energy_density_cell", "energy_density_pack")


def compose_technology(pen: Pen) -> Section:
    """A subsection for each measure with figures in series and announced ones, densities first, and the promises."""
    title, technology = pen.word("technology.title"), pen.publication.technology
    if technology is None or not technology.measures:
        return Section("technology", title, (pen.paragraph("technology.nothing"),))
    told = sorted((one for one in technology.measures if _is_shown(one)), key=lambda one: one.measure not in PICTURED)
    groups = [list(group) for _, group in groupby(told, key=lambda one: one.measure)]
    inner = [_measure(pen, group, number) for number, group in enumerate(groups, 1)]
    if technology.promises:
        inner.append(_promises(pen, technology))
    pen.remark(title, "technology.note")
    pen.remark(title, "technology.leads_note")
    return Section("technology", title, (pen.lead("technology.lead"),), tuple(inner))


def _is_shown(compared: Compared) -> bool:
    """False where only one kind is told: a part of the charge that one source alone measures tells no lead."""
    return bool(compared.frontier and compared.leads) or compared.measure in PICTURED


def _ref(figure: CellFigure) -> Ref:
    return Ref(RefKind.OBSERVATION, cell_id(figure))


def _measure(pen: Pen, group: Sequence[Compared], number: int) -> Section:
    measure, blocks = group[0].measure, list[Block]()
    told = [runs for one in group for runs in tell_compared(pen, one)]
    if told:
        blocks.append(Paragraph(pen.separated(told, " " if pen.lang == "en" else "")))
    if measure in PICTURED:
        blocks.append(draw_technology(pen, measure))
    frontier = [(one, figure) for one in group for figure in one.frontier]
    name, hedge = split_measure(measure, pen.lang)
    if frontier:
        blocks.append(_frontier(pen, frontier, capitalise(hedge)))
    leads = [(one, lead) for one in group for lead in one.leads]
    if leads:
        blocks.append(_leads(pen, leads))
    return Section(f"technology-{number}", name, tuple(blocks))


def _frontier(pen: Pen, told: Sequence[tuple[Compared, CellFigure]], hedge: str) -> Table:
    """The best in series by year; below it, where it has one, how the measure is to be taken."""
    names = ("head_year", "head_value", "head_maker", "head_model", *_part_head(told[0][0]))
    heads = tuple(pen.word(f"technology.{head}") for head in names)
    rows = tuple((*_row(pen, figure), *_part(pen, one, figure)) for one, figure in told)
    note = pen.say("technology.hedge", hedge=hedge) if hedge else ()
    return Table(pen.word("technology.frontier"), heads, rows, (1,), note)


def _part_head(compared: Compared) -> tuple[str, ...]:
    return ("head_part",) if compared.condition else ()


def _part(pen: Pen, compared: Compared, figure: CellFigure) -> tuple[Runs, ...]:
    """The part of the charge that a charging time is of."""
    return (as_runs(pen.words(print_words(compared.condition), _ref(figure))),) if compared.condition else ()


def _row(pen: Pen, figure: CellFigure) -> tuple[Runs, ...]:
    ref = _ref(figure)
    model = pen.say(
        "technology.model",
        model=pen.words(print_words(figure.model), ref),
        chemistry=pen.words(name_chemistry(figure.chemistry, pen.lang), ref),
    )
    maker = pen.words(name_maker(figure.maker, pen.lang), ref)
    return (
        _year(figure.year),
        (Value(format_value(figure, pen.lang), ref, Number.of(figure.quantity)),),
        as_runs(maker),
        model,
    )


def _year(year: object) -> Runs:
    return (Text(str(year), Day(str(year))),)


def _leads(pen: Pen, told: Sequence[tuple[Compared, Lead]]) -> Table:
    names = ("head_announced", "head_series", "head_years", *_part_head(told[0][0]))
    heads = tuple(pen.word(f"technology.{head}") for head in names)
    rows = tuple((*_lead(pen, lead), *_part(pen, one, lead.announced)) for one, lead in told)
    return Table(pen.word("technology.leads"), heads, rows, (2,))


def _lead(pen: Pen, lead: Lead) -> tuple[Runs, ...]:
    announced = _told(pen, lead.announced)
    if lead.in_series is None or lead.years is None:
        return announced, as_runs(pen.word("technology.none_in_series")), as_runs("–")
    if lead.years <= 0:
        return announced, _told(pen, lead.in_series), as_runs(pen.word("technology.before"))
    refs = [_ref(lead.announced), _ref(lead.in_series)]
    years = pen.compute("technology.years", str(lead.years), refs)
    return announced, _told(pen, lead.in_series), (years,)


def _told(pen: Pen, figure: CellFigure) -> Runs:
    ref = _ref(figure)
    return pen.say(
        "technology.told",
        year=str(figure.year),
        value=Value(format_value(figure, pen.lang), ref, Number.of(figure.quantity)),
        maker=pen.words(name_maker(figure.maker, pen.lang), ref),
        model=pen.words(print_words(figure.model), ref),
    )


def _promises(pen: Pen, technology: Technology) -> Section:
    counts = Counter(one.outcome for one in technology.promises)
    items = []
    for outcome, count in counts.items():
        refs = [_ref(one.announced) for one in technology.promises if one.outcome is outcome]
        name = say(f"outcome_{outcome.value}", pen.lang)
        value = spell_small(pen.compute("technology.count", str(count), refs, outcome=name), pen.lang)
        items.append(pen.say(f"technology.counted_{outcome.value.replace(' ', '_')}", count=value, n=count))
    everything = [_ref(one.announced) for one in technology.promises]
    whole = pen.compute("technology.count_all", str(len(technology.promises)), everything)
    lead = pen.paragraph(
        "technology.promises_lead",
        all=whole,
        when=pen.period(technology.ends),
        items=pen.series(items) if pen.lang == "en" else pen.separated(items, "，"),
    )
    heads = tuple(
        pen.word(f"technology.{head}") for head in ("head_due", "head_measure", "head_promise", "head_outcome")
    )
    rows = tuple(_promise(pen, one) for one in technology.promises)
    table = Table(pen.word("technology.promises_caption"), heads, rows, (), pen.say("technology.promises_note"))
    return Section("technology-promises", pen.word("technology.promises"), (lead, table))


def _promise(pen: Pen, promise: Promise) -> tuple[Runs, ...]:
    announced, ref = promise.announced, _ref(promise.announced)
    outcome = pen.say(
        "technology.outcome",
        outcome=say(f"outcome_{promise.outcome.value}", pen.lang),
        series=_told(pen, promise.in_series) if promise.in_series else None,
    )
    measure = pen.words(print_words(name_measure(announced, pen.lang)), ref)
    return _year(announced.due), as_runs(measure), _told(pen, announced), outcome
