"""What a score is made of: a bar for each unit, in it the parts of the first level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.show.chart.frame import (
    PLACES,
    ROW,
    WIDTH,
    distinct,
    finish,
    hold,
    ink_on,
    names_axis,
    shorten,
    widest,
)
from gigawatch.index.show.theme import INK, PAPER, RAMP
from gigawatch.index.show.view import Names, Run, View, look

if TYPE_CHECKING:
    import altair as alt
    from altair.typing import ChartType

MOST = 9
ROOM = 26
Row = dict[str, object]


def chart_contributions(
    run: Run,
    code: str | None = None,
    period: str | None = None,
    *,
    language: str = "en",
    names: Names | None = None,
    places: tuple[int, int] = PLACES,
) -> ChartType:
    """The units from the best down, each score as the sum of what the codes straight under it bring.

    The parts rise in lightness in the order of the tree, so that neighbours differ in black and white. Of more than
    nine parts the nine largest are drawn, the others together.
    """
    view = look(run, code, period, language, names)
    units = view.take(places)
    parts, labels = _gather(view)
    rows = _lay_out(view, units, parts, labels)
    colours = _spread(len(labels))
    chart = _draw(view, rows, labels, colours)
    title = view.title(view.say("contribution.title"))
    description = view.say("contribution.description", title=view.title(), parts=view.say("chart.comma").join(labels))
    return finish(chart, language, title, description, view.say("contribution.note"))


def share_out(view: View) -> Numbers:
    """Units x first-level codes: what each brings to the score; NaN where a unit has nothing of it."""
    frame = view.result.list_contributions(view.code)
    found = np.full((len(view.values.units), len(view.first_level())), np.nan)
    first = {
        leaf: at for at, child in enumerate(view.first_level()) for leaf in view.structure.under.get(child, (child,))
    }
    place = {unit: at for at, unit in enumerate(view.values.units)}
    for unit, leaf, period, part in frame.select("unit", "code", "period", "contribution").iter_rows():
        if period == view.period and part is not None:
            at = place[unit], first[leaf]
            found[at] = np.nan_to_num(found[at]) + part
    return found


def _gather(view: View) -> tuple[Numbers, list[str]]:
    """The parts to draw and their names, the small ones of many put together."""
    parts, codes = share_out(view), view.first_level()
    if len(codes) <= MOST + 1:
        return parts, distinct([shorten(view.label(code)) for code in codes])
    size = np.nan_to_num(np.abs(parts)).sum(axis=0)
    kept = sorted(np.argsort(-size, kind="stable")[:MOST].tolist())
    rest = np.delete(parts, kept, axis=1)
    together = np.where(np.isnan(rest).all(axis=1), np.nan, np.nan_to_num(rest).sum(axis=1))
    labels = distinct([shorten(view.label(codes[at])) for at in kept])
    return np.column_stack([parts[:, kept], together]), [*labels, view.say("contribution.others", count=rest.shape[1])]


def _lay_out(view: View, units: tuple[int, ...], parts: Numbers, labels: list[str]) -> list[Row]:
    shown = distinct([shorten(view.unit(unit)) for unit in units])
    reach = np.nan_to_num(np.abs(parts[list(units)])).sum(axis=1).max() or 1.0
    rows: list[Row] = []
    for name, unit in zip(shown, units, strict=True):
        for at, label in enumerate(labels):
            part = float(parts[unit, at])
            if not np.isnan(part):
                is_wide = abs(part) / reach * WIDTH >= ROOM
                text = (f"{part:.1f}" if reach >= 10 else f"{part:.2f}").replace("-", "−")
                rows.append({"unit": name, "part": label, "at": at, "value": part, "text": text if is_wide else ""})
    return rows


def _spread(count: int) -> list[str]:
    """So many colours of the ramp, evenly apart; its ends are left out where there are few."""
    first, last = (0.0, len(RAMP) - 1.0) if count > 6 else (1.0, len(RAMP) - 2.0)
    return [_mix(first + at * (last - first) / max(count - 1, 1)) for at in range(count)]


def _mix(place: float) -> str:
    """The colour at a place of the ramp, counted from 0, between two of its colours where it lies between them."""
    at = min(int(place), len(RAMP) - 2)
    ends = [[int(colour[part : part + 2], 16) for part in (1, 3, 5)] for colour in RAMP[at : at + 2]]
    return "#" + "".join(f"{round(low + (place - at) * (high - low)):02x}" for low, high in zip(*ends, strict=True))


def _draw(view: View, rows: list[Row], labels: list[str], colours: list[str]) -> Any:
    import altair as alt

    columns = max(1, int((WIDTH + 80) // (widest(labels, 260) + 30)))
    legend = alt.Legend(title=None, columns=columns, symbolType="square")
    colour = alt.Color("part:N", scale=alt.Scale(domain=labels, range=colours), legend=legend)
    seen = list(dict.fromkeys(str(row["unit"]) for row in rows))
    base = alt.Chart(hold(rows)).encode(y=names_axis(seen), order=alt.Order("at:Q"))
    x = alt.X("value:Q", title=view.say("axis.contribution"), stack="zero", axis=alt.Axis(tickCount=8))
    tip = [alt.Tooltip("unit:N"), alt.Tooltip("part:N"), alt.Tooltip("value:Q", format=".4f")]
    bars = base.mark_bar(stroke=PAPER, strokeWidth=0.7, height={"band": 0.8}).encode(x=x, color=colour, tooltip=tip)
    return alt.layer(bars, _label(base, colours)).properties(width=WIDTH, height={"step": ROW})


def _label(base: alt.Chart, colours: list[str]) -> Any:
    """The parts' values on their bars, in the ink that each colour bears."""
    import altair as alt

    inks = [ink_on(colour) for colour in colours]
    pale = " || ".join(f"datum.at == {at}" for at, ink in enumerate(inks) if ink == PAPER) or "false"
    x = alt.X("value:Q", stack="zero", bandPosition=0.5)
    colour = alt.condition(pale, alt.value(PAPER), alt.value(INK))
    return base.mark_text(fontSize=9).encode(x=x, text="text:N", color=colour, detail="part:N")
