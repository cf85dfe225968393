"""How the report is made: what its figures rest on, how contradictions are met, how indices are computed."""

from __future__ import annotations

from gigawatch.report.block import Paragraph, Section
from gigawatch.report.pen import Pen

POINTS = (("evidence", "hedge", "rules", "planned", "status", "copies"), ("index",), ("rights", "dated"))


def compose_method(pen: Pen) -> Section:
    """The rules of meaning, in words."""
    return Section("method", pen.word("method.title"), tuple(_paragraph(pen, points) for points in POINTS))


def _paragraph(pen: Pen, points: tuple[str, ...]) -> Paragraph:
    told = [pen.say(f"method.{point}") for point in points]
    return Paragraph(pen.separated(told, " " if pen.lang == "en" else ""))
