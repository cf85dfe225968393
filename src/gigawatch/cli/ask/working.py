"""How `gigawatch why` prints what a score is made of: each reading with its scale, place, weight and points.

Piped it is one table of all columns; on a terminal, which is narrower, the reckoning and then each reading's sources.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from gigawatch.cli.index.wording import list_heads, tell, tell_code
from gigawatch.cli.terminal import print_table, say

Row = Mapping[str, object]
COLUMNS = (
    "indicator", "name", "value", "interval", "part", "base", "unit", "goalposts", "compared", "place", "weight",
    "points", "how", "vintage", "source", "observations", "note",
)  # fmt: skip
"""The columns in the order of their heads, `working_head` of the wording."""
RECKONED = ("indicator", "value", "goalposts", "compared", "place", "weight", "points")
"""Which columns a score is worked out from: these stand side by side also on a terminal."""
SOURCED = ("name", "unit", "interval", "part", "base", "how", "vintage", "source", "observations", "note")
"""Which columns stand below the reckoning there, each on a line of its own."""
ENDS = ("low", "high")
MILLION = 1e6


def print_working(readings: Sequence[Row], weight: str, language: str) -> None:
    """Print readings and what each brings to a score; `weight` names its weight in that score."""
    heads, lines = list_heads("working_head", language), [_line(one, weight, language) for one in readings]
    if sys.stdout.isatty():
        _print_narrow(heads, lines)
    else:
        print_table(heads, [[line[name] for name in COLUMNS] for line in lines])
    say(tell("working_note", language))


def tell_dominant(readings: Sequence[Row], score: object, weight: str, language: str) -> str:
    """That one indicator makes more of a score than the audit's limit, and how much; else nothing."""
    from gigawatch.index.auditing.limit import Limits

    limit, shares = Limits().dominant, _share_out(readings, score, weight)
    code, share = max(shares.items(), key=lambda told: told[1], default=("", 0.0))
    if not share > limit >= 1 / len(shares):
        return ""
    return tell("working_dominant", language, code=code, share=f"{share:.0%}", limit=f"{limit:.0%}")


def _share_out(readings: Sequence[Row], score: object, weight: str) -> dict[str, float]:
    """The share of a score that each indicator brings; of a score of nought or less there are none."""
    if not isinstance(score, float) or score <= 0:
        return {}
    pairs = ((str(one["indicator"]), one["normalised"], one[weight]) for one in readings)
    return {code: a * b / score for code, a, b in pairs if isinstance(a, float) and isinstance(b, float)}


def _print_narrow(heads: Sequence[str], lines: Sequence[Mapping[str, str]]) -> None:
    """The reckoning as a table, and under each indicator's code what else is known of its reading."""
    called = dict(zip(COLUMNS, heads, strict=True))
    print_table([called[name] for name in RECKONED], [[line[name] for name in RECKONED] for line in lines])
    for line in lines:
        print(line["indicator"])
        for name in SOURCED:
            if line[name] != "-":
                print(f"  {called[name]}: {line[name]}")


def _line(one: Row, weight: str, language: str) -> dict[str, str]:
    """What is told of a reading, by the names of `COLUMNS`."""
    place, share, points = _tell_points(one["normalised"], one[weight])
    changed = tell("working_changed", language) if one["source_changed"] else ""
    return {
        "indicator": str(one["indicator"]),
        "name": str(one[f"name_{language}"]),
        "value": tell_number(one["value"]),
        "interval": _tell_interval(one, language),
        "part": str(one["parent"]),
        "base": tell("working_pinned", language) if one["pinned"] else str(one["base_year"] or "-"),
        "unit": str(one["unit_of"]),
        "goalposts": _tell_goalposts(one),
        "compared": tell_code("compared", str(one["treatment"] or "-"), language),
        "place": place,
        "weight": share,
        "points": points,
        "how": tell_code("how", str(one["inference"]), language) + changed,
        "vintage": str(one["vintage"] or "-"),
        "source": _tell_source(one, language),
        "observations": str(one["observations"]),
        "note": str(one["note"] or "-"),
    }


def _tell_goalposts(one: Row) -> str:
    if one["goalpost_low"] is None:
        return "-"
    return " .. ".join(tell_number(one[f"goalpost_{end}"]) for end in ENDS)


def _tell_interval(one: Row, language: str) -> str:
    """Between which ends a value lies; of one whose ends print alike that there is none."""
    if one["high"] is None:
        return tell("working_open", language, low=tell_number(one["low"]))
    low, high = (tell_number(one[end]) for end in ENDS)
    return "-" if low == high else f"{low} - {high}"


def tell_number(value: object) -> str:
    """A figure to six digits; of a million and more every digit before the point, and no power of ten."""
    assert isinstance(value, int | float)
    return f"{value:,.0f}" if abs(value) >= MILLION else f"{value:,.6g}"


def _tell_source(one: Row, language: str) -> str:
    """Who first published a reading, and the copy or page that it was seen at."""
    from gigawatch.index.definition.origin import tell_provenance

    return tell_provenance(str(one["origin"] or ""), str(one["copy"] or ""), str(one["source"] or ""), language)


def _tell_points(place: object, weight: object) -> tuple[str, str, str]:
    """A place on the scale, its weight and their product; of what is in no score none."""
    if not isinstance(place, float) or not isinstance(weight, float):
        return "-", "-", "-"
    return f"{place:.2f}", f"{weight:.4f}", f"{place * weight:.2f}"
