"""A figure of an edition as these pages carry it: its value with its hedge, where it is from and when it was known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from gigawatch.chain import Figure
from gigawatch.ledger import Ledger
from gigawatch.model import Interval, Observation, Quantity
from gigawatch.outlook.edition import Term
from gigawatch.outlook.event.rule import rules
from gigawatch.quantity import interval_of
from gigawatch.resolve.event import name_event

LEDGER = "ledger"
YEAR = 4


@dataclass(frozen=True, slots=True)
class EditionFigure:
    """One figure. `evidence` is the id of a fact, claim or table cell; `origin` is `ledger` or the shipped table."""

    evidence: str
    origin: str
    measure: str
    quantity: Quantity
    interval: Interval
    valid_on: str | None
    known_on: str | None
    source: str | None


def of_term(term: Term, measure: str) -> EditionFigure:
    """What the ledger's fact says of an edition."""
    return EditionFigure(term.fact, LEDGER, measure, term.quantity, term.interval, None, term.known_on, term.source)


def of_claim(term: Term, measure: str) -> EditionFigure:
    """What one statement says, beside the one that its fact carries."""
    return EditionFigure(term.claim, LEDGER, measure, term.quantity, term.interval, None, term.known_on, term.source)


def of_figure(figure: Figure) -> EditionFigure:
    """A fact of the ledger."""
    known, valid = figure.known_on, figure.valid_on
    return EditionFigure(figure.fact, LEDGER, figure.measure, figure.quantity, figure.interval, valid, known, None)


def of_cell(cell: Observation) -> EditionFigure:
    """A cell of a shipped table."""
    quantity = Quantity(cell.value, cell.unit, cell.qualifier, cell.high)
    return EditionFigure(
        cell.id, cell.table, cell.measure, quantity, interval_of(quantity), cell.period, cell.vintage, cell.source
    )


Cells = Mapping[str, Mapping[str, tuple[EditionFigure, ...]]]


def find_cells(ledger: Ledger) -> Cells:
    """The shipped table's figures by the id of the edition that they are of, and by measure."""
    found: dict[str, dict[str, list[EditionFigure]]] = defaultdict(lambda: defaultdict(list))
    for cell in ledger.material.observations.values():
        if cell.table == rules().table:
            event = name_event(cell.subject, cell.period[:YEAR]).entity
            if event is not None:
                found[event.id][cell.measure].append(of_cell(cell))
    return {
        event: {
            measure: tuple(sorted(told, key=lambda one: (one.known_on or "", one.evidence)))
            for measure, told in own.items()
        }
        for event, own in found.items()
    }
