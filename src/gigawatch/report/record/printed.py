"""The figures that a report printed, each under a key that stays the same when its value changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gigawatch.report.block import Ref, RefKind, Section, section_refs
from gigawatch.report.pen import Pen
from gigawatch.report.record.former import Printed
from gigawatch.report.reference import Library
from gigawatch.report.wording import score_text, title_of_fact, title_of_score

BOTH = " / "
Found = dict[str, tuple[Printed, Ref]]


def printed_figures(pen: Pen, sections: Iterable[Section]) -> Found:
    """Every fact, score and computation of some sections by its key, with its reference.

    Single statements are left out: what a document says never changes. Computations of the same words are one.
    """
    library = Library(pen.publication, pen.computations)
    refs = dict.fromkeys(ref for section in sections for ref in section_refs(section))
    found: Found = {}
    for key, printed, ref in _each(pen, library, refs):
        known = found[key][0].text.split(BOTH) if key in found else []
        found[key] = (replace(printed, text=BOTH.join(sorted({*known, printed.text}))), ref)
    return found


def _each(pen: Pen, library: Library, refs: Iterable[Ref]) -> Iterator[tuple[str, Printed, Ref]]:
    for ref in refs:
        if ref.kind is RefKind.FACT:
            fact = pen.ledger.facts[ref.id]
            yield f"fact {ref.id}", Printed(title_of_fact(pen, fact), pen.fact(fact).text), ref
        elif ref.kind is RefKind.SCORE:
            row = library.score(ref)
            rank = f" ({row['rank']})" if row["rank"] is not None else ""
            yield f"score {ref.id}", Printed(title_of_score(pen, library, ref)[0], score_text(row["score"]) + rank), ref
        elif ref.kind is RefKind.COMPUTATION:
            made = library.computations[ref.id]
            yield f"computation {made.text}", Printed(made.text, made.result), ref
