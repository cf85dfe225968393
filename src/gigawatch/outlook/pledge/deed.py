"""What a signatory did after a pledge: agreements, joint ventures, standards, as documents tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.ledger import Ledger, find_evidence
from gigawatch.model import Kind, last_day, period_span
from gigawatch.outlook.pledge.gauge import Gauge, GaugeKind, holds_any, rules
from gigawatch.outlook.pledge.party import Party, find_organisation
from gigawatch.outlook.pledge.reading import LEDGER, Figures
from gigawatch.outlook.told import Tale, find_tales
from gigawatch.vocab import organisations

AGREEMENT = "agreement"
PARTIES = 2


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: the claim or table cell that tells it, when it was done and when that was published, and whom it names.

    `origin` is `ledger` or the shipped table; `note` what the table says of it. `is_done`: the act itself was done, and
    not only agreed on. One without a day may be older than the pledge: it is told beside and decides nothing.
    """

    gauge: str
    claim: str
    origin: str
    done_on: str | None
    known_on: str | None
    organisations: tuple[str, ...]
    is_done: bool
    note: str | None = None

    @property
    def decides(self) -> bool:
        """True for an act that is surely from after the pledge."""
        return period_span(self.done_on or "") is not None


@dataclass(frozen=True, slots=True)
class _Told:
    tale: Tale
    kind: str
    named: tuple[str | None, ...]


class Acts:
    """The acts that a ledger tells, read once for all pledges; nothing done or told after a day counts."""

    def __init__(self, ledger: Ledger, figures: Figures, on: date) -> None:
        self.ledger = ledger
        self.figures = figures
        self.on = on
        wanted = {kind for gauge in rules().gauges for kind in gauge.claims}
        tales = [(tale, AGREEMENT) for tale in find_tales(ledger, Kind.AGREEMENT)]
        tales += [(tale, tale.text("type") or "") for tale in find_tales(ledger, Kind.EVENT)]
        self._told = [_read(ledger, tale, kind) for tale, kind in tales if kind in wanted]

    def of(self, gauge: Gauge, party: Party, told: date) -> Iterator[Deed]:
        """Each act of a gauge that names a signatory, done (or not dated) and published after the pledge was."""
        if gauge.kind is not GaugeKind.ACT:
            return
        for one in self._told:
            when, known = one.tale.text("date"), one.tale.published
            if one.kind in gauge.claims and self._is_since(when, known, told) and self._fits(gauge, party, one):
                named = tuple(dict.fromkeys(key for key in one.named if key is not None))
                yield Deed(gauge.code, one.tale.id, LEDGER, when, known, named, self._is_done(gauge, one))
        for cell in self.figures.cells(gauge, party):
            if self._is_since(cell.period, cell.vintage, told):
                named = (party.id,) if party.id else ()
                yield Deed(gauge.code, cell.id, cell.table, cell.period, cell.vintage, named, True, cell.note)

    def _is_since(self, when: str | None, known: str | None, told: date) -> bool:
        """Done after the day of the pledge and by the day asked for, as far as it is dated; and published after it."""
        published = last_day(known or "")
        span = period_span(when or "")
        is_later = span is None or told < span[0] <= self.on
        return is_later and published is not None and told < published <= self.on

    def _is_done(self, gauge: Gauge, told: _Told) -> bool:
        return not gauge.done or holds_any(find_evidence(self.ledger, told.tale.id).sentence, gauge.done)

    def _fits(self, gauge: Gauge, party: Party, told: _Told) -> bool:
        if not any(one in party.members for one in told.named if one is not None):
            return False
        if told.kind == AGREEMENT and not _is_joint(gauge, told):
            return False
        words = (find_evidence(self.ledger, told.tale.id).sentence, *told.tale.texts("released"))
        return not gauge.terms or holds_any(" ".join(words), gauge.terms)


def _read(ledger: Ledger, tale: Tale, kind: str) -> _Told:
    names = tale.texts("parties") if kind == AGREEMENT else tale.texts("organisations")
    named = tuple(find_organisation(ledger, name) for name in names)
    return _Told(tale, kind, named)


def _is_joint(gauge: Gauge, told: _Told) -> bool:
    """True for one agreement of several parties. A sum of many agreements names signers, not parties of one."""
    count = told.tale.claim.data.get("count")
    is_one = not isinstance(count, int | float) or count <= 1
    return is_one and len(told.named) >= PARTIES and (not gauge.is_abroad or len(_countries(told.named)) >= PARTIES)


def _countries(named: Sequence[str | None]) -> set[str]:
    known = (organisations().get(one) for one in named if one is not None)
    return {one.country for one in known if one is not None and one.country}
