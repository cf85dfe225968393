"""The profile of a unit: where it lies in every part of the index, against the others' median and range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.values import Flags
from gigawatch.index.result.ranking import rank_scores
from gigawatch.index.show.chart.frame import ROW, WIDTH, distinct, finish, hold, shorten, widest
from gigawatch.index.show.theme import BLUE, GREY, GRID, INK, ORANGE
from gigawatch.index.show.view import Names, Run, View, look
from gigawatch.model import InputError

if TYPE_CHECKING:
    import altair as alt
    from altair.typing import ChartType

INDENT = "nn"
STEP = 12
COLUMN = 280
PALE = "#b9c0c8"
Row = dict[str, object]


def chart_profile(
    run: Run,
    unit: str,
    code: str | None = None,
    period: str | None = None,
    *,
    language: str = "en",
    names: Names | None = None,
    group: str | None = None,
) -> ChartType:
    """A line for every aggregate and indicator under `code`, as the tree has them: the unit's value, its rank, and the
    others' lowest, median and highest; the middle half of them is the thicker line.

    Values are the normalised ones and the scores, so that more is better everywhere. `group` is a group code of the
    structure: the unit is then held against the units of its own group.
    """
    view = look(run, code, period, language, names)
    at = view.find_unit(unit)
    peers = _find_peers(view, at, group)
    rows = list(_lay_out(view, at, peers))
    label = "" if group is None else str(view.values.groups[group][at])
    note = view.say("profile.note", count=int(peers.sum()), group=f" ({label})" if label else "")
    description = view.say("profile.description", unit=view.unit(at), title=view.title(), count=int(peers.sum()))
    title = view.say("profile.title", unit=view.unit(at), title=view.title())
    return finish(_draw(view, rows), language, title, description, note)


def _find_peers(view: View, at: int, group: str | None) -> Flags:
    present: Flags = view.values.present[view.at]
    if group is None:
        return present
    if group not in view.values.groups:
        hint = f"there are: {', '.join(view.values.groups) or 'none'}"
        raise InputError(f"{group!r} is no group of the structure", where="group", hint=hint)
    labels = view.values.groups[group]
    found: Flags = present & (labels == labels[at])
    return found


def walk(view: View, code: str, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Every code from an aggregate down with its depth, parents before their children."""
    yield code, depth
    for child in view.structure.children.get(code, ()):
        yield from walk(view, child, depth + 1)


def rank_codes(view: View, peers: Flags) -> Numbers:
    """Units x codes: the rank in every code among the peers, 1 for the best; who is not ranked in it has none."""
    x = np.where(peers[:, None], view.table, np.nan)
    gated = view.result.coverage.gated[view.at]
    x[:, len(view.structure.indicators) :][gated] = np.nan
    return rank_scores(x, view.result.method.rank.text("ties"), axis=0)


def _lay_out(view: View, at: int, peers: Flags) -> Iterator[Row]:
    ranks = rank_codes(view, peers)
    codes = list(walk(view, view.code))
    labels = distinct([shorten(view.label(code), COLUMN - STEP * (depth + 1)) for code, depth in codes])
    for label, (code, depth) in zip(labels, codes, strict=True):
        column = view.structure.position[code]
        value, rank = view.table[at, column], ranks[at, column]
        count = int((~np.isnan(ranks[:, column])).sum())
        yield {
            "label": label,
            "code": code,
            "depth": depth,
            "kind": view.structure.by_code[code].kind,
            "value": None if np.isnan(value) else float(value),
            "rank": None if np.isnan(rank) else float(rank),
            "place": "–" if np.isnan(rank) else f"{rank:g} / {count}",
            **_summarise(view.table[peers, column]),
        }


def _summarise(x: Numbers) -> dict[str, float | None]:
    """The least, the quartiles and the greatest of the values that are there."""
    known = x[~np.isnan(x)]
    found = np.quantile(known, (0, 0.25, 0.5, 0.75, 1)).tolist() if known.size else [None] * 5
    return dict(zip(("low", "lower", "median", "upper", "high"), found, strict=True))


def _draw(view: View, rows: list[Row]) -> Any:
    import altair as alt

    labels = [str(row["label"]) for row in rows]
    room = widest((str(row["label"]) + INDENT * int(str(row["depth"])) for row in rows), COLUMN)
    indents = [{**row, "from": STEP * int(str(row["depth"])) - room} for row in rows]
    y = alt.Y("label:N", sort=labels, scale=alt.Scale(domain=labels), axis=None)
    base = alt.Chart(hold(indents)).encode(y=y)
    text = base.mark_text(align="left").encode(x=alt.X("from:Q", scale=None), text="label:N")
    place = base.mark_text(align="left").encode(x=alt.value(WIDTH + 10), text="place:N")
    line = base.mark_rule(color=GRID, yOffset=-ROW / 2).encode(x=alt.value(-room), x2=alt.value(WIDTH + 60))
    grid = line.transform_filter("datum.kind == 'aggregate' && datum.depth > 0")
    return alt.layer(grid, *_mark(view, base), text, place).properties(width=WIDTH, height={"step": ROW})


def _mark(view: View, base: alt.Chart) -> list[alt.Chart]:
    """The range, the middle half and the median of the peers, and the unit with its distance from the median."""
    import altair as alt

    axis = alt.Axis(tickCount=8, domain=False)
    x = alt.X("low:Q", title=view.say("axis.profile"), scale=alt.Scale(zero=False, nice=True), axis=axis)
    kinds = ["aggregate", "indicator"]
    dot = base.mark_point(stroke="white", strokeWidth=0.8).encode(
        x="value:Q",
        fill=alt.Fill("kind:N", scale=alt.Scale(domain=kinds, range=[ORANGE, BLUE]), legend=None),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["diamond", "circle"]), legend=None),
        size=alt.Size("kind:N", scale=alt.Scale(domain=kinds, range=[110, 60]), legend=None),
        tooltip=[alt.Tooltip("label:N"), alt.Tooltip("value:Q", format=".4f"), alt.Tooltip("place:N")],
    )
    return [
        base.mark_rule(color=GREY, strokeWidth=1.2).encode(x=x, x2="high:Q"),
        base.mark_rule(color=PALE, strokeWidth=6).encode(x="lower:Q", x2="upper:Q"),
        base.mark_rule(color=BLUE, strokeWidth=1.4).encode(x="median:Q", x2="value:Q"),
        base.mark_tick(color=INK, thickness=2, height=11, opacity=1).encode(x="median:Q"),
        dot,
    ]
