"""Pages of table cells: every observation that a page refers to, in its row, with the source it was taken from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gigawatch.report.cell import cell_measure, cell_subject
from gigawatch.report.title import title_table
from gigawatch.site.page import Page, Site


def cell_pages(site: Site, lang: str) -> Iterator[Page]:
    """One page for each subject of each table, in parts where it is long."""
    pen = site.voices[lang].pen
    for page in site.plan.cells:
        same = [p for p in site.plan.cells if (p.table, p.subject) == (page.table, page.subject)]
        table, subject = title_table(page.table, lang), cell_subject(page.cells[0], lang)
        values: dict[str, object] = {"cells": page.cells, "code": page.table, "table": table, "subject": subject}
        values["number"] = page.number
        values["measure_of"] = partial(cell_measure, pen)
        values["parts"] = tuple(p.path for p in same)
        yield Page(page.path, "cell.html", f"{subject} · {table}", values, "sources")
