"""Every kind of page of the sample's site as axe sees it: WCAG 2.2 AA, light on a phone and dark on a laptop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SHOWN = 15  # of a table or list that goes on and on: what comes after is of the same make
LONG = "tbody, ul, dl, svg g, main:has(> article + article)"
THIN = f"n => document.querySelectorAll('{LONG}').forEach(l => [...l.children].slice(n).forEach(r => r.remove()))"
FOLDERS = ("cell", "declaration", "document", "explorer", "indicator", "pledge", "rank", "score", "thing")


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def kinds(site: Path, lang: str) -> list[Path]:
    """Every page that stands alone, and of each folder the largest: it has the most of what such a page can have."""
    folders = (sorted((site / lang / name).glob("*.html"), key=lambda page: page.stat().st_size) for name in FOLDERS)
    return [*sorted((site / lang).glob("*.html")), *(pages[-1] for pages in folders)]


@pytest.mark.parametrize(("lang", "scheme", "width"), [("en", "light", 390), ("zh", "dark", 1280)])
def test_no_kind_of_page_breaks_a_rule_of_accessibility(
    browser: Browser, site: Path, lang: str, scheme: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    pages = kinds(site, lang)
    assert len(pages) >= 25
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    broken: list[str] = []
    for path in pages:
        page = context.new_page()
        page.goto(path.as_uri())
        page.evaluate(THIN, SHOWN)
        found = axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"], "preload": False}).response
        broken += [f"{path.name}: {one['id']} {node['target']} {node['failureSummary']}"
                   for one in found["violations"] for node in one["nodes"][:2]]  # fmt: skip
        page.close()
    context.close()
    assert broken == []
