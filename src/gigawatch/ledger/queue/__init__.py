"""What a person should look at, ranked by what a judgement on it would move in the published numbers."""

from gigawatch.ledger.queue.case import Case, Statement, judgements_on, open_case
from gigawatch.ledger.queue.disagreement import Disagreement, read_disagreements
from gigawatch.ledger.queue.item import Effect, ItemKind, QueueItem
from gigawatch.ledger.queue.phrase import word
from gigawatch.ledger.queue.queue import list_queue, tell_judgement

__all__ = [
    "Case",
    "Disagreement",
    "Effect",
    "ItemKind",
    "QueueItem",
    "Statement",
    "judgements_on",
    "list_queue",
    "open_case",
    "read_disagreements",
    "tell_judgement",
    "word",
]
