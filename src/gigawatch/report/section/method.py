"""How the report is made: what its figures rest on, how contradictions are met, what is never done."""

from __future__ import annotations

from gigawatch.report.block import Bullets, Section
from gigawatch.report.pen import Pen

POINTS = ("evidence", "hedge", "rules", "planned", "status", "copies", "index", "rights", "dated")


def compose_method(pen: Pen) -> Section:
    """The rules of meaning, in words."""
    items = tuple(pen.say(f"method.{point}") for point in POINTS)
    return Section("method", pen.word("method.title"), (Bullets(items),))
