"""The totals of plants: each leads to a page of what it adds, from which every summand leads to its sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_example import publication
from site_tree import Element, by_id, parse_page, read_page, target

from gigawatch.ledger import Ledger, open_ledger
from gigawatch.report import compose_report
from gigawatch.report.located import find_plants
from gigawatch.site import make_site
from gigawatch.site.project.total import list_totals, total_pages
from gigawatch.site.render import render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh"])


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


@pytest.fixture
def ledger(built_sample: tuple[Path, object]) -> Ledger:
    return open_ledger(built_sample[0] / "build" / "gigawatch.duckdb")


def rows_of(page: Path, table: str) -> list[Element]:
    found = by_id(page).get(table)
    return [row for body in found.find("tbody") for row in body.find("tr")] if found else []


def pages_of_totals(page: Path) -> dict[str, Path]:
    """The page that the sum of each stage leads to."""
    sums = {row.attributes["data-progress"]: row.find("td")[0].find("a") for row in rows_of(page, "plant-totals")}
    return {stage: target(page, one[0].attributes["href"])[0] for stage, one in sums.items()}


@LANGUAGES
@pytest.mark.parametrize("name", ["projects", "map"])
def test_every_number_of_a_total_leads_to_the_page_of_what_it_adds(site: Path, lang: str, name: str) -> None:
    page = site / lang / f"{name}.html"
    rows = rows_of(page, "plant-totals")
    assert len(rows) >= 3
    for row in rows:
        stage = row.attributes["data-progress"]
        for cell in row.find("td"):
            if cell.text == "–":  # no capacity is told: nothing leads anywhere
                assert not cell.find("a")
                continue
            (link,) = cell.find("a")
            assert link.text == cell.text
            assert target(page, link.attributes["href"])[0] == (site / lang / f"total-{stage}.html").resolve()


@LANGUAGES
def test_the_values_that_a_total_adds_come_to_it_and_each_leads_to_its_sentence(
    site: Path, ledger: Ledger, lang: str
) -> None:
    for stage, page in pages_of_totals(site / lang / "projects.html").items():
        added = [row.find("td")[0] for row in rows_of(page, "counted")]
        counted = [fact for one in find_plants(ledger) if one.progress.value == stage for fact in one.counted]
        assert sum(float(cell.attributes["data-sort"]) for cell in added) == sum(fact.value for fact in counted)
        for cell in added:
            file, anchor = target(page, cell.find("a")[0].attributes["href"])
            article = by_id(file)[anchor]
            assert article.find("blockquote") or 'class="words retold"' in file.read_text(encoding="utf-8")


@LANGUAGES
def test_a_total_names_each_value_that_it_does_not_add_with_the_reason_and_each_plant_without_one(
    site: Path, ledger: Ledger, lang: str
) -> None:
    for stage, page in pages_of_totals(site / lang / "projects.html").items():
        plants = [one for one in find_plants(ledger) if one.progress.value == stage]
        left = rows_of(page, "left-out")
        assert len(left) == sum(len(one.left_out) for one in plants)
        assert all(row.find("td")[3].text.strip() for row in left)
        text = read_page(page).find("main")[0].text
        assert all(ledger.label(one.id, lang) in text for one in plants)
        assert ("gigawatt-hours a year" if lang == "en" else "吉瓦时") in text  # the scope of the sum


@pytest.mark.browser
@pytest.mark.parametrize("name", ["projects", "map"])
def test_the_total_of_chosen_plants_leads_to_the_table_of_just_these(browser: Browser, site: Path, name: str) -> None:
    page = browser.new_page()
    page.goto((site / "en" / f"{name}.html").as_uri())
    page.select_option("select[name=owner]", label="CATL (3)")
    page.wait_for_function("location.hash.includes('owner=')")
    total = page.locator("#plant-totals tr[data-progress=run] td a")
    count, _, told = total.all_inner_texts()
    total.last.click()
    page.wait_for_url("**/projects.html#progress=run&*owner=*")
    rows = page.locator("#plants-table tbody tr")
    page.wait_for_function(f"document.querySelectorAll('#plants-table tbody tr').length === {count}")
    assert told in rows.first.inner_text()
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelector('#plant-totals td a').href.endsWith('total-run.html')")
    page.close()


@LANGUAGES
def test_a_total_of_very_many_plants_leads_to_the_list_of_projects_in_place_of_listing_them_again(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = publication()
    site = make_site(made, {one: compose_report(made, one) for one in ("en", "zh")})
    monkeypatch.setattr("gigawatch.site.project.total.MOST_PLANTS", 0)
    pages = list(total_pages(site, lang))
    assert len(pages) == len(list_totals(site.projects)) >= 1
    for page in pages:
        told = parse_page(render_page(site, lang, page), page.path)
        assert not {"counted", "left-out"} & {e.attributes.get("id") for e in told.walk()}
        main = next(e for e in told.walk() if e.attributes.get("id") == "main")
        assert "projects.html" in {
            link.attributes["href"] for link in main.find("a") if link.text.endswith((".", "。"))
        }


@pytest.mark.parametrize(("lang", "words"), [("en", "there is nothing to add"), ("zh", "无可合计")])
def test_a_total_of_nothing_says_so_and_has_no_dash_for_a_sum(site: Path, lang: str, words: str) -> None:
    page = read_page(site / lang / "total-build.html").find("main")[0]
    lead = next(e.text for e in page.find("p") if e.attributes.get("class") == "lead")
    assert words in lead
    assert "–" not in lead
