"""People who work somewhere already, `employs 300 people`, 现有员工300人, and those whom a firm says it will employ."""

from __future__ import annotations

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import Scoped


def works_there(figure: Scoped) -> bool:
    """True for people whom the words right before their number say to work, none that they are to come or have left."""
    if figure.measure != "jobs":
        return False
    cues, folded = cue_table("staff_cue", figure.line.lang), figure.line.folded
    if cues["ahead"].search(folded, 0, figure.start) or cues["ended"].search(folded):
        return False
    return any(
        not folded[told.end() : figure.start].strip() for told in cues["works"].finditer(folded, 0, figure.start)
    )


def are_promised(figure: Scoped) -> bool:
    """True for people whom the words right before their number have a firm bring, and nobody only expects."""
    if figure.measure != "jobs":
        return False
    line = figure.line
    cues = cue_table("staff_cue", line.lang)
    if cues["supposed"].search(line.folded, line.clause_span(figure.start)[0], figure.start):
        return False
    verbs = cues["promised"].finditer(line.folded, max(0, figure.start - 60), figure.start)
    return any(not line.folded[verb.end() : figure.start].strip() for verb in verbs)
