"""A citable edition: id, content hash, how to cite it; and what a corrected edition says of the one before it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import yaml
from book_reader import read_book
from report_fixture import publication
from report_walk import walk_report

from gigawatch.report import Publication, write_report
from gigawatch.report.own.text import OwnText, Place
from gigawatch.report.record.former import Former, Printed
from gigawatch.report.scope import Scope, Subject

HASH = "f" * 64


def edition(folder: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    write_report(publication(), folder)
    return folder


def former(first: Path) -> Former:
    """A former edition in which one figure was another and one was printed that is no more."""
    data = json.loads((first / "edition.json").read_text(encoding="utf-8"))
    figures = {
        lang: {key: Printed(*told) for key, told in told_in.items()} for lang, told_in in data["figures"].items()
    }
    for told in figures.values():
        key = next(key for key, one in sorted(told.items()) if key.startswith("fact") and "21" in one.text)
        told[key] = replace(told[key], text="19 GWh")
        told["fact gone"] = Printed("A plant of 1999", "7 GWh")
        del told[next(key for key in told if key.startswith("computation"))]
    documents = {"doc-lost": "A lost page", "doc-english": data["documents"]["doc-english"]}
    return Former(
        id="aaaaaaaaaaaa", kept="2031-05-20", dated="2031-05-01", digest=HASH, figures=figures, documents=documents
    )


@pytest.fixture(scope="module")
def corrected(first: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Publication]:
    folder = tmp_path_factory.mktemp("corrected")
    told = replace(publication(), edition="bbbbbbbbbbbb", former=(former(first),))
    write_report(told, folder)
    return folder, told


def test_every_format_says_how_to_cite_the_edition_with_id_and_content_hash(first: Path) -> None:
    digest = str(edition(first)["digest"])
    for lang, words in (("en", "How to cite"), ("zh", "引用格式")):
        page = (first / f"report.{lang}.html").read_text(encoding="utf-8")
        assert words in page
        assert f"<code>sha256:{digest}</code>" in page
        assert walk_report(page).faults == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_spreadsheet_tells_how_to_cite_in_the_words_of_the_page(first: Path, lang: str) -> None:
    page = (first / f"report.{lang}.html").read_text(encoding="utf-8")
    line = unescape(re.sub("<[^>]*>", "", page.partition("<blockquote><p>")[2].partition("</p>")[0]))
    assert str(edition(first)["digest"]) in line
    assert line in read_book(first / f"report.{lang}.xlsx")["README"].cells.values()


@pytest.mark.parametrize("scope", [Scope(Subject.REGION), Scope(Subject.WORKSPACE, is_brief=True)])
def test_other_reports_are_no_editions_and_hold_no_own_texts(first: Path, tmp_path: Path, scope: Scope) -> None:
    text = OwnText(
        "view", "en", "Our view", "Ann", "2031-06-01", Place.AFTER, "key", "We expect more.", "view.en.md", 7
    )
    told = replace(publication(), scope=scope, former=(former(first),), texts=(text,))
    written = write_report(told, tmp_path, ["en"], ["html", "xlsx"])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in written)
    page = written[0].read_text(encoding="utf-8")
    assert "We expect more." not in page
    assert 'id="corrections"' not in page
    assert "sha256:" not in page
    cells = read_book(written[1])["README"].cells.values()
    assert any(str(cell).startswith("Gigawatch: ") and str(cell).endswith(".") for cell in cells)


def test_the_citation_files_can_be_read_by_programs(first: Path) -> None:
    told = yaml.safe_load((first / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "version", "date-released"} <= told.keys()
    assert told["version"] == publication().edition
    assert told["preferred-citation"]["type"] == "report"
    entries = (first / "citation.bib").read_text(encoding="utf-8")
    assert entries.count("@techreport{") == 2
    assert entries.count("{") == entries.count("}")


def test_the_same_inputs_give_the_same_edition_to_the_byte(first: Path, tmp_path: Path) -> None:
    write_report(publication(), tmp_path)
    assert edition(tmp_path) == edition(first)


def test_a_first_edition_corrects_nothing(first: Path) -> None:
    assert 'id="corrections"' not in (first / "report.en.html").read_text(encoding="utf-8")
    assert not list(first.glob("corrections*"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_corrected_edition_names_the_former_one_and_every_figure_that_changed(
    corrected: tuple[Path, Publication], lang: str
) -> None:
    page = (corrected[0] / f"report.{lang}.html").read_text(encoding="utf-8")
    section = page.partition('id="corrections"')[2].partition("</section>")[0]
    assert "<code>aaaaaaaaaaaa</code>" in section
    assert '<span class="former">19 GWh</span>' in section
    assert {"en": "over 21 GWh", "zh": "超过21 GWh"}[lang] in section
    assert '<span class="former">A plant of 1999</span>' in section
    assert "A lost page" in section
    walk = walk_report(page)
    assert walk.faults == []
    assert walk.kinds["former"] >= 2


def test_the_list_of_corrections_tells_the_figures_before_and_after(corrected: tuple[Path, Publication]) -> None:
    told = (corrected[0] / "corrections.en.md").read_text(encoding="utf-8")
    assert "## Edition bbbbbbbbbbbb against edition aaaaaaaaaaaa" in told
    assert "| 19 GWh | over 21 GWh |" in told
    assert "| A plant of 1999 | 7 GWh | no longer printed |" in told
    assert "| printed for the first time |" in told


def test_what_a_corrected_edition_says_of_the_former_is_no_figure_of_its_own(
    first: Path, corrected: tuple[Path, Publication]
) -> None:
    assert edition(corrected[0])["figures"] == edition(first)["figures"]
