"""Asides in the present: in `first held in 2022 in Yibin, which accounts for 16 percent` the share is not of 2022."""

from __future__ import annotations

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.page import Line


def dates_in_aside(line: Line, start: int) -> frozenset[str] | None:
    """The periods that an aside in the present names for the figure at `start`; None where it stands in no such aside.

    What is dated outside of it, in its sentence or before, says nothing of when it holds.
    """
    low, high = line.clause_span(start)
    cues = cue_table("aside_cue", line.lang)["present"].finditer(line.folded, low, start)
    opened = next((match.start() for match in cues if line.folded[: match.start()].rstrip().endswith(",")), None)
    return None if opened is None else frozenset(p.iso for p in line.periods if opened <= p.start < high)
