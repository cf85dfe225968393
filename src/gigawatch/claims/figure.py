"""The quantity reader: each quantity of a document with what it measures, of whom, where, when and in what state.

One pass over the sentences; what a sentence leaves unsaid is carried from those before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gigawatch.claims.actor import (
    Actor,
    carries,
    find_actors,
    find_event,
    giver_after,
    owner_of,
    scope_of,
    speaker_of,
    subject_of,
    top_of,
)
from gigawatch.claims.cue import CueHit, find_cues
from gigawatch.claims.measure import measure_of
from gigawatch.claims.restate import drop_restated, link_equivalents
from gigawatch.claims.sentence import Sentence
from gigawatch.claims.setting import Setting, find_settings, nearest_setting
from gigawatch.claims.status import project_status, status_of, stopped_at
from gigawatch.claims.timing import period_of, usable
from gigawatch.model import Document, QuantityClaim, make_id
from gigawatch.quantity import FoundQuantity, find_periods, find_quantities
from gigawatch.vocab import fold

READER = "gigawatch-grammar/1"
COUNTED_BY_STATE = ("production", "installed", "sales", "shipments", "growth", "share", "supply_volume")
OF_PROJECT = ("investment", "capacity", "jobs", "projects", "area", "stations", "vehicles", "contract_value", "revenue")
_PHASE = re.compile(
    r"(?<![分共])(?P<zh>[一二三四五六七八九十]期|首期)|\b(?P<en>(?:[Pp]hase (?:[IVX]+|\d+|one|two|three))|(?:first|second|third|initial) phase)\b"
)
_CLAUSE_ZH, _CLAUSE_EN = re.compile("[，,；;。:：、]"), re.compile(r"[,;:—]\s")
_SAID = re.compile(r"([\u4e00-\u9fffA-Za-z]{2,14}?)(?:表示|介绍|指出|透露|认为|预测)")
_ITEM = re.compile(r"[-*•·]\s")
_NUMBERED = re.compile(r"\d{1,2}\s?[、:：.](?!\d)")
_LOCAL = re.compile(r"当地|该市|全市|该县|全县|还有")
_AT_EVENT = re.compile(r"大会|会议期间|论坛期间|展会")
_BY = re.compile(r"(?:增长|提升|提高|增加|扩大|grew|grown|growth|rose|increas\w+|up|expand\w*|another)[^，。,]{0,14}$")


@dataclass(slots=True)
class _Memory:
    """What the sentences before have said, and the document as a whole."""

    subject: str | None = None
    place: str | None = None
    period: str | None = None
    status: str | None = None
    phase: str | None = None
    event: str | None = None
    scope: str | None = None
    measure: str | None = None
    heading: Sentence | None = None


@dataclass(slots=True)
class _Passage:
    """One sentence with its quantities and all that it names, offsets in the document."""

    sentence: Sentence
    folded: str
    found: list[FoundQuantity]
    actors: list[Actor] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    heading: str = ""
    prior: str | None = None
    cues: list[CueHit] | None = None


def read_figures(document: Document, sentences: Sequence[Sentence], lang: str) -> list[QuantityClaim]:
    """The quantity claims of a document, in the order of its text, each fact once."""
    claims = list(_Reader(document, lang, sentences).read())
    title = sentences[0] if sentences and document.text[: sentences[0].end].strip()[-1:] not in ".。!！" else None
    return drop_restated(link_equivalents(_follow_stopped(claims), document.text), title.end if title else 0)


def _follow_stopped(claims: list[QuantityClaim]) -> list[QuantityClaim]:
    """A project that is stopped in one sentence is stopped in the next: its other figures follow."""
    stopped = {c.subject: c.status for c in claims if c.status in ("cancelled", "delayed") and c.subject}
    alive = {c.subject for c in claims if c.status in ("operating", "under_construction", "signed")}
    return [
        replace(c, status=stopped[c.subject])
        if c.subject in stopped
        and c.subject not in alive
        and c.measure in OF_PROJECT
        and c.status in ("announced", "planned")
        else c
        for c in claims
    ]


class _Reader:
    """One document being read."""

    def __init__(self, document: Document, lang: str, sentences: Sequence[Sentence]) -> None:
        self.document, self.lang, self.text = document, lang, document.text
        self.sentences = sentences
        self.folded = fold(document.text)
        self.found = [f for f in find_quantities(document.text, lang) if f.dimension != "time" or f.unit == "min"]
        source = self.folded if lang == "zh" else self.text
        self.periods = usable(source, find_periods(source, lang, document.published)) if self.found else []
        self.memory = _Memory()

    def read(self) -> list[QuantityClaim]:
        if not self.found:
            return []
        self._open()
        claims: list[QuantityClaim] = []
        starts = [sentence.start for sentence in self.sentences]
        by_sentence: dict[int, list[FoundQuantity]] = {}
        for found in self.found:
            by_sentence.setdefault(bisect_right(starts, found.start) - 1, []).append(found)
        for number, sentence in enumerate(self.sentences):
            passage = _Passage(sentence, self.folded[sentence.start : sentence.end], by_sentence.get(number, []))
            if passage.found or number + 1 in by_sentence or number < 3:
                self._enter(passage)
            claims += [self._claim(passage, found) for found in passage.found]
        return claims

    def _open(self) -> None:
        """What the title and opening say for the whole document."""
        head = self.sentences[:4]
        for sentence in head:
            status = project_status(self.folded[sentence.start : sentence.end], self.lang)
            if status in ("under_construction", "signed", "cancelled", "announced", "planned"):
                self.memory.status = status
                break
        self.memory.event = find_event(self.text[:1500], self.lang)
        dated = [p for p in self.periods if p.start < 500 and len(p.iso) > 7]
        spans = [p for p in dated if "/" in p.iso]
        if dated:
            self.memory.period = (spans or dated)[0].iso

    def _enter(self, passage: _Passage) -> None:
        """Names what the sentence names and remembers it for those that follow."""
        text = passage.sentence.text
        self._forget(text)
        passage.prior = self.memory.subject
        named = find_actors(text, self.lang, passage.folded)
        taken = [(f.start - passage.sentence.start, f.end - passage.sentence.start) for f in passage.found]
        passage.actors = [a for a in named if not any(start <= a.start < end for start, end in taken)]
        spans = [(a.start, a.end) for a in passage.actors]
        passage.settings = find_settings(text, self.lang, spans if self.lang == "zh" else [], passage.folded)
        self._remember_heading(passage)
        self._remember_subject(passage, text)
        self._remember_place(passage)
        self._remember_period(passage)
        phase = [m for m in _PHASE.finditer(text) if m["zh"] or m["en"]]
        self.memory.phase = phase[-1].group() if phase and passage.found else None

    def _remember_heading(self, passage: _Passage) -> None:
        """A line that ends in no full stop heads the list items below it."""
        text = passage.sentence.text
        if _ITEM.match(text):
            heading = self.memory.heading
            passage.heading = self.folded[heading.start : heading.end] if heading else ""
        else:
            self.memory.heading = passage.sentence if text[-1:] not in ".。!！?？" else None

    def _remember_place(self, passage: _Passage) -> None:
        """The last place named; a dateline's capitals name where the writer sits."""
        said = [s for s in passage.settings if not (s.name.isupper() and len(s.name) > 2)]
        if said and self.lang == "zh":
            self.memory.place = said[-1].name
        elif said and said[0].is_specific:
            self.memory.place = said[0].name

    def _remember_period(self, passage: _Passage) -> None:
        """The period that a Chinese sentence names is also that of the figures after it."""
        sentence = passage.sentence
        said = [p for p in self.periods if sentence.start <= p.start < sentence.end and len(p.iso) >= 4]
        said = [
            p
            for p in said
            if not re.search(
                r"(?:预计|计划|将|拟|力争|有望|到)[^，。,]{0,6}$", self.folded[max(0, p.start - 10) : p.start]
            )
        ]
        if said and self.lang == "zh":
            self.memory.period = said[-1].iso

    def _forget(self, text: str) -> None:
        """A numbered entry begins anew: nothing is carried into it."""
        if self.lang == "zh" and _NUMBERED.match(text):
            self.memory.subject = self.memory.place = self.memory.measure = None

    def _remember_subject(self, passage: _Passage, text: str) -> None:
        if self.lang == "zh":
            owner = owner_of(passage.actors, len(text))
            if owner and (owner.role != "subsidiary" or self.memory.subject is None):
                self.memory.subject = owner.name
            return
        if self.memory.subject and (carries(text) or (_ITEM.match(text) and passage.heading and len(text) < 90)):
            return
        subject = subject_of(text, passage.actors, [(s.start, s.end) for s in passage.settings])
        if subject:
            self.memory.subject = subject.name

    def _claim(self, passage: _Passage, found: FoundQuantity) -> QuantityClaim:
        sentence = passage.sentence
        span = (found.start - sentence.start, found.end - sentence.start)
        clause = self._clause(passage.folded, span)
        measure = self._measure(passage, found, span)
        status = self._status(passage, found, measure, clause, span)
        unit = self._unit(found, measure)
        period = self._period(found, sentence, measure, status)
        return QuantityClaim(
            document=self.document.id,
            lang=self.lang,
            measure=measure,
            value=found.value,
            high=found.high,
            unit=unit,
            qualifier=found.bound,
            subject=self._subject(passage, found, measure, status, clause),
            object=self._object(found),
            place=self._place(passage, span, measure, clause),
            period=period,
            status=self._due(status, measure, period),
            phase=self._phase(passage, span),
            basis=_basis(clause) if measure == "growth" else None,
            multiple=self._multiple(found, passage.folded[: span[0]]),
            speaker=self._speaker(passage),
            surface=found.surface,
            start=found.start,
            end=found.end,
            id=make_id(
                "claim", self.document.sha256 or self.document.id, found.start, found.end, measure, found.value, unit
            ),
            confidence=self._confidence(found),
            reader=READER,
        )

    def _measure(self, passage: _Passage, found: FoundQuantity, span: tuple[int, int]) -> str:
        """The measure, by the sentence's own words, the heading above a list item, or the figures before."""
        folded, shift = passage.folded, 0
        if passage.heading:
            folded, shift = f"{passage.heading} | {folded}", len(passage.heading) + 3
        span = (span[0] + shift, span[1] + shift)
        measure = measure_of(found, folded, span, self.lang, self._cues(passage, folded), self.memory.measure)
        if found.dimension in ("energy", "mass", "power"):
            self.memory.measure = measure if measure in COUNTED_BY_STATE else None
        return measure

    def _cues(self, passage: _Passage, folded: str) -> list[CueHit]:
        if passage.cues is None:
            passage.cues = find_cues(folded, self.lang)
        return passage.cues

    def _status(self, passage: _Passage, found: FoundQuantity, measure: str, clause: str, span: tuple[int, int]) -> str:
        if measure in OF_PROJECT and (stopped := stopped_at(passage.folded, self.lang, span)):
            return stopped
        own = project_status(passage.folded, self.lang)
        if own in ("operating", "cancelled", "delayed"):
            own = None
        status = status_of(measure, clause, own, self.memory.status, self.lang)
        if self.lang == "en" and own in ("under_construction", "signed"):
            self.memory.status = own
        return status

    def _due(self, status: str, measure: str, period: str | None) -> str:
        """What is dated after the day of publication is planned or forecast, not reached."""
        today = self.document.published
        if today is None or period is None or not period[:4].isdigit() or int(period[:4]) <= today.year:
            return status
        if status == "reported":
            return "forecast"
        return "planned" if status == "operating" or (status == "announced" and measure == "capacity") else status

    def _clause(self, folded: str, span: tuple[int, int]) -> str:
        """The stretch between the marks on both sides of a figure."""
        pattern = _CLAUSE_ZH if self.lang == "zh" else _CLAUSE_EN
        start = 0
        for mark in pattern.finditer(folded, 0, span[0]):
            start = mark.end()
        stop = pattern.search(folded, span[1])
        return folded[start : stop.start() if stop else len(folded)]

    def _unit(self, found: FoundQuantity, measure: str) -> str:
        unit = found.unit
        if measure == "capacity" and "/" not in unit and found.dimension in ("energy", "mass", "area", "count"):
            is_store = unit in ("MWh", "kWh", "Wh") and found.rate is None
            unit = unit if is_store else ("vehicles/yr" if unit == "count" else f"{unit}/yr")
        if measure == "vehicles" and unit.startswith("count"):
            unit = "vehicles/yr"
        return unit

    def _subject(self, passage: _Passage, found: FoundQuantity, measure: str, status: str, clause: str) -> str | None:
        at = found.start - passage.sentence.start
        if self.lang == "zh":
            return self._subject_chinese(passage, at, measure, status, clause)
        if (
            status == "signed"
            and self.memory.event
            and measure in ("projects", "investment")
            and "sign" in passage.folded
        ):
            return self.memory.event
        giver = (
            giver_after(passage.sentence.text, found.end - passage.sentence.start)
            if found.dimension == "money"
            else None
        )
        return giver or self.memory.subject

    def _subject_chinese(self, passage: _Passage, at: int, measure: str, status: str, clause: str) -> str | None:
        """A country for its statistics, the event for what is signed there, else the owner, else the place."""
        owner = owner_of(passage.actors, at)
        scope = scope_of(passage.folded[:at])
        if measure in COUNTED_BY_STATE:
            top = top_of(passage.actors, at)
            if top:
                return top.name
            if owner is None or (scope and owner.end < 12 and measure != "share"):
                self.memory.scope = scope or self.memory.scope
                return scope or self.memory.scope or self.memory.subject
        local = _LOCAL.search(passage.folded[:at])
        if owner is None and local and passage.settings:
            return passage.settings[0].name
        if (
            self.memory.event
            and owner is None
            and (status == "signed" or self.memory.status == "signed" or _AT_EVENT.search(passage.folded))
        ):
            return self.memory.event
        if owner:
            return owner.name
        return passage.prior or self.memory.subject or scope or self.memory.event or self.memory.place

    def _object(self, found: FoundQuantity) -> str | None:
        """What stands behind the figure, up to the next mark: a short free description."""
        tail = self.text[found.end : found.end + 80]
        if self.lang == "zh":
            match = re.match(r"(?:的)?([\u4e00-\u9fffA-Za-z/（）()]{2,16}?)(?=[，,。；;、)）]|项目|$)", tail)
        else:
            match = re.match(
                r"\s(?:of|for|in|to build|to)\s([^,.;()$€£]{3,60}?)(?=[,.;()]|\s(?:that|which|in|by|at|and|to|from|with)\s|$)",
                tail,
            )
        return " ".join(match.group(1).split()) if match else None

    def _place(self, passage: _Passage, span: tuple[int, int], measure: str, clause: str) -> str | None:
        text = passage.sentence.text
        setting = nearest_setting(passage.settings, *span, text)
        if setting:
            if self.lang == "en" and setting.is_specific:
                self.memory.place = setting.name
            return setting.name
        scope = scope_of(passage.folded[: span[0]]) if self.lang == "zh" else None
        if measure in COUNTED_BY_STATE and self.lang == "zh":
            return {"我国": "中国", "全国": "中国", "国内": "中国"}.get(scope or "", scope) or self.memory.place
        return self.memory.place if measure in OF_PROJECT or self.lang == "zh" else None

    def _period(self, found: FoundQuantity, sentence: Sentence, measure: str, status: str) -> str | None:
        source = self.folded if self.lang == "zh" else self.text
        own = period_of(source, found.start, found.end, (sentence.start, sentence.end), self.periods, self.lang)
        if own is None and self.memory.heading and _ITEM.match(sentence.text):
            heading = self.memory.heading
            own = next((p.iso for p in self.periods if heading.start <= p.start < heading.end), None)
        if own:
            self._keep_period(own, measure)
            return own
        if status == "forecast" and measure in ("revenue", "jobs", "other"):
            return None
        return self.memory.period if self.lang == "zh" or status == "signed" or measure in COUNTED_BY_STATE else None

    def _keep_period(self, period: str, measure: str) -> None:
        if measure in COUNTED_BY_STATE or (self.lang == "zh" and len(period) >= 7):
            self.memory.period = period

    def _phase(self, passage: _Passage, span: tuple[int, int]) -> str | None:
        text = passage.folded
        found = [
            m for m in _PHASE.finditer(text) if m.end() <= span[0] or (self.lang == "en" and m.start() - span[1] < 6)
        ]
        return found[-1].group() if found else None

    def _multiple(self, found: FoundQuantity, before: str) -> str | None:
        if found.dimension != "multiple":
            return None
        return "by" if _BY.search(before[-24:]) and "至" not in before[-4:] and "到" not in before[-4:] else "to"

    def _speaker(self, passage: _Passage) -> str | None:
        if self.lang == "en":
            return speaker_of(passage.sentence.text)
        match = _SAID.search(passage.sentence.text)
        return match.group(1) if match else None

    def _confidence(self, found: FoundQuantity) -> float:
        return 0.9 if self.memory.subject else 0.7 if found.dimension != "count" else 0.6


def _basis(clause: str) -> str | None:
    if re.search(r"环比|month[- ]on[- ]month|from the previous month", clause):
        return "mom"
    return "yoy" if re.search(r"同比|year[- ]on[- ]year|\byoy\b|from a year earlier|last year", clause) else None
