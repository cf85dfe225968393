"""The review log: what persons decided on claims, table cells and names, kept as text, applied in every build."""

from gigawatch.ledger.review.bearing import Lack, find_lack
from gigawatch.ledger.review.entry import name_judgement, order_pair
from gigawatch.ledger.review.field import READERS, correct_field, fields_of, text_of_field
from gigawatch.ledger.review.kind import ON_CLAIMS, PAIRS, kinds, word_of
from gigawatch.ledger.review.log import Log, append_judgement, hold_log, read_log
from gigawatch.ledger.review.making import Told, judge_claim, judge_pair, withdraw_judgement
from gigawatch.ledger.review.named import find_new
from gigawatch.ledger.review.reading import Review, review, stand
from gigawatch.ledger.review.ruling import Ruling
from gigawatch.ledger.review.sheet import append_whole, lead_formula
from gigawatch.ledger.review.standing import matter_of
from gigawatch.ledger.review.words import Words, words_of, words_of_cell, words_of_claim

__all__ = [
    "ON_CLAIMS",
    "PAIRS",
    "READERS",
    "Lack",
    "Log",
    "Review",
    "Ruling",
    "Told",
    "Words",
    "append_judgement",
    "append_whole",
    "correct_field",
    "fields_of",
    "find_lack",
    "find_new",
    "hold_log",
    "judge_claim",
    "judge_pair",
    "kinds",
    "lead_formula",
    "matter_of",
    "name_judgement",
    "order_pair",
    "read_log",
    "review",
    "stand",
    "text_of_field",
    "withdraw_judgement",
    "word_of",
    "words_of",
    "words_of_cell",
    "words_of_claim",
]
