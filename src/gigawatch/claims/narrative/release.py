"""Works made public: the report, the index, the standard, and at which event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gigawatch.claims.narrative.attribute import find_owners, find_place
from gigawatch.claims.narrative.claim import Finding
from gigawatch.claims.narrative.cue import Hit
from gigawatch.claims.narrative.gathering import Gathering, gathering_at
from gigawatch.claims.narrative.modality import is_realised
from gigawatch.claims.narrative.story import Passage, Story

_TITLE = re.compile(r"《([^《》]{2,60})》")
_START_EN = re.compile(
    r"[,;:()“”\"]|\b(?:an?|the|its|their|this|two|three|and|of|in|for|released|published|unveiled|issued|launched|by|at|that|"
    r"presented|as|to|both|also)\s",
    re.IGNORECASE,
)
_START_ZH = re.compile(r"[,;:。、《》()“”\s]|发布了?|公布了?|和|及|与|一份|一项|首个|首份|了|的|由")


def find_releases(story: Story, gatherings: list[Gathering]) -> Iterator[Finding]:
    """One finding for each sentence that tells of works released."""
    for passage in story.passages:
        hit = next(
            (h for h in passage.cues("release", "released") if is_realised(story, passage, h, asks_witness=False)), None
        )
        works = _works(story, passage, hit) if hit else []
        if hit and works:
            yield _release(story, passage, hit, works, gatherings)


def _release(story: Story, passage: Passage, hit: Hit, works: list[str], gatherings: list[Gathering]) -> Finding:
    owners, _ = find_owners(story, passage, hit, passage.start, passage.end)
    gathering = gathering_at(gatherings, passage)
    if gathering is None and not owners and len(gatherings) == 1:
        gathering = gatherings[0]
    dates = story.dates_in(passage.start, passage.end)
    data: dict[str, object] = {
        "type": "release",
        "released": works,
        "event": gathering.name if gathering else None,
        "date": dates[0].iso if dates else (gathering.date if gathering else None),
        "place": find_place(story, passage, hit, passage.start, passage.end)
        or (gathering.place if gathering else None),
        "organisations": owners,
    }
    return Finding(passage.start, passage.end, hit.cue.confidence * (1 if gathering or owners else 0.8), data)


def _works(story: Story, passage: Passage, hit: Hit) -> list[str]:
    """The works named in the sentence: titles in 《》 first, else noun phrases that end in a kind of work."""
    titles = [t for t in _TITLE.findall(passage.text) if any(t.endswith(w) or w in t for w in _kinds(passage))]
    nouns = [n for n in passage.cues("noun", "work") if not (story.lang == "zh" and n.start < hit.start)]
    loose = [_phrase(story, passage, n) for n in nouns if not _in_title(passage, n)]
    return list(dict.fromkeys([*titles, *(w for w in loose if w)]))


def _kinds(passage: Passage) -> set[str]:
    return {passage.slice(n.start, n.end) for n in passage.cues("noun", "work")}


def _in_title(passage: Passage, noun: Hit) -> bool:
    at = noun.start - passage.start
    return any(m.start() <= at < m.end() for m in _TITLE.finditer(passage.text))


def _phrase(story: Story, passage: Passage, noun: Hit) -> str:
    """The noun phrase that ends in `noun`: `industry development report`. A bare noun is nothing."""
    pattern, reach = (_START_ZH, 24) if story.lang == "zh" else (_START_EN, 70)
    floor = max(passage.start, noun.start - reach)
    starts = [m.end() for m in pattern.finditer(passage.slice(floor, noun.start))]
    phrase = " ".join(passage.slice(floor + (starts[-1] if starts else 0), noun.end).split())
    return phrase if phrase.lower() != passage.slice(noun.start, noun.end).lower() else ""
