"""Ids made from content: the same words give the same id on every machine and in every rebuild."""

from __future__ import annotations

import hashlib

SEPARATOR = "\x1f"
DIGITS = 12


def make_id(prefix: str, *parts: object) -> str:
    """An id such as `claim-3f2a91c07b5d` made from the text of `parts`; None counts as empty.

    The parts are joined by a control character that no source text carries, so ("ab", "c") and ("a", "bc") differ.
    """
    text = SEPARATOR.join(["" if part is None else str(part) for part in parts])
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:DIGITS]}"
