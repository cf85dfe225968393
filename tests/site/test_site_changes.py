"""What became known: the pages, the list, the feed, and two dates chosen by a script from disk or asked of a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree as Xml

import pytest
from api_server import serving
from site_example import DOCUMENTS, content, publication
from site_tree import Element, by_id, is_outer, parse_page, read_page, target

from gigawatch.ledger import Ledger
from gigawatch.question.feed import ATOM
from gigawatch.site import change, make_site
from gigawatch.site.change import LINES, change_pages
from gigawatch.site.page import Page as Written
from gigawatch.site.render import render_page
from gigawatch.site.serve import API

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LINE = "#changes li"
ASKED = "from=2022-12-31&to=2023-06-30"


@pytest.fixture(scope="module")
def address(built_sample: tuple[Path, object]) -> Iterator[str]:
    with serving(built_sample[0]) as root:
        yield root.removesuffix(API)


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def read_rows(path: Path) -> list[list[str]]:
    rows: list[list[str]] = json.loads(
        path.read_text(encoding="utf-8").removeprefix("siteChanges.take(").removesuffix(");\n")
    )
    return rows


def lines_of(page: Element) -> list[Element]:
    return [line for one in page.find("ul") if one.attributes.get("class") == "changes" for line in one.find("li")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_line_leads_to_its_fact_or_to_the_words_that_show_where_a_thing_stands(site: Path, lang: str) -> None:
    page = site / lang / "changes.html"
    lines = lines_of(read_page(page))
    assert len(lines) > 250
    for line in lines:
        links = [target(page, one.attributes["href"]) for one in line.find("a")]
        anchored = [(file, anchor) for file, anchor in links if anchor]
        assert anchored, line.text
        assert all(anchor in by_id(file) for file, anchor in anchored), line.text


def test_lines_stand_by_month_and_day_the_newest_first(site: Path) -> None:
    page = read_page(site / "en" / "changes.html")
    ahead = {id(time) for section in ahead_of(page) for time in section.find("time")}
    days = [t.attributes["datetime"] for head in page.find("h3") for t in head.find("time") if id(t) not in ahead]
    months = [e.attributes["id"] for e in page.find("h2") if e.attributes.get("id", "").startswith("m")]
    assert days == sorted(days, reverse=True)
    assert months == sorted({f"m{day[:7]}" for day in days}, reverse=True)


def ahead_of(page: Element) -> list[Element]:
    """The section of what is computed and lies after the newest source, if there is one."""
    return [e for e in page.find("section") if e.attributes.get("aria-labelledby") == "ahead"]


@pytest.mark.parametrize(("lang", "words"), [("en", "No source says these"), ("zh", "并无来源发布")])
def test_what_sources_published_comes_first_and_statuses_that_went_stale_since_say_that_they_are_computed(
    site: Path, lang: str, words: str
) -> None:
    page = read_page(site / lang / "changes.html")
    kinds = [line.find("span")[0].attributes["class"].split()[-1] for line in lines_of(page)]
    assert kinds[0] != "aged"
    (ahead,) = ahead_of(page)
    assert words in ahead.text
    stale = ahead.find("li")
    assert stale
    assert kinds[-len(stale) :] == ["aged"] * len(stale)
    newest = max(row[0] for row in read_rows(site / lang / "changes.js") if row[2] != "aged")
    assert all(time.attributes["datetime"] > newest for head in ahead.find("h3") for time in head.find("time"))
    assert [e for e in page.find("main")[0].find("a") if e.attributes["href"] == "#ahead"]
    leads = {target(site / lang / "changes.html", e.attributes["href"])[1] for e in ahead.find("p")[0].find("a")}
    assert leads == {"ageing"}


def test_the_page_stands_in_the_navigation_and_says_which_clock_it_goes_by(site: Path) -> None:
    for lang, name, clock in (
        ("en", "Changes", "the day on which its source was published"),
        ("zh", "变化", "来源的发布日"),
    ):
        page = read_page(site / lang / "changes.html")
        current = [e.text for e in page.find("a") if e.attributes.get("aria-current") == "page"]
        assert current == [name]
        assert clock in page.text
        assert [e.attributes["href"] for e in read_page(site / lang / "index.html").find("a") if e.text == name]


def days_shown(page: Written) -> list[str]:
    """The day of every line of a page."""
    groups: list[tuple[str, list[tuple[str, list[change.Line]]]]] = [*page.values["months"], *page.values["ahead"]]  # type: ignore[misc]
    return [line.day for _, days in groups for _, lines in days for line in lines]


def test_more_changes_than_a_page_holds_are_cut_in_parts_and_none_is_lost() -> None:
    made = publication()
    site = make_site(made, {"en": content(made, "en")})
    count = len(site.chronicle.entries)
    assert count > 5
    (whole,) = change_pages(site, "en")
    many = replace(site.chronicle, entries=site.chronicle.entries * (LINES // count + 1))
    object.__setattr__(site, "recent", replace(site.recent, chronicle=many))
    pages = list(change_pages(site, "en"))
    assert [page.path for page in pages] == ["changes.html", "changes.2.html"]
    held = [len(days_shown(page)) for page in pages]
    assert held == [LINES, len(many.entries) - LINES]
    assert whole.path == "changes.html"


def test_the_list_of_the_script_holds_the_lines_of_the_pages(site: Path) -> None:
    for lang in ("en", "zh"):
        rows = read_rows(site / lang / "changes.js")
        assert len(rows) == len(lines_of(read_page(site / lang / "changes.html")))


def test_what_a_source_says_is_no_markup_on_the_page_nor_in_the_list(built: Path) -> None:
    page = read_page(built / "en" / "changes.html")
    assert len(lines_of(page)) == len(read_rows(built / "en" / "changes.js")) >= 4
    assert not [e for e in page.walk() if any(name.startswith("on") for name in e.attributes)]
    assert DOCUMENTS[3].published is None
    assert "Facts of which no day of publication is known stand in no line: 1." in page.text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_of_the_whole_frame_name_the_feed_and_each_of_its_entries_leads_to_the_site(
    site: Path, lang: str
) -> None:
    for name in ("index.html", "changes.html", "projects.html"):
        page = site / lang / name
        named = [e for e in read_page(page).find("link") if e.attributes.get("type") == "application/atom+xml"]
        assert [target(page, e.attributes["href"])[0] for e in named] == [(site / lang / "feed.xml").resolve()]
    feed = Xml.parse(site / lang / "feed.xml").getroot()
    assert feed.tag == f"{{{ATOM}}}feed"
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert len(entries) == 200
    assert len({one.findtext(f"{{{ATOM}}}id") for one in entries}) == 200
    stamps = [str(one.findtext(f"{{{ATOM}}}updated")) for one in entries]
    assert stamps == sorted(stamps, reverse=True)
    assert feed.findtext(f"{{{ATOM}}}updated") == stamps[0]
    for one in entries:
        (link,) = one.findall(f"{{{ATOM}}}link")
        file, anchor = target(site / lang / "feed.xml", link.attrib["href"])
        assert not is_outer(link.attrib["href"])
        assert anchor in by_id(file)


def texts(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(LINE).all_inner_texts()]


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_from_disk_a_script_shows_what_a_server_shows_without_one(
    browser: Browser, site: Path, address: str, lang: str
) -> None:
    disk, faults = browser.new_page(), list[str]()
    disk.on("console", lambda message: faults.append(message.text))
    disk.on("pageerror", lambda error: faults.append(str(error)))
    disk.goto((site / lang / "changes.html").as_uri())
    whole = len(texts(disk))
    disk.fill("#between [name=from]", "2022-12-31")
    disk.fill("#between [name=to]", "2023-06-30")
    disk.wait_for_function("location.search.includes('to=')")
    disk.wait_for_function(f"document.querySelectorAll('{LINE}').length < {whole}")
    plain = browser.new_context(java_script_enabled=False)
    asked = plain.new_page()
    asked.goto(f"{address}/{lang}/changes.html?{ASKED}")
    assert texts(disk) == texts(asked)
    assert len(texts(disk)) > 50
    marked = "els => els.map(e => [e.lang, e.textContent])"
    assert disk.locator(f"{LINE} [lang]").evaluate_all(marked) == asked.locator(f"{LINE} [lang]").evaluate_all(marked)
    for page in (disk, asked):
        page.goto(page.url.replace(ASKED, "from=2025-11-12"))
    disk.wait_for_function("document.querySelector('#changes-told').textContent !== ''")
    assert disk.inner_text("#changes") == asked.inner_text("#changes")
    assert disk.locator("#ahead").count() == 1
    for page in (disk, asked):
        page.goto(page.url.replace("from=2025-11-12", ASKED))
    disk.wait_for_function("document.querySelector('#changes-told').textContent !== ''")
    assert disk.inner_text("#changes-told") == asked.inner_text("#changes-told")
    heads = "#changes h2, #changes h3"
    assert disk.locator(heads).all_inner_texts() == asked.locator(heads).all_inner_texts()
    links = f"els => els.map(a => a.href.split('/{lang}/')[1])"
    assert disk.locator(f"{LINE} a").evaluate_all(links) == asked.locator(f"{LINE} a").evaluate_all(links)
    assert faults == []
    disk.close()
    plain.close()


@pytest.mark.browser
def test_the_address_keeps_the_dates_and_the_other_language_is_asked_the_same(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "en" / "changes.html").as_uri() + f"?{ASKED}")
    page.wait_for_function("document.getElementById('changes-told').textContent !== ''")
    count = len(texts(page))
    assert page.input_value("#between [name=from]") == "2022-12-31"
    page.click("a.language")
    page.wait_for_function("document.getElementById('changes-told').textContent !== ''")
    assert urlsplit(page.url).query == ASKED
    assert "/zh/" in page.url
    assert len(texts(page)) == count
    page.fill("#between [name=from]", "2024-01-01")
    page.wait_for_function("document.getElementById('changes-told').textContent.includes('晚于')")
    assert len(texts(page)) == count  # what was shown stays while the dates are the wrong way round
    page.close()


@pytest.mark.browser
def test_dates_cleared_while_the_list_is_on_its_way_leave_all_that_was_there(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "en" / "changes.html").as_uri())
    whole = len(texts(page))
    page.evaluate("""async () => {
      const from = document.querySelector("#between [name=from]");
      for (const day of ["2024-01-01", ""]) {
        from.value = day;
        from.dispatchEvent(new Event("change", { bubbles: true }));
      }
      const list = document.querySelector("script:not([defer])");
      await new Promise((done) => list.addEventListener("load", done));
      await new Promise((done) => setTimeout(done));
    }""")
    assert len(texts(page)) == whole
    assert urlsplit(page.url).query == ""
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "told"), [("en", "“2023-02-30” is no day"), ("zh", "“2023-02-30”不是有效日期")])
def test_from_disk_a_date_that_is_none_is_told_and_not_taken_for_no_date(
    browser: Browser, site: Path, lang: str, told: str
) -> None:
    page = browser.new_page()
    page.goto((site / lang / "changes.html").as_uri() + "?from=2023-02-30&to=2023-06-30")
    page.wait_for_function("document.getElementById('changes-told').textContent !== ''")
    assert page.inner_text("#changes-told").startswith(told)
    page.close()


@pytest.mark.browser
def test_a_server_is_asked_by_a_plain_form(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/zh/changes.html")
    page.fill("#between [name=from]", "2025-11-11")
    page.click("#between button")
    assert "from=2025-11-11" in page.url
    assert {text[:2] for text in texts(page)} <= {"新增", "变更", "推定", "已被", "终止"}
    days = page.locator("#changes h3 time").evaluate_all("els => els.map(e => e.dateTime)")
    assert days
    assert min(days) > "2025-11-11"
    page.click("a.language")
    assert "from=2025-11-11" in page.url
    assert page.get_attribute("html", "lang") == "en"
    context.close()


@pytest.mark.browser
def test_who_clears_the_dates_that_a_server_was_asked_for_sees_all_again(
    browser: Browser, address: str, site: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/en/changes.html?{ASKED}")
    assert (
        page.locator("#exact a").get_attribute("href") == "../api/v1/changes?since=2022-12-31&until=2023-06-30&lang=en"
    )
    page.fill("#between [name=to]", "2023-03-31")
    page.locator("#changes-told", has_text="March").wait_for()
    assert page.locator("#exact").count() == 0
    page.fill("#between [name=from]", "")
    with page.expect_navigation():
        page.fill("#between [name=to]", "")
    assert len(texts(page)) == len(lines_of(read_page(site / "en" / "changes.html")))
    page.close()


def ask(address: str) -> tuple[int, Element]:
    try:
        with urlopen(address, timeout=60) as answer:
            return answer.status, parse_page(answer.read().decode(), address)
    except HTTPError as error:
        return error.code, parse_page(error.read().decode(), address)


@pytest.mark.parametrize(
    ("query", "words"),
    [("from=2023-02-30", "is no day"), ("to=yesterday", "is no day"), ("from=%3Cscript%3E", "“<script>” is no day"),
     ("from=2024-01-02&to=2024-01-01", "is later than the second")],
)  # fmt: skip
def test_dates_that_are_none_are_refused_in_the_language_of_the_page(address: str, query: str, words: str) -> None:
    status, page = ask(f"{address}/en/changes.html?{query}")
    assert status == 400
    assert words in page.text
    assert page.find("main")[0].find("script") == []
    status, page = ask(f"{address}/zh/changes.html?{query}")
    assert (status, page.find("h1")[0].text) == (400, "日期顺序颠倒" if "later" in words else "日期无效")


def test_a_day_after_the_last_change_has_none_and_says_so(address: str) -> None:
    later = date(2030, 1, 1) + timedelta(days=1)
    status, page = ask(f"{address}/en/changes.html?from={later}")
    assert status == 200
    assert lines_of(page) == []
    assert "Nothing became known after 2 January 2030, until now." in page.text


def test_the_page_of_the_server_is_the_written_one_where_nothing_is_asked(address: str, site: Path) -> None:
    _, page = ask(f"{address}/en/changes.html")
    written = lines_of(read_page(site / "en" / "changes.html"))
    assert [line.text for line in lines_of(page)] == [line.text for line in written]


def test_the_ledger_of_the_site_example_is_told_whole() -> None:
    made = publication()
    ledger: Ledger = made.ledger
    site = make_site(made, {"en": content(made, "en")})
    assert site.chronicle.undated == sum(fact.known_on is None for fact in ledger.facts.values()) == 1


def test_of_very_many_changes_the_newest_are_written_and_the_page_counts_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = publication()
    site = make_site(made, {"en": content(made, "en")})
    whole = len(site.chronicle.entries)
    monkeypatch.setattr(change, "MOST_WRITTEN", 2)
    (page,) = change_pages(site, "en")
    told = parse_page(render_page(site, "en", page), page.path)
    newest = [entry.day for entry in site.chronicle.entries if entry.kind != "aged"][:2]
    assert days_shown(page) == newest
    assert f"{whole - 2} others" in told.text
