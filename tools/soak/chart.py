"""A chart of seconds against claims on two logarithmic axes, with the line of n log n: an SVG by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, floor, log, log10

from soak.scale import Point

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 420, 64, 40, 150, 48
NEARLY = 0.01  # a size a document above a power of ten needs no further power
SERIES: tuple[tuple[str, str, Callable[[Point], float]], ...] = (
    ("resolve", "#2563a8", lambda point: point.resolved.cpu),
    ("settle", "#b4531f", lambda point: point.settled.cpu),
    ("both", "#222222", lambda point: point.cpu),
)


def draw(points: Sequence[Point]) -> str:
    """The chart of some points: processor seconds of resolving, of settling and of both."""
    axes = Axes([point.claims for point in points], [value(p) for _, _, value in SERIES for p in points])
    lines = [axes.line([(p.claims, value(p)) for p in points], colour, name) for name, colour, value in SERIES]
    last = points[-1]
    scale = last.cpu / (last.claims * log(last.claims))
    ideal = axes.line([(p.claims, scale * p.claims * log(p.claims)) for p in points], "#999999", "", dashed=True)
    return picture("Seconds of one core against claims; dashed: n log n through the last point", axes, [ideal, *lines])


def picture(title: str, axes: Axes, lines: Sequence[str], counted: str = "claims") -> str:
    """The whole picture of some lines on their axes."""
    body = "\n".join([axes.frame(counted), *lines])
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}"'
    style = 'font-family="sans-serif" font-size="12"'
    return (
        f'{head} {style}>\n<rect width="100%" height="100%" fill="#fff"/>\n{_text(LEFT, 22, title)}\n{body}\n</svg>\n'
    )


class Axes:
    """Two logarithmic axes over whole powers of ten."""

    def __init__(self, across: Sequence[float], upwards: Sequence[float]) -> None:
        self._x, self._y = _decades(across, NEARLY), _decades(upwards)

    def frame(self, counted: str = "claims") -> str:
        """Grid lines with their numbers, and what is counted across."""
        parts = []
        for power in range(self._x[0], self._x[1] + 1):
            x, _ = self._place(10**power, 10 ** self._y[0])
            parts += [_rule(x, TOP, x, HEIGHT - BOTTOM), _text(x, HEIGHT - BOTTOM + 18, f"{10**power:,}", "middle")]
        for power in range(self._y[0], self._y[1] + 1):
            _, y = self._place(10 ** self._x[0], 10**power)
            parts += [_rule(LEFT, y, WIDTH - RIGHT, y), _text(LEFT - 8, y + 4, f"{10.0**power:g} s", "end")]
        middle = (LEFT + WIDTH - RIGHT) / 2
        return "\n".join([*parts, _text(middle, HEIGHT - 8, counted, "middle")])

    def line(self, points: Sequence[tuple[float, float]], colour: str, name: str, *, dashed: bool = False) -> str:
        """A line through points, with its name at its end and a dot on each point unless dashed."""
        placed = [self._place(x, y) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        drawn = f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}/>'
        dots = [] if dashed else [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        x, y = placed[-1]
        label = [_text(x + 8, y + 4, f"{name} {points[-1][1]:.0f} s", colour=colour)] if name else []
        return "\n".join([drawn, *dots, *label])

    def _place(self, x: float, y: float) -> tuple[float, float]:
        across = (log10(x) - self._x[0]) / (self._x[1] - self._x[0])
        upwards = (log10(y) - self._y[0]) / (self._y[1] - self._y[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - upwards * (HEIGHT - TOP - BOTTOM)


def _decades(values: Sequence[float], nearly: float = 0.0) -> tuple[int, int]:
    """The powers of ten around some values, two at least."""
    first = floor(log10(min(values)))
    return first, max(first + 1, ceil(log10(max(values)) - nearly))


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#e3e3e3"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = "#333333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'
