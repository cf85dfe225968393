"""Sites by the stage they have come to: signed, building, operating, delayed, cancelled; planned and built apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.chain import Figure, Presence, Region, facts_of, figure_of, is_target, presence_of
from gigawatch.ledger import Ledger, Milestone
from gigawatch.ledger.stage import Progress, progress_of
from gigawatch.model import Entity, Fact


class Stage(StrEnum):
    """Where a site stands; `planned` is everything before building, from talk to money."""

    PLANNED = "planned"
    BUILDING = "building"
    OPERATING = "operating"
    DELAYED = "delayed"
    CANCELLED = "cancelled"


STAGES = {
    Progress.RUNS: Stage.OPERATING,
    Progress.BUILDS: Stage.BUILDING,
    Progress.HALTED: Stage.DELAYED,
    Progress.ENDED: Stage.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class FunnelSite:
    """A site with the step it stands by (`claim` is its evidence) and its capacities, planned and built apart.

    `whole` is the base it is part of, where that stands in the funnel too.
    """

    site: str
    stage: Stage
    status: str
    since: str | None
    claim: str
    whole: str | None
    built: tuple[Figure, ...]
    planned: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """The sites of one stage; `count` leaves out parts of a base that is counted itself."""

    stage: Stage
    count: int
    sites: tuple[FunnelSite, ...]


def make_funnel(ledger: Ledger, region: Region) -> tuple[FunnelStage, ...]:
    """The funnel of a region: every stage, also where no site stands."""
    shown = {s.id: m for s in ledger.sites() if s.id in region.members and (m := ledger.headline(s.id))}
    facts = [f for f in facts_of(ledger, region, "capacity") if not is_target(f)]
    sites = [_site(ledger, facts, ledger.entities[one], shown) for one in shown]
    return tuple(_stage(stage, sites) for stage in Stage)


def stage_of(status: str) -> Stage:
    """The stage of a status of the ladder.

    >>> stage_of("approved"), stage_of("suspended")
    (<Stage.PLANNED: 'planned'>, <Stage.DELAYED: 'delayed'>)
    """
    return STAGES.get(progress_of(status), Stage.PLANNED)


def _stage(stage: Stage, sites: list[FunnelSite]) -> FunnelStage:
    found = tuple(sorted((s for s in sites if s.stage is stage), key=lambda s: (s.since or "", s.site)))
    return FunnelStage(stage, sum(1 for site in found if site.whole is None), found)


def _site(ledger: Ledger, facts: Sequence[Fact], site: Entity, shown: Mapping[str, Milestone]) -> FunnelSite:
    milestone = shown[site.id]
    own = [f for f in facts if f.subject == site.id]
    built, planned = (tuple(_newest(ledger, own, stage)) for stage in (Presence.RUNNING, Presence.PLANNED))
    whole = site.part_of if site.part_of in shown else None
    stage = stage_of(milestone.status)
    return FunnelSite(site.id, stage, milestone.status, milestone.valid_on, milestone.claim, whole, built, planned)


def _newest(ledger: Ledger, facts: Sequence[Fact], presence: Presence) -> Iterator[Figure]:
    for fact in ledger.latest(f for f in facts if presence_of(f.status) is presence):
        yield figure_of(ledger, fact)
