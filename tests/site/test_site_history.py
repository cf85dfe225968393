"""The picture of a thing's history: only where it has two dated points, leading to the facts and sentences drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_tree import Element, read_page, target
from test_site_browser import visit

from gigawatch.site.path import indicator_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def history_of(page: Path) -> Element | None:
    return next((e for e in read_page(page).find("section") if e.attributes.get("id") == "history"), None)


def page_of(site: Path, lang: str, name: str) -> Path:
    pages = sorted((site / lang / "thing").iterdir())
    return next(path for path in pages if read_page(path).find("main")[0].find("h1")[0].text == name)


def test_a_site_with_capacity_of_several_days_has_a_picture_whose_marks_lead_to_its_facts(site: Path) -> None:
    page = page_of(site, "en", "Times Geely, Yibin")
    history = history_of(page)
    assert history is not None
    marks = [a.attributes["xlink:href"] for a in history.find("a") if "xlink:href" in a.attributes]
    assert len(marks) >= 4
    assert {target(page, one)[0] for one in marks} == {page.resolve()}
    assert "Capacity as stated, by status" in history.text


def test_a_plant_that_came_from_building_to_running_has_its_steps_drawn(site: Path) -> None:
    page = page_of(site, "zh", "四川时代（宜宾市）1期")
    history = history_of(page)
    assert history is not None
    assert "状态进程" in history.text
    marks = [a.attributes["xlink:href"] for a in history.find("a") if "xlink:href" in a.attributes]
    assert {target(page, one)[0].parent.name for one in marks} == {"document"}


def test_a_thing_with_fewer_than_two_dated_points_has_no_picture(site: Path, built: Path) -> None:
    assert history_of(built / "en" / "thing" / "place-riverton.html") is None
    drawn = [page for page in (site / "en" / "thing").iterdir() if history_of(page) is not None]
    assert 5 < len(drawn) < len(list((site / "en" / "thing").iterdir())) / 2


def test_a_picture_of_history_says_what_it_shows_and_is_light(site: Path) -> None:
    for page in (site / "en" / "thing").iterdir():
        history = history_of(page)
        if history is not None:
            (picture,) = (e for e in history.find("div") if e.attributes.get("class") == "picture")
            name = read_page(page).find("main")[0].find("h1")[0].text
            assert picture.attributes["aria-label"].startswith(f"{name}: ")
            text = page.read_text(encoding="utf-8")
            assert len(text[text.index('<section id="history"') :].partition("</section>")[0]) < 30_000


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "width"), [("en", 390), ("zh", 1280)])
def test_pages_with_pictures_and_pledges_fit_the_window_and_complain_of_nothing(
    browser: Browser, site: Path, lang: str, width: int
) -> None:
    pages = [
        page_of(site, lang, "Times Geely, Yibin" if lang == "en" else "时代吉利（宜宾市）"),
        site / lang / indicator_path("global", "ev_sales"),
        site / lang / indicator_path("global", "industrial_scale"),
        *(site / lang / "declaration").iterdir(),
        *(site / lang / "pledge").iterdir(),
    ]
    for page in pages:
        faults, _, over = visit(browser, page.as_uri(), width)
        assert faults == [], page
        assert over <= 0, page


@pytest.mark.browser
def test_a_picture_is_followed_by_a_click_to_the_fact_that_it_draws(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(page_of(site, "en", "Times Geely, Yibin").as_uri())
    page.locator("#history svg a:visible").first.click()
    assert page.url.partition("#")[2].startswith("fact-")
    assert page.locator(":target").inner_text().startswith("Capacity:")
    page.close()
