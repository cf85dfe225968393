"""Blocks as HTML: one self-contained page, or the parts of it for pages that stand elsewhere."""

from gigawatch.report.html.block import (
    Linker,
    Numbering,
    are_listed,
    render_block,
    render_runs,
    render_section,
    sources_of,
)
from gigawatch.report.html.page import render_html

__all__ = [
    "Linker",
    "Numbering",
    "are_listed",
    "render_block",
    "render_html",
    "render_runs",
    "render_section",
    "sources_of",
]
