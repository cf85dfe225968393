"""How a Chinese figure is told, where the words right at it say so: as expected, as planned, or as counted."""

from __future__ import annotations

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import OF_PROJECT, RATIOS, STATISTICS, History, Scoped

EXPECTED = STATISTICS | RATIOS | {"revenue", "other", "price", "energy_density", "emissions"}


def plainly_told(figure: Scoped, history: History) -> str | None:
    """The status that the words of a figure's own clause give it: 预计营收, 拟持股51%, 保有量492万辆; else None."""
    cues, line = cue_table("telling_cue", "zh"), figure.line
    low, _ = line.clause_span(figure.start)
    if figure.measure == "vehicles" and cues["counted"].search(line.folded, low, figure.start):
        return "reported"
    if figure.measure == "share" and cues["to_hold"].search(line.folded, low, figure.start):
        return "announced"
    if figure.measure not in EXPECTED:
        return None
    if cues["expected"].search(line.folded, low, figure.start):
        return "forecast"
    if cues["aimed"].search(line.folded[low : figure.start]):
        return "planned"
    return "forecast" if _is_change_of_expected(figure, history) else None


def is_to_be_signed(figure: Scoped) -> bool:
    """True where a sentence says that an agreement is still to be signed: 拟与管委会签署投资协议."""
    cues, folded = cue_table("telling_cue", "zh"), figure.line.folded
    return cues["to_sign"].search(folded) is not None and cues["signed"].search(folded) is None


def _is_change_of_expected(figure: Scoped, history: History) -> bool:
    """True for the change that is told behind an expected figure: 预计净利润6亿元，同比增长133%."""
    before, line = history.figure, figure.line
    low, _ = line.clause_span(figure.start)
    if figure.measure != "growth" or before is None or before.line is not line or before.measure in OF_PROJECT:
        return False
    is_beside = line.clause(figure.start) - line.clause(before.start) <= 1 or before.measure == "growth"
    is_change = cue_table("telling_cue", "zh")["change"].match(line.folded, low) is not None
    return is_beside and is_change and before.status == "forecast"
