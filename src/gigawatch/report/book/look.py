"""The colours of the book: those of the house in the heads of its columns, the same marks whatever the house."""

from __future__ import annotations

from collections.abc import Mapping

from gigawatch.report.book.cell import Mark, Role
from gigawatch.report.house import House
from gigawatch.report.house.colour import contrast

INK, PAPER = "#24292F", "#FFFFFF"
HEADS: Mapping[Role, str] = {Role.WORDS: "#1F3A5F", Role.NUMBERS: "#0F6B5C", Role.SOURCES: "#5B6470"}
MARKS: Mapping[Mark, str] = {Mark.OPEN: "#F9CB86", Mark.UNDECIDED: "#D9DDE2"}
Look = Mapping[Role | Mark, Mapping[str, object]]


def look_of(house: House) -> Look:
    """The fill and ink of each kind of head and mark; a head of a pale colour of the house has dark letters."""
    own = {Role.WORDS: house.primary, Role.NUMBERS: house.accent} if house.has_colours else {}
    look: dict[Role | Mark, Mapping[str, object]] = {mark: {"bg_color": fill} for mark, fill in MARKS.items()}
    for role, fill in {**HEADS, **own}.items():
        look[role] = {"bg_color": fill, "font_color": _ink(fill)}
    return look


def _ink(fill: str) -> str:
    return max((PAPER, INK), key=lambda ink: contrast(ink, fill))
