"""The editions of a conference side by side: what was signed, what became of it, what is left out, what compares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gigawatch.chain import format_share
from gigawatch.ledger.status import Outcome
from gigawatch.model import Interval
from gigawatch.outlook.event import (
    Attainment,
    Comparable,
    Compared,
    ConferenceSeries,
    Doubt,
    EditionFigure,
    Held,
    find_events,
)
from gigawatch.outlook.event.rival import CONTRADICTS
from gigawatch.outlook.event.text import name_place, tell_factor
from gigawatch.quantity import interval_of
from gigawatch.report.block import Block, Ref, RefKind, Run, Runs, Section, Table, Value
from gigawatch.report.chart.conference import draw_series
from gigawatch.report.datum import Number
from gigawatch.report.figures import compute_interval, evidence_refs
from gigawatch.report.pen import Pen
from gigawatch.report.section.left_out import figure_ref, tell_amount, tell_left_out
from gigawatch.report.section.slice import tabulate_slices
from gigawatch.report.sentence import Slot

PROJECTS, INVESTMENT = "projects", "investment"


def compose_series(pen: Pen) -> Section | None:
    """Every series that documents on the region speak of; None where none tells what was signed."""
    outlook = pen.publication.outlook
    told = {one.event for one in outlook.events} if outlook else set()
    if not told:
        return None
    found = (
        find_events(pen.ledger, on=date.fromisoformat(pen.publication.dated))
        if pen.publication.dated
        else find_events(pen.ledger)
    )
    courses = [one for one in found.courses if any(held.event in told for held in one.editions)]
    blocks = [block for course in courses for block in _course(pen, course)]
    return Section("series", pen.word("conference.series"), tuple(blocks)) if blocks else None


def _course(pen: Pen, course: ConferenceSeries) -> Iterator[Block]:
    yield from _trend(pen, course)
    heads = ("head_edition", "head_held", "head_projects", "head_investment", "head_mean", "head_follow")
    rows = tuple(_row(pen, held) for held in course.editions)
    yield Table(
        pen.word("conference.series_caption"), tuple(pen.word(f"conference.{h}") for h in heads), rows, (2, 3, 4)
    )
    if (chart := draw_series(pen, course, lambda held: _mean(pen, held))) is not None:
        yield chart
    yield from tell_left_out(pen, course.editions)
    if (parts := tabulate_slices(pen, course.editions)) is not None:
        yield parts
    if course.changes:
        yield _changes(pen, course)


def _row(pen: Pen, held: Held) -> tuple[Runs, ...]:
    mean = _mean(pen, held)
    return (
        (pen.words(held.label(pen.lang), _first_ref(pen, held)),),
        _when_and_where(pen, held),
        _amount(pen, held, held.projects),
        _amount(pen, held, held.investment),
        (mean,) if mean else (),
        _follow(pen, held),
    )


def _first_ref(pen: Pen, held: Held) -> Ref | None:
    amount = held.projects or held.investment
    return figure_ref(pen, amount) if amount else None


def _when_and_where(pen: Pen, held: Held) -> Runs:
    when = pen.claim(held.held, pen.period(held.dates)) if held.held and held.dates else None
    place = pen.words(name_place(held.place, pen.lang), Ref(RefKind.CLAIM, held.told_at)) if held.told_at else None
    return pen.say("conference.when_where", when=when, place=place)


def _amount(pen: Pen, held: Held, amount: EditionFigure | None) -> Runs:
    """An edition's figure, with the values that contradict it; empty where it has none."""
    if amount is None:
        return ()
    rivals = [one.amount for one in held.others if one.relation == CONTRADICTS and one.amount.measure == amount.measure]
    if not rivals:
        return (tell_amount(pen, amount),)
    unit = pen.word("common.unit_projects") if amount.measure == PROJECTS else ""
    others = [pen.say("common.counted", value=tell_amount(pen, one), unit=unit) for one in rivals]
    return pen.say("common.also", value=tell_amount(pen, amount), others=pen.series(others))


def _mean(pen: Pen, held: Held) -> Value | None:
    if held.mean is None or held.projects is None or held.investment is None:
        return None
    refs = [figure_ref(pen, held.investment), figure_ref(pen, held.projects)]
    unit = held.investment.quantity.unit
    return compute_interval(pen, "conference.mean", held.mean, unit, refs, name=held.label(pen.lang))


