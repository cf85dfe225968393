from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl
import pytest
from site_example import publication

from gigawatch.figures import load_package
from gigawatch.index import change
from gigawatch.index.definition import IndexResult, build_index, load_definition
from gigawatch.index.result.result import Result
from gigawatch.site.explorer.number import list_numbers
from gigawatch.site.explorer.table import Table, make_table
from gigawatch.site.standing import find_definitions

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ASSET = Path(__file__).parents[2] / "src" / "gigawatch" / "site" / "asset" / "composite.js"
EXACT = 1e-9
QUICK = 200.0
DEFINITIONS = ("global", "china", "enterprise")
PUBLISHED = {"scale": "minmax", "amounts": "asinh", "alpha": 0, "weights": {}, "runs": 0, "vary": []}
GIVEN = {"weigh": {"rule": "given"}}
ALL = ["figures", "missing", "amounts", "scale", "weights", "removal", "compensation"]
WORK = """([data, given]) => {
  const table = composite.read(data);
  const found = [];
  for (const year of table.years) {
    for (const [part, rows] of year.published) {
      const asked = [...rows.values()].filter((row) => row[2] !== null || !given.ranked);
      const units = asked.map((row) => row[0]).slice(0, given.most);
      const settings = { ...given, year: year.period, part, units, vary: new Set(given.vary) };
      let [worked, took] = [null, Infinity];
      for (let time = 0; time < given.times; time += 1) {
        const start = performance.now();
        worked = composite.work(table, settings);
        took = Math.min(took, performance.now() - start);
      }
      for (const one of worked) found.push({ ...one, unit: data.units[one.unit], period: year.period, part, took });
    }
  }
  return found;
}"""
Key = tuple[str, str, str]


