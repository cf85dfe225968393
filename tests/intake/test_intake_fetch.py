from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gigawatch.intake import Kept, Limits, load_document
from gigawatch.intake.fetch import Client, Memory, Visit
from gigawatch.intake.fetch.address import check_address, check_reach, is_address
from gigawatch.intake.keep import Shelf
from gigawatch.model import GigawatchError, InputError
from intake_maker import CHINESE, ENGLISH, make_page, make_pdf, make_rss
from intake_site import QuickClock, Reply, Site, open_site

PAGE = Reply(make_page(CHINESE))
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents"


def visit(folder: Path, clock: QuickClock | None = None, **bounds: int) -> Visit:
    return Visit(Client(clock or QuickClock(), Limits(**bounds)), Memory(folder), Shelf(folder))


def keep(folder: Path, address: str, clock: QuickClock | None = None, **bounds: int) -> tuple[list[Kept], list[str]]:
    outcomes = list(visit(folder, clock, **bounds).keep(address))
    kept = [outcome for outcome in outcomes if isinstance(outcome, Kept)]
    return kept, [str(outcome) for outcome in outcomes if isinstance(outcome, GigawatchError)]


def fault_of(folder: Path, address: str, clock: QuickClock | None = None, **bounds: int) -> str:
    kept, faults = keep(folder, address, clock, **bounds)
    assert kept == []
    (fault,) = faults
    assert "\n" not in fault
    return fault


def test_the_bytes_of_a_page_are_kept_as_they_came_with_their_address_beside_them(site: Site, folder: Path) -> None:
    address = site.put("/news/1.html", PAGE)
    (kept,), _ = keep(folder, address)
    assert kept.path.read_bytes() == make_page(CHINESE).encode()
    found = load_document(kept.path)
    assert (found.url, found.title) == (address, "示例工厂投产")
    assert kept.path.suffix == ".html"


def test_the_encoding_that_the_server_names_is_remembered(site: Site, folder: Path) -> None:
    data = make_page(CHINESE, '<meta charset="utf-8">').encode("gb18030")
    address = site.put("/a", Reply(data, media="text/html; charset=GBK"))
    (kept,), _ = keep(folder, address)
    assert kept.path.read_bytes() == data
    assert CHINESE in load_document(kept.path).text


@pytest.mark.parametrize("media", ["application/pdf", "application/octet-stream"])
def test_a_pdf_is_known_by_its_media_type_or_its_first_bytes(site: Site, folder: Path, media: str) -> None:
    (kept,), _ = keep(folder, site.put("/download?id=7", Reply(make_pdf(ENGLISH), media=media)))
    assert kept.path.suffix == ".pdf"


def test_every_request_says_who_asks(site: Site, folder: Path) -> None:
    keep(folder, site.put("/a", PAGE))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]
    assert all(headers["user-agent"].startswith("Gigawatch/") for _, headers in site.asked)


def test_a_page_that_robots_txt_keeps_programs_from_is_not_asked_for(site: Site, folder: Path) -> None:
    site.put("/robots.txt", Reply("User-agent: *\nDisallow: /private\nAllow: /private/open\n", media="text/plain"))
    for path in ("/private/a", "/private/open"):
        site.put(path, PAGE)
    assert "asks programs not to fetch" in fault_of(folder, site.address + "/private/a")
    assert len(keep(folder, site.address + "/private/open")[0]) == 1
    assert site.paths() == ["/private/open"]


def test_rules_for_gigawatch_by_name_go_before_those_for_all(site: Site, folder: Path) -> None:
    site.put(
        "/robots.txt", Reply("User-agent: Gigawatch\nDisallow: /\n\nUser-agent: *\nAllow: /\n", media="text/plain")
    )
    assert "asks programs not to fetch" in fault_of(folder, site.put("/a", PAGE))


def test_a_site_whose_rules_cannot_be_had_is_left_alone(site: Site, folder: Path) -> None:
    site.put("/robots.txt", Reply(status=503))
    assert "robots.txt answers 503" in fault_of(folder, site.put("/a", PAGE))
    assert site.paths() == []


