"""Each limit of intake, and a hostile file that meets it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import fields
from email.message import EmailMessage
from pathlib import Path

import pytest

from gigawatch.intake import Limits, find_files, load_document, load_documents, read_limits
from gigawatch.intake.fetch import Client, Memory, Visit
from gigawatch.intake.keep import Shelf
from gigawatch.model import Document, GigawatchError, InputError
from intake_maker import (
    CHINESE,
    ENGLISH,
    add_to_zip,
    make_mail,
    make_page,
    make_pdf,
    make_raw_pdf,
    make_rss,
    make_warc,
    make_word,
)
from intake_site import QuickClock, Reply, Site, open_site


def nest_mail(depth: int) -> bytes:
    mail: EmailMessage = make_mail(ENGLISH)
    for _ in range(depth):
        outer = EmailMessage()
        outer["Subject"] = "Outer"
        outer.add_attachment(mail)
        mail = outer
    return mail.as_bytes()


def crowd_mail(parts: int) -> bytes:
    mail = make_mail(ENGLISH)
    for _ in range(parts):
        mail.add_attachment(b"x", maintype="application", subtype="octet-stream")
    return mail.as_bytes()


TALK = b"BT /F 9 Tf " + b"(Text) Tj 1 0 Td " * 1_500_000 + b"ET"  # more text on one page than a book has
FILES: list[tuple[str, int, str, Callable[[], bytes]]] = [
    ("file_bytes", 1000, "a.txt", lambda: b"x" * 1001),
    ("text_characters", 1000, "a.txt", lambda: "锂".encode() * 1001),
    ("text_characters", 1000, "a.pdf", lambda: make_pdf(ENGLISH * 10)),
    ("text_characters", 100, "a.docx", lambda: make_word(ENGLISH)),
    ("zip_entries", 50, "a.docx", lambda: add_to_zip(make_word(ENGLISH), "extra", b"", times=60)),
    ("zip_bytes", 5_000_000, "a.docx", lambda: add_to_zip(make_word(ENGLISH), "bomb", bytes(6_000_000))),
    ("zip_ratio", 200, "a.docx", lambda: add_to_zip(make_word(ENGLISH), "bomb", bytes(30_000_000))),
    ("pdf_pages", 10, "a.pdf", lambda: make_pdf("Page #pagebreak()" * 11)),
    ("pdf_seconds", 0, "a.pdf", lambda: make_pdf(ENGLISH)),  # no machine is so fast
    ("pdf_memory_bytes", 300_000_000, "a.pdf", lambda: make_raw_pdf(TALK)),
    ("html_bytes", 1000, "a.html", lambda: make_page(CHINESE * 20).encode()),
    ("html_depth", 50, "a.html", lambda: make_page("<div>" * 60 + CHINESE).encode()),
    ("html_depth", 250, "a.html", lambda: make_page("<div>" * 100_000 + CHINESE).encode()),
    ("html_elements", 1000, "a.html", lambda: make_page("<b>x</b>" * 600).encode()),
    ("mail_depth", 5, "a.eml", lambda: nest_mail(6)),
    ("mail_parts", 20, "a.eml", lambda: crowd_mail(20)),
]


@pytest.mark.parametrize(
    ("key", "bound", "name", "make"), FILES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_file_beyond_a_limit_is_refused_in_one_line_that_names_the_setting(
    tmp_path: Path, key: str, bound: int, name: str, make: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(make())
    with pytest.raises(InputError, match=name) as fault:
        load_document(tmp_path / name, limits=Limits(**{key: bound}))
    assert f"limits.{key}" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_message_inside_a_thousand_others_ends_in_one_line(tmp_path: Path) -> None:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    (tmp_path / "a.eml").write_text("Subject: deep\n" + head + "Content-Type: text/plain\n\nText\n")
    with pytest.raises(InputError):
        load_document(tmp_path / "a.eml")


def test_a_folder_with_too_many_files_is_refused(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text("x")
    with pytest.raises(InputError, match=r"limits\.folder_files"):
        list(find_files(tmp_path, Limits(folder_files=5)))


PAGE = ("http://example.org/a.html", "text/html", make_page(CHINESE).encode())


@pytest.mark.parametrize(
    ("key", "bound", "records"),
    [
        ("warc_records", 3, [PAGE] * 4),
        ("warc_bytes", 100_000, [("http://example.org/b", "text/html", b"<p>" + bytes(10_000_000))]),
        ("file_bytes", 2000, [PAGE, ("http://example.org/b", "text/html", b"<p>" + b" x" * 10_000)]),
    ],
)
def test_a_web_archive_beyond_a_limit_gives_what_stands_before(
    tmp_path: Path, key: str, bound: int, records: list[tuple[str, str, bytes]]
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(make_warc(*records))
    found = list(load_documents(tmp_path / "a.warc.gz", Limits(**{key: bound})))
    assert sum(isinstance(one, Document) for one in found) == [r[0] for r in records].count(PAGE[0]) - (
        len(records) > 3
    )
    (fault,) = (str(one) for one in found if isinstance(one, GigawatchError))
    assert f"limits.{key}" in fault


@pytest.mark.parametrize(
    ("key", "bound", "name", "data"),
    [
        ("feed_entries", 3, "a.xml", make_rss(*(("T", f"http://example.org/{n}") for n in range(4))).encode()),
        ("file_bytes", 5000, "a.xml.gz", gzip.compress(b"<rss>" + b" " * 10_000, mtime=0)),
    ],
    ids=("entries", "bytes"),
)
def test_a_feed_beyond_a_limit_is_refused(tmp_path: Path, key: str, bound: int, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (fault,) = load_documents(tmp_path / name, Limits(**{key: bound}))
    assert f"limits.{key}" in str(fault)


def test_entities_of_a_feed_are_neither_expanded_nor_read_from_disk(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be seen")
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a0 "ha">{lines}]>'
    item = "<item><title>&x;&a11;</title><description>&x; words &a11; here</description></item>"
    body = f"<rss><channel>{item}</channel></rss>"
    (tmp_path / "a.xml").write_text(head + body)
    assert "never" not in str(list(load_documents(tmp_path / "a.xml")))


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def faults_of(address: str, folder: Path, clock: QuickClock | None = None, **bounds: int) -> str:
    visit = Visit(Client(clock or QuickClock(), Limits(**bounds)), Memory(folder), Shelf(folder))
    (fault,) = visit.keep(address)
    return str(fault)


def test_an_answer_that_is_too_large_is_not_read_to_its_end(site: Site, tmp_path: Path) -> None:
    address = site.put("/a", Reply(b"x" * 1000, repeat=1_000_000))
    assert "limits.file_bytes" in faults_of(address, tmp_path, file_bytes=1_000_000)


def test_a_packed_answer_counts_as_what_it_unpacks_to(site: Site, tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    address = site.put("/a", Reply(bomb, headers={"Content-Encoding": "gzip"}))
    assert "limits.file_bytes" in faults_of(address, tmp_path, file_bytes=1_000_000)


def test_an_answer_that_takes_too_long_is_given_up(site: Site, tmp_path: Path) -> None:
    address = site.put("/a", Reply(make_page(CHINESE * 100)))
    assert "limits.fetch_seconds" in faults_of(address, tmp_path, QuickClock(tick=20.0), fetch_seconds=10)


def test_a_circle_of_redirects_is_left(site: Site, tmp_path: Path) -> None:
    address = site.put("/a", Reply(status=302, headers={"Location": "/a"}))
    assert "limits.fetch_redirects" in faults_of(address, tmp_path)
    assert len(site.paths()) == Limits().fetch_redirects + 1


def test_a_server_that_asks_for_too_long_a_pause_is_left(site: Site, tmp_path: Path) -> None:
    clock = QuickClock()
    address = site.put("/a", Reply(status=429, headers={"Retry-After": "86400"}))
    assert "limits.wait_seconds" in faults_of(address, tmp_path, clock)
    assert max(clock.waits) <= 1


def test_a_request_is_tried_as_often_as_is_set(site: Site, tmp_path: Path) -> None:
    faults_of(site.put("/a", Reply(status=500)), tmp_path, fetch_tries=2)
    assert site.paths() == ["/a", "/a"]


def test_the_pace_is_as_it_is_set(site: Site, tmp_path: Path) -> None:
    clock = QuickClock()
    faults_of(site.address + "/nowhere", tmp_path, clock, host_milliseconds=2500)
    assert clock.waits == [2.5]


def test_a_feed_that_lists_too_much_is_not_walked(site: Site, tmp_path: Path) -> None:
    feed = make_rss(*(("T", f"/{n}") for n in range(6)))
    address = site.put("/feed", Reply(feed, media="text/xml"))
    assert "limits.feed_entries" in faults_of(address, tmp_path, feed_entries=5)
    assert site.paths() == ["/feed"]


def test_sitemaps_that_lead_ever_deeper_are_left(site: Site, tmp_path: Path) -> None:
    for n in range(9):
        index = f"<sitemapindex><sitemap><loc>/{n + 1}.xml</loc></sitemap></sitemapindex>"
        site.put(f"/{n}.xml", Reply(index, media="text/xml"))
    assert "limits.feed_depth" in faults_of(site.address + "/0.xml", tmp_path)
    assert len(site.paths()) == Limits().feed_depth


def test_every_limit_can_be_set_and_each_is_described() -> None:
    page = (Path(__file__).parents[2] / "docs" / "intake.md").read_text(encoding="utf-8")
    for field in fields(Limits):
        assert getattr(read_limits({field.name: 7}, "gigawatch.toml"), field.name) == 7
        assert f"| `{field.name}` | {field.default:,} |" in page


@pytest.mark.parametrize("values", [{"file_bites": 1}, {"file_bytes": "1"}, {"file_bytes": 0}, {"file_bytes": True}])
def test_a_limit_that_is_none_is_refused_by_name(values: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"limits\.file_b"):
        read_limits(values, "gigawatch.toml")
