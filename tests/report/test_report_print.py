from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from report_fixture import empty_publication, publication

from gigawatch.report import compose_report, render_pdf, write_report
from gigawatch.report.paper import Paper


def test_four_files_a_language_are_written_and_named(tmp_path: Path) -> None:
    written = write_report(publication(), tmp_path / "report")
    reports = [path for path in written if path.name.startswith("report.")]
    assert [path.name for path in reports] == [
        f"report.{lang}.{ending}" for lang in ("en", "zh") for ending in ("html", "pdf", "docx", "xlsx")
    ]
    assert all(path.stat().st_size > 10_000 for path in reports)
    others = {path.name for path in written} - {path.name for path in reports}
    assert others == {"CITATION.cff", "citation.bib", "edition.json"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_same_report_has_the_same_bytes(tmp_path: Path, lang: str) -> None:
    content = compose_report(publication(), lang)
    for name in ("one.pdf", "two.pdf"):
        render_pdf(content, publication(), tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one == two
    assert one.startswith(b"%PDF-")


def test_the_print_has_bookmarks_tags_and_embedded_fonts_of_the_package_only(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    render_pdf(compose_report(publication(), "zh"), publication(), path)
    data = path.read_bytes()
    assert b"/Outlines" in data
    assert b"/StructTreeRoot" in data
    assert b"/Lang (zh" in data or b"/Lang(zh" in data
    assert data.count(b"/FontFile") >= 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_letters_that_the_first_font_lacks_are_printed_in_another(tmp_path: Path, lang: str) -> None:
    named = replace(publication(), name="Győr łódź Žilina ĞÜ Ελλάς", name_zh="Győr łódź Žilina ĞÜ Ελλάς")
    path = tmp_path / "report.pdf"
    render_pdf(compose_report(named, lang), named, path)
    document = pypdfium2.PdfDocument(path)
    cover = "".join(document[0].get_textpage().get_text_bounded().split())
    assert "GyőrłódźŽilinaĞÜΕλλάς" in cover


def test_a_report_without_data_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    render_pdf(compose_report(empty_publication(), "en"), empty_publication(), path)
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_report_whose_sources_bear_no_date_is_printed_without_one(tmp_path: Path) -> None:
    undated = replace(publication(), dated="")
    written = write_report(undated, tmp_path, ["en"])
    assert "documents up to" not in written[0].read_text(encoding="utf-8")
    assert written[1].read_bytes().startswith(b"%PDF-")


def test_each_figure_in_print_carries_its_sources_or_a_note_that_does() -> None:
    data = Paper(compose_report(publication(), "en"), publication(), lambda *_: {}).data()
    notes = {note["number"]: note for note in data["notes"]}  # type: ignore[attr-defined]
    marks = list(_marks(data["sections"]))
    assert len(marks) > 40
    assert all(mark for mark in marks)
    assert all(notes[m["number"]]["sources"] for mark in marks for m in mark if m["kind"] == "note")
    numbers = {m["number"] for mark in marks for m in mark if m["kind"] == "source"}
    assert numbers <= {source["number"] for source in _sources(data["sections"])}


def _marks(node: object) -> list[list[dict[str, int | str]]]:
    if isinstance(node, dict):
        own = [node["marks"]] if "marks" in node else []
        return own + [mark for value in node.values() for mark in _marks(value)]
    return [mark for value in node for mark in _marks(value)] if isinstance(node, list) else []


def _sources(node: object) -> list[dict[str, int]]:
    if isinstance(node, dict):
        own = node["sources"] if node.get("type") == "bibliography" else []
        return own + [source for key, value in node.items() if key != "sources" for source in _sources(value)]
    return [source for value in node for source in _sources(value)] if isinstance(node, list) else []
