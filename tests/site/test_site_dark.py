"""Pictures follow the colour scheme, on the site and in the report, and can be read in both; print is light."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gigawatch.report.house.colour import contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = ("site/en/outlook.html", "site/zh/shift.html", "site/en/report.html", "report/report.en.html")
# The colours of the words and of the marks of all pictures, and of the paper below them.
COLOURS = """() => {
  const hex = (colour) => "#" + colour.match(/\\d+/g).slice(0, 3).map((one) => Number(one).toString(16).padStart(2, "0")).join("");
  const seen = (one, name) => getComputedStyle(one)[name];
  const isClear = (colour) => colour === "none" || colour === "rgba(0, 0, 0, 0)";
  const below = (one) => {
    while (one && isClear(seen(one, "backgroundColor"))) one = one.parentElement;
    return one ? hex(seen(one, "backgroundColor")) : "#ffffff";
  };
  const pictures = [...document.querySelectorAll(".picture svg.marks")];
  const colours = (query, name) => [...new Set(pictures.flatMap((svg) => [...svg.querySelectorAll(query)].map((one) => seen(one, name)))
    .filter((one) => !isClear(one)).map(hex))];
  return { count: pictures.length, paper: [...new Set(pictures.map((one) => below(one.parentElement)))], words: colours("text[fill]", "fill"),
    lines: colours(".mark-line path[stroke]", "stroke") };
}"""  # noqa: E501  # a script of the browser's


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_lines_of_every_picture_can_be_read_on_its_paper(
    browser: Browser, built_sample: tuple[Path, object], path: str, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((built_sample[0] / "build" / path).as_uri())
    found = page.evaluate(COLOURS)
    page.close()
    assert found["count"] >= 1
    (paper,) = found["paper"]
    assert contrast(paper, "#000000" if scheme == "dark" else "#ffffff") < 2
    assert found["words"]
    assert [one for one in found["words"] if contrast(one, paper) < 4.5] == []
    if scheme == "dark":
        assert [one for one in found["lines"] if contrast(one, paper) < 3] == []


@pytest.mark.parametrize("path", PAGES)
def test_what_is_printed_in_the_dark_is_light(browser: Browser, built_sample: tuple[Path, object], path: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto((built_sample[0] / "build" / path).as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(COLOURS)
    page.close()
    assert [one for one in found["words"] if contrast(one, "#ffffff") < 4.5] == []
    assert [one for one in found["paper"] if contrast(one, "#ffffff") > 1.1] == []
