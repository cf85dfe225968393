"""Which choice moves the outcome most: first and total order indices of Sobol, with their confidence.

After Saltelli and others, "Global Sensitivity Analysis: The Primer", 2008.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gigawatch.index.show.chart.frame import WIDTH, finish, hold, names_axis, shorten
from gigawatch.index.show.theme import BLUE, INK, SKY
from gigawatch.index.show.word import say, say_if_known
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl
    from altair.typing import ChartType

COLUMNS = ("factor", "output", "order", "value", "low", "high")
ORDERS = ("first", "total")
ROW = 34
Row = dict[str, object]


def chart_sensitivity(
    frame: pl.DataFrame,
    output: str | None = None,
    *,
    language: str = "en",
    names: Mapping[str, str] | None = None,
    most: int = 20,
) -> ChartType:
    """Two bars for each factor, the first order (its own share of the variance) and the total (with all that it takes
    part in), with confidence; the `most` factors with the greatest total.

    `frame` has the columns factor, output, order (first, total), value, low and high; `output` is the first by default.
    `names` are the factors' names.
    """
    rows = _read(frame, output, names or {}, language)
    order = sorted({str(row["factor"]) for row in rows}, key=lambda factor: (-_reach(rows, factor), factor))[:most]
    shown = [row for row in rows if row["factor"] in order]
    which = str(frame["output"][0] if output is None else output)
    named = say_if_known(f"output.{which}", language, which)
    title = say("sensitivity.title", language, output=named)
    description = say("sensitivity.description", language, output=named, factor=order[0], count=len(order))
    return finish(_draw(shown, order, language), language, title, description, say("sensitivity.note", language))


def _read(frame: pl.DataFrame, output: str | None, names: Mapping[str, str], language: str) -> list[Row]:
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise InputError(
            f"the table lacks {', '.join(missing)}", where="sensitivity", hint=f"columns: {', '.join(COLUMNS)}"
        )
    if frame.is_empty():
        raise InputError("the table has no rows", where="sensitivity")
    which = frame["output"][0] if output is None else output
    found = [row for row in frame.select(COLUMNS).iter_rows(named=True) if row["output"] == which]
    wrong = sorted({str(row["order"]) for row in found} - set(ORDERS))
    if not found or wrong:
        what = f"there is no output {which!r}" if not found else f"{wrong[0]!r} is no order"
        raise InputError(what, where="sensitivity", hint=f"orders are {', '.join(ORDERS)}")
    return [
        {
            **row,
            "factor": shorten(names.get(str(row["factor"]), str(row["factor"]))),
            "label": say(f"sensitivity.{row['order']}", language),
        }
        for row in found
    ]


def _reach(rows: list[Row], factor: str) -> float:
    """The total order of a factor, or the first where there is no total."""
    values = {
        str(row["order"]): float(str(row["value"]))
        for row in rows
        if row["factor"] == factor and row["value"] is not None
    }
    return values.get("total", values.get("first", 0.0))


def _draw(rows: list[Row], order: list[str], language: str) -> Any:
    import altair as alt

    labels = [say(f"sensitivity.{kind}", language) for kind in ORDERS]
    scale = alt.Scale(domain=labels, range=[BLUE, SKY])
    y = names_axis(order, "factor")
    base = alt.Chart(hold(rows)).encode(
        y=y, yOffset=alt.YOffset("label:N", sort=labels, scale=alt.Scale(domain=labels))
    )
    x = alt.X("value:Q", title=say("sensitivity.axis", language), axis=alt.Axis(tickCount=8))
    colour = alt.Color("label:N", scale=scale, legend=alt.Legend(title=None, symbolType="square"))
    tip = [alt.Tooltip("factor:N"), alt.Tooltip("label:N")]
    tip += [alt.Tooltip(f"{name}:Q", format=".3f") for name in ("value", "low", "high")]
    bars = base.mark_bar(stroke=INK, strokeWidth=0.5).encode(x=x, color=colour, tooltip=tip)
    rules = base.mark_rule(color=INK, strokeWidth=1.4).encode(x=alt.X("low:Q"), x2="high:Q")
    ends = [
        base.mark_tick(color=INK, thickness=1.4, height=7, opacity=1).encode(x=alt.X(f"{end}:Q"))
        for end in ("low", "high")
    ]
    return alt.layer(bars, rules, *ends).properties(width=WIDTH, height={"step": ROW, "for": "position"})
