"""The way from anywhere in the long report back to its contents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.browser
@pytest.mark.parametrize("path", ["site/en/report.html", "site/zh/report.html", "report/report.en.html"])
def test_the_way_back_to_the_contents_needs_no_script_works_by_keyboard_and_is_not_printed(
    browser: Browser, built_sample: tuple[Path, object], path: str
) -> None:
    phone = {"width": 390, "height": 800}
    # Without the smooth scroll, which a reader may still be on the way of when the place is asked for.
    context = browser.new_context(java_script_enabled=False, viewport=phone, reduced_motion="reduce")
    page = context.new_page()
    page.goto((built_sample[0] / "build" / path).as_uri())
    ways = page.locator(".up a")
    assert ways.count() >= 8
    ways.nth(5).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#contents")
    box = page.locator("#contents").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400  # the page above it is short
    page.emulate_media(media="print")
    assert ways.locator("visible=true").count() == 0
    context.close()