def _follow(pen: Pen, held: Held) -> Runs:
    follow = held.follow_up
    if not follow.is_told:
        return pen.say("conference.no_follow_up")
    steps = [_step(pen, held, step) for step in follow.steps]
    names = {outcome.value: outcome.name.lower() for outcome in Outcome}
    first = _first_ref(pen, held)
    named = [
        pen.say(
            "conference.named",
            count=pen.compute("conference.named_told", str(count), [first], name=held.label(pen.lang))
            if first
            else str(count),
            outcome=pen.word(f"conference.outcome_{names[key]}"),
        )
        for key, count in follow.outcomes.items()
    ]
    return pen.separated([*steps, *named], "; " if pen.lang == "en" else "；")


def _step(pen: Pen, held: Held, step: Attainment) -> Runs:
    refs = [figure_ref(pen, step.count), *([figure_ref(pen, held.projects)] if held.projects else [])]
    share = None
    if step.share is not None:
        text = format_share(step.share, pen.lang)
        share = pen.compute("conference.share_told", text, refs, name=held.label(pen.lang))
    status = pen.status(step.status)
    return pen.say(
        "conference.step",
        count=tell_amount(pen, step.count),
        status=status.lower() if pen.lang == "en" else status,
        when=pen.period(step.told_on),
        share=share,
    )


def _changes(pen: Pen, course: ConferenceSeries) -> Table:
    heads = ("head_change", "head_projects", "head_investment", "head_mean", "head_counts", "head_sums")
    rows = tuple(_change(pen, course, one) for one in course.changes)
    words = tuple(pen.word(f"conference.{head}") for head in heads)
    return Table(pen.word("conference.changes_caption"), words, rows, (1, 2, 3), pen.say("conference.changes_note"))


def _change(pen: Pen, course: ConferenceSeries, change: Compared) -> tuple[Runs, ...]:
    before, after = course.edition(change.before), course.edition(change.after)
    refs = evidence_refs(pen, change.evidence)
    names = {"before": before.label(pen.lang), "after": after.label(pen.lang)}

    def factor(interval: Interval | None) -> Runs:
        if interval is None:
            return ()
        datum = Number.within(interval, "")
        return (pen.compute("conference.factor", f"× {tell_factor(interval)}", refs, datum, **names),)

    years = pen.say("conference.change", before=before.year or names["before"], after=after.year or names["after"])
    return (
        years,
        factor(change.count),
        factor(change.money),
        factor(change.mean),
        _comparable(pen, change.count_comparable, change.count_doubts),
        _comparable(pen, change.money_comparable, change.money_doubts),
    )


def _comparable(pen: Pen, verdict: Comparable, doubts: Sequence[Doubt]) -> Runs:
    told = [pen.word(f"conference.doubt_{one.value}") for one in doubts]
    words = pen.word(f"conference.comparable_{verdict.name.lower()}")
    return pen.say(
        "conference.comparable", verdict=words, doubts=pen.separated(told, "; " if pen.lang == "en" else "；")
    )


def _trend(pen: Pen, course: ConferenceSeries) -> list[Block]:
    whole = [one for one in course.editions if one.mean is not None and one.year and one.projects]
    if len(whole) < 2:
        return []
    first, last = whole[0], whole[-1]
    slots: dict[str, Slot] = {
        "first": _trend_count(pen, first),
        "last": _trend_count(pen, last),
        "first_mean": _mean(pen, first),
        "last_mean": _mean(pen, last),
        "first_year": first.year,
        "last_year": last.year,
        "projects_way": _way(pen, _interval(first), _interval(last)),
        "mean_way": _way(pen, first.mean, last.mean),
    }
    return [pen.paragraph("conference.series_lead", **slots)]


def _interval(held: Held) -> Interval | None:
    return interval_of(held.projects.quantity) if held.projects else None


def _way(pen: Pen, before: Interval | None, after: Interval | None) -> str:
    """The word for what surely rose or fell between two figures; a neutral one where their wording leaves it open."""
    if before is None or after is None or before.overlaps(after):
        return pen.word("conference.way_open")
    return pen.word("conference.way_up" if after.low > before.low else "conference.way_down")


def _trend_count(pen: Pen, held: Held) -> Run | None:
    return tell_amount(pen, held.projects) if held.projects else None
