"""A text made ready to be read: its characters made plain, its language, how it writes decimals."""

from __future__ import annotations

from typing import NamedTuple

from gigawatch.quantity.lexicon import Lexicon


class Prepared(NamedTuple):
    """A text with what every step of reading it asks for; `plain` has the offsets of `text`.

    `comma_decimal` is true where it writes 8,8 for eight point eight; `lex` holds the words of both languages.
    """

    text: str
    plain: str
    lang: str
    comma_decimal: bool
    lex: Lexicon
