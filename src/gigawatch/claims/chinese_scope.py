"""Whose, where, when and in what state a Chinese figure is, read sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gigawatch.claims.actor import Actor
from gigawatch.claims.chinese_actor import find_chinese_actors, short_name
from gigawatch.claims.chinese_clause import Clause, clause_at, split_clauses
from gigawatch.claims.chinese_discourse import Discourse
from gigawatch.claims.chinese_mention import Mention, find_mentions
from gigawatch.claims.chinese_object import describe
from gigawatch.claims.chinese_place import best_setting, choose_place
from gigawatch.claims.chinese_state import choose_status, opening_state
from gigawatch.claims.chinese_subject import AT_EVENT, Question, Subject, choose_subject, one_by_one
from gigawatch.claims.chinese_when import choose_period
from gigawatch.claims.passage import Passage
from gigawatch.claims.setting import find_settings
from gigawatch.model import Document
from gigawatch.quantity import FoundPeriod, FoundQuantity
from gigawatch.vocab import fold

OPENING = 3
SHORTS = 12


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader decided about one figure."""

    subject: str | None
    object: str | None
    place: str | None
    period: str | None
    status: str


@dataclass(slots=True)
class ChineseScope:
    """One Chinese document being read: the sentence at hand, and what has been spoken of before it."""

    document: Document
    periods: Sequence[FoundPeriod]
    known: Discourse = field(default_factory=Discourse)
    mentions: list[Mention] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    dated: list[FoundPeriod] = field(default_factory=list)
    shorts: list[str] = field(default_factory=list)
    passage: Passage | None = None
    entered: int = 0
    paragraphs: int = 0
    last_end: int = 0

    def meet_opening(self, head: Sequence[str]) -> None:
        """Takes the state of the first sentences, and the first firm and place of the title."""
        title = self.document.title
        self.known.state = opening_state([fold(title or ""), *head])
        if not title:
            return
        folded = fold(title)
        actors = find_chinese_actors(title, folded)
        settings = find_settings(title, "zh", [(a.start, a.end) for a in actors], folded)
        mentions = find_mentions(folded, split_clauses(folded), actors, settings)
        self.known.meet_places(settings, mentions)
        self.known.meet_subjects(mentions)

    def enter(self, passage: Passage) -> None:
        """Takes in the names of a sentence; those of the one before become what was spoken of."""
        self._leave()
        start, end = passage.sentence.start, passage.sentence.end
        self.known.is_new_paragraph = "\n" in self.document.text[self.last_end : start]
        self.known.event_paragraph = self.known.event_paragraph and not self.known.is_new_paragraph
        self.passage, self.last_end = passage, end
        self.clauses = split_clauses(passage.folded)
        actors = self._with_short_names(passage)
        self.mentions = find_mentions(passage.folded, self.clauses, actors, passage.settings)
        self.dated = self._periods_within(start, end)
        self.known.meet_places(passage.settings, self.mentions)
        self.paragraphs += self.known.is_new_paragraph and self.entered > 0
        if self.paragraphs < (1 if self.document.title else 2) and self.entered < OPENING:
            self._open()
        self.entered += 1

    def _with_short_names(self, passage: Passage) -> list[Actor]:
        """The firms of a sentence, those too that it calls by the head of a name given in full before."""
        found = list(passage.actors)
        for short in self.shorts:
            at = passage.folded.find(short)
            if at >= 0 and not any(a.overlaps(at, at + len(short)) for a in found):
                found.append(Actor(at, at + len(short), passage.sentence.text[at : at + len(short)]))
        named = (short_name(a.name) for a in passage.actors)
        self.shorts = [*self.shorts, *(n for n in named if n and n not in self.shorts)][-SHORTS:]
        return sorted(found, key=lambda actor: actor.start)

    def _open(self) -> None:
        """The opening tells whose event the document is about, and its day."""
        trial = replace(self.known, homes={})
        trial.meet_subjects(self.mentions)
        trial.meet_event(self.dated)
        if self.known.event_day is None and trial.event_day:
            self.known.event_day = trial.event_day
            firms = [m.name for m in self.mentions if m.kind == "firm"]
            self.known.event_of = "; ".join(dict.fromkeys([str(trial.event_of), *firms])) if trial.event_of else None
            self.known.event_paragraph = True

    def _leave(self) -> None:
        if self.passage is None:
            return
        self.known.meet_subjects(self.mentions)
        folded, project = self.passage.folded, self.known.project
        setting = best_setting(folded, len(folded), self.clauses, self.passage.settings, self.mentions)
        if setting and self.known.topic and self.known.topic_kind == "firm":
            self.known.homes.setdefault(project.owner if project else self.known.topic, setting.name)

    def _periods_within(self, start: int, end: int) -> list[FoundPeriod]:
        first = bisect_left(self.periods, start, key=lambda period: period.start)
        last = bisect_left(self.periods, end, key=lambda period: period.start)
        return [FoundPeriod(p.iso, p.start - start, p.end - start, p.is_relative) for p in self.periods[first:last]]

    def scope(self, found: FoundQuantity, measure: str, event: str | None, stopped: str | None) -> Scope:
        """Whose, where, when and in what state a figure of the sentence at hand is."""
        assert self.passage is not None
        folded, (at, end) = self.passage.folded, self.passage.span(found)
        is_signable = event is not None and measure in AT_EVENT
        status = choose_status(folded, at, self.clauses, measure, self.known.state, None) if is_signable else ""
        subject = self._subject(found, measure, status, event)
        status = stopped or choose_status(folded, at, self.clauses, measure, self.known.state, subject)
        where = (folded, at, self.clauses)
        here = clause_at(self.clauses, at)
        return Scope(
            subject.name if subject else None,
            describe(
                self.passage.sentence.text,
                (at, end),
                self.clauses[here],
                (measure, subject),
                self.known,
                self.mentions,
            ),
            choose_place(subject, measure, where, self.passage.settings, self.mentions, self.known),
            choose_period(
                folded, at, self.clauses, self.dated, (measure, status, subject), self.known, self.document.published
            ),
            status,
        )

    def _subject(self, found: FoundQuantity, measure: str, status: str, event: str | None) -> Subject | None:
        assert self.passage is not None
        folded, at = self.passage.folded, self.passage.span(found)[0]
        here = clause_at(self.clauses, at)
        clause = self.clauses[here]
        number = (
            0 if "分别" not in folded else sum(clause.start <= self.passage.span(f)[0] < at for f in self.passage.found)
        )
        each = one_by_one(folded, (clause.start, clause.end), number, self.mentions)
        if each:
            return Subject(each.name, "firm", 1.0)
        return choose_subject(Question(folded, at, here, measure, status, event), self.mentions, self.known)
