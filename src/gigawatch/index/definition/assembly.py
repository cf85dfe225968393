"""A definition and observations become an index: readings, gate, scores, ranks and their intervals."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.definition.data_interval import DATA, KEYS, list_data_intervals
from gigawatch.index.definition.definition import Definition
from gigawatch.index.definition.gate import Gate
from gigawatch.index.definition.gathering import Shelf, gather
from gigawatch.index.definition.outcome import IndexResult
from gigawatch.index.definition.pinning import Footing, pin, require_pinned
from gigawatch.index.definition.scale import APART, place_bases, read_scales
from gigawatch.index.definition.telling import list_gate, list_indicators, list_readings
from gigawatch.index.engine import build, rank_units, read_tables
from gigawatch.index.input.structure import Structure
from gigawatch.index.input.values import Values
from gigawatch.index.method.method import DATA_STEPS, Method
from gigawatch.index.montecarlo.draw import draw
from gigawatch.index.montecarlo.reading import read_design
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.montecarlo.work import measure_uncertainty
from gigawatch.index.result.coverage import Coverage
from gigawatch.index.result.result import Result
from gigawatch.model import InputError

if TYPE_CHECKING:
    import polars as pl

SPREAD = ("score_low", "score_high", "score_median", "rank_low", "rank_high")


def build_index(
    definition: Definition,
    observations: pl.DataFrame,
    *,
    units: Mapping[str, str] | None = None,
    runs: int = 1000,
    seed: int = 2022,
    workers: int = 1,
) -> IndexResult:
    """Compute an index from a table of observations (the columns of `gigawatch.model.Observation`).

    `units` maps the subjects of the observations to the units to rank (their ids); subjects not in it are left out.
    Without it every subject is a unit, those the definition excludes aside. Only whole years count.
    """
    definition = definition if units is None else definition.rename(units)
    gate = Gate(definition, gather(definition, Shelf(observations, units), units))
    if not gate.used:
        told = "nothing can be computed of" if gate.had else "no observation feeds"
        raise InputError(f"{told} the index {definition.id!r}", hint=_hint(gate))
    require_pinned(gate)
    method = _keep_known(definition.method, {code for code, _ in gate.used})
    bases = place_bases(gate, method)
    tree, panel = read_tables(_list_values(gate, bases), _list_structure(gate, bases), method)
    nominal = judge(build(panel, tree, method), gate)
    design = read_design(method.uncertainty or {}, method, tree)
    spread = measure_uncertainty(nominal, design, draw(tree, design, seed=seed, runs=runs), workers=workers)
    parts = (definition.hash, nominal.hash, design.hash, str(seed), str(runs))
    return IndexResult(
        definition=definition,
        id="index-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12],
        indicators=list_indicators(gate, read_scales(nominal, gate)),
        readings=list_readings(gate, nominal),
        scores=_join_data(
            _list_scores(spread, gate), list_data_intervals(nominal, tree, runs=runs, seed=seed, workers=workers)
        ),
        gate=list_gate(gate),
        contributions=_list_contributions(nominal, gate),
        spread=spread,
    )


def _keep_known(method: Method, codes: set[str]) -> Method:
    """The method without what it says of indicators that are not computed."""
    pruned = (
        replace(step, by_code={code: choice for code, choice in step.by_code.items() if code in codes})
        if step.kind in DATA_STEPS
        else step
        for step in method.steps
    )
    return replace(method, steps=tuple(pruned))


@dataclass(frozen=True)
class Verdict(Coverage):
    """The engine's coverage as the definition's gate decides it; `gate_of` knows why."""

    gate_of: Gate

    def count_units(self, values: Values, period: int) -> int:
        """How many units the definition has in a period, those without any figure among them."""
        units = self.gate_of.units.get(str(values.periods[period]))
        return super().count_units(values, period) if units is None else len(units)

    def explain(self, values: Values, structure: Structure, period: int, unit: int, code: str) -> str:  # noqa: ARG002
        """Why a unit is not ranked."""
        return self.gate_of.explain(str(values.units[unit]), code, str(values.periods[period]))


def judge(result: Result, gate: Gate) -> Result:
    """The result with its ranks kept from the units that do not pass the gate."""
    values, structure = result.values, result.structure
    shape = (len(values.periods), len(values.units), len(structure.aggregates))
    share, gated = np.zeros(shape), np.zeros(shape, dtype=np.bool_)
    for at, period in enumerate(map(str, values.periods)):
        for place, code in enumerate(structure.aggregates):
            inside = gate.checked(code, period)
            for row, unit in enumerate(map(str, values.units)):
                shares = [gate.share(unit, pillar, period) for pillar in inside]
                share[at, row, place] = sum(shares) / len(shares) if shares else 0.0
                gated[at, row, place] = not shares or min(shares) < gate.definition.gate
    gated &= values.present[..., None]
    first = tuple(code for code in structure.aggregates if code != gate.definition.root)
    verdict = Verdict(share, gated, first, gate.definition.gate, np.zeros_like(gated), gate)
    return replace(result, coverage=verdict, ranks=rank_units(result.scores, gated, result.method))


def _hint(gate: Gate) -> str:
    if not gate.had:
        return "see the definition's sources"
    return "no first-level indicator has enough units with enough indicators: see the gate in docs/development-index.md"


def _list_values(gate: Gate, bases: Mapping[str, str]) -> pl.DataFrame:
    """The engine's table of values: what is used, with its interval, and apart from it the base year's figures of what
    is not used in its base year, or what a pinned scale stands on.
    """
    import polars as pl

    rows = [
        (cell.unit, code, cell.period, cell.taken.value, cell.taken.low, cell.taken.high)
        for code, cells in gate.cells.items()
        for cell in cells
        if (code, cell.period) in gate.used
    ]
    for code in (code for code, place in bases.items() if place == APART):
        rows += [(unit, code, APART, value, low, high) for unit, value, low, high in _stand_on(gate, code)]
    return pl.DataFrame(rows, schema=["unit", "code", "period", "value", "low", "high"], orient="row")


def _stand_on(gate: Gate, code: str) -> list[Footing]:
    """The figures that stand apart as those on which an indicator's scale stands."""
    ends, base = gate.find_goalposts(code), gate.find_base(code)
    cells = [cell for cell in gate.cells[code] if cell.period == base]
    if ends is not None:
        return pin(code, cells, ends)
    return [(cell.unit, cell.taken.value, cell.taken.low, cell.taken.high) for cell in cells]


