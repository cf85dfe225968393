"""What persons type at the desk, before it is kept: on one line, of a length, without characters that hide."""

from __future__ import annotations

import unicodedata

from gigawatch.model import InputError

LONGEST_REASON = 500
HIDDEN = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")  # categories of characters that are not seen, or turn what is
WHITE = frozenset("\t\n\r")


def refuse_hidden(text: str, what: str) -> None:
    """Refuse characters that are not seen or turn the order of what is, by which a line could say another thing."""
    for letter in text:
        if _is_hidden(letter):
            hint = "type it anew without characters that are not seen or turn the direction of writing"
            raise InputError(f"{what} holds the hidden character U+{ord(letter):04X}", hint=hint)


def show_hidden(text: str) -> str:
    """A text in which every character that is not seen is written out; white space stays.

    >>> show_hidden("item/\u202e1")
    'item/<U+202E>1'
    """
    return "".join(f"<U+{ord(one):04X}>" if _is_hidden(one) else one for one in text)


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in HIDDEN and letter not in WHITE


def even(text: str) -> str:
    """A text on one line, white space made even."""
    return " ".join(text.split())
