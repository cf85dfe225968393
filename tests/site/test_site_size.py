"""Pages are small: nothing is written that HTML lets be left out, and what repeats is told once, without loss."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_example import content, publication
from site_tree import read_page

from gigawatch.index.show.compact import compact
from gigawatch.index.show.template import open_templates
from gigawatch.site import make_site
from gigawatch.site.fact import Told, group_told, tell_fact
from gigawatch.site.render import TEMPLATES, fill_words, page_frame, render_page
from gigawatch.site.row import Cell, write_rows
from gigawatch.site.write import FEW, MANY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from gigawatch.site.page import Site

FRAME = 800  # bytes of what stands around the content of a page of a thing


# What stands around the content of a page: where it leads, by what name, and the feed and search that it offers.
FRAMED = """() => ({
  links: [...document.querySelectorAll(".top nav a, .top .brand a, .bottom a")].map((a) => [a.href, a.textContent, a.ariaCurrent && "here"]),
  search: [...document.querySelectorAll("form.search")].map((form) => [form.action, form.role, form.elements.q.type, form.elements.q.ariaLabel]),
  feed: document.querySelector("link[type='application/atom+xml']").href,
  words: [...document.querySelectorAll(".top nav summary, .bottom p")].map((one) => one.textContent),
})"""  # noqa: E501  # a script of the browser's


# The rows of a table as they are seen, each with the cells that span it.
TOLD = """(table) => {
  const rows = [...table.tBodies[0].rows].map(() => []);
  [...table.tBodies[0].rows].forEach((row, at) => {
    let column = 0;
    for (const cell of row.cells) {
      while (rows[at][column] !== undefined) column += 1;
      for (let below = at; below < at + cell.rowSpan; below += 1) rows[below][column] = cell.textContent;
    }
  });
  return rows;
}"""


def made_site() -> Site:
    made = publication()
    return make_site(made, {lang: content(made, lang) for lang in ("en", "zh")})


# A page as the browser reads it, without the white space between its elements, which stands for nothing there.
READ = """([short, long]) => [short, long].map((text) => {
  const tell = (node) => node.nodeType === Node.TEXT_NODE
    ? node.data.replace(/\\s+/g, " ").trim()
    : [node.nodeName, [...(node.attributes ?? [])].map((one) => `${one.name}=${one.value}`).sort(), [...node.childNodes].map(tell).filter((one) => one !== "")];
  return JSON.stringify(tell(new DOMParser().parseFromString(text, "text/html").documentElement));
})"""  # noqa: E501  # a script of the browser's


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_browser_makes_the_same_tree_of_a_page_as_of_its_template_written_out(browser: Browser, lang: str) -> None:
    site, plain, reader = made_site(), made_site(), browser.new_page()
    written_out = open_templates(TEMPLATES, lambda source: fill_words(source, lang))
    count = 0
    for make in (*FEW, *MANY):
        for page, same in zip(make(site, lang), make(plain, lang), strict=True):
            short = render_page(site, lang, page)
            long = written_out.get_template(same.template).render({**page_frame(plain, lang, same), **same.values})
            ours, theirs = reader.evaluate(READ, [short, long])
            assert ours == theirs, page.path
            assert len(short) < len(long)
            count += 1
    assert count > 20
    reader.close()


def test_text_whose_line_ends_count_stays_as_it_is() -> None:
    source = '<p class="a">x</p>\n<pre>\n<b>\n</b>\n</pre>'
    assert compact(source) == source


def test_the_frame_of_a_page_of_a_thing_is_small(built: Path) -> None:
    for page in (built / "en" / "thing").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        inner = text[text.index("<main") : text.index("</main>")]
        assert len(text.encode()) - len(inner.encode()) < FRAME


@pytest.mark.parametrize(("lang", "words"), [("en", "Rule as told above"), ("zh", "规则见前文")])
def test_a_rule_is_told_with_the_first_fact_that_it_chose_and_later_ones_lead_there(
    built_sample: tuple[Path, object], lang: str, words: str
) -> None:
    count = 0
    for path in (built_sample[0] / "build" / "site" / lang / "thing").glob("*.html"):
        rules = [one for one in read_page(path).find("p") if one.attributes.get("class") == "rule"]
        full = {one.attributes["id"]: one.text for one in rules if "id" in one.attributes}
        later = [one for one in rules if "id" not in one.attributes]
        assert all(len(text) > 30 for text in full.values())
        assert all(one.text == words and one.find("a")[0].attributes["href"][1:] in full for one in later)
        count += len(later)
    assert count > 10


def test_where_one_statement_is_all_no_rule_is_told(built: Path) -> None:
    page = read_page(built / "en" / "thing" / "site-example.html")
    counts = {len(one.find("li")): "higher standing" in one.text for one in page.find("article")}
    assert counts == {1: False, 2: True}


def test_a_settled_fact_with_one_statement_of_its_value_shows_the_sentence_and_no_repeats(built: Path) -> None:
    page = read_page(built / "en" / "thing" / "site-example.html")
    (fact,) = (one for one in page.find("article") if "4 billion yuan" in one.find("h3")[0].text)
    (statement,) = fact.find("li")
    assert [mark.text for mark in statement.find("mark")] == ["4 billion yuan"]
    assert "It cost 4 billion yuan, the company said." in statement.text
    words = statement.find("a")[0]
    assert re.fullmatch(r"\.\./document/doc-\w+\.html#claim-\w+", words.attributes["href"])
    assert not [e for e in statement.walk() if e.attributes.get("class") in ("chip", "value")]
    assert "Place" not in fact.text  # the head of the page tells it


def test_an_open_fact_marks_each_statement_and_tells_its_value(built: Path) -> None:
    page = read_page(built / "en" / "thing" / "site-example.html")
    (fact,) = (one for one in page.find("article") if "24 GWh" in one.text)
    values = [[a.text for a in one.find("a") if a.attributes.get("class") == "value"] for one in fact.find("li")]
    assert values == [["24 GWh a year"], ["over 30 GWh a year"]]


def test_what_is_the_same_in_rows_below_each_other_is_told_once(built: Path) -> None:
    (body,) = read_page(built / "en" / "facts.html").find("tbody")
    spanning = {e.text: int(e.attributes["rowspan"]) for e in body.walk() if "rowspan" in e.attributes}
    subjects = [e.text for e in body.find("th")]
    assert spanning["Example Cells, Riverton"] > 1
    assert len(subjects) == len(set(subjects))
    assert sum(spanning.get(one, 1) for one in subjects) == len(body.find("tr"))


def test_what_a_spanning_cell_tells_is_told_again_before_it_is_out_of_sight() -> None:
    rows = [(Cell("Northvale", tag="th", spans=True), Cell(str(number))) for number in range(30)]
    written = write_rows([rows])
    assert [int(height) for height in re.findall(r"rowspan=(\d+)>Northvale", written)] == [12, 12, 6]
    assert written.count("<tr>") == len(rows)


@pytest.mark.browser
@pytest.mark.parametrize("path", ["facts.html", "thing/site-example.html"])
def test_a_table_is_sorted_and_filtered_as_if_every_row_had_its_own_cells(
    browser: Browser, built: Path, path: str
) -> None:
    page = browser.new_page()
    page.goto((built / "en" / path).as_uri())
    table = page.locator("table[data-sortable]").first
    columns, count = table.locator("thead th").count(), table.locator("tbody tr").count()
    told = table.evaluate(TOLD)
    for head in range(columns):
        table.locator("thead button").nth(head).click()
    assert table.locator("tbody [rowspan]:not([rowspan='1'])").count() == 0
    assert table.locator("tbody tr").count() == count
    rows = table.evaluate(TOLD)
    assert sorted(rows) == sorted(told)
    page.close()


@pytest.mark.browser
def test_the_value_of_a_statement_that_lost_is_not_as_bold_as_that_of_the_kept_one(
    browser: Browser, built_sample: tuple[Path, object]
) -> None:
    things = (built_sample[0] / "build" / "site" / "en" / "thing").glob("*.html")
    with_lost = next(path for path in sorted(things) if "<li class=lost" in path.read_text(encoding="utf-8"))
    page = browser.new_page()
    page.goto(with_lost.as_uri())
    weigh = "(one) => Number(getComputedStyle(one).fontWeight)"
    lost = page.locator("article .lost .value").first.evaluate(weigh)
    assert lost < page.locator("article li:not(.lost) .value").first.evaluate(weigh)
    page.close()


def test_the_address_of_a_source_stands_with_the_first_statement_of_it(built: Path) -> None:
    for page in (built / "en" / "thing").glob("*.html"):
        facts = [one for one in read_page(page).find("article") if "class" not in one.attributes]
        origins = [item.find("p")[-1] for one in facts for item in one.find("li")]
        told_of = [a.attributes["href"] for one in origins for a in one.find("a") if "rel" in a.attributes]
        assert len(told_of) == len(set(told_of))
        assert all(one.find("a") for one in origins)


def test_without_a_script_a_thing_leads_to_the_front_page_its_list_and_the_other_language(built: Path) -> None:
    page = read_page(built / "en" / "thing" / "site-example.html")
    (header,) = page.find("header")
    assert [a.attributes["href"] for a in header.find("a")] == ["../index.html", "../../zh/thing/site-example.html"]
    (language,) = (a for a in header.find("a") if a.attributes.get("class") == "language")
    assert (language.attributes["rel"], language.attributes["hreflang"]) == ("alternate", "zh-Hans")
    assert page.find("main")[0].find("a")[0].attributes["href"] == "../things.html"


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_with_a_script_the_frame_of_a_thing_is_that_of_every_page(browser: Browser, built: Path, lang: str) -> None:
    page = browser.new_page()
    frames = []
    for path in ("things.html", "thing/site-example.html"):
        page.goto((built / lang / path).as_uri())
        frames.append(page.evaluate(FRAMED))
    assert frames[0] == frames[1]
    assert len(frames[0]["links"]) > 20
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "width"), [("en", 390), ("zh", 1280)])
def test_a_script_fills_the_navigation_of_a_thing_and_gives_each_fact_its_address(
    browser: Browser, built: Path, lang: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto((built / lang / "thing" / "site-example.html").as_uri())
    heads = page.locator(".top nav .groups > li > a, .top nav summary")
    assert len({round(heads.nth(n).bounding_box()["y"]) for n in range(heads.count())}) == 1  # type: ignore[index]
    page.locator(".top nav summary.here").click()
    here = page.locator(".top nav details[open] a[aria-current]")
    assert re.search(r"/things\.html$", here.get_attribute("href") or "")
    marks = page.locator("article:not([class]) > h3 + p > .permalink")
    facts = page.locator("[id^=fact-]").evaluate_all("all => all.map((one) => `#${one.id}`)")
    assert marks.evaluate_all("all => all.map((one) => one.getAttribute('href'))") == facts
    here.click()
    assert page.url.endswith(f"/{lang}/things.html")
    assert faults == []
    page.close()


@pytest.mark.browser
def test_a_page_of_a_thing_does_not_move_when_its_frame_is_filled_in(browser: Browser, built: Path) -> None:
    for width in (390, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.route("**/site.js", lambda route: route.abort())
        page.goto((built / "en" / "thing" / "site-example.html").as_uri())
        before, language = page.locator("h1").bounding_box(), page.locator(".language").bounding_box()
        page.unroute("**/site.js")
        page.reload()
        after = page.locator("h1").bounding_box()
        assert page.locator(".top nav").count() == 1
        assert before is not None
        assert after is not None
        assert abs(before["y"] - after["y"]) < 8, (width, before["y"], after["y"])
        told = page.locator(".language").bounding_box()
        assert language is not None
        assert told is not None
        assert abs(language["x"] - told["x"]) < 2, (width, language, told)  # at the edge, and no wider than its word
        assert abs(language["width"] - told["width"]) < 2, (width, language, told)
        page.close()


def test_facts_that_one_sentence_tells_stand_together_with_it_and_each_quantity_leads_to_its_claim() -> None:
    def told(key: str, before: str, surface: str, after: str, value: str = "") -> Told:
        made = publication()
        site = make_site(made, {"en": content(made, "en")})
        (fact,) = [one for one in made.ledger.facts.values() if one.measure == "investment"]
        one = tell_fact(site, site.voices["en"], fact)
        words = replace(one.statements[0].evidence, before=before, surface=surface, after=after)
        statement = replace(one.statements[0], evidence=words, value=value or one.value)
        return replace(one, fact=replace(fact, id=key), statements=(statement,))

    first = told("fact-a", "It made ", "3 GWh", " and sold 2 GWh.")
    second = told("fact-b", "It made 3 GWh and sold ", "2 GWh", ".")
    other = told("fact-c", "It made ", "3 GWh", " and sold nothing.")
    differs = told("fact-d", "It made 3 GWh ", "and sold", " 2 GWh.", value="another")
    ids = [[one.fact.id for one in group] for group in group_told([first, other, differs, second])]
    assert ids == [["fact-a", "fact-b"], ["fact-c"], ["fact-d"]]
    within = told("fact-e", "It made 3 GWh and ", "sold 2 GWh", ".")
    assert [len(group) for group in group_told([first, second, within])] == [1, 1, 1]
