"""Conferences side by side: what each edition signed, what became of it, and whether counts and sums compare."""

from gigawatch.outlook.event.amount import Amount
from gigawatch.outlook.event.chart import chart_events
from gigawatch.outlook.event.compare import Comparable, Compared, Doubt
from gigawatch.outlook.event.follow import FollowUp, Step
from gigawatch.outlook.event.held import Held
from gigawatch.outlook.event.page import Course, Events, as_json, find_events, list_evidence
from gigawatch.outlook.event.part import Beyond, Slice
from gigawatch.outlook.event.rival import Other
from gigawatch.outlook.event.text import render_text

__all__ = [
    "Amount",
    "Beyond",
    "Comparable",
    "Compared",
    "Course",
    "Doubt",
    "Events",
    "FollowUp",
    "Held",
    "Other",
    "Slice",
    "Step",
    "as_json",
    "chart_events",
    "find_events",
    "list_evidence",
    "render_text",
]
