"""How a measure of cells and packs went in series production, and how far announcements are ahead of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.figures import CellFigure
from gigawatch.outlook.technology import Compared, cell_id
from gigawatch.outlook.technology.text import format_value, name_maker, say
from gigawatch.report.block import Ref, RefKind, Run, Runs, Value
from gigawatch.report.datum import Number
from gigawatch.report.pen import Pen
from gigawatch.report.printed import print_words


def tell_compared(pen: Pen, one: Compared) -> Iterator[Runs]:
    """The best in series of the first and of the last year told, then the furthest announcement that is not met."""
    measure, part = say(one.measure, pen.lang).partition("（" if pen.lang == "zh" else " (")[0], _part(pen, one)
    if len(one.frontier) > 1:
        first, last = one.frontier[0], one.frontier[-1]
        slots = {"first": _value(pen, first), "then": str(first.year), "first_maker": _maker(pen, first)}
        slots |= {"last": _value(pen, last), "now": str(last.year), "last_maker": _maker(pen, last)}
        yield pen.say("technology.course", measure=measure, part=part, **slots)
    waiting = [lead.announced for lead in one.leads if lead.in_series is None]
    if waiting:
        far = waiting[-1]
        slots = {"value": _value(pen, far), "maker": _maker(pen, far), "year": str(far.year)}
        yield pen.say("technology.waiting", **slots)
    met = [lead for lead in one.leads if lead.in_series is not None and lead.years is not None and lead.years > 0]
    if met:
        lead = met[-1]
        assert lead.in_series is not None
        refs = [_ref(lead.announced), _ref(lead.in_series)]
        slots = {"value": _value(pen, lead.announced), "maker": _maker(pen, lead.announced)}
        slots |= {"year": str(lead.announced.year), "other": _maker(pen, lead.in_series)}
        slots |= {"years": pen.compute("technology.years", str(lead.years), refs), "part": part}
        yield pen.say("technology.met", n=lead.years, **slots)


def _part(pen: Pen, one: Compared) -> Run | None:
    """The part of the charge that a charging time is of."""
    return pen.words(print_words(one.condition), _ref(one.frontier[0])) if one.condition and one.frontier else None


def _ref(figure: CellFigure) -> Ref:
    return Ref(RefKind.OBSERVATION, cell_id(figure))


def _value(pen: Pen, figure: CellFigure) -> Value:
    return Value(format_value(figure, pen.lang), _ref(figure), Number.of(figure.quantity))


def _maker(pen: Pen, figure: CellFigure) -> Run:
    return pen.words(name_maker(figure.maker, pen.lang), _ref(figure))
