"""A definition and observations become an index: readings, gate, scores, ranks and their intervals."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gigawatch.index.definition.cell import Cell
from gigawatch.index.definition.definition import Definition, Indicator
from gigawatch.index.definition.gathering import Shelf, gather
from gigawatch.index.definition.outcome import IndexResult
from gigawatch.index.definition.unseen import Unseen, count_unseen
from gigawatch.index.engine import build, read_tables
from gigawatch.index.montecarlo.draw import draw
from gigawatch.index.montecarlo.reading import read_design
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.montecarlo.work import measure_uncertainty
from gigawatch.model import InputError, period_order

if TYPE_CHECKING:
    import polars as pl


def build_index(
    definition: Definition,
    observations: pl.DataFrame,
    *,
    units: Mapping[str, str] | None = None,
    runs: int = 1000,
    seed: int = 2022,
) -> IndexResult:
    """Compute an index from a table of observations (the columns of `gigawatch.model.Observation`).

    `units` maps the subjects of the observations to the units to rank (their ids); subjects not in it are left out.
    Without it every subject is a unit, those the definition excludes aside. Only whole years count.
    """
    shelf = Shelf(observations)
    definition = definition if units is None else definition.rename(units)
    harvest = Harvest(definition, gather(definition, shelf, units))
    if not harvest.used:
        raise InputError(f"no observation feeds the index {definition.id!r}", hint="see the definition's sources")
    tree, panel = read_tables(harvest.list_values(), harvest.list_structure(), definition.method)
    nominal = build(panel, tree, definition.method)
    design = read_design(definition.method.uncertainty or {}, definition.method, tree)
    spread = measure_uncertainty(nominal, design, draw(tree, design, seed=seed, runs=runs))
    parts = (definition.hash, nominal.hash, design.hash, str(seed), str(runs))
    return IndexResult(
        definition=definition,
        id="index-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12],
        indicators=harvest.list_indicators(),
        readings=harvest.list_readings(),
        scores=_list_scores(spread, harvest, count_unseen(definition, shelf, harvest.cells)),
        contributions=nominal.list_contributions(),
        spread=spread,
    )


@dataclass(frozen=True)
class Harvest:
    """The cells of all indicators, and which of them pass the gate: an indicator is used in a period when at least
    the gate's share of the units of that period have it.
    """

    definition: Definition
    cells: Mapping[str, Sequence[Cell]]

    @cached_property
    def units(self) -> Counter[str]:
        """How many units each period has."""
        seen = {(cell.period, cell.unit) for cells in self.cells.values() for cell in cells}
        return Counter(period for period, _ in seen)

    @cached_property
    def coverage(self) -> dict[tuple[str, str], float]:
        """The share of the period's units that have an indicator, by code and period."""
        found = Counter((code, cell.period) for code, cells in self.cells.items() for cell in cells)
        return {(code, period): count / self.units[period] for (code, period), count in found.items()}

    @cached_property
    def used(self) -> set[tuple[str, str]]:
        """The (code, period) that pass the gate."""
        return {key for key, share in self.coverage.items() if share >= self.definition.gate}

    @cached_property
    def computed(self) -> set[str]:
        """Indicators used in some period, and the pillars over them."""
        parents = {pillar.code: pillar.parent for pillar in self.definition.pillars}
        found = {code for code, _ in self.used}
        above = {indicator.parent for indicator in self.definition.indicators if indicator.code in found}
        while above:
            found |= above
            above = {parent for code in above if (parent := parents[code]) is not None and parent not in found}
        return found

    def list_values(self) -> pl.DataFrame:
        """The engine's table of values: what is used, with its interval."""
        import polars as pl

        rows = [
            (cell.unit, code, cell.period, cell.value, cell.low, cell.high)
            for code, cells in self.cells.items()
            for cell in cells
            if (code, cell.period) in self.used
        ]
        return pl.DataFrame(rows, schema=["unit", "code", "period", "value", "low", "high"], orient="row")

    def list_structure(self) -> pl.DataFrame:
        """The engine's table of structure: the part of the tree that is computed."""
        import polars as pl

        rows: list[tuple[str, str | None, str, float, int]] = [
            (pillar.code, pillar.parent, "aggregate", pillar.weight, 1)
            for pillar in self.definition.pillars
            if pillar.code in self.computed
        ]
        rows += [
            (found.code, found.parent, "indicator", found.weight, found.direction)
            for found in self.definition.indicators
            if found.code in self.computed
        ]
        return pl.DataFrame(rows, schema=["code", "parent", "kind", "weight", "direction"], orient="row")

    def list_readings(self) -> pl.DataFrame:
        """One row for each indicator, unit and period that the observations speak of, used or not."""
        import polars as pl

        tiers = {indicator.code: indicator.tier for indicator in self.definition.indicators}
        rows = [
            {
                "indicator": code,
                "unit": cell.unit,
                "period": cell.period,
                "value": cell.value,
                "low": cell.low,
                "high": cell.high,
                "coverage": self.coverage[(code, cell.period)],
                "used": (code, cell.period) in self.used,
                "observations": list(cell.observations),
                "values": list(cell.values),
                "source": cell.source,
                "vintage": cell.vintage,
                "inference": cell.inference,
                "tier": tiers[code],
                "series": self._name_series(cell),
            }
            for code, cells in self.cells.items()
            for cell in cells
        ]
        return pl.DataFrame(rows, schema_overrides={"series": pl.String}, infer_schema_length=None)

    def list_indicators(self) -> pl.DataFrame:
        """One row for each pillar and indicator, with whether it is computed and, if not, why."""
        import polars as pl

        rows = [
            {
                "code": pillar.code,
                "parent": pillar.parent,
                "level": "index" if pillar.parent is None else "first",
                **self._speak(pillar.names, pillar.definitions),
                "weight": pillar.weight,
                "status": self._judge(pillar.code),
            }
            for pillar in self.definition.pillars
        ]
        rows += [self._describe(indicator) for indicator in self.definition.indicators]
        return pl.DataFrame(rows, infer_schema_length=None)

    def _describe(self, indicator: Indicator) -> dict[str, object]:
        years = sorted((cell.period for cell in self.cells[indicator.code]), key=period_order)
        return {
            "code": indicator.code,
            "parent": indicator.parent,
            "level": "second",
            **self._speak(indicator.names, indicator.definitions),
            "unit": indicator.unit,
            "direction": indicator.direction,
            "weight": indicator.weight,
            "tier": indicator.tier,
            "licence": indicator.licence,
            "first_year": years[0] if years else None,
            "last_year": years[-1] if years else None,
            "status": self._judge(indicator.code),
        }

    def _judge(self, code: str) -> str:
        if code in self.computed:
            return "computed"
        shares = {period: share for (name, period), share in self.coverage.items() if name == code}
        if not shares:
            is_pillar = any(pillar.code == code for pillar in self.definition.pillars)
            return "not computed: " + ("no indicator under it is" if is_pillar else "no observation feeds it")
        best = max(sorted(shares, key=period_order), key=lambda period: shares[period])
        most, gate = f"{shares[best]:.0%}", f"{self.definition.gate:.0%}"
        return f"not computed: at most {most} of the units have it ({best}), the gate is {gate}"

    def _name_series(self, cell: Cell) -> str | None:
        names = [
            found.name
            for found in self.definition.predecessors
            if found.unit == cell.unit and period_order(cell.period) <= period_order(found.last)
        ]
        return names[0] if names else None

    @staticmethod
    def _speak(names: Mapping[str, str], definitions: Mapping[str, str]) -> dict[str, object]:
        spoken = {f"name_{language}": text for language, text in names.items()}
        return {**spoken, **{f"definition_{language}": text for language, text in definitions.items()}}


