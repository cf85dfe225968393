"""The quantity reader: each quantity of a document with what it measures, of whom, where, when and in what state.

One pass over the sentences; what a sentence leaves unsaid is carried from those before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gigawatch.claims.chinese_scope import ChineseScope, Scope
from gigawatch.claims.english_actor import giver_after, speaker_of
from gigawatch.claims.english_discourse import EVENT, FIRM
from gigawatch.claims.english_object import object_at
from gigawatch.claims.english_place import place_at
from gigawatch.claims.english_status import status_at
from gigawatch.claims.english_subject import Verdict, subject_at
from gigawatch.claims.english_timing import MEASURED, beside, inherited_period, outside_names
from gigawatch.claims.measure import PIECES, measure_of
from gigawatch.claims.passage import Memory, Passage, enter, recall_opening
from gigawatch.claims.restate import drop_restated, link_equivalents
from gigawatch.claims.sentence import Sentence
from gigawatch.claims.status import stopped_at
from gigawatch.claims.timing import between, period_of, usable
from gigawatch.claims.trait import basis_of, multiple_of, phase_of, speaker_in
from gigawatch.model import Document, QuantityClaim, make_id
from gigawatch.quantity import FoundPeriod, FoundQuantity, find_periods, find_quantities
from gigawatch.vocab import fold

READER = "gigawatch-grammar/1"
STATISTICS = ("production", "installed", "sales", "shipments", "growth", "share", "supply_volume")
OF_PROJECT = ("investment", "capacity", "jobs", "projects", "area", "stations", "vehicles", "contract_value", "revenue")
_CLAUSE = {"zh": re.compile("[，,；;。:：、]"), "en": re.compile(r"[,;:—]\s")}
_ALSO = re.compile(r"\b(?:will also|also has|also have|another)\b[^.;]{0,40}$")


def read_figures(document: Document, sentences: Sequence[Sentence], lang: str) -> list[QuantityClaim]:
    """The quantity claims of a document, in the order of its text, each fact once."""
    claims = list(_Reader(document, lang, sentences).read())
    linked = link_equivalents(_follow_stopped(claims), document.text)
    return drop_restated(linked, _title_end(sentences), _of_one_more(claims, document.text))


def _of_one_more(claims: Sequence[QuantityClaim], text: str) -> frozenset[str]:
    """The ids of the claims that words such as `also` say of another thing than before."""
    return frozenset(c.id for c in claims if c.lang == "en" and _ALSO.search(text, max(0, c.start - 60), c.start))


def _title_end(sentences: Sequence[Sentence]) -> int:
    """Where the title ends: a first line without a full stop."""
    return sentences[0].end if sentences and sentences[0].text[-1] not in ".。!！" else 0


def _follow_stopped(claims: Sequence[QuantityClaim]) -> list[QuantityClaim]:
    """A project that is stopped in one sentence is stopped in the next: its other figures follow."""
    stopped = {c.subject: c.status for c in claims if c.status in ("cancelled", "delayed")}
    alive = {c.subject for c in claims if c.status in ("operating", "under_construction", "signed")} | {None}

    def follows(claim: QuantityClaim) -> bool:
        is_open = claim.measure in OF_PROJECT and claim.status in ("announced", "planned")
        return is_open and claim.subject in stopped and claim.subject not in alive

    return [replace(c, status=stopped[c.subject]) if follows(c) else c for c in claims]


class _Reader:
    """One document being read."""

    def __init__(self, document: Document, lang: str, sentences: Sequence[Sentence]) -> None:
        self.document, self.lang, self.text, self.sentences = document, lang, document.text, sentences
        self.found = [f for f in find_quantities(document.text, lang) if f.dimension != "time" or f.unit == "min"]
        self.folded = fold(document.text)
        self.source = self.folded if lang == "zh" else self.text
        self.periods: list[FoundPeriod] = []
        self.memory = Memory()
        self.chinese: ChineseScope | None = None

    def read(self) -> Iterator[QuantityClaim]:
        if not self.found:
            return
        self.periods = usable(self.source, find_periods(self.source, self.lang, self.document.published))
        if self.lang == "en":
            self.periods = outside_names(self.source, self.periods, self.memory.discourse)
        opening = self.memory.discourse
        self.memory = recall_opening(self.text, self.folded, self.lang, self.sentences[:4], self.periods)
        if self.memory.period and "/" in self.memory.period:
            opening.event_period = self.memory.period
        self.memory.discourse = opening
        if self.lang == "zh":
            self.chinese = ChineseScope(self.document, self.periods)
            self.chinese.meet_opening([self.folded[s.start : s.end] for s in self.sentences[:4]])
        by_sentence, is_english = self._placed(), self.lang == "en"
        last = 0
        for number, sentence in enumerate(self.sentences):
            passage = Passage(sentence, self.folded[sentence.start : sentence.end], by_sentence.get(number, []))
            if passage.found or number + 1 in by_sentence or number < 3 or (number + 2 in by_sentence and is_english):
                passage.opens = "\n\n" in self.text[last : sentence.start]
                last = sentence.start
                enter(passage, self.memory, self.lang, self.folded, self.periods)
                if self.chinese:
                    self.chinese.enter(passage)
                    self.memory.measure = None if self.chinese.known.is_new_paragraph else self.memory.measure
            for found in passage.found:
                yield self._claim(passage, found)

    def _placed(self) -> dict[int, list[FoundQuantity]]:
        """The quantities of each sentence, by its number."""
        starts = [sentence.start for sentence in self.sentences]
        placed: dict[int, list[FoundQuantity]] = {}
        for found in self.found:
            placed.setdefault(bisect_right(starts, found.start) - 1, []).append(found)
        return placed

    def _claim(self, passage: Passage, found: FoundQuantity) -> QuantityClaim:
        span = passage.span(found)
        clause = self._clause(passage.folded, span)
        measure = self._measure(passage, found, span)
        scope = self._scope(passage, found, measure, clause)
        unit = _unit(found, measure)
        source = self.document.sha256 or self.document.id
        is_chinese = self.lang == "zh"
        return QuantityClaim(
            document=self.document.id,
            lang=self.lang,
            measure=measure,
            value=found.value,
            high=found.high,
            unit=unit,
            qualifier=found.bound,
            subject=scope.subject,
            object=scope.object,
            place=scope.place,
            period=scope.period,
            status=self._due(scope.status, measure, scope.period),
            phase=phase_of(passage.folded, span, self.lang) or (None if is_chinese else self.memory.discourse.phase),
            basis=basis_of(clause) if measure == "growth" else None,
            multiple=multiple_of(passage.folded[: span[0]]) if found.dimension == "multiple" else None,
            speaker=speaker_in(passage.sentence.text) if is_chinese else speaker_of(passage.sentence.text),
            surface=found.surface,
            start=found.start,
            end=found.end,
            id=make_id("claim", source, found.start, found.end, measure, found.value, unit),
            confidence=_confidence(found, self.memory.subject),
            reader=READER,
        )

    def _scope(self, passage: Passage, found: FoundQuantity, measure: str, clause: str) -> Scope:
        """Whose, where, when and in what state a figure is."""
        span = passage.span(found)
        stopped = stopped_at(passage.folded, self.lang, span) if measure in OF_PROJECT else None
        if self.chinese:
            return self.chinese.scope(found, measure, self.memory.event, stopped)
        status = stopped or self._status(passage, measure, clause, span)
        verdict = self._verdict(passage, found, measure, status)
        return Scope(
            verdict.name if verdict else None,
            object_at(passage.sentence.text, span, measure, found.surface, self.memory.discourse),
            self._place(passage, span, measure, verdict),
            self._period(passage, found, measure, status, verdict),
            status,
        )

    def _clause(self, folded: str, span: tuple[int, int]) -> str:
        """The stretch between the marks on both sides of a figure."""
        start = 0
        for mark in _CLAUSE[self.lang].finditer(folded, 0, span[0]):
            start = mark.end()
        stop = _CLAUSE[self.lang].search(folded, span[1])
        return folded[start : stop.start() if stop else len(folded)]

    def _measure(self, passage: Passage, found: FoundQuantity, span: tuple[int, int]) -> str:
        """The measure, by the sentence's own words, the heading above a list item, or the figures before."""
        folded, shift = passage.folded, 0
        if passage.heading:
            folded, shift = f"{passage.heading} | {folded}", len(passage.heading) + 3
        span = (span[0] + shift, span[1] + shift)
        cues = passage.cues(folded, self.lang)
        measure = measure_of(found, folded, span, self.lang, cues, self.memory.measure)
        if found.dimension in ("energy", "mass", "power"):
            self.memory.measure = measure if measure in STATISTICS else None
        return measure

    def _status(self, passage: Passage, measure: str, clause: str, span: tuple[int, int]) -> str:
        discourse, phase = self.memory.discourse, phase_of(passage.folded, span, "en")
        carried = self.memory.status
        return status_at(measure, passage.folded, span, passage.predicates, clause, discourse, phase, carried)

    def _due(self, status: str, measure: str, period: str | None) -> str:
        """What is dated after the year of publication is planned or forecast, not reached."""
        today = self.document.published
        if today is None or period is None or not period[:4].isdigit() or int(period[:4]) <= today.year:
            return status
        if status == "reported":
            return "forecast"
        return "planned" if status == "operating" or (status == "announced" and measure == "capacity") else status

    def _verdict(self, passage: Passage, found: FoundQuantity, measure: str, status: str) -> Verdict | None:
        """The giver of a grant, else the candidate of the sentence or the text before that fits best."""
        span = passage.span(found)
        if found.dimension == "money" and (giver := giver_after(passage.sentence.text, span[1])):
            return Verdict(giver, FIRM, 50.0)
        assert passage.setup is not None
        verdict = subject_at(passage.setup, *span, measure, status, self.memory.discourse)
        if verdict and verdict.kind == EVENT:
            self.memory.subject, self.memory.kind = verdict.name, EVENT
        return verdict

    def _place(self, passage: Passage, span: tuple[int, int], measure: str, verdict: Verdict | None) -> str | None:
        fallback = self.memory.place if measure in OF_PROJECT else None
        text, discourse = passage.sentence.text, self.memory.discourse
        place, is_site = place_at(text, passage.settings, passage.mentions, span, measure, verdict, discourse, fallback)
        if is_site:
            self.memory.place = place
        return place

    def _period(
        self, passage: Passage, found: FoundQuantity, measure: str, status: str, verdict: Verdict | None
    ) -> str | None:
        """The period beside the figure, else one that the text before gives it."""
        bounds = (passage.sentence.start, passage.sentence.end)
        own = period_of(self.source, found.start, found.end, bounds, self.periods, self.lang)
        own = own or self._period_above(passage)
        own = own or beside(self.source, found.start, found.end, self.periods, passage.sentence.end)
        discourse, is_event = self.memory.discourse, verdict is not None and verdict.kind == EVENT
        if own is None:
            at = passage.span(found)[0]
            return inherited_period(
                passage.sentence,
                at,
                measure,
                status,
                phase_of(passage.folded, passage.span(found), "en"),
                is_event,
                discourse,
                self.document.published,
            )
        discourse.last_period = own
        if measure in MEASURED and status == "reported":
            discourse.statistic_period = own
        return own

    def _period_above(self, passage: Passage) -> str | None:
        """The period that the heading of a list gives its items."""
        heading = self.memory.heading if passage.is_item else None
        named = between(self.periods, heading.start, heading.end) if heading else ()
        return next((period.iso for period in named), None)


def _unit(found: FoundQuantity, measure: str) -> str:
    """The unit as the contract has it: a plant's capacity is per year, a store's is not."""
    unit = found.unit
    if measure == "vehicles" and unit.startswith("count"):
        return "vehicles/yr"
    if measure != "capacity" or "/" in unit or found.dimension not in ("energy", "mass", "area", "count", "length"):
        return unit
    if unit in ("MWh", "kWh", "Wh"):
        return unit
    return "vehicles/yr" if unit == "count" and found.noun not in PIECES else f"{unit}/yr"


def _confidence(found: FoundQuantity, subject: str | None) -> float:
    """How sure the grammar is: a count without a subject is the weakest."""
    if subject:
        return 0.9
    return 0.6 if found.dimension == "count" else 0.7
