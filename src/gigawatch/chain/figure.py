"""A figure as these pages carry it: a fact's value with its hedge, its interval, its times and the claims behind it."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.ledger import Ledger
from gigawatch.model import Fact, Interval, Quantity, Relation
from gigawatch.quantity import format_quantity, interval_of


@dataclass(frozen=True, slots=True)
class Figure:
    """One fact of the ledger, ready to print; `claims` are those whose value it carries or that agree with it."""

    fact: str
    subject: str
    measure: str
    quantity: Quantity
    interval: Interval
    valid_on: str | None
    known_on: str | None
    status: str | None
    perimeter: str | None
    claims: tuple[str, ...]


def figure_of(ledger: Ledger, fact: Fact) -> Figure:
    """The figure of a fact."""
    quantity = Quantity(fact.value, fact.unit, fact.qualifier, fact.high)
    agreeing = (c for c in ledger.candidates[fact.id] if c.kept or c.relation is Relation.AGREES)
    return Figure(
        fact.id,
        fact.subject,
        fact.measure,
        quantity,
        interval_of(quantity),
        fact.valid_on,
        fact.known_on,
        fact.status,
        fact.perimeter,
        tuple(c.claim for c in sorted(agreeing, key=lambda c: (not c.kept, c.claim))),
    )


def format_figure(figure: Figure, lang: str) -> str:
    """A figure's value as a text prints it, hedge kept."""
    return format_quantity(figure.quantity, lang)
