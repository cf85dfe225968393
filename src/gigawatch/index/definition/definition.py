"""What an index measures, of whom, from which observations: the types of a definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from gigawatch.index.definition.bound import Spread
from gigawatch.index.definition.source import Source
from gigawatch.index.method.method import Method

TIERS = ("open", "ledger", "yours")
COUNTED = ("open", "ledger")
"""The tiers that the coverage gate counts: what anybody can fill; a table of one's own comes on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """A first-level indicator or the index itself: what its indicators show together."""

    code: str
    parent: str | None
    weight: float
    names: Mapping[str, str]
    definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A second-level indicator. `tier` says who fills it: open figures, the workspace's ledger, or the user's table.

    `base` is the first year on which its scale may stand: the definition's, unless it names one of its own.
    `goalposts` are the ends of its scale, in its unit, where the definition pins them: no figure moves them. `amount`
    marks one that grows with the size of the unit (things, money, energy), which the method may treat apart
    from ratios; `storage` one about energy storage.
    """

    code: str
    parent: str
    base: str
    weight: float
    direction: int
    unit: str
    tier: str
    licence: str
    amount: bool
    storage: bool
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    sources: tuple[Source, ...]
    goalposts: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Predecessor:
    """Up to the period `last` the sources give a unit's figures under an earlier `name`, as the page `source` does."""

    unit: str
    name: str
    last: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One dimension of the index: whom it ranks, from when, the tree of indicators, the gate, the method.

    `universe` lists the units, in the sources' names, and `choice` says by which rule they were chosen; without a list
    every unit that a figure speaks of is one. `method_plain` is the method as the definition or the file that it names
    writes it, with the definition's own base and ratios in place.
    """

    id: str
    dimension: str
    version: str
    base: str
    first: str
    gate: float
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    choice: Mapping[str, str]
    universe: tuple[str, ...]
    exclude: tuple[str, ...]
    pillars: tuple[Pillar, ...]
    indicators: tuple[Indicator, ...]
    predecessors: tuple[Predecessor, ...]
    spread: Spread
    method: Method
    method_plain: Mapping[str, object]
    hash: str

    @property
    def root(self) -> str:
        """The code of the index itself."""
        return next(pillar.code for pillar in self.pillars if pillar.parent is None)

    @property
    def resolved(self) -> dict[str, object]:
        """As plain data what the definition's file may only name: with both, it can be loaded again as it is now."""
        spread = {name: list(ends) if isinstance(ends, tuple) else ends for name, ends in asdict(self.spread).items()}
        return {"method": self.method_plain, "interval": spread}

    @cached_property
    def first_level(self) -> dict[str, tuple[Indicator, ...]]:
        """The indicators under each first-level indicator."""
        return {
            pillar.code: tuple(found for found in self.indicators if found.parent == pillar.code)
            for pillar in self.pillars
            if pillar.parent is not None
        }

    def rename(self, units: Mapping[str, str]) -> Definition:
        """The same with the universe and predecessors under the units' own ids in place of the sources' names."""
        universe = tuple(units.get(name, name) for name in self.universe)
        predecessors = tuple(replace(found, unit=units.get(found.unit, found.unit)) for found in self.predecessors)
        return replace(self, universe=universe, predecessors=predecessors)
