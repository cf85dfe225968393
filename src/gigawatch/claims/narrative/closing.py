"""Closings told by a verb and its plant: `closed the plant in Gdansk`, `will close its works in 2027`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gigawatch.claims.narrative.cue import Cue, Hit
from gigawatch.claims.narrative.dating import Period
from gigawatch.claims.narrative.modality import clause
from gigawatch.claims.narrative.story import Passage, Story
from gigawatch.claims.scope.cue_table import cue_table

CLOSURE = "closure"
_CUE = Cue("event", CLOSURE, 0.8, ("plant",))
_HINT = {"en": re.compile("clos|shut|ceas|ended|stopped"), "zh": re.compile("[关停]")}


class Closing(NamedTuple):
    """Words that close a plant, and whether it is only to close."""

    hit: Hit
    is_planned: bool


def find_closings(story: Story, passage: Passage) -> Iterator[Closing]:
    """The closings of a sentence that are done or announced; what is denied, or may only be, is none."""
    if _HINT[story.lang].search(passage.folded) is None:
        return
    cues, closes = cue_table("closing_cue", story.lang), cue_table("closed_cue", story.lang)["closes"]
    for match in closes.finditer(passage.folded):
        hit = Hit(passage.start + match.start(), passage.start + match.end(), _CUE)
        low, _ = clause(passage, hit.start, hit.end, story.lang)
        words = passage.fold(low, hit.end)
        if cues["doubtful"].search(words) or any(low <= m.start < hit.end for m in passage.cues("modality", "negated")):
            continue
        if cues["planned"].search(words):
            yield Closing(hit, is_planned=True)
        elif cues["done"].search(match.group()):
            yield Closing(hit, is_planned=False)


def date_of_closing(story: Story, passage: Passage, hit: Hit) -> Period | None:
    """The date ahead on which a plant is to close: the one of its sentence that is nearest to the words."""
    dates = [p for p in story.dates_in(passage.start, passage.end) if story.base is None or p.last > story.base]
    return min(dates, key=lambda p: max(p.start - hit.end, hit.start - p.end), default=None)
