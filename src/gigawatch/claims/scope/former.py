"""Former figures told behind the present one: `14 GWh, instead of the 30 GWh announced in 2023` is no plan of 2023."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.page import Line


def dates_of_former(line: Line, end: int) -> frozenset[str]:
    """The periods that the words behind a figure tell of the one whose place it takes, and of nothing else."""
    if not line.periods:
        return frozenset()
    cues = cue_table("former_cue", line.lang)["instead"].finditer(line.folded, end)
    spans = [(match.end(), line.clause_span(match.end())[1]) for match in cues]
    former = {p.iso for p in line.periods if _is_in(p.start, spans)}
    return frozenset(former - {p.iso for p in line.periods if not _is_in(p.start, spans)})


def date_beside_former(line: Line, end: int) -> str | None:
    """The one date of a sentence that tells a former figure behind its own and is not of that one."""
    former = dates_of_former(line, end)
    own = {p.iso for p in line.periods} - former
    return own.pop() if former and len(own) == 1 else None


def _is_in(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(low <= at < high for low, high in spans)
