"""Pages are small: nothing is written that HTML lets be left out, and what repeats is told once, without loss."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_example import content, publication
from site_tree import read_page

from gigawatch.index.show.compact import compact
from gigawatch.index.show.template import open_templates
from gigawatch.site import make_site
from gigawatch.site.render import GROUPS, TEMPLATES, fill_words, page_frame, render_page
from gigawatch.site.write import FEW, MANY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from gigawatch.site.page import Site

FRAME = 2200  # bytes of what stands around the content of a page of a thing


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


@pytest.mark.parametrize(("lang", "words"), [("en", "as told above"), ("zh", "见前文")])
def test_a_rule_is_told_with_the_first_fact_that_goes_by_it_and_later_ones_lead_there(
    built: Path, lang: str, words: str
) -> None:
    page = read_page(built / lang / "thing" / "site-example.html")
    rules = [one for one in page.find("p") if one.attributes.get("class") == "rule"]
    full = {one.attributes["id"]: one.text for one in rules if "id" in one.attributes}
    later = [one for one in rules if "id" not in one.attributes]
    assert len(rules) == 2
    assert full
    assert all(len(text) > 40 for text in full.values())
    assert all(words in one.text and one.find("a")[0].attributes["href"][1:] in full for one in later)
    assert later


def test_the_address_of_a_source_stands_with_the_first_statement_of_it(built: Path) -> None:
    for page in (built / "en" / "thing").glob("*.html"):
        origins = [one for one in read_page(page).find("p") if one.attributes.get("class") == "origin"]
        told_of = [a.attributes["href"] for one in origins for a in one.find("a") if "rel" in a.attributes]
        assert len(told_of) == len(set(told_of))
        assert all(one.find("a") for one in origins)


def test_without_a_script_the_navigation_of_a_thing_leads_to_the_lists_on_the_front_page(built: Path) -> None:
    navigation = read_page(built / "en" / "thing" / "site-example.html").find("header")[0].find("nav")[0]
    assert [a.attributes["href"] for a in navigation.find("a")] == [
        "../index.html",
        *(f"../index.html#{group}" for group in GROUPS),
    ]
    assert [a.text for a in navigation.find("a") if "aria-current" in a.attributes] == ["Ledger"]


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
    marks = page.locator(".fact > .about > .permalink")
    facts = page.locator(".fact").evaluate_all("all => all.map((one) => `#${one.id}`)")
    assert marks.evaluate_all("all => all.map((one) => one.getAttribute('href'))") == facts
    here.click()
    assert page.url.endswith(f"/{lang}/things.html")
    assert faults == []
    page.close()
