"""The editions of the conference side by side: projects and money signed, the mean project, and the trend."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.outlook import Edition as Chosen
from gigawatch.report.block import Block, Ref, Run, Runs, Section, Table
from gigawatch.report.chart.conference import draw_series
from gigawatch.report.figures import compute_interval, tell_term, term_ref, term_value
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import Slot


def compose_series(pen: Pen) -> Section | None:
    """The series as a sentence, a table and a chart; None for fewer than two editions."""
    told = pen.publication.outlook.events if pen.publication.outlook else ()
    if len(told) < 2:
        return None
    heads = ("head_edition", "head_projects", "head_investment", "head_mean")
    rows = tuple(_edition_row(pen, chosen) for chosen in told)
    head = tuple(pen.word(f"conference.{h}") for h in heads)
    table = Table(pen.word("conference.series_caption"), head, rows, (1, 2, 3))
    chart = draw_series(pen, told)
    blocks: list[Block] = [*_trend(pen, told), table, *([chart] if chart else [])]
    return Section("series", pen.word("conference.series"), tuple(blocks))


def _edition_row(pen: Pen, chosen: Chosen) -> tuple[Runs, ...]:
    mean = _mean(pen, chosen)
    return (
        (pen.name(chosen.event, _edition_ref(pen, chosen)),),
        tell_term(pen, chosen, "projects"),
        tell_term(pen, chosen, "investment"),
        (mean,) if mean else (),
    )


def _edition_ref(pen: Pen, chosen: Chosen) -> Ref | None:
    term = chosen.projects or chosen.investment
    return term_ref(pen, term) if term else None


def _mean(pen: Pen, chosen: Chosen) -> Run | None:
    if chosen.mean is None or chosen.projects is None or chosen.investment is None:
        return None
    refs = [term_ref(pen, chosen.investment), term_ref(pen, chosen.projects)]
    name = pen.ledger.label(chosen.event, pen.lang)
    return compute_interval(pen, "conference.mean", chosen.mean, chosen.investment.quantity.unit, refs, name=name)


def _trend(pen: Pen, editions: Sequence[Chosen]) -> list[Block]:
    whole = [e for e in editions if e.mean is not None and e.year]
    if len(whole) < 2:
        return []
    first, last = whole[0], whole[-1]
    slots: dict[str, Slot] = {
        "first": term_value(pen, first.projects),
        "last": term_value(pen, last.projects),
        "first_mean": _mean(pen, first),
        "last_mean": _mean(pen, last),
        "first_year": first.year,
        "last_year": last.year,
    }
    return [pen.paragraph("conference.series_lead", **slots)]
