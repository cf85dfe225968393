"""Own texts put where their front matter says: before or after a section, or as the last part within one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigawatch.model import InputError
from gigawatch.report.block import Section
from gigawatch.report.own.evidence import Tell
from gigawatch.report.own.markdown import compose_text
from gigawatch.report.own.text import OwnText, Place
from gigawatch.report.pen import Pen
from gigawatch.vocab.near import hint_among

SOURCES = "sources"


def place_texts(pen: Pen, sections: Sequence[Section], texts: Sequence[OwnText], tell: Tell) -> list[Section]:
    """The sections with the texts of the pen's language in their places, those of one place in order of name.

    `tell` is given what the author should look at.
    """
    placed = list(sections)
    known = [section.id for section in sections]
    for text in texts:
        if text.section not in known:
            raise unknown_section(text.section, known, f"{text.where}")
    for text in (one for one in texts if one.lang == pen.lang):
        own = compose_text(pen, text, tell)
        at = next(number for number, section in enumerate(placed) if section.id == text.section)
        if text.place is Place.WITHIN:
            placed[at] = replace(placed[at], sections=(*placed[at].sections, own))
        elif text.place is Place.BEFORE:
            placed.insert(at, own)
        else:
            placed.insert(_behind(placed, at), own)
    return placed


def leave_out(sections: Sequence[Section], left: Sequence[str], where: str) -> list[Section]:
    """The sections but those that a house leaves out; InputError for one that there is not."""
    known = [section.id for section in sections if not section.byline]
    for name in left:
        if name not in known:
            raise unknown_section(name, known, where)
        if name == SOURCES:
            raise InputError("the sources cannot be left out", where=where, hint="every figure leads to one of them")
    return [section for section in sections if section.id not in left]


def unknown_section(name: str, known: Sequence[str], where: str) -> InputError:
    """The error for a section that there is not, with those that are near."""
    return InputError(f"there is no section {name!r}", where=where, hint=hint_among(name, known))


def _behind(placed: Sequence[Section], at: int) -> int:
    """The first place behind a section and the texts that stand behind it already."""
    after = at + 1
    while after < len(placed) and placed[after].byline:
        after += 1
    return after
