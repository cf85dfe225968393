"""The audit of an index: its figures worked out anew, its flags where they belong, its limits said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from gigawatch.index import Limits, audit, load_example, run, write_audit
from gigawatch.index.auditing import (
    Choosing,
    Scope,
    compare_with_peers,
    correlate,
    covary,
    describe_column,
    find_components,
    find_main_effect,
    list_correlations,
    list_denominator_correlations,
    list_importance,
    list_matrix,
    list_similar,
    list_statistics,
    list_strengths,
    list_unit_coverage,
    measure_adequacy,
    measure_importance,
    measure_redundancy,
    measure_reliability,
)
from gigawatch.index.result.result import Result
from gigawatch.model import InputError

SCIPY = {"pearson": stats.pearsonr, "spearman": stats.spearmanr, "kendall": stats.kendalltau}
METHOD = {"step": [{"step": "normalise", "rule": "minmax"}, {"step": "aggregate", "rule": "arithmetic"}]}


def tree(**directions: int) -> pl.DataFrame:
    """Two pillars: a, b, c in `left`, d, e in `right`."""
    codes = list("abcde")
    return pl.DataFrame(
        {
            "code": ["root", "left", "right", *codes],
            "parent": [None, "root", "root", "left", "left", "left", "right", "right"],
            "kind": ["aggregate"] * 3 + ["indicator"] * 5,
            "weight": [1.0] * 8,
            "direction": [1, 1, 1, *(directions.get(code, 1) for code in codes)],
        }
    )


def table(x: np.ndarray, period: str | None = None) -> pl.DataFrame:
    rows = [
        (f"u{unit:03}", code, period, None if np.isnan(x[unit, at]) else float(x[unit, at]))
        for unit in range(len(x))
        for at, code in enumerate("abcde")
    ]
    frame = pl.DataFrame(
        rows,
        schema={"unit": pl.String, "code": pl.String, "period": pl.String, "value": pl.Float64},
        orient="row",
    )
    return frame if period else frame.drop("period")


def build(x: np.ndarray, **directions: int) -> Result:
    return run(table(x), tree(**directions), METHOD)


@pytest.fixture(scope="module")
def asem_result() -> Result:
    return run(*load_example("asem"))


@pytest.mark.parametrize("kind", SCIPY)
@pytest.mark.parametrize("missing", ["pairwise", "complete"])
def test_correlations_and_p_values_are_scipys_with_gaps(kind: str, missing: str) -> None:
    draw = np.random.default_rng(1)
    x = draw.normal(size=(40, 4)).round(1) + draw.normal(size=(40, 1))
    x[draw.uniform(size=x.shape) < 0.15] = np.nan
    found = correlate(x, kind, missing)
    complete = x[~np.isnan(x).any(axis=1)]
    for first in range(4):
        for second in range(first):
            pair = complete[:, [first, second]] if missing == "complete" else x[:, [first, second]]
            pair = pair[~np.isnan(pair).any(axis=1)]
            expected = SCIPY[kind](pair[:, 0], pair[:, 1])
            assert found.between(first, second) == pytest.approx((expected.statistic, expected.pvalue, len(pair)))


def test_too_few_rows_and_constant_columns_have_no_correlation_and_no_warning() -> None:
    x = np.array([[1.0, 5.0, np.nan], [2.0, 5.0, 1.0], [3.0, 5.0, 2.0], [4.0, 5.0, np.nan]])
    found = correlate(x)
    assert np.isnan(found.r[0, 1])
    assert np.isnan(found.r[0, 2])
    assert found.n[0, 2] == 2
    assert measure_adequacy(x).note
    assert measure_redundancy(x).note
    assert find_components(x).note
    assert np.isnan(find_main_effect(x[:, 0], x[:, 1]))


def test_adequacy_agrees_with_partial_correlations_by_regression_and_sphericity_with_the_determinant() -> None:
    draw = np.random.default_rng(2)
    x = draw.normal(size=(60, 1)) + draw.normal(size=(60, 4))
    found = measure_adequacy(x)
    plain, partial = np.corrcoef(x.T), np.zeros((4, 4))
    for first in range(4):
        for second in range(first):
            others = [column for column in range(4) if column not in (first, second)]
            basis = np.column_stack([np.ones(60), x[:, others]])
            rests = [x[:, column] - basis @ np.linalg.lstsq(basis, x[:, column])[0] for column in (first, second)]
            partial[first, second] = partial[second, first] = np.corrcoef(*rests)[0, 1]
    np.fill_diagonal(plain, 0.0)
    squares = plain**2, partial**2
    assert found.kmo == pytest.approx(squares[0].sum() / (squares[0].sum() + squares[1].sum()))
    np.testing.assert_allclose(found.by_column, squares[0].sum(0) / (squares[0].sum(0) + squares[1].sum(0)))
    chi_square = -(60 - 1 - (2 * 4 + 5) / 6) * np.log(np.linalg.det(np.corrcoef(x.T)))
    assert (found.chi_square, found.df) == (pytest.approx(chi_square), 6)
    assert found.p == pytest.approx(stats.chi2.sf(chi_square, 6))


def test_components_rebuild_the_correlations_and_their_shares_add_up_to_one() -> None:
    x = np.random.default_rng(3).normal(size=(30, 5)).cumsum(axis=1)
    found = find_components(x)
    np.testing.assert_allclose(found.loadings @ found.loadings.T, np.corrcoef(x.T), atol=1e-12)
    assert found.shares.sum() == pytest.approx(1.0)
    assert (found.loadings.sum(axis=0) >= 0).all()


def test_alpha_is_that_of_sums_of_columns() -> None:
    x = np.random.default_rng(4).normal(size=(50, 4)) + np.random.default_rng(5).normal(size=(50, 1))
    found = measure_reliability(x)
    by_hand = 4 / 3 * (1 - x.var(axis=0, ddof=1).sum() / x.sum(axis=1).var(ddof=1))
    assert found.alpha == pytest.approx(by_hand)
    rest = x[:, [0, 1, 3]]
    assert found.without[2] == pytest.approx(
        3 / 2 * (1 - rest.var(axis=0, ddof=1).sum() / rest.sum(axis=1).var(ddof=1))
    )
    assert found.with_rest[2] == pytest.approx(np.corrcoef(x[:, 2], rest.sum(axis=1))[0, 1])
    np.testing.assert_allclose(covary(x), np.cov(x.T))


def test_what_the_others_explain_is_the_r2_of_a_regression() -> None:
    draw = np.random.default_rng(6)
    x = draw.normal(size=(40, 3))
    x[:, 2] = x[:, 0] - x[:, 1] + draw.normal(size=40) * 0.1
    basis = np.column_stack([np.ones(40), x[:, :2]])
    rest = x[:, 2] - basis @ np.linalg.lstsq(basis, x[:, 2])[0]
    found = measure_redundancy(x)
    assert found.r2[2] == pytest.approx(1 - rest.var() / x[:, 2].var())
    assert found.inflation[2] == pytest.approx(1 / (1 - found.r2[2]))


def test_the_main_effect_sees_a_bend_where_a_line_sees_nothing() -> None:
    x = np.linspace(-1, 1, 201)
    found = measure_importance(x[:, None], x**2)
    assert found.r2[0] < 1e-12
    assert found.main_effect[0] > 0.98
    noise = np.random.default_rng(7).normal(size=400)
    assert find_main_effect(np.random.default_rng(8).normal(size=400), noise) < 0.05


def test_main_effects_come_near_their_analytic_values() -> None:
    """y = x1 + x2^2 with both even on -1 to 1: variances 1/3 and 4/45, so first-order effects 0.789 and 0.211."""
    x = np.random.default_rng(21).uniform(-1, 1, size=(400, 2))
    found = measure_importance(x, x[:, 0] + x[:, 1] ** 2)
    np.testing.assert_allclose(found.main_effect, [15 / 19, 4 / 19], atol=0.06)
    assert found.r2[1] < 0.02


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), rows=st.integers(6, 60))
def test_a_main_effect_lies_between_zero_and_one_and_does_not_depend_on_units_or_order(seed: int, rows: int) -> None:
    draw = np.random.default_rng(seed)
    x, y = draw.normal(size=rows), draw.normal(size=rows)
    found = find_main_effect(x, y)
    order = draw.permutation(rows)
    assert 0 <= found <= 1
    assert find_main_effect(1000 * x[order] + 7, -3 * y[order]) == pytest.approx(found, abs=1e-6)


def test_equal_and_independent_children_are_as_important_as_their_weights() -> None:
    x = np.random.default_rng(9).uniform(size=(3000, 5))
    table_ = list_importance(build(x)).filter(pl.col("of") == "left")
    assert table_["weight"].to_list() == pytest.approx([1 / 3] * 3)
    assert table_["importance"].to_list() == pytest.approx([1 / 3] * 3, abs=0.05)
    assert set(table_["flag"]) == {"ok"}


def test_a_child_without_spread_counts_for_less_than_its_weight() -> None:
    draw = np.random.default_rng(10)
    x = draw.uniform(size=(200, 5))
    x[:, 0] = np.where(np.arange(200) == 0, 1.0, x[:, 0] * 0.05)
    row = list_importance(build(x)).row(by_predicate=(pl.col("of") == "left") & (pl.col("code") == "a"), named=True)
    assert row["flag"] == "less than its weight"
    assert row["ratio"] < 0.5


def test_statistics_name_what_is_wrong_with_a_column() -> None:
    base = np.arange(20.0)
    assert describe_column(base)["flags"] == ""
    assert describe_column(np.where(base < 10, np.nan, base))["flags"] == "missing"
    assert describe_column(np.full(20, 3.0))["flags"] == "constant, few values"
    assert describe_column(np.where(base < 12, 0.0, base))["flags"] == "same, zeros, few values"
    far = describe_column(np.append(base, 1000.0))
    assert far["flags"] == "skewed"
    assert far["outliers"] == 1
    assert describe_column(np.full(4, np.nan))["n"] == 0


def test_raw_values_are_turned_for_correlations_but_not_for_statistics() -> None:
    x = np.random.default_rng(11).normal(size=(30, 5))
    x[:, 1] = -x[:, 0] + 0.1 * x[:, 1]
    result = build(x, b=-1)
    raw, normalised = (
        list_matrix(result, Scope(step=step)).row(by_predicate=(pl.col("code") == "a") & (pl.col("other") == "b"))
        for step in ("raw", "normalise")
    )
    assert raw[3] == pytest.approx(normalised[3])
    assert raw[3] > 0.9
    row = list_statistics(result).row(by_predicate=pl.col("code") == "b", named=True)
    assert row["min"] == pytest.approx(x[:, 1].min())


def test_findings_put_an_indicator_that_works_against_its_aggregate_first() -> None:
    draw = np.random.default_rng(12)
    common = draw.normal(size=(80, 1))
    x = common + 0.3 * draw.normal(size=(80, 5))
    x[:, 2] = -x[:, 0]
    found = audit(build(x)).list_findings(every=True)
    assert found["severity"].to_list() == sorted(found["severity"], key=["fault", "warn", "info"].index)
    assert found.row(0, named=True)["codes"] == "c, left"
    assert found.row(0, named=True)["kind"] == "against its aggregate"
    assert "c works against its own aggregate left" in found.row(0, named=True)["text"]
    redundant = found.filter(pl.col("kind") == "redundant")
    assert "a, c" in redundant["codes"].to_list()


def test_the_page_tells_the_worst_of_a_kind_and_names_the_others(asem_result: Result) -> None:
    found = audit(asem_result)
    page, every = found.list_findings(), found.list_findings(every=True)
    assert page.height < 30 < every.height == len(found.findings)
    assert set(page["kind"]) == set(every["kind"])
    skewed = every.filter(pl.col("kind") == "skewed", pl.col("severity") == "info")
    row = page.row(by_predicate=pl.col("kind") == "skewed", named=True)
    assert row["figure"] == skewed["figure"].max()
    for codes in skewed["codes"]:
        assert codes in row["text"]


def test_a_sound_index_gives_no_faults_and_no_warnings() -> None:
    draw = np.random.default_rng(13)
    pillars = draw.normal(size=(400, 2))
    pillars[:, 1] += 0.5 * pillars[:, 0]
    x = pillars[:, [0, 0, 0, 1, 1]] + 0.8 * draw.normal(size=(400, 5))
    found = audit(build(x)).list_findings()
    assert found.filter(pl.col("severity") != "info").is_empty()


def test_limits_are_parameters() -> None:
    x = np.random.default_rng(14).normal(size=(60, 5)) + np.random.default_rng(15).normal(size=(60, 1))
    result = build(x)
    usual = list_correlations(result).filter(pl.col("relation") == "sibling")
    strict = list_correlations(result, limits=Limits(weak=0.99, collinear=0.999)).filter(
        pl.col("relation") == "sibling"
    )
    assert set(usual["flag"]) == {"ok"}
    assert set(strict["flag"]) == {"weak"}


def test_an_indicator_that_goes_with_another_pillar_is_found() -> None:
    draw = np.random.default_rng(16)
    x = draw.normal(size=(100, 2))[:, [0, 0, 1, 1, 1]] + 0.2 * draw.normal(size=(100, 5))
    row = audit(build(x)).cross_correlations.row(by_predicate=pl.col("code") == "c", named=True)
    assert (row["other"], row["flag"]) == ("right", "stronger with another")


def test_a_panel_is_audited_pooled_or_period_by_period() -> None:
    draw = np.random.default_rng(17)
    years = {year: draw.normal(size=(12, 5)) + shift for year, shift in (("2020", 0.0), ("2021", 5.0))}
    values = pl.concat([table(x, year) for year, x in years.items()])
    result = run(values, tree(), METHOD)
    pooled, each = (list_matrix(result, Scope(period=period)) for period in ("pooled", "each"))
    assert pooled["period"].null_count() == pooled.height
    assert each.height == 2 * pooled.height
    row = each.row(by_predicate=(pl.col("period") == "2021") & (pl.col("code") == "a") & (pl.col("other") == "b"))
    assert row[3] == pytest.approx(np.corrcoef(years["2021"][:, 0], years["2021"][:, 1])[0, 1])
    only = list_matrix(result, Scope(period="2021"))
    assert only.equals(each.filter(pl.col("period") == "2021"))
    assert set(pooled["n"]) == {24}
    assert audit(result, period="each").list_findings().height > 0


def test_a_tiny_panel_with_gaps_can_be_audited_whole_without_a_warning() -> None:
    x = np.array([[1.0, 2.0, np.nan, 4.0, 5.0], [2.0, np.nan, 1.0, 4.5, 3.0], [3.0, 1.0, 2.0, np.nan, 4.0]])
    for missing in ("pairwise", "complete"):
        for kind in SCIPY:
            found = audit(build(x), missing=missing, kind=kind)
            assert found.list_findings().height > 0
            assert found.reliability.height > 0
            assert all(table_.height >= 0 for table_ in found.tables.values())
    notes = audit(build(x)).redundancy
    assert set(notes["flag"]) == {"not computed"}


def test_no_table_depends_on_the_order_of_rows() -> None:
    x = np.random.default_rng(18).normal(size=(25, 5))
    values = table(x)
    first, second = (audit(run(frame, tree(), METHOD)) for frame in (values, values.reverse()))
    for name, frame in first.tables.items():
        assert frame.equals(second.tables[name]), name


def test_strengths_and_weaknesses_are_ranks_of_given_values_only(asem_result: Result) -> None:
    found = list_strengths(asem_result, "ESP")
    assert found["side"].to_list() == ["strength"] * 5 + ["weakness"] * 5
    assert found["position"].to_list()[:5] == sorted(found["position"].to_list()[:5])
    raw = asem_result.steps["denominate"].wide()
    for row in found.iter_rows(named=True):
        direction = asem_result.structure.by_code[row["code"]].direction
        column = raw.select("unit", pl.col(row["code"]) * direction).drop_nulls()
        own = column.filter(pl.col("unit") == "ESP")[row["code"]].item()
        assert row["rank"] == 1 + column.filter(pl.col(row["code"]) > own).height
        assert row["of_units"] == column.height
    everything = list_strengths(asem_result, "ESP", choosing=Choosing(top=49, bottom=49))
    given = asem_result.values.given[0, asem_result.values.units.index("ESP")].sum()
    assert everything["code"].n_unique() == everything.height == given
    parts = asem_result.list_contributions().filter(pl.col("unit") == "ESP")
    expected = dict(parts.select("code", "contribution").iter_rows())
    assert [expected[code] for code in found["code"]] == pytest.approx(found["contribution"].to_list())


def test_indicators_in_which_nearly_all_are_alike_can_be_left_out(asem_result: Result) -> None:
    codes = list_strengths(asem_result, "ESP", choosing=Choosing(unique=0.1))["code"].to_list()
    assert "TIRcon" in list_strengths(asem_result, "ESP")["code"].to_list()
    assert "TIRcon" not in codes


def test_similar_units_and_peers_agree_with_a_count_by_hand(asem_result: Result) -> None:
    x = asem_result.steps["normalise"].x[0]
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    at = asem_result.values.units.index("ESP")
    distance = np.sqrt(((z - z[at]) ** 2).mean(axis=1))
    nearest = [asem_result.values.units[place] for place in np.argsort(distance)[1:4]]
    assert list_similar(asem_result, "ESP", count=3)["other"].to_list() == nearest
    row = compare_with_peers(asem_result, "ESP", peers=nearest).row(by_predicate=pl.col("code") == "Index", named=True)
    scores = dict(asem_result.list_scores().filter(pl.col("code") == "Index").select("unit", "score").iter_rows())
    others = np.array([scores[name] for name in nearest])
    assert row["mean"] == pytest.approx(others.mean())
    assert row["deviations"] == pytest.approx((scores["ESP"] - others.mean()) / others.std(ddof=1))
    assert row["rank"] == 1 + (others > scores["ESP"]).sum()
    with pytest.raises(InputError, match="no such units: XXX"):
        compare_with_peers(asem_result, "ESP", peers=["XXX"])


def test_denominators_are_told_before_and_after_dividing(asem_result: Result) -> None:
    found = list_denominator_correlations(asem_result)
    row = found.row(by_predicate=(pl.col("code") == "Goods") & (pl.col("denominator") == "GDP"), named=True)
    goods, gdp = (
        asem_result.values.x[0, :, asem_result.values.codes.index("Goods")],
        asem_result.values.divisors[0, :, 2],
    )
    both = ~np.isnan(goods) & ~np.isnan(gdp)
    assert row["is_own"]
    assert row["r_before"] == pytest.approx(np.corrcoef(goods[both], gdp[both])[0, 1])
    assert row["r_after"] == pytest.approx(np.corrcoef((goods / gdp)[both], gdp[both])[0, 1])
    score = found.row(by_predicate=(pl.col("code") == "Index") & (pl.col("denominator") == "GDP"), named=True)
    assert score["r_before"] is None
    assert abs(score["r_after"]) <= 1


def test_coverage_counts_what_was_given_and_names_what_was_not() -> None:
    x = np.random.default_rng(19).normal(size=(6, 5))
    x[2, [0, 3]] = np.nan
    gate = {**METHOD, "coverage": {"share": 0.6, "include": ["u002"]}}
    result = run(table(x), tree(), gate)
    row = list_unit_coverage(result).row(by_predicate=(pl.col("unit") == "u002") & (pl.col("of") == "root"), named=True)
    assert (row["given"], row["possible"], row["missing"], row["status"]) == (3, 5, "a, d", "included")
    found = audit(result)
    assert found.indicator_coverage.filter(pl.col("code") == "a")["share"].item() == pytest.approx(5 / 6)
    root = found.aggregate_coverage.row(by_predicate=pl.col("code") == "root", named=True)
    assert (root["given"], root["below"], root["forced"]) == (28, 0, 1)
    assert (
        found.list_findings()
        .filter(pl.col("kind") == "coverage")["text"]
        .to_list()[-1]
        .endswith("1 of 6 ranked in spite of the gate.")
    )


def test_groups_are_counted_too(asem_result: Result) -> None:
    found = audit(asem_result).group_coverage.filter(pl.col("group") == "EurAsia_group")
    assert found["units"].sum() == 51
    assert found["given"].sum() == asem_result.values.given.sum()


def test_an_audit_is_written_as_plain_tables(tmp_path: Path, asem_result: Result) -> None:
    found = audit(asem_result)
    paths = write_audit(found, tmp_path / "audit")
    assert paths[0].name == "findings.csv"
    assert {path.stem for path in paths} == {"findings", "findings_every", *found.tables}
    back = pl.read_csv(tmp_path / "audit" / "correlations.csv")
    assert back.height == found.correlations.height


def test_what_cannot_be_audited_is_refused_with_a_hint(asem_result: Result) -> None:
    with pytest.raises(InputError, match="missing is one of pairwise, complete"):
        audit(asem_result, missing="zero")
    with pytest.raises(InputError, match="no step 'nothing'"):
        list_correlations(asem_result, Scope(step="nothing"))
    with pytest.raises(InputError, match="no unit 'XXX'"):
        list_strengths(asem_result, "XXX")
    panel = run(*load_example("hdi"))
    with pytest.raises(InputError, match="no period '1990'"):
        list_correlations(panel, Scope(period="1990"))


def test_an_index_without_scores_can_be_audited_too() -> None:
    x = np.random.default_rng(20).normal(size=(20, 5))
    result = run(table(x), tree(), {"step": METHOD["step"][:1]})
    found = audit(result)
    assert found.importance.is_empty()
    assert set(found.correlations["relation"]) == {"sibling"}
    assert found.list_findings().height > 0


def test_a_first_place_that_one_indicator_makes_most_of_is_warned_of_by_unit_indicator_and_share() -> None:
    x = np.array([[1.0, 2, 3, 40, 2], [2, 3, 1, 4, 5], [3, 1, 2, 5, 4]])
    plain = {"step": [{"step": "aggregate", "rule": "arithmetic"}]}
    found = audit(run(table(x), tree(), plain))
    (row,) = found.leaders.iter_rows(named=True)
    assert (row["unit"], row["code"], row["indicators"], row["flag"]) == ("u000", "d", 5, "dominant")
    assert row["share"] == pytest.approx(10 / 11.5)
    (told,) = found.list_findings(every=True).filter(kind="dominant indicator").iter_rows(named=True)
    assert (told["severity"], told["figure"]) == ("warn", row["share"])
    assert told["text"].startswith("d alone makes 87% of the score of u000, which is first in root")
    assert "a convention of ours" in told["text"]
    even = audit(run(table(np.minimum(x, 5)), tree(), plain), limits=Limits(dominant=0.9))
    assert even.leaders.select("unit", "flag").rows() == [("u001", "ok"), ("u002", "ok")]


def test_of_two_indicators_one_always_brings_much_and_nothing_is_warned_of() -> None:
    kept = ("root", "left", "a", "b")
    x = np.array([[9.0, 1, 0, 0, 0], [2, 3, 0, 0, 0], [3, 1, 0, 0, 0]])
    values = table(x).filter(pl.col("code").is_in(kept))
    plain = {"step": [{"step": "aggregate", "rule": "arithmetic"}]}
    found = audit(run(values, tree().filter(pl.col("code").is_in(kept)), plain))
    assert found.leaders["share"].to_list() == pytest.approx([0.9])
    assert found.leaders["flag"].to_list() == ["ok"]
