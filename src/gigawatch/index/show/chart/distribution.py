"""One indicator before and after a step: how its values lie, and which of them the step changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.show.chart.frame import WIDTH, finish, hold
from gigawatch.index.show.theme import INK, ORANGE, SKY
from gigawatch.index.show.view import Names, Run, View, look
from gigawatch.index.step.moment import shape
from gigawatch.model import InputError

if TYPE_CHECKING:
    from altair.typing import ChartType

HEIGHT = 130
STRIP = 26
FEWEST, MOST = 6, 30
Row = dict[str, object]


@dataclass(frozen=True)
class Panel:
    """The values of the indicator at one time, with the units they belong to and which of them the step changed."""

    key: str
    x: Numbers
    units: Numbers
    changed: Flags


def chart_distribution(
    run: Run,
    indicator: str,
    period: str | None = None,
    *,
    language: str = "en",
    names: Names | None = None,
    step: str | None = None,
) -> ChartType:
    """Histograms of an indicator before and after a step (the last treat step), a stroke under it for each unit.

    Values that the step changed are dark. Skewness and excess kurtosis (type 2) stand above each histogram. Where the
    step only drew values in, both have one axis; where it changed the scale, each has its own.
    """
    import altair as alt

    view = look(run, None, period, language, names)
    before, after = _find_panels(view, indicator, step)
    shared = before.x.min() <= after.x.min() and after.x.max() <= before.x.max()
    domain = (float(before.x.min()), float(before.x.max())) if shared else None
    unit = view.structure.by_code[indicator].unit or ""
    panels = [_draw(view, panel, domain, unit if shared or panel is before else "") for panel in (before, after)]
    chart = alt.vconcat(*panels, spacing=18)
    title = view.say("chart.comma").join(part for part in (view.label(indicator), view.period) if part)
    changed = int(after.changed.sum())
    description = view.say("distribution.description", code=view.label(indicator), changed=changed, count=after.x.size)
    return finish(chart, language, title, description, view.say("distribution.note", changed=changed))


def _find_panels(view: View, indicator: str, step: str | None) -> tuple[Panel, Panel]:
    if indicator not in view.structure.indicators:
        hint = f"there are: {', '.join(view.structure.indicators[:12])}"
        raise InputError(f"{indicator!r} is no indicator", where="indicator", hint=hint)
    names = list(view.result.steps)
    treat = view.result.method.find("treat")
    asked = step or (treat.name if treat else "")
    if asked not in names[1:] or indicator not in view.result.steps[asked].codes:
        hint = f"name one of: {', '.join(names[1:])}"
        raise InputError(
            f"there is no step {asked!r}" if asked else "the method treats nothing", where="step", hint=hint
        )
    tables = [view.result.steps[name] for name in (names[names.index(asked) - 1], asked)]
    first, second = (table.column(indicator)[view.at] for table in tables)
    changed = (first != second) & ~np.isnan(second)
    panels = []
    for key, x in (("before", first), ("after", second)):
        some = ~np.isnan(x)
        if not some.any():
            raise InputError(f"{indicator!r} has no value in this period", where="period")
        panels.append(Panel(key, x[some], np.flatnonzero(some).astype(np.float64), changed[some]))
    return panels[0], panels[1]


def _draw(view: View, panel: Panel, domain: tuple[float, float] | None, unit: str) -> Any:
    import altair as alt

    ends = alt.Undefined if domain is None else list(domain)
    scale = alt.Scale(zero=False, nice=False, padding=6, domain=ends)
    words = [view.say("distribution.kept"), view.say("distribution.changed")]
    colour = alt.Color(
        "state:N",
        scale=alt.Scale(domain=words, range=[SKY, ORANGE]),
        legend=alt.Legend(title=None, symbolType="square"),
    )
    blank = alt.X("from:Q", title=None, scale=scale, axis=alt.Axis(labels=False, ticks=False, grid=False, domain=False))
    y = alt.Y("count:Q", title=view.say("axis.count"), axis=alt.Axis(tickMinStep=1, tickCount=4, format="d"))
    bars = (
        alt.Chart(hold(_count(panel, words, domain)))
        .mark_bar(stroke=INK, strokeWidth=0.4, binSpacing=0)
        .encode(x=blank, x2="to:Q", y=y, y2="count0:Q", color=colour)
    )
    values = [
        {"unit": view.unit(int(unit_at)), "value": float(value), "state": words[int(is_changed)]}
        for value, unit_at, is_changed in zip(panel.x, panel.units, panel.changed, strict=True)
    ]
    tip = [alt.Tooltip("unit:N"), alt.Tooltip("value:Q")]
    x = alt.X("value:Q", title=unit or None, scale=scale, axis=alt.Axis(grid=False, tickCount=8))
    ticks = (
        alt.Chart(hold(values))
        .mark_tick(thickness=1.4, opacity=0.9, height=STRIP - 8)
        .encode(x=x, color=colour, tooltip=tip)
    )
    head = bars.properties(width=WIDTH, height=HEIGHT, title=alt.Title(_head(view, panel), fontSize=12, offset=4))
    return alt.vconcat(head, ticks.properties(width=WIDTH, height=STRIP), spacing=2).resolve_scale(x="shared")


def _count(panel: Panel, words: list[str], domain: tuple[float, float] | None) -> list[Row]:
    """How many values lie in each bin, the unchanged ones below the changed."""
    wanted = np.histogram_bin_edges(panel.x, "auto", domain).size - 1
    edges = np.histogram_bin_edges(panel.x, int(np.clip(wanted, FEWEST, MOST)), domain)
    rows: list[Row] = []
    below = np.zeros(edges.size - 1)
    for word, chosen in zip(words, (~panel.changed, panel.changed), strict=True):
        above = below + np.histogram(panel.x[chosen], edges)[0]
        rows += [
            {
                "from": float(edges[at]),
                "to": float(edges[at + 1]),
                "count0": int(below[at]),
                "count": int(above[at]),
                "state": word,
            }
            for at in np.flatnonzero(above > below)
        ]
        below = above
    return rows


def _head(view: View, panel: Panel) -> str:
    skewness, kurtosis = (float(found[0]) for found in shape(panel.x[:, None], "type 2"))
    numbers = ["–" if np.isnan(number) else f"{number:.2f}".replace("-", "−") for number in (skewness, kurtosis)]
    return view.say(f"distribution.{panel.key}", skewness=numbers[0], kurtosis=numbers[1])
