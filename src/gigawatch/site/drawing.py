"""The pictures of the site's own pages, in the order in which they are needed: another process draws them ahead."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.report.block import Chart, Section
from gigawatch.report.picture import Spec
from gigawatch.site.history import draw_history
from gigawatch.site.indicator import indicator_pages
from gigawatch.site.page import Site
from gigawatch.site.thing import gather_known


def list_pictures(site: Site) -> list[tuple[Spec, str]]:
    """The pictures of things and indicators that the report has not, each with its language."""
    return [(dict(chart.spec), lang) for lang in site.languages for chart in _charts(site, lang)]


def _charts(site: Site, lang: str) -> Iterator[Chart]:
    indicators = (page.values["picture"] for page in indicator_pages(site, lang))
    things = (draw_history(site, lang, site.ledger.entities[one]) for one in sorted(gather_known(site).pictured))
    for section in (*indicators, *things):
        if isinstance(section, Section):
            yield from (block for block in section.blocks if isinstance(block, Chart))
