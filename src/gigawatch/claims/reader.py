"""Document to claims: the readers of each kind are called, and what they return is verified."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from gigawatch.claims.figure import read_figures
from gigawatch.claims.language import detect_language
from gigawatch.claims.narrative import read_narratives
from gigawatch.claims.sentence import split_sentences
from gigawatch.claims.verify import verify_claim
from gigawatch.model import Claim, Document, EvidenceError, Kind

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one document gave: its claims in the order of the text, and what its reader should be told."""

    claims: list[Claim]
    notices: list[str]


def read_claims(document: Document, *, kinds: Collection[Kind] | None = None) -> Reading:
    """The claims of a document, of the given kinds or of all, every one of them verified against its text."""
    lang = document.language or detect_language(document.text)
    if lang not in LANGUAGES:
        return Reading(
            [], [f"{document.path or document.id}: language {lang!r} is kept but not read; English and Chinese are"]
        )
    wanted = set(Kind) if kinds is None else set(kinds)
    sentences = split_sentences(document.text, lang)
    claims: list[Claim] = []
    denied: list[str] = []
    if Kind.QUANTITY in wanted:
        figures, denied = read_figures(document, sentences, lang)
        claims += figures
    if others := wanted - {Kind.QUANTITY}:
        claims += read_narratives(document, sentences, others)
    kept, notices = _verified(claims, document)
    notices += [
        f"{document.path or document.id}: {words} is of a plan that the text denies, left out" for words in denied
    ]
    return Reading(sorted(kept, key=lambda claim: (claim.start, claim.end)), notices)


def _verified(claims: list[Claim], document: Document) -> tuple[list[Claim], list[str]]:
    """The claims that their words hold, and a notice for each that they do not."""
    kept: list[Claim] = []
    notices = []
    for claim in claims:
        try:
            verify_claim(claim, document.text)
        except EvidenceError as error:
            notices.append(f"{document.path or document.id}: a claim is left out, {error}")
        else:
            kept.append(claim)
    return kept, notices
