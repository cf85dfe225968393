"""What a text names only later: the town of a plant that its title puts in a country, the firm of `a company that`."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, SITES, Mention
from gigawatch.claims.scope.page import Line, Page
from gigawatch.vocab import places

PLACE_REACH, FIRM_REACH = 6, 2  # sentences that are looked ahead
TOWNS = ("city", "town", *SITES)


def place_ahead(page: Page, line: Line) -> tuple[Mention, str] | None:
    """The first town or site that the next sentences name, and how it stands to the line.

    It lies `in` the country that the line names, or `out` of it, or that is `free`; `only` where they name no other.
    """
    named = [m for later in _lines(page, line, PLACE_REACH) for m in later.mentions]
    towns = [m for m in named if m.kind == PLACE and m.level in TOWNS]
    if not towns:
        return None
    only = ":only" if len({m.name for m in towns}) == 1 else ""
    return towns[0], f"{_within(towns[0], line)}{only}"


def firm_ahead(page: Page, line: Line) -> Mention | None:
    """The first firm that the next sentences name."""
    named = (m for later in _lines(page, line, FIRM_REACH) for m in later.mentions)
    return next((m for m in named if m.kind == FIRM and m.role != "source"), None)


def _lines(page: Page, line: Line, reach: int) -> Iterator[Line]:
    """The next sentences, as many as are looked at."""
    return (page.line(n) for n in range(line.number + 1, min(line.number + 1 + reach, len(page.sentences))))


def _within(town: Mention, line: Line) -> str:
    countries = {_country(m.name) for m in line.mentions if m.kind == COUNTRY and m.level == "country"} - {None}
    if not countries:
        return "free"
    return "in" if _country(town.name) in countries else "out"


def _country(name: str) -> str | None:
    found = places().find(name)
    return found.country if found is not None else None
