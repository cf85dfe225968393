"""The report for a spreadsheet: a sheet a table with typed cells, figures that lead to their sources, and a README."""

from gigawatch.report.book.render import render_xlsx

__all__ = ["render_xlsx"]
