from __future__ import annotations

from pathlib import Path

import pytest
from site_tree import Element, by_id, is_outer, links, read_page, target

from gigawatch.report.figure import find_figures

REPORT_LIKE = ("index", "development-index", "chain", "outlook", "contradictions", "report")
OWN_WORDS = {"a", "time", "code", "svg", "nav", "footer", "header", "cite"}
EVIDENCE = ("document", "cell")


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_no_link_and_no_anchor_of_the_site_is_broken(built: Path) -> None:
    for page in pages(built):
        for element, address in links(page):
            if is_outer(address):
                continue
            file, anchor = target(page, address)
            assert file.is_file(), f"{page.name}: <{element.tag}> leads to {address}"
            if anchor:
                assert anchor in by_id(file), f"{page.relative_to(built)}: no anchor {address}"


def test_no_page_has_an_id_twice(built: Path) -> None:
    for page in pages(built):
        ids = [e.attributes["id"] for e in read_page(page).walk() if "id" in e.attributes]
        assert len(ids) == len(set(ids)), page


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", REPORT_LIKE)
def test_every_figure_of_a_report_like_page_is_a_link(built: Path, lang: str, name: str) -> None:
    (main,) = read_page(built / lang / f"{name}.html").find("main")
    outside = main.text_outside(OWN_WORDS, "sources")
    assert find_figures(outside) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", REPORT_LIKE)
def test_every_figure_of_the_report_ends_at_a_sentence_or_a_table_cell(built: Path, lang: str, name: str) -> None:
    page = built / lang / f"{name}.html"
    figures = [e for e in read_page(page).find("a") if e.attributes.get("class") == "fig"]
    for figure in figures:
        assert ends_at_evidence(built, *target(page, figure.attributes["href"])), figure.text


def ends_at_evidence(built: Path, page: Path, anchor: str) -> bool:
    """True when every way on from an anchor that is no evidence itself comes to a document's words or a cell's row."""
    seen, queue, ends = set(), [(page, anchor)], 0
    while queue:
        page, anchor = queue.pop()
        if (page, anchor) in seen:
            continue
        seen.add((page, anchor))
        if page.relative_to(built.resolve()).parts[1] in EVIDENCE:
            assert by_id(page)[anchor].text.strip()
            ends += 1
            continue
        element = evidence_of(by_id(page)[anchor])
        inner = [e.attributes["href"] for e in element.find("a") if not is_outer(e.attributes["href"])]
        onward = [target(page, address) for address in inner if not address.startswith("#rule-")]  # no evidence itself
        onward = [(file, mark) for file, mark in onward if mark]
        assert onward, f"{page.name}#{anchor} leads nowhere"
        queue.extend(onward)
    return ends > 0


def evidence_of(element: Element) -> Element:
    """What belongs to an anchor: the element, a fact's article, or for a score's row the section of its year."""
    while element.tag in ("tr", "tbody", "table", "div", "h3"):
        assert element.parent is not None
        element = element.parent
    return element


def test_the_charts_of_the_report_lead_to_the_pages_of_the_site(built: Path) -> None:
    page = built / "en" / "chain.html"
    inside = [e.attributes["xlink:href"] for svg in read_page(page).find("svg") for e in svg.find("a")]
    assert len(inside) == 4
    assert all(target(page, address)[0].parent.name in ("thing", "cell") for address in inside)


def test_every_page_stands_at_the_same_place_in_both_languages_and_links_to_the_other(built: Path) -> None:
    english, chinese = ({p.relative_to(built / lang) for p in pages(built / lang)} for lang in ("en", "zh"))
    assert english == chinese
    for path in english:
        switch = [e for e in read_page(built / "en" / path).find("a") if e.attributes.get("class") == "language"]
        assert [target(built / "en" / path, e.attributes["href"])[0] for e in switch] == [
            (built / "zh" / path).resolve()
        ]


def test_the_root_leads_to_the_first_language_without_a_script(built: Path) -> None:
    root = read_page(built / "index.html")
    refresh = [e.attributes["content"] for e in root.find("meta") if e.attributes.get("http-equiv") == "refresh"]
    assert refresh == ["0; url=en/index.html"]
    assert [e.attributes["href"] for e in root.find("a")] == ["en/index.html", "zh/index.html"]
    assert root.find("script") == []
