"""The numbered sources, in the order in which the report's figures first cite them."""

from __future__ import annotations

from collections.abc import Iterable

from gigawatch.report.bibliography import Bibliography
from gigawatch.report.block import Ref, Section
from gigawatch.report.pen import Pen
from gigawatch.report.reference import Library, Shelf


def compose_sources(pen: Pen, refs: Iterable[Ref]) -> Section:
    """Every source that the figures of the other sections rest on."""
    shelf = Shelf(Library(pen.publication, pen.computations), pen.lang)
    for ref in refs:
        shelf.cite(ref)
    sources = tuple(sorted(shelf.sources.values(), key=lambda source: source.number))
    title = pen.word("source.title")
    lead = "lead_retold" if any(source.is_retold for source in sources) else "lead"
    lead = "lead_brief" if pen.publication.scope.is_brief else lead
    if not sources:
        return Section("sources", title, (pen.paragraph("common.nothing"),))
    return Section("sources", title, (pen.note(f"source.{lead}"), Bibliography(sources)))
