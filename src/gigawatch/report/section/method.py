"""How the report is made: what its figures rest on, how contradictions are met, whom an index ranks."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.report.block import Bullets, Runs, Section
from gigawatch.report.figure import find_figures
from gigawatch.report.pen import Pen
from gigawatch.report.table import index_tables

POINTS = ("evidence", "hedge", "rules", "planned", "status", "copies", "index", "rights", "dated")


def compose_method(pen: Pen) -> Section:
    """The rules of meaning, in words."""
    return Section("method", pen.word("method.title"), (Bullets(tuple(_points(pen))),))


def _points(pen: Pen) -> Iterator[Runs]:
    for point in POINTS:
        yield pen.say(f"method.{point}")
        if point == "index":
            yield from _choices(pen)


def _choices(pen: Pen) -> Iterator[Runs]:
    """By which rule each index chose its units; a rule with figures in it stands in the definition file only."""
    for table in index_tables(pen.publication):
        choice = str(table.root.get(f"choice_{pen.lang}") or "")
        if choice and not find_figures(choice):
            yield pen.say("method.choice", index=str(table.root[f"name_{pen.lang}"]), choice=choice)
