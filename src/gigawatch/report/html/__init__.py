"""Blocks as HTML: one self-contained page, or the parts of it for pages that stand elsewhere."""

from gigawatch.report.html.block import Linker, Numbering, list_sources, render_block, render_runs, render_section
from gigawatch.report.html.page import render_html

__all__ = ["Linker", "Numbering", "list_sources", "render_block", "render_html", "render_runs", "render_section"]
