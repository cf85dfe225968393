"""What units of an index are called where a command prints them."""

from __future__ import annotations


def name_unit(unit: str, language: str) -> str:
    """The name of a firm or place in a language, as the index has it where the vocabulary knows no other."""
    from gigawatch.vocab import organisations, places

    known = (organisations().find(unit) or places().find(unit)) if language == "zh" else None
    return (known.name_zh if known else "") or unit