def _list_structure(gate: Gate, bases: Mapping[str, str]) -> pl.DataFrame:
    """The engine's table of structure: the part of the tree that is computed in any period."""
    import polars as pl

    computed = {code for code, _ in gate.used}
    above = {found.parent for found in gate.definition.indicators if found.code in computed} | {gate.definition.root}
    rows: list[tuple[object, ...]] = [
        (pillar.code, pillar.parent, "aggregate", pillar.weight, 1, None, None, None)
        for pillar in gate.definition.pillars
        if pillar.code in above
    ]
    rows += [
        (
            found.code,
            found.parent,
            "indicator",
            found.weight,
            found.direction,
            bases.get(found.code),
            *(found.goalposts or (None, None)),
        )
        for found in gate.definition.indicators
        if found.code in computed
    ]
    schema = {"code": pl.String, "parent": pl.String, "kind": pl.String, "weight": pl.Float64, "direction": pl.Int64}
    return pl.DataFrame(rows, schema={**schema, "base": pl.String, "low": pl.Float64, "high": pl.Float64}, orient="row")


def _list_contributions(nominal: Result, gate: Gate) -> pl.DataFrame:
    """What each indicator brings to the index, in the periods in which the index is computed."""
    import polars as pl

    there = [period for period in gate.periods if gate.checked(gate.definition.root, period)]
    return nominal.list_contributions().filter(pl.col("period").is_in(there))


def _list_scores(spread: Uncertainty, gate: Gate) -> pl.DataFrame:
    """Scores with the interval of each. It is widened to hold the nominal score or rank, which stands on the latest
    vintage and so may lie at an end of what was published; ranks are rounded outwards. What is not computed has no row,
    and a unit without a score no interval either: its runs would be of nothing but what they fill in.
    """
    import polars as pl

    codes = [pillar.code for pillar in gate.definition.pillars]
    there = [(code, period) for code in codes for period in gate.periods if gate.checked(code, period)]
    made_of = [(code, period, " ".join(gate.made_of(code, period))) for code, period in there]
    computed = pl.DataFrame(made_of, schema=dict.fromkeys(("code", "period", "made_of"), pl.String), orient="row")
    scores = (
        spread.summarise()
        .join(computed, on=["code", "period"], maintain_order="left")
        .select(
            "unit",
            "code",
            "period",
            "score",
            pl.min_horizontal("score_low", "score").alias("score_low"),
            pl.max_horizontal("score_high", "score").alias("score_high"),
            "score_median",
            pl.col("rank").cast(pl.Int64),
            pl.min_horizontal("rank_low", "rank").floor().cast(pl.Int64).alias("rank_low"),
            pl.max_horizontal("rank_high", "rank").ceil().cast(pl.Int64).alias("rank_high"),
            pl.col("rank").count().over("code", "period").alias("ranked"),
            "coverage",
            "made_of",
            pl.col("made_of").str.split(" ").list.len().cast(pl.Int64).alias("used"),
            "status",
        )
        .with_columns(pl.when(pl.col("score").is_not_null()).then(pl.col(SPREAD)))
    )
    has = [len(gate.list_had(*key)) for key in scores.select("unit", "code", "period").iter_rows()]
    return scores.insert_column(scores.columns.index("used"), pl.Series("has", has, dtype=pl.Int64))


def _join_data(scores: pl.DataFrame, found: pl.DataFrame | None) -> pl.DataFrame:
    """The scores with the interval of each that the data alone leave, widened to hold the nominal score or rank."""
    import polars as pl

    if found is None:
        kinds = (pl.Int64 if "rank" in name else pl.Float64 for name in DATA)
        return scores.with_columns(pl.lit(None, kind).alias(name) for name, kind in zip(DATA, kinds, strict=True))
    there = pl.when(pl.col("score").is_not_null())
    return scores.join(found, on=KEYS, how="left", maintain_order="left").with_columns(
        there.then(pl.min_horizontal("data_score_low", "score")).alias("data_score_low"),
        there.then(pl.max_horizontal("data_score_high", "score")).alias("data_score_high"),
        there.then(pl.min_horizontal("data_rank_low", "rank").floor().cast(pl.Int64)).alias("data_rank_low"),
        there.then(pl.max_horizontal("data_rank_high", "rank").ceil().cast(pl.Int64)).alias("data_rank_high"),
    )
