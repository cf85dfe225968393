"""Who published a statement, and who said it: several statements of one publisher or one speaker are one source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from gigawatch.model import Document, Observation, QuantityClaim, make_id
from gigawatch.model.address import host_of
from gigawatch.vocab import OrganisationKind, Publisher, organisations, publishers

COUNTING = (OrganisationKind.DATA_PROVIDER, OrganisationKind.ASSOCIATION)
STATISTICAL = ("official_statistic", "industry_statistic")
PLAIN = re.compile(r"[\W_]+")
SHORT = 3  # names of fewer letters mean too much else
RECENT = 1024  # sentences and publishers in mind: several claims in a row share them
LONG = 12  # a sentence of fewer letters is no wording of its own


@dataclass(frozen=True, slots=True)
class Publication:
    """A publisher as statements are counted by: its name, its kind's standing, whether it counts for itself."""

    name: str
    kind: str
    standing: float

    @property
    def counts(self) -> bool:
        """True for a publisher of statistics of its own."""
        return self.kind in STATISTICAL


def publication_of(document: Document) -> Publication:
    """The publisher of a document: a known one by its name or address, else as the document names it."""
    return _published(document.publisher, document.url, document.id)


def pages_of(documents: Iterable[Document]) -> dict[str, Document]:
    """Documents by their addresses; of several at one address the one with the last id."""
    return {d.url: d for d in sorted(documents, key=lambda d: d.id) if d.url}


def publication_of_cell(cell: Observation, pages: Mapping[str, Document]) -> Publication:
    """The publisher of a table cell: that of the document at the same address, else of the address or name."""
    page = pages.get(cell.source or "")
    if page is not None:
        return publication_of(page)
    return _publication(_known(cell.source), _host(cell.source) or cell.source or cell.table)


def name_speaker(claim: QuantityClaim, sentence: str, publication: Publication) -> str | None:
    """Who gives a figure: the speaker named, else the body that counts named in the sentence, else the publisher if it
    counts itself. None where the text speaks for itself.
    """
    if claim.speaker:
        known = organisations().find(claim.speaker)
        return known.id if known else PLAIN.sub("", claim.speaker.casefold()) or None
    return _provider_in(sentence) or (_owner(publication) if publication.counts else None)


@lru_cache(RECENT)
def standing_of(publication: Publication, speaker: str | None) -> float:
    """The standing of a figure: that of the body that counts where one is named, whoever passes its figure on."""
    body = organisations().get(speaker) if speaker else None
    if body is None or body.kind not in COUNTING:
        return publication.standing
    return max(publication.standing, publishers().standing(body.name))


@lru_cache(RECENT)
def words_of(sentence: str) -> str | None:
    """A mark of the sentence's wording, equal for equal sentences; None for one too short to be anybody's own."""
    letters = PLAIN.sub("", sentence.casefold())
    return make_id("words", letters) if len(letters) >= LONG else None


@lru_cache(RECENT)
def _published(publisher: str | None, url: str | None, document: str) -> Publication:
    return _publication(_known(publisher, url), publisher or _host(url) or document)


@lru_cache(RECENT)
def _provider_in(sentence: str) -> str | None:
    folded = sentence.casefold()
    if not any(name in folded for name in _providers()):
        return None  # most sentences name none, and the pattern is long
    found = _provider_pattern().search(sentence)
    return _providers()[found.group().casefold()] if found else None


def _owner(publication: Publication) -> str:
    known = organisations().find(publication.name)
    return known.id if known else publication.name


def _publication(known: Publisher | None, name: str) -> Publication:
    kind = known.kind if known else publishers().kind(None)
    return Publication(known.name if known else name, kind.code, kind.standing)


def _known(*names: str | None) -> Publisher | None:
    return next((found for name in names if name and (found := publishers().find(name))), None)


def _host(address: str | None) -> str | None:
    host = host_of(address) if address and "//" in address else None
    return host.removeprefix("www.") if host else None


@cache
def _providers() -> Mapping[str, str]:
    """Names of the bodies that count, to their ids."""
    counting = [o for o in organisations() if o.kind in COUNTING]
    named = ((name, o.id) for o in counting for name in (o.name_en, o.name_zh, o.name) if name)
    return {name.casefold(): key for name, key in named if len(name) >= SHORT}


@cache
def _provider_pattern() -> re.Pattern[str]:
    names = sorted(_providers(), key=len, reverse=True)
    edged = [rf"(?<![a-z]){re.escape(name)}(?![a-z])" for name in names]
    return re.compile("|".join(edged) or r"(?!)", re.IGNORECASE)
