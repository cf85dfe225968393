"""Pages as they were known on a day, asked of a real server."""

from __future__ import annotations

import gc
import os
import re
import shutil
import weakref
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest
from api_server import serving
from site_tree import FACT_AIMED_AT, Element, parse_page, read_page

import gigawatch
from gigawatch.cli.publish import open_shelf
from gigawatch.question import Observatory
from gigawatch.run.workspace import open_workspace
from gigawatch.site.api.reply import Reply
from gigawatch.site.past import Past
from gigawatch.site.path import KEPT_BY_DAY
from gigawatch.site.plan import thing_path
from gigawatch.site.serve import API

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAY = "2023-01-31"
DAY_ONLY = ("banner", "then")
THING = "thing/place-cn-yibin.html"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def address(built_sample: tuple[Path, object]) -> Iterator[str]:
    with serving(built_sample[0]) as root:
        yield root.removesuffix(API)


@pytest.fixture(scope="module")
def book(built_sample: tuple[Path, object]) -> Observatory:
    return gigawatch.open(built_sample[0])


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def ask(address: str, **headers: str) -> tuple[int, str, str, str]:
    """Status, address at the end, entity tag and text of an answer."""
    try:
        with urlopen(Request(address, headers=headers), timeout=60) as answer:
            return answer.status, answer.url, answer.headers.get("ETag", ""), answer.read().decode()
    except HTTPError as error:
        return error.code, error.url or "", "", error.read().decode()


def read(address: str) -> Element:
    status, _, _, text = ask(address)
    assert status == 200, text
    return parse_page(text, address)


def facts_on(page: Element) -> set[str]:
    return {e.attributes["id"] for e in page.walk() if e.attributes.get("id", "").startswith("fact-")}


def test_a_thing_has_the_facts_that_the_ledger_of_the_day_has_of_it(address: str, book: Observatory) -> None:
    page = read(f"{address}/en/{THING}?as_of={DAY}")
    then = book.by(as_of=DAY).ledger
    assert facts_on(page) == {fact.id for fact in then.facts.values() if fact.subject == "place-cn-yibin"}
    assert 0 < len(facts_on(page)) < len(facts_on(read(f"{address}/en/{THING}?as_of=2026-01-01")))
    published = {d.published.isoformat() for d in then.material.documents.values() if d.published}
    sources = read(f"{address}/en/sources.html?as_of={DAY}")
    told = [time.attributes["datetime"] for one in (page, sources) for time in one.find("main")[0].find("time")]
    assert any(day in published for day in told)
    assert not {d for d in told if len(d) == 10} & {
        one.published.isoformat() for one in book.whole.material.documents.values()
        if one.published and one.published > date.fromisoformat(DAY)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words", "today"),
    [
        ("en", "As known on 31 January 2023.", "Show what is known today"),
        ("zh", "截至2023年1月31日所知。", "查看目前所知"),
    ],
)
def test_the_page_says_of_which_day_it_is_and_leads_to_today_s(address: str, lang: str, words: str, today: str) -> None:
    page = read(f"{address}/{lang}/{THING}?as_of={DAY}")
    (banner,) = (e for e in page.find("p") if e.attributes.get("class") == "banner")
    assert words in banner.text
    assert [(e.text, e.attributes["href"]) for e in banner.find("a")] == [(today, "place-cn-yibin.html")]
    (given,) = (e for e in page.find("input") if e.attributes.get("name") == "as_of")
    assert given.attributes["value"] == DAY
    assert "hidden" not in next(e for e in page.find("form") if e.attributes.get("class") == "then").attributes


