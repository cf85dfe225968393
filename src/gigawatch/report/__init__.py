"""The industry development report: one content, two languages, four formats, every figure traceable to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.report.block import Content as Content
    from gigawatch.report.block import Ref as Ref
    from gigawatch.report.block import RefKind as RefKind
    from gigawatch.report.block import Section as Section
    from gigawatch.report.book import render_xlsx as render_xlsx
    from gigawatch.report.compose import compose_report as compose_report
    from gigawatch.report.html import Linker as Linker
    from gigawatch.report.html import render_block as render_block
    from gigawatch.report.html import render_html as render_html
    from gigawatch.report.html import render_runs as render_runs
    from gigawatch.report.html import render_section as render_section
    from gigawatch.report.pdf import render_pdf as render_pdf
    from gigawatch.report.pen import Pen as Pen
    from gigawatch.report.picture import render_svg as render_svg
    from gigawatch.report.publication import Publication as Publication
    from gigawatch.report.reference import Library as Library
    from gigawatch.report.reference import Shelf as Shelf
    from gigawatch.report.reference import score_ref as score_ref
    from gigawatch.report.word import render_docx as render_docx
    from gigawatch.report.write import write_report as write_report

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

_MODULE = {
    "Content": "block",
    "Library": "reference",
    "Linker": "html",
    "Pen": "pen",
    "Publication": "publication",
    "Ref": "block",
    "RefKind": "block",
    "Section": "block",
    "Shelf": "reference",
    "compose_report": "compose",
    "render_block": "html",
    "render_docx": "word",
    "render_html": "html",
    "render_pdf": "pdf",
    "render_runs": "html",
    "render_section": "html",
    "render_svg": "picture",
    "render_xlsx": "book",
    "score_ref": "reference",
    "write_report": "write",
}
__getattr__ = defer(__name__, _MODULE)