def test_a_redirect_is_followed_and_its_target_s_rules_are_obeyed(site: Site, folder: Path) -> None:
    site.put("/robots.txt", Reply("User-agent: *\nDisallow: /closed\n", media="text/plain"))
    site.put("/new", PAGE)
    site.put("/closed", PAGE)
    (kept,), _ = keep(folder, site.put("/old", Reply(status=301, headers={"Location": "/new"})))
    assert load_document(kept.path).url == site.address + "/new"
    fault = fault_of(folder, site.put("/trap", Reply(status=302, headers={"Location": "/closed"})))
    assert "asks programs not to fetch" in fault


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "gopher://x/"])
def test_a_redirect_to_anything_but_http_is_refused(site: Site, folder: Path, target: str) -> None:
    address = site.put("/a", Reply(status=302, headers={"Location": target}))
    assert "only http and https" in fault_of(folder, address)


def test_a_page_asked_for_again_is_asked_for_only_if_it_changed(site: Site, folder: Path) -> None:
    address = site.put(
        "/a", Reply(make_page(CHINESE), headers={"ETag": '"v1"', "Last-Modified": "Mon, 25 Jul 2022 00:00:00 GMT"})
    )
    (first,), _ = keep(folder, address)
    (again,), _ = keep(folder, address)
    assert (first.is_new, again.is_new, again.path) == (True, False, first.path)
    assert site.asked[-1][1]["if-none-match"] == '"v1"'
    assert site.asked[-1][1]["if-modified-since"] == "Mon, 25 Jul 2022 00:00:00 GMT"


def test_a_page_whose_file_was_deleted_is_fetched_again(site: Site, folder: Path) -> None:
    address = site.put("/a", Reply(make_page(CHINESE), headers={"ETag": '"v1"'}))
    (first,), _ = keep(folder, address)
    first.path.unlink()
    (again,), _ = keep(folder, address)
    assert again.is_new


def test_a_page_that_differs_only_in_what_is_not_read_is_not_kept_twice(site: Site, folder: Path) -> None:
    first, second = (make_page(CHINESE, f"<meta name='nonce' content='{n}'>") for n in "12")
    address = site.put("/a", Reply(first), Reply(second), Reply(make_page(CHINESE + "又增加投资。")))
    states = [keep(folder, address)[0][0].is_new for _ in range(3)]
    assert states == [True, False, True]


def test_a_torn_log_only_means_that_a_page_is_asked_for_anew(site: Site, folder: Path) -> None:
    address = site.put("/a", Reply(make_page(CHINESE), headers={"ETag": '"v1"'}))
    keep(folder, address)
    log = folder / "fetched.csv"
    log.write_text(log.read_text()[:-20])
    (again,), _ = keep(folder, address)
    assert not again.is_new
    assert "if-none-match" not in site.asked[-1][1]


def test_one_host_is_asked_at_most_once_a_second(site: Site, folder: Path) -> None:
    clock = QuickClock()
    keep(folder, site.put("/feed", Reply(make_rss(("A", "/a"), ("B", "/b")), media="text/xml")), clock)
    assert clock.waits == [1.0, 1.0, 1.0]


def test_a_longer_pause_that_robots_txt_asks_for_is_kept(site: Site, folder: Path) -> None:
    site.put("/robots.txt", Reply("User-agent: *\nCrawl-delay: 7\n", media="text/plain"))
    clock = QuickClock()
    keep(folder, site.put("/feed", Reply(make_rss(("a", "/a")), media="text/xml")), clock)
    assert clock.waits == [1.0, 7.0]


def test_a_busy_server_is_asked_again_with_growing_pauses(site: Site, folder: Path) -> None:
    clock = QuickClock()
    address = site.put("/a", Reply(status=503), Reply(status=500), Reply(status=503), PAGE)
    kept, _ = keep(folder, address, clock, host_milliseconds=1)
    assert len(kept) == 1
    assert [wait for wait in clock.waits if wait >= 1] == [1.0, 2.0, 4.0]


def test_a_server_that_stays_busy_is_given_up_and_named(site: Site, folder: Path) -> None:
    assert "127.0.0.1 answers 503" in fault_of(folder, site.put("/a", Reply(status=503)))
    assert site.paths() == ["/a"] * Limits().fetch_tries


@pytest.mark.parametrize("header", ["30", "Sun, 01 Mar 2026 00:00:31 GMT"])
def test_the_pause_that_a_server_asks_for_is_kept(site: Site, folder: Path, header: str) -> None:
    clock = QuickClock()
    keep(folder, site.put("/a", Reply(status=429, headers={"Retry-After": header}), PAGE), clock)
    assert 30.0 in clock.waits


