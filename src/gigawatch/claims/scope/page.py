"""One document as its figures are read: its sentences with what they name and when, found once where they are needed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.claims.cue import CueHit, find_cues
from gigawatch.claims.scope.chinese import find_chinese
from gigawatch.claims.scope.english import find_english
from gigawatch.claims.scope.mention import Mention, Stand
from gigawatch.claims.sentence import Sentence
from gigawatch.model import Document
from gigawatch.quantity import FoundPeriod, find_periods
from gigawatch.vocab import fold

if TYPE_CHECKING:
    from gigawatch.claims.scope.status import Signs

_CLAUSE = {"zh": re.compile(r"[，；。：]|(?<!\d)[,:;]|[,:;](?!\d)"), "en": re.compile(r"[,;:—]\s|\s[–—-]\s|\s(?:while|whereas)\s")}


@dataclass(slots=True)
class Line:
    """One sentence: its mentions, standing words, periods and clause ends, all in offsets of the sentence."""

    number: int
    sentence: Sentence
    folded: str
    opens: bool
    mentions: list[Mention]
    stands: list[Stand]
    periods: list[FoundPeriod]
    breaks: list[int]
    lang: str
    head: int = 0
    is_item: bool = False
    signs: Signs | None = None
    _cues: list[CueHit] | None = None

    @property
    def cues(self) -> list[CueHit]:
        """The cue words of the sentence, found once."""
        if self._cues is None:
            self._cues = find_cues(self.folded, self.lang)
        return self._cues

    def clause(self, at: int) -> int:
        """The number of the clause that an offset lies in."""
        return bisect_right(self.breaks, at)

    def clause_span(self, at: int) -> tuple[int, int]:
        """Where the clause of an offset begins and ends."""
        number = self.clause(at)
        start = self.breaks[number - 1] if number else 0
        return start, self.breaks[number] if number < len(self.breaks) else len(self.folded)


_BULLET = re.compile(r"(?:[-*•·●▪◆■►–—>]+\s+|\(?\d{1,2}[.)、．]\s*|[（(]?[一二三四五六七八九十]{1,3}[)）、]\s*)?[\"“‘'「]?(?:The\s)?")


class Page:
    """A document being read."""

    def __init__(self, document: Document, lang: str, sentences: Sequence[Sentence]) -> None:
        self.document, self.lang, self.sentences, self.text = document, lang, sentences, document.text
        self.folded = fold(document.text)
        source = self.folded if lang == "zh" else document.text
        self.source = source
        self.periods = find_periods(source, lang, document.published)
        self._starts = [p.start for p in self.periods]
        self._lines: dict[int, Line] = {}
        self.title = self._named(document.title) if document.title else []
        self.opening: list[str] | None = None

    def _named(self, text: str) -> list[Mention]:
        return (find_chinese(text, fold(text)) if self.lang == "zh" else find_english(text))[0]

    def line(self, number: int) -> Line:
        """The sentence with this number."""
        if number not in self._lines:
            self._lines[number] = self._read(number)
        return self._lines[number]

    def _read(self, number: int) -> Line:
        sentence = self.sentences[number]
        start, end = sentence.start, sentence.end
        folded = self.folded[start:end]
        mentions, stands = find_chinese(sentence.text, folded) if self.lang == "zh" else find_english(sentence.text, self.text)
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        periods = [FoundPeriod(p.iso, p.start - start, p.end - start, p.is_relative) for p in self.periods[low:high]]
        breaks = [m.end() for m in _CLAUSE[self.lang].finditer(folded)]
        before = self.sentences[number - 1].end if number else 0
        opens = number == 0 or ("\n" if self.lang == "zh" else "\n\n") in self.text[before:start]
        bullet = _BULLET.match(sentence.text)
        return Line(
            number, sentence, folded, opens, mentions, stands, periods, breaks, self.lang,
            bullet.end() if bullet else 0, bullet is not None and bullet.end() > 0,
        )
