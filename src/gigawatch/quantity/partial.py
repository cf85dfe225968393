"""A part told by its number alone before the whole that bears the unit: the 10 of `10 of its planned 30 GWh`.

Limit: only what is measured has such parts. `2 of its 30 GWh plants` counts plants; `phase 2 of the base` is a label.
"""

from __future__ import annotations

import re

from gigawatch.quantity.lexicon import Lexicon
from gigawatch.quantity.mask import is_year
from gigawatch.quantity.term import Term, read_term

_MEASURED = ("energy", "mass", "area", "power", "volume")
_OF = re.compile(r"\s(?:out\s)?of\s(?:(?:its|the|their|an?|those)\s)?(?:(?!which\b)[a-z][a-z’'-]*\s){0,3}?(?=\d)")
_COUNTED = re.compile(
    r"[\s-](?:[a-z-]+\s){0,2}?(?:plants|lines|factories|gigafactories|sites|bases|projects|phases|facilities|units|modules"
    r"|systems|tenders|orders|contracts)\b"
)


def whole_behind(text: str, term: Term, lex: Lexicon, comma_decimal: bool) -> Term | None:
    """The whole, with its unit, of which a bare number is told as a part; None where it is told as none."""
    if term.unit is not None or term.is_chinese or not text[term.start].isdigit():
        return None
    link = _OF.match(text, term.end)
    if link is None or is_year(term.value, text[term.start : term.end]):
        return None
    whole = read_term(text, link.end(), lex, comma_decimal)
    if whole is None or whole.dimension not in _MEASURED or _COUNTED.match(text, whole.end):
        return None
    return whole if term.value < whole.value and term.scale <= whole.scale else None
