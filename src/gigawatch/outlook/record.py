"""An outlook as JSON-ready data."""

from __future__ import annotations

from gigawatch.chain import plain_record
from gigawatch.outlook.page import Outlook
from gigawatch.outlook.superlative import Superlative


def as_json(outlook: Outlook) -> dict[str, object]:
    """Every page of an outlook as plain data; every statement keeps its ids."""
    return plain_record(outlook)


def superlative_record(superlative: Superlative) -> dict[str, object]:
    """One superlative as plain data."""
    return plain_record(superlative)
