"""The status of a commitment, for each signatory and for the whole, by the rules of `data/pledge.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from gigawatch.model import last_day
from gigawatch.outlook.pledge.deed import Acts, Deed
from gigawatch.outlook.pledge.gauge import Gauge, GaugeKind, rules
from gigawatch.outlook.pledge.party import Party
from gigawatch.outlook.pledge.reading import Figures, known_by
from gigawatch.outlook.pledge.target import Target
from gigawatch.outlook.pledge.trace import Direction, Trace, find_traces


class PledgeStatus(StrEnum):
    """What the evidence says of a commitment."""

    KEPT = "kept"
    PROGRESS = "in progress"
    NONE = "no evidence"
    UNMEASURABLE = "not measurable as worded"


class Why(StrEnum):
    """The rule by which a status was given."""

    LEVEL = "level"
    LATE = "late"
    DONE = "done"
    RIGHT = "right"
    ACTED = "acted"
    MIXED = "mixed"
    OTHER_WAY = "other_way"
    UNCLEAR = "unclear"
    SINGLE = "single"
    NOTHING = "nothing"
    UNKNOWN = "unknown"
    NOT_OF_KIND = "not_of_kind"
    NO_GAUGE = "no_gauge"
    ENOUGH = "enough"
    TOO_FEW = "too_few"
    ALL = "all"


SHOWN = (PledgeStatus.KEPT, PledgeStatus.PROGRESS)


@dataclass(frozen=True, slots=True)
class PartyStatus:
    """How one signatory stands to a commitment: status and rule, the figures and acts that show it.

    `since` is the period or day from which it held, `known_on` when that was published.
    """

    party: Party
    status: PledgeStatus
    why: Why
    traces: tuple[Trace, ...]
    deeds: tuple[Deed, ...]
    since: str | None
    known_on: str | None

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of all that bears on it and decides."""
        told = (key for trace in self.traces if trace.decides for key in trace.evidence)
        return tuple(dict.fromkeys((*told, *(deed.claim for deed in self.deeds if deed.decides))))

    @property
    def heard_on(self) -> str | None:
        """The last day on which something that decides was published."""
        days = [one.last.known_on for one in self.traces if one.decides] + [
            deed.known_on for deed in self.deeds if deed.decides
        ]
        return max((day for day in days if day), key=known_by, default=None)


@dataclass(frozen=True, slots=True)
class CommitmentStanding:
    """The status of the whole: `shown` of `counted` signatories to whom a gauge applies keep it or are on the way.

    `known_on` is the day on which enough of them were known to. `is_overdue`: its date has passed and it is not kept;
    `is_silent`: nothing that decides was published for as long as the rules allow.
    """

    status: PledgeStatus
    why: Why
    shown: int
    counted: int
    known_on: str | None
    heard_on: str | None
    is_overdue: bool
    is_silent: bool

    @property
    def is_partly(self) -> bool:
        """True where fewer than half of the signatories are on the way, and not none: no evidence for the whole."""
        return self.status is PledgeStatus.NONE and self.shown > 0


