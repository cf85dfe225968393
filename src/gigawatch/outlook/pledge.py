"""Declarations and their commitments, and what the ledger holds that bears on each; never a verdict of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.chain import Region, find_region, is_target
from gigawatch.ledger import Ledger, find_evidence
from gigawatch.model import EntityKind, Fact, InputError, Kind
from gigawatch.outlook.theme import Theme, theme_of
from gigawatch.outlook.told import Tale, find_tales
from gigawatch.vocab import normalise, organisations

PARTIES = 2


class PledgeStatus(StrEnum):
    """What the ledger can say of a commitment."""

    EVIDENCE = "evidence"
    NONE = "no evidence yet"
    UNMEASURABLE = "not measurable as worded"


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment in its own words (`claim`), its theme, and the ids of facts and claims that bear on it."""

    claim: str
    words: str
    theme: str
    due: str | None
    status: PledgeStatus
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration with its signatories as named and its commitments.

    `also` are claims of other documents that tell the same declaration.
    """

    name: str
    signatories: tuple[str, ...]
    published: str | None
    commitments: tuple[Commitment, ...]
    also: tuple[str, ...]


def make_pledge_page(ledger: Ledger, region: Region) -> tuple[Declaration, ...]:
    """Every declaration told in documents that speak of a region, oldest first."""
    groups: dict[str, list[Tale]] = defaultdict(list)
    for tale in find_tales(ledger, Kind.PLEDGE, region):
        groups[normalise(tale.text("declaration") or " ".join(tale.texts("signatories")))].append(tale)
    found = [_declaration(ledger, tales) for tales in groups.values()]
    return tuple(sorted(found, key=lambda d: (d.published or "", d.name)))


def _declaration(ledger: Ledger, tales: list[Tale]) -> Declaration:
    """The declaration as the document tells it that lists most of its commitments."""
    by_document: dict[str, list[Tale]] = defaultdict(list)
    for tale in tales:
        by_document[tale.claim.document].append(tale)
    lead = max(by_document.values(), key=lambda told: (len(told), len(told[0].texts("signatories"))))
    names = max((t.texts("signatories") for t in tales), key=len)
    known = tuple(dict.fromkeys(one for name in names if (one := find_organisation(ledger, name))))
    members = _members(ledger, known)
    commitments = tuple(_commitment(ledger, tale, members) for tale in lead)
    title = lead[0].text("declaration") or ", ".join(names)
    also = tuple(t.id for t in tales if t not in lead)
    return Declaration(title, names, lead[0].published, commitments, also)


def find_organisation(ledger: Ledger, name: str) -> str | None:
    """The id of an organisation by a name that a text gives it."""
    known = organisations().find(name)
    if known is not None:
        return known.id
    return next(
        (one for one in sorted(ledger.find_entities(name)) if ledger.entities[one].kind is EntityKind.ORGANISATION),
        None,
    )


def _members(ledger: Ledger, known: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for one in known:
        try:
            found |= find_region(ledger, one).members
        except InputError:
            found.add(one)
    return frozenset(found)


def _commitment(ledger: Ledger, tale: Tale, members: frozenset[str]) -> Commitment:
    theme = theme_of(tale.text("theme"))
    evidence = tuple(_evidence(ledger, theme, tale, members)) if theme.is_measurable else ()
    status = PledgeStatus.EVIDENCE if evidence else PledgeStatus.NONE
    words = tale.text("commitment") or tale.claim.surface
    shown = status if theme.is_measurable else PledgeStatus.UNMEASURABLE
    return Commitment(tale.id, words, theme.code, tale.text("due"), shown, evidence)


def _evidence(ledger: Ledger, theme: Theme, tale: Tale, members: frozenset[str]) -> Iterator[str]:
    after = tale.published or "9999"
    for measure in theme.measures:
        for fact in ledger.select(measure=measure):
            if fact.subject in members and (fact.known_on or "") > after and _bears(ledger, fact, theme):
                yield fact.id
    if theme.agreements:
        for agreement in find_tales(ledger, Kind.AGREEMENT):
            if (agreement.published or "") > after and _binds(ledger, agreement, theme, members):
                yield agreement.id


def _bears(ledger: Ledger, fact: Fact, theme: Theme) -> bool:
    if is_target(fact):
        return False
    claims = [c.claim for c in ledger.candidates[fact.id] if c.kept]
    sentences = " ".join(find_evidence(ledger, claim).sentence for claim in claims).casefold()
    return not theme.terms or any(term in sentences for term in theme.terms)


def _binds(ledger: Ledger, agreement: Tale, theme: Theme, members: frozenset[str]) -> bool:
    parties = [find_organisation(ledger, name) for name in agreement.texts("parties")]
    known = [one for one in parties if one is not None]
    if len(parties) < PARTIES or not any(one in members for one in known):
        return False
    countries = {org.country for one in known if (org := organisations().get(one)) and org.country}
    return theme.agreements == "any" or len(countries) >= PARTIES
