"""Public bodies whose country is known: what one of them gives, where no place is told, is of that country."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.english_name import demonyms, usual_country
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import COUNTRY, PLACE
from gigawatch.claims.scope.page import Page
from gigawatch.vocab import PlaceKind, places

_WORD = r"[A-Z][\w.]{1,24}"


@cache
def _countries() -> dict[str, str]:
    return {name: country for country, names in read_cues("public_body").items() for name in names}


def country_of_body(name: str | None) -> str | None:
    """The country of a public body; None for any other name."""
    return _countries().get((name or "").removeprefix("US ").removeprefix("U.S. "))


def country_of_giver(figure: Scoped, page: Page) -> str | None:
    """The country of the public body that a figure is of, where its sentence names no place.

    The word before its name tells which country's it is: `the Philippine Department of Energy` is not the American one.
    """
    if any(mention.kind in (PLACE, COUNTRY) for mention in figure.line.mentions):
        return None
    usual = country_of_body(figure.subject)
    if usual is None or figure.subject is None:
        return None
    sentence = figure.line.sentence.text
    return _country_told(sentence, figure.subject) or _country_told(page.head, figure.subject) or usual


@lru_cache(maxsize=64)
def _country_told(text: str, body: str) -> str | None:
    """The first country that a text names right before a public body."""
    named = (_country_called(match["whose"]) for match in _named_with(body).finditer(text))
    return next((country for country in named if country is not None), None)


@cache
def _named_with(body: str) -> re.Pattern[str]:
    """A public body behind a word with a capital that may tell whose it is."""
    return re.compile(rf"\b(?P<whose>{_WORD}(?:\s{_WORD})?)(?:['’]s)?\s{re.escape(body)}\b")


def _country_called(words: str) -> str | None:
    """The country that a demonym or the country's own name means, be it the last of two words; None for other words."""
    for name in (words, words.rpartition(" ")[2]):
        if (country := demonyms().get(name)) is not None:
            return usual_country(country)
        known = places().find(usual_country(name)) or places().find(name)
        if known is not None and known.kind == PlaceKind.COUNTRY:
            return usual_country(known.name_en)
    return None
