"""Where the material of a region's cells comes from, as flows in tonnes: stated plants here, elsewhere, or open.

A flow is as wide as the highest need. What the lowest stated capacity surely covers of it is `stated`, what the highest
does not reach of the lowest need is `missing` here, and between the two it is `open`: it hangs on the chemistry, on
which source is right, and on hedges. What exceeds the highest need is `beyond`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isinf

from gigawatch.chain.balance import Balance, Need
from gigawatch.chain.chemistry import ANY
from gigawatch.chain.intensity import CELL, intensities
from gigawatch.chain.interval import hull, multiply
from gigawatch.chain.presence import Presence
from gigawatch.model import Interval

TONNES = "t/yr"
MASS = "t/GWh"


@dataclass(frozen=True, slots=True)
class Flow:
    """One product on its way into the region's cells, in tonnes a year.

    `needs` is what it is by each published amount, `covered` the share in its balance.
    """

    link: str
    needs: tuple[Need, ...]
    need: Interval
    stated: float
    missing: float
    beyond: float
    covered: Interval | None

    @property
    def open(self) -> float:
        """What may come from here or from elsewhere."""
        return self.need.high - self.stated - self.missing


@dataclass(frozen=True, slots=True)
class Flows:
    """All flows into the cells of one stage, upstream first, with the cells; `left_out` are links that none can be
    told of: without a need in tonnes, or open upwards.
    """

    presence: Presence
    cells: Interval
    unit: str
    flows: tuple[Flow, ...]
    left_out: tuple[str, ...]


def find_flows(balances: Sequence[Balance], presence: Presence) -> Flows | None:
    """The flows into the cells of a stage; None where no cells of it are told of."""
    own = [b for b in balances if b.presence is presence and b.taker.link == CELL and not b.is_outlet]
    if not own:
        return None
    found = [(balance.link, _flow(balance)) for balance in own]
    flows = tuple(flow for _, flow in found if flow is not None)
    left_out = tuple(link for link, flow in found if flow is None)
    return Flows(presence, own[0].taker.interval, own[0].taker.unit, flows, left_out)


def _flow(balance: Balance) -> Flow | None:
    needs = balance.needs if balance.unit == TONNES else _mass(balance)
    need = hull(one.interval for one in needs) if needs else None
    if need is None or isinf(need.high) or need.high <= 0:
        return None
    stated, most = _supply(balance, need)
    return Flow(
        balance.link,
        needs,
        need,
        min(stated, need.high),
        min(max(0.0, need.low - most), need.high - min(stated, need.high)),
        max(0.0, stated - need.high),
        balance.covered,
    )


def _supply(balance: Balance, need: Interval) -> tuple[float, float]:
    """What is stated, at least and at most, in the tonnes of the need: areas by the share that they cover."""
    if balance.supply is None:
        return 0.0, 0.0
    if balance.unit == TONNES:
        return balance.supply.interval.low, balance.supply.interval.high
    if balance.covered is None:
        return 0.0, inf
    return balance.covered.low * need.high, balance.covered.high * need.low


def _mass(balance: Balance) -> tuple[Need, ...]:
    """The need in tonnes of what is counted in another unit, by the published amounts in tonnes."""
    families = {*balance.chemistries.families, ANY}
    rows = [row for row in intensities().get(balance.link, ()) if row.per == CELL and row.unit == MASS]
    return tuple(Need(row, multiply(balance.taker.interval, row.interval)) for row in rows if row.family in families)
