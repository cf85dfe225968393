"""Pages of table cells: every observation that a page refers to, in its row, with the source it was taken from."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.site.page import Page, Site


def cell_pages(site: Site, lang: str) -> Iterator[Page]:
    """One page for each subject of each table, in parts where it is long."""
    del lang
    for page in site.plan.cells:
        same = [p for p in site.plan.cells if (p.table, p.subject) == (page.table, page.subject)]
        values = {"cells": page.cells, "table": page.table, "subject": page.subject, "number": page.number}
        values["parts"] = tuple(p.path for p in same)
        yield Page(page.path, "cell.html", f"{page.subject} · {page.table}", values, "sources")
