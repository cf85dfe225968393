"""What if: changed input and methods, codes left out, what lifts a unit, and where two runs part."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from gigawatch.index import (
    Cell,
    FaultyInput,
    Result,
    change,
    compare,
    lift,
    load_example,
    rank_without,
    remove_each,
    rerun,
    run,
)


@pytest.fixture(scope="module")
def asem() -> Result:
    return run(*load_example("asem"))


@pytest.fixture(scope="module")
def hdi() -> Result:
    return run(*load_example("hdi"))


def plain(result: Result) -> dict[str, Any]:
    def describe(choice: Any) -> dict[str, Any]:
        return dict(choice.describe())

    return {
        "step": [
            {
                "step": step.kind,
                **describe(step.choice),
                **({"code": {c: describe(x) for c, x in step.by_code.items()}} if step.by_code else {}),
                **({"level": {str(n): describe(x) for n, x in step.by_level.items()}} if step.by_level else {}),
            }
            for step in result.method.steps
        ]
    }


def test_a_changed_value_gives_what_a_changed_table_gives(asem: Result) -> None:
    values, structure, method = load_example("asem")
    changed = change(asem, values=[Cell("CHN", "LPI", 4.9), Cell("AUT", "Flights", None)])
    at = (pl.col("unit") == "CHN") & (pl.col("code") == "LPI")
    gone = (pl.col("unit") == "AUT") & (pl.col("code") == "Flights")
    table = values.with_columns(value=pl.when(at).then(pl.lit("4.9")).when(gone).then(None).otherwise("value"))
    anew = run(table, structure, method)
    assert changed.hash == anew.hash
    np.testing.assert_array_equal(changed.scores, anew.scores)


def test_a_changed_weight_gives_what_a_changed_structure_gives(asem: Result) -> None:
    values, structure, method = load_example("asem")
    changed = change(asem, weights={"LPI": 3, "Sust": 0.5})
    weights = {"LPI": "3", "Sust": "0.5"}
    table = structure.with_columns(weight=pl.col("code").replace_strict(weights, default=pl.col("weight")))
    np.testing.assert_array_equal(changed.scores, run(values, table, method).scores)


def test_everything_wrong_with_changes_is_said_at_once(asem: Result) -> None:
    with pytest.raises(FaultyInput) as caught:
        change(
            asem,
            values=[
                Cell("XXX", "LPI", 1),
                Cell("CHN", "Index", 1),
                Cell("CHN", "LPI", 1, "2020"),
                Cell("CHN", "LPI", np.inf),
            ],
            weights={"LPI": -1, "nothing": 1},
        )
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (1, "unit"), (2, "code"), (3, "period"), (4, "value"), (None, "weight"), (None, "weight"),
    ]  # fmt: skip


def test_leaving_a_code_out_gives_the_ranks_of_an_index_without_it(asem: Result) -> None:
    values, structure, method = load_example("asem")
    for code in ("LPI", "CO2", "Physical", "Conn"):
        under = {code, *asem.structure.under.get(code, ())}
        under |= {node.code for node in asem.structure.nodes if node.parent in under}
        kept = structure.filter(~pl.col("code").is_in(under))
        without = run(values.filter(~pl.col("code").is_in(under)), kept, method)
        ours = rank_without(asem, [code])[0]
        np.testing.assert_array_equal(ours, without.ranks[0, :, without.structure.aggregates.index("Index")])


def test_the_table_of_removals_names_who_moves_furthest(asem: Result) -> None:
    table = remove_each(asem)
    assert table.height == 49
    assert table["mean_shift"].is_sorted(descending=True)
    row = table.row(0, named=True)
    assert abs(row["rank_after"] - row["rank_before"]) == row["max_shift"] > 0


def test_a_root_and_an_unknown_code_cannot_be_left_out(asem: Result) -> None:
    with pytest.raises(FaultyInput) as caught:
        remove_each(asem, ["Index", "nothing"])
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize(("unit", "places"), [("BRA", 1), ("IND", 3)])
def test_the_value_that_lifts_a_unit_does_and_a_little_less_does_not(unit: str, places: int, hdi: Result) -> None:
    table = lift(hdi, unit, places=places)
    assert table.height == 4
    for row in table.drop_nulls("needed").iter_rows(named=True):
        for share, reaches in ((1.0, True), (0.999, False)):
            cell = Cell(unit, row["code"], row["value"] + share * row["change"], "2021")
            changed = change(hdi, values=[cell])
            at = hdi.values.units.index(unit), hdi.structure.aggregates.index("HDI")
            rank = changed.ranks[-1, at[0], at[1]]
            assert (rank <= row["rank"] - places) == reaches


def test_what_cannot_lift_a_unit_alone_is_said_to_not_do_so(asem: Result) -> None:
    table = lift(asem, "CHN", places=10)
    assert table["needed"].null_count() > 0
    whole = [node.code for node in asem.structure.nodes if node.denominator is None]
    stuck = table.filter(pl.col("needed").is_null(), pl.col("code").is_in(whole)).row(0, named=True)
    best = asem.values.x[0, :, asem.structure.indicators.index(stuck["code"])]
    direction = asem.structure.by_code[stuck["code"]].direction
    changed = change(asem, values=[Cell("CHN", stuck["code"], float(np.nanmax(best * direction) * direction))])
    rank = changed.ranks[0, asem.values.units.index("CHN"), asem.structure.aggregates.index("Index")]
    assert rank == stuck["rank_after"] > stuck["rank"] - 10


def test_nobody_can_be_lifted_above_the_first(asem: Result) -> None:
    first = asem.values.units[int(np.nanargmin(asem.ranks[0, :, -1]))]
    with pytest.raises(FaultyInput, match="cannot gain"):
        lift(asem, first)
    with pytest.raises(FaultyInput, match="no unit"):
        lift(asem, "nobody")


def test_two_equal_runs_part_nowhere(asem: Result) -> None:
    again = run(*load_example("asem"))
    assert compare(asem, again).list_partings().is_empty()
    assert compare(asem, again).measure_agreement()["spearman"].to_list() == pytest.approx([1.0])


def test_two_runs_part_at_the_first_step_that_differs(asem: Result) -> None:
    steps = plain(asem)["step"]
    other = rerun(asem, {"step": [*steps[:3], {"step": "normalise", "rule": "zscore"}, steps[4]]})
    partings = compare(asem, other).list_partings()
    assert partings["where"].unique(maintain_order=True).to_list() == ["method", "normalise", "aggregate"]
    assert "step normalise, rule: minmax and zscore" in partings["text"].to_list()


def test_the_difference_of_two_scores_is_shared_out_over_the_indicators(asem: Result) -> None:
    changed = change(asem, values=[Cell("CHN", "LPI", 4.9)], weights={"CO2": 2})
    both = compare(asem, changed)
    parts = both.list_contributions("CHN")
    ranks = both.list_ranks().filter(pl.col("unit") == "CHN")
    assert parts["change"].sum() == pytest.approx(ranks["score_change"][0], abs=1e-12)
    assert set(both.list_partings()["code"][:2]) == {"LPI", "CO2"}


def test_units_of_one_run_alone_are_named(hdi: Result) -> None:
    values, structure, method = load_example("hdi")
    fewer = run(values.filter(pl.col("unit") != "BRA", pl.col("period") != "2000"), structure, method)
    both = compare(hdi, fewer)
    texts = both.list_partings()["text"].to_list()
    assert "units only in the first run: BRA" in texts
    assert "periods only in the first run: 2000" in texts
    assert both.list_ranks().filter(pl.col("unit") == "BRA")["rank_second"].null_count() == 22


def test_a_name_that_is_not_there_is_told_with_those_that_are(asem: Result) -> None:
    with pytest.raises(FaultyInput, match="there are: AUS, AUT"):
        lift(asem, "nobody")
    with pytest.raises(FaultyInput, match="there are: LPI"):
        change(asem, weights={"nothing": 1.0})
    with pytest.raises(FaultyInput, match="there are: Physical"):
        compare(asem, asem).list_ranks("nothing")
