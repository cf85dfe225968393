"""Searching on the pages, in a real browser: served with the API, and opened from disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from api_server import serving
from site_tree import by_id, target

from gigawatch.ledger import open_ledger
from gigawatch.site.search import open_search
from gigawatch.site.search.name import GAP, NAMES, WORDS, write_short
from gigawatch.site.search.word import words_of
from gigawatch.site.serve import API
from gigawatch.vocab import organisations
from gigawatch.vocab.organisation import names_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOWN = ".suggested a"


@pytest.fixture(scope="module")
def address(built_sample: tuple[Path, object]) -> Iterator[str]:
    with serving(built_sample[0]) as root:
        yield root.removesuffix(API)


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def open_page(browser: Browser, address: str) -> tuple[Page, list[str]]:
    page, faults = browser.new_page(), list[str]()
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    return page, faults


def test_what_is_found_leads_to_a_page_and_an_anchor_of_the_site(built_sample: tuple[Path, object], site: Path) -> None:
    book = open_search(built_sample[0] / "build" / "gigawatch.duckdb")
    found = book.find("宜宾", "en", 100)
    assert all(found.values())
    ledger = open_ledger(built_sample[0] / "build" / "gigawatch.duckdb")
    assert {hit.id for hit in found["fact"]} <= ledger.facts.keys()
    for hit in (hit for hits in found.values() for hit in hits):
        file, _, anchor = hit.page.partition("#")
        assert (site / "en" / file).is_file()
        assert not anchor or anchor in by_id(site / "en" / file)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_lists_of_names_and_words_lead_to_pages_of_the_site(site: Path, lang: str) -> None:
    for name in (NAMES, WORDS):
        text = (site / lang / name).read_text(encoding="utf-8")
        pages = re.findall(r'"([a-z/-]+/?[\w.-]*\.html(?:#[\w-]+)?)"', text)
        assert len(pages) > 40
        for page in set(pages):
            file, anchor = target(site / lang / "index.html", page)
            assert file.is_file(), page
            assert not anchor or anchor in by_id(file), page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_thing_with_a_page_is_in_the_list_of_names(site: Path, lang: str) -> None:
    text = (site / lang / NAMES).read_text(encoding="utf-8")
    _, rows, _ = json.loads(text.strip().removeprefix("siteSearch.take(...").removesuffix(");"))
    pages = {f"thing/{path.name}" for path in (site / lang / "thing").glob("*.html") if "." not in path.stem}
    assert pages <= {row[2] for row in rows}


@pytest.mark.parametrize(("lang", "name"), [("en", "Norway"), ("zh", "挪威")])
def test_who_stands_in_an_index_is_found_by_name_in_either_language(site: Path, lang: str, name: str) -> None:
    text = (site / lang / WORDS).read_text(encoding="utf-8")
    _, rows, _ = json.loads(text.strip().removeprefix("siteSearch.take(...").removesuffix(");"))
    (page, words), *_ = [(row[2], row[3]) for row in rows if row[0] == name]
    assert page.startswith("score/global-norway")
    other = {"en": "挪威", "zh": "norway"}[lang]
    assert {"=", other, "~nuo wei"} <= set(words.split("\n"))  # the script makes the rest of the name and of these


def test_the_script_makes_again_what_a_list_of_names_leaves_out() -> None:
    for firm in organisations():
        told = GAP.sub("", words_of(names_of(firm)))
        made = [line for short in write_short(firm.name, told).split("\n") for line in written_out(short, firm.name)]
        assert set(made) == set(told.split("\n")), firm.name


def written_out(line: str, name: str) -> list[str]:
    """What the script makes of a line: `write` in site/asset/search.js."""
    if line == "=":
        return [" ".join(re.findall(r"[\u3400-\u9fff]+|[a-z0-9]+", name.lower()))]
    if not line.startswith("~"):
        return [line]
    syllables = line[1:].split(" ")
    return ["".join(syllables), " ".join(syllables), "".join(one[0] for one in syllables)]


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["ningdeshidai", "寧德時代", "CATL", "catl yi"])
def test_served_names_are_found_as_one_types_and_facts_and_passages_with_them(
    browser: Browser, address: str, typed: str
) -> None:
    page, faults = open_page(browser, f"{address}/en/carbon.html")
    page.locator("form.search input").press_sequentially(typed)
    page.locator(SHOWN, has_text="CATL, Yibin").first.wait_for()
    heads = page.locator(".suggested h2").all_inner_texts()
    assert {"Companies, places, plants", "Facts"} <= set(heads)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.suggested') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thing/*.html")
    assert "CATL" in page.locator("h1").inner_text()
    assert faults == []
    page.close()


@pytest.mark.browser
def test_from_disk_names_are_found_in_both_scripts_and_by_pinyin(browser: Browser, site: Path) -> None:
    for typed in ("ndsd", "宁德", "catl", "寧德時代", "ningde shidai"):
        page, faults = open_page(browser, (site / "zh" / "chain.html").as_uri())
        page.locator("form.search input").press_sequentially(typed)
        page.locator(SHOWN, has_text="宁德时代").first.wait_for()
        assert page.locator(".suggested h2").first.inner_text() == "名称与文件"
        page.keyboard.press("Escape")
        assert not page.locator(".suggested").is_visible()
        assert faults == []
        page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "typed", "first"), [("zh", "寧德時代", "宁德时代"), ("en", "catl", "CATL")])
def test_from_disk_the_thing_of_the_very_name_comes_before_what_else_goes_by_it(
    browser: Browser, site: Path, lang: str, typed: str, first: str
) -> None:
    page, faults = open_page(browser, (site / lang / "chain.html").as_uri())
    page.locator("form.search input").fill(typed)
    page.locator(SHOWN, has_text=first).first.wait_for()
    assert page.locator(SHOWN).first.inner_text() == first
    assert faults == []
    page.close()


@pytest.mark.browser
def test_keys_that_belong_to_an_input_method_are_left_to_it(browser: Browser, site: Path) -> None:
    page, faults = open_page(browser, (site / "zh" / "chain.html").as_uri())
    page.locator("form.search input").press_sequentially("ndsd")
    page.locator(SHOWN, has_text="宁德时代").first.wait_for()
    press = """(key) => document.activeElement.dispatchEvent(
      new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }))"""
    assert [page.evaluate(press, key) for key in ("ArrowDown", "Escape", "/")] == [True, True, True]
    assert page.locator(".suggested").is_visible()
    assert page.evaluate("document.activeElement.name") == "q"
    assert faults == []
    page.close()


@pytest.mark.browser
def test_the_page_of_all_that_is_found_keeps_its_question_in_the_other_language(browser: Browser, address: str) -> None:
    page, faults = open_page(browser, f"{address}/en/index.html")
    page.keyboard.press("/")
    page.keyboard.type("295 GWh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?q=295+GWh")
    page.locator("#search-found a").first.wait_for()
    assert page.locator("#search-found small", has_text="295 GWh").count() >= 1
    page.click("a.language")
    page.locator("#search-found a").first.wait_for()
    assert page.locator("form.search input").input_value() == "295 GWh"
    assert faults == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["atlantis", "<img src=x onerror=alert(1)>", "*?&#%"])
def test_what_is_not_there_is_told_and_no_question_is_ever_markup(browser: Browser, address: str, typed: str) -> None:
    page, faults = open_page(browser, f"{address}/en/index.html")
    page.fill("form.search input", typed)
    page.locator(".suggested p", has_text="Nothing is found.").wait_for()
    assert page.locator(".suggested img").count() == 0
    assert faults == []
    page.close()


@pytest.mark.browser
def test_words_of_a_hostile_source_are_shown_as_text(browser: Browser, built: Path) -> None:
    page, faults = open_page(browser, (built / "en" / "index.html").as_uri())
    page.fill("form.search input", "bold")
    page.locator(SHOWN, has_text='<b onclick="x">Bold</b>').wait_for()
    assert page.locator(".suggested b").count() == 0
    assert faults == []
    page.close()
