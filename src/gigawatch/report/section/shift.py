"""Where the industry is and where it moves: shares, concentration, the centre of gravity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import log

from gigawatch.model import Interval
from gigawatch.outlook.shift import MeasuredSeries, Shift, YearChange, YearEnd
from gigawatch.outlook.shift.amount import Matter, Question, Realm
from gigawatch.outlook.shift.phrase import Voice
from gigawatch.outlook.shift.setting import WHOLE, settings
from gigawatch.outlook.shift.spread import Estimate
from gigawatch.quantity import part_thousands
from gigawatch.report.block import Block, Bullets, Paragraph, Ref, Runs, Section, Table, Value
from gigawatch.report.chart.shift import draw_shares, draw_shift, draw_spread
from gigawatch.report.datum import Number
from gigawatch.report.figures import evidence_refs
from gigawatch.report.lifted import lift_year
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen
from gigawatch.report.section.shift_statement import compose_statements_of_move
from gigawatch.report.sentence import as_runs
from gigawatch.report.spelled import spell_small

MOST_REGIONS = 12


def compose_shift(pen: Pen) -> Section:
    """Every series that tells of two regions or more in some year, and the statements of a move."""
    title, told = pen.word("shift.title"), list(_told(pen))
    inner = tuple(_course(pen, shift, course, number) for number, (shift, course) in enumerate(told, 1))
    tests = compose_statements_of_move(pen)
    if not inner and tests is None:
        return Section("shift", title, (pen.paragraph("shift.nothing"),))
    lead = pen.lead("shift.lead") if inner else pen.paragraph("shift.nothing")
    pen.remark(title, "shift.note")
    return Section("shift", title, (lead,), (*inner, *((tests,) if tests else ())))


def _told(pen: Pen) -> Iterator[tuple[Shift, MeasuredSeries]]:
    for shift in pen.publication.shifts:
        for course in shift.courses:
            if any(len(year.shares) > 1 for year in course.years):
                yield shift, course


def _course(pen: Pen, shift: Shift, course: MeasuredSeries, number: int) -> Section:
    voice = Voice(pen.lang, shift.question.unit)
    asked = _asked(pen, voice, shift.question)
    title = capitalise(pen.word("shift.course" if course.table else "shift.course_ledger", **asked))
    last = [year for year in course.years if len(year.shares) > 1][-1]
    refs = _refs(pen, last)
    total = pen.compute("shift.total", voice.amount(last.total), refs, of=asked["of"], year=last.year)
    at = pen.word(f"shift.at_{shift.question.of.value}", year=last.year)
    blocks: list[Block] = [
        _lead(pen, voice, last, total, {**asked, "at": at}),
        _lift_output(pen, shift.question, _shares(pen, voice, course, last, asked), 1),
    ]
    blocks += [
        *(_lift_output(pen, shift.question, table, 2) for table in _spread(pen, voice, course)),
        *_moves(pen, voice, course),
    ]
    charts = (draw_shift(pen, shift, course, last), draw_shares(pen, voice, course), draw_spread(pen, course))
    return Section(f"shift-{number}", title, (*blocks, *(chart for chart in charts if chart is not None)))


def _asked(pen: Pen, voice: Voice, question: Question) -> dict[str, str]:
    """What is counted, by which places and at which stage; what was made goes without saying that it was."""
    is_made = question.of is Matter.OUTPUT and question.stage is Realm.BUILT
    stage, by = voice.say(question.stage.value), voice.say(question.by.value)
    return {"of": pen.word(f"shift.of_{question.of.value}"), "by": by, "stage": "" if is_made else stage}


def _lift_output(pen: Pen, question: Question, table: Table, column: int) -> Table:
    """What was made in a year without the words that it is for one: its row names the year."""
    if question.of is not Matter.OUTPUT:
        return table
    rows = ((*row[:column], lift_year(row[column], pen.lang), *row[column + 1 :]) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _lead(pen: Pen, voice: Voice, year: YearEnd, total: Value, asked: dict[str, str]) -> Block:
    """How much is told of how many regions, and who has most where one surely has."""
    refs, first = _refs(pen, year), year.shares[0]
    is_first = all(first.amount.interval.low > one.amount.interval.high for one in year.shares[1:])
    name = voice.region(first.amount.region)
    share = pen.compute(
        "shift.share", voice.percent(first.share), refs, Number.share(first.share, 1), region=name, year=year.year
    )
    told = pen.vary(
        "shift.told",
        f"{year.year}{len(year.shares)}",
        opening=capitalise(asked["at"]),
        count=spell_small(_reporting(pen, year, asked["by"]), pen.lang),
        total=lift_year((total,), pen.lang),
        leader=name if is_first else None,
        share=share if is_first else None,
        **asked,
    )
    return Paragraph(told)


def _reporting(pen: Pen, year: YearEnd, by: str) -> Value:
    """How many regions are reported at the end of a year."""
    return pen.compute("shift.counted", str(len(year.shares)), _refs(pen, year), year=year.year, by=by)


def _refs(pen: Pen, year: YearEnd) -> list[Ref]:
    return evidence_refs(pen, [one for share in year.shares for one in share.amount.evidence])


def _shares(pen: Pen, voice: Voice, course: MeasuredSeries, year: YearEnd, asked: dict[str, str]) -> Table:
    everything = _refs(pen, year)
    rows: list[tuple[Runs, ...]] = []
    for one in year.shares[:MOST_REGIONS]:
        name, own = voice.region(one.amount.region), evidence_refs(pen, one.amount.evidence)
        slots = {"region": name, "year": year.year}
        size, part = Number.within(one.amount.interval, voice.unit), Number.share(one.share, 1)
        amount = pen.compute("shift.amount", voice.amount(one.amount.interval), own, size, of=asked["of"], **slots)
        share = pen.compute("shift.share", voice.percent(one.share), everything, part, **slots)
        told_on = pen.period(one.amount.told_on)
        when = told_on if one.amount.is_new else pen.word("shift.old", when=told_on)
        day = pen.dated(one.amount.told_on) if one.amount.is_new else as_runs(when)
        rows.append((as_runs(name), (amount,), (share,), day))
    heads = tuple(pen.word(f"shift.{head}") for head in ("head_region", "head_amount", "head_share", "head_when"))
    whole = pen.compute("shift.counted_all", str(year.regions), everything, by=asked["by"])
    counted = spell_small(_reporting(pen, year, asked["by"]), pen.lang)
    covered = pen.say("shift.covered", count=counted, all=whole, by=asked["by"])
    more = pen.say("shift.more") if len(year.shares) > MOST_REGIONS else ()
    named = pen.say("shift.table", series=capitalise(voice.short_series(course.code))) if course.table else ()
    note = pen.separated([one for one in (named, covered, more) if one], " " if pen.lang == "en" else "")
    return Table(pen.word("shift.shares_caption", year=year.year), heads, tuple(rows), (1, 2), note)


def _spread(pen: Pen, voice: Voice, course: MeasuredSeries) -> Iterator[Table]:
    """The years: with concentration and centre where one tells enough regions, else why there are none."""
    is_told = any(year.is_enough for year in course.years)
    rows = tuple((*_sums(pen, voice, year), *(_indices(pen, voice, year) if is_told else ())) for year in course.years)
    names = (
        "head_year",
        "head_told",
        "head_total",
        *(("head_herfindahl", "head_theil", "head_centre") if is_told else ()),
    )
    heads = tuple(pen.word(f"shift.{head}") for head in names)
    caption, numbers = (
        pen.word("shift.years_caption" if is_told else "shift.sums_caption"),
        range(1, min(len(heads), 5)),
    )
    yield Table(caption, heads, rows, tuple(numbers), pen.say("shift.years_note") if is_told else ())
    if not all(year.is_enough for year in course.years):
        least = _least(pen, _all_refs(pen, course))
        pen.remark(pen.word("shift.title"), "shift.too_few_told", least=least, **_lines(pen, course))


def _all_refs(pen: Pen, course: MeasuredSeries) -> list[Ref]:
    return list(dict.fromkeys(ref for year in course.years for ref in _refs(pen, year)))


def _least(pen: Pen, refs: list[Ref]) -> Value:
    """The fewest regions that are enough, with whose line it follows from."""
    least = settings().least
    about = {"publisher": least.publisher, "date": pen.period(least.date), "source": least.source}
    return spell_small(pen.compute("shift.least", str(least.regions), refs, **about), pen.lang)


def _lines(pen: Pen, course: MeasuredSeries) -> dict[str, Value]:
    """The index of equal shares of one region fewer, and the line that it is above."""
    least, refs = settings().least, _all_refs(pen, course)
    about = {"publisher": least.publisher, "date": pen.period(least.date), "source": least.source}
    return {
        "index": pen.compute(
            "shift.index_of_fewer", part_thousands(f"{WHOLE / (least.regions - 1):,.0f}", pen.lang), refs
        ),
        "line": pen.compute("shift.line", part_thousands(f"{least.concentrated_above:,}", pen.lang), refs, **about),
    }


def _sums(pen: Pen, voice: Voice, year: YearEnd) -> tuple[Runs, ...]:
    refs, at = _refs(pen, year), {"year": year.year}
    count = pen.compute("shift.count", str(len(year.shares)), refs, **at)
    total = pen.compute("shift.sum", voice.amount(year.total), refs, Number.within(year.total, voice.unit), **at)
    return pen.dated(year.year), (count,), (total,)


def _indices(pen: Pen, voice: Voice, year: YearEnd) -> tuple[Runs, ...]:
    refs, at = _refs(pen, year), {"year": year.year}
    none = as_runs(pen.word("shift.not_told" if year.is_enough else "shift.too_few"))
    herfindahl = theil = centre = none
    if year.herfindahl is not None and year.theil is not None:
        equal = part_thousands(f"{WHOLE / len(year.shares):,.0f}", pen.lang)
        most = f"{log(len(year.shares)):.3f}"
        told = pen.word("shift.of_equal", value=voice.estimate(year.herfindahl, 0), equal=equal)
        herfindahl = (pen.compute("shift.herfindahl", told, refs, _estimate(year.herfindahl, 0), **at),)
        told = pen.word("shift.of_most", value=voice.estimate(year.theil, 3), most=most)
        theil = (pen.compute("shift.theil", told, refs, _estimate(year.theil, 3), **at),)
    if year.centre is not None:
        centre = (pen.compute("shift.centre", voice.centre(year.centre), refs, **at),)
    return herfindahl, theil, centre


def _estimate(found: Estimate, digits: int) -> Number:
    """An estimate and its interval to the digits that are printed."""
    spread = found.interval and Interval(round(found.interval.low, digits), round(found.interval.high, digits))
    return Number.about(round(found.value, digits), spread, "")


def _moves(pen: Pen, voice: Voice, course: MeasuredSeries) -> Iterator[Block]:
    """The moves of the centre between years that tell enough regions anew."""
    by_year = {year.year: year for year in course.years}
    told = [step for step in course.steps if step.path is not None]
    if not told:
        return
    yield Bullets(tuple(_move(pen, voice, step, by_year) for step in told))


def _move(pen: Pen, voice: Voice, step: YearChange, years: dict[str, YearEnd]) -> Runs:
    ends = [one.amount for year in (step.before, step.after) for one in years[year].shares]
    refs = evidence_refs(pen, [i for one in ends if one.region in step.regions for i in one.evidence])
    path = pen.compute("shift.path", voice.path(step.path), refs, before=step.before, after=step.after)
    names = pen.series([voice.region(region) for region in step.regions])
    other = pen.word("shift.other_pages") if step.is_one_source is False else None
    return pen.say("shift.move", before=step.before, after=step.after, regions=names, path=path, other=other)
