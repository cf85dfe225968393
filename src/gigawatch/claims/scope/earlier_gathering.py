"""What the gatherings before this one had together: `at the two earlier conferences 100 projects were signed`."""

from __future__ import annotations

from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import EVENT, FIRM

_SIGNED = frozenset({"projects", "investment", "contract_value", "other"})


def earlier_gatherings(figure: Scoped) -> Candidate | None:
    """The gatherings before the one spoken of, where a sentence begins with them and tells of nobody else since."""
    line = figure.line
    if figure.measure not in _SIGNED:
        return None
    cues = cue_table("host_cue", line.lang)
    opening = cues["at"].match(line.folded, line.head)
    told = cues["earlier"].match(line.folded, opening.end() if opening else line.head)
    if told is None or cues["this"].search(line.folded, told.end()):
        return None
    end = told.end()
    named = (m for m in line.mentions if m.start == end or (m.kind in (EVENT, FIRM) and end < m.start))
    if next(named, None) is not None:  # 前两届世界动力电池大会 tells which
        return None
    words = line.sentence.text[told.start() : end]
    return Candidate(words.removeprefix("the ").removeprefix("The "), EVENT)
