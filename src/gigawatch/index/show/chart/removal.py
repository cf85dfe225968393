"""What the index owes to each indicator: how far ranks shift when it is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.index.show.chart.frame import ROW, WIDTH, distinct, finish, hold, names_axis, shorten
from gigawatch.index.show.theme import INK, SKY
from gigawatch.index.show.word import say
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl
    from altair.typing import ChartType

    from gigawatch.index.result.result import Result

COLUMNS = ("code", "mean_shift", "max_shift")


def chart_removal(
    frame: pl.DataFrame, result: Result | None = None, *, language: str = "en", most: int = 60
) -> ChartType:
    """A bar for each indicator: the mean absolute shift of rank when it is left out; a dot for the greatest shift.

    `frame` has the columns code, mean_shift and max_shift; `result` gives the codes their names. The `most` indicators
    with the greatest mean are shown.
    """
    import altair as alt

    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing or frame.is_empty():
        what = f"the table lacks {', '.join(missing)}" if missing else "the table has no rows"
        raise InputError(what, where="removal", hint=f"columns: {', '.join(COLUMNS)}")
    found = frame.select(COLUMNS).sort(["mean_shift", "code"], descending=[True, False], nulls_last=True).head(most)
    names = {} if result is None else {n.code: n.names.get(language, n.code) for n in result.structure.nodes}
    labels = distinct([shorten(names.get(code, code)) for code in found["code"]])
    rows = [{**row, "label": label} for label, row in zip(labels, found.iter_rows(named=True), strict=True)]
    base = alt.Chart(hold(rows)).encode(y=names_axis(labels, "label"))
    tip = [alt.Tooltip("label:N"), alt.Tooltip("mean_shift:Q", format=".2f"), alt.Tooltip("max_shift:Q")]
    x = alt.X("mean_shift:Q", title=say("removal.axis", language))
    bars = base.mark_bar(color=SKY, stroke=INK, strokeWidth=0.4, height={"band": 0.7}).encode(x=x, tooltip=tip)
    line = base.mark_rule(color=INK, strokeWidth=0.8, strokeDash=[2, 2]).encode(x="mean_shift:Q", x2="max_shift:Q")
    dots = base.mark_point(color=INK, size=34, shape="diamond").encode(x="max_shift:Q")
    chart = alt.layer(bars, line, dots).properties(width=WIDTH, height={"step": ROW})
    description = say("removal.description", language, code=labels[0], shift=f"{found['mean_shift'][0] or 0:.2f}")
    return finish(chart, language, say("removal.title", language), description, say("removal.note", language))
