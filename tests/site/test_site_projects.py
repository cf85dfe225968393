from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_tree import by_id, is_outer, read_page, target

from gigawatch.ledger import Ledger, open_ledger
from gigawatch.report.located import find_plants

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FRONT = ("index.html", "../asset/site.css", "site.js", "../asset/icon.svg")
LIGHT = 150_000


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


@pytest.fixture
def ledger(built_sample: tuple[Path, object]) -> Ledger:
    return open_ledger(built_sample[0] / "build" / "gigawatch.duckdb")


def table_rows(site: Path, lang: str = "en") -> list[list[str]]:
    """The cells of each plant as words."""
    (body,) = (e for table in read_page(site / lang / "projects.html").find("table")
               if table.attributes.get("id") == "plants-table" for e in table.find("tbody"))  # fmt: skip
    return [[" ".join(cell.text.split()) for cell in (*row.find("th"), *row.find("td"))] for row in body.find("tr")]


def open_page(browser: Browser, site: Path, page: str, mark: str = "") -> Page:
    found = browser.new_page(viewport={"width": 1280, "height": 900})
    found.goto((site / page).as_uri() + mark)
    return found


def test_every_plant_stands_in_the_table_once_and_no_part_of_one_beside_it(site: Path, ledger: Ledger) -> None:
    names = [cells[0] for cells in table_rows(site)]
    plants = {ledger.label(plant.id, "en"): plant.id for plant in find_plants(ledger)}
    assert len(names) == len(set(names)) >= 13
    assert set(names) <= plants.keys()
    inside = {part for name in names for part in ledger.kin.below(plants[name])}
    assert inside.isdisjoint(plants[name] for name in names)


def test_the_totals_are_the_sums_of_the_plants_of_each_stage_and_count_those_without_a_capacity(
    site: Path, ledger: Ledger
) -> None:
    (totals,) = (t for t in read_page(site / "en" / "projects.html").find("table")
                 if t.attributes.get("id") == "plant-totals")  # fmt: skip
    rows = {r.attributes["data-progress"]: [c.text for c in r.find("td")] for r in totals.find("tr")[1:]}
    for progress, (count, told, text) in rows.items():
        group = [plant for plant in find_plants(ledger) if plant.progress.value == progress]
        known = [plant.interval for plant in group if plant.interval is not None]
        assert (int(count), int(told)) == (len(group), len(known))
        if known and all(one.low == one.high for one in known):
            assert text == f"{sum(one.low for one in known):g} GWh a year"
    assert rows["run"][2].endswith("GWh a year")


def test_a_running_plant_with_a_capacity_that_is_only_planned_says_so_beside_it(site: Path) -> None:
    rows = {cells[0]: cells for cells in table_rows(site)}
    far_east = rows["Far East Smarter Energy, Yibin"]
    assert (far_east[1], far_east[-1]) == ("Running", "60,000 tonnes a year planned")
    assert rows["Tianyi Lithium, Yibin"][-1] == "50,000 tonnes a year"
    assert rows["BTR, Changzhou"][-1] == "50,000 tonnes a year"
    assert rows["SVOLT, Suining"][-1] == "20 GWh a year"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["projects", "map"])
def test_what_the_pages_of_plants_show_leads_on(site: Path, lang: str, name: str) -> None:
    page = site / lang / f"{name}.html"
    (main,) = read_page(page).find("main")
    addresses = [e.attributes["href"] for e in main.find("a") if not is_outer(e.attributes["href"])]
    assert len(addresses) > 15
    for address in addresses:
        file, anchor = target(page, address)
        assert file.is_file()
        assert not anchor or anchor in by_id(file)


