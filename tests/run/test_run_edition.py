"""Editions of the index: kept whole with what they were made from, compared with the one before, the same twice."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from gigawatch.index import run
from gigawatch.index.definition import find_definition, load_definition
from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.edition import keep_edition, keep_editions
from gigawatch.run.edition_record import Edition
from gigawatch.run.vintage import LeftOut, find_left_out, last_day
from gigawatch.run.workspace import open_workspace

NAME = "enterprise"
TABLES = ("indicators", "readings", "scores", "coverage", "contributions", "moved", "parts", "audit")


def keep(
    place: Path, edition: str = "2024", as_of: str | None = None, runs: int = 60, *, replace: bool = False
) -> Edition:
    return keep_edition(open_workspace(place), NAME, edition, runs=runs, seed=2022, as_of=as_of, replace=replace)


def read(one: Edition, table: str) -> pl.DataFrame:
    return pl.read_csv(one.folder / f"{table}.csv", infer_schema_length=None)


def record(one: Edition) -> dict[str, object]:
    found: dict[str, object] = json.loads((one.folder / "edition.json").read_text(encoding="utf-8"))
    return found


def test_an_edition_holds_every_table_and_says_what_it_was_made_from(sample_copy: Path) -> None:
    one = keep(sample_copy)
    assert all(read(one, table).height for table in TABLES)
    told = record(one)
    assert (told["edition"], told["data_year"], told["runs"]) == ("2024", "2023", 60)
    assert {"enterprise_installations", "exchange_rate"} <= {row["table_name"] for row in told["tables"]}  # type: ignore[attr-defined]
    assert (one.folder / "definition.toml").read_bytes() == find_definition(NAME).read_bytes()


def test_an_edition_knows_nothing_later_than_its_data_year(sample_copy: Path) -> None:
    one = keep(sample_copy)
    assert read(one, "readings")["period"].max() == 2023
    assert read(one, "scores")["period"].max() == 2023


def test_every_reading_names_the_cells_or_facts_it_came_from(sample_copy: Path) -> None:
    readings = read(keep(sample_copy), "readings")
    assert readings["observations"].null_count() == 0
    assert readings.filter(pl.col("tier") == "open")["source"].null_count() == 0


def test_the_same_edition_computed_twice_is_the_same_to_the_byte(sample_copy: Path) -> None:
    first = {path.name: path.read_bytes() for path in keep(sample_copy).folder.iterdir()}
    again = keep(sample_copy)
    assert {path.name: path.read_bytes() for path in again.folder.iterdir()} == first


def test_what_moved_adds_up_to_the_change_of_each_score(sample_copy: Path) -> None:
    one = keep(sample_copy)
    moved = read(one, "moved").filter(pl.col("score_change").is_not_null())
    parts = (
        read(one, "parts").filter(pl.col("part") != "total").group_by("unit", "of").agg(pl.col("contribution").sum())
    )
    both = moved.join(parts, left_on=["unit", "code"], right_on=["unit", "of"])
    assert both.height == moved.height > 0
    assert both.filter((pl.col("score_change") - pl.col("contribution")).abs() > 1e-6).is_empty()


def test_a_day_pins_the_vintages(sample_copy: Path) -> None:
    early = keep_edition(open_workspace(sample_copy), "china", "2024", runs=20, seed=1, as_of="2024-01-31")
    late = keep_edition(open_workspace(sample_copy), "china", "2024", runs=20, seed=1)
    assert early.id != late.id
    assert early.result.readings["vintage"].max() <= "2024-01-31"  # type: ignore[operator]
    assert late.result.readings["vintage"].max() > "2024-01-31"  # type: ignore[operator]
    assert any(re.fullmatch(r"\d+ of \d+ figures of 2023 were published after 2024-01-31.*", n) for n in early.notices)
    with pytest.raises(InputError, match="no figure was published by 1990-01-01"):
        keep(sample_copy, as_of="1990-01-01")


def test_an_edition_pinned_to_a_day_has_a_folder_of_its_own_and_leaves_the_other_as_it_was(sample_copy: Path) -> None:
    plain = keep(sample_copy, runs=5)
    before = {path.name: path.read_bytes() for path in plain.folder.iterdir()}
    pinned = keep(sample_copy, as_of="2025-06-30", runs=5)
    assert pinned.folder.parent.name == "2024-as-of-2025-06-30"
    assert {path.name: path.read_bytes() for path in plain.folder.iterdir()} == before
    assert (plain.replaced, pinned.replaced) == (None, None)


def test_other_pins_than_those_kept_are_refused_with_both_told_and_give_way_only_when_asked(sample_copy: Path) -> None:
    place = open_workspace(sample_copy)
    first = keep(sample_copy, runs=5)
    other = keep_edition(place, "china", "2024", runs=5, seed=2022)
    told: list[str] = []
    with pytest.raises(InputError, match=rf"{other.id} \(5 runs, seed 2022\); enterprise {first.id} \(5 runs"):
        keep_editions(place, [NAME], "2024", runs=6, seed=2022, report=told.append)
    (one,) = keep_editions(place, [NAME], "2024", runs=6, seed=2022, replace=True, report=told.append)
    assert f"{NAME}: {one.id} replaces {first.id}" in told
    assert any(line.startswith(f"china: {other.id} is gone") for line in told)
    assert [path.name for path in one.folder.parent.iterdir()] == [NAME]


def test_an_edition_that_says_something_else_tells_which_one_it_replaces(sample_copy: Path) -> None:
    first = keep(sample_copy, runs=5)
    record_path = first.folder / "edition.json"
    record_path.write_text(json.dumps({**record(first), "id": "edition-2024-synthetic"}), encoding="utf-8")
    told: list[str] = []
    (one,) = keep_editions(open_workspace(sample_copy), [NAME], "2024", runs=5, seed=2022, report=told.append)
    assert f"{NAME}: {one.id} replaces edition-2024-synthetic" in told


def test_a_day_that_leaves_no_index_still_tells_how_many_figures_it_left_out(sample_copy: Path) -> None:
    told: list[str] = []
    keep_editions(
        open_workspace(sample_copy), ["global", NAME], "2024", runs=5, seed=1, as_of="2025-06-30", report=told.append
    )
    (line,) = (line for line in told if line.startswith("global: not computed"))
    assert re.search(r"\d+ of \d+ figures of 2023 were published after 2025-06-30", line)


def test_money_of_a_year_is_exchanged_at_its_rate_on_whatever_day_a_table_of_rates_was_taken(sample_copy: Path) -> None:
    one = keep(sample_copy, as_of="2025-06-30", runs=5)
    money = one.result.readings.filter(pl.col("indicator") == "revenue", pl.col("period") == "2023")
    rates = money.filter(pl.col("observations").list.len() > 1)
    assert rates.height > 0
    assert rates["vintage"].max() <= "2025-06-30"  # type: ignore[operator]


def restate(place: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
    """What the next edition restates when the kept readings are changed, beside what it restates anyway."""
    path = keep(place, "2024").folder / "readings.csv"
    anyway = read(keep(place, "2025"), "restated")
    change(pl.read_csv(path, infer_schema_length=None)).write_csv(path)
    return read(keep(place, "2025"), "restated").join(anyway, on=["indicator", "unit", "period"], how="anti")


def test_a_restated_figure_shows_beside_the_edition_before(sample_copy: Path) -> None:
    first = pl.int_range(pl.len()) == 0
    twice = pl.when(first).then(pl.col("value") * 2).otherwise(pl.col("value"))
    restated = restate(sample_copy, lambda kept: kept.with_columns(twice))
    assert restated["kind"].to_list() == ["restated"]
    assert restated["value"][0] == pytest.approx(2 * restated["value_now"][0])


@pytest.mark.parametrize("name", ["global", "china", "enterprise"])
def test_every_dimension_has_a_next_edition(name: str, sample_copy: Path) -> None:
    for edition in ("2024", "2025"):
        one = keep_edition(open_workspace(sample_copy), name, edition, runs=5, seed=1)
    assert one.restated is not None
    keys = ["indicator", "unit", "period"]
    assert "gone" not in one.restated["kind"].to_list()
    told = one.restated.join(one.result.readings.select(*keys, "used"), on=keys, how="left")
    assert told["used"].null_count() == 0
    assert told.filter(pl.col("used") | (pl.col("source") == pl.col("source_now"))).is_empty()


def test_what_was_found_since_and_what_is_gone_are_told_apart(sample_copy: Path) -> None:
    units: list[str] = []

    def swap(kept: pl.DataFrame) -> pl.DataFrame:
        units.append(kept["unit"][0])
        return pl.concat([kept.slice(1), kept.head(1).with_columns(unit=pl.lit("Synthetic"))])

    restated = restate(sample_copy, swap)
    assert dict(restated.select("unit", "kind").iter_rows()) == {"Synthetic": "gone", units[0]: "found since"}


def test_who_entered_and_who_left_the_ranking_is_told(sample_copy: Path) -> None:
    one = keep_edition(open_workspace(sample_copy), "global", "2024", runs=5, seed=1)
    moved = read(one, "moved").filter(pl.col("code") == one.result.root)
    scores = one.result.scores.filter(code=one.result.root)
    ranked = {
        year: set(scores.filter(pl.col("period") == year, pl.col("rank").is_not_null())["unit"])
        for year in ("2022", "2023")
    }
    told = {change: set(moved.filter(change=change)["unit"]) for change in ("stayed", "entered", "left")}
    assert told["entered"] == ranked["2023"] - ranked["2022"] != set()
    assert told["left"] == ranked["2022"] - ranked["2023"]
    assert told["stayed"] == ranked["2022"] & ranked["2023"]
    assert moved.filter(change="stayed")["sure"].null_count() == 0


def test_a_changed_definition_gets_a_bridge_and_an_unchanged_one_none(sample_copy: Path) -> None:
    keep(sample_copy, "2024")
    assert keep(sample_copy, "2025").bridge is None
    own = sample_copy / "index" / f"{NAME}.toml"
    own.parent.mkdir(exist_ok=True)
    text = find_definition(NAME).read_text(encoding="utf-8")
    own.write_text(text.replace('version = "2"', 'version = "synthetic"').replace("gate = 0.65", "gate = 0.5"), "utf-8")
    with pytest.raises(InputError, match="the edition 2025 is kept with another"):
        keep(sample_copy, "2025")
    one = keep(sample_copy, "2025", replace=True)
    assert one.bridge is not None
    assert set(one.bridge.columns) == {"unit", "period", "score", "rank", "score_now", "rank_now"}


@pytest.mark.parametrize("damage", ["gates = 1\n", "not TOML"])
def test_a_kept_definition_that_no_longer_loads_is_told_and_the_edition_is_kept(damage: str, sample_copy: Path) -> None:
    path = keep(sample_copy, "2024", runs=5).folder
    kept = path / "definition.toml"
    kept.write_text(damage + kept.read_text(encoding="utf-8"), encoding="utf-8")
    told = json.loads((path / "edition.json").read_text(encoding="utf-8"))
    (path / "edition.json").write_text(json.dumps({**told, "definition_hash": "another"}), encoding="utf-8")
    lines: list[str] = []
    (one,) = keep_editions(open_workspace(sample_copy), [NAME], "2025", runs=5, seed=1, report=lines.append)
    assert (one.bridge, read(one, "scores").is_empty()) == (None, False)
    assert [line.partition(" before")[0] for line in lines] == [f"{NAME}: no bridge to the edition"]
    assert record(one)["notices"] == list(one.notices)


def test_an_edition_is_computed_again_from_what_its_folder_says(sample_copy: Path) -> None:
    one = keep(sample_copy, runs=5)
    method = json.loads((one.folder / "method.json").read_text(encoding="utf-8"))
    again = load_definition(one.folder / "definition.toml", method)
    assert again.hash == record(one)["definition_hash"]
    readings = read(one, "readings").rename({"indicator": "code"}).cast({"period": pl.String})
    bases = read(one, "indicators").select("code", pl.col("base_year").cast(pl.String)).drop_nulls()
    apart = readings.join(bases, on="code").filter(~pl.col("used"), pl.col("period") == pl.col("base_year"))
    used = readings.filter("used")
    used = pl.concat([used, apart.select(used.columns).with_columns(period=pl.lit("base"))])
    tree = read(one, "indicators").filter(pl.col("code").is_in([*used["code"], *read(one, "scores")["code"]]))
    structure = tree.with_columns(
        pl.col("direction").fill_null(1),
        base=pl.when(pl.col("code").is_in(apart["code"].to_list())).then(pl.lit("base")).otherwise("base_year"),
        kind=pl.when(pl.col("level") == "second").then(pl.lit("indicator")).otherwise(pl.lit("aggregate")),
    ).select("code", "parent", "kind", "weight", "direction", "base")
    treated = method["method"]["step"][1]["code"]
    method["method"]["step"][1]["code"] = {code: rule for code, rule in treated.items() if code in used["code"]}
    found = run(used.select("unit", "code", "period", "value"), structure, method["method"])
    kept = read(one, "scores").cast({"period": pl.String}).select("unit", "code", "period", kept="score")
    both = found.list_scores().join(kept, on=["unit", "code", "period"])
    assert both.height == kept.height > 0
    assert both.filter((pl.col("score") - pl.col("kept")).abs() > 1e-9).is_empty()


def test_what_cannot_be_computed_is_told_by_dimension(sample_copy: Path) -> None:
    told: list[str] = []
    names = ["enterprise", "china"]
    with pytest.raises(InputError, match="nothing of the edition 2010 can be computed"):
        keep_editions(open_workspace(sample_copy), names, "2010", runs=5, seed=1, report=told.append)
    assert [line.partition(":")[0] for line in told] == names


def test_a_definition_is_named_and_never_given_as_a_path(sample_copy: Path) -> None:
    mine = sample_copy / "mine.toml"
    mine.write_bytes(find_definition(NAME).read_bytes())
    for given in (str(mine), "../mine.toml", "nothing"):
        with pytest.raises(InputError, match="there is no index"):
            keep_edition(open_workspace(sample_copy), given, "2024", runs=5, seed=1)
    assert mine.read_bytes() == find_definition(NAME).read_bytes()


def test_an_edition_of_a_year_without_figures_is_refused_and_names_the_last_that_has_any(sample_copy: Path) -> None:
    with pytest.raises(InputError, match=r"no figure tells of 2039 \(the last year that has any is 20\d\d\)"):
        keep(sample_copy, "2040", runs=5)
    with pytest.raises(InputError, match=r"does not tell of 2016 \(its definition begins with 2018, .* edition 2019\)"):
        keep(sample_copy, "2017", runs=5)
    assert not (sample_copy / "editions/index/2040").exists()


def test_a_figure_dated_by_its_year_alone_is_not_taken_for_one_of_its_january(sample_copy: Path) -> None:
    one = keep_edition(open_workspace(sample_copy), "china", "2024", runs=5, seed=1, as_of="2024-10-15")
    vintages = one.result.readings["vintage"]
    assert vintages.max() > "2024-10"  # type: ignore[operator]
    assert "2024" not in vintages.to_list()


def test_a_workspace_that_is_not_built_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "gigawatch.toml").write_text('[workspace]\nname = "Synthetic"\n', encoding="utf-8")
    with pytest.raises(WorkspaceError, match="not built"):
        keep(tmp_path)


def test_every_score_is_computed_again_from_the_files_of_its_edition_alone(sample_copy: Path) -> None:
    count = 0
    for name in ("global", "enterprise", "china"):
        one = keep_edition(open_workspace(sample_copy), name, "2025" if name == "global" else "2024", runs=5, seed=1)
        readings, indicators, scores = (read(one, table) for table in ("readings", "indicators", "scores"))
        scale = {row["code"]: row for row in indicators.iter_rows(named=True)}
        treat = {"none": float, "asinh": math.asinh}
        for row in readings.filter("used").iter_rows(named=True):
            about = scale[row["indicator"]]
            change = treat[about["treatment"]]
            low, high = change(about["goalpost_low"]), change(about["goalpost_high"])
            place = (change(row["value"]) - low) / (high - low) * 100
            assert row["normalised"] == pytest.approx(place, abs=1e-9)
        for row in scores.iter_rows(named=True):
            is_index = row["code"] == one.result.root
            own = readings.filter("used", unit=row["unit"], period=row["period"]).filter(
                pl.col("indicator").replace_strict({code: x["parent"] for code, x in scale.items()}) == row["code"]
                if not is_index
                else pl.lit(value=True)
            )
            weights = own["index_weight" if is_index else "weight"]
            assert row["has"] == own.height
            assert row["used"] == len(row["made_of"].split())
            if own.height:
                count += 1
                assert weights.sum() == pytest.approx(1)
                assert row["score"] == pytest.approx((weights * own["normalised"]).sum(), abs=1e-9)
    assert count > 500


def test_a_base_year_is_the_first_in_which_enough_units_have_the_indicator(sample_copy: Path) -> None:
    one = keep_edition(open_workspace(sample_copy), "global", "2025", runs=5, seed=1)
    cover = read(one, "readings").filter(pl.col("coverage") >= 0.65).group_by("indicator").agg(pl.col("period").min())
    told = read(one, "indicators").filter(pl.col("base_year").is_not_null())
    both = told.join(cover, left_on="code", right_on="indicator")
    assert both["base_year"].to_list() == both["period"].to_list()
    base = dict(both.select("code", "base_year").iter_rows())
    assert (base["ev_sales"], base["electricity_intensity"], base["pct_applications"]) == (2018, 2018, 2024)


@pytest.mark.parametrize(("name", "edition"), [("global", "2024"), ("global", "2025"), ("enterprise", "2024")])
def test_no_reason_says_missing_of_what_the_readings_hold(name: str, edition: str, sample_copy: Path) -> None:
    one = keep_edition(open_workspace(sample_copy), name, edition, runs=5, seed=1)
    held = set(read(one, "readings").select("unit", "period", "indicator").iter_rows())
    found = {"missing": 0, "not counting": 0}
    for row in read(one, "scores").filter(pl.col("rank").is_null()).iter_rows(named=True):
        for kind, codes in re.findall(r"(missing|not counting) (\w+(?:, \w+)*)", row["status"]):
            for code in codes.split(", "):
                assert ((row["unit"], row["period"], code) in held) == (kind == "not counting"), row
                found[kind] += 1
    assert all(found.values())


def test_nothing_is_told_of_the_index_in_a_year_in_which_it_is_not_computed(sample_copy: Path) -> None:
    one = keep_edition(open_workspace(sample_copy), "global", "2024", runs=5, seed=1)
    computed = set(read(one, "scores").filter(pl.col("code") == one.result.root)["period"])
    assert set(read(one, "contributions")["period"]) == computed == {2021, 2022, 2023}
    coverage = read(one, "audit").filter(kind="coverage", codes=one.result.root)
    assert set(coverage["period"]) <= computed
    assert read(one, "audit").filter(kind="missing", codes="ev_sales").is_empty()


def test_a_move_between_years_that_are_not_comparable_is_never_sure(sample_copy: Path) -> None:
    one = keep_edition(open_workspace(sample_copy), "global", "2025", runs=5, seed=1)
    apart = read(one, "moved").filter(~pl.col("comparable"))
    assert apart.height > 0
    assert not apart["sure"].any()


def test_a_scale_other_than_in_the_edition_before_is_told_with_what_it_does_to_scores(sample_copy: Path) -> None:
    path = keep(sample_copy, "2024", runs=5).folder
    same = keep(sample_copy, "2025", runs=5)
    assert read(same, "rescaled").is_empty()
    assert not [text for text in same.notices if "scale" in text]
    kept = pl.read_csv(path / "indicators.csv", infer_schema=False)
    is_it = pl.col("code") == "installed"
    kept.with_columns(
        base_year=pl.when(is_it).then(pl.lit("2022")).otherwise("base_year"),
        goalpost_high=pl.when(is_it).then(pl.lit("184.4")).otherwise("goalpost_high"),
    ).write_csv(path / "indicators.csv")
    readings = pl.read_csv(path / "readings.csv", infer_schema=False)
    moved = pl.col("normalised").cast(pl.Float64) - 10
    readings.with_columns(
        normalised=pl.when(pl.col("indicator") == "installed").then(moved.cast(pl.String)).otherwise("normalised")
    ).write_csv(path / "readings.csv")
    one = keep(sample_copy, "2025", runs=5)
    (row,) = read(one, "rescaled").to_dicts()
    assert (row["indicator"], row["base_year"], row["base_year_now"]) == ("installed", 2022, 2021)
    assert row["normalised_most"] == pytest.approx(10)
    assert row["first_level_most"] <= 10
    (told,) = [text for text in one.notices if "scale" in text]
    assert re.search("scale of installed .* first-level scores of 2023 by up to .* points", told)


def test_a_day_before_most_figures_tells_which_indicators_have_none_left_and_from_when_they_do(
    sample_copy: Path,
) -> None:
    one = keep_edition(open_workspace(sample_copy), "global", "2024", runs=5, seed=1, as_of="2026-04-30")
    (told,) = (notice for notice in one.notices if "published after 2026-04-30" in notice)
    assert "nothing is left of researchers (from 2026-07-13)" in told


def test_electricity_is_read_from_one_source_in_every_year_of_an_edition(sample_copy: Path) -> None:
    one = keep_edition(open_workspace(sample_copy), "global", "2024", runs=5, seed=1)
    carbon = read(one, "readings").filter(pl.col("indicator").is_in(["electricity_intensity", "renewable_share"]))
    assert carbon["origin"].unique().to_list() == ["Ember and Energy Institute, in charts of Our World in Data"]
    assert not carbon["source_changed"].any()
    assert one.moved["sources_changed"].unique().to_list() == [""]


def test_a_day_that_leaves_figures_out_is_told_in_both_languages_with_the_day_from_which_they_count() -> None:
    told = LeftOut(
        year="2023", day="2024-06-30", gone=2, there=3, since="2024-12-31", emptied={"revenue": "2025-12-31"}
    )
    assert told.tell("en").endswith(
        "first of them counting from 2024-12-31: they are left out; nothing is left of revenue (from 2025-12-31)"
    )
    assert told.tell("zh").endswith(
        "其中最早者自2024-12-31起计入：未予计入；以下指标已无数据：revenue（自2025-12-31起有）"
    )


@pytest.mark.parametrize(
    ("vintage", "day"),
    [("2025", "2025-12-31"), ("2024-02", "2024-02-29"), ("2025-03-04", "2025-03-04"), ("2025-Q1", "2025-Q1")],
)
def test_a_vintage_of_a_year_or_month_counts_from_its_last_day(vintage: str, day: str) -> None:
    assert last_day(vintage) == day


def test_of_two_vintages_the_one_that_counts_first_is_told_though_it_is_later_as_text() -> None:
    row = {"subject": "A", "measure": "revenue", "period": "2024", "value": 1.0, "unit": "USD"}
    cells = pl.DataFrame([{**row, "id": "a", "vintage": "2025"}, {**row, "id": "b", "vintage": "2025-03-04"}])
    definition = load_definition(find_definition("enterprise"))
    found = find_left_out(cells, cells.head(0), definition, "2024", "2025-01-31")
    assert found is not None
    assert (found.since, found.emptied["revenue"]) == ("2025-03-04", "2025-03-04")
