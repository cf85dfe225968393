"""Who holds the joint ventures: every known partner of each, with its share where one is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from gigawatch.vocab.shelf import read_csv

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Holding:
    """One partner of a joint venture, an organisation's id; `share` in per cent, None where no page tells it.

    `source` is the page, and `told_on` when it was published, as exact as it says; empty where it does not.
    """

    partner: str
    share: float | None
    source: str = field(repr=False)
    told_on: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Venture:
    """A joint venture, an organisation's id, with its known partners, the largest share first."""

    organisation: str
    holdings: tuple[Holding, ...]

    @property
    def partners(self) -> tuple[str, ...]:
        """The ids of the partners."""
        return tuple(holding.partner for holding in self.holdings)

    @property
    def is_complete(self) -> bool:
        """True when the shares are all known and make the whole."""
        shares = [holding.share for holding in self.holdings]
        return None not in shares and abs(sum(share or 0.0 for share in shares) - WHOLE) < 0.01

    def share_of(self, partner: str) -> float | None:
        """A partner's share in per cent; None for who is no partner or whose share is not known."""
        return next((holding.share for holding in self.holdings if holding.partner == partner), None)


def _holding(row: Mapping[str, str]) -> Holding:
    return Holding(row["partner"], float(row["share"]) if row["share"] else None, row["source"], row["told_on"])


def _size(holding: Holding) -> tuple[float, str]:
    return (-(holding.share or 0.0), holding.partner)


@cache
def ventures() -> Mapping[str, Venture]:
    """Every joint venture by the id of its organisation.

    >>> ventures()["org-nextstar"].share_of("org-lges")
    51.0
    """
    rows = sorted(read_csv("venture.csv"), key=lambda row: row["organisation"])
    groups = groupby(rows, key=lambda row: row["organisation"])
    return {org: Venture(org, tuple(sorted(map(_holding, held), key=_size))) for org, held in groups}
