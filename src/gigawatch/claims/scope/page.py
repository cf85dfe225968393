"""One document as its figures are read: its sentences with what they name and when, found once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.claims.chinese_actor import short_name, short_names_in
from gigawatch.claims.cue import CueHit, find_cues
from gigawatch.claims.scope.chinese import around, find_chinese
from gigawatch.claims.scope.english import find_english, without_asides
from gigawatch.claims.scope.english_name import full_name, short_names, usual_country
from gigawatch.claims.scope.home import home_of
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, Mention, Stand
from gigawatch.claims.scope.name_trait import traits
from gigawatch.claims.scope.own_place import own_place
from gigawatch.claims.scope.person import People, find_persons
from gigawatch.claims.scope.two_plant_names import without_plant_names, without_second_names
from gigawatch.claims.sentence import Sentence
from gigawatch.model import Document
from gigawatch.quantity import FoundPeriod, find_periods
from gigawatch.vocab import fold

if TYPE_CHECKING:
    from gigawatch.claims.scope.sign import Signs

_CLAUSE = {
    "zh": re.compile(r"[，；。：]|(?<!\d)[,:;]|[,:;](?!\d)"),
    "en": re.compile(r"[,;:—]\s|\s[–—-]\s|\s(?:while|whereas)\s"),
}


@dataclass(slots=True)
class Line:
    """One sentence: its mentions, standing words, periods and clause ends, all in offsets of the sentence.

    `is_each` is true where 分别 or `respectively` ties two lists together.
    """

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
    is_each: bool = False
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
        return self.clause_start(number), self.breaks[number] if number < len(self.breaks) else len(self.folded)

    def clause_start(self, number: int) -> int:
        """Where a clause begins."""
        return self.breaks[number - 1] if number else 0


_BULLET = re.compile(
    r"(?:[-*•·●▪◆■►–—>]+\s+|\(?\d{1,2}[.)、．]\s*|[（(]?[一二三四五六七八九十]{1,3}[)）、]\s*)?[\"“‘'「]?(?:The\s)?"
)


EACH = re.compile(r"分别|分列|respectively")
AT_HOME = frozenset({"我国", "全国", "国内", "中国", "我國", "全國", "國內", "中國"})
LOOKED_AT = 20_000
MOST_HEADS = 12


def _as_periods(day: date | None) -> list[tuple[str, str]]:
    """A day of publication, its month and its year."""
    if day is None:
        return []
    return [("published", day.isoformat()), ("month", f"{day.year}-{day.month:02d}"), ("year", str(day.year))]


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
        self.persons = People()
        self.head = document.text[:LOOKED_AT]
        self.heads = short_names_in(self.folded[:LOOKED_AT])[:MOST_HEADS] if lang == "zh" else []
        self.span = next((p.iso for p in self.periods if "/" in p.iso and len(p.iso) > 20), None)
        self._counts: dict[str, tuple[int, str]] = {}
        self._own: dict[str, str | None] = {}
        self._traits: dict[tuple[str, str], tuple[str, ...]] = {}
        self.shorts = short_names(self.head) if lang == "en" else {}
        self.written: dict[str, str] = {}
        self.title = self._in_text(self._named(document.title)) if document.title else []
        self.opening: list[str] | None = None
        self.published = _as_periods(document.published)
        self.home = home_of(self.head, lang)
        self.nation = next((name for name in ("我国", "我國") if name in document.text), None) if lang == "zh" else None

    def count(self, name: str) -> tuple[int, str]:
        """How often the document's beginning writes a name, and whether first at the top, in a third of it or later."""
        if name not in self._counts:
            told = name if name in self.head else self.written.get(name, name)
            first = self.head.find(told)
            head = self.sentences[min(1, len(self.sentences) - 1)].end
            where = "head" if 0 <= first < head else "third" if first < len(self.head) / 3 else "late"
            self._counts[name] = (self.head.count(told), where if first >= 0 else "never")
        return self._counts[name]

    def own_place(self, word: str) -> str | None:
        """The town, county or province of the text that a Chinese word such as 我市 or 全省 stands for."""
        kind = word[-1]
        if kind not in self._own:
            self._own[kind] = own_place(self.head, word)
        return self._own[kind]

    def nation_of(self, name: str) -> str:
        """A name, or for the country at home the one by which a Chinese text calls it: 全国 and 中国 are its 我国."""
        return self.nation if self.nation and name in AT_HOME else name

    def traits(self, name: str, kind: str) -> tuple[str, ...]:
        """What an English name looks like and how the document uses it, as features of a thing of this kind."""
        if (name, kind) not in self._traits:
            told = traits(name, self.head) if self.lang == "en" else ()
            self._traits[name, kind] = tuple(f"nt:{trait}:{kind}" for trait in told)
        return self._traits[name, kind]

    def _in_text(self, mentions: list[Mention]) -> list[Mention]:
        """The title's mentions that the text has too, as the text writes them."""
        places = ((m, self.folded.find(fold(m.name))) for m in mentions)
        named = ((m, self.text[at : at + len(m.name)]) for m, at in places if at >= 0)
        return [m._replace(name=name) for m, name in named if not name.islower()]

    def _named(self, text: str) -> list[Mention]:
        return (find_chinese(text, fold(text)) if self.lang == "zh" else find_english(text))[0]

    def line(self, number: int) -> Line:
        """The sentence with this number."""
        if number not in self._lines:
            self._lines[number] = self._read(number)
        return self._lines[number]

    def _find(self, text: str, folded: str) -> tuple[list[Mention], list[Stand]]:
        """What a sentence names; in English without people, abbreviations under their full name."""
        if self.lang == "zh":
            return self._with_short_names(text, folded)
        mentions, stands = find_english(text, self.head, folded)
        mentions = without_plant_names(text, without_asides(text, mentions))
        people = find_persons(text, self.persons)
        if people:
            mentions = [m for m in mentions if not any(a < m.end and m.start < b for a, b in people)]
        return [self._under_one_name(m) for m in mentions], stands

    def _under_one_name(self, mention: Mention) -> Mention:
        """The mention under the name by which the text calls the thing in full, a country under its usual short one."""
        name = mention.name
        if mention.kind == FIRM:
            name = self.shorts.get(name) or full_name(name, self.head) or name
        elif mention.kind in (PLACE, COUNTRY):
            name = usual_country(name)
        if name == mention.name:
            return mention
        self.written.setdefault(name, mention.name)
        return mention._replace(name=name)

    def _with_short_names(self, text: str, folded: str) -> tuple[list[Mention], list[Stand]]:
        """What a Chinese sentence names, firms too that it calls by the head of a name given in full before."""
        mentions, stands = find_chinese(text, folded)
        for name in self.heads:
            at = folded.find(name)
            if at < 0:
                continue
            # The province with which the name of a firm begins, 江苏|铭丰, is no place there.
            mentions = [m for m in mentions if m.kind != PLACE or not at <= m.start < m.end < at + len(name)]
            if not any(m.start < at + len(name) and at < m.end for m in mentions):
                mentions.append(around(folded, Mention(at, at + len(name), text[at : at + len(name)], FIRM)))
        named = (short_name(m.name) for m in mentions if m.kind == FIRM)
        self.heads = [*self.heads, *(n for n in named if n and n not in self.heads)][-MOST_HEADS:]
        return without_second_names(folded, sorted(mentions, key=lambda m: m.start)), stands

    def _read(self, number: int) -> Line:
        sentence = self.sentences[number]
        start, end = sentence.start, sentence.end
        folded = self.folded[start:end]
        mentions, stands = self._find(sentence.text, folded)
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        periods = [FoundPeriod(p.iso, p.start - start, p.end - start, p.is_relative) for p in self.periods[low:high]]
        breaks = [m.end() for m in _CLAUSE[self.lang].finditer(folded)]
        before = self.sentences[number - 1].end if number else 0
        opens = number == 0 or ("\n" if self.lang == "zh" else "\n\n") in self.text[before:start]
        bullet = _BULLET.match(sentence.text)
        return Line(
            number,
            sentence,
            folded,
            opens,
            mentions,
            stands,
            periods,
            breaks,
            self.lang,
            bullet.end() if bullet else 0,
            bullet is not None and bullet.end() > 0,
            EACH.search(folded) is not None,
        )
