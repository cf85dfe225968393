"""What a narrative claim holds: its fields as words, its day, and which telling a report prefers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gigawatch.model import NarrativeClaim
from gigawatch.report.block import Ref, RefKind, Run, Runs, Value
from gigawatch.report.names import add_article, tell_organisation
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import Slot

SMALL = (
    "The",
    "A",
    "An",
    "It",
    "Its",
    "This",
    "These",
    "There",
    "They",
    "Their",
    "In",
    "By",
    "For",
    "From",
    "At",
    "More",
    "Most",
)
HAN = re.compile(r"[\u4e00-\u9fff]")


def text_of(claim: NarrativeClaim, name: str) -> str:
    """A field of a claim as words; empty where the text does not fill it."""
    value = claim.data.get(name)
    return str(value) if value is not None else ""


def texts_of(claim: NarrativeClaim, name: str) -> list[str]:
    """A field of a claim that lists words."""
    value = claim.data.get(name)
    return [str(item) for item in value] if isinstance(value, list | tuple) else []


def published_on(pen: Pen, claim: NarrativeClaim) -> str:
    """The day on which a claim's document was published; empty where it is not known."""
    published = pen.ledger.material.documents[claim.document].published
    return published.isoformat() if published else ""


def prefer(pen: Pen, claims: Sequence[NarrativeClaim]) -> list[NarrativeClaim]:
    """Claims in the report's language first."""
    return sorted(claims, key=lambda claim: claim.lang != pen.lang)


def link_words(run: Run, claim: NarrativeClaim) -> Run:
    """The words as a link to the claim that they rest on."""
    return Value(run.text, Ref(RefKind.CLAIM, claim.id))


def tell_organisations(pen: Pen, names: Iterable[str], ref: Ref) -> Runs:
    """Organisations in a row, each once."""
    told = {run.text: run for run in (add_article(tell_organisation(pen, name, ref), pen.lang) for name in names)}
    return pen.series(list(told.values()))


def tell_speaker(pen: Pen, speaker: Run, role: Slot, *, is_alone: bool = False) -> Runs:
    """A speaker with the office: behind the name, but before it where both are Chinese (宁德时代副总裁丁爱军).

    `is_alone`: no verb follows, as in a cell of a table.
    """
    told = pen.say("common.speaker_alone" if is_alone else "common.speaker", speaker=speaker, role=role)
    words = "".join(run.text for run in told)
    is_chinese = pen.lang == "zh" and bool(role) and not re.search(r"[A-Za-z]{2}", words) and bool(HAN.search(words))
    return pen.say("common.speaker_titled", speaker=speaker, role=role) if is_chinese else told


def tell_clause(pen: Pen, claim: str, words: str) -> Value:
    """Retold words behind "said that": a small word at their beginning loses its capital, a name keeps it."""
    first, gap, rest = words.partition(" ")
    is_small = pen.lang == "en" and pen.is_retold([claim]) and first in SMALL
    return pen.claim(claim, f"{first.lower()}{gap}{rest}" if is_small else words)
