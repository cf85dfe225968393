"""What an English sentence about a plant points back to: whose plant the sentences before it spoke of, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gigawatch.claims.facility import PLANT, is_owner_of_plant
from gigawatch.claims.narrative.name import Name, surfaces
from gigawatch.claims.narrative.story import Passage, Story

REACH = 4  # sentences that `the plant` and `construction began` look back
OF_PLANT = frozenset(
    {
        "ground_breaking", "ceremony", "construction", "trial_production", "commissioning", "full_capacity",
        "completion", "approval", "delay", "suspension", "cancellation", "resumption", "closure",
    }
)  # fmt: skip
_BARE = re.compile(
    r"(?:the\s)?(?:(?:building|construction|civil|earth) works?|construction|ground|operations?|work"
    r"|(?:[a-z]+\s)?production|equipment|(?:building|ground-?breaking) ceremony"
    r"|(?:first|second|third|initial) phase|phase \w+)\b"
)
_PLANT = re.compile(
    rf"\b(?:the|this|that|its|each|both)\s(?:[\w-]+\s){{0,3}}?(?:{PLANT}|projects?|sites?|lines?|phases?)\b"
)
_OTHER = re.compile(rf"\b(?:an?|another|other|further)\s(?:[\w-]+\s){{0,4}}?{PLANT}\b")
_THERE = re.compile(r"\bthere\b(?!\s(?:is|are|was|were|will|has|have|had)\b)")


def points_to_plant(passage: Passage) -> bool:
    """True where a sentence speaks of a plant, or of its building, that it does not name: `Construction began`."""
    return _BARE.match(passage.folded) is not None or _PLANT.search(passage.folded) is not None


def speaks_of_another(passage: Passage) -> bool:
    """True where a sentence brings in a plant of its own, which may stand elsewhere: `Work began on another plant`."""
    return _OTHER.search(passage.folded) is not None


def points_there(passage: Passage) -> bool:
    """True where a sentence says `there` of a place before."""
    return _THERE.search(passage.folded) is not None


def owners_of_plant(story: Story, start: int, end: int) -> list[Name]:
    """The organisations between two offsets whose plant the words beside them name: `the second BlueOval SK plant`."""
    text = story.document.text
    return [n for n in story.organisations_in(start, end) if is_owner_of_plant(text, n.start, n.end)]


def owner_before(story: Story, passage: Passage) -> list[str]:
    """Whose plant the nearest sentence before speaks of, where it names one owner or one organisation."""
    for earlier in _before(story, passage):
        named = surfaces(story.organisations_in(earlier.start, earlier.end))
        owners = surfaces(owners_of_plant(story, earlier.start, earlier.end)) if len(named) > 1 else named
        if named:
            return owners if len(owners) == 1 else []
    return []


def place_before(story: Story, passage: Passage) -> list[Name]:
    """The places of the nearest sentence before that names some, as far back as the one that names an organisation."""
    for earlier in _before(story, passage):
        found = story.places_in(earlier.start, earlier.end)
        if found or story.organisations_in(earlier.start, earlier.end):
            return found
    return []


def _before(story: Story, passage: Passage) -> Sequence[Passage]:
    """The sentences that a sentence may point back to, nearest first."""
    return story.passages[max(0, passage.number - REACH) : passage.number][::-1]
