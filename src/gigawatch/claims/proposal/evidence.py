"""What the grammar reads in a document, against which proposals are held: figures, names and periods.

A sentence in the other language of a bilingual document (an English version below the Chinese one) is read in its own
language too. What the reader of figures cannot see there is what a model may add; the grammar must still read it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.claims.sentence import Sentence, split_sentences
from gigawatch.model import Document
from gigawatch.quantity import FoundQuantity, find_periods, find_quantities, period_span

_HAN = re.compile("[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_ONE_PERIOD = re.compile(r"[0-9]{4}(?:-(?:[0-9]{2}|H[12]|Q[1-4]))?")
WORDS_OF_A_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that the grammar reads, the language it was read in and the sentence it stands in."""

    found: FoundQuantity
    lang: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document as the grammar reads it, once."""

    document: Document
    lang: str
    sentences: Sequence[Sentence]
    figures: Sequence[Figure]
    periods: frozenset[str]

    def within(self, start: int, end: int) -> list[Figure]:
        """The figures whose number and unit stand wholly between two offsets."""
        return [figure for figure in self.figures if start <= figure.found.at and figure.found.end <= end]

    def names(self, name: str) -> bool:
        """True when the text, or the title it came with, has every part of a name word for word, whole words only."""
        sources = (self.document.text, self.document.title or "")
        return all(any(_stands(part, source) for source in sources) for part in name.split("; "))

    def dates(self, period: str) -> bool:
        """True when the text names the period, or a part of the year, half, quarter or month that it is."""
        plain = period.removesuffix(" target")
        if plain in self.periods:
            return True
        whole = period_span(plain) if _ONE_PERIOD.fullmatch(plain) else None
        named = (period_span(iso) for iso in self.periods)
        return whole is not None and any(span and whole[0] <= span[0] and span[1] <= whole[1] for span in named)


def gather_evidence(document: Document, lang: str) -> Evidence:
    """What the grammar reads in a document of this language."""
    text = document.text
    sentences = split_sentences(text, lang)
    own = find_quantities(text, lang)
    foreign = list(_read_foreign(text, lang, sentences, own))
    starts = [sentence.start for sentence in sentences]
    tagged = [(found, lang) for found in own] + foreign
    figures = [
        Figure(found, tongue, sentences[max(0, bisect_right(starts, found.at) - 1)])
        for found, tongue in sorted(tagged, key=lambda each: each[0].at)
    ]
    tongues = {lang} | {tongue for _, tongue in foreign}
    periods = {period.iso for tongue in tongues for period in find_periods(text, tongue, document.published)}
    return Evidence(document, lang, sentences, figures, frozenset(periods))


def _read_foreign(
    text: str, lang: str, sentences: Sequence[Sentence], own: Sequence[FoundQuantity]
) -> Iterator[tuple[FoundQuantity, str]]:
    """What is read in the sentences of the other language, and not in the document's own."""
    ends = [found.end for found in own]
    for sentence in sentences:
        other = _tongue_of(sentence.text)
        if other in (lang, None):
            continue
        for found in find_quantities(text, other, within=(sentence.start, sentence.end)):
            after = bisect_right(ends, found.start)
            if after == len(own) or own[after].start >= found.end:
                yield found, other or lang


def _stands(name: str, source: str) -> bool:
    """True when a text has the name, neither cut out of a longer word nor a mere mark.

    >>> _stands("CATL", "in CATL's plant"), _stands("ATL", "in CATL's plant"), _stands(" ", "in CATL's plant")
    (True, False, False)
    """
    if name != name.strip() or not name[:1].isalnum():
        return False
    whole = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
    return re.search(whole, source) is not None


def _tongue_of(sentence: str) -> str | None:
    """The language of a sentence, None where it is mixed or too short to tell.

    >>> _tongue_of("总投资三十六亿元"), _tongue_of("It will build twelve plants."), _tongue_of("CATL 10 GWh")
    ('zh', 'en', None)
    """
    han, words = len(_HAN.findall(sentence)), len(_WORD.findall(sentence))
    if han == 0:
        return "en" if words >= WORDS_OF_A_SENTENCE else None
    return "zh" if han >= 2 * words else None
