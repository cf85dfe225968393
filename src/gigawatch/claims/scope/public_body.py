"""Public bodies whose country is known: what one of them gives, where no place is told, is of that country."""

from __future__ import annotations

from functools import cache

from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import COUNTRY, PLACE


@cache
def _countries() -> dict[str, str]:
    return {name: country for country, names in read_cues("public_body").items() for name in names}


def country_of_body(name: str | None) -> str | None:
    """The country of a public body; None for any other name."""
    return _countries().get((name or "").removeprefix("US ").removeprefix("U.S. "))


def country_of_giver(figure: Scoped) -> str | None:
    """The country of the public body that a figure is of, where its sentence names no place."""
    if any(mention.kind in (PLACE, COUNTRY) for mention in figure.line.mentions):
        return None
    return country_of_body(figure.subject)
