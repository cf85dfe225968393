"""The fields of a narrative claim, as far as the licence of its document permits: a field may hold whole sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gigawatch.model import Document, NarrativeClaim
from gigawatch.site.rights import permits_text, rights

Range = tuple[int, int]
GAP = "…"


def quote_fields(claim: NarrativeClaim, document: Document, shown: Sequence[Range]) -> Mapping[str, object]:
    """What a claim says, its words no longer than `shown`, the passages of its document that may be shown.

    Names, dates and other short words stand as they are; of longer ones only what lies in a passage, and of those that
    the document does not write so, their beginning.
    """
    if permits_text(document.licence):
        return claim.data
    return {key: _quote(value, claim, document.text, shown) for key, value in claim.data.items()}


def _quote(value: object, claim: NarrativeClaim, text: str, shown: Sequence[Range]) -> object:
    if isinstance(value, Mapping):
        return {key: _quote(item, claim, text, shown) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_quote(item, claim, text, shown) for item in value]
    return _cut(value, claim, text, shown) if isinstance(value, str) and len(value) > rights().around else value


def _cut(words: str, claim: NarrativeClaim, text: str, shown: Sequence[Range]) -> str:
    start = text.find(words, claim.start, claim.end)
    start = start if start >= 0 else text.find(words)
    if start < 0:
        return f"{words[: rights().around].rstrip()}{GAP}"
    end = start + len(words)
    kept = [(max(start, low), min(end, high)) for low, high in shown if low < end and high > start]
    if kept == [(start, end)]:
        return words
    told = GAP.join(text[low:high].strip() for low, high in kept)
    return f"{told}{GAP}" if told else f"{words[: rights().around].rstrip()}{GAP}"
