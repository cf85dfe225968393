"""Addresses: fetched politely, one host at a time, within limits, and remembered so that nothing is fetched twice."""

from gigawatch.intake.fetch.address import is_address
from gigawatch.intake.fetch.client import AGENT, Client
from gigawatch.intake.fetch.clock import Clock, SystemClock
from gigawatch.intake.fetch.memory import Memory
from gigawatch.intake.fetch.visit import Visit

__all__ = ["AGENT", "Client", "Clock", "Memory", "SystemClock", "Visit", "is_address"]
