"""One pattern for many words, made so that a place where none of them begins is passed over at once."""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """The alternatives of a pattern for plain words, in the order given but for their first letters.

    Words of one first letter stand together behind it, so that a place is tried against letters, not against words. A
    space in a word stands for any white space.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
