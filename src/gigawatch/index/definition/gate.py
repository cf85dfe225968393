"""The coverage gate: which indicators count in a period, which first-level indicators are computed, who is ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gigawatch.index.definition.cell import BOUNDED, Cell
from gigawatch.index.definition.definition import COUNTED, Definition, Indicator
from gigawatch.model import period_order


@dataclass(frozen=True)
class Gate:
    """An indicator counts in a period when the gate's share of the period's units have it; what is only bounded by what
    is known of others nobody has. A unit passes in a first-level indicator when the indicators that count and that it
    has are the gate's share of all under it that anybody can fill (tiers open and ledger): what too few units have is
    in no score and so brings nobody a rank. A first-level indicator in which no unit passes is not computed, nor is the
    index where less than the gate's share of its first-level indicators is.
    """

    definition: Definition
    cells: Mapping[str, Sequence[Cell]]

    @cached_property
    def had(self) -> dict[tuple[str, str], set[str]]:
        """The units that have each indicator in each period."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for code, cells in self.cells.items():
            for cell in cells:
                found[(code, cell.period)] |= {cell.unit} if cell.taken.inference != BOUNDED else set()
        return dict(found)

    @cached_property
    def told(self) -> dict[tuple[str, str], set[str]]:
        """The units of which a reading tells each indicator in each period, if only bounds of it."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for code, cells in self.cells.items():
            for cell in cells:
                found[(code, cell.period)].add(cell.unit)
        return dict(found)

    @cached_property
    def units(self) -> dict[str, set[str]]:
        """The units of each period: those that the definition lists, else those that have any indicator."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for cell in (cell for cells in self.cells.values() for cell in cells):
            found[cell.period] |= set(self.definition.universe) or {cell.unit}
        return dict(found)

    @cached_property
    def periods(self) -> list[str]:
        """The periods, oldest first."""
        return sorted(self.units, key=period_order)

    def cover(self, code: str, period: str) -> float:
        """The share of the period's units that have an indicator."""
        return len(self.had.get((code, period), ())) / len(self.units[period])

    @cached_property
    def common(self) -> set[tuple[str, str]]:
        """The (indicator, period) that enough units have."""
        return {key for key in self.had if self.cover(*key) >= self.definition.gate}

    def find_base(self, code: str) -> str | None:
        """The period on which an indicator's scale stands: the first from its base on that enough units have, whether
        its first-level indicator is computed then or not; where there is none, the first at all.
        """
        base = next(found.base for found in self.definition.indicators if found.code == code)
        there = [period for period in self.periods if (code, period) in self.common]
        since = [period for period in there if period_order(period) >= period_order(base)]
        return next(iter(since or there), None)

    def find_goalposts(self, code: str) -> tuple[float, float] | None:
        """The ends of an indicator's scale where the definition pins them."""
        return next(found.goalposts for found in self.definition.indicators if found.code == code)

    def count(self, pillar: str) -> list[Indicator]:
        """The indicators the gate counts inside a first-level indicator: all of them where every one is `yours`."""
        under = self.definition.first_level[pillar]
        return [found for found in under if found.tier in COUNTED] or list(under)

    def has(self, unit: str, pillar: str, period: str) -> list[str]:
        """The counted indicators of a first-level indicator that a unit has and that enough units have."""
        return [
            found.code
            for found in self.count(pillar)
            if (found.code, period) in self.common and unit in self.had[(found.code, period)]
        ]

    def share(self, unit: str, pillar: str, period: str) -> float:
        """How much of a first-level indicator a unit has."""
        return len(self.has(unit, pillar, period)) / len(self.count(pillar))

    def passes(self, unit: str, pillar: str, period: str) -> bool:
        """Whether a unit has enough of a first-level indicator."""
        return self.share(unit, pillar, period) >= self.definition.gate

    @cached_property
    def computed(self) -> set[tuple[str, str]]:
        """The (first-level indicator, period) in which any unit passes."""
        return {
            (pillar, period)
            for pillar in self.definition.first_level
            for period in self.periods
            if any(self.passes(unit, pillar, period) for unit in self.units[period])
        }

    @cached_property
    def used(self) -> set[tuple[str, str]]:
        """The (indicator, period) that scores are made of."""
        parents = {found.code: found.parent for found in self.definition.indicators}
        return {(code, period) for code, period in self.common if (parents[code], period) in self.computed}

    def rests_on(self, period: str) -> list[str]:
        """The first-level indicators that are computed in a period."""
        return [pillar for pillar in self.definition.first_level if (pillar, period) in self.computed]

    def made_of(self, code: str, period: str) -> list[str]:
        """The indicators that the scores of the index or of a first-level indicator are made of in a period."""
        inside = set(self.definition.first_level) if code == self.definition.root else {code}
        return [
            found.code
            for found in self.definition.indicators
            if found.parent in inside and (found.code, period) in self.used
        ]

    def list_had(self, unit: str, code: str, period: str) -> list[str]:
        """The indicators that the score of a unit rests on."""
        return [name for name in self.made_of(code, period) if unit in self.told[(name, period)]]

    def checked(self, code: str, period: str) -> list[str]:
        """The first-level indicators in which a unit must pass to be ranked in one of them or in the index; none where
        it is not computed.
        """
        inside = self.rests_on(period)
        if code != self.definition.root:
            return [code] if code in inside else []
        return inside if len(inside) >= self.definition.gate * len(self.definition.first_level) else []

    def explain(self, unit: str, code: str, period: str) -> str:
        """Why a unit is not ranked: where it has too little, and what is missing; empty where it is ranked."""
        if not self.checked(code, period):
            return self.doubt(code, period)
        limit = f"{self.definition.gate:.0%}"
        lacking = [pillar for pillar in self.checked(code, period) if not self.passes(unit, pillar, period)]
        return "; ".join(
            f"{at} {self.share(unit, at, period):.0%} of {limit}, {self._tell_lack(unit, at, period, limit)}"
            for at in lacking
        )

    def _tell_lack(self, unit: str, pillar: str, period: str, limit: str) -> str:
        """Of the counted indicators that do not count for a unit: which it has not, which too few others have, and
        which are only bounded by what is known of others.
        """
        has = self.has(unit, pillar, period)
        lacking = [found.code for found in self.count(pillar) if found.code not in has]
        held = [code for code in lacking if unit in self.had.get((code, period), ())]
        bounded = [code for code in lacking if code not in held and unit in self.told.get((code, period), ())]
        gone = [code for code in lacking if code not in {*held, *bounded}]
        parts = {
            "missing {codes}": gone,
            "not counting {codes} (fewer than {limit} of the units have it)": held,
            "knowing only bounds of {codes}": bounded,
        }
        return " and ".join(text.format(codes=", ".join(codes), limit=limit) for text, codes in parts.items() if codes)

    def doubt(self, code: str, period: str) -> str:
        """Why the index or a first-level indicator is not computed in a period; empty where it is."""
        if self.checked(code, period):
            return ""
        if code == self.definition.root:
            return f"{len(self.rests_on(period))} of {len(self.definition.first_level)} first-level indicators are"
        counted = self.count(code)
        common = sum((found.code, period) in self.common for found in counted)
        if common >= self.definition.gate * len(counted):
            return "no unit has enough of the indicators under it"
        return f"{common} of {len(counted)} indicators have enough units"
