"""Live sources: current tables and news of public providers, fetched into a workspace as dated snapshots."""

from gigawatch.figures.live.descriptor import find_source, sources
from gigawatch.figures.live.gather import Order
from gigawatch.figures.live.news import renew_news
from gigawatch.figures.live.outcome import Outcome
from gigawatch.figures.live.renewal import DriftError, Place, renew_table
from gigawatch.figures.live.request import read_options
from gigawatch.figures.live.snapshot import Snapshot, find_last, list_snapshots
from gigawatch.figures.live.source import Kind, Source

__all__ = [
    "DriftError",
    "Kind",
    "Order",
    "Outcome",
    "Place",
    "Snapshot",
    "Source",
    "find_last",
    "find_source",
    "list_snapshots",
    "read_options",
    "renew_news",
    "renew_table",
    "sources",
]
