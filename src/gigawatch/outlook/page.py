"""The outlook of a region: capacity, pledges, events, statements, superlatives and the funnel, with evidence."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.chain import Region, find_region
from gigawatch.ledger import Ledger
from gigawatch.outlook.capacity import CapacityPage, make_capacity_page
from gigawatch.outlook.edition import Edition, make_event_page
from gigawatch.outlook.funnel import FunnelStage, make_funnel
from gigawatch.outlook.pledge import Declaration, make_pledge_page
from gigawatch.outlook.statement import Forecast, make_statement_page
from gigawatch.outlook.superlative import Superlative, make_superlative_page


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is told of a region's future and past promises, and what the ledger can hold against it."""

    region: Region
    capacity: CapacityPage
    pledges: tuple[Declaration, ...]
    events: tuple[Edition, ...]
    statements: tuple[Forecast, ...]
    superlatives: tuple[Superlative, ...]
    funnel: tuple[FunnelStage, ...]


def make_outlook(ledger: Ledger, region: str) -> Outlook:
    """The outlook of a place or organisation, by id or name."""
    found = find_region(ledger, region)
    return Outlook(
        found,
        make_capacity_page(ledger, found),
        make_pledge_page(ledger, found),
        make_event_page(ledger, found),
        make_statement_page(ledger, found),
        make_superlative_page(ledger, found),
        make_funnel(ledger, found),
    )
