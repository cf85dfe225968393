"""Questions to the ledger and their answers: chosen facts, totals, reasons, changes; typed, in two languages."""

from gigawatch.question.answer import Answer
from gigawatch.question.observatory import Observatory, open_observatory
from gigawatch.question.query import Query, SortKey

__all__ = ["Answer", "Observatory", "Query", "SortKey", "open_observatory"]
