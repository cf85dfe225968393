"""Who and what a sentence names: firms, places, countries, events, groups, and words that stand for them."""

from __future__ import annotations

from typing import NamedTuple

FIRM, PLACE, COUNTRY, EVENT, PERSON, GROUP = "firm", "place", "country", "event", "person", "group"
SITES = ("site", "park")
SOURCE = "source"  # the role of one who counts or speaks of others


class Mention(NamedTuple):
    """A name where a sentence has it.

    `level` is a place's (site, park, city, province, country), `role` what a firm does there.
    `before` and `after` are the words around it, as features.
    """

    start: int
    end: int
    name: str
    kind: str
    level: str = ""
    role: str = ""
    before: str = ""
    after: str = ""


class Stand(NamedTuple):
    """A word that stands for something named before: `the company`, 该项目, 全市."""

    start: int
    kind: str