def test_a_missing_page_is_not_asked_for_twice(site: Site, folder: Path) -> None:
    assert "answers 404" in fault_of(folder, site.address + "/nowhere")
    assert site.paths() == ["/nowhere"]


def test_a_server_that_is_not_there_is_named(folder: Path) -> None:
    with open_site() as closed:
        address = closed.address + "/a"
    assert "connection to 127.0.0.1 failed" in fault_of(folder, address)


def test_every_page_of_a_feed_is_kept_and_one_bad_page_stops_none(site: Site, folder: Path) -> None:
    for path, words in (("/1", CHINESE), ("/3", ENGLISH)):
        site.put(path, Reply(make_page(words)))
    feed = make_rss(("One", "/1"), ("Two", "/2"), ("Three", f"{site.address}/3"), ("File", "file:///etc/passwd"))
    kept, faults = keep(folder, site.put("/feed", Reply(feed, media="application/rss+xml")))
    assert len(kept) == 2
    assert ["answers 404" in faults[0], "only http and https" in faults[1]] == [True, True]


def test_what_a_feed_says_fills_only_what_a_page_leaves_open(site: Site, folder: Path) -> None:
    bare = f"<html><body><article><p>{ENGLISH}</p><p>{ENGLISH}</p></article></body></html>"
    site.put("/bare", Reply(bare))
    site.put("/full", PAGE)
    kept, _ = keep(folder, site.put("/feed", Reply(make_rss(("T", "/bare"), ("T", "/full")), media="text/xml")))
    bare_one, full_one = (load_document(one.path) for one in kept)
    assert (bare_one.title, str(bare_one.published)) == ("T", "2022-07-25")
    assert (full_one.title, full_one.publisher) == ("示例工厂投产", "Example News")


def test_the_day_of_a_feed_s_entry_goes_before_the_day_on_which_a_pdf_was_made(site: Site, folder: Path) -> None:
    data = make_pdf(f'#set document(title: "Scan 1", date: datetime(year: 2024, month: 1, day: 1))\n{ENGLISH}')
    site.put("/r.pdf", Reply(data, media="application/pdf"))
    (kept,), _ = keep(folder, site.put("/feed", Reply(make_rss(("Report", "/r.pdf")), media="text/xml")))
    found = load_document(kept.path)
    assert (found.title, str(found.published)) == ("Report", "2022-07-25")


def test_a_sidecar_that_was_edited_is_never_overwritten(site: Site, folder: Path) -> None:
    address = site.put("/a", PAGE)
    (first,), _ = keep(folder, address)
    said = first.path.with_name(first.path.name + ".meta.yaml")
    said.write_text(said.read_text() + "title: By hand\n")
    _, faults = keep(folder, address)
    assert faults == []
    assert yaml.safe_load(said.read_text())["title"] == "By hand"


def test_a_feed_that_has_not_changed_is_not_walked_again(site: Site, folder: Path) -> None:
    site.put("/1", PAGE)
    address = site.put("/feed", Reply(make_rss(("One", "/1")), media="text/xml", headers={"ETag": '"f1"'}))
    keep(folder, address)
    keep(folder, address)
    assert site.paths() == ["/feed", "/1", "/feed"]


def test_a_feed_with_a_page_that_failed_is_walked_again(site: Site, folder: Path) -> None:
    site.put("/1", Reply(status=404), PAGE)
    address = site.put("/feed", Reply(make_rss(("One", "/1")), media="text/xml", headers={"ETag": '"f1"'}))
    keep(folder, address)
    assert len(keep(folder, address)[0]) == 1


def test_an_atom_feed_is_read(site: Site, folder: Path) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>E</title>'
        '<link rel="self" href="/self"/><link href="/1"/><updated>2022-07-25T08:00:00Z</updated></entry></feed>'
    )
    site.put("/1", PAGE)
    assert len(keep(folder, site.put("/atom", Reply(feed, media="application/atom+xml")))[0]) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_leads_to_its_sitemaps_and_their_pages(site: Site, folder: Path, packed: bool) -> None:
    name = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    listed = "".join(f"<url><loc>{site.address}/{number}</loc></url>" for number in (1, 2))
    pages = f"<urlset {name}>{listed}</urlset>".encode()
    index = f"<sitemapindex {name}><sitemap><loc>{site.address}/pages.xml.gz</loc></sitemap></sitemapindex>"
    media = "application/gzip" if packed else "text/xml"
    site.put("/pages.xml.gz", Reply(gzip.compress(pages) if packed else pages, media=media))
    site.put("/1", PAGE)
    site.put("/2", Reply(make_page(ENGLISH)))
    kept, faults = keep(folder, site.put("/sitemap.xml", Reply(index, media="text/xml")))
    assert (len(kept), faults) == (2, [])


