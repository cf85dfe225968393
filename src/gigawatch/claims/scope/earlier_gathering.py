"""What the gatherings before this one had together: `at the two earlier conferences 100 projects were signed`."""

from __future__ import annotations

from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import EVENT


def earlier_gatherings(figure: Scoped) -> Candidate | None:
    """The gatherings before the one spoken of, as a sentence names them up to a figure, no gathering named since."""
    line = figure.line
    told = list(cue_table("host_cue", line.lang)["earlier"].finditer(line.folded, 0, figure.start))
    if not told:
        return None
    end = told[-1].end()
    named = (m for m in line.mentions if m.start == end or (m.kind == EVENT and end < m.start < figure.start))
    if next(named, None) is not None:  # 前两届世界动力电池大会 tells which
        return None
    words = line.sentence.text[told[-1].start() : told[-1].end()]
    return Candidate(words.removeprefix("the ").removeprefix("The "), EVENT)
