"""Small counts as English running text writes them: in letters up to nine, each still a link to what was counted."""

from __future__ import annotations

from dataclasses import replace

from gigawatch.report.block import Value

LETTERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spell_small(value: Value, lang: str) -> Value:
    """A bare count below ten in letters; any other value, and all Chinese, as it is."""
    is_small = lang == "en" and value.text.isdecimal() and int(value.text) < len(LETTERS)
    return replace(value, text=LETTERS[int(value.text)]) if is_small else value
