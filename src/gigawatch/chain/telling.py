"""Links that a document names in the region without a plant, a figure or a status: said, but not shown to be there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gigawatch.chain.region import Region
from gigawatch.claims import Sentence, split_sentences
from gigawatch.ledger import Ledger
from gigawatch.model import Document, Span
from gigawatch.vocab import find_links, organisations, places


def find_tellings(ledger: Ledger, region: Region) -> dict[str, tuple[Span, ...]]:
    """The sentences of the region's documents that name each link while they speak of the region, by link.

    A sentence speaks of the region when it names the region or a part of it, or names no place at all and the last
    one named before it is in the region. What it names may be there, planned or wanted: it is no proof of a plant.
    """
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for key in sorted(region.documents):
        document = ledger.material.documents[key]
        for sentence in _of_region(document, region):
            for code in dict.fromkeys(m.code for m in find_links(sentence.text, document.language or "en")):
                found[code].append(Span(document.id, sentence.start, sentence.end))
    return {code: tuple(spans) for code, spans in found.items()}


def _of_region(document: Document, region: Region) -> Iterator[Sentence]:
    is_here = False
    for sentence in split_sentences(document.text, document.language or "en"):
        named = _places(sentence.text)
        is_here = any(_lies_in(place, region) for place in named) if named else is_here
        if is_here:
            yield sentence


def _places(text: str) -> list[str]:
    firms = [(m.start, m.end) for m in organisations().scan(text)]
    return [mention.entry.id for mention in places().scan(text, firms)]


def _lies_in(place: str, region: Region) -> bool:
    return place in region.members or places().within(place, region.id)
