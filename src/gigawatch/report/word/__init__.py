"""The report for a word processor: real styles, real tables, pictures, numbered sources that links lead to."""

from gigawatch.report.word.document import render_docx

__all__ = ["render_docx"]