@pytest.mark.browser
def test_facets_narrow_the_table_and_its_totals_and_the_address_holds_them(browser: Browser, site: Path) -> None:
    page = open_page(browser, site, "en/projects.html")
    rows = page.locator("#plants-table tbody tr")
    whole = rows.all_inner_texts()
    page.select_option("select[name=progress]", "run")
    page.wait_for_function("location.hash === '#progress=run'")
    running = rows.all_inner_texts()
    assert 0 < len(running) < len(whole)
    assert set(running) <= set(whole)  # the script's rows read as those that were written
    page.select_option("select[name=area]", index=1)
    page.wait_for_function("location.hash.includes('area=')")
    count = page.locator("#plant-totals tr[data-progress=run] td").first.inner_text()
    assert int(count) == rows.count()
    assert page.locator("#plant-totals tr[data-progress=planned] td").first.inner_text() == "0"
    page.click("a.language")
    page.wait_for_url("**/zh/projects.html#progress=run&area=*")
    page.wait_for_function(f"document.querySelectorAll('#plants-table tbody tr').length === {count}")
    page.click("button[type=reset]")
    page.wait_for_function(f"document.querySelectorAll('#plants-table tbody tr').length === {len(whole)}")
    assert "#" not in page.url
    page.close()


@pytest.mark.browser
def test_words_find_plants_by_company_place_and_product(browser: Browser, site: Path) -> None:
    page = open_page(browser, site, "en/projects.html", "#q=cathode")
    names = page.locator("#plants-table tbody tr").all_inner_texts()
    assert names
    assert all("cathode" in name for name in names)
    page.fill("input[name=q] >> nth=1", "atlantis")
    page.locator("#plants-told", has_text="No plant meets all of these.").wait_for()
    assert page.locator("#plants-table tbody tr").count() == 0
    page.close()


