"""The pictures of the site's pages, in the order in which they are needed: another process draws them ahead."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.report.block import Chart, Section
from gigawatch.report.picture import Spec
from gigawatch.site.history import draw_history
from gigawatch.site.indicator import indicator_pages
from gigawatch.site.page import Site
from gigawatch.site.thing import gather_known


def list_pictures(site: Site) -> list[tuple[Spec, str]]:
    """The pictures of the report, of indicators and of things, each with its language."""
    return [(dict(chart.spec), lang) for lang in site.languages for chart in _charts(site, lang)]


def _charts(site: Site, lang: str) -> Iterator[Chart]:
    report = site.voices[lang].content.sections
    indicators = (page.values["picture"] for page in indicator_pages(site, lang))
    things = (draw_history(site, lang, site.ledger.entities[one]) for one in sorted(gather_known(site).pictured))
    for section in (*report, *indicators, *things):
        if isinstance(section, Section):
            yield from _charts_of(section)


def _charts_of(section: Section) -> Iterator[Chart]:
    yield from (block for block in section.blocks if isinstance(block, Chart))
    for part in section.sections:
        yield from _charts_of(part)
