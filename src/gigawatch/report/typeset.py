"""The typesetter at work on one report: where its pictures fall, and which of them had better float."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from gigawatch.report.picture import font_folder

if TYPE_CHECKING:
    from datetime import datetime

    import typst

FLOATING = "floating.json"
GAP = 90.0
"""What a page may lack at its foot before a picture, in points, until the picture floats to the top of the next."""
MARKS = (
    "(query(<before-picture>) + query(<picture>)).map(it => "
    "(it.value, str(it.label), it.location().page(), it.location().position().y.pt()))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture falls: the page and height at which the words before it end, and the page that it is on."""

    number: int
    before: int
    height: float
    page: int


class Typesetter:
    """Sets one report from a template and data; `foot` is where the words of a page end, in points from its top."""

    def __init__(self, template: Path, fonts: Sequence[Path], report: str, foot: float, folder: Path) -> None:
        import typst

        self.folder, self.foot = folder / "print", foot
        _copy(template, self.folder)
        self._float(())
        known = _fonts(tuple(fonts)) if fonts == (font_folder(),) else _find_fonts(fonts)
        self.compiler = typst.Compiler(str(self.folder / "report.typ"), font_paths=known, sys_inputs={"report": report})

    def set(self, stamp: datetime) -> tuple[bytes, list[str]]:
        """The document's bytes and what the typesetter warns of."""
        self._settle()
        document, warnings = self.compiler.compile_with_warnings(format="pdf", timestamp=stamp, pdf_standards="ua-1")
        return cast(bytes, document), [warning.message for warning in warnings]

    def _settle(self) -> None:
        """Let each picture float, from the first on, that would leave a gap; what follows it moves up into the gap."""
        floating: list[int] = []
        while (found := self._gap(floating[-1] if floating else 0)) is not None:
            floating.append(found)
            self._float(floating)

    def _gap(self, after: int) -> int | None:
        """The first picture, of those behind one, before which too much of a page stays empty.

        Also one that would stand on a page before that of the picture before it: the numbers keep their order.
        """
        last = 0
        for place in self.find_places():
            is_late = place.page > place.before and self.foot - place.height > GAP
            if place.number > after and (is_late or place.page < last):
                return place.number
            last = max(last, place.page)
        return None

    def _float(self, numbers: Sequence[int]) -> None:
        (self.folder / FLOATING).write_text(json.dumps(list(numbers)), encoding="utf-8")

    def find_places(self) -> list[Place]:
        """Where each picture falls, in order; a template without the marks, or that does not compile, tells of none."""
        try:
            told = json.loads(self.compiler.eval(MARKS))
        except RuntimeError:  # what the library raises here; the compilation that follows says what is wrong, and where
            return []
        marks = sorted((one[0], one[1], *one[2:]) for one in told)
        pairs = ((one, two) for one, two in pairwise(marks) if one[0] == two[0])
        return [Place(one[0], one[2], one[3], two[2]) for one, two in pairs]


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
def open_typesetter(template: Path, font_files: Sequence[Path], report: str, foot: float) -> Iterator[Typesetter]:
    """A typesetter in a folder of its own; fonts of a house lie there too, beside those that ship."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "font").mkdir()
        for number, path in enumerate(font_files):
            shutil.copyfile(path, folder / "font" / f"{number}{path.suffix}")
        fonts = (font_folder(), folder / "font") if font_files else (font_folder(),)
        yield Typesetter(template, fonts, report, foot, folder)
