"""Names that sources write, in the language of the report where the vocabulary or the ledger knows the thing."""

from __future__ import annotations

from gigawatch.report.block import Ref, Run
from gigawatch.report.pen import Pen
from gigawatch.vocab import organisations, places


def tell_organisation(pen: Pen, surface: str, ref: Ref | None = None) -> Run:
    """An organisation's name in the report's language; as the source writes it where it is not known."""
    known = organisations().find(surface)
    if known is None:
        return pen.words(surface, ref)
    return pen.words((known.name_zh if pen.lang == "zh" else known.name_en) or known.name, ref)


def tell_place(pen: Pen, surface: str, ref: Ref | None = None) -> Run:
    """A place's name in the report's language; as the source writes it where it is not known."""
    known = places().find(surface)
    if known is None:
        return pen.words(surface, ref)
    return pen.words((known.name_zh if pen.lang == "zh" else known.name_en) or surface, ref)