def test_every_link_to_a_page_of_the_ledger_keeps_the_day_and_leads_to_a_page(address: str) -> None:
    seen: set[str] = set()
    for start in (f"en/{THING}", "en/facts.html", "zh/contradictions.html", "en/things.html", "zh/sources.html"):
        here = f"{address}/{start}?as_of={DAY}"
        page = read(here)
        banner = [e for e in page.find("p") if e.attributes.get("class") == "banner"]
        today = {id(e) for e in banner[0].find("a")}
        for link in page.find("a"):
            found = urlsplit(urljoin(here, link.attributes["href"]))
            if found.netloc == urlsplit(address).netloc and KEPT_BY_DAY.fullmatch(found.path[1:]):
                assert id(link) in today or found.query == f"as_of={DAY}", link.text
                seen.add(found._replace(fragment="").geturl())
    assert len(seen) > 60
    assert {link: status for link in sorted(seen)[::5] if (status := ask(link)[0]) != 200} == {}


@pytest.mark.parametrize("path", [THING, "facts.html", "things.html", "contradictions.html", "document"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_a_day_when_all_was_known_a_page_is_the_written_one_but_for_the_day(
    address: str, site: Path, lang: str, path: str
) -> None:
    if path == "document":
        path = f"document/{sorted((site / lang / 'document').glob('*.html'))[0].name}"
    _, _, _, text = ask(f"{address}/{lang}/{path}?as_of=2026-11-01")
    assert main_of(text) == main_of((site / lang / path).read_text(encoding="utf-8"))


def main_of(text: str) -> tuple[object, ...]:
    """The content of a page without the day it was asked of and the form that chooses one."""
    (main,) = parse_page(text, "page").find("main")
    main.attributes.pop("data-day", None)
    return tell(main)


def tell(element: Element) -> tuple[object, ...]:
    inner = [one for one in element.children if isinstance(one, str) or one.attributes.get("class") not in DAY_ONLY]
    told = (" ".join(one.split()) if isinstance(one, str) else tell(one) for one in inner)
    attributes = {name: re.sub(r"\?as_of=[\d-]+", "", value) for name, value in element.attributes.items()}
    return (element.tag, attributes, *filter(None, told))


@pytest.mark.parametrize("day", ["yesterday", "2023-02-30", "2023-2-1", "20230201", "%3Cb%3E"])
def test_what_is_no_day_is_refused_in_the_language_of_the_page(address: str, day: str) -> None:
    for lang, title, words in (("en", "No such day", "is no day"), ("zh", "日期无效", "不是有效日期")):
        status, _, _, text = ask(f"{address}/{lang}/{THING}?as_of={day}")
        page = parse_page(text, day)
        assert (status, page.find("h1")[0].text) == (400, title)
        assert words in page.text
        assert "place-cn-yibin.html" in {e.attributes["href"] for e in page.find("main")[0].find("a")}


def test_a_day_to_come_is_refused_in_the_language_of_the_page_and_today_is_not(address: str) -> None:
    ahead = date.today() + timedelta(days=3)
    for lang, title, words in (
        ("en", "This day has not come yet", "is not known yet"),
        ("zh", "日期尚未到来", "请选择"),
    ):
        for path in (THING, "facts.html"):
            status, _, _, text = ask(f"{address}/{lang}/{path}?as_of={ahead}")
            page = parse_page(text, path)
            assert (status, page.find("h1")[0].text) == (400, title)
            assert words in page.text
            assert str(ahead.year) in page.text
    assert ask(f"{address}/en/{THING}?as_of={date.today()}")[0] == 200


def test_what_no_source_told_by_the_day_is_said_not_to_be_known_then(address: str) -> None:
    for lang, words in (("en", "No source published by 1 January 2015"), ("zh", "截至2015年1月1日发布的来源均未提及")):
        status, _, _, text = ask(f"{address}/{lang}/{THING.replace('place-cn-yibin', 'org-catl')}?as_of=2015-01-01")
        assert status == 404
        assert words in text


FIRST = """---
title: 合成报道
url: https://example.org/first
publisher: 新华社
published: 2022-06-12
---
本文为合成文本。泽塔电池宜宾基地年产能达到30GWh。
"""
JOINED = """---
title: A synthetic report of a later year
url: https://example.org/joined
publisher: Example News
published: 2024-05-12
---
This text is synthetic. Zeta Cell Technology (泽塔电池) plans to build a battery plant in Yibin with a capacity of
40 GWh a year.
"""


def test_a_thing_that_bore_another_id_then_is_found_by_its_name(
    tmp_path: Path, settle: Callable[..., object], built: Path
) -> None:
    place = write_workspace(tmp_path / "w", first=FIRST, joined=JOINED)
    settle(place)
    shutil.copytree(built, place / "build" / "site")
    (now,) = gigawatch.open(place).whole.find_entities("Zeta Cell Technology")
    (then,) = gigawatch.open(place, as_of="2023").ledger.find_entities("泽塔电池")
    assert now != then
    with serving(place) as root:
        status, end, _, text = ask(f"{root.removesuffix(API)}/en/{thing_path(now)}?as_of=2023-12-31")
    assert status == 200
    assert end.endswith(f"/en/{thing_path(then)}?as_of=2023-12-31")
    assert "泽塔电池" in text
    page = parse_page(text, end)
    (banner,) = (e for e in page.find("p") if e.attributes.get("class") == "banner")
    (form,) = (e for e in page.find("form") if e.attributes.get("class") == "then")
    today = urljoin(end, banner.find("a")[0].attributes["href"])
    assert today.endswith(f"/en/{thing_path(now)}")
    assert urljoin(end, form.attributes["action"]) == today


def test_another_build_is_answered_from_and_nothing_of_the_one_before_is_held(
    tmp_path: Path, settle: Callable[..., object], built: Path
) -> None:
    place = write_workspace(tmp_path / "w", first=FIRST)
    settle(place)
    shutil.copytree(built, place / "build" / "site")
    before = {id(one) for one in pasts()}
    with serving(place) as root:
        address = f"{root.removesuffix(API)}/zh/facts.html?as_of="
        assert all("30 GWh" in ask(f"{address}2023-0{month}-01")[3] for month in range(1, 4))
        held = [weakref.ref(one) for one in pasts() if id(one) not in before]
        assert len(held) >= 3
        (place / "documents" / "first.md").write_text(FIRST.replace("30GWh", "35GWh"), encoding="utf-8")
        settle(place)
        assert "35 GWh" in ask(f"{address}2023-01-01")[3]
        gc.collect()
        assert [one() for one in held if one() is not None] == []


def test_an_answer_worked_out_while_another_build_came_is_not_kept_for_it(
    tmp_path: Path, settle: Callable[..., object]
) -> None:
    place = write_workspace(tmp_path / "w", first=FIRST)
    settle(place)
    shelf = open_shelf(open_workspace(place))

    def work(_: Observatory) -> Reply:
        os.utime(shelf.database)  # as of a build that is put in place now
        assert shelf.showing is not None
        return Reply(b"of the build before")

    assert shelf.answer("question", work).body == b"of the build before"
    assert shelf.answer("question", lambda _: Reply(b"of the build in place")).body == b"of the build in place"


def write_workspace(place: Path, **documents: str) -> Path:
    (place / "documents").mkdir(parents=True)
    for name, text in documents.items():
        (place / "documents" / f"{name}.md").write_text(text, encoding="utf-8")
    (place / "gigawatch.toml").write_text('[workspace]\nname = "Yibin"\nregion = "Yibin"\n', encoding="utf-8")
    return place


def pasts() -> list[Past]:
    return [one for one in gc.get_objects() if isinstance(one, Past)]


def test_the_first_day_that_can_be_written_is_a_day_and_the_last_one_is_to_come(address: str) -> None:
    for path in ("facts.html", "things.html", "sources.html", "contradictions.html"):
        assert ask(f"{address}/en/{path}?as_of=0001-01-01")[0] == 200, path
        status, _, _, text = ask(f"{address}/en/{path}?as_of=9999-12-31")
        assert (status, "This day has not come yet" in text) == (400, True), path


@pytest.mark.parametrize("path", ["/en", "//elsewhere.example/..%2fen", "/%5C%5Celsewhere.example/..%2fen"])
def test_an_address_without_a_day_never_leads_to_another_host(address: str, path: str) -> None:
    asked = HTTPConnection(urlsplit(address).netloc, timeout=60)
    asked.request("GET", f"{path}/{THING}?as_of=")
    answer = asked.getresponse()
    asked.close()
    assert (answer.status, answer.getheader("Location")) == (307, f"/en/{THING}")


def test_an_address_that_leads_nowhere_is_answered_as_without_a_day(address: str) -> None:
    for path in ("thing/org-nobody.html", "facts.999.html", "document/none.html"):
        without, then = ask(f"{address}/en/{path}"), ask(f"{address}/en/{path}?as_of={DAY}")
        assert then[0] == 404
        assert then[3] == without[3]


def test_cells_that_feed_the_index_alone_are_said_not_to_be_kept_by_day(address: str, site: Path) -> None:
    pages = sorted((site / "en" / "cell").iterdir())
    told = [ask(f"{address}/en/cell/{page.name}?as_of=2026-11-01") for page in pages[:: len(pages) // 12]]
    refused = [text for status, _, _, text in told if status == 404]
    assert refused
    assert all("worked out for today alone" in text for text in refused)
    assert {status for status, *_ in told} <= {200, 404}


def test_no_day_leads_to_the_page_of_today(address: str) -> None:
    status, end, _, text = ask(f"{address}/en/{THING}?as_of=")
    assert (status, end) == (200, f"{address}/en/{THING}")
    assert "class=banner" not in text


def test_who_has_an_answer_gets_it_once(address: str) -> None:
    _, _, tag, _ = ask(f"{address}/en/{THING}?as_of={DAY}")
    assert tag
    assert ask(f"{address}/en/{THING}?as_of={DAY}", **{"If-None-Match": tag})[0] == 304
    assert ask(f"{address}/en/{THING}?as_of=2022-01-31", **{"If-None-Match": tag})[0] == 200


def test_a_written_page_offers_the_day_only_where_a_script_finds_the_server(site: Path) -> None:
    for path, is_kept in ((THING, True), ("chain.html", False)):
        page = read_page(site / "en" / path)
        assert not [e for e in page.find("form") if e.attributes.get("class") == "then"]
        assert ("data-day" in page.find("main")[0].attributes) is is_kept


@pytest.mark.browser
def test_a_reader_chooses_a_day_walks_on_in_it_and_comes_back(browser: Browser, address: str, site: Path) -> None:
    page, faults = browser.new_page(), list[str]()
    page.on("console", lambda message: faults.append(message.text))
    page.goto(f"{address}/en/{THING}")
    page.fill("form.then [name=as_of]", DAY)
    page.click("form.then button")
    assert page.url.endswith(f"?as_of={DAY}")
    page.click("main table td[data-sort] a")
    assert page.locator(FACT_AIMED_AT).count() == 1
    page.click(f":is({FACT_AIMED_AT}) li p a >> nth=0")
    assert "/document/" in page.url or "/cell/" in page.url
    assert f"as_of={DAY}" in page.url
    page.click("a.language")
    assert page.locator(".banner").inner_text().startswith("截至2023年1月31日所知")
    page.click(".banner a")
    assert urlsplit(page.url).query == ""
    assert page.locator(".banner").count() == 0
    assert faults == []
    page.goto((site / "en" / THING).as_uri())
    assert page.locator("form.then").is_hidden()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "scheme", "width"), [("en", "light", 390), ("zh", "dark", 1280)])
def test_what_the_server_makes_breaks_no_rule_of_accessibility_and_fits_the_window(
    browser: Browser, address: str, lang: str, scheme: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page, broken = context.new_page(), list[str]()
    asked = (
        f"{THING}?as_of={DAY}",
        f"facts.html?as_of={DAY}",
        f"{THING}?as_of=x",
        "changes.html?from=2023-01-01",
        THING,
    )
    for path in asked:
        page.goto(f"{address}/{lang}/{path}")
        found = axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
        broken += [f"{path}: {one['id']} {node['target']}" for one in found["violations"] for node in one["nodes"][:2]]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert page.locator("form.then").is_visible() is (path != asked[3])
    context.close()
    assert broken == []
