"""One document as its narrative readers see it: sentences with the cues, names and dates that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from gigawatch.claims.narrative.cue import Hit, scan
from gigawatch.claims.narrative.dating import Period, find_dates
from gigawatch.claims.narrative.name import Name, find_organisations, find_places, find_towns
from gigawatch.claims.narrative.process import find_processes
from gigawatch.claims.sentence import Sentence
from gigawatch.model import Document
from gigawatch.quantity import first_date
from gigawatch.vocab import fold

DATELINE = 400
LONGEST = 2000
_Spanned = TypeVar("_Spanned", Hit, Name, Period)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One sentence, by its number, with the cues found in it by family; offsets count in the whole text."""

    number: int
    start: int
    end: int
    text: str
    folded: str
    hits: dict[str, list[Hit]] = field(default_factory=dict)

    def cues(self, family: str, *names: str) -> list[Hit]:
        """The cues of one family, or of some of its names."""
        hits = self.hits.get(family, [])
        return [hit for hit in hits if hit.name in names] if names else hits

    def slice(self, start: int, end: int) -> str:
        """The words between two offsets of the whole text."""
        return self.text[start - self.start : end - self.start]

    def fold(self, start: int, end: int) -> str:
        """The folded words between two offsets of the whole text."""
        return self.folded[start - self.start : end - self.start]


class Story:
    """A document taken apart once for all narrative readers; names and dates are looked up when first asked for.

    A sentence of more than LONGEST characters is a table or a list run together, and is passed over.
    """

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self.document = document
        self.lang = language(document)
        self.folded = fold(document.text)
        self._hits = scan(self.folded, self.lang)
        if self.lang == "en":
            told = [*self._hits.get("event", ()), *find_processes(self.folded)]
            self._hits["event"] = sorted(told, key=lambda hit: hit.start)
        short = [s for s in sentences if s.end - s.start <= LONGEST]
        self.passages = [self._passage(number, s) for number, s in enumerate(short)]

    def _passage(self, number: int, sentence: Sentence) -> Passage:
        start, end = sentence.start, sentence.end
        text = self.document.text[start:end]
        hits = {family: found for family, all_ in self._hits.items() if (found := _within(all_, start, end))}
        return Passage(number, start, end, text, self.folded[start:end], hits)

    @cached_property
    def base(self) -> date | None:
        """The day the document speaks from: published, else the date of its dateline."""
        if self.document.published is not None:
            return self.document.published
        return first_date(self.document.text[:DATELINE], self.lang)

    @cached_property
    def organisations(self) -> list[Name]:
        """Every organisation the text names, in order."""
        return find_organisations(self.document.text, self.lang)

    @cached_property
    def places(self) -> list[Name]:
        """Every place that the text names outside organisations' names and dates (`in March 2024`), in order."""
        taken = [(name.start, name.end) for name in self.organisations] + [(day.start, day.end) for day in self._dates]
        known = find_places(self.document.text, taken)
        if self.lang == "zh":
            return known
        towns = find_towns(self.document.text, [*taken, *((name.start, name.end) for name in known)])
        return sorted([*known, *towns], key=lambda name: name.start)

    def organisations_in(self, start: int, end: int) -> list[Name]:
        """The organisations named between two offsets."""
        return _within(self.organisations, start, end)

    def places_in(self, start: int, end: int) -> list[Name]:
        """The places named between two offsets."""
        return _within(self.places, start, end)

    def dates_in(self, start: int, end: int) -> list[Period]:
        """The dates given between two offsets."""
        return _within(self._dates, start, end)

    @cached_property
    def _dates(self) -> list[Period]:
        return find_dates(self.document.text, self.lang, self.base)


def language(document: Document) -> str:
    """`zh` or `en`: as the document says, else by its letters."""
    if document.language is not None:
        return "zh" if document.language.startswith("zh") else "en"
    return "zh" if has_han(document.text[:2000]) else "en"


def has_han(text: str) -> bool:
    """True when the text holds a Chinese character."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _within(spans: list[_Spanned], start: int, end: int) -> list[_Spanned]:
    """The spans of an ordered list that lie between two offsets."""
    first = bisect_left(spans, start, key=lambda span: span.start)
    last = bisect_left(spans, end, lo=first, key=lambda span: span.start)
    return [span for span in spans[first:last] if span.end <= end]
