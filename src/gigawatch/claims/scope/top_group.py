"""What the largest few have together: `the top three makers had 12 GWh`, 排名前三家企业装车量为12GWh."""

from __future__ import annotations

from gigawatch.claims.scope.history import RATIOS, STATISTICS, Scoped
from gigawatch.claims.scope.mention import FIRM, GROUP, PLACE, Mention


def group_told(figure: Scoped) -> Mention | None:
    """The group of the largest whose statistic a sentence tells, no firm or place named between it and the figure."""
    if figure.measure not in STATISTICS | RATIOS:
        return None
    before = [m for m in figure.line.mentions if m.end <= figure.start and m.kind in (GROUP, FIRM, PLACE)]
    return before[-1] if before and before[-1].kind == GROUP else None