class Judge:
    """Judges commitments by what a ledger tells up to a day."""

    def __init__(self, figures: Figures, acts: Acts, on: date) -> None:
        self.figures = figures
        self.acts = acts
        self.on = on

    def judge(
        self, words: str, theme: str, told: date, target: Target | None, parties: Sequence[Party]
    ) -> tuple[PartyStatus, ...]:
        """How each signatory stands to a commitment made on a day."""
        gauges = rules().of_theme(theme)
        named = [gauge for gauge in gauges if gauge.is_named(words)]
        chosen = tuple(_deciding(gauge, named) for gauge in gauges)
        return tuple(self._party(words, party, chosen, told, target) for party in parties)

    def _party(
        self, words: str, party: Party, gauges: Sequence[Gauge], told: date, target: Target | None
    ) -> PartyStatus:
        own = [gauge for gauge in gauges if party.kind not in gauge.skips]
        traces = tuple(t for gauge in own for t in find_traces(self.figures, gauge, party, told, target))
        acting = [gauge for gauge in own if gauge.decides]
        deeds = tuple(deed for gauge in acting for deed in self.acts.of(gauge, party, told))
        named = {gauge.code for gauge in own if gauge.kind is GaugeKind.ACT and gauge.is_named(words)}
        if not any(gauge.decides for gauge in gauges):
            return PartyStatus(party, PledgeStatus.UNMEASURABLE, Why.NO_GAUGE, (), (), None, None)
        if not acting:
            return PartyStatus(party, PledgeStatus.UNMEASURABLE, Why.NOT_OF_KIND, (), (), None, None)
        status, why, since, known = _decide(
            party, [t for t in traces if t.decides], [d for d in deeds if d.decides], named
        )
        return PartyStatus(party, status, why, traces, deeds, since, known)

    def whole(
        self, statuses: Sequence[PartyStatus], told: date, due: str | None, is_measurable: bool
    ) -> CommitmentStanding:
        """The status of the commitment as a whole."""
        counted = [one for one in statuses if one.status is not PledgeStatus.UNMEASURABLE]
        shown = [one for one in counted if one.status in SHOWN]
        status, why, known = _whole(counted, shown, is_measurable)
        heard = max((day for one in statuses if (day := one.heard_on)), key=known_by, default=None)
        limit, last = last_day(due or ""), last_day(heard or "") or told
        is_open = status not in (PledgeStatus.KEPT, PledgeStatus.UNMEASURABLE)
        return CommitmentStanding(
            status,
            why,
            len(shown),
            len(counted),
            known,
            heard,
            is_open and limit is not None and limit < self.on,
            is_open and (self.on - last).days > rules().silent_days,
        )


def _deciding(gauge: Gauge, named: Sequence[Gauge]) -> Gauge:
    """The gauge as it counts here: where the words name gauges, these alone decide."""
    from dataclasses import replace

    return replace(gauge, decides=gauge in named) if named else gauge


def _whole(
    counted: Sequence[PartyStatus], shown: Sequence[PartyStatus], is_measurable: bool
) -> tuple[PledgeStatus, Why, str | None]:
    if not is_measurable:
        return PledgeStatus.UNMEASURABLE, Why.NO_GAUGE, None
    if not counted:
        return PledgeStatus.UNMEASURABLE, Why.NOT_OF_KIND, None
    days = sorted((one.known_on for one in shown), key=known_by)
    if all(one.status is PledgeStatus.KEPT for one in counted):
        return PledgeStatus.KEPT, Why.ALL, days[-1]
    needed = max(1, ceil(rules().least_share * len(counted)))
    if len(shown) >= needed:
        return PledgeStatus.PROGRESS, Why.ENOUGH, days[needed - 1]
    return PledgeStatus.NONE, Why.TOO_FEW if shown else Why.NOTHING, None


Decided = tuple[PledgeStatus, Why, str | None, str | None]


def _decide(party: Party, traces: Sequence[Trace], deeds: Sequence[Deed], named: set[str]) -> Decided:
    if party.id is None:
        return PledgeStatus.NONE, Why.UNKNOWN, None, None
    done = next((deed for deed in deeds if deed.gauge in named and deed.is_done), None)
    if done is not None:
        return PledgeStatus.KEPT, Why.DONE, done.done_on or done.known_on, done.known_on
    for trace in sorted(traces, key=lambda one: one.is_late):
        if trace.reached is not None:
            why = Why.LATE if trace.is_late else Why.LEVEL
            return PledgeStatus.KEPT, why, trace.reached.period, trace.known_on
    return _on_the_way(traces, deeds)


def _on_the_way(traces: Sequence[Trace], deeds: Sequence[Deed]) -> Decided:
    ways = {trace.direction for trace in traces}
    turned = min((t for t in traces if t.turned), key=lambda one: known_by(one.known_on), default=None)
    if turned is not None and turned.turned is not None:
        why = Why.MIXED if Direction.WRONG in ways else Why.RIGHT
        return PledgeStatus.PROGRESS, why, turned.turned.period, turned.known_on
    if deeds:
        first = min(deeds, key=lambda deed: known_by(deed.known_on))
        return PledgeStatus.PROGRESS, Why.ACTED, first.done_on or first.known_on, first.known_on
    reasons = {Direction.WRONG: Why.OTHER_WAY, Direction.UNCLEAR: Why.UNCLEAR, Direction.SINGLE: Why.SINGLE}
    why = next((reason for way, reason in reasons.items() if way in ways), Why.NOTHING)
    return PledgeStatus.NONE, why, None, None
