"""Where the industry is and where it moves: amounts by region, their concentration, centre, and statements tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.outlook.shift.amount import RegionAmount as RegionAmount
    from gigawatch.outlook.shift.centre import Centre as Centre
    from gigawatch.outlook.shift.centre import Path as Path
    from gigawatch.outlook.shift.page import MeasuredSeries as MeasuredSeries
    from gigawatch.outlook.shift.page import Shift as Shift
    from gigawatch.outlook.shift.page import find_shift as find_shift
    from gigawatch.outlook.shift.page import find_shifts as find_shifts
    from gigawatch.outlook.shift.region import four_regions as four_regions
    from gigawatch.outlook.shift.text import as_json as as_json
    from gigawatch.outlook.shift.text import render_text as render_text
    from gigawatch.outlook.shift.verdict import StatementTest as StatementTest
    from gigawatch.outlook.shift.verdict import Support as Support
    from gigawatch.outlook.shift.year import YearChange as YearChange
    from gigawatch.outlook.shift.year import YearEnd as YearEnd

__all__ = [
    "Centre",
    "MeasuredSeries",
    "Path",
    "RegionAmount",
    "Shift",
    "StatementTest",
    "Support",
    "YearChange",
    "YearEnd",
    "as_json",
    "find_shift",
    "find_shifts",
    "four_regions",
    "render_text",
]

_MODULE = {
    "RegionAmount": "amount",
    **dict.fromkeys(("Centre", "Path"), "centre"),
    **dict.fromkeys(("MeasuredSeries", "Shift", "find_shift", "find_shifts"), "page"),
    "four_regions": "region",
    **dict.fromkeys(("as_json", "render_text"), "text"),
    **dict.fromkeys(("StatementTest", "Support"), "verdict"),
    **dict.fromkeys(("YearChange", "YearEnd"), "year"),
}
__getattr__ = defer(__name__, _MODULE)
