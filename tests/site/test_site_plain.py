"""Tables and the evidence of a fact are read in a browser that runs no script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_tree import FACT_AIMED_AT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.browser
TABLES = ("facts", "projects", "sources", "development-index", "chain", "method", "download")


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    yield context
    context.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_row_of_every_table_is_there_without_a_script(plain: BrowserContext, site: Path, lang: str) -> None:
    page = plain.new_page()
    for name in TABLES:
        page.goto((site / lang / f"{name}.html").as_uri())
        rows = page.locator("main table tbody tr").count()
        assert rows >= 8, name
        assert page.locator("main table tbody tr:visible").count() == rows, name
        assert page.locator("main h1:visible").count() == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_value_of_a_table_leads_to_its_fact_and_on_to_its_sentence_without_a_script(
    plain: BrowserContext, site: Path, lang: str
) -> None:
    page = plain.new_page()
    page.goto((site / lang / "facts.html").as_uri())
    value = page.locator("tbody td[data-sort] a", has_text="GWh").first
    told = value.inner_text()
    value.click()
    fact = page.locator(FACT_AIMED_AT)
    assert fact.is_visible()
    assert any(told in head for head in fact.locator("h3").all_inner_texts())
    words = fact.locator("mark").first.inner_text()
    fact.locator("mark a, li p a").first.click()
    page.wait_for_url("**/document/*.html*")
    assert words in page.locator(".kept-text").inner_text()
