from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from show_fixture import make_index, rows_of

from gigawatch.index import (
    Result,
    Uncertainty,
    chart_acceptability,
    chart_contributions,
    chart_correlations,
    chart_course,
    chart_distribution,
    chart_profile,
    chart_ranking,
    chart_removal,
    chart_sensitivity,
    chart_shifts,
    load_example,
    render_chart,
    run,
    uncertainty,
)
from gigawatch.index.show.chart.course import spread_apart
from gigawatch.index.show.render import describe_chart, register_fonts
from gigawatch.index.show.theme import FONT, PALETTE, RAMP
from gigawatch.model import InputError

MEANS = {
    "step": "aggregate",
    "options": [{"rule": "arithmetic", "missing": "fail"}, {"rule": "geometric", "missing": "fail"}],
}
LEAF = {"kind": "indicator", "parent": "root", "weight": 1.0, "direction": 1}
SENSITIVITY = pl.DataFrame(
    [
        (factor, "rank shift", order, value, value - 0.05, value + 0.05)
        for factor, first, total in (("weights", 0.1, 0.2), ("normalise", 0.4, 0.5), ("aggregate", 0.2, 0.4))
        for order, value in (("first", first), ("total", total))
    ],
    schema=["factor", "output", "order", "value", "low", "high"],
    orient="row",
)


@pytest.fixture(scope="module")
def asem_result() -> Result:
    return run(*load_example("asem"))


@pytest.fixture(scope="module")
def hdi() -> Uncertainty:
    design = {"weights": {"2": 0.25}, "alternative": [MEANS]}
    return uncertainty(*load_example("hdi"), design, seed=1, runs=40)


@pytest.fixture(scope="module")
def asem_uncertainty() -> Uncertainty:
    return uncertainty(*load_example("asem"), {"weights": {"2": 0.25, "3": 0.25}}, seed=1, runs=40)


def compile_chart(chart: Any) -> dict[str, Any]:
    """The compiled picture: the compiler refuses a specification that is not valid."""
    import vl_convert

    register_fonts()
    found: dict[str, Any] = vl_convert.vegalite_to_vega(describe_chart(chart))
    assert found["marks"]
    return found


def rows(chart: Any) -> list[dict[str, Any]]:
    return rows_of(chart.to_dict(validate=False))


