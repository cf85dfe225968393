"""One report as a file of a word processor (Office Open XML): what the print has, open to the analyst's own pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gigawatch.report.block import Content
from gigawatch.report.house import House, Logo
from gigawatch.report.house.logo import logo_png
from gigawatch.report.paper import Data, Paper
from gigawatch.report.picture import WIDTH, render_png
from gigawatch.report.publication import Publication
from gigawatch.report.word.mark import Marker, close_field, describe_picture, link_inside, link_out, make, open_field
from gigawatch.report.word.run import add_numbers, add_runs, cm, hang
from gigawatch.report.word.seal import seal
from gigawatch.report.word.style import CELL, FIGURE, LEAD, NOTE, rule_side, rule_table, set_styles

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

UNDATED = "1980-01-01"
KINDS = {"lead": LEAD, "note": NOTE, "quote": "Quote", "body": "Normal"}
MARGIN = (2.4, 2.4)  # centimetres: left and right, top and bottom
LOGO_HEIGHT = 2.0
LEVELS = 3
CONTENTS = r"TOC \o \"1-2\" \n \h"  # headings of two levels, without page numbers, as links
FIGURES_IN_ROW = 3


def render_docx(content: Content, publication: Publication, path: Path) -> None:
    """Write the report for a word processor; the bytes depend on the content alone."""
    data: dict[str, Any] = Paper(content, publication, _draw).data()
    path.write_bytes(seal(_Writer(data, content.dated, publication.house).write()))


def _draw(spec: Mapping[str, object], lang: str) -> Data:
    return {"png": render_png(spec, lang)}


class _Writer:
    """Writes one document from the data of a paper."""

    def __init__(self, data: dict[str, Any], dated: str, house: House) -> None:
        import docx

        self.data, self.words, self.lang = data, data["words"], data["lang"]
        self.dated = dated or UNDATED
        self.marker = Marker()
        self.document: Document = docx.Document()
        self.house, self.is_own = house, False
        self.text_width = house.paper.width - 2 * MARGIN[0]
        set_styles(self.document, self.lang, house)
        self.styles = {str(style.name): style.style_id for style in self.document.styles}
        self.heads = 0

    def write(self) -> bytes:
        """The document's bytes, as the library saves them."""
        self._set_page()
        self._set_properties()
        is_brief = self.data["form"] == "brief"
        self._write_cover(is_brief=is_brief)
        if not is_brief:
            self._write_contents()
        for number, section in enumerate(self.data["sections"], 1):
            self._write_section(section, 1, "" if is_brief else f"{number}  ")
        self._write_notes()
        stream = BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _add(self, style: str, text: str = "") -> Paragraph:
        """A paragraph at the end of the document, in a style by its name."""
        return self._dress(self.document.add_paragraph(text), style)

    def _dress(self, paragraph: Paragraph, style: str) -> Paragraph:
        """The paragraph in a style; the library's own setter looks every style up anew."""
        paragraph._p.style = self.styles[style]
        return paragraph

    def _add_words(self, style: str) -> Paragraph:
        """A paragraph of a section, beside a rule where somebody's own words stand."""
        paragraph = self._add(style)
        if self.is_own:
            rule_side(paragraph._p, self.house.accent.lstrip("#"))
        return paragraph

    def _set_page(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm

        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(self.house.paper.width), Cm(self.house.paper.height)
        page.left_margin = page.right_margin = Cm(MARGIN[0])
        page.top_margin = page.bottom_margin = Cm(MARGIN[1])
        page.different_first_page_header_footer = True
        page.header.paragraphs[0].text = self.data["title"]
        page.header.paragraphs[0].style = self.document.styles[NOTE]
        foot = page.footer.paragraphs[0]
        foot.style, foot.alignment = self.document.styles[NOTE], WD_ALIGN_PARAGRAPH.CENTER
        open_field(foot, "PAGE")
        close_field(foot)

    def _set_properties(self) -> None:
        told = self.document.core_properties
        told.title, told.author, told.subject = self.data["title"], self.data["author"], self.data["subtitle"]
        told.comments = f"{self.words['edition']} {self.data['edition']}"
        told.language = "zh-CN" if self.lang == "zh" else "en-GB"
        told.created = told.modified = datetime.fromisoformat(self.dated)
        told.last_modified_by, told.revision = self.data["author"], 1

    def _write_cover(self, *, is_brief: bool) -> None:
        """Title and edition: on a page of their own, in a brief above its text."""
        from docx.shared import Pt

        if self.house.logo is not None:
            self._write_logo(self.house.logo)
        title = self._add("Title", self.data["title"])
        title.paragraph_format.space_before = Pt(0 if is_brief else 180 if self.house.logo is None else 120)
        self._add("Subtitle", self.data["subtitle"])
        if self.data["issuer"]:
            self._add("Normal", self.data["issuer"])
        edition = f"{self.words['edition']} {self.data['edition']}"
        dated = f"{self.words['dated']} {self.data['dated']}" if self.data["dated"] else ""
        for line in filter(None, (edition, dated, self.data["note"])):
            self._add(NOTE, line)
        if not is_brief:
            self._break_page()

    def _write_logo(self, logo: Logo) -> None:
        run = self._add("Normal").add_run()
        run.add_picture(BytesIO(logo_png(logo)), height=cm(LOGO_HEIGHT))
        name = self.data["organisation"] or self.data["title"]
        describe_picture(run, name, name)

    def _write_contents(self) -> None:
        """The contents as a field that any word processor makes anew, filled in with links that work before that."""
        self._add("TOC Heading", self.words["contents"])
        listed = [*self._list_heads(self.data["sections"], 1), *([(self.words["notes"], 1)] if self._notes() else [])]
        lines = [self._add("Normal") for _ in listed]
        open_field(lines[0], CONTENTS)
        for number, (line, (title, level)) in enumerate(zip(lines, listed, strict=True), 1):
            line.paragraph_format.left_indent, line.paragraph_format.space_after = cm(0.6 * (level - 1)), cm(0.05)
            line.paragraph_format.line_spacing = 1.0
            link_inside(line, title, f"head-{number}")
        close_field(lines[-1])
        self._break_page()

    def _break_page(self) -> None:
        from docx.enum.text import WD_BREAK

        self._add("Normal").add_run().add_break(WD_BREAK.PAGE)

    def _list_heads(self, sections: Sequence[dict[str, Any]], level: int) -> list[tuple[str, int]]:
        """The headings in the order in which they are written, with their levels."""
        found: list[tuple[str, int]] = []
        for number, section in enumerate(sections, 1):
            told = f"{number}  {section['title']}" if level == 1 else str(section["title"])
            found += [(told, level), *self._list_heads(section["sections"], level + 1)]
        return found

    def _notes(self) -> list[dict[str, Any]]:
        return list(self.data["notes"])

    def _write_head(self, title: str, level: int) -> None:
        self.heads += 1
        head = self.document.add_heading(title, min(level, LEVELS))
        self.marker.mark(head, f"head-{self.heads}")

    def _write_section(self, section: dict[str, Any], level: int, number: str = "") -> None:
        self._write_head(f"{number}{section['title']}", level)
        before, self.is_own = self.is_own, self.is_own or bool(section["byline"])
        if section["byline"]:
            self._add_words(NOTE).add_run(section["byline"])
        for block in section["blocks"]:
            self._write_block(block)
        for inner in section["sections"]:
            self._write_section(inner, level + 1)
        self.is_own = before

    def _write_block(self, block: dict[str, Any]) -> None:
        {
            "paragraph": self._write_paragraph,
            "bullets": self._write_bullets,
            "key": self._write_key_figures,
            "table": self._write_table,
            "chart": self._write_chart,
            "bibliography": self._write_bibliography,
        }[block["type"]](block)

    def _write_paragraph(self, block: dict[str, Any]) -> None:
        add_runs(self._add_words(KINDS.get(block["kind"], "Normal")), block["runs"])

    def _write_bullets(self, block: dict[str, Any]) -> None:
        for number, item in enumerate(block["items"], 1):
            line = self._add_words("Normal" if block["is_numbered"] else "List Bullet")
            if block["is_numbered"]:
                hang(line)
                line.add_run(f"{number}.\t")
            add_runs(line, item["runs"])

    def _write_key_figures(self, block: dict[str, Any]) -> None:
        figures = block["figures"]
        rows = -(-len(figures) // FIGURES_IN_ROW)
        table = self.document.add_table(rows, FIGURES_IN_ROW)
        rule_table(table._tbl)
        for place, figure in enumerate(figures):
            cell = table.cell(place // FIGURES_IN_ROW, place % FIGURES_IN_ROW)
            self._dress(cell.paragraphs[0], NOTE).add_run(figure["label"])
            add_runs(self._dress(cell.add_paragraph(), FIGURE), [figure["value"]])
            if figure["context"]:
                add_runs(self._dress(cell.add_paragraph(), NOTE), figure["context"])
            if figure["scope"]:
                self._dress(cell.add_paragraph(), NOTE).add_run(figure["scope"])
        self._add(NOTE)

    def _write_table(self, block: dict[str, Any]) -> None:
        self._add("Caption", f"{block['label']}  {block['title']}")
        table = self.document.add_table(1 + len(block["rows"]), len(block["head"]))
        rule_table(table._tbl)
        table.autofit = False
        cells = table._cells
        self._set_widths(table, cells, block["widths"])
        columns = len(block["head"])
        for x, head in enumerate(block["head"]):
            self._fill(cells[x], [{"text": head}], is_right=x in block["numeric"])
        for y, row in enumerate(block["rows"], 1):
            for x, cell in enumerate(row):
                self._fill(cells[y * columns + x], cell["runs"], is_right=x in block["numeric"])
        for cell in cells[: columns * (2 if len(block["rows"]) > 1 else 1)]:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        for y, line in enumerate(table.rows):
            told = line._tr.get_or_add_trPr()
            told.append(make("w:cantSplit"))
            if y == 0:
                told.append(make("w:tblHeader"))
        add_runs(self._add(NOTE), block["note"])

    def _set_widths(self, table: Table, cells: Sequence[_Cell], widths: Sequence[float]) -> None:
        """Columns as wide as the print has them."""
        told = [cm(self.text_width * width / sum(widths)) for width in widths]
        for column, width in zip(table.columns, told, strict=True):
            column.width = width
        for place, cell in enumerate(cells):
            cell.width = told[place % len(told)]

    def _fill(self, cell: _Cell, runs: Sequence[dict[str, Any]], *, is_right: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = self._dress(cell.paragraphs[0], CELL)
        if is_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_runs(paragraph, runs)

    def _write_chart(self, block: dict[str, Any]) -> None:
        paragraph = self._add("Normal")
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run()
        run.add_picture(BytesIO(block["png"]), width=cm(self.text_width * min(1.0, _width(block["png"]) / (2 * WIDTH))))
        describe_picture(run, block["title"], block["alt"])
        self._add("Caption", f"{block['label']}  {block['title']}")
        line = self._add(NOTE)
        line.add_run(self.words["sources"])
        add_numbers(line, block["sources"], self.lang)
        if block["source"]:
            line.add_run(("。" if self.lang == "zh" else ". ") + block["source"])

    def _write_bibliography(self, block: dict[str, Any]) -> None:
        for source in block["sources"]:
            if source["group"]:
                self._write_group(source["group"])
            line = self._add("Normal")
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = cm(0.9), cm(-0.9)
            line.add_run(f"{source['number']}\t{source['told']} ")
            if source["is_link"]:
                link_out(line, source["url"], source["url"])
            elif source["url"]:
                line.add_run(source["url"])
            self.marker.mark(line, f"source-{source['number']}")

    def _write_group(self, table: str) -> None:
        """The title of the table that names the sources below it."""
        line = self._add(NOTE)
        line.paragraph_format.keep_with_next = True
        line.add_run(table)

    def _write_notes(self) -> None:
        if not self._notes():
            return
        self._write_head(self.words["notes"], 1)
        for note in self._notes():
            line = self._add(NOTE)
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = cm(1.0), cm(-1.0)
            stop = "。" if self.lang == "zh" else ". "
            line.add_run(f"n{note['number']}\t{note['text']}{stop}{self.words['sources']}")
            add_numbers(line, note["sources"], self.lang)
            self.marker.mark(line, f"note-{note['number']}")


def _width(png: bytes) -> int:
    """The width of a picture in dots, as its head says."""
    return int.from_bytes(png[16:20], "big")
