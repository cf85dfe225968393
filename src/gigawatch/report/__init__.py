"""The industry development report: one content, two languages, four formats, every figure traceable to its words."""

from gigawatch.report.block import Content, Ref, RefKind, Section
from gigawatch.report.book import render_xlsx
from gigawatch.report.compose import compose_report
from gigawatch.report.html import Linker, render_block, render_html, render_runs, render_section
from gigawatch.report.pdf import render_pdf
from gigawatch.report.pen import Pen
from gigawatch.report.picture import render_svg
from gigawatch.report.publication import Publication
from gigawatch.report.reference import Library, Shelf, score_ref
from gigawatch.report.word import render_docx
from gigawatch.report.write import write_report

__all__ = [
    "Content",
    "Library",
    "Linker",
    "Pen",
    "Publication",
    "Ref",
    "RefKind",
    "Section",
    "Shelf",
    "compose_report",
    "render_block",
    "render_docx",
    "render_html",
    "render_pdf",
    "render_runs",
    "render_section",
    "render_svg",
    "render_xlsx",
    "score_ref",
    "write_report",
]
