"""Whose outlines the maps of a house are drawn on: those of the package, or files of the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from gigawatch.report.outline.shape import Line, Outline, Shape
from gigawatch.report.outline.window import Window
from gigawatch.report.outline.world import read_world

COUNTRIES, COASTS, NONE = "countries", "coasts", "none"
WORLDS = (COUNTRIES, COASTS, NONE)
FINEST = 0.7  # dots
STEPS = (0.02, 0.05, 0.1, 0.2, 0.4)
NATURAL_EARTH = {
    "en": "Natural Earth, as packaged in world-atlas and mapcraft",
    "zh": "Natural Earth（经world-atlas与mapcraft打包）",
}


@dataclass(frozen=True, slots=True, eq=False)
class Borders:
    """Outlines of a user's own file by the place that each is of (none for a line), and whose they are."""

    shapes: tuple[tuple[str | None, Shape], ...]
    credit: Mapping[str, str]

    @property
    def rings(self) -> tuple[Line, ...]:
        """The rings of all areas."""
        return tuple(ring for _, shape in self.shapes for ring in shape.rings)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that bound no area."""
        return tuple(line for _, shape in self.shapes for line in shape.lines)


@dataclass(frozen=True, slots=True)
class Outlines:
    """What maps are drawn on: `kind` is `countries`, `coasts` or `none`, `world` and `provinces` are own files."""

    kind: str = COUNTRIES
    world: Borders | None = None
    provinces: Borders | None = None

    @property
    def note(self) -> str:
        """The key of the sentence that says whose outlines a map of the world is drawn on."""
        return f"map.note_{'own' if self.world else self.kind}"

    def credit(self, lang: str, window: Window, drawn: Outline | None = None) -> str:
        """Who made the outlines of a map of the world, and those of provinces where some lie in its window, or are
        `drawn` in it; empty where it has none.
        """
        shipped = "" if self.kind == NONE else NATURAL_EARTH[lang]
        world = self.world.credit[lang] if self.world else shipped
        inner = window.cut(self.provinces_at(window)) if drawn is None else drawn
        provinces = self.provinces.credit[lang] if self.provinces and (inner.rings or inner.lines) else ""
        return ("；" if lang == "zh" else "; ").join(dict.fromkeys(filter(None, (world, provinces))))

    def world_in(self, window: Window) -> Outline:
        """What of the world's outlines lies in a window, in dots."""
        if self.world is not None:
            return window.cut(Outline(self.world.rings, (*self.world.rings, *self.world.lines), FINEST))
        return Outline() if self.kind == NONE else _cut_world(window, self.kind == COUNTRIES)

    def provinces_at(self, window: Window) -> Outline:
        """The borders of provinces, in degrees, for a window that is not too wide for them."""
        if self.provinces is None or window.is_world:
            return Outline()
        return Outline(self.provinces.rings, self.provinces.lines, FINEST)

    def provinces_in(self, window: Window) -> Outline:
        """The borders of provinces in a window of any width, in dots: for a map that is drawn nearer."""
        own = self.provinces
        return window.cut(Outline((), (*own.rings, *own.lines), FINEST)) if own is not None else Outline()


@lru_cache(maxsize=8)  # the pictures of both languages stand on the same ground
def _cut_world(window: Window, has_borders: bool) -> Outline:
    step = max((one for one in STEPS if one <= window.finest), default=STEPS[0])
    return window.cut(read_world(step, has_borders))
