"""The industrial chain of a region: which links are there, who does what, and where capacities do not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.chain.activity import Activity as Activity
    from gigawatch.chain.activity import find_activities as find_activities
    from gigawatch.chain.activity import is_target as is_target
    from gigawatch.chain.balance import Balance as Balance
    from gigawatch.chain.balance import Need as Need
    from gigawatch.chain.balance import Outcome as Outcome
    from gigawatch.chain.balance import find_balances as find_balances
    from gigawatch.chain.coverage import ChainReport as ChainReport
    from gigawatch.chain.coverage import Completeness as Completeness
    from gigawatch.chain.coverage import LinkCoverage as LinkCoverage
    from gigawatch.chain.coverage import find_chain as find_chain
    from gigawatch.chain.figure import Figure as Figure
    from gigawatch.chain.figure import figure_of as figure_of
    from gigawatch.chain.figure import format_figure as format_figure
    from gigawatch.chain.intensity import Intensity as Intensity
    from gigawatch.chain.intensity import intensities as intensities
    from gigawatch.chain.interval import divide as divide
    from gigawatch.chain.interval import format_interval as format_interval
    from gigawatch.chain.interval import hull as hull
    from gigawatch.chain.interval import multiply as multiply
    from gigawatch.chain.interval import total as total
    from gigawatch.chain.measured import Measured as Measured
    from gigawatch.chain.measured import measure_ledger as measure_ledger
    from gigawatch.chain.phrase import speak as speak
    from gigawatch.chain.presence import Presence as Presence
    from gigawatch.chain.presence import furthest as furthest
    from gigawatch.chain.presence import presence_of as presence_of
    from gigawatch.chain.record import as_json as as_json
    from gigawatch.chain.record import plain_record as plain_record
    from gigawatch.chain.region import Region as Region
    from gigawatch.chain.region import facts_of as facts_of
    from gigawatch.chain.region import find_region as find_region
    from gigawatch.chain.supply import Supply as Supply
    from gigawatch.chain.supply import find_supply as find_supply
    from gigawatch.chain.text import format_balance as format_balance
    from gigawatch.chain.text import format_share as format_share
    from gigawatch.chain.text import render_text as render_text
    from gigawatch.ledger.link import Basis as Basis
    from gigawatch.ledger.link import links_of as links_of

__all__ = [
    "Activity",
    "Balance",
    "Basis",
    "ChainReport",
    "Completeness",
    "Figure",
    "Intensity",
    "LinkCoverage",
    "Measured",
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
    "measure_ledger",
    "multiply",
    "plain_record",
    "presence_of",
    "render_text",
    "speak",
    "total",
]

_MODULE = {
    **dict.fromkeys(("Basis", "links_of"), "gigawatch.ledger.link"),
    **dict.fromkeys(
        (
            "Activity",
            "find_activities",
            "is_target",
        ),
        "activity",
    ),
    **dict.fromkeys(
        (
            "Balance",
            "Need",
            "Outcome",
            "find_balances",
        ),
        "balance",
    ),
    **dict.fromkeys(
        (
            "ChainReport",
            "Completeness",
            "LinkCoverage",
            "find_chain",
        ),
        "coverage",
    ),
    **dict.fromkeys(
        (
            "Figure",
            "figure_of",
            "format_figure",
        ),
        "figure",
    ),
    **dict.fromkeys(
        (
            "Intensity",
            "intensities",
        ),
        "intensity",
    ),
    **dict.fromkeys(
        (
            "Measured",
            "measure_ledger",
        ),
        "measured",
    ),
    **dict.fromkeys(
        (
            "divide",
            "format_interval",
            "hull",
            "multiply",
            "total",
        ),
        "interval",
    ),
    **dict.fromkeys(("speak",), "phrase"),
    **dict.fromkeys(
        (
            "Presence",
            "furthest",
            "presence_of",
        ),
        "presence",
    ),
    **dict.fromkeys(
        (
            "as_json",
            "plain_record",
        ),
        "record",
    ),
    **dict.fromkeys(
        (
            "Region",
            "facts_of",
            "find_region",
        ),
        "region",
    ),
    **dict.fromkeys(
        (
            "Supply",
            "find_supply",
        ),
        "supply",
    ),
    **dict.fromkeys(
        (
            "format_balance",
            "format_share",
            "render_text",
        ),
        "text",
    ),
}
__getattr__ = defer(__name__, _MODULE)
