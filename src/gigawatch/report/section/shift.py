"""Where the industry is and where it moves: shares, concentration, the centre of gravity, statements tested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from gigawatch.model import Interval
from gigawatch.outlook.shift import MeasuredSeries, Shift, StatementTest, YearChange, YearEnd, four_regions
from gigawatch.outlook.shift.phrase import Voice
from gigawatch.outlook.shift.setting import WHOLE, settings
from gigawatch.outlook.shift.spread import Estimate
from gigawatch.quantity import part_thousands
from gigawatch.report.block import Block, Bullets, Paragraph, Ref, Runs, Section, Table, Value
from gigawatch.report.chart.shift import draw_shares, draw_shift, draw_spread
from gigawatch.report.datum import Number
from gigawatch.report.figures import evidence_refs
from gigawatch.report.lifted import lift_year
from gigawatch.report.names import capitalise, tell_organisation
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import as_runs, has_sentence
from gigawatch.report.spelled import spell_small

MOST_REGIONS = 12


def compose_shift(pen: Pen) -> Section:
    """Every series that tells of two regions or more in some year, and the statements of a move."""
    title, told = pen.word("shift.title"), list(_told(pen))
    inner = tuple(_course(pen, shift, course, number) for number, (shift, course) in enumerate(told, 1))
    tests = _statements(pen)
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
    asked = {key: voice.say(getattr(shift.question, key).value) for key in ("of", "by", "stage")}
    title = capitalise(pen.word("shift.course" if course.table else "shift.course_ledger", **asked))
    last = [year for year in course.years if len(year.shares) > 1][-1]
    refs = _refs(pen, last)
    total = pen.compute("shift.total", voice.amount(last.total), refs, of=asked["of"], year=last.year)
    blocks: list[Block] = [_lead(pen, voice, last, total, asked), _shares(pen, voice, course, last, asked)]
    blocks += [*_spread(pen, voice, course), *_moves(pen, voice, course)]
    charts = (draw_shift(pen, shift, course, last), draw_shares(pen, voice, course), draw_spread(pen, course))
    return Section(f"shift-{number}", title, (*blocks, *(chart for chart in charts if chart is not None)))


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
        year=year.year,
        total=lift_year((total,), pen.lang),
        leader=name if is_first else None,
        share=share if is_first else None,
        **asked,
    )
    return Paragraph(told)


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
    counted = pen.compute("shift.counted", str(len(year.shares)), everything, year=year.year, by=asked["by"])
    whole = pen.compute("shift.counted_all", str(year.regions), everything, by=asked["by"])
    covered = pen.say("shift.covered", count=spell_small(counted, pen.lang), all=whole, by=asked["by"])
    more = pen.say("shift.more") if len(year.shares) > MOST_REGIONS else ()
    named = pen.say("shift.table", series=capitalise(voice.short_series(course.code))) if course.table else ()
    note = pen.separated([one for one in (named, covered, more) if one], " " if pen.lang == "en" else "")
    return Table(pen.word("shift.shares_caption", year=year.year), heads, tuple(rows), (1, 2), note)


def _spread(pen: Pen, voice: Voice, course: MeasuredSeries) -> Iterator[Block]:
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
    return pen.compute("shift.least", str(least.regions), refs, **about)


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


def _hedged(pen: Pen, told: str) -> str:
    """A share whose upper end is open, in words: at least 16.0%."""
    stripped = told.removeprefix("≥ ")
    return told if stripped == told else pen.word("common.at_least", value=stripped)


def _statements(pen: Pen) -> Section | None:
    by_province = [shift for shift in pen.publication.shifts if shift.question.by.value == "province"]
    tests = [(shift, test) for shift in by_province for test in shift.tests]
    if not tests:
        return None
    tests.sort(key=lambda one: one[1].claim)
    claims = list(dict.fromkeys(test.claim for _, test in tests))
    lead = pen.say("shift.statements_lead", n=len(claims))
    parts = dict.fromkeys(_part(pen, shift, test, n) for shift, test in tests for n in range(len(test.parts)))
    pen.remark(pen.word("shift.title"), "shift.verdict_note")
    told = pen.separated([lead, *parts], " " if pen.lang == "en" else "")
    return Section("shift-statements", pen.word("shift.statements"), (Paragraph(told), _verdicts(pen, tests)))


def _verdicts(pen: Pen, tests: Sequence[tuple[Shift, StatementTest]]) -> Table:
    """Each statement with what it is held against and what that shows."""
    heads = tuple(pen.word(f"shift.{head}") for head in ("head_statement", "head_against", "head_finding"))
    rows: list[tuple[Runs, ...]] = []
    for number, (shift, test) in enumerate(tests):
        is_new = number == 0 or tests[number - 1][1].claim != test.claim
        rows.append((_said(pen, test) if is_new else (), *_verdict(pen, shift, test)))
    return Table(pen.word("shift.statements_caption"), heads, tuple(rows))


def _said(pen: Pen, test: StatementTest) -> Runs:
    return pen.say(
        pen.wording("shift.said", test.claim),
        speaker=tell_organisation(pen, test.speaker, pen.claim(test.claim, test.speaker).ref) if test.speaker else None,
        when=pen.period(test.day),
        words=pen.claim(test.claim, test.words),
    )


def _verdict(pen: Pen, shift: Shift, test: StatementTest) -> tuple[Runs, Runs]:
    """What a statement is held against, and the finding by each series."""
    voice = Voice(pen.lang, shift.question.unit)
    target = voice.say(test.target) if test.target in four_regions() else voice.region(test.target)
    trials = [pen.say("shift.trial", series=voice.short_series(t.series), verdict=voice.say(t.verdict.value),
                      reason=_reason(pen, voice, t.reason)) for t in test.trials]  # fmt: skip
    against = pen.say("shift.tested", target=target, of=voice.say(shift.question.of.value))
    return against, pen.separated(trials, "；" if pen.lang == "zh" else "; ")


def _reason(pen: Pen, voice: Voice, code: str) -> str:
    """Why a verdict is what it is, in the report's words where it has its own."""
    own = f"shift.reason_{code}"
    return pen.word(own) if has_sentence(own) else voice.say(code)


def _part(pen: Pen, shift: Shift, test: StatementTest, number: int) -> Runs:
    """What shares of the whole country decide of one place."""
    voice, part = Voice(pen.lang, shift.question.unit), test.parts[number]
    name = voice.region(part.first.place)
    ends: list[Value] = []
    for one in (part.first, part.last):
        refs: Sequence[Ref] = evidence_refs(pen, one.evidence)
        text = _hedged(pen, voice.percent(one.share))
        ends.append(pen.compute("shift.national", text, refs, place=name, period=pen.period(one.period)))
    kind = voice.say("part_stated") if part.first.whole is None else voice.say(f"whole_{part.first.whole}")
    pen.remark(pen.word("shift.title"), "shift.part_kind", kind=kind)
    return pen.say(
        f"shift.{part.outcome}",
        place=name,
        first=ends[0],
        then=pen.period(part.first.period),
        last=ends[1],
        now=pen.period(part.last.period),
    )
