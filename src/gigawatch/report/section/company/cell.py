"""What a company told of its cells and packs: announced, certified and in series apart, with its superlatives."""

from __future__ import annotations

from gigawatch.figures import CellFigure, load_cells
from gigawatch.outlook.technology import cell_id
from gigawatch.outlook.technology.text import format_value, name_chemistry, name_measure, say
from gigawatch.report.block import Block, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen
from gigawatch.report.printed import print_words
from gigawatch.report.sentence import as_runs
from gigawatch.vocab import organisations

MOST_CELLS = 30


def compose_cells(pen: Pen) -> Section:
    """The rows of the table of cell technology that are of the company, the newest first."""
    title, found = pen.word("company.cells"), _own(pen)
    if not found:
        return Section("cells", title, (pen.paragraph("company.no_cells"),))
    heads = tuple(pen.word(f"company.head_{head}") for head in ("year", "measure", "value", "model", "claim"))
    rows = tuple(_row(pen, one) for one in found[:MOST_CELLS])
    blocks: list[Block] = [pen.note("company.cells_note")]
    if len(found) > MOST_CELLS:
        count = pen.count("company.count_cells", [_ref(one) for one in found])
        blocks.append(pen.note("company.more_cells", count=count))
    return Section("cells", title, (*blocks, Table(pen.word("company.cells_caption"), heads, rows, (2,))))


def _own(pen: Pen) -> list[CellFigure]:
    firms = organisations()
    makers = {one.maker: firms.get(one.maker) or firms.find(one.maker) for one in load_cells()}
    own = {maker for maker, firm in makers.items() if firm is not None and firm.id == pen.publication.region}
    return sorted((one for one in load_cells() if one.maker in own), key=lambda one: (-one.year, one.measure, one.id))


def _ref(figure: CellFigure) -> Ref:
    return Ref(RefKind.OBSERVATION, cell_id(figure))


def _row(pen: Pen, figure: CellFigure) -> tuple[Runs, ...]:
    ref = _ref(figure)
    model = pen.say(
        "technology.model",
        model=pen.words(print_words(figure.model), ref),
        chemistry=pen.words(name_chemistry(figure.chemistry, pen.lang), ref),
    )
    claim = say(figure.claim.value, pen.lang)
    due = pen.say("company.due", claim=claim, year=str(figure.due)) if figure.due else as_runs(claim)
    measure = pen.words(capitalise(print_words(name_measure(figure, pen.lang))), ref)
    return as_runs(str(figure.year)), as_runs(measure), (Value(format_value(figure, pen.lang), ref),), model, due
