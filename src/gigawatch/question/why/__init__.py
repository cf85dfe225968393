"""Why: what stands behind a fact, a statement, a thing or a step, down to the sentence and the judgements on it."""

from gigawatch.question.why.account import Account, account_for
from gigawatch.question.why.record import account_record
from gigawatch.question.why.text import render_account

__all__ = ["Account", "account_for", "account_record", "render_account"]
