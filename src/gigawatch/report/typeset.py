"""The typesetter at work on one report: where its pictures fall, and which of them had better float."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from gigawatch.report.picture import font_folder

if TYPE_CHECKING:
    from datetime import datetime

    import typst

FLOATING, SMALLER = "floating.json", "smaller.json"
GAP = 90.0
"""What a page may lack at its foot before a picture, in points, until the picture moves."""
LEAST, SLACK = 0.8, 0.98
"""How small a picture may be set for the room that is left, and what of that room it takes."""
AROUND = 16.0
"""What stands free above a picture, in points."""
LABELS = ("before-picture", "picture", "picture-drawn", "picture-end")
MARKS = (
    f"({' + '.join(f'query(<{label}>)' for label in LABELS)}).map(it => "
    "(it.value, str(it.label), it.location().page(), it.location().position().y.pt()))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture falls: the page and height at which the words before it end, and the page that it is on.

    `top`, `drawn` and `end` are the heights on that page at which it begins, its drawing ends and its caption ends.
    """

    number: int
    before: int
    height: float
    page: int
    top: float
    drawn: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """Where the words of a page begin and end, in points from its top."""

    head: float
    foot: float


class Typesetter:
    """Sets one report on pages from a template and data."""

    def __init__(self, template: Path, fonts: Sequence[Path], report: str, page: Page, folder: Path) -> None:
        import typst

        self.folder, self.page = folder / "print", page
        _copy(template, self.folder)
        self._write((), {})
        known = _fonts(tuple(fonts)) if fonts == (font_folder(),) else _find_fonts(fonts)
        self.compiler = typst.Compiler(str(self.folder / "report.typ"), font_paths=known, sys_inputs={"report": report})

    def set(self, stamp: datetime) -> tuple[bytes, list[str]]:
        """The document's bytes and what the typesetter warns of."""
        self._settle()
        document, warnings = self.compiler.compile_with_warnings(format="pdf", timestamp=stamp, pdf_standards="ua-1")
        return cast(bytes, document), [warning.message for warning in warnings]

    def _settle(self) -> None:
        """Set smaller each picture, from the first on, that would leave a gap and so fits into it; let others float.

        What follows a floating picture moves up into the gap.
        """
        floating: list[int] = []
        smaller: dict[int, float] = {}
        while (found := self._gap(floating[-1] if floating else 0)) is not None:
            size = self._size(found) if found.number not in smaller else None
            if size is None:
                smaller.pop(found.number, None)
                floating.append(found.number)
            else:
                smaller[found.number] = size
            self._write(floating, smaller)

    def _gap(self, after: int) -> Place | None:
        """The first picture, of those behind one, before which too much of a page stays empty.

        Also one that would stand on a page before that of the picture before it: the numbers keep their order.
        """
        last = 0
        for place in self.find_places():
            if place.number > after and (self._is_late(place) or place.page < last):
                return place
            last = max(last, place.page)
        return None

    def _is_late(self, place: Place) -> bool:
        return place.page > place.before and self.page.foot - place.height > GAP

    def _size(self, place: Place) -> float | None:
        """How small a picture fits into the gap before it, with its caption and what goes with it; None: too small."""
        if not self._is_late(place) or place.drawn <= place.top:
            return None
        beside = (place.top - self.page.head) + (place.end - place.drawn) + AROUND
        size = SLACK * (self.page.foot - place.height - beside) / (place.drawn - place.top)
        return round(size, 3) if LEAST <= size < 1 else None

    def _write(self, floating: Sequence[int], smaller: Mapping[int, float]) -> None:
        (self.folder / FLOATING).write_text(json.dumps(list(floating)), encoding="utf-8")
        (self.folder / SMALLER).write_text(json.dumps(dict(smaller)), encoding="utf-8")

    def find_places(self) -> list[Place]:
        """Where each picture falls, in order; a template without the marks, or that does not compile, tells of none."""
        try:
            told = json.loads(self.compiler.eval(MARKS))
        except RuntimeError:  # what the library raises here; the compilation that follows says what is wrong, and where
            return []
        marks: dict[int, dict[str, tuple[int, float]]] = {}
        for number, label, page, height in told:
            marks.setdefault(number, {})[label] = (page, height)
        return [_place(number, at) for number, at in sorted(marks.items()) if {*LABELS[:2]} <= at.keys()]


def _place(number: int, at: Mapping[str, tuple[int, float]]) -> Place:
    """A picture by its marks; one of a template without those of its size has no height."""
    (before, height), (page, top) = at[LABELS[0]], at[LABELS[1]]
    drawn, end = (at.get(label, (page, top))[1] for label in LABELS[2:])
    return Place(number, before, height, page, top, drawn, end)


def _copy(template: Path, folder: Path) -> None:
    """The template and the folders beside it, which it may import from; links are left behind."""
    folder.mkdir()
    shutil.copyfile(template, folder / "report.typ")
    for beside in sorted(one for one in template.parent.iterdir() if one.is_dir() and not one.name.startswith(".")):
        if not beside.is_symlink():
            shutil.copytree(beside, folder / beside.name, ignore=_links)


def _links(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(folder) / name).is_symlink()]


def _find_fonts(folders: Sequence[Path]) -> typst.Fonts:
    import typst

    paths = [str(folder) for folder in folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


@cache
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    """The fonts that ship, read once."""
    return _find_fonts(folders)


@contextmanager
def open_typesetter(template: Path, font_files: Sequence[Path], report: str, page: Page) -> Iterator[Typesetter]:
    """A typesetter in a folder of its own; fonts of a house lie there too, beside those that ship."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "font").mkdir()
        for number, path in enumerate(font_files):
            shutil.copyfile(path, folder / "font" / f"{number}{path.suffix}")
        fonts = (font_folder(), folder / "font") if font_files else (font_folder(),)
        yield Typesetter(template, fonts, report, page, folder)
