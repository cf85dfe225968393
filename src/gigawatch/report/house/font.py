"""Fonts of a house: their family, the letters they have, whether they may be embedded, and a part of them for pages."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from gigawatch.model import InputError
from gigawatch.report.house.house import Face
from gigawatch.report.house.place import find_inside
from gigawatch.vocab.near import hint, pick_near

ENDINGS = (".ttf", ".otf")
MOST_BYTES = 32 * 1024 * 1024
RESTRICTED = 0x0002  # OS/2 fsType: may not be embedded, https://learn.microsoft.com/typography/opentype/spec/os2
FAMILY, TYPOGRAPHIC = 1, 16


def read_face(text: str, root: Path, where: str) -> Face:
    """The font that a setting names: a family that ships, or a .ttf or .otf file of the workspace."""
    shipped = shipped_families()
    if text in shipped:
        return Face(text)
    if not text.lower().endswith(ENDINGS):
        other = f"a .ttf or .otf file of the workspace, or {', '.join(shipped)}"
        raise InputError(f"there is no font {text!r}", where=where, hint=hint(pick_near(text, shipped)) or other)
    path = find_inside(text, root, "font", where)
    if path.stat().st_size > MOST_BYTES:
        raise InputError(f"the font {text!r} is larger than {MOST_BYTES // 2**20} MiB", where=where)
    return Face(_family(path, where), path)


@cache
def shipped_families() -> dict[str, Path]:
    """The families that ship, with their files."""
    from gigawatch.report.picture import font_folder

    return {_family(path, str(path)): path for path in sorted(font_folder().glob("*.otf"))}


def may_embed(path: Path) -> bool:
    """False where the font says of itself that it may not be embedded in documents."""
    table = _open(path, str(path)).get("OS/2")
    return table is None or not table.fsType & RESTRICTED


def missing_letters(path: Path, text: Iterable[str]) -> list[str]:
    """The letters of a text that a font lacks, in order; white space and marks without a picture aside."""
    known = _letters(path)
    return sorted({char for char in text if char.isprintable() and not char.isspace() and ord(char) not in known})


def has_chinese(face: Face) -> bool:
    """True where a font can write Chinese."""
    return face.path is None or not missing_letters(face.path, "电池产能")


def cut_font(path: Path, text: Iterable[str]) -> bytes:
    """The font with the letters of a text alone, as WOFF; the same letters give the same bytes."""
    from fontTools import subset

    logging.getLogger(subset.__name__).setLevel(logging.ERROR)  # it warns of tables that no page needs
    options = subset.Options(flavor="woff", recalc_timestamp=False, notdef_outline=True, hinting=False)
    font = subset.load_font(BytesIO(path.read_bytes()), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted({ord(char) for char in text}))
    cutter.subset(font)
    stream = BytesIO()
    subset.save_font(font, stream, options)
    return stream.getvalue()


@cache
def _letters(path: Path) -> frozenset[int]:
    return frozenset(_open(path, str(path)).getBestCmap() or ())


def _family(path: Path, where: str) -> str:
    names = _open(path, where)["name"]
    found = names.getDebugName(TYPOGRAPHIC) or names.getDebugName(FAMILY)
    if not found:
        raise InputError(f"the font {path.name} does not say its family", where=where)
    return str(found)


def _open(path: Path, where: str) -> Any:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return TTFont(BytesIO(path.read_bytes()))
    except (TTLibError, OSError, AssertionError) as error:
        raise InputError(f"{path.name} is no font that can be read: {error}", where=where) from error
