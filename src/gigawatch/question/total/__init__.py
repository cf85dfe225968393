"""Totals of a question's facts, from the ledger's own engine, each with its scope in words."""

from gigawatch.question.total.ask import ask_totals
from gigawatch.question.total.record import total_record
from gigawatch.question.total.text import render_totals

__all__ = ["ask_totals", "render_totals", "total_record"]
