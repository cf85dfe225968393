"""The market: demand, output in China, makers, prices and raw materials, told from the statistical tables that ship."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.report.block import Paragraph, Runs, Section
from gigawatch.report.market import Part, Sentence, Teller, Told, parts
from gigawatch.report.pen import Pen


def compose_market(pen: Pen) -> Section | None:
    """The parts of which the tables tell something; None where they tell nothing at all."""
    tables = frozenset(wanted.table for part in parts() for one in _sentences(part) for wanted in one.slots.values())
    teller = Teller(pen, tables)
    told = tuple(section for part in parts() if (section := _part(pen, teller, part)) is not None)
    return Section("market", pen.word("market.title"), (), told) if told else None


def _sentences(part: Part) -> Iterator[Sentence]:
    return (one for sentences in part.paragraphs for one in sentences)


def _part(pen: Pen, teller: Teller, part: Part) -> Section | None:
    blocks = tuple(
        Paragraph(runs) for sentences in part.paragraphs if (runs := _paragraph(pen, teller, sentences)) != ()
    )
    return Section(f"market-{part.code}", pen.word(f"market.{part.code}"), blocks) if blocks else None


def _paragraph(pen: Pen, teller: Teller, sentences: tuple[Sentence, ...]) -> Runs:
    told: list[Told] = []
    for one in sentences:
        found = teller.tell(one, told[-1] if told else None)
        told += [found] if found is not None else []
    return pen.separated([one.runs for one in told], " " if pen.lang == "en" else "")
