"""How the indicators go together: a map of their correlations, the blocks of the tree framed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.result.ranking import rank
from gigawatch.index.show.chart.frame import WIDTH, finish, hold, shorten
from gigawatch.index.show.theme import INK, PAPER
from gigawatch.index.show.view import Run, View, look
from gigawatch.model import InputError

if TYPE_CHECKING:
    from altair.typing import ChartType

FEW = 20
MOST = 120
ROOM = 230
COLOURS = ("#7f3b08", "#e08214", "#fde5c8", "#ffffff", "#d3e3f3", "#4a90c2", "#053061")
Kind = Literal["pearson", "spearman"]
Row = dict[str, object]


def chart_correlations(
    run: Run,
    code: str | None = None,
    period: str | None = None,
    *,
    language: str = "en",
    step: str | None = None,
    kind: Kind = "pearson",
) -> ChartType:
    """Correlations of the indicators under `code` over the units of the period, each over the units that have both.

    They are of the table that `step` left (that before the aggregation). A negative one also carries a minus sign, for
    black and white; where there are few, the figure. A pair without three units or without spread is left blank.
    """
    view = look(run, code, period, language)
    codes = view.structure.under[view.code]
    if len(codes) > MOST:
        hint = "name an aggregate further down the tree"
        raise InputError(f"{len(codes)} indicators do not fit a map of {MOST}", where="code", hint=hint)
    x = _find_table(view, step, codes)
    rows = list(_lay_out(view, codes, correlate(x if kind == "pearson" else _rank_pairs(x))))
    chart = _draw(view, rows, codes)
    title = view.title(view.say("correlation.title"))
    description = view.say("correlation.description", title=view.title(), count=len(codes))
    return finish(
        chart, language, title, description, view.say("correlation.note", kind=view.say(f"correlation.{kind}"))
    )


def correlate(x: Numbers) -> Numbers:
    """Codes x codes: the product-moment correlation over the rows that both columns have; NaN without spread."""
    known = ~np.isnan(x)
    found = np.full((x.shape[1], x.shape[1]), np.nan)
    for first in range(x.shape[1]):
        for second in range(first, x.shape[1]):
            both = known[:, first] & known[:, second]
            a, b = x[both, first], x[both, second]
            if both.sum() >= 3 and np.ptp(a) > 0 and np.ptp(b) > 0:
                found[first, second] = found[second, first] = np.corrcoef(a, b)[0, 1]
    return found


def _rank_pairs(x: Numbers) -> Numbers:
    """Average ranks of every column, whose product-moment correlation is Spearman's."""
    return rank(x, "average", axis=0)


def _find_table(view: View, step: str | None, codes: Sequence[str]) -> Numbers:
    steps = view.result.steps
    if step is not None and step not in steps:
        raise InputError(f"there is no step {step!r}", where="step", hint=f"there are: {', '.join(steps)}")
    table = view.result.tables[-1] if step is None else steps[step]
    found: Numbers = table.x[view.at][:, [table.codes.index(code) for code in codes]]
    return found


def _lay_out(view: View, codes: Sequence[str], found: Numbers) -> Iterator[Row]:
    is_few = len(codes) <= FEW
    for row, first in enumerate(codes):
        for column, second in enumerate(codes):
            value = found[row, column]
            known = not np.isnan(value)
            sign = "−" if known and value <= -0.2 else ""
            yield {
                "y": first,
                "x": second,
                "value": float(value) if known else None,
                "text": (f"{value:.2f}".replace("-", "−") if known else "") if is_few else sign,
                "names": f"{view.label(first)} – {view.label(second)}",
            }


def _frame_blocks(view: View, codes: Sequence[str]) -> list[Row]:
    """The first and last indicator under each parent of indicators."""
    blocks: dict[str, list[str]] = {}
    for code in codes:
        blocks.setdefault(str(view.structure.by_code[code].parent), []).append(code)
    return [{"first": inner[0], "last": inner[-1], "name": view.label(parent)} for parent, inner in blocks.items()]


def _draw(view: View, rows: list[Row], codes: Sequence[str]) -> Any:
    import altair as alt

    cell = max(8.0, min(34.0, WIDTH / len(codes)))
    order = list(codes)
    font = min(11.0, max(7.0, cell - 2))
    names = {code: shorten(view.label(code), ROOM) for code in codes}
    label = f"{_as_map(names)}[datum.value]"
    across = alt.Axis(title=None, labelAngle=-90, labelFontSize=font, ticks=False, domain=False, labelOverlap=False)
    down = alt.Axis(
        title=None, labelExpr=label, labelFontSize=font, ticks=False, domain=False, labelOverlap=False, labelLimit=0
    )
    scale = alt.Scale(domain=order, paddingInner=0)
    x, y = alt.X("x:N", scale=scale, sort=order, axis=across), alt.Y("y:N", scale=scale, sort=order, axis=down)
    colour = alt.Color(
        "value:Q",
        scale=alt.Scale(domain=[-1, 1], range=list(COLOURS), interpolate="rgb"),
        legend=alt.Legend(title=view.say("correlation.legend"), format=".1f", gradientLength=180, tickCount=5),
    )
    base = alt.Chart(hold(rows)).encode(x=x, y=y)
    tip = [alt.Tooltip("names:N"), alt.Tooltip("value:Q", format="+.3f")]
    cells = base.mark_rect(stroke=PAPER, strokeWidth=0.3).encode(color=colour, tooltip=tip)
    ink = alt.condition("abs(datum.value) > 0.65", alt.value(PAPER), alt.value(INK))
    text = (
        base.mark_text(fontSize=min(9.0, cell * 0.62)).encode(text="text:N", color=ink).transform_filter("datum.text")
    )
    blocks = alt.Chart(hold(_frame_blocks(view, codes))).mark_rect(fillOpacity=0, stroke=INK, strokeWidth=1.8)
    frames = blocks.encode(
        x=alt.X("first:N", scale=scale, bandPosition=0),
        x2=alt.X2("last:N", bandPosition=1),
        y=alt.Y("first:N", scale=scale, bandPosition=0),
        y2=alt.Y2("last:N", bandPosition=1),
    )
    return alt.layer(cells, text, frames).properties(width={"step": cell}, height={"step": cell})


def _as_map(names: dict[str, str]) -> str:
    """A mapping as an expression of Vega's."""
    import json

    return "(" + json.dumps(names, ensure_ascii=False) + ")"
