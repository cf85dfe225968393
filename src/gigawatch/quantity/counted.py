"""What a number without a unit counts: the English noun behind it, or people whom a verb of hiring takes."""

from __future__ import annotations

import re
from dataclasses import replace

from gigawatch.quantity.lexicon import NUMBER
from gigawatch.quantity.mask import employs
from gigawatch.quantity.numeral import parse_digits
from gigawatch.quantity.prepared import Prepared
from gigawatch.quantity.term import Term

_GLOSSED = re.compile(rf"\s?\(({NUMBER})\)")
PEOPLE = "people"


def with_noun(source: Prepared, term: Term) -> Term:
    """The term with the English noun that it counts; `2 million (2.400.000) packs` counts 2,400,000."""
    exact = _GLOSSED.match(source.plain, term.end) if term.scale > 1.0 else None
    if exact and (value := parse_digits(exact[1], source.comma_decimal)) > 1e4:
        term = replace(term, end=exact.end(), value=value, scale=1.0)
    noun = source.lex.noun.match(source.plain, term.end)
    if noun is None:
        return term
    written = " ".join(noun["noun"].split())
    counted = source.lex.nouns.get(written) or source.lex.nouns.get(written.replace("-", " "))
    if counted is None:
        return term
    return replace(term, end=noun.end(), unit="count", dimension="count", noun=written)


def of_people(source: Prepared, term: Term) -> Term:
    """The term as a count of people, where a verb of hiring takes it and no noun follows: `to employ 3,000 in`."""
    is_bare = source.lang == "en" and employs(source.plain, term.start, term.end)
    return replace(term, unit="count", dimension="count", noun=PEOPLE) if is_bare else term


def counts_people(source: Prepared, term: Term) -> bool:
    """True when a noun for people or their work stands right behind the number, as in `1990 jobs`."""
    counted = source.lex.nouns.get(term.noun or "")
    is_next = source.plain[term.start : term.end].partition(" ")[2] == term.noun
    return is_next and counted is not None and counted.group == "jobs"
