"""The industrial chain of a region: which links are there, who does what, and where capacities do not fit together."""

from gigawatch.chain.activity import Activity, find_activities, is_target
from gigawatch.chain.balance import Balance, Need, Outcome, find_balances
from gigawatch.chain.coverage import ChainReport, Completeness, LinkCoverage, find_chain
from gigawatch.chain.figure import Figure, figure_of, format_figure
from gigawatch.chain.intensity import Intensity, intensities
from gigawatch.chain.interval import divide, format_interval, hull, multiply, total
from gigawatch.chain.phrase import speak
from gigawatch.chain.presence import Presence, furthest, presence_of
from gigawatch.chain.record import as_json, plain_record
from gigawatch.chain.region import Region, facts_of, find_region
from gigawatch.chain.supply import Supply, find_supply
from gigawatch.chain.text import format_balance, format_share, render_text
from gigawatch.ledger.link import Basis, links_of

__all__ = [
    "Activity",
    "Balance",
    "Basis",
    "ChainReport",
    "Completeness",
    "Figure",
    "Intensity",
    "LinkCoverage",
    "Need",
    "Outcome",
    "Presence",
    "Region",
    "Supply",
    "as_json",
    "divide",
    "facts_of",
    "figure_of",
    "find_activities",
    "find_balances",
    "find_chain",
    "find_region",
    "find_supply",
    "format_balance",
    "format_figure",
    "format_interval",
    "format_share",
    "furthest",
    "hull",
    "intensities",
    "is_target",
    "links_of",
    "multiply",
    "plain_record",
    "presence_of",
    "render_text",
    "speak",
    "total",
]
