"""The front page: what this is, what is new, key figures, the index in short, and the way to all else."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.site.change import tell_line
from gigawatch.site.page import Page, Site
from gigawatch.site.recent import FIRST
from gigawatch.site.section import key_figures
from gigawatch.site.source import list_documents
from gigawatch.site.standing import find_definitions
from gigawatch.site.word import speak


def front_pages(site: Site, lang: str) -> Iterator[Page]:
    """The front page."""
    definition = next((d for d in find_definitions(site.publication) if d.list_periods(d.root)), None)
    period = definition.list_periods(definition.root)[0] if definition else ""
    ranking = definition.ranking(period) if definition else []
    material = site.ledger.material
    counts = (
        ("sources", "sources.html", len(material.documents)),
        ("claims", "sources.html", len(material.claims)),
        ("facts", "facts.html", len(site.ledger.facts)),
        ("things", "things.html", len(site.ledger.entities)),
    )
    values = {
        "figures": key_figures(site.voices[lang]),
        "definition": definition,
        "ranking": [score for score in ranking if score.rank is not None][:FIRST],
        "period_of_index": period,
        "newest": [item for item in list_documents(site) if item.copy_of is None][:FIRST],
        "counts": counts,
        "moves": [tell_line(site, lang, one) for one in site.recent.moves],
        "news": [tell_line(site, lang, one) for one in site.recent.news],
    }
    yield Page("index.html", "front.html", speak(lang)("front"), values, "front")
