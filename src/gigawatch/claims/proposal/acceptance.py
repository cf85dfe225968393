"""When a proposal is believed: its quote is verbatim, the grammar reads its value there, its words are known.

The rules ask nothing of the model's good will: whatever a text orders it to say, only what the text itself says passes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from gigawatch.claims.proposal.evidence import Evidence, Figure
from gigawatch.claims.proposal.piece import Piece
from gigawatch.claims.proposal.proposal import Proposal, Reason
from gigawatch.claims.scope.measure import ALLOWED
from gigawatch.model import InputError, QuantityClaim
from gigawatch.quantity import FoundQuantity, convert, dimension_of, format_quantity
from gigawatch.vocab import kinds_of_statement, ledger_status, measures


@dataclass(frozen=True, slots=True)
class Accepted:
    """A believed proposal, the figure it speaks of, and the grammar's claim of that figure, where there is one."""

    proposal: Proposal
    figure: Figure
    claim: QuantityClaim | None


class RefusedError(Exception):
    """A proposal is not believed; carries the reason and what was met instead."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason, self.detail = reason, detail


def accept(proposal: Proposal, piece: Piece, evidence: Evidence, claims: Sequence[QuantityClaim]) -> Accepted:
    """The proposal with the figure it speaks of; RefusedError where a rule does not hold."""
    _check_words(proposal)
    figure = _find_figure(proposal, piece, evidence)
    allowed = ALLOWED.get(figure.found.dimension)
    if allowed is not None and proposal.measure not in allowed:
        raise RefusedError(Reason.MISFIT, f"{proposal.measure}: {figure.found.unit}")
    claim = next((claim for claim in claims if claim.start <= figure.found.at < claim.end), None)
    if claim is None and figure.lang == evidence.lang:
        raise RefusedError(Reason.LEFT_OUT, figure.found.surface)
    _check_names(proposal, evidence, claim)
    return Accepted(proposal, figure, claim)


def _check_words(proposal: Proposal) -> None:
    """Measure, status and unit are codes of the vocabulary."""
    if proposal.measure not in measures():
        raise RefusedError(Reason.UNKNOWN_MEASURE, proposal.measure)
    if ledger_status(proposal.status) is None and proposal.status not in kinds_of_statement():
        raise RefusedError(Reason.UNKNOWN_STATUS, proposal.status)
    try:
        dimension_of(proposal.unit)
    except InputError as error:
        raise RefusedError(Reason.UNKNOWN_UNIT, proposal.unit) from error


def _find_figure(proposal: Proposal, piece: Piece, evidence: Evidence) -> Figure:
    """The one figure in the quote that has the proposed value, as the grammar reads it in the whole text around."""
    places = piece.find(proposal.quote)
    if not places:
        raise RefusedError(Reason.NOT_IN_TEXT)
    if len(places) > 1:
        raise RefusedError(Reason.REPEATED_QUOTE)
    read = evidence.within(places[0], places[0] + len(proposal.quote))
    if not read:
        raise RefusedError(Reason.NO_FIGURE)
    alike = [figure for figure in read if says(figure.found, proposal)]
    if not alike:
        raise RefusedError(Reason.OTHER_VALUE, _tell(read))
    if len(alike) > 1:
        raise RefusedError(Reason.TWO_FIGURES, _tell(alike))
    return alike[0]


def says(found: FoundQuantity, proposal: Proposal) -> bool:
    """True when what the grammar reads is the proposed value, or range, in the proposed unit or one that converts."""
    unit, wanted = found.unit.removesuffix("/yr"), proposal.unit.removesuffix("/yr")
    pairs = ((found.value, proposal.value), (found.high, proposal.high))
    if dimension_of(unit) != dimension_of(wanted):
        return False
    try:
        return all(_same(read, told, unit, wanted) for read, told in pairs)
    except InputError:  # two currencies: what one is worth in the other is not in the words
        return False


def _same(read: float | None, told: float | None, unit: str, wanted: str) -> bool:
    if read is None or told is None:
        return read is told
    return isclose(read, convert(told, wanted, unit), rel_tol=1e-9)


def _tell(figures: Sequence[Figure]) -> str:
    """The first figures, in words."""
    return "; ".join(format_quantity(figure.found.quantity) for figure in figures[:3])


def _check_names(proposal: Proposal, evidence: Evidence, claim: QuantityClaim | None) -> None:
    """Names and period are the text's own words, or what the grammar's claim has too."""
    for name, known in ((proposal.subject, claim and claim.subject), (proposal.place, claim and claim.place)):
        if name is not None and name != known and not evidence.names(name):
            raise RefusedError(Reason.NAME_NOT_IN_TEXT, name)
    period = proposal.period
    if period is not None and period != (claim and claim.period) and not evidence.dates(period):
        raise RefusedError(Reason.PERIOD_NOT_IN_TEXT, period)
