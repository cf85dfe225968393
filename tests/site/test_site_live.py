"""An open page learns that a newer build is in place, from a real server, and is never reloaded unasked."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from gigawatch.site.serve import BUILD, make_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOTICE = ".newer p"
QUICK = "const own = window.setTimeout; window.setTimeout = (work, wait) => own(work, wait / 600);"
HIDE = """is => {
  Object.defineProperty(document, "hidden", { value: is, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        server = uvicorn.Server(uvicorn.Config(make_app(folder), log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def build_anew(folder: Path) -> None:
    """Put another site in place as a build does: made aside, then swapped in."""
    fresh = folder.with_name("fresh")
    shutil.copytree(folder, fresh, copy_function=shutil.copyfile)
    later = time.time_ns() + 1_000_000_000
    os.utime(fresh / "index.html", ns=(later, later))
    folder.rename(folder.with_name("old"))
    fresh.rename(folder)
    shutil.rmtree(folder.with_name("old"))


def ask(address: str, tag: str = "") -> tuple[int, str, str]:
    status, headers, text = ask_whole(address, tag)
    return status, headers.get("ETag", ""), text


def ask_whole(address: str, tag: str = "") -> tuple[int, Message, str]:
    try:
        with urlopen(Request(address, headers={"If-None-Match": tag} if tag else {}), timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except HTTPError as error:
        return error.code, error.headers, error.read().decode()


def test_which_build_is_in_place_is_told_once_to_each_who_asks(address: str, folder: Path) -> None:
    status, tag, text = ask(address + BUILD)
    assert (status, f'"{json.loads(text)["build"]}"') == (200, tag)
    assert ask(address + BUILD, tag) == (304, tag, "")
    build_anew(folder)
    status, other, _ = ask(address + BUILD, tag)
    assert (status, other != tag) == (200, True)


def test_while_no_site_is_in_place_the_asker_is_sent_away_for_a_while(address: str, folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    assert ask(address + BUILD)[0] == 503


def test_who_has_a_page_already_is_told_of_which_build_it_is_now(address: str, folder: Path) -> None:
    _, before, _ = ask_whole(f"{address}/en/facts.html")
    later = time.time_ns() + 1_000_000_000
    os.utime(folder / "index.html", ns=(later, later))  # another build, in which this page is the same file
    status, after, _ = ask_whole(f"{address}/en/facts.html", before["ETag"])
    assert status == 304
    assert after["Server-Timing"].startswith("build;desc=")
    assert after["Server-Timing"] != before["Server-Timing"]


class Watched:
    """A page whose minutes pass in a tenth of a second, and what it asked of the server."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page: Page = browser.new_page()
        self.asked: list[str] = []
        self.page.add_init_script(QUICK)
        self.page.on("request", lambda request: self.asked.append(request.url) if request.url.endswith(BUILD) else None)
        self.page.goto(address)

    def wait(self) -> None:
        """Wait until it has asked once more and been answered."""
        with self.page.expect_response(f"**{BUILD}"):
            pass

    def rest(self) -> None:
        """Let half an hour pass on the page."""
        self.page.evaluate("() => new Promise(done => setTimeout(done, 1_800_000))")


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "words"), [("en", "Newer data are here."), ("zh", "数据已更新。")])
def test_an_open_page_tells_of_a_newer_build_and_is_reloaded_by_its_reader_alone(
    browser: Browser, address: str, folder: Path, lang: str, words: str
) -> None:
    one = Watched(browser, f"{address}/{lang}/facts.html")
    one.page.evaluate("window.mark = 'the same page'")
    one.wait()
    one.wait()
    assert one.page.locator(NOTICE).count() == 0
    build_anew(folder)
    one.wait()
    one.page.wait_for_selector(NOTICE)
    assert one.page.inner_text(NOTICE).startswith(words)
    assert one.page.get_attribute(".newer", "aria-live") == "polite"
    assert one.page.evaluate("window.mark") == "the same page"
    asked = len(one.asked)
    one.rest()
    assert len(one.asked) == asked  # it was told, and asks no more
    with one.page.expect_navigation():
        one.page.click(f"{NOTICE} button >> nth=0")
    assert one.page.evaluate("window.mark") is None
    assert one.page.locator(NOTICE).count() == 0
    one.page.close()


@pytest.mark.browser
def test_a_page_that_asked_twice_at_once_tells_of_a_newer_build_once(
    browser: Browser, address: str, folder: Path
) -> None:
    one = Watched(browser, f"{address}/en/facts.html")
    one.wait()
    build_anew(folder)
    one.page.evaluate("Promise.all([siteLive.ask(), siteLive.ask()])")
    assert one.page.locator(NOTICE).count() == 1
    one.page.close()


@pytest.mark.browser
def test_who_wants_to_read_on_puts_the_notice_away(browser: Browser, address: str, folder: Path) -> None:
    one = Watched(browser, f"{address}/en/facts.html")
    build_anew(folder)
    one.wait()
    one.page.click(f"{NOTICE} button >> nth=1")
    assert one.page.locator(NOTICE).count() == 0
    one.page.close()


@pytest.mark.browser
def test_a_hidden_page_asks_nothing_and_asks_at_once_when_it_is_seen_again(
    browser: Browser, address: str, folder: Path
) -> None:
    one = Watched(browser, f"{address}/en/facts.html")
    one.wait()
    one.page.evaluate(HIDE, True)
    asked = len(one.asked)
    one.rest()
    assert len(one.asked) == asked
    build_anew(folder)
    with one.page.expect_response(f"**{BUILD}"):
        one.page.evaluate(HIDE, False)
    one.page.wait_for_selector(NOTICE)
    one.page.close()


@pytest.mark.browser
def test_from_disk_no_page_asks_or_tells_of_anything_newer(browser: Browser, built: Path) -> None:
    one = Watched(browser, (built / "en" / "facts.html").as_uri())
    one.rest()
    assert one.asked == []
    assert one.page.locator(".newer").count() == 0
    one.page.close()
