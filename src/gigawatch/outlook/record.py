"""An outlook as JSON-ready data."""

from __future__ import annotations

from gigawatch.chain import plain_record
from gigawatch.outlook.page import Outlook


def as_json(outlook: Outlook) -> dict[str, object]:
    """Every page of an outlook as plain data; every statement keeps its ids."""
    return plain_record(outlook)
