"""What happened to a project: started, finished, approved, financed, signed, delayed, stopped, sold.

`data["type"]` is a table of `data/event.toml`; `status` the step of the status ladder that it is evidence of. What is
planned, denied or conditional is no event and yields nothing, nor is what is dated after publication, unless its words
say that it is done: then it is for the ledger to say that the date cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gigawatch.claims.narrative.attribute import (
    find_branch,
    find_date,
    find_host,
    find_owners,
    find_phase,
    find_place,
    find_place_before,
    find_project,
    is_attributive,
    region,
)
from gigawatch.claims.narrative.claim import Finding
from gigawatch.claims.narrative.closing import CLOSURE, date_of_closing, find_closings
from gigawatch.claims.narrative.cue import Hit, tables
from gigawatch.claims.narrative.gathering import Gathering, gathering_at
from gigawatch.claims.narrative.modality import clause, is_realised, is_told_as_done
from gigawatch.claims.narrative.moved import due_in, find_moved, promised_before
from gigawatch.claims.narrative.story import Passage, Story
from gigawatch.claims.scope.due_date import NO_DUE
from gigawatch.claims.scope.region import tell_region
from gigawatch.claims.scope.row import number_in, numbers_at

DELAY = "delay"
NEAR = {"en": 90, "zh": 40}
_SPEAKS_OF_AGREEMENT = re.compile(
    r"(?:the|this) (?:agreement|contract|deal|memorandum)\b|(?:该|此次|上述)?(?:协议|合同)"
)
CEREMONY_WORDS = ("ceremony", "仪式", "典礼")
HELD = (
    "was held",
    "were held",
    "held",
    "took place",
    "hosted",
    "celebrated",
    "attended",
    "marked",
    "holds",
    "marks",
    "celebrates",
    "was laid",
    "laid",
)


def find_events(story: Story, gatherings: list[Gathering]) -> Iterator[Finding]:
    """Every realised event of the document's sentences, one for each type and phase in a sentence."""
    for passage in story.passages:
        told: dict[object, set[object]] = {}
        for hit in passage.cues("event"):
            finding = _event(story, passage, hit, gatherings) if counts(story, passage, hit) else None
            if finding is None:
                continue
            type_, phase = finding.data["type"], finding.data["phase"]
            if type_ not in told or (phase is not None and phase not in told[type_]):
                told.setdefault(type_, set()).add(phase)
                yield finding
        yield from _closings(story, passage, gatherings, told)
        moved = None if DELAY in told else find_moved(story, passage)
        finding = _event(story, passage, moved, gatherings) if moved is not None else None
        if finding is not None:
            yield finding


def _closings(
    story: Story, passage: Passage, gatherings: list[Gathering], told: dict[object, set[object]]
) -> Iterator[Finding]:
    """The closings that no word of its own tells, done or announced, one of each phase."""
    for closing in find_closings(story, passage):
        finding = _event(story, passage, closing.hit, gatherings, is_planned=closing.is_planned)
        phases = told.setdefault(CLOSURE, set())
        if finding is not None and finding.data["phase"] not in phases:
            phases.add(finding.data["phase"])
            yield finding


def counts(story: Story, passage: Passage, hit: Hit) -> bool:
    """True when a cue tells of an event that has happened, to something such an event can happen to."""
    if passage.text.endswith(("?", "？")) or not _has_needed_noun(story, passage, hit):
        return False
    if not is_realised(story, passage, hit, asks_witness=not hit.cue.is_perfective) or _only_qualifies(story, hit):
        return False
    if hit.name == "ceremony" and story.lang == "en":
        return any(mark in passage.folded for mark in HELD)
    return not (hit.name == "signing" and _signs_declaration(passage, hit))


def _has_needed_noun(story: Story, passage: Passage, hit: Hit) -> bool:
    if not hit.cue.needs:
        return True
    start, end = hit.start - NEAR[story.lang], hit.end + NEAR[story.lang]
    if hit.cue.in_clause:
        start, end = clause(passage, hit.start, hit.end, story.lang)
    return any(start <= noun.start and noun.end <= end for noun in passage.cues("noun", *hit.cue.needs))


def _only_qualifies(story: Story, hit: Hit) -> bool:
    """True for 投产的项目 without 已: it says which project, not that it runs."""
    return is_attributive(story, hit) and "已" not in story.folded[max(0, hit.start - 3) : hit.end]


def _signs_declaration(passage: Passage, hit: Hit) -> bool:
    """True when what is signed is a declaration, not an agreement."""
    nouns = [n for n in passage.cues("noun", "declaration", "contract") if n.start >= hit.end - 4]
    return bool(nouns) and any(n.name == "declaration" for n in nouns) and not any(n.name == "contract" for n in nouns)


def event_type(passage: Passage, hit: Hit) -> str:
    """The type of an event: a ground-breaking told with its ceremony is a ceremony only."""
    is_ceremony = hit.name == "ground_breaking" and any(word in passage.folded for word in CEREMONY_WORDS)
    return "ceremony" if is_ceremony else hit.name


def _number_of_plant(story: Story, place: str, project: str | None) -> str | None:
    """Which of the plants that a text tells apart by number at a place an event is about: `second plant`."""
    number = number_in(project)
    return f"{number} plant" if number in numbers_at(story.folded, place) else None


def _event(
    story: Story, passage: Passage, hit: Hit, gatherings: list[Gathering], *, is_planned: bool = False
) -> Finding | None:
    start, end = region(story, passage, hit)
    owners, is_direct = find_owners(story, passage, hit, start, end)
    if hit.name == "signing" and not is_direct and not _SPEAKS_OF_AGREEMENT.match(passage.folded):
        owners = []
    phase = find_phase(story, passage, hit, start, end)
    project = find_project(story, passage, hit, start, end)
    date = date_of_closing(story, passage, hit) if is_planned else find_date(story, passage, hit, start, end)
    gathering = gathering_at(gatherings, passage) if hit.name == "signing" else None
    place = find_place(story, passage, hit, start, end)
    if place is None and hit.name == "signing":
        place = find_host(story, passage)
    if place is not None and story.lang == "en":
        place = tell_region(place, story.document.text)
    if place is None:
        place = find_branch(owners) if story.lang == "zh" else find_place_before(story, passage, hit, is_direct)
    if phase is None and place is not None and story.lang == "en":
        phase = _number_of_plant(story, place, project)
    if not (owners or phase or gathering or (place and passage.cues("noun", "plant"))):
        return None
    type_ = event_type(passage, hit)
    due = due_in(story, passage) if type_ == DELAY else NO_DUE
    former = min(due.former) if len(due.former) == 1 else None
    if former is None and len(due.later) == 1:
        former = promised_before(story, passage, owners, place, due.later[0])
    if date is not None and date.iso in (*due.former, *due.later):
        date = None
    is_ahead = date is not None and story.base is not None and date.first > story.base
    if is_ahead and not is_planned and not is_told_as_done(passage, hit):
        return None
    data: dict[str, object] = {
        "type": type_,
        "status": tables("event").get(type_, {}).get("status"),
        "date": date.iso if date else (gathering.date if gathering else None),
        "due_before": former,
        "due": due.later[0] if len(due.later) == 1 else None,
        "place": place or (gathering.place if gathering else None),
        "organisations": owners,
        "project": project,
        "phase": phase,
        "planned": True if is_planned else None,
        "event": gathering.name if gathering else None,
    }
    return Finding(passage.start, passage.end, hit.cue.confidence * (1 if is_direct else 0.8), data)
