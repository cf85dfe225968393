"""Measures of a table that neither the vocabulary nor a shipped table has: kept, and said with the names near them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from gigawatch.figures.fault import Fault
from gigawatch.figures.live.descriptor import list_measures, sources
from gigawatch.figures.package import packages
from gigawatch.figures.table import Table
from gigawatch.vocab import measures

NEAR, MOST = 0.6, 3
HINT = "correct it, or leave it: it is settled as a statistic of its own name, never summed, and no other name finds it"


def find_unlisted(table: Table) -> list[Fault]:
    """One notice for each unknown measure, at its first row, with how many rows have it and the names nearest to it."""
    rows: dict[str, list[int]] = defaultdict(list)
    known = frozenset(_names().values())
    for cell in table.observations:
        if cell.measure not in known:
            rows[cell.measure].append(cell.row)
    return [Fault(own[0], table.measure_column, _tell(name, len(own)), HINT) for name, own in rows.items()]


def _tell(name: str, count: int) -> str:
    near = dict.fromkeys(_names()[one] for one in get_close_matches(name.casefold(), _names(), MOST, NEAR))
    told = f"; near it: {', '.join(near)}" if near else ""
    return f"no measure is called {name!r} ({count} row{'' if count == 1 else 's'}){told}"


@cache
def _names() -> Mapping[str, str]:
    """The code of every known measure by its code and by its names in both languages."""
    listed = {code: code for package in packages().values() for code in package.measures}
    listed |= {code: code for source in sources().values() for code in list_measures(source)}
    for measure in measures().values():
        told = (measure.code, measure.name_en.casefold(), measure.name_zh)
        listed |= dict.fromkeys(told, measure.code)
    return listed
