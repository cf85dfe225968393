"""How soon the front page can be read and used, as the browser itself measures it, loaded from a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from api_server import serving

from gigawatch.site.serve import API

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
READABLE_MS, INTERACTIVE_MS = 500, 1500
LOADS = 12  # at most: the machine has other work, and the quickest of some loads tells what the page itself takes
MEASURE = """async () => {
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  const tasks = [];
  observe("longtask", (one) => tasks.push(one.startTime + one.duration));
  const painted = await new Promise((done) => {
    observe("paint", (one) => one.name === "first-contentful-paint" && done(one.startTime));
  });
  await new Promise((done) => requestIdleCallback(done));
  const [loading] = performance.getEntriesByType("navigation");
  return { painted, usable: Math.max(painted, loading.domContentLoadedEventEnd, ...tasks) };
}"""  # noqa: E501  # a script of the browser's


class Load(NamedTuple):
    """When the first words stood there, and when the page answered: its scripts had run and no long task was left."""

    painted: float
    usable: float


@pytest.fixture(scope="module")
def address(built_sample: tuple[Path, object]) -> Iterator[str]:
    with serving(built_sample[0]) as root:
        yield root.removesuffix(API)


def load(browser: Browser, address: str, width: int) -> Load:
    """One load by a visitor who was never here: nothing is kept from one before."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="load")
    told = page.evaluate(MEASURE)
    context.close()
    return Load(told["painted"], told["usable"])


@pytest.mark.parametrize(("lang", "width"), [("en", 390), ("zh", 1440)])
def test_the_front_page_is_read_in_half_a_second_and_used_in_one_and_a_half(
    browser: Browser, address: str, lang: str, width: int
) -> None:
    loads: list[Load] = []
    while len(loads) < LOADS and not _is_quick(loads):
        loads.append(load(browser, f"{address}/{lang}/index.html", width))
    assert _is_quick(loads), loads
    assert all(0 < one.painted <= one.usable for one in loads)


def _is_quick(loads: list[Load]) -> bool:
    return any(one.painted < READABLE_MS and one.usable < INTERACTIVE_MS for one in loads)