DRAWN: dict[str, Callable[[Any, str], Any]] = {
    "scores": lambda found, language: chart_ranking(found, language=language),
    "ranks": lambda found, language: chart_ranking(found, by="rank", language=language),
    "profile": lambda found, language: chart_profile(found, "CHN", language=language),
    "contributions": lambda found, language: chart_contributions(found, language=language),
    "correlations": lambda found, language: chart_correlations(found, language=language, kind="spearman"),
    "acceptability": lambda found, language: chart_acceptability(found, language=language),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_of_both_examples_compiles_and_is_described(
    name: str, language: str, hdi: Uncertainty, asem_uncertainty: Uncertainty
) -> None:
    for found in (hdi, asem_uncertainty):
        chart = DRAWN[name](found, language)
        compile_chart(chart)
        spec = describe_chart(chart)
        assert len(str(spec["description"])) > 15
        assert spec["usermeta"] == {"language": language}


def test_a_chart_is_valid_by_the_schema_of_its_language(hdi: Uncertainty, asem_result: Result) -> None:
    charts = [draw(hdi, "en") for draw in DRAWN.values()] + [chart_course(hdi), chart_shifts(hdi)]
    charts += [chart_distribution(asem_result, "Flights"), chart_sensitivity(SENSITIVITY)]
    for chart in charts:
        assert chart.to_dict(validate=True)["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


def test_a_ranking_shows_the_scores_ranks_and_intervals_of_the_result(hdi: Uncertainty) -> None:
    summary = hdi.summarise().filter(pl.col("code") == "HDI", pl.col("period") == "2021").sort("rank", "unit")
    shown = rows(chart_ranking(hdi, by="rank"))
    assert [row["unit"].split(" ")[0] for row in shown] == summary["unit"].to_list()
    for name, column in (("score", "score"), ("rank", "rank"), ("low", "rank_low"), ("high", "rank_high")):
        assert [row[name] for row in shown] == pytest.approx(summary[column].to_list())
    assert [row["median"] for row in shown] == pytest.approx(summary["rank_median"].to_list())
    bars = rows(chart_ranking(hdi, by="score"))
    assert [row["low"] for row in bars] == pytest.approx(summary["score_low"].to_list())


def test_the_parts_of_a_bar_add_up_to_the_score(asem_result: Result) -> None:
    found: dict[str, float] = {}
    for row in rows(chart_contributions(asem_result, "Conn")):
        found[row["unit"]] = found.get(row["unit"], 0.0) + row["value"]
    scores = asem_result.list_scores().filter(pl.col("code") == "Conn")
    assert found == pytest.approx(dict(scores.select("unit", "score").iter_rows()))


def test_a_profile_shows_the_unit_the_others_and_its_ranks(asem_result: Result) -> None:
    shown = {row["code"]: row for row in rows(chart_profile(asem_result, "PRT"))}
    assert set(shown) == set(asem_result.structure.codes)
    table = asem_result.steps["aggregate"]
    at = asem_result.values.units.index("PRT")
    for code, row in shown.items():
        column = table.column(code)[0]
        assert row["value"] == pytest.approx(column[at])
        assert (row["low"], row["median"], row["high"]) == pytest.approx(
            (column.min(), np.median(column), column.max())
        )
    ranks = asem_result.list_scores().filter(pl.col("unit") == "PRT")
    for code, rank in ranks.select("code", "rank").iter_rows():
        assert shown[code]["rank"] == rank


def test_a_profile_within_a_group_is_held_against_that_group_only(asem_result: Result) -> None:
    group = asem_result.values.groups["EurAsia_group"]
    europe = group == group[asem_result.values.units.index("PRT")]
    shown = {row["code"]: row for row in rows(chart_profile(asem_result, "PRT", group="EurAsia_group"))}
    column = asem_result.steps["aggregate"].column("Index")[0]
    at = asem_result.values.units.index("PRT")
    assert shown["Index"]["rank"] == 1 + (column[europe] > column[at]).sum()
    assert shown["Index"]["high"] == pytest.approx(column[europe].max())


def test_a_correlation_map_holds_the_correlations_and_frames_the_blocks(hdi: Uncertainty) -> None:
    shown = rows(chart_correlations(hdi))
    cells = {(row["y"], row["x"]): row["value"] for row in shown if "value" in row}
    x = hdi.nominal.steps["normalise"].x[-1]
    expected = np.corrcoef(x, rowvar=False)
    codes = hdi.nominal.structure.indicators
    assert cells == pytest.approx({(a, b): expected[i, j] for i, a in enumerate(codes) for j, b in enumerate(codes)})
    blocks = [(row["first"], row["last"]) for row in shown if "first" in row]
    assert blocks == [("le", "le"), ("eys", "mys"), ("gnipc", "gnipc")]


def test_correlations_are_over_the_units_that_have_both() -> None:
    found = make_index(12, 3, holes=0.3)
    x = found.steps["normalise"].x[0]
    both = ~np.isnan(x[:, 0]) & ~np.isnan(x[:, 2])
    cells = {(row["y"], row["x"]): row["value"] for row in rows(chart_correlations(found)) if "value" in row}
    assert both.sum() < 12
    assert cells["i0", "i2"] == pytest.approx(np.corrcoef(x[both, 0], x[both, 2])[0, 1])


def test_acceptability_holds_the_shares_of_the_runs(hdi: Uncertainty) -> None:
    shares = hdi.list_acceptability().filter(pl.col("period") == "2021")
    expected = {(unit, str(rank)): share for unit, rank, share in shares.select("unit", "rank", "share").iter_rows()}
    shown = {(row["unit"], row["rank"]): row["share"] for row in rows(chart_acceptability(hdi)) if row["share"] > 0}
    assert shown == pytest.approx(expected)


def test_sensitivity_bars_are_sorted_by_the_total_and_keep_the_figures() -> None:
    chart = chart_sensitivity(SENSITIVITY, names={"normalise": "标准化"}, language="zh")
    shown = rows(chart)
    assert {(row["factor"], row["order"], row["value"]) for row in shown} >= {
        ("标准化", "total", 0.5),
        ("weights", "first", 0.1),
    }
    assert chart.to_dict(validate=False)["layer"][0]["encoding"]["y"]["sort"] == ["标准化", "aggregate", "weights"]
    with pytest.raises(InputError, match="lacks order"):
        chart_sensitivity(SENSITIVITY.drop("order"))
    with pytest.raises(InputError, match="no output"):
        chart_sensitivity(SENSITIVITY, "elsewhere")


def test_removal_bars_begin_with_the_indicator_that_moves_most(asem_result: Result) -> None:
    frame = pl.DataFrame({"code": ["LPI", "Gas"], "mean_shift": [0.5, 1.5], "max_shift": [2, 7]})
    shown = rows(chart_removal(frame, asem_result))
    assert [(row["label"], row["mean_shift"], row["max_shift"]) for row in shown[:2]] == [
        ("Trade in gas", 1.5, 7),
        ("Logistics Performance Index", 0.5, 2),
    ]


def test_shifts_join_the_ranks_of_two_periods(hdi: Uncertainty) -> None:
    shown = rows(chart_shifts(hdi, periods=["2010", "2021"]))
    ranks = hdi.nominal.list_scores().filter(pl.col("code") == "HDI")
    for at, period in enumerate(("2010", "2021")):
        expected = dict(ranks.filter(pl.col("period") == period).select("unit", "rank").iter_rows())
        drawn = {row["unit"]: row["rank"] for row in shown if row["at"] == at}
        assert drawn == {unit: expected[unit] for unit in drawn}
    places = [row["place"] for row in shown if row["at"] == 0]
    assert len(set(places)) == len(places), "no label covers another, even of equal ranks"


def test_shifts_join_two_runs(asem_result: Result) -> None:
    values, structure, method = load_example("asem")
    plain = method.describe()["step"]
    assert isinstance(plain, list)
    other = run(values, structure, {"step": [*plain[:-1], {"step": "aggregate", "rule": "geometric"}][:2] + plain[3:]})
    chart = chart_shifts(asem_result, other, headings=["treated", "untreated"])
    compile_chart(chart)
    units = {row["unit"] for row in rows(chart)}
    assert units == set(asem_result.values.units)
    with pytest.raises(InputError, match="one period only"):
        chart_shifts(asem_result)


def test_a_course_draws_every_period_and_its_names_do_not_touch(hdi: Uncertainty) -> None:
    chart = chart_course(hdi, ["CHN", "NOR"])
    shown = [row for row in rows(chart) if "period" in row]
    table = hdi.nominal.list_scores().filter(pl.col("code") == "HDI", pl.col("unit") == "NOR").sort("period")
    assert [row["value"] for row in shown if row["unit"] == "NOR"] == pytest.approx(table["score"].to_list())
    summary = hdi.summarise().filter(pl.col("code") == "HDI", pl.col("unit") == "NOR").sort("period")
    assert [row["low"] for row in shown if row["unit"] == "NOR"] == pytest.approx(summary["score_low"].to_list())
    places = [y for _, y in spread_apart({"a": 290.0, "b": 291.0, "c": 299.0}, 14, 300)]
    assert min(np.diff(places)) >= 14
    assert max(places) <= 300


def test_a_distribution_counts_every_value_once_and_marks_the_changed(asem_result: Result) -> None:
    shown = rows(chart_distribution(asem_result, "Flights"))
    bins = [row for row in shown if "count0" in row]
    assert sum(row["count"] - row["count0"] for row in bins) == 2 * len(asem_result.values.units)
    changed = asem_result.list_marks().filter(pl.col("code") == "Flights", pl.col("step") == "treat")
    drawn = {row["unit"] for row in shown if row.get("state") == "changed by the step" and "unit" in row}
    assert drawn == set(changed["unit"].to_list())
    with pytest.raises(InputError, match="no indicator"):
        chart_distribution(asem_result, "Index")
    with pytest.raises(InputError, match="treats nothing"):
        chart_distribution(make_index(4, 2), "i0")


@pytest.mark.parametrize(("units", "indicators", "periods"), [(1, 2, 1), (1, 1, 3), (2, 1, 1), (10, 1, 2), (3, 30, 1)])
def test_the_smallest_indices_can_be_drawn(units: int, indicators: int, periods: int) -> None:
    found = make_index(units, indicators, periods)
    for chart in (
        chart_ranking(found, language="zh"),
        chart_ranking(found, by="rank"),
        chart_profile(found, "单位000", language="zh"),
        chart_contributions(found, language="zh"),
        chart_correlations(found),
        chart_distribution(found, "i0", step="normalise"),
        *([chart_course(found), chart_shifts(found)] if periods > 1 else []),
    ):
        compile_chart(chart)


def test_many_parts_are_put_together_so_that_each_can_be_told_apart() -> None:
    found = make_index(5, 30)
    flat = run(
        pl.DataFrame({"unit": ["a", "b"] * 20, "code": [f"k{at // 2}" for at in range(40)], "value": np.arange(40.0)}),
        pl.DataFrame(
            [{"code": "root", "kind": "aggregate", "parent": None, "weight": None, "direction": None}]
            + [
                {"code": f"k{at}", "kind": "indicator", "parent": "root", "weight": 1.0, "direction": 1}
                for at in range(20)
            ],
            infer_schema_length=None,
        ),
        {"step": [{"step": "normalise", "rule": "minmax"}, {"step": "aggregate", "rule": "arithmetic"}]},
    )
    assert len({row["part"] for row in rows(chart_contributions(flat))}) <= 10
    assert len({row["part"] for row in rows(chart_contributions(found))}) == 2
    total = sum(row["value"] for row in rows(chart_contributions(flat)) if row["unit"] == "b")
    assert total == pytest.approx(float(flat.scores[0, 1, 0]))


def test_missing_values_stay_missing_in_every_chart() -> None:
    found = make_index(12, 4, 3, holes=0.4)
    shown = {row["code"]: row for row in rows(chart_profile(found, "单位003"))}
    x = found.steps["normalise"].x[-1, 3]
    assert [shown[f"i{at}"]["value"] is None for at in range(4)] == np.isnan(x).tolist()
    assert np.isnan(x).any()
    for chart in (chart_course(found), chart_correlations(found), chart_contributions(found)):
        compile_chart(chart)
        assert all(row["value"] is None or np.isfinite(row["value"]) for row in rows(chart) if "value" in row)


def test_two_hundred_units_go_on_pages_that_hold_each_once() -> None:
    found = make_index(200, 4)
    pages = [rows(chart_ranking(found, places=(first, first + 59))) for first in (1, 61, 121, 181)]
    assert [len(page) for page in pages] == [60, 60, 60, 20]
    assert len({row["unit"] for page in pages for row in page}) == 200
    height = compile_chart(chart_ranking(found))
    assert any(signal.get("name") == "y_step" and signal["value"] >= 15 for signal in height["signals"])
    with pytest.raises(InputError, match="no unit in the places"):
        chart_ranking(found, places=(201, 260))


def test_an_unranked_unit_comes_last_and_has_no_dot() -> None:
    values, structure, _ = load_example("asem")
    gaps = values.with_columns(
        value=pl.when((pl.col("unit") == "CHE") & pl.col("code").is_in(["Goods", "Services", "FDI", "PRemit"]))
        .then(None)
        .otherwise(pl.col("value"))
    )
    steps = [
        {"step": "denominate"},
        {"step": "normalise", "rule": "minmax"},
        {"step": "aggregate", "rule": "arithmetic"},
    ]
    found = run(gaps, structure, {"step": steps, "coverage": {"share": 0.65, "inside": "every"}})
    shown = rows(chart_ranking(found))
    ranked = [row["rank"] is not None for row in shown]
    assert ranked == sorted(ranked, reverse=True)
    assert "CHE (–)" in [row["unit"] for row in shown if row["rank"] is None]
    assert all(not row["unit"].startswith("CHE") for row in rows(chart_ranking(found, by="rank")))


def test_what_cannot_be_drawn_is_refused_with_what_there_is(hdi: Uncertainty) -> None:
    for call, text in (
        (lambda: chart_ranking(hdi, "nowhere"), "no aggregate"),
        (lambda: chart_ranking(hdi, period="1899"), "no period"),
        (lambda: chart_ranking(hdi, language="fr"), "no words"),
        (lambda: chart_profile(hdi, "ATL"), "no unit"),
        (lambda: chart_profile(hdi, "CHN", group="continent"), "no group"),
        (lambda: chart_acceptability(hdi.nominal), "Monte Carlo"),  # type: ignore[arg-type]
        (lambda: chart_course(hdi, [f"{at}" for at in range(9)]), "no unit"),
        (lambda: chart_correlations(hdi, step="nothing"), "no step"),
    ):
        with pytest.raises(InputError, match=text):
            call()


def test_the_picture_holds_its_words_in_the_font_of_the_theme(hdi: Uncertainty, tmp_path: Path) -> None:
    chart = chart_ranking(hdi, language="zh", names={"CHN": "中国"}, places=(20, 30))
    svg = render_chart(chart, tmp_path / "rank.svg").read_text(encoding="utf-8")
    assert all(f">{word}" in svg for word in ("中国 (26)", "得分", "人类发展指数，得分与名次，2021"))
    assert f'font-family="{FONT}' in svg
    assert 'aria-label="得分条形图' in svg
    assert 'xml:lang="zh-Hans"' in svg
    assert svg == render_chart(chart, tmp_path / "again.svg").read_text(encoding="utf-8")


def test_a_chart_is_written_in_every_format_and_no_other(hdi: Uncertainty, tmp_path: Path) -> None:
    chart = chart_course(hdi, ["NOR"])
    assert render_chart(chart, tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert render_chart(chart, tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    plain = json.loads(render_chart(chart, tmp_path / "a.json").read_text(encoding="utf-8"))
    assert plain["config"]["font"] == FONT
    with pytest.raises(InputError, match="no picture is written as"):
        render_chart(chart, tmp_path / "a.gif")


def test_the_interactive_page_asks_nothing_of_the_network(hdi: Uncertainty, tmp_path: Path) -> None:
    page = render_chart(chart_course(hdi, ["NOR"]), tmp_path / "a.html").read_text(encoding="utf-8")
    head = page.partition("<script>")[0]
    assert 'lang="en"' in head
    frame = re.sub(r"<script>.*?</script>", "<script></script>", page, flags=re.DOTALL)
    assert re.search(r"(src|href)=", frame) is None
    assert page.count("</script>") == 2
    assert "vegaEmbed" in page


def test_the_ramp_and_the_palette_differ_in_lightness() -> None:
    def light(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    ramp = [light(colour) for colour in RAMP]
    assert ramp == sorted(ramp)
    assert len(set(PALETTE)) == len(PALETTE)
