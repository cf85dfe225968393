"""Conferences side by side: what each edition signed, what became of it, and whether counts and sums compare."""

from gigawatch.outlook.event.amount import EditionFigure
from gigawatch.outlook.event.compare import Comparable, Compared, Doubt
from gigawatch.outlook.event.follow import Attainment, FollowUp
from gigawatch.outlook.event.held import Held
from gigawatch.outlook.event.page import ConferenceSeries, Events, as_json, find_events, list_evidence
from gigawatch.outlook.event.part import Beyond, Slice
from gigawatch.outlook.event.rival import Other
from gigawatch.outlook.event.text import render_text

__all__ = [
    "Attainment",
    "Beyond",
    "Comparable",
    "Compared",
    "ConferenceSeries",
    "Doubt",
    "EditionFigure",
    "Events",
    "FollowUp",
    "Held",
    "Other",
    "Slice",
    "as_json",
    "find_events",
    "list_evidence",
    "render_text",
]
