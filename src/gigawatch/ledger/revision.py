"""A revision told as one figure taking another's place: `from 100 GWh down to 80 GWh`, `由100GWh下调至80GWh`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from gigawatch.ledger.former import fault_data
from gigawatch.quantity import FoundQuantity, dimension_of, find_quantities, rescale

LONGEST = 40  # characters between the two figures


@dataclass(frozen=True, slots=True)
class Revision:
    """The former and the new figure of a sentence, by their offsets in it; `falls`: the new one is less."""

    former: tuple[int, int]
    new: tuple[int, int]
    falls: bool

    def holds(self, start: int, end: int) -> bool:
        """True for a figure that is one of the two."""
        return any(first < end and start < last for first, last in (self.former, self.new))


def find_revisions(words: str, lang: str) -> Iterator[Revision]:
    """Every revision of a figure that a sentence tells, in order.

    >>> [c.falls for c in find_revisions("Its capacity goes from 100 GWh a year down to 80 GWh a year.", "en")]
    [True]
    >>> list(find_revisions("It was postponed from 2025 to 2027, with 80 GWh.", "en"))
    []
    """
    key = "zh" if lang == "zh" else "en"
    ahead, between = _patterns(key)
    for former, new in pairwise(find_quantities(words, key)):
        gap = words[former.end : new.start]
        is_alike = dimension_of(former.unit) == dimension_of(new.unit)
        if is_alike and len(gap) <= LONGEST and ahead.search(words[: former.start]) and between.search(gap):
            yield Revision((former.start, former.end), (new.start, new.end), _falls(former, new))


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    told = fault_data()["revision"][key]
    return re.compile(told["from"], re.IGNORECASE), re.compile(told["to"], re.IGNORECASE)


def _falls(former: FoundQuantity, new: FoundQuantity) -> bool:
    return rescale(new.quantity, former.unit).value < former.value
