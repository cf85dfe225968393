"""How a measure of cells and packs went in series production, and how far announcements are ahead of it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from re import compile as compile_pattern

from gigawatch.figures import CellFigure
from gigawatch.outlook.technology import Compared, cell_id
from gigawatch.outlook.technology.text import format_value, name_maker, say
from gigawatch.quantity import interval_of
from gigawatch.report.block import Ref, RefKind, Run, Runs, Value
from gigawatch.report.datum import Number
from gigawatch.report.names import lower_first
from gigawatch.report.pen import Pen
from gigawatch.report.printed import print_words
from gigawatch.report.sentence import Slot
from gigawatch.report.spelled import spell_small

MINUTES = compile_pattern(r" min$")


def tell_compared(pen: Pen, one: Compared) -> Iterator[Runs]:
    """The best in series of the first and of the last year told, then the furthest announcement that is not met."""
    name, part = split_measure(one.measure, pen.lang)[0], _part(pen, one)
    measure = lower_first(name)
    token = f"{one.measure} {one.condition}"
    if len(one.frontier) > 1:
        first, last = one.frontier[0], one.frontier[-1]
        course: dict[str, Slot] = {
            "measure": measure,
            "part": part,
            "way": _way(pen, first, last),
            "first": _value(pen, first),
            "then": str(first.year),
            "first_maker": _maker(pen, first),
            "last": _value(pen, last),
            "now": str(last.year),
            "last_maker": _maker(pen, last),
        }
        yield pen.vary("technology.course", token, **course)
    waiting = [lead.announced for lead in one.leads if lead.in_series is None]
    if waiting:
        yield pen.vary("technology.waiting", token, part=part, **_announced(pen, waiting[-1]))
    met = [(one.announced, one.in_series, one.years) for one in one.leads if one.in_series and one.years]
    if met and (years := met[-1][2]) > 0:
        announced, series, _ = met[-1]
        count = spell_small(pen.compute("technology.years", str(years), [_ref(announced), _ref(series)]), pen.lang)
        slots: dict[str, Slot] = {"other": _maker(pen, series), "years": count, "part": part}
        yield pen.vary("technology.met", token, n=years, **slots, **_announced(pen, announced))


def split_measure(measure: str, lang: str) -> tuple[str, str]:
    """The name of a measure without what stands in brackets behind it, and that; empty where nothing does."""
    name, _, rest = say(measure, lang).partition("（" if lang == "zh" else " (")
    return name, rest.rstrip(")）")


def _announced(pen: Pen, figure: CellFigure) -> dict[str, Slot]:
    """What was announced by whom in which year."""
    return {"value": _value(pen, figure), "maker": _maker(pen, figure), "year": str(figure.year)}


def _way(pen: Pen, first: CellFigure, last: CellFigure) -> str:
    """The word for what surely rose or fell; a neutral one where the wordings overlap."""
    before, after = interval_of(first.quantity), interval_of(last.quantity)
    way = "open" if before.overlaps(after) else "up" if after.low > before.low else "down"
    return pen.word(f"technology.way_{way}")


def _part(pen: Pen, one: Compared) -> Run | None:
    """The part of the charge that a charging time is of."""
    return pen.words(print_words(one.condition), _ref(one.frontier[0])) if one.condition and one.frontier else None


def _ref(figure: CellFigure) -> Ref:
    return Ref(RefKind.OBSERVATION, cell_id(figure))


def _value(pen: Pen, figure: CellFigure) -> Value:
    text = MINUTES.sub(" minutes", format_value(figure, pen.lang))
    return Value(text, _ref(figure), Number.of(figure.quantity))


def _maker(pen: Pen, figure: CellFigure) -> Run:
    return pen.words(name_maker(figure.maker, pen.lang), _ref(figure))
