"""A region's industrial chain: which links are there, who does what, how complete it is, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.chain.activity import Activity, find_activities
from gigawatch.chain.balance import Balance, find_balances
from gigawatch.chain.candidate import Candidate, find_candidates
from gigawatch.chain.presence import THERE, Presence, furthest
from gigawatch.chain.region import Region, find_region
from gigawatch.chain.telling import find_tellings
from gigawatch.ledger import Ledger
from gigawatch.model import Span
from gigawatch.vocab import links


@dataclass(frozen=True, slots=True)
class LinkCoverage:
    """One link in a region. `presence` rests on what sources state; `inferred` on the vocabulary alone.

    `told` are sentences that name the link in the region and show no plant, figure or status of it.
    """

    link: str
    core: bool
    presence: Presence
    inferred: Presence
    activities: tuple[Activity, ...]
    evidence: tuple[str, ...]
    told: tuple[Span, ...] = ()

    @property
    def is_inferred(self) -> bool:
        """True where no source states who works in it, and only the vocabulary tells of its owner's trade."""
        return bool(self.implied) and not self.stated

    @property
    def stated(self) -> tuple[Activity, ...]:
        """Who is stated to work in it."""
        return tuple(one for one in self.activities if not one.is_inferred)

    @property
    def implied(self) -> tuple[Activity, ...]:
        """Whose owner is known to make it, while no source says that it does."""
        return tuple(one for one in self.activities if one.is_inferred)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Core links at a stage over all core links, with the links counted and the ids behind them."""

    counted: tuple[str, ...]
    core: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def numerator(self) -> int:
        """How many core links count."""
        return len(self.counted)

    @property
    def denominator(self) -> int:
        """How many core links there are."""
        return len(self.core)

    @property
    def share(self) -> float:
        """The measure itself, from 0 to 1."""
        return self.numerator / self.denominator


class Verdict(StrEnum):
    """Whether kept sources bear out that a chain is complete: every core link runs; every one at least is planned;
    every one at least is named; or some are not named at all. None of them shows that a chain is incomplete.
    """

    RUNS = "runs"
    PLANNED = "planned"
    NAMED = "named"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The chain of one region. `running` and `present` are two measures of completeness; `present` also counts links
    that are being built or planned, `named` those that a source names without a plant. `missing` are core links that no
    source names in the region: a gap of the ledger until it is known to be a gap of the region. `candidates` are firms
    elsewhere that could fill core links of which no plant is shown, `incumbents` those that have a plant in the region
    already, of another link or of none told.
    """

    region: Region
    links: tuple[LinkCoverage, ...]
    running: Completeness
    present: Completeness
    named: Completeness
    missing: tuple[str, ...]
    balances: tuple[Balance, ...]
    candidates: Mapping[str, tuple[Candidate, ...]]
    incumbents: Mapping[str, tuple[Candidate, ...]]
    documents: int

    @property
    def verdict(self) -> Verdict:
        """How far kept sources bear out that the chain is complete."""
        for verdict, measure in (
            (Verdict.RUNS, self.running),
            (Verdict.PLANNED, self.present),
            (Verdict.NAMED, self.named),
        ):
            if measure.numerator == measure.denominator:
                return verdict
        return Verdict.NOT_SHOWN

    @property
    def unshown(self) -> tuple[str, ...]:
        """Core links of which no plant is shown to run, to be built or to be planned."""
        return tuple(link for link in self.present.core if link not in self.present.counted)


def find_chain(ledger: Ledger, region: str) -> ChainReport:
    """The industrial chain of a place or organisation, by id or name, as the ledger knows it."""
    found = find_region(ledger, region)
    activities = find_activities(ledger, found)
    tellings = find_tellings(ledger, found)
    coverage = tuple(
        _cover(code, [a for a in activities if a.link == code], tellings.get(code, ())) for code in links()
    )
    present = _complete(coverage, THERE)
    unshown = [link for link in present.core if link not in present.counted]
    firms = find_candidates(ledger, found, activities, unshown)
    return ChainReport(
        found,
        coverage,
        _complete(coverage, (Presence.RUNNING,)),
        present,
        _named(coverage),
        tuple(c.link for c in coverage if c.core and _is_missing(c)),
        tuple(find_balances(ledger, found)),
        {link: tuple(one for one in firms[link] if not one.is_here) for link in unshown},
        {link: tuple(one for one in firms[link] if one.is_here) for link in unshown},
        len(found.documents),
    )


def _is_missing(coverage: LinkCoverage) -> bool:
    return coverage.presence in (Presence.ABSENT, Presence.ENDED) and not coverage.told


def _cover(code: str, activities: list[Activity], told: tuple[Span, ...]) -> LinkCoverage:
    stated = [a for a in activities if not a.is_inferred]
    inferred = [a.presence for a in activities if a.is_inferred]
    evidence = tuple(dict.fromkeys(one for a in activities for one in a.evidence))
    presence = furthest([a.presence for a in stated])
    return LinkCoverage(code, links()[code].core, presence, furthest(inferred), tuple(activities), evidence, told)


def _complete(coverage: Iterable[LinkCoverage], stages: tuple[Presence, ...]) -> Completeness:
    core = [c for c in coverage if c.core]
    counted = [c for c in core if c.presence in stages]
    proof = (a for c in counted for a in c.stated if a.presence in stages)
    evidence = tuple(dict.fromkeys(one for a in proof for one in a.evidence))
    return Completeness(tuple(c.link for c in counted), tuple(c.link for c in core), evidence)


def _named(coverage: Iterable[LinkCoverage]) -> Completeness:
    """Core links that any source names, a plant shown or not."""
    core = [c for c in coverage if c.core]
    counted = [c for c in core if not _is_missing(c)]
    proof = [one for c in counted for a in c.stated for one in a.evidence]
    told = [span.document for c in counted for span in c.told[:1] if not c.activities]
    return Completeness(tuple(c.link for c in counted), tuple(c.link for c in core), tuple(dict.fromkeys(proof + told)))
