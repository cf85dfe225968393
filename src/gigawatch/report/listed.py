"""What the shipped lists of organisations and joint ventures tell, as table cells that names and shares lead to."""

from __future__ import annotations

from functools import cache

from gigawatch.model import Observation, make_id
from gigawatch.report.address import is_web_address
from gigawatch.report.block import Ref, RefKind
from gigawatch.vocab import organisations
from gigawatch.vocab.venture import Holding, ventures

ORGANISATIONS, VENTURES = "list of organisations", "list of joint ventures"


@cache
def listed_cells() -> dict[str, Observation]:
    """A cell for the list of organisations as a whole, and one for each share whose page is known."""
    whole = _cell(
        make_id("obs", ORGANISATIONS), ORGANISATIONS, 1, ORGANISATIONS, "other", len(organisations()), "count"
    )
    found = [whole]
    for row, (venture, holding) in enumerate(_known(), 1):
        key = holding_id(venture, holding)
        share = holding.share or 0.0
        found.append(_cell(key, VENTURES, row, f"{holding.partner}, {venture}", "share", share, "%", holding.source))
    return {cell.id: cell for cell in found}


def list_ref() -> Ref:
    """The reference to the list of organisations as a whole."""
    return Ref(RefKind.OBSERVATION, make_id("obs", ORGANISATIONS))


def holding_id(venture: str, holding: Holding) -> str:
    """The id of the cell of a partner's share in a joint venture."""
    return make_id("obs", VENTURES, venture, holding.partner)


def is_sourced(holding: Holding) -> bool:
    """True for a share that a page of the web tells: one of general knowledge is not printed."""
    return holding.share is not None and is_web_address(holding.source)


def _known() -> list[tuple[str, Holding]]:
    return [(one.organisation, held) for one in ventures().values() for held in one.holdings if is_sourced(held)]


def _cell(
    key: str, table: str, row: int, subject: str, measure: str, value: float, unit: str, source: str | None = None
) -> Observation:
    return Observation(
        id=key, table=table, row=row, subject=subject, measure=measure, period="", value=value, unit=unit, source=source
    )