def work(page: Page, numbers: Mapping[str, Any], **settings: object) -> dict[Key, dict[str, Any]]:
    """What the page's script gives under settings, by period, part and unit."""
    rows = page.evaluate(WORK, [numbers, {**PUBLISHED, "most": 1000, "ranked": False, "times": 1, **settings}])
    return {(row["period"], row["part"], row["unit"]): row for row in rows}


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page with the script and nothing else."""
    page = browser.new_page()
    page.add_script_tag(path=str(ASSET))
    yield page
    page.close()


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def open_explorer(browser: Browser, site: Path, name: str = "global", lang: str = "en", mark: str = "") -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / lang / "explorer" / f"{name}.html").as_uri() + mark)
    return page


def read_numbers(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.locator("#explorer-numbers").inner_text() or page.evaluate(
        "document.getElementById('explorer-numbers').textContent"))  # fmt: skip
    return found


@pytest.fixture(scope="module")
def makers() -> IndexResult:
    tables = ("enterprise_installations", "enterprise_finance", "exchange_rate")
    columns = ("id", "subject", "measure", "period", "value", "high", "unit", "qualifier", "source", "vintage", "note")
    rows = [{name: getattr(row, name) for name in columns} for table in tables for row in load_package(table)]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return build_index(load_definition("enterprise"), frame, runs=5, seed=2022)


def list_rows(result: IndexResult) -> dict[str, list[dict[str, object]]]:
    """The tables of a result as a workspace keeps them."""
    tables = {"indicators": result.indicators, "readings": result.readings, "scores": result.scores}
    named = {name: table.with_columns(index_id=pl.lit("enterprise")) for name, table in tables.items()}
    named["scores"] = named["scores"].with_columns(state="status")
    return {name: table.to_dicts() for name, table in named.items()}


def tabulate(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> Table | None:
    (definition,) = find_definitions(replace(publication(), **{**rows, "coverage": ()}))  # type: ignore[arg-type]
    return make_table(definition, rows["readings"])


def engine_scores(result: Result) -> dict[Key, float]:
    frame = result.list_scores()
    return {(row["period"], row["code"], row["unit"]): row["score"] for row in frame.to_dicts()}


@pytest.mark.browser
@pytest.mark.parametrize("name", DEFINITIONS)
def test_the_explorers_scores_are_the_engines_on_every_year_and_part_of_the_shipped_index(
    browser: Browser, built_sample: tuple[Path, object], site: Path, name: str
) -> None:
    query = "SELECT period, code, unit, score FROM score WHERE index_id = ? AND score IS NOT NULL"
    with duckdb.connect(str(built_sample[0] / "build" / "gigawatch.duckdb"), read_only=True) as con:
        engine = {row[:3]: row[3] for row in con.execute(query, [name]).fetchall()}
    page = open_explorer(browser, site, name)
    found = work(page, read_numbers(page))
    page.close()
    assert len(found) >= 50
    assert found.keys() == engine.keys()
    assert max(abs(found[key]["score"] - score) for key, score in engine.items()) < EXACT


@pytest.mark.browser
@pytest.mark.parametrize(
    ("settings", "weights", "steps"),
    [
        ({"weights": {"revenue": 2.5, "innovation_capability": 0.5}},
         {"revenue": 2.5, "innovation_capability": 0.5}, GIVEN),
        ({"weights": {"revenue": 0}}, {"revenue": 0.0}, GIVEN),
        ({"scale": "zscore"}, {}, {"normalise": {"rule": "zscore", "mean": 50, "sd": 20, "range": "base_or_first",
                                                 "base": "2018"}}),
        ({"scale": "percentile"}, {}, {"normalise": {"rule": "percentile_rank", "times": 100}}),
        ({"amounts": "root"}, {}, {"treat": {"rule": "power", "exponent": 0.5}}),
        ({"amounts": "none"}, {}, {"treat": {"rule": "none"}}),
        ({"alpha": 0.35}, {}, {"aggregate": {"rule": "mean_min", "alpha": 0.35}}),
    ],
)  # fmt: skip
def test_under_other_weights_and_methods_the_explorers_scores_are_still_the_engines(
    blank: Page, makers: IndexResult, settings: dict[str, Any], weights: dict[str, float], steps: dict[str, Any]
) -> None:
    table = tabulate(list_rows(makers))
    assert table is not None
    nominal = makers.spread.nominal
    described = nominal.method.describe()
    method = {"step": [{"step": one["step"], **steps[one["step"]]} if one["step"] in steps else one
                       for one in described["step"]]}  # fmt: skip
    engine = engine_scores(change(nominal, weights=weights, method=method if steps else None))
    found = work(blank, list_numbers(table), **settings)
    assert {key for key, row in found.items() if row["score"] is None} == {key for key in found if engine[key] is None}
    gaps = [abs(row["score"] - engine[key]) for key, row in found.items() if row["score"] is not None]
    assert len(gaps) >= 30
    assert max(gaps) < EXACT


def test_an_index_whose_scores_come_about_otherwise_has_no_explorer(makers: IndexResult) -> None:
    rows = list_rows(makers)
    assert tabulate(rows) is not None
    other = [{**row, "score": None if row["score"] is None else row["score"] + 0.01} for row in rows["scores"]]  # type: ignore[operator]
    assert tabulate({**rows, "scores": other}) is None
    logs = [{**row, "treatment": row["treatment"] and "log"} for row in rows["indicators"]]
    assert tabulate({**rows, "indicators": logs}) is None


@pytest.mark.browser
@pytest.mark.parametrize("name", DEFINITIONS)
def test_twelve_units_with_every_indicator_of_their_dimension_and_intervals_follow_at_once(
    browser: Browser, site: Path, name: str
) -> None:
    page = open_explorer(browser, site, name)
    found = work(page, read_numbers(page), runs=500, vary=ALL, most=12, ranked=True, times=4)
    page.close()
    assert found
    assert all(row["rankEnds"] and row["scoreEnds"] for row in found.values())
    assert max(row["took"] for row in found.values()) < QUICK


@pytest.mark.browser
def test_the_explorers_intervals_hold_the_nominal_result_and_come_near_the_published_ones(
    browser: Browser, site: Path, built_sample: tuple[Path, object]
) -> None:
    query = "SELECT period, code, unit, rank_low, rank_high FROM score WHERE index_id = 'global' AND rank IS NOT NULL"
    with duckdb.connect(str(built_sample[0] / "build" / "gigawatch.duckdb"), read_only=True) as con:
        ends = {row[:3]: row[3:] for row in con.execute(query).fetchall()}
    page = open_explorer(browser, site)
    found = work(page, read_numbers(page), runs=1000, vary=ALL, ranked=True)
    page.close()
    assert found.keys() == ends.keys()
    for row in found.values():
        assert row["rankEnds"][0] <= row["rank"] <= row["rankEnds"][1]
        assert row["scoreEnds"][0] <= row["score"] <= row["scoreEnds"][1]
    gaps = [abs(row["rankEnds"][end] - ends[key][end]) for key, row in found.items() for end in (0, 1)]
    assert sum(gaps) / len(gaps) < 0.5


@pytest.mark.browser
def test_a_weight_moved_by_keyboard_changes_the_ranking_and_the_address_and_the_address_brings_it_back(
    browser: Browser, site: Path
) -> None:
    page = open_explorer(browser, site)
    rows = page.locator("#explorer-table tbody tr")
    published = rows.evaluate_all("rows => rows.map((row) => row.dataset.unit)")
    assert "Nobody changes rank" in page.locator("#explorer-told").inner_text()
    page.locator("input[data-weight=industrial_scale]").focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("location.hash.includes('w.industrial_scale=3')")
    moved = rows.evaluate_all("rows => rows.map((row) => row.dataset.unit)")
    assert moved != published
    assert sorted(moved) == sorted(published)
    shared = page.url
    chinese = page.locator("a.language").get_attribute("href")
    assert chinese is not None
    assert chinese.endswith("#w.industrial_scale=3")
    page.click("button[data-act=reset]")
    assert rows.evaluate_all("rows => rows.map((row) => row.dataset.unit)") == published
    assert "#" not in page.url
    page.close()
    other = browser.new_page()
    other.goto(shared)
    assert other.locator("#explorer-table tbody tr").evaluate_all("r => r.map((row) => row.dataset.unit)") == moved
    assert other.locator("input[data-weight=industrial_scale]").input_value() == "3"
    other.close()


@pytest.mark.browser
def test_units_that_are_left_out_are_in_no_rank_and_nothing_that_varies_leaves_no_interval(
    browser: Browser, site: Path
) -> None:
    page = open_explorer(browser, site, mark="#fixed=" + "+".join(ALL))
    first = page.locator("#explorer-table tbody tr").first
    unit, cells = first.get_attribute("data-unit"), first.locator("td").all_inner_texts()
    assert cells[3:5] == ["–", "–"]
    page.close()
    page = open_explorer(browser, site, mark=f"#without={unit}")
    units = page.locator("#explorer-table tbody tr").evaluate_all("rows => rows.map((row) => row.dataset.unit)")
    assert unit not in units
    assert page.locator("#explorer-table tbody td").first.inner_text() == "1"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    "mark", ["#year=1066&part=nonsense&scale=%3Cscript%3E&w.x=9&w.revenue=abc", "#alpha=NaN&runs=1e9"]
)
def test_an_address_that_makes_no_sense_shows_the_published_settings(browser: Browser, site: Path, mark: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((site / "en" / "explorer" / "enterprise.html").as_uri() + mark)
    assert page.locator("#explorer-table tbody tr").count() >= 8
    assert "Nobody changes rank" in page.locator("#explorer-told").inner_text()
    assert faults == []
    page.close()


@pytest.mark.browser
def test_chinese_sentences_follow_one_another_without_a_space(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "zh" / "explorer" / "global.html").as_uri())
    told = page.locator("#explorer-told").inner_text()
    assert told.count("。") == 2
    assert "。 " not in told
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_a_script_the_explorer_shows_the_published_ranking_and_says_so(
    browser: Browser, site: Path, lang: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / lang / "explorer" / "global.html").as_uri())
    assert page.locator("#explorer-table tbody tr").count() >= 20
    assert page.locator("noscript p").count() == 1
    assert not page.locator("#explorer").is_visible()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "own", "other"), [("en", "published ones", "are not published"), ("zh", "已发布的结果", "并非发布结果")]
)
def test_every_number_leads_to_the_published_score_and_says_so_where_the_reader_changed_something(
    browser: Browser, site: Path, lang: str, own: str, other: str
) -> None:
    page = open_explorer(browser, site, lang=lang)
    row = page.locator("#explorer-table tbody tr").first
    numbers = row.locator("td.num:not(.shift) a, th a")
    assert numbers.count() == 5
    for address in numbers.evaluate_all("links => links.map((link) => link.href)"):
        assert "/score/" in address
        assert "#" in address
    assert own in page.inner_text("#explorer-leads")
    assert numbers.first.get_attribute("title") is None
    page.evaluate("location.hash = '#w.industrial_scale=3'")
    page.wait_for_function("document.querySelector('#explorer-table td a').title !== ''")
    assert other in page.inner_text("#explorer-leads")
    assert numbers.count() == 5
    page.close()
