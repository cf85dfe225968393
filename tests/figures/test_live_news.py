from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gigawatch.figures.live import DriftError
from gigawatch.intake import load_document
from gigawatch.model import InputError
from intake_maker import CHINESE, ENGLISH, make_page
from intake_site import Reply, open_site
from live_desk import Desk
from live_recording import gdelt

NEXT = date(2026, 4, 1)
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example Feed</title>
<item><title>A synthetic item</title><link>{0}</link><pubDate>Fri, 27 Feb 2026 08:00:00 GMT</pubDate></item>
</channel></rss>"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_site() as site:
        yield Desk(site, tmp_path)


def documents(desk: Desk) -> list[Path]:
    return sorted((desk.root / "documents").glob("*.html"))


def test_the_pages_that_a_search_finds_become_documents(desk: Desk) -> None:
    page = desk.site.put("/news/1.html", Reply(make_page(CHINESE)))
    outcome = desk.renew_news(desk.serve("gdelt", Reply(gdelt(page), media="application/json")))
    assert (outcome.kept, outcome.held, outcome.faults) == (1, 0, ())
    (path,) = documents(desk)
    assert load_document(path).url == page
    assert (desk.root / "snapshots/gdelt/2026-03-01/01-gdelt.json").read_text() == gdelt(page)


def test_the_day_on_which_the_search_saw_a_page_is_not_taken_for_that_of_its_publication(desk: Desk) -> None:
    page = desk.site.put("/news/1.html", Reply(f"<html><body><article><p>{ENGLISH}</p></article></body></html>"))
    desk.renew_news(desk.serve("gdelt", Reply(gdelt(page))))
    (path,) = documents(desk)
    assert load_document(path).published is None


def test_a_page_that_cannot_be_had_is_told_and_tried_again_next_time(desk: Desk) -> None:
    page = desk.site.put("/news/1.html", Reply(make_page(CHINESE)))
    order = desk.serve("gdelt", Reply(gdelt(page, desk.site.address + "/news/2.html")))
    outcome = desk.renew_news(order)
    assert outcome.kept == 1
    (fault,) = outcome.faults
    assert fault.startswith(desk.site.address + "/news/2.html: ")
    assert "answers 404" in fault
    desk.site.put("/news/2.html", Reply(make_page(ENGLISH, lang="en")))
    again = desk.renew_news(order, NEXT)
    assert (again.kept, again.held, again.faults) == (1, 1, ())
    assert not desk.renew_news(order, NEXT).is_new


def test_a_search_that_answers_with_words_is_one_clear_line(desk: Desk) -> None:
    order = desk.serve("gdelt", Reply("Your synthetic query was too short."))
    with pytest.raises(InputError, match=r"this is no JSON: 'Your synthetic query was too short.'"):
        desk.renew_news(order)


def test_a_search_without_addresses_raises_the_alarm(desk: Desk) -> None:
    order = desk.serve("gdelt", Reply(gdelt("https://example.org/a").replace('"url"', '"link"')))
    with pytest.raises(DriftError, match="column missing: url"):
        desk.renew_news(order)
    assert documents(desk) == []


def test_the_service_is_left_in_peace_between_requests(desk: Desk) -> None:
    page = desk.site.put("/news/1.html", Reply(make_page(CHINESE)))
    desk.renew_news(desk.serve("gdelt", Reply(gdelt(page))))
    assert max(desk.clock.waits) == pytest.approx(6.0)


def test_what_a_feed_lists_is_kept_and_asked_for_again_only_when_the_feed_changed(desk: Desk) -> None:
    page = desk.site.put("/news/1.html", Reply(make_page(ENGLISH, lang="en")))
    feed = "https://www.example.org/feed/"
    state = {"ETag": '"synthetic"'}
    order = desk.serve("rss", Reply(RSS.format(page), media="application/rss+xml", headers=state), feeds=feed)
    outcome = desk.renew_news(order)
    assert (outcome.kept, outcome.faults) == (1, ())
    assert not desk.renew_news(order, NEXT).is_new
    assert desk.site.paths() == ["/feed/", "/news/1.html", "/feed/"]


def test_what_is_no_feed_is_refused(desk: Desk) -> None:
    order = desk.serve("rss", Reply(make_page(ENGLISH)), feeds="https://www.example.org/feed/")
    with pytest.raises(InputError, match="this is no feed"):
        desk.renew_news(order)


def test_an_address_that_a_feed_names_twice_is_kept_once(desk: Desk) -> None:
    page = desk.site.put("/news/1.html", Reply(make_page(ENGLISH, lang="en")))
    outcome = desk.renew_news(desk.serve("gdelt", Reply(gdelt(page, page))))
    assert outcome.kept == 1
    assert desk.site.paths().count("/news/1.html") == 1
