"""Promised dates that a sentence moves: `in 2028 instead of 2026` tells of a delay though no word says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gigawatch.claims.narrative.cue import Cue, Hit
from gigawatch.claims.narrative.story import Passage, Story
from gigawatch.claims.scope.cue_table import cue_table, read_cues
from gigawatch.claims.scope.due_date import NO_DUE, Due, due_dates
from gigawatch.quantity import find_periods

_DELAY = Cue("event", "delay", 0.8, ("plant",), is_perfective=True)
REACH = 2  # sentences before a delay in which the date is looked for that it gives up
_DIGITS = re.compile(r"\d")


def due_in(story: Story, passage: Passage) -> Due:
    """The promised dates that a sentence gives up, and those in their stead; a span of both is parted into two."""
    if _DIGITS.search(passage.folded) is None:
        return NO_DUE
    found = due_dates(passage.folded, find_periods(passage.text, story.lang, story.base), story.lang)
    if not found.former and passage.cues("event", _DELAY.name):
        later = _new_dates(story, passage)
        return Due(frozenset(_given_up(story, passage)) - {*later}, later)
    former = {iso.split("/")[0] if iso.count("/") == 1 else iso for iso in found.former}
    return Due(frozenset(former), found.later)


def _new_dates(story: Story, passage: Passage) -> tuple[str, ...]:
    """The dates to which a sentence of a delay puts off, where it tells no former ones."""
    new = cue_table("moved_cue", story.lang)["new"]
    told = find_periods(passage.text, story.lang, story.base)
    starts = {cue.end() for cue in new.finditer(passage.folded)}
    return tuple(dict.fromkeys(p.iso for p in told if p.start in starts))


def _given_up(story: Story, passage: Passage) -> Iterator[str]:
    """The dates that the words right before them say were once promised: `which was due in 2026`."""
    former = read_cues("moved_cue")["former"][story.lang]
    for period in find_periods(passage.text, story.lang, story.base):
        if any(re.search(rf"\b{words}$", passage.folded[: period.start]) for words in former):
            yield period.iso


def promised_before(story: Story, passage: Passage, owners: Sequence[str], place: str | None, due: str) -> str | None:
    """The one date before `due` for which a sentence right before a delay promises the start of the same plant.

    A sentence that names firms or places, and none of the delay's, is of another plant.
    """
    for earlier in reversed(story.passages[max(0, passage.number - REACH) : passage.number]):
        if is_of_others(story, earlier, owners, place):
            return None
        promised = _promise_in(story, earlier)
        if promised is not None:
            return promised if promised < due else None
    return None


def is_of_others(story: Story, passage: Passage, owners: Sequence[str], place: str | None) -> bool:
    """True for a sentence that names firms or places, and none of those given."""
    firms = {name.label for name in story.organisations_in(passage.start, passage.end)}
    towns = {name.label for name in story.places_in(passage.start, passage.end)}
    is_of_another = bool(firms and owners) and firms.isdisjoint(owners)
    return is_of_another or (place is not None and bool(towns) and not any(t in place or place in t for t in towns))


def _promise_in(story: Story, passage: Passage) -> str | None:
    """The one date, behind words of a promise, by which a sentence says that a plant starts."""
    cues = cue_table("moved_cue", story.lang)
    promised = cues["promised"].search(passage.folded)
    if promised is None or cues["start"].search(passage.folded) is None:
        return None
    told = [p for p in find_periods(passage.text, story.lang, story.base) if p.start >= promised.start()]
    return told[0].iso if len(told) == 1 and "/" not in told[0].iso else None


def find_moved(story: Story, passage: Passage) -> Hit | None:
    """The words in which a plant's start moves from one promised date to a later one, without a word for a delay."""
    if not passage.cues("noun", "plant") or _DIGITS.search(passage.folded) is None:
        return None
    start = cue_table("moved_cue", story.lang)["start"].search(passage.folded)
    if start is None:
        return None
    if any(mark.start < passage.start + start.start() for mark in passage.cues("modality", "negated")):
        return None
    due = due_in(story, passage)
    if len(due.former) != 1 or len(due.later) != 1:
        return None
    return Hit(passage.start + start.start(), passage.start + start.end(), _DELAY)