def test_a_news_sitemap_says_title_day_and_publisher_of_a_page_that_does_not(site: Site, folder: Path) -> None:
    names = "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'"
    news = (
        "<n:news><n:publication><n:name>Example Daily</n:name></n:publication>"
        "<n:publication_date>2022-07-25</n:publication_date><n:title>A plant</n:title></n:news>"
    )
    sitemap = f"<urlset {names}><url><loc>/r.pdf</loc>{news}</url></urlset>"
    site.put("/r.pdf", Reply(make_pdf(ENGLISH), media="application/pdf"))
    (kept,), _ = keep(folder, site.put("/news.xml", Reply(sitemap, media="text/xml")))
    found = load_document(kept.path)
    assert (found.title, found.publisher, str(found.published)) == ("A plant", "Example Daily", "2022-07-25")


def test_an_address_listed_twice_is_asked_for_once(site: Site, folder: Path) -> None:
    site.put("/1", PAGE)
    keep(folder, site.put("/feed", Reply(make_rss(("A", "/1"), ("B", "/1#more")), media="text/xml")))
    assert site.paths() == ["/feed", "/1"]


def test_a_feed_in_a_file_leads_to_its_pages(site: Site, folder: Path, tmp_path: Path) -> None:
    site.put("/1", PAGE)
    file = tmp_path / "feed.xml"
    file.write_text(make_rss(("One", f"{site.address}/1"), ("Local", "file:///etc/passwd")))
    outcomes = list(visit(folder).keep_feed(file))
    assert isinstance(outcomes[0], Kept)
    assert "only http and https" in str(outcomes[1])


@pytest.mark.parametrize(("media", "body"), [("image/png", b"\x89PNG"), ("text/xml", b"<a/>"), ("video/mp4", b"x")])
def test_what_is_no_document_is_refused_with_its_type(site: Site, folder: Path, media: str, body: bytes) -> None:
    assert media in fault_of(folder, site.put("/a", Reply(body, media=media)))


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@example.org/", "name or password"),
        ("http:///a", "names no host"),
        ("http://[::1", "no address"),
        ("http://example.org:99999/", "no address"),
    ],
)
def test_an_address_that_is_not_fetched_is_refused_in_one_line(folder: Path, address: str, complaint: str) -> None:
    fault = fault_of(folder, address)
    assert complaint in fault
    assert "secret" not in fault


def test_an_address_is_made_plain_before_it_is_asked_for() -> None:
    assert check_address("HTTP://Example.org") == "http://example.org/"
    assert check_address("https://example.org/电池?q=锂#top") == "https://example.org/%E7%94%B5%E6%B1%A0?q=%E9%94%82"
    assert check_address("https://示例.中国/") == "https://xn--fsq092h.xn--fiqs8s/"


@pytest.mark.parametrize(
    ("source", "expected"), [("http://a", True), ("ftp://a/b", True), ("C:\\news", False), ("a:b", False)]
)
def test_a_path_is_not_taken_for_an_address(source: str, expected: bool) -> None:
    assert is_address(source) is expected


@pytest.mark.parametrize(
    "inner", ["http://127.0.0.1:8080/", "http://10.0.0.1/", "http://169.254.169.254/", "http://[::1]/"]
)
def test_a_page_of_the_open_web_cannot_lead_into_a_private_network(inner: str) -> None:
    with pytest.raises(InputError, match="private network"):
        check_reach(inner, "http://93.184.216.34/feed.xml")
    check_reach(inner, None)
    check_reach("http://93.184.216.34/", "http://93.184.216.34/feed.xml")


def test_a_proxy_of_the_system_is_not_used_for_this_machine(
    site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PROXIES:
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert len(keep(folder, site.put("/a", PAGE))[0]) == 1
