"""Which firms were told to supply batteries for vehicles before a year: those of the table of installations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from gigawatch.figures import load_package
from gigawatch.vocab import organisations

TABLE = "enterprise_installations"
YEAR = 4


@cache
def first_years() -> Mapping[str, int]:
    """The first year of which the table tells batteries of an organisation, by its id."""
    found: dict[str, int] = {}
    for row in load_package(TABLE):
        firm = organisations().find(row.subject)
        if firm is not None:
            found[firm.id] = min(int(row.period[:YEAR]), found.get(firm.id, 9999))
    return found


def is_experienced(firms: Iterable[str], year: int) -> bool:
    """True where one of the firms, or one above it, is told to have supplied batteries in an earlier year."""
    return any(first_years().get(one, year) < year for firm in firms for one in _upwards(firm))


def firms_in(owner: str) -> tuple[str, ...]:
    """The organisations that an owner's name names."""
    return tuple(dict.fromkeys(mention.entry.id for mention in organisations().scan(owner)))


def _upwards(firm: str) -> list[str]:
    found: list[str] = []
    one: str | None = firm
    while one is not None and one not in found:
        found.append(one)
        known = organisations().get(one)
        one = known.parent if known is not None else None
    return found
