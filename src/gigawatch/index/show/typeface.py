"""The theme's fonts with the letters of some pictures alone.

The renderer reads a font anew for every word that it measures, and a whole Chinese font takes it longer than all the
rest of a picture. Cut to the letters that are needed, a font measures and draws the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gigawatch.index.show.theme import font_folder

OWN = "".join(map(chr, (*range(0x20, 0x250), *range(0x2000, 0x2070), 0x2212)))
"""Letters that a renderer may write of its own accord, in numbers, dates and words that it cuts short."""


def cut_fonts(texts: Iterable[str], folder: Path) -> None:
    """Write the theme's fonts into a folder, with the letters of some texts and those a renderer writes itself."""
    letters = frozenset(OWN).union(*texts)
    for path in sorted(font_folder().glob("*.otf")):
        _cut(path, letters, folder / path.name)


def _cut(path: Path, letters: frozenset[str], target: Path) -> None:
    from fontTools import subset

    options = subset.Options(
        layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False, recalc_timestamp=False
    )
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    cutter.subset(font)
    subset.save_font(font, str(target), options)
