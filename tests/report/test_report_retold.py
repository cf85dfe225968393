from __future__ import annotations

from dataclasses import replace

import pytest
from report_fixture import publication
from report_walk import Element, Page, walk_report

from gigawatch.ledger import make_ledger
from gigawatch.report import Publication, compose_report, render_html
from gigawatch.report.bibliography import Bibliography
from gigawatch.report.paper import Paper

LANGUAGES = ("en", "zh")
SAID = "The industry will move to the river"
SCRIPT = "javascript:alert(1)"


def changed(**fields: object) -> Publication:
    """The small world with something else true of its documents."""
    made = publication()
    material = made.ledger.material
    documents = {key: replace(one, **fields) for key, one in material.documents.items()}  # type: ignore[arg-type]
    return replace(made, ledger=make_ledger(replace(material, documents=documents)))


def page(made: Publication, lang: str) -> Page:
    return Page(render_html(compose_report(made, lang), made))


def text_of(page: Page, identity: str) -> str:
    return page.by_id[identity].text()


def entries(page: Page, tag: str) -> list[Element]:
    return [quote for name, one in page.by_id.items() if name.startswith("ev-") for quote in one.find(tag)]


RETOLD = {"retold": True, "licence": "CC0-1.0"}


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "retold from The english gazette, 8 May 2031; licence of the retelling: CC0-1.0"),
        ("zh", "据The english gazette 2031年5月8日报道改写（改写本许可：CC0-1.0）"),
    ],
)
def test_a_retold_source_is_listed_as_a_retelling_with_its_address(lang: str, told: str) -> None:
    sources = text_of(page(changed(**RETOLD), lang), "sources")
    assert told in sources
    assert "https://example.org/english" in sources
    assert "unaltered" not in sources.partition("Of every other source")[0]
    assert "retold" not in text_of(page(publication(), lang), "sources")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_print_lists_the_same_sources_as_the_page(lang: str) -> None:
    made = changed(**RETOLD)
    content = compose_report(made, lang)
    (bibliography,) = [b for b in content.sections[-1].blocks if isinstance(b, Bibliography)]
    assert any(source.is_retold for source in bibliography.sources)
    sections = Paper(content, made, lambda *_: {}).data()["sections"]
    told = str(sections)
    assert ("retold from The english gazette" if lang == "en" else "报道改写（改写本许可") in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_retold_words_stand_without_quotation_marks(lang: str) -> None:
    own, other = page(publication(), lang), page(changed(**RETOLD), lang)
    assert f"“{SAID}”" in text_of(own, "statements")
    assert "“" not in text_of(other, "statements")
    assert "“" not in text_of(other, "superlatives").replace("“首个”“最大”", "")


@pytest.mark.parametrize(("lang", "own"), [("en", "source’s"), ("zh", "来源英文原文")])
def test_pledges_of_a_retelling_are_not_called_the_sources_words(lang: str, own: str) -> None:
    assert own in text_of(page(publication(), lang), "declaration")
    for identity in ("declaration", "pledges"):
        assert own not in text_of(page(changed(**RETOLD), lang), identity)


def test_the_evidence_of_a_retelling_is_no_block_quotation() -> None:
    own, other = page(publication(), "en"), page(changed(**RETOLD), "en")
    from_documents = [q for q in entries(own, "blockquote") if "gazette" in q.text()]
    assert from_documents
    assert not [q for q in entries(other, "blockquote") if "gazette" in q.text()]
    assert any("as retold from The english gazette, 8 May 2031" in one.text() for one in entries(other, "div"))
    assert walk_report(render_html(compose_report(changed(**RETOLD), "en"), changed(**RETOLD))).faults == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hostile_source_becomes_neither_element_nor_link(lang: str) -> None:
    made = changed(url=SCRIPT, title="<script>alert(2)</script>", publisher='"><img src=x onerror=alert(3)>')
    html = render_html(compose_report(made, lang), made)
    assert "<script" not in html
    assert "<img" not in html
    assert SCRIPT in html
    links = [one.href for one in Page(html).root.find("a")]
    assert links
    assert not [href for href in links if not href.startswith(("#", "https://", "http://"))]


def test_a_hostile_address_is_no_link_in_print() -> None:
    made = changed(url=SCRIPT)
    told = str(Paper(compose_report(made, "en"), made, lambda *_: {}).data())
    assert f"'url': '{SCRIPT}', 'is_link': False" in told
