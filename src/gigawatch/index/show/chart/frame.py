"""What every chart has in common: its data, title, description and size, and lengths of words on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from gigawatch.index.show.theme import INK, PAPER, theme_on_paper

if TYPE_CHECKING:
    import altair as alt
    from altair.typing import ChartType

WIDTH = 560
ROW = 17
PLACES = (1, 60)
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
WIDE = "\u2e80"
Row = Mapping[str, object]


def hold(rows: Iterable[Row]) -> alt.InlineData:
    """Rows as the data of a chart."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def finish(chart: ChartType, language: str, title: str, description: str, note: str = "") -> ChartType:
    """The chart with its title, the line under it, the description for screen readers, and the theme."""
    import altair as alt

    heading = alt.Title(text=title, subtitle=note) if note else alt.Title(text=title)
    found: ChartType = chart.properties(
        title=heading, description=description, usermeta={"language": language}, background=PAPER
    )
    found.config = theme_on_paper()
    return found


def measure(text: str, size: float = 11) -> float:
    """About how many pixels wide a text is: a Chinese character is as wide as it is high, a Latin one about half."""
    return sum(1.0 if character >= WIDE else 0.51 for character in text) * size


def widest(texts: Iterable[str], most: float, size: float = 11) -> float:
    """The room that the longest of some texts needs, up to `most` pixels."""
    return min(most, max((measure(text, size) for text in texts), default=0.0) + 4)


def shorten(text: str, most: float = 250) -> str:
    """The text, its end left out where it is wider than `most` pixels (the renderer is slow at that)."""
    if measure(text) <= most:
        return text
    end = len(text)
    while end > 1 and measure(text[:end]) > most - 10:
        end -= 1
    return text[:end].rstrip() + "…"


def names_axis(names: Sequence[str], field: str = "unit") -> alt.Y:
    """A vertical axis of names in the given order, with no title: the names speak for themselves."""
    import altair as alt

    axis = alt.Axis(title=None, labelLimit=0, labelOverlap=False, ticks=False, domain=False)
    return alt.Y(f"{field}:N", sort=list(names), axis=axis, scale=alt.Scale(domain=list(names)))


def list_ticks(last: int, most: int = 14) -> list[int]:
    """Ranks to label: the first, then every second, fifth, tenth ... so that there are not more than `most`."""
    step = next((step for step in STEPS if last / step <= most), STEPS[-1])
    return [1, *range(step if step > 1 else 2, last + 1, step)] if step != 2 else list(range(1, last + 1, 2))


def distinct(names: Sequence[str]) -> list[str]:
    """The names, with a mark behind those that were there before: rows of a chart must differ."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read on a colour (by its relative luminance, WCAG 2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return INK if light > 0.3 else PAPER