@pytest.mark.browser
def test_the_map_hides_what_is_not_asked_for_and_can_be_drawn_nearer_by_keyboard(browser: Browser, site: Path) -> None:
    page = open_page(browser, site, "en/map.html")
    spots = page.locator(".spot:not([hidden])")
    whole = spots.count()
    assert whole >= 10
    before = page.get_attribute("#plant-map", "viewBox")
    page.locator("button[data-zoom=in]").focus()
    page.keyboard.press("Enter")
    assert page.get_attribute("#plant-map", "viewBox") != before
    page.select_option("select[name=progress]", "planned")
    page.wait_for_function("location.hash === '#progress=planned'")
    assert 0 < spots.count() < whole
    assert spots.count() == page.locator(".spot.planned").count()
    first = page.locator(".spot.planned").first
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/thing/*.html")
    page.close()


IN_SIGHT = """() => {
  const [frame, mark] = [document.querySelector("#plant-map"), document.activeElement.querySelector("circle")]
    .map((one) => one.getBoundingClientRect());
  const [x, y] = [mark.x + mark.width / 2, mark.y + mark.height / 2];
  return x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
}"""
FARTHEST = """() => Math.max(...[...document.querySelectorAll(".spot circle")].map((one) => Math.hypot(
  one.getAttribute("cx") - (one.dataset.x ?? one.getAttribute("cx")),
  one.getAttribute("cy") - (one.dataset.y ?? one.getAttribute("cy")))))"""


@pytest.mark.browser
def test_plants_of_one_town_draw_near_its_point_as_the_map_does(browser: Browser, site: Path) -> None:
    page = open_page(browser, site, "en/map.html")
    page.click("button[data-zoom=all]")
    world = page.evaluate(FARTHEST)
    assert world > 3
    for _ in range(4):
        page.click("button[data-zoom=in]")
    assert page.evaluate(FARTHEST) < world / 3
    page.close()


SEEN = """() => {
  const frame = document.querySelector("#plant-map").getBoundingClientRect();
  return [...document.querySelectorAll(".spot:not([hidden]) circle")].filter((one) => {
    const mark = one.getBoundingClientRect();
    const [x, y] = [mark.x + mark.width / 2, mark.y + mark.height / 2];
    return x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
  }).length;
}"""
UNDER = """([x, y]) => {
  const map = document.querySelector("#plant-map");
  const box = map.getBoundingClientRect();
  const [left, top, width, height] = map.getAttribute("viewBox").split(" ").map(Number);
  return [left + (x / box.width) * width, top + (y / box.height) * height];
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_the_map_is_drawn_nearer_to_where_plants_are(browser: Browser, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / "en" / "map.html").as_uri())
    assert page.evaluate(SEEN) == page.locator(".spot").count()
    page.click("button[data-zoom=all]")
    assert page.evaluate(SEEN) == page.locator(".spot").count()
    for _ in range(12):
        page.click("button[data-zoom=in]")
        assert page.evaluate(SEEN) >= 1
    page.close()


NEXT_FRAME = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
MIDDLE = """() => {
  const { x, y, width, height } = document.querySelector("#plant-map").viewBox.baseVal;
  return [x + width / 2, y + height / 2];
}"""


@pytest.mark.browser
def test_in_a_window_of_another_shape_the_map_keeps_its_middle(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "en" / "map.html").as_uri())
    before = page.evaluate(MIDDLE)
    page.set_viewport_size({"width": 1280, "height": 500})
    page.evaluate(NEXT_FRAME)
    assert page.evaluate(MIDDLE) == pytest.approx(before, abs=0.5)
    assert page.evaluate(SEEN) == page.locator(".spot").count()
    page.click("button[data-zoom=in]")
    chosen = page.evaluate(MIDDLE)
    page.set_viewport_size({"width": 390, "height": 800})
    page.evaluate(NEXT_FRAME)
    assert page.evaluate(MIDDLE) == pytest.approx(chosen, abs=0.5)
    page.close()


@pytest.mark.browser
def test_the_map_is_drawn_nearer_to_where_the_reader_pointed_last(browser: Browser, site: Path) -> None:
    page = open_page(browser, site, "en/map.html")
    page.click("button[data-zoom=all]")
    page.locator("#plant-map").click(position={"x": 150, "y": 120})
    place = page.evaluate(UNDER, [150, 120])
    for _ in range(3):
        page.click("button[data-zoom=in]")
    assert page.evaluate(UNDER, [150, 120]) == pytest.approx(place, abs=2)
    page.close()


@pytest.mark.browser
def test_a_mark_that_is_reached_by_keyboard_is_brought_into_sight(browser: Browser, site: Path) -> None:
    page = open_page(browser, site, "zh/map.html")
    for _ in range(4):
        page.click("button[data-zoom=in]")
    spots = page.locator(".spot")
    for number in range(spots.count()):
        spots.nth(number).focus()
        assert page.evaluate(IN_SIGHT), number
    page.close()


@pytest.mark.browser
def test_a_mark_is_named_by_its_plant_how_far_that_is_and_what_it_can_make(browser: Browser, site: Path) -> None:
    for lang, told in (
        ("en", re.compile(r"CATL, Yibin, running, .+ GWh", re.IGNORECASE)),
        ("zh", "宁德时代（宜宾市）"),
    ):
        page = open_page(browser, site, f"{lang}/map.html")
        assert page.locator("#plant-map").get_by_role("link", name=told).count() >= 1
        page.close()


@pytest.mark.browser
def test_the_map_follows_the_pointer_only_while_its_first_button_is_held(browser: Browser, site: Path) -> None:
    page = open_page(browser, site, "en/map.html")
    box = page.locator("#plant-map").bounding_box()
    assert box is not None
    left, top = box["x"] + 20, box["y"] + 200
    place = page.get_attribute("#plant-map", "viewBox")

    def move(button: str, end: str) -> str | None:
        page.mouse.move(left, top)
        page.mouse.down(button=button)  # type: ignore[arg-type]
        if end:
            page.evaluate("(end) => window.dispatchEvent(new PointerEvent(end))", end)
        page.mouse.move(left + 60, top)
        page.mouse.up(button=button)  # type: ignore[arg-type]
        return page.get_attribute("#plant-map", "viewBox")

    assert move("right", "") == place
    assert move("left", "pointercancel") == place
    assert move("left", "") != place
    page.close()


@pytest.mark.browser
def test_where_the_list_of_plants_is_lacking_the_page_says_so_and_the_next_question_tries_again(
    browser: Browser, site: Path
) -> None:
    page = browser.new_page()
    page.route("**/en/projects.js", lambda route: route.abort())
    page.goto((site / "en/projects.html").as_uri())
    page.select_option("select[name=progress]", "planned")
    page.locator("#plants-told", has_text="cannot be read").wait_for()
    page.unroute("**/en/projects.js")
    page.fill("#plants input[name=q]", "catl")
    page.locator("#plants-told", has_text=" of ").wait_for()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["projects", "map"])
