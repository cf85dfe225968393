"""Checks: what contradicts, does not add up or cannot be, one module a kind. A finding never changes a value."""

from gigawatch.ledger.check.finding import CHECKS, Inquiry, find_checks, make_check

__all__ = ["CHECKS", "Inquiry", "find_checks", "make_check"]
