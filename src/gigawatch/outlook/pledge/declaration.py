"""Declarations and their commitments, each held against what the ledger and the shipped figures tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.chain import Region
from gigawatch.ledger import Ledger
from gigawatch.model import Kind, last_day, make_id
from gigawatch.outlook.pledge.deed import Acts
from gigawatch.outlook.pledge.gauge import rules
from gigawatch.outlook.pledge.judge import CommitmentStanding, Judge, PartyStatus, PledgeStatus
from gigawatch.outlook.pledge.party import Party, find_parties
from gigawatch.outlook.pledge.reading import Figures
from gigawatch.outlook.pledge.target import Target, find_target
from gigawatch.outlook.theme import theme_of
from gigawatch.outlook.told import Tale, find_tales, newest_day
from gigawatch.vocab import normalise


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment in its own words (`claim`), its theme, the level and date that it states, and how it stands.

    `signatories` are how each signatory stands to it; `verdict` is that of the whole.
    """

    claim: str
    words: str
    theme: str
    due: str | None
    target: Target | None
    verdict: CommitmentStanding
    signatories: tuple[PartyStatus, ...]

    @property
    def status(self) -> PledgeStatus:
        """The status of the whole."""
        return self.verdict.status

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of all that decides, over the signatories."""
        return tuple(dict.fromkeys(key for one in self.signatories for key in one.evidence))


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration with its signatories as named and resolved, and its commitments; without any where none is told.

    `is_titled`: it has a name of its own; else its name is that of those who made the pledge outside a declaration.
    `made_on` is the day or span of days on which it was made, as its sources say, else when the first was published.
    `event` is the conference at which it was made, `place` where, as the source names them. `also` are claims of other
    documents that tell the same declaration.
    """

    name: str
    is_titled: bool
    signatories: tuple[str, ...]
    parties: tuple[Party, ...]
    published: str | None
    made_on: str | None
    event: str | None
    place: str | None
    claim: str
    commitments: tuple[Commitment, ...]
    also: tuple[str, ...]

    @property
    def id(self) -> str:
        """The same for every telling: made from its title; of a pledge outside a declaration from who made it, its
        theme and its date.
        """
        if self.is_titled:
            return make_id("declaration", _key(self.name))
        parties = sorted(party.id or _key(party.name) for party in self.parties)
        about = (part for one in self.commitments[:1] for part in (one.theme, one.due or ""))
        return make_id("declaration", *parties, *about)

    @property
    def pledge_ids(self) -> tuple[str, ...]:
        """An id for each commitment, made from the declaration's, its theme, and which of the theme it is."""
        counts: Counter[str] = Counter()
        found = []
        for one in self.commitments:
            counts[one.theme] += 1
            found.append(make_id("pledge", self.id, one.theme, str(counts[one.theme])))
        return tuple(found)

    def label(self, lang: str) -> str:
        """What it is called in a language: its title as its source writes it, else the names of those who made it."""
        if self.is_titled:
            return self.name
        return ("、" if lang == "zh" else ", ").join(party.label(lang) for party in self.parties)


def make_pledge_page(ledger: Ledger, region: Region | None = None, on: date | None = None) -> tuple[Declaration, ...]:
    """Every declaration told in documents that speak of a region (in all without one), oldest first.

    They are judged by what happened up to a day: that of the newest document without one.
    """
    groups = _groups(ledger, region)
    if not groups:
        return ()
    day = on or newest_day(ledger) or date.min
    figures = Figures(ledger, day)
    judge = Judge(figures, Acts(ledger, figures, day), day)
    found = [_declaration(ledger, judge, *tales) for tales in groups]
    return tuple(sorted(found, key=lambda d: (d.published or "", d.name)))


def _groups(ledger: Ledger, region: Region | None) -> list[tuple[list[Tale], list[Tale]]]:
    """The pledges and the tellings of each declaration; pledges of none belong to those who make them."""
    pledges: dict[str, list[Tale]] = defaultdict(list)
    for tale in find_tales(ledger, Kind.PLEDGE, region):
        title = tale.text("declaration")
        pledges[_key(title) if title else _own(ledger, tale)].append(tale)
    signed: dict[str, list[Tale]] = defaultdict(list)
    for tale in find_tales(ledger, Kind.EVENT, region):
        if tale.text("type") == "declaration" and tale.text("name"):
            signed[_key(tale.text("name") or "")].append(tale)
    return [(pledges.get(key, []), signed.get(key, [])) for key in dict.fromkeys((*pledges, *signed))]


def _key(name: str) -> str:
    return normalise(name)


def _own(ledger: Ledger, tale: Tale) -> str:
    """A pledge outside a declaration is told again by whoever tells of the same parties, theme and date."""
    parties = find_parties(ledger, tale.texts("signatories"))
    names = sorted(party.id or _key(party.name) for party in parties)
    return "|".join((*names, tale.text("theme") or "", tale.text("due") or ""))


def _declaration(ledger: Ledger, judge: Judge, pledges: Sequence[Tale], signed: Sequence[Tale]) -> Declaration:
    """The declaration as the document tells it that lists most of its commitments."""
    lead = _lead(pledges)
    named = [t.texts("signatories") for t in pledges] + [t.texts("organisations") for t in signed]
    names = max(named, key=len)
    parties = find_parties(ledger, names)
    tales = [*lead, *signed, *pledges]
    title = next((name for t in tales if (name := t.text("declaration") or t.text("name"))), None)
    published = min((t.published for t in tales if t.published), default=None)
    made_on = next((day for t in signed if (day := t.text("date"))), published)
    told = last_day(made_on or "") or judge.on
    return Declaration(
        title or ", ".join(names),
        title is not None,
        names,
        parties,
        published,
        made_on,
        next((event for t in tales if (event := t.text("event"))), None),
        next((place for t in signed if (place := t.text("place"))), None),
        tales[0].id,
        tuple(_commitment(judge, tale, parties, told) for tale in lead),
        tuple(t.id for t in pledges if t not in lead),
    )


def _lead(pledges: Sequence[Tale]) -> list[Tale]:
    by_document: dict[str, list[Tale]] = defaultdict(list)
    for tale in pledges:
        by_document[tale.claim.document].append(tale)
    fullest = max(by_document.values(), key=lambda told: (len(told), len(told[0].texts("signatories"))), default=[])
    return sorted(fullest, key=lambda tale: (_number(tale), tale.claim.start))


def _number(tale: Tale) -> int:
    value = tale.claim.data.get("number")
    return value if isinstance(value, int) else 0


def _commitment(judge: Judge, tale: Tale, parties: Sequence[Party], told: date) -> Commitment:
    words = tale.text("commitment") or tale.claim.surface
    theme, due = theme_of(tale.text("theme")).code, tale.text("due")
    target = find_target(words, tale.claim.lang, due, theme)
    is_measurable = any(gauge.decides for gauge in rules().of_theme(theme))
    statuses = judge.judge(words, theme, told, target, parties)
    verdict = judge.whole(statuses, told, due, is_measurable)
    return Commitment(tale.id, words, theme, due, target, verdict, statuses)
