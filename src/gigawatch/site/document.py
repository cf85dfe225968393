"""The page of a document: what is known of it, and its words with every claim marked in them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Claim, Document, NarrativeClaim, QuantityClaim
from gigawatch.report.block import Ref, RefKind
from gigawatch.site.fact import statement_value
from gigawatch.site.narrative import tell_narrative
from gigawatch.site.page import Page, Site, Voice
from gigawatch.site.plan import document_path
from gigawatch.site.quoting import quote_fields
from gigawatch.site.rights import permits_text, rights

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same claims: `opens` are the claims that begin here; `fact` is where it leads."""

    text: str
    opens: tuple[str, ...]
    is_quantity: bool
    is_narrative: bool
    fact: Ref | None


def document_pages(site: Site, lang: str) -> Iterator[Page]:
    """One page for every document."""
    claims: dict[str, list[Claim]] = {}
    for claim in site.ledger.material.every_claim().values():
        claims.setdefault(claim.document, []).append(claim)
    for document in site.ledger.material.documents.values():
        yield document_page(site, lang, document, claims.get(document.id, ()))


def document_page(site: Site, lang: str, document: Document, claims: Iterable[Claim]) -> Page:
    """The page of a document with its claims."""
    return _page(site, lang, document, sorted(claims, key=lambda c: (c.start, -c.end, c.id)))


def _page(site: Site, lang: str, document: Document, claims: Sequence[Claim]) -> Page:
    is_open = permits_text(document.licence)
    ranges = choose_passages(document, claims, site.facts_of.keys())
    values = {
        "document": document,
        "is_open": is_open,
        "passages": [list(split_segments(document, claims, r, site)) for r in ranges],
        "told": [
            tell_narrative(c, lang, quote_fields(c, document, ranges)) for c in claims if isinstance(c, NarrativeClaim)
        ],
        "tell_quantity": partial(_tell_quantity, site.voices[lang]),
        "quantities": [c for c in claims if isinstance(c, QuantityClaim)],
        "copy_of": site.ledger.material.documents.get(site.ledger.material.copies.get(document.id, "")),
    }
    return Page(document_path(document.id), "document.html", document.title or document.path, values, "sources")


def _tell_quantity(voice: Voice, claim: QuantityClaim) -> tuple[str, str]:
    """The measure and value of a claim in words."""
    return voice.pen.measure(claim.measure), statement_value(voice.pen, voice.library.statement(claim.id))


def split_segments(document: Document, claims: Sequence[Claim], within: Range, site: Site) -> Iterator[Segment]:
    """The text of a range, cut wherever a claim begins or ends."""
    low, high = within
    inside = [c for c in claims if c.start < high and c.end > low]
    cuts = sorted({low, high, *(min(max(edge, low), high) for c in inside for edge in (c.start, c.end))})
    for start, end in pairwise(cuts):
        over = [c for c in inside if c.start <= start and c.end >= end]
        yield _segment(document.text[start:end], start, over, site)


def _segment(text: str, start: int, over: Sequence[Claim], site: Site) -> Segment:
    quantities = sorted((c for c in over if isinstance(c, QuantityClaim)), key=lambda c: c.end - c.start)
    facts = [site.facts_of[c.id] for c in quantities if c.id in site.facts_of]
    return Segment(
        text,
        tuple(c.id for c in over if c.start == start),
        bool(quantities),
        len(quantities) < len(over),
        Ref(RefKind.FACT, facts[0]) if facts else None,
    )


def choose_passages(document: Document, claims: Sequence[Claim], weighty: Container[str]) -> list[Range]:
    """What may be shown of a text: all its lines where its licence permits that, else excerpts (`choose_excerpts`)."""
    return _lines(document.text) if permits_text(document.licence) else choose_excerpts(document, claims, weighty)


def choose_excerpts(document: Document, claims: Sequence[Claim], weighty: Container[str]) -> list[Range]:
    """What may be shown of a text whose licence does not permit more: the sentence of each claim.

    Claims that bear on facts come first. Once the permitted share of the text is shown, a claim has only a few
    characters around its words, and at last its words alone: together they never are the whole text, unless that is
    a single sentence.
    """
    ranges: list[Range] = []
    size = len(document.text)
    for claim in sorted(claims, key=lambda c: (c.id not in weighty, c.start, c.id)):
        sentence = sentence_bounds(document.text, claim.start, claim.end)
        choices = (
            (sentence, rights().most_shown * size),
            (_window(claim, sentence, rights().around), rights().most_around * size),
        )
        fitting = (merge_ranges([*ranges, one]) for one, most in choices if _fits(ranges, one, most))
        ranges = next(fitting, merge_ranges([*ranges, _window(claim, sentence, 0)]))
    return ranges


def _fits(ranges: Sequence[Range], one: Range, most: float) -> bool:
    return not ranges or sum(end - start for start, end in merge_ranges([*ranges, one])) <= most


def merge_ranges(ranges: Sequence[Range]) -> list[Range]:
    """Ranges in order, overlapping ones joined."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(claim: Claim, sentence: Range, around: int) -> Range:
    end = claim.end if isinstance(claim, QuantityClaim) else min(claim.end, claim.start + rights().around)
    return max(sentence[0], claim.start - around), min(sentence[1], end + around)


def _lines(text: str) -> list[Range]:
    """The lines of a text that are not blank."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found
