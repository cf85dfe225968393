from __future__ import annotations

from pathlib import Path

from site_tree import is_outer, links, read_page

from gigawatch.report.address import is_web_address
from gigawatch.site.path import link, name_file

EVENTS = ("onload", "onerror", "onclick")


def test_words_of_a_source_never_become_elements(built: Path) -> None:
    for page in built.rglob("*.html"):
        for element in read_page(page).walk():
            assert not [name for name in element.attributes if name.startswith("on")], page
            assert element.tag not in ("b", "i") or not element.text.startswith(("Bold", "Nobody"))


def test_the_hostile_document_shows_its_words_as_words(built: Path) -> None:
    main = read_page(built / "en" / "document" / "doc-hostile.html").find("main")[0]
    assert '<script>alert(1)</script> Example Cells will hire 900 people & "more" <img src=x' in main.text
    assert '"><svg onload=alert(4)>' in main.text
    assert [e for e in main.walk() if e.tag in ("script", "img", "svg")] == []


def test_only_web_addresses_become_links(built: Path) -> None:
    for page in built.rglob("*.html"):
        for element, address in links(page):
            assert not address.lower().startswith(("javascript:", "data:", "vbscript:", "file:", "//")), page
            if is_outer(address):
                assert element.tag == "a"
                assert {"nofollow", "noreferrer"} <= set(element.attributes["rel"].split())  # so no opener either
    main = read_page(built / "en" / "document" / "doc-hostile.html").find("main")[0]
    assert "javascript:alert(3)" in main.text


def test_an_address_is_one_of_the_web_or_none() -> None:
    good = ["http://example.org", "HTTPS://example.org/a?b=c"]
    bad = [
        "javascript:alert(1)",
        " data:text/html,x",
        "ftp://example.org",
        "//example.org",
        "https://",
        "http://[",
        "",
        None,
    ]
    assert [is_web_address(one) for one in good] == [True, True]
    assert not any(is_web_address(one) for one in bad)


def test_pages_carry_no_script_and_no_style_of_their_own(built: Path) -> None:
    for page in built.rglob("*.html"):
        tree = read_page(page)
        assert all("src" in e.attributes and not e.text.strip() for e in tree.find("script")), page
        assert tree.find("style") == []
        assert not [e for e in tree.walk() if "style" in e.attributes], page


def test_a_file_name_is_safe_and_tells_different_ids_apart() -> None:
    names = [name_file(one) for one in ("a/b", "a-b", "A-b", "../a", "a b", "宁德", "", "x" * 300, "x" * 301)]
    assert len(set(names)) == len(names)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_") and len(name) < 100 for name in names)
    assert name_file("fact-3f2a91c07b5d") == "fact-3f2a91c07b5d"


def test_links_are_relative_so_that_pages_open_from_disk() -> None:
    assert link("en/thing/a.html#x", "en/facts.html") == "thing/a.html#x"
    assert link("zh/facts.html", "en/thing/a.html") == "../../zh/facts.html"
    assert link("asset/site.css", "404.html") == "asset/site.css"
