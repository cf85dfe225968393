"""Key figures of a region's or company's own report: its figures of the newest year, its rank in the index."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.report.block import KeyFigure, Value
from gigawatch.report.pen import Pen
from gigawatch.report.reference import score_ref
from gigawatch.report.section.company.year import find_others, find_years, name_figure, tell_beside
from gigawatch.report.section.standing import find_standings, name_index
from gigawatch.report.wording import rank_range, rank_text, score_text

YEARLY = ("installed", "share", "capacity", "revenue", "rd_spending")


def list_yearly(pen: Pen) -> Iterator[KeyFigure]:
    """The newest year's value of what a company is known by."""
    years = find_years(pen)
    for measure in YEARLY:
        if told := years.get(measure):
            year = max(told)
            one = told[year]
            provider = pen.words(one.provider, one.ref) if one.provider and one.beside else None
            context = pen.say(
                "key.yearly",
                when=pen.period(year),
                provider=provider,
                others=pen.series(also) if (also := find_others(pen, one)) else None,
                beside=tell_beside(pen, one) if one.beside else None,
            )
            value = pen.value(one.quantity, one.ref)
            yield KeyFigure(value, name_figure(pen, measure), context, pen.word("key.scope_yearly"), ("years",))


def list_standings(pen: Pen) -> Iterator[KeyFigure]:
    """The rank in each index in its newest year."""
    for table, rows in find_standings(pen):
        last = rows[-1]
        ref = score_ref(last)
        interval = Value(rank_range(last["rank_low"], last["rank_high"]), ref)
        score = Value(score_text(last["score"]), ref)
        context = pen.say("key.standing", period=pen.period(str(last["period"])), interval=interval, score=score)
        label = pen.word("key.rank", index=name_index(pen, table))
        place = Value(pen.word("key.place", rank=rank_text(last["rank"])), ref)
        yield KeyFigure(place, label, context, pen.word("key.scope_index"), ("index",))
