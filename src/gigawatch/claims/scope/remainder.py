"""Shares of one whole told in a row: `a fifth is idle and 52 percent leased`, `The other 53 percent is at risk`."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import History, Scoped

SHARE, OTHER, PERCENT = "share", "other", "%"
_REST = re.compile(r"\bthe (?:other|remaining|rest,)\s$")
_JOINED = re.compile(r"(?:,|\band|\bwhile)(?: another)?\s$")


def whole_before(figure: Scoped, history: History) -> Scoped | None:
    """The share told before of whose whole an English percentage is a further part; None where it stands alone."""
    before, line = history.share, figure.line
    if before is None or figure.found.unit != PERCENT or figure.measure not in (SHARE, OTHER):
        return None
    if _REST.search(line.folded, 0, figure.start):
        return before if line.number - before.line.number <= 1 else None
    is_open = figure.measure == OTHER or not line.folded.startswith(" of ", figure.end)
    is_joined = before.line is line and is_open and _JOINED.search(line.folded, 0, figure.start)
    return before if is_joined else None


def tell_rest(figure: Scoped, before: Scoped) -> None:
    """Gives `the other 53 percent` all that was told of the share of which it is the rest."""
    if _REST.search(figure.line.folded, 0, figure.start):
        figure.status, figure.period = before.status, before.period
        figure.subject, figure.subject_kind, figure.place = before.subject, before.subject_kind, before.place
