"""The look of the word processor's file: fonts for both scripts, headings, tables, captions, running heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.report.house import Face, House
from gigawatch.report.house.font import has_chinese
from gigawatch.report.word.mark import LINK_STYLE, make

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import CharacterStyle, ParagraphStyle

LATIN, CHINESE = "Calibri", "Microsoft YaHei"
INK, MUTED, LINE = "1C2128", "5F6974", "CFD5DB"
TONGUES = {"en": "en-GB", "zh": "zh-CN"}
SIZES = {"Normal": 10.5, "Title": 28, "Subtitle": 14, "Heading 1": 17, "Heading 2": 12.5, "Heading 3": 11, "Caption": 9}
CELL_GAP = "60"
"""What stands free at each side of a cell, in twentieths of a point."""
LEAD, NOTE, CELL, FIGURE = "Lead", "Note", "Table Text", "Key Figure"
HEADS = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption")
OWN = {LEAD: 12, NOTE: 8.5, CELL: 8, FIGURE: 15}


def set_styles(document: Document, lang: str, house: House) -> None:
    """Give the document's styles the fonts, sizes and colours of the report or its house, and its language."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    for name in OWN:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    link = document.styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(house.accent[1:].upper())
    for name, size in (SIZES | OWN).items():
        style: ParagraphStyle = document.styles[name]
        style.font.size = Pt(size)
        style.font.bold = name == FIGURE
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(_colour(name, house))
        _set_fonts(style, lang, house.heading_font if name in HEADS else house.font)
    _rule_title(document, house.accent[1:].upper())
    _set_spaces(document)


def _rule_title(document: Document, colour: str) -> None:
    """The rule below the title, which the library draws in a colour of its own, in that of the house."""
    from docx.oxml.ns import qn

    for line in document.styles["Title"].element.iter(qn("w:pBdr")):
        for side in line:
            for name in [one for one in side.attrib if one.rpartition("}")[2].startswith("theme")]:
                del side.attrib[name]
            side.set(qn("w:color"), colour)


def _colour(name: str, house: House) -> str:
    if name in (NOTE, "Subtitle"):
        return MUTED
    return house.primary[1:].upper() if name == "Title" or name.startswith("Heading") else INK


def _set_spaces(document: Document) -> None:
    from docx.shared import Pt

    spaces = {"Normal": (0, 7), CELL: (1, 1), NOTE: (0, 5), "Caption": (10, 4), FIGURE: (0, 0), "Heading 1": (24, 8)}
    for name, (before, after) in spaces.items():
        told = document.styles[name].paragraph_format
        told.space_before, told.space_after = Pt(before), Pt(after)
    document.styles["Normal"].paragraph_format.line_spacing = 1.2
    document.styles["Caption"].paragraph_format.keep_with_next = True


def _set_fonts(style: CharacterStyle, lang: str, face: Face | None) -> None:
    """One font for each script: a word processor takes the East Asian one for Chinese."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    latin = face.family if face is not None else LATIN
    chinese = face.family if face is not None and has_chinese(face) else CHINESE
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{name}"), font)
    tongue = make("w:lang", {"w:val": TONGUES[lang] if lang == "en" else "en-GB", "w:eastAsia": TONGUES["zh"]})
    style.element.rPr.append(tongue)


def rule_side(paragraph: BaseOxmlElement, colour: str) -> None:
    """A rule at the left of a paragraph: somebody's own words stand beside it."""
    borders = make("w:pBdr")
    borders.append(make("w:left", {"w:val": "single", "w:sz": "12", "w:space": "8", "w:color": colour}))
    properties = paragraph.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr", "w:pPrChange"
    )


def rule_table(table: BaseOxmlElement) -> None:
    """Lines below the head and between the rows, none between the columns."""
    borders = make("w:tblBorders")
    for side in ("top", "left", "right", "insideV"):
        borders.append(make(f"w:{side}", {"w:val": "nil"}))
    for side in ("bottom", "insideH"):
        borders.append(make(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:color": LINE}))
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    told = {str(one.tag).rpartition("}")[2]: one for one in borders}
    for name in order:
        borders.append(told[name])
    gaps = make("w:tblCellMar")
    for side in ("left", "right"):
        gaps.append(make(f"w:{side}", {"w:w": CELL_GAP, "w:type": "dxa"}))
    table.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    table.tblPr.insert_element_before(gaps, "w:tblLook")
