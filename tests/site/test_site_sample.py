from __future__ import annotations

from pathlib import Path

import pytest
from site_tree import by_id, is_outer, links, read_page, target
from test_site_links import OWN_WORDS, REPORT_LIKE, ends_at_evidence, pages

from gigawatch.report.figure import find_figures

LARGEST = 1_500_000


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    """The site of the bundled sample, built from its documents and tables."""
    return built_sample[0] / "build" / "site"


def own_pages(site: Path) -> list[Path]:
    return [page for page in pages(site) if "download" not in page.parts]


def test_no_link_of_the_samples_site_is_broken(site: Path) -> None:
    inner = [(page, address) for page in own_pages(site) for _, address in links(page) if not is_outer(address)]
    assert len(inner) > 5000
    assert [(page.name, address) for page, address in inner if not exists(page, address)] == []


def exists(page: Path, address: str) -> bool:
    file, anchor = target(page, address)
    return anchor in by_id(file) if anchor and file.is_file() else file.is_file()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", REPORT_LIKE)
def test_every_figure_of_the_sample_ends_at_a_sentence_or_a_table_cell(site: Path, lang: str, name: str) -> None:
    page = site / lang / f"{name}.html"
    (main,) = read_page(page).find("main")
    assert find_figures(main.text_outside(OWN_WORDS, "sources")) == []
    figures = [e for e in main.find("a") if e.attributes.get("class") == "fig"]
    assert figures or name == "contradictions"
    for figure in figures:
        assert ends_at_evidence(site, *target(page, figure.attributes["href"])), figure.text


def test_no_page_of_the_sample_is_too_large_for_a_phone(site: Path) -> None:
    sizes = {page.name: page.stat().st_size for page in own_pages(site)}
    assert len(sizes) > 100
    assert max(sizes.values()) <= LARGEST


def test_the_conference_of_the_press_release_is_found_on_the_front_page_in_two_clicks(site: Path) -> None:
    front = site / "en" / "index.html"
    figure = next(e for e in read_page(front).find("a") if "96.2 billion yuan" in e.text)
    page, anchor = target(front, figure.attributes["href"])
    fact = next(e for e in read_page(page).walk() if e.attributes.get("id") == anchor)
    assert "96.2 billion yuan" in {mark.text for mark in fact.find("mark")}
