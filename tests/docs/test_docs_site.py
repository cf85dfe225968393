"""The documentation site: built strictly, read from disk, searched without a server, and no other host is asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from doc_block import ROOT

from live_browser import running_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ASKS = re.compile(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(https?:)?//')
NAMES = (
    "gigawatch.open",
    "gigawatch.quantity.find_quantities",
    "gigawatch.index.run",
    "gigawatch.question.Observatory.total",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    told = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as found:
        yield found


def test_every_page_of_the_documents_is_in_the_site_and_none_asks_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    shown = {page.relative_to(site).with_suffix("").as_posix() for page in pages}
    written = {page.relative_to(ROOT / "docs").with_suffix("").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert {re.sub(r"README$", "index", name) for name in written} <= shown
    asking = [page.name for page in pages if ASKS.search(page.read_text(encoding="utf-8"))]
    assert asking == []


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_tells_public_names(site: Path, name: str) -> None:
    pages = (page.read_text(encoding="utf-8") for page in (site / "reference").glob("*.html"))
    assert any(f'id="{name}"' in page for page in pages)


@pytest.mark.browser
def test_a_reader_from_disk_finds_a_word_and_asks_nobody(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("winsorise")
    page.locator(".md-search-result__item a", has_text="Treat").first.click()
    page.wait_for_url("**/treat.html*")
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "reference/quantity.html"])
def test_readers_with_disabilities_meet_no_barrier(site: Path, browser: Browser, scheme: str, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_context(color_scheme=scheme, reduced_motion="reduce").new_page()  # type: ignore[arg-type]
    page.goto((site / name).as_uri())
    found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
    assert [(one["id"], [node["html"][:150] for node in one["nodes"][:3]]) for one in found] == []
