"""People who work somewhere already, told in plain words: `employs 300 people`, 现有员工300人."""

from __future__ import annotations

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import Scoped


def works_there(figure: Scoped) -> bool:
    """True for a number of people whom the words right before it say to work, where none says that they are to come."""
    if figure.measure != "jobs":
        return False
    cues, folded = cue_table("staff_cue", figure.line.lang), figure.line.folded
    ends = (match.end() for match in cues["works"].finditer(folded, 0, figure.start))
    return any(not folded[end : figure.start].strip() for end in ends) and not cues["ahead"].search(
        folded, 0, figure.start
    )
