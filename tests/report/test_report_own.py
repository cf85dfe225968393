"""The analyst's own text: merged in every format, marked as theirs, its figures linked or counted as theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from report_fixture import BUILT, MADE, TOWN, ledger, publication
from report_walk import Page, walk_report

from gigawatch.model import InputError
from gigawatch.report import Content, Publication, compose_report, render_docx, render_html, render_pdf
from gigawatch.report.block import Section
from gigawatch.report.own.text import missing_languages, read_texts

HEAD = "---\ntitle: {title}\n{place}\nauthor: Ann Example\ndate: 2031-06-01\n---\n"
Write = Callable[..., Publication]


def fact(measure: str, status: str | None = None) -> str:
    found = (f for f in ledger().facts.values() if f.subject == TOWN and f.measure == measure)
    return next(f.id for f in found if status in (None, f.status))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(
        words: str, place: str = "after: key", name: str = "view.en.md", title: str = "Our view"
    ) -> Publication:
        folder = tmp_path / "report"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(HEAD.format(title=title, place=place) + words, encoding="utf-8")
        return replace(publication(), texts=read_texts(folder))

    return written


def page_of(told: Publication, lang: str = "en") -> str:
    return render_html(compose_report(told, lang), told)


def own(content: Content) -> Section:
    queue = list(content.sections)
    return next(section for section in queue if section.byline or queue.extend(section.sections))


def test_a_text_stands_where_its_front_matter_says_and_bears_its_author(write: Write) -> None:
    ids = [section.id for section in compose_report(write("Words."), "en").sections]
    assert ids[:2] == ["key", "own-view"]
    ids = [section.id for section in compose_report(write("Words.", "before: sources"), "en").sections]
    assert ids[-2:] == ["own-view", "sources"]
    section = next(s for s in compose_report(write("Words.", "within: key"), "en").sections if s.id == "key")
    assert section.sections[-1].id == "own-view"
    assert section.sections[-1].byline.startswith("The author’s own words: Ann Example, 1 June 2031.")


def test_a_figure_that_cites_a_fact_leads_to_its_evidence_and_any_other_is_the_authors(write: Write) -> None:
    told = write(f"Built are [40 GWh](fact:{fact('capacity', 'operating')}); we expect 77 more.")
    page = page_of(told)
    walk = walk_report(page)
    assert walk.faults == []
    assert walk.kinds["own"] == 1
    assert f'href="#ev-{fact("capacity", "operating")}">40 GWh</a>' in page


def test_a_link_without_words_prints_the_value_with_its_hedge_in_each_language(write: Write) -> None:
    words = f"Made: [](fact:{fact('production')}), stated as [](claim:{MADE.id})."
    assert page_of(write(words)).count(">over 21 GWh</a>") >= 2
    assert page_of(write(words, name="view.zh.md"), "zh").count(">超过21 GWh</a>") >= 2


def test_a_figure_that_the_evidence_no_longer_bears_out_is_told_and_printed_beside_it(write: Write) -> None:
    told = write(f"Planned are [90 GWh a year](fact:{fact('capacity', 'planned')}).")
    notices: list[str] = []
    page = render_html(compose_report(told, "en", notices.append), told)
    assert "(the evidence now says " in page
    assert [text.partition(":")[0] for text in notices] == ["report/view.en.md"]
    assert "'90 GWh a year'" in notices[0]


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("fact:{0}x", "near: {0}"),
        ("claim:{0}", "write fact:{0}"),
        ("fact:nothing-like-it", "gigawatch ledger"),
    ],
)
def test_an_id_that_is_not_in_the_ledger_is_refused_with_those_near(write: Write, address: str, hint: str) -> None:
    one = fact("production")
    told = write(f"First.\n\nMade: [21 GWh]({address.format(one)}).")
    with pytest.raises(InputError) as caught:
        compose_report(told, "en")
    assert caught.value.where == "report/view.en.md:9"
    assert hint.format(one) in caught.value.hint


@pytest.mark.parametrize("place", ["after", "before", "within"])
def test_a_section_that_there_is_not_is_refused_with_those_near(write: Write, place: str) -> None:
    with pytest.raises(InputError, match=r"there is no section 'qualty' \(near: quality"):
        compose_report(write("Words.", f"{place}: qualty"), "en")


@pytest.mark.parametrize("words", ["预计*约60%*可建成", "**“真实”**的基地", "基地*真实*存在"])
def test_emphasis_in_chinese_needs_no_spaces(write: Write, words: str) -> None:
    section = Page(page_of(write(words, name="view.zh.md"), "zh")).by_id["own-view"]
    assert section.find("em") + section.find("strong")
    assert "*" not in section.text()


def test_raw_html_is_words(write: Write) -> None:
    page = page_of(write("Hello <script>alert(1)</script>.\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:1)"))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_headings_lists_emphasis_links_and_tables_are_what_they_are(write: Write) -> None:
    words = (
        "A **b** *c* `d` [e](https://example.org/e).\n\n## Next\n\n1. one\n2. two\n\n| f | g |\n|---|--:|\n| h | 3 |"
    )
    page = page_of(write(words))
    section = Page(page).by_id["own-view"]
    tags = [element.tag for element in section.below()]
    assert {"strong", "em", "code", "ol", "table", "h3"} <= set(tags)
    assert any(one.href == "https://example.org/e" for one in section.find("a"))
    assert [cell.text() for cell in section.find("td")] == ["h", "3"]
    assert walk_report(page).faults == []


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("![a](b.png)", "a picture has no place"),
        ("```\ncode\n```", "a block of code has no place"),
        ("- a\n  - b", "a list holds more than words"),
        ("[a](b.md)", "leads nowhere"),
        ("# a\n\n## b\n\n### c", "headings stand deeper"),
    ],
)
def test_what_has_no_place_in_the_report_is_refused_with_its_line(write: Write, words: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        compose_report(write(words), "en")
    assert caught.value.where.startswith("report/view.en.md:")


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("view.md", "Words.", "does not say its language"),
        ("view.en.md", "Words.", "no front matter"),
        ("view.en.md", "---\ntitel: a\n---\nWords.", "unknown key 'titel'"),
        ("view.en.md", "---\ntitle: a\nauthor: b\ndate: 2031-01-01\n---\nWords.", "one of before, after, within"),
        ("view.en.md", "---\ntitle: a\nauthor: b\ndate: soon\nafter: key\n---\nWords.", "soon is no date"),
        ("view.en.md", "---\ntitle: a\ndate: 2031-01-01\nafter: key\n---\nWords.", "lacks 'author'"),
        ("view.en.md", "---\ntitle: a\nauthor: b\ndate: 2031-01-01\nafter: key\n---\n", "no text"),
    ],
)
def test_a_file_that_cannot_be_merged_is_refused(tmp_path: Path, name: str, text: str, what: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=what):
        read_texts(tmp_path)


def test_a_text_that_one_language_lacks_is_noticed(write: Write) -> None:
    (line,) = missing_languages(list(write("Words.").texts), ("en", "zh"))
    assert line.startswith("report/view.zh.md is not there")


def test_print_and_word_hold_the_text_with_its_author(write: Write, tmp_path: Path) -> None:
    told = write("Some **strong** words of ours, 77 of them.\n\n1. one\n2. two", title="Our view of it")
    content = compose_report(told, "en")
    render_docx(content, told, tmp_path / "report.docx")
    paragraphs = docx.Document(str(tmp_path / "report.docx")).paragraphs
    at = next(n for n, p in enumerate(paragraphs) if p.text.endswith("Our view of it") and "Heading" in p.style.name)
    assert paragraphs[at + 1].text.startswith("The author’s own words: Ann Example")
    assert paragraphs[at + 2].text == "Some strong words of ours, 77 of them."
    assert paragraphs[at + 2]._p.xpath("./w:pPr/w:pBdr/w:left")
    render_pdf(content, told, tmp_path / "report.pdf")
    import pypdfium2

    pages = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert "words of ours, 77 of them." in " ".join(text.split())
    pages.close()


def test_the_shipped_example_of_the_documents_is_merged(tmp_path: Path) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
    example = docs.partition("```markdown\n")[2].partition("```")[0].replace("FACT", fact("capacity", "operating"))
    (tmp_path / "view.en.md").write_text(example, encoding="utf-8")
    told = replace(publication(), texts=read_texts(tmp_path))
    walk = walk_report(page_of(told))
    assert walk.faults == []
    assert walk.kinds["own"] >= 1
    assert own(compose_report(told, "en")).title


def test_claims_may_be_cited_too(write: Write) -> None:
    told = write(f"It was said to be [40 GWh a year](claim:{BUILT.id}).")
    assert walk_report(page_of(told)).faults == []