def _list_scores(spread: Uncertainty, harvest: Harvest, unseen: Unseen) -> pl.DataFrame:
    """Scores with the interval of each. It is widened to hold the nominal score or rank, which stands on the latest
    vintage and so may lie at an end of what was published; ranks are rounded outwards, and the worst rank allows for
    units without a figure.
    """
    import polars as pl

    frame = spread.summarise()
    under = spread.nominal.structure.under
    rests_on = {
        (code, period): [leaf for leaf in leaves if (leaf, period) in harvest.used]
        for code, leaves in under.items()
        for period in frame["period"].unique()
    }
    keys = frame.select("unit", "code", "period").iter_rows()
    above = [unseen.find(rests_on[(code, period)], unit, period) for unit, code, period in keys]
    more = pl.Series("unseen", above, dtype=pl.Int64)
    return frame.with_columns(more).select(
        "unit",
        "code",
        "period",
        "score",
        pl.min_horizontal("score_low", "score").alias("score_low"),
        pl.max_horizontal("score_high", "score").alias("score_high"),
        pl.col("rank").cast(pl.Int64),
        pl.min_horizontal("rank_low", "rank").floor().cast(pl.Int64).alias("rank_low"),
        (pl.max_horizontal("rank_high", "rank").ceil().cast(pl.Int64) + pl.col("unseen").fill_null(0)).alias(
            "rank_high"
        ),
        pl.col("rank").count().over("code", "period").alias("ranked"),
        "unseen",
        "coverage",
        "status",
    )
