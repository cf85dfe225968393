"""The report for a word processor: real styles and tables, links that lead, pictures with words, the same bytes."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image
from report_fixture import empty_publication, publication

from gigawatch.report import compose_report, render_docx
from gigawatch.report.block import Chart, Section, Table
from gigawatch.report.picture import SKY, draw, render_png

WRITER = Path("/usr/lib/libreoffice/program/libswlo.so")


@pytest.fixture(scope="module", params=["en", "zh"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("word") / "report.docx"
    render_docx(compose_report(publication(), request.param), publication(), path)
    return path


def blocks(sections: tuple[Section, ...], kind: type) -> list[object]:
    own = [block for section in sections for block in section.blocks if isinstance(block, kind)]
    return own + [block for section in sections for block in blocks(section.sections, kind)]


def test_headings_have_the_styles_that_a_word_processor_lists(written: Path) -> None:
    document = docx.Document(str(written))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") >= 9
    assert "Heading 2" in styles


def test_every_table_and_picture_of_the_report_is_there(written: Path) -> None:
    document = docx.Document(str(written))
    content = compose_report(publication(), "zh" if "zh" in document.core_properties.language else "en")
    assert len(document.inline_shapes) == len(blocks(content.sections, Chart)) > 0
    heads = {tuple(cell.text for cell in table.rows[0].cells) for table in document.tables}
    wanted = [block for block in blocks(content.sections, Table) if isinstance(block, Table)]
    assert wanted
    assert {table.head for table in wanted} <= heads


def test_a_table_that_runs_over_a_page_repeats_its_head(written: Path) -> None:
    table = docx.Document(str(written)).tables[-1]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_a_tables_head_and_first_row_stay_with_the_next(written: Path) -> None:
    long = [table for table in docx.Document(str(written)).tables if len(table.rows) > 3]
    told = [table for table in long if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")]
    assert told
    for table in told:
        kept = [all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs) for row in table.rows]
        assert kept[:2] == [True, True]
        assert not any(kept[2:])


def test_a_picture_stands_on_white_with_its_colours_as_in_print(written: Path) -> None:
    half = {"value": 1, "name": "synthetic"}
    spec = draw([half], mark={"type": "bar", "color": SKY, "opacity": 0.4}, encoding={"x": {"field": "value"}})
    with Image.open(BytesIO(render_png(spec, "en"))) as picture:
        seen = {colour for _, colour in picture.convert("RGBA").getcolors(1 << 20) or []}
    assert {alpha for *_, alpha in seen} == {255}
    sky = tuple(round(255 + 0.4 * (int(SKY[n : n + 2], 16) - 255)) for n in (1, 3, 5))
    assert any(all(abs(one - other) <= 2 for one, other in zip(colour, sky, strict=False)) for colour in seen)
    with ZipFile(written) as archive:
        shown = [Image.open(BytesIO(archive.read(name))) for name in archive.namelist() if name.endswith(".png")]
    assert shown
    assert all(one.convert("RGBA").getchannel("A").getextrema() == (255, 255) for one in shown)


def test_every_picture_is_told_in_words(written: Path) -> None:
    found = docx.Document(str(written)).element.body.xpath(".//wp:docPr")
    assert all(one.get("descr") and one.get("title") for one in found)


def test_every_link_inside_leads_to_a_bookmark(written: Path) -> None:
    body = docx.Document(str(written)).element.body
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    links = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert {name for name in links if str(name).startswith("source-")}
    assert links <= marks


def test_a_source_with_an_address_leads_to_it(written: Path) -> None:
    relations = docx.Document(str(written)).part.rels.values()
    addresses = {one.target_ref for one in relations if one.is_external}
    assert any(address.startswith("https://") for address in addresses)


def test_it_says_what_it_is_and_in_which_language(written: Path) -> None:
    document = docx.Document(str(written))
    told = document.core_properties
    assert (told.author, bool(told.title), publication().edition in told.comments) == ("Gigawatch", True, True)
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"


def test_the_same_report_has_the_same_bytes_and_bears_no_time_of_the_clock(written: Path, tmp_path: Path) -> None:
    lang = "zh" if "zh" in docx.Document(str(written)).core_properties.language else "en"
    again = tmp_path / "again.docx"
    render_docx(compose_report(publication(), lang), publication(), again)
    assert again.read_bytes() == written.read_bytes()
    with ZipFile(again) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(not WRITER.is_file(), reason="LibreOffice Writer is not installed")
def test_it_opens_in_libreoffice(written: Path, tmp_path: Path) -> None:
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(written)]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_a_report_without_data_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    render_docx(compose_report(empty_publication(), "en"), empty_publication(), path)
    assert docx.Document(str(path)).paragraphs
