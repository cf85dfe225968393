"""One sentence as a reader meets it, and what the sentences before it have left in mind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gigawatch.claims.actor import Actor, find_event
from gigawatch.claims.chinese_actor import find_chinese_actors, owner_of
from gigawatch.claims.cue import CueHit, find_cues
from gigawatch.claims.english_actor import carries, find_english_actors, subject_of
from gigawatch.claims.english_discourse import (
    EVENT,
    FIRM,
    PERSON,
    PLACE,
    Discourse,
    Mention,
    find_mentions,
    find_persons,
)
from gigawatch.claims.english_object import keep_facility
from gigawatch.claims.english_place import find_zones
from gigawatch.claims.english_status import Predicate, find_predicates, keep_state
from gigawatch.claims.english_subject import Setup, sentence_subject
from gigawatch.claims.english_timing import keep_dates
from gigawatch.claims.sentence import Sentence
from gigawatch.claims.setting import Setting, find_settings
from gigawatch.claims.status import project_status
from gigawatch.claims.timing import between
from gigawatch.quantity import FoundPeriod, FoundQuantity

_ITEM = re.compile(r"[-*•·]\s")
_NUMBERED = re.compile(r"\d{1,2}\s?[、:：.](?!\d)")
_AHEAD = re.compile(r"(?:预计|计划|将|拟|力争|有望|到)[^，。,]{0,6}$")
_RELATED = re.compile(
    r"\b(?:its|their|the company's)\s(?:[a-z]+\s){0,2}"
    r"(?:shareholders?|owners?|parents?|customers?|suppliers?|investors?|partners?|rivals?|competitors?)\b"
)
_OPENING = ("under_construction", "signed", "cancelled", "announced", "planned")


@dataclass(slots=True)
class Memory:
    """What has been said so far: the subject, place, period and state that an unnamed figure falls back on."""

    subject: str | None = None
    place: str | None = None
    period: str | None = None
    status: str | None = None
    event: str | None = None
    scope: str | None = None
    measure: str | None = None
    heading: Sentence | None = None
    kind: str = FIRM
    discourse: Discourse = field(default_factory=Discourse)


@dataclass(slots=True)
class Passage:
    """One sentence with its quantities and all that it names; offsets of names count in the sentence.

    `heading` is the folded line above a list item; `prior` the subject before this sentence;
    `opens` is true for the first of a paragraph.
    """

    sentence: Sentence
    folded: str
    found: list[FoundQuantity]
    actors: list[Actor] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    heading: str = ""
    opens: bool = False
    prior: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    setup: Setup | None = None
    predicates: list[Predicate] = field(default_factory=list)
    _cues: list[CueHit] | None = None

    @property
    def is_item(self) -> bool:
        """True for a list item."""
        return _ITEM.match(self.sentence.text) is not None

    def span(self, found: FoundQuantity) -> tuple[int, int]:
        """Where a quantity lies in the sentence."""
        return found.start - self.sentence.start, found.end - self.sentence.start

    def cues(self, folded: str, lang: str) -> list[CueHit]:
        """The cue words of the sentence, found once."""
        if self._cues is None:
            self._cues = find_cues(folded, lang)
        return self._cues


def recall_opening(
    text: str, folded: str, lang: str, head: Sequence[Sentence], periods: Sequence[FoundPeriod]
) -> Memory:
    """What the title and the first sentences say for the whole document."""
    states = (project_status(folded[sentence.start : sentence.end], lang) for sentence in head)
    dated = [p for p in periods if p.start < 500 and len(p.iso) > 7]
    spans = [p for p in dated if "/" in p.iso]
    return Memory(
        status=next((state for state in states if state in _OPENING), None),
        event=find_event(text[:1500], lang),
        period=next((p.iso for p in (*spans, *dated)), None),
    )


def enter(passage: Passage, memory: Memory, lang: str, folded: str, periods: Sequence[FoundPeriod]) -> None:
    """Finds what a sentence names and keeps in mind what those after it may leave unsaid."""
    text = passage.sentence.text
    if lang == "zh" and _NUMBERED.match(text):
        memory.subject = memory.place = memory.measure = None
    if lang == "en" and passage.opens:
        memory.discourse.start_paragraph()
    passage.prior = memory.subject
    taken = [passage.span(found) for found in passage.found]
    named = find_chinese_actors(text, passage.folded) if lang == "zh" else find_english_actors(text)
    passage.actors = [a for a in named if not any(start <= a.start < end for start, end in taken)]
    persons = [] if lang == "zh" else find_persons(text, memory.discourse)
    firms = [(a.start, a.end) for a in passage.actors] if lang == "zh" else persons
    passage.settings = find_settings(text, lang, firms, passage.folded)
    if lang == "en":
        passage.settings = [s for s in passage.settings if not any(a < s.end and s.start < b for a, b in persons)]
        passage.mentions = find_mentions(text, passage.actors, passage.settings, persons, memory.discourse)
    _keep_heading(passage, memory, folded)
    (_keep_owner if lang == "zh" else _keep_subject)(passage, memory)
    _keep_place(passage, memory, lang)
    if lang == "en":
        keep_dates(passage.sentence, passage.folded, passage.mentions, passage.predicates, periods, memory.discourse)
        memory.discourse.site = memory.place
        if memory.place and any(m.kind == EVENT and not m.is_anaphor for m in passage.mentions):
            memory.discourse.event_place = memory.place
    if lang == "zh":
        _keep_period(passage, memory, folded, periods)


def _keep_heading(passage: Passage, memory: Memory, folded: str) -> None:
    """A line that ends in no full stop heads the list items below it."""
    if not passage.is_item:
        memory.heading = passage.sentence if passage.sentence.text[-1:] not in ".。!！?？" else None
    elif memory.heading:
        passage.heading = folded[memory.heading.start : memory.heading.end]


def _keep_owner(passage: Passage, memory: Memory) -> None:
    owner = owner_of(passage.actors, len(passage.folded))
    if owner and (owner.role != "subsidiary" or memory.subject is None):
        memory.subject = owner.name


def _keep_subject(passage: Passage, memory: Memory) -> None:
    """Whom an English sentence is about, and how the figures in it are to be weighed."""
    text = passage.sentence.text
    passage.predicates = find_predicates(passage.folded)
    goes_on = memory.subject is not None and (carries(text) or bool(passage.heading and len(text) < 90))
    spans = [(m.start, m.end) for m in passage.mentions if m.kind in (PLACE, PERSON, EVENT) and not m.is_anaphor]
    first = None if goes_on else subject_of(text, passage.actors, spans)
    passage.setup = Setup(text, passage.mentions, memory.subject, memory.kind, first.name if first else None, goes_on)
    about = sentence_subject(passage.setup, memory.discourse)
    if memory.subject and _RELATED.search(text):
        pass
    elif first and (about is None or about.name in first.name):
        memory.subject, memory.kind = first.name, FIRM
    elif about and about.kind != EVENT:
        memory.subject, memory.kind = about.name, about.kind
    if memory.kind == FIRM and memory.subject:
        if memory.subject != memory.discourse.firm:
            memory.discourse.forget_project()
        memory.discourse.firm = memory.subject
    keep_state(passage.folded, passage.predicates, memory.discourse)
    keep_facility(text, memory.discourse)


def _keep_place(passage: Passage, memory: Memory, lang: str) -> None:
    """The place named last, in English the first town; a dateline's capitals name where the writer sits."""
    zones = list(find_zones(passage.sentence.text)) if lang == "en" else []
    said = zones or [s for s in passage.settings if not (s.name.isupper() and len(s.name) > 2)]
    if said and lang == "zh":
        memory.place = said[-1].name
    elif said and said[0].is_specific:
        memory.place = said[0].name


def _keep_period(passage: Passage, memory: Memory, folded: str, periods: Sequence[FoundPeriod]) -> None:
    """The period that a sentence names is also that of the figures after it, unless it lies ahead."""
    named = between(periods, passage.sentence.start, passage.sentence.end)
    said = [p for p in named if not _AHEAD.search(folded, max(0, p.start - 10), p.start)]
    memory.period = said[-1].iso if said else memory.period
