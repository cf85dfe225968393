"""One pattern for many words, made so that a place where none of them begins is passed over at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LETTER = re.compile(r"\w(?![?*+{|])")


def either(patterns: Iterable[str]) -> str:
    """The alternatives of a pattern, those of one first letter together behind it, in the order given.

    A place is tried against letters, not against words. Alternatives that begin with no plain letter come last.
    """
    by_letter: dict[str, list[str]] = {}
    others = []
    for pattern in patterns:
        if _LETTER.match(pattern):
            by_letter.setdefault(pattern[0], []).append(pattern[1:])
        else:
            others.append(pattern)
    return "|".join([*(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()), *others])