def test_plants_can_be_read_without_a_script(browser: Browser, site: Path, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "zh" / f"{name}.html").as_uri())
    assert not page.locator("#plants").is_visible()
    assert page.locator("#plants-table tbody tr, .spot").count() >= 10
    assert page.locator("#plant-totals tbody tr").count() >= 3
    context.close()


COVERED = """() => {
  const circles = [...document.querySelectorAll(".spot circle")].map((one) => {
    const [r, cx, cy] = ["r", "cx", "cy"].map((name) => Number(one.getAttribute(name)));
    return { r, cx, cy };
  });
  return circles.flatMap((one, at) => circles.slice(at + 1).filter((other) =>
    Math.hypot(one.cx - other.cx, one.cy - other.cy) < one.r + other.r)).length;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 820, 1400])
def test_no_mark_covers_another_of_its_town_or_of_one_nearby_however_near_the_map_is_drawn(
    browser: Browser, site: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / "en" / "map.html").as_uri())
    assert page.evaluate(COVERED) == 0
    for way in ("all", "in", "in", "in"):
        page.click(f"button[data-zoom={way}]")
        assert page.evaluate(COVERED) == 0
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 820, 1400])
@pytest.mark.parametrize(
    ("lang", "towns"), [("en", {"Yibin", "Chengdu", "Suining"}), ("zh", {"宜宾市", "成都市", "遂宁市"})]
)
def test_the_map_names_the_places_of_its_marks_and_no_name_touches_another(
    browser: Browser, site: Path, lang: str, towns: set[str], width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / lang / "map.html").as_uri())
    names = page.locator("#plant-map .town:not([hidden])")
    assert towns <= set(names.all_text_contents())
    boxes = [box for box in (name.bounding_box() for name in names.all()) if box]
    assert len(boxes) >= 3
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
            assert not (across and abs(one["y"] - other["y"]) < one["height"] * 0.7)
    page.close()


@pytest.mark.browser
def test_marks_go_with_the_plants_that_are_chosen_and_the_others_leave_their_room(browser: Browser, site: Path) -> None:
    page = open_page(browser, site, "en/map.html")
    page.select_option("select[name=progress]", "build")
    page.locator("#plants-told", has_text=" of ").wait_for()
    assert page.locator("#plant-map .town:not([hidden])").all_text_contents() == ["Yibin"]
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_built_is_told_from_what_runs_by_its_shape_and_not_by_its_blue_alone(
    browser: Browser, site: Path, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((site / "en" / "map.html").as_uri())
    fills = {stage: page.locator(f".spot.{stage} circle").first.evaluate("e => getComputedStyle(e).fill")
             for stage in ("run", "build")}  # fmt: skip
    map_ground = page.locator("#plant-map").evaluate("e => getComputedStyle(e).backgroundColor")
    assert fills["build"] == map_ground != fills["run"]
    page.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_list_by_place_tells_what_each_mark_stands_for(site: Path, lang: str) -> None:
    page = site / lang / "map.html"
    listed = by_id(page)["plants-by-town"]
    marks = by_id(page)["plant-map"].find("a")
    lines = listed.find("li")
    assert len(lines) == len(marks) >= 10
    told = [" ".join(line.text.split()) for line in lines]
    assert lang == "zh" or [one for one in told if "Far East" in one and one.endswith("a year planned")]
    aims = {target(page, e.attributes["href"])[0] for e in marks}
    assert {target(page, link.attributes["href"])[0] for line in lines for link in line.find("a")[:1]} == aims


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_front_page_is_light(site: Path, lang: str) -> None:
    size = sum(len(gzip.compress((site / lang / name).read_bytes())) for name in FRONT)
    assert size < LIGHT
