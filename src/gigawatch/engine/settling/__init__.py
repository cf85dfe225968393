"""Settling through an engine: the very tables that one process makes of all claims at once, made in portions."""

from gigawatch.engine.settling.whole import settle_on

__all__ = ["settle_on"]
