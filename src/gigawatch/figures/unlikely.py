"""Figures of a table that cannot be, or that no shipped table has the like of: kept, and said with row and reason.

A notice says it in English, the note of the figure in English and Chinese.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.figures.fault import Fault
from gigawatch.figures.naming import name_measure
from gigawatch.figures.package import Assertion, load_package, packages
from gigawatch.figures.table import Table
from gigawatch.model import Observation
from gigawatch.vocab import organisations, places

WORDS = Path(__file__).parent / "unlikely.toml"
LANGUAGES = ("en", "zh")
PERCENT, COUNT = "%", "count"
SHARE = re.compile(r"(?:^|[._])share(?:[._]|$)|占比|比重|份额|比例")
HINT = "correct it, or reject the cell in a review; it counts as it stands"


@dataclass(frozen=True, slots=True)
class _Bounds:
    low: float
    high: float | None
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Beyond:
    """A figure beyond one of its bounds: which way (`below`, `above`), the figure, the limit and what speaks for it."""

    way: str
    value: float
    limit: float
    reason: Mapping[str, str]

    def tell(self, cell: Observation, measure: str, subject: str, language: str) -> str:
        """It in words, with what the measure and the subject are called."""
        unit = "" if cell.unit == COUNT else f" {cell.unit}"
        numbers = {"value": f"{self.value:,g}", "limit": f"{self.limit:,g}", "unit": unit, "period": cell.period}
        words = _words()[self.way][language]
        return words.format(measure=measure, subject=subject, **numbers, reason=self.reason[language])


def find_unlikely(table: Table) -> list[Fault]:
    """One notice for each figure beyond its bounds: a share of a whole outside 0 to 100 %, less than none of what is
    counted, below nought or above what any shipped table allows of the measure in that unit. Measures and subjects are
    called as the row has them.
    """
    return [
        Fault(cell.row, "value", found.tell(cell, cell.measure, cell.subject, "en"), HINT)
        for cell in table.observations
        for found in _judge(cell)
    ]


def note_unlikely(cell: Observation) -> str | None:
    """What the table notes of a figure, with what is unlikely about the figure said behind it, in both languages and by
    the names that the measure and the subject have in them.
    """
    told = (
        " / ".join(
            found.tell(cell, name_measure(cell.measure, lang), _name_subject(cell.subject, lang), lang)
            for lang in LANGUAGES
        )
        for found in _judge(cell)
    )
    return "; ".join(filter(None, (cell.note, *told))) or None


def _name_subject(subject: str, lang: str) -> str:
    known = organisations().find(subject) or places().find(subject)
    return subject if known is None else known.label(lang)


def _judge(cell: Observation) -> Iterator[_Beyond]:
    """Beyond which of its bounds a figure lies."""
    bounds = _bounds_of(cell.measure, cell.unit)
    if bounds is None:
        return
    top = cell.value if cell.high is None else cell.high
    if cell.value < bounds.low:
        yield _Beyond("below", cell.value, bounds.low, bounds.reason)
    elif bounds.high is not None and top > bounds.high:
        yield _Beyond("above", top, bounds.high, bounds.reason)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return found


@cache
def _bounds_of(measure: str, unit: str) -> _Bounds | None:
    """The bounds of a measure in a unit; None where nothing is known of them."""
    if unit == PERCENT and SHARE.search(measure):
        return _Bounds(0, 100, _words()["share"])
    highest = max(_ceilings(measure, unit), key=lambda found: found.high or 0, default=None)
    if highest is not None:
        return _Bounds(0, highest.high, {"en": highest.reason, "zh": highest.reason_zh or highest.reason})
    return _Bounds(0, None, _words()["counted"]) if unit == COUNT else None


def _ceilings(measure: str, unit: str) -> Iterator[Assertion]:
    """What shipped tables assert of a measure that is never below nought, where they have it in the unit."""
    for name, package in packages().items():
        own = [one for one in package.assertions if one.of == "value" and _is_of(one, measure)]
        if own and any(row.unit == unit for row in load_package(name) if row.measure == measure):
            yield from own


def _is_of(one: Assertion, measure: str) -> bool:
    """Whether an assertion bounds a measure from above, and from nought or more."""
    is_bound = one.high is not None and (one.low or 0) >= 0
    return is_bound and bool(one.measure) and f"{measure}.".startswith(f"{one.measure}.")
