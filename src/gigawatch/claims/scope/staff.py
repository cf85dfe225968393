"""People who work somewhere already, told in plain words: `employs 300 people`, 现有员工300人."""

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
