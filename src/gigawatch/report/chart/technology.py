"""Values of a measure over time: the three kinds of claim by shape and colour, hedges as lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from typing import TYPE_CHECKING

from gigawatch.figures import CellClaim, CellFigure, load_cells
from gigawatch.index.show.chart.frame import WIDTH, finish, hold
from gigawatch.index.show.theme import BLUE, GREEN, MUTED, ORANGE
from gigawatch.model import InputError
from gigawatch.outlook.technology import cell_id
from gigawatch.outlook.technology.text import format_value, name_maker, name_measure, say
from gigawatch.quantity import interval_of
from gigawatch.report.block import Chart, Ref, RefKind
from gigawatch.report.pen import Pen
from gigawatch.report.picture import plain_spec

if TYPE_CHECKING:
    import altair as alt
    from altair.typing import ChartType

SHAPES = {CellClaim.ANNOUNCED: "circle", CellClaim.CERTIFIED: "triangle-up", CellClaim.IN_SERIES: "square"}
COLOURS = {CellClaim.ANNOUNCED: ORANGE, CellClaim.CERTIFIED: GREEN, CellClaim.IN_SERIES: BLUE}
HEIGHT = 320


def draw_technology(pen: Pen, measure: str) -> Chart:
    """Announced, certified and in series by shape and colour, hedges as lines."""
    spec = plain_spec(chart_technology(measure, pen.lang))
    refs = tuple(Ref(RefKind.OBSERVATION, cell_id(one)) for one in load_cells() if one.measure == measure)
    title, alt = pen.word("technology.chart_title"), str(spec["description"])
    return Chart(title, alt, spec, refs, pen.word("technology.chart_source"))


def chart_technology(measure: str, lang: str = "en", *, condition: str | None = None) -> ChartType:
    """The chart of a measure; of charging times those of one part of the charge, such as `10-80 %`.

    An open end of a hedge (`over`) and the empty one of `up to` are not drawn: the mark is the value as stated.
    InputError where nothing is told of the measure and condition.
    """
    import altair as alt

    told = [one for one in load_cells() if (one.measure, one.condition) == (measure, condition)]
    if not told:
        raise InputError(f"nothing is told of {measure!r}", hint="charging times need a condition such as '10-80 %'")
    data = hold(_row(figure, lang) for figure in told)
    name = name_measure(told[0], lang)
    layers = alt.layer(_spans(data), _marks(data, f"{name} ({say(told[0].quantity.unit, lang)})", lang))
    title, description = (say(key, lang, measure=name) for key in ("chart", "chart_description"))
    return finish(layers.properties(width=WIDTH, height=HEIGHT), lang, title, description, say("chart_note", lang))


def _row(figure: CellFigure, lang: str) -> dict[str, object]:
    interval, value = interval_of(figure.quantity), figure.quantity.value
    return {
        "year": figure.year,
        "value": value,
        "low": interval.low or value,
        "high": value if isinf(interval.high) else interval.high,
        "claim": say(figure.claim, lang),
        "told": f"{name_maker(figure.maker, lang)}: {format_value(figure, lang)}",
        "source": figure.source,
    }


def _spans(data: alt.InlineData) -> ChartType:
    import altair as alt

    x, low = alt.X("year:Q", scale=_from_data()), alt.Y("low:Q", scale=_from_data())
    found: ChartType = alt.Chart(data).mark_rule(color=MUTED).encode(x=x, y=low, y2="high:Q")
    return found


def _marks(data: alt.InlineData, title: str, lang: str) -> ChartType:
    import altair as alt

    names = [say(claim, lang) for claim in SHAPES]
    legend = alt.Legend(title=say("claim", lang))
    found: ChartType = (
        alt.Chart(data)
        .mark_point(filled=True, size=60, opacity=0.75)
        .encode(
            x=alt.X("year:Q", title=say("year", lang), axis=alt.Axis(format="d", tickMinStep=1), scale=_from_data()),
            y=alt.Y("value:Q", title=title, scale=_from_data()),
            shape=alt.Shape("claim:N", scale=_scale(names, list(SHAPES.values())), legend=legend),
            color=alt.Color("claim:N", scale=_scale(names, list(COLOURS.values())), legend=legend),
            tooltip=["told:N", "year:Q", "claim:N", "source:N"],
        )
    )
    return found


def _from_data() -> alt.Scale:
    """A scale that begins at the least value, with room for its mark."""
    import altair as alt

    return alt.Scale(zero=False, padding=10)


def _scale(names: Sequence[str], values: Sequence[str]) -> alt.Scale:
    import altair as alt

    return alt.Scale(domain=list(names), range=list(values))
