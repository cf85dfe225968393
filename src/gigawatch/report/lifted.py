"""Units told once: in the name of a row or in the head of a column, and no longer behind every figure beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gigawatch.quantity import format_unit
from gigawatch.report.block import Run, Runs, Value
from gigawatch.report.datum import Number
from gigawatch.report.pen import Pen

SCALE = re.compile(r"(?<=[\d.])( trillion| billion| million|万亿|亿|万)$")
A_YEAR = {"en": " a year", "zh": "/年"}
PER_CENT = "%"
Rows = tuple[tuple[Runs, ...], ...]


def lift_unit(cells: Sequence[Runs], lang: str) -> tuple[str, list[Runs]]:
    """The unit that all figures of a row share, with the word of their scale where they share it too, and the cells.

    Nothing is lifted, and the unit is empty, where figures differ in unit, have none, or are per cents.
    """
    values = [run for cell in cells for run in cell if isinstance(run, Value)]
    unit = _shared(values, lang)
    if not unit or any(unit not in value.text for value in values):
        return "", list(cells)
    scales = {found.group() if (found := SCALE.search(_before(value.text, unit))) else "" for value in values}
    scale = scales.pop() if len(scales) == 1 else ""
    ended = f"{scale}{' ' if scale and lang == 'en' else ''}{unit}" if scale else unit
    return ended.strip(), [tuple(_without(run, ended, lang) for run in cell) for cell in cells]


def spell_rows(pen: Pen, key: str, told: Iterable[tuple[str, Sequence[Runs]]]) -> tuple[Rows, Rows]:
    """Rows of a name and figures, as a page has them and as a spreadsheet does.

    A page tells a unit that all figures of a row share behind its name, by the sentence `key` of `name` and `unit`.
    """
    found = [(name, cells, *lift_unit(cells, pen.lang)) for name, cells in told]
    lifted = tuple((pen.say(key, name=name, unit=unit), *bare) for name, _, unit, bare in found)
    return lifted, tuple((pen.say(key, name=name, unit=None), *cells) for name, cells, _, _ in found)


def lift_year(cell: Runs, lang: str) -> Runs:
    """A cell whose figures no longer say that they are for a year: the head of the column does."""
    return tuple(
        replace(run, text=run.text.replace(A_YEAR[lang], "", 1)) if isinstance(run, Value) else run for run in cell
    )


def _shared(values: Iterable[Value], lang: str) -> str:
    """The name of the one unit of all values; empty where there is none, or another figure than a number."""
    units = {value.datum.unit if isinstance(value.datum, Number) else "" for value in values}
    unit = units.pop() if len(units) == 1 else ""
    return format_unit(unit, lang) if unit and unit != PER_CENT else ""


def _before(text: str, unit: str) -> str:
    return text[: text.rindex(unit)].rstrip()


def _without(run: Run, ended: str, lang: str) -> Run:
    if not isinstance(run, Value):
        return run
    gap = " " if lang == "en" or ended.isascii() else ""
    head, _, tail = run.text.rpartition(ended.strip())
    return replace(run, text=f"{head.removesuffix(gap) if gap else head}{tail}")
