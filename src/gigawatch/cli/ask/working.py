"""How `gigawatch why` prints what a score is made of: each reading with its scale, place, weight and points.

Piped it is one table of all columns; on a terminal, which is narrower, the reckoning and then each reading's sources.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from gigawatch.cli.index.wording import list_heads, tell, tell_code
from gigawatch.cli.terminal import print_table, say

Row = Mapping[str, object]
RECKONED = (0, 2, 7, 8, 9, 10, 11)
"""Which columns a score is worked out from: these stand side by side also on a terminal."""
ENDS = ("low", "high")
MILLION = 1e6
SOURCED = (1, 6, 3, 4, 5, 12, 13, 14, 15, 16)


def print_working(readings: Sequence[Row], weight: str, language: str) -> None:
    """Print readings and what each brings to a score; `weight` names its weight in that score."""
    heads, lines = list_heads("working_head", language), [_line(one, weight, language) for one in readings]
    if sys.stdout.isatty():
        _print_narrow(heads, lines)
    else:
        print_table(heads, lines)
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


def _print_narrow(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """The reckoning as a table, and under each indicator's code what else is known of its reading."""
    print_table([heads[at] for at in RECKONED], [[line[at] for at in RECKONED] for line in lines])
    for line in lines:
        print(line[0])
        for at in SOURCED:
            if line[at] != "-":
                print(f"  {heads[at]}: {line[at]}")


def _line(one: Row, weight: str, language: str) -> tuple[str, ...]:
    return (
        str(one["indicator"]),
        str(one[f"name_{language}"]),
        tell_number(one["value"]),
        _tell_interval(one, language),
        str(one["parent"]),
        tell("working_pinned", language) if one["pinned"] else str(one["base_year"] or "-"),
        str(one["unit_of"]),
        "-" if one["goalpost_low"] is None else " .. ".join(tell_number(one[f"goalpost_{end}"]) for end in ENDS),
        tell_code("compared", str(one["treatment"] or "-"), language),
        *_tell_points(one["normalised"], one[weight]),
        tell_code("how", str(one["inference"]), language)
        + (tell("working_changed", language) if one["source_changed"] else ""),
        str(one["vintage"] or "-"),
        _tell_source(one, language),
        str(one["observations"]),
        str(one["note"] or "-"),
    )


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
