"""A long document in pieces that fit a question: cut at the ends of sentences, offsets kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.claims.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole sentences of a document that follow each other: `text` is what stands between `start` and `end`."""

    start: int
    end: int
    text: str

    def find(self, quote: str) -> list[int]:
        """Where the quote stands, in offsets of the document; the first two places are enough to know it is not one."""
        first = self.text.find(quote)
        second = self.text.find(quote, first + 1) if first >= 0 else -1
        return [self.start + at for at in (first, second) if at >= 0]


def cut(text: str, sentences: Sequence[Sentence], longest: int) -> Iterator[Piece]:
    """The text in pieces of at most `longest` characters; a sentence that is longer is a piece of its own.

    >>> from gigawatch.claims.sentence import split_sentences
    >>> text = "It led. It grew. It fell."
    >>> [(piece.start, piece.text) for piece in cut(text, split_sentences(text), 16)]
    [(0, 'It led. It grew.'), (17, 'It fell.')]
    """
    start = end = None
    for sentence in sentences:
        if start is not None and end is not None and sentence.end - start > longest:
            yield Piece(start, end, text[start:end])
            start = None
        start = sentence.start if start is None else start
        end = sentence.end
    if start is not None and end is not None:
        yield Piece(start, end, text[start:end])
