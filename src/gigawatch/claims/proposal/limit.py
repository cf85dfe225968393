"""How much is sent, waited for and looked at: what a run may cost, and what a hostile answer may weigh."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one run.

    A document is sent in at most `pieces` pieces of `piece_chars` characters; each answer may have `answer_tokens`
    tokens and `answer_bytes` bytes, and `proposals` of its entries are looked at. A request is tried `attempts` times,
    each for at most `timeout_s` seconds; the wait between two doubles from `wait_s` seconds to `longest_wait_s`.
    """

    piece_chars: int = 4000
    pieces: int = 50
    proposals: int = 80
    answer_tokens: int = 8192
    answer_bytes: int = 262_144
    attempts: int = 4
    timeout_s: float = 120.0
    wait_s: float = 1.0
    longest_wait_s: float = 30.0
