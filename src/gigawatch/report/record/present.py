"""The present edition as a later one will remember it: what it is called, and every figure that it prints."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.report.block import Content
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.record.former import Former, Printed
from gigawatch.report.record.printed import printed_figures

CORRECTIONS = "corrections"


def present_edition(publication: Publication, contents: Sequence[Content], digest: str) -> Former:
    """The record of an edition; what it says of former ones is no figure of its own."""
    documents = publication.ledger.material.documents.values()
    return Former(
        id=publication.edition,
        kept="",
        dated=publication.dated,
        digest=digest,
        figures={content.lang: _figures(publication, content) for content in contents},
        documents={one.id: one.title or one.path for one in sorted(documents, key=lambda one: one.id)},
    )


def _figures(publication: Publication, content: Content) -> dict[str, Printed]:
    pen = Pen(publication, content.lang)
    pen.computations.update(content.computations)
    told = [section for section in content.sections if section.id != CORRECTIONS]
    return {key: printed for key, (printed, _) in sorted(printed_figures(pen, told).items())}
