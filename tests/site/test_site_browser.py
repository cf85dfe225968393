from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_tree import FACT_AIMED_AT

from gigawatch.site.path import indicator_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = ["index.html", "facts.html", "thing/site-example.html", "document/doc-hostile.html", "development-index.html",
         "chain.html", "contradictions.html", "report.html", "method.html", "vocabulary.html",
         indicator_path("test", "installed")]  # fmt: skip


def visit(browser: Browser, address: str, width: int) -> tuple[list[str], list[str], int]:
    """What a page logged or threw, what it asked for, and how far it is wider than the window."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    faults: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()
    return faults, asked, int(over)


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_no_page_complains_or_asks_elsewhere_or_is_wider_than_the_window(
    browser: Browser, served: str, width: int
) -> None:
    for lang in ("en", "zh"):
        for path in PAGES:
            faults, asked, over = visit(browser, f"{served}/{lang}/{path}", width)
            assert faults == [], path
            assert [url for url in asked if not url.startswith(served)] == []
            assert over <= 0, (path, width)


def test_pages_open_from_disk(browser: Browser, built: Path) -> None:
    for path in PAGES:
        faults, asked, _ = visit(browser, (built / "en" / path).as_uri(), 1024)
        assert faults == []
        assert all(url.startswith("file:") for url in asked)


def test_a_table_can_be_sorted_by_keyboard(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/en/facts.html")
    button = page.locator("th button").nth(2)
    button.focus()
    page.keyboard.press("Enter")
    values = page.locator("tbody td[data-sort]:nth-child(3)").evaluate_all("cells => cells.map(c => +c.dataset.sort)")
    assert len(values) > 3
    assert values == sorted(values)
    page.keyboard.press("Enter")
    assert page.locator("th").nth(2).get_attribute("aria-sort") == "descending"
    page.close()


def test_everything_can_be_read_without_a_script(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/en/facts.html")
    page.click("tbody td[data-sort] a")
    fact = page.locator(FACT_AIMED_AT)
    assert fact.count() == 1
    assert fact.locator("mark").count() >= 1
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_navigation_is_one_row_and_leads_to_every_page_without_a_script(
    browser: Browser, served: str, width: int, lang: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{served}/{lang}/chain.html")
    heads = page.locator(".top nav .groups > li > a, .top nav summary")
    assert len({round(heads.nth(n).bounding_box()["y"]) for n in range(heads.count())}) == 1  # type: ignore[index]
    for group in page.locator(".top nav summary").all():
        group.click()
        links = group.locator("xpath=following-sibling::ul//a")
        boxes = [link.bounding_box() for link in links.all()]
        assert len(boxes) >= 4
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    page.click(".top nav details[open] a[href$='download.html']")
    assert page.url.endswith(f"/{lang}/download.html")
    context.close()


def test_a_group_of_the_navigation_is_opened_walked_and_closed_by_keyboard(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/en/carbon.html")
    outlook = page.locator(".top nav summary.here")
    assert outlook.count() == 1
    outlook.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "outlook.html"
    page.keyboard.press("Escape")
    assert page.locator(".top details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.close()


def test_the_first_tab_stop_skips_to_the_content(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_on_a_phone_a_wide_table_scrolls_by_itself_and_the_heads_of_its_rows_stay(
    browser: Browser, served: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{served}/en/facts.html")
    table = page.locator(".table").first
    assert table.evaluate("e => e.scrollWidth - e.clientWidth") > 100
    parts = [table.locator("tbody th").first, table.locator("caption")]
    before = [part.bounding_box() for part in parts]
    table.evaluate("e => { e.scrollLeft = 100; }")
    after = [part.bounding_box() for part in parts]
    assert [box and box["x"] for box in after] == [box and box["x"] for box in before]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_the_other_language_is_opened_at_the_fact_that_is_read(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/en/thing/site-example.html")
    fact = page.locator("[id^=fact-]").first.get_attribute("id")
    page.goto(f"{served}/en/thing/site-example.html#{fact}")
    page.click("a.language")
    page.wait_for_url(f"**/zh/thing/site-example.html#{fact}")
    assert page.locator(f"[id={fact}]").count() == 1
    page.close()


def test_on_a_phone_the_letters_of_a_picture_are_as_large_as_they_were_drawn(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{served}/en/report.html")
    picture = page.locator(".picture svg").first
    assert picture.evaluate("e => e.getBoundingClientRect().width") == pytest.approx(
        picture.evaluate("e => e.viewBox.baseVal.width"), abs=1
    )
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_in_a_table_of_many_columns_no_words_are_squeezed_to_one_a_line(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 820, "height": 800})
    page.goto(f"{served}/en/facts.html")
    words = page.locator("tbody tr").first.locator("td:not(.num, :empty, :has(> a))")
    widths = words.evaluate_all("cells => cells.map((cell) => cell.getBoundingClientRect().width)")
    letter = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert len(widths) >= 3
    assert min(widths) >= 6.5 * letter
    page.close()


def test_print_has_no_controls_and_writes_addresses_out(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 900})
    for path in ("sources.html", "projects.html", "map.html"):
        page.goto(f"{served}/en/{path}")
        page.emulate_media(media="print")
        for control in (".top nav", ".search", ".filter", ".facets", ".zoom", ".language"):
            assert page.locator(control).locator("visible=true").count() == 0, (path, control)
        cut = "cells => cells.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"
        assert page.locator("td > a[rel='nofollow noreferrer']").evaluate_all(cut) == []
    page.close()
