"""The front page: what this is, what is new, key figures, the index in short, and the way to all else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gigawatch.ledger import Move
from gigawatch.ledger.chronicle import Entry, Lapse
from gigawatch.site.change import tell_line
from gigawatch.site.page import Page, Site
from gigawatch.site.section import key_figures
from gigawatch.site.source import list_documents
from gigawatch.site.standing import find_definitions
from gigawatch.site.word import speak

FIRST = 8
UNNAMED = "other"
OF_ONE = 2
"""So many new figures of one thing stand in the list of new ones: a long document must not fill it."""


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
        "moves": [tell_line(site, lang, one) for one in find_moves(site.chronicle.entries)],
        "news": [tell_line(site, lang, one) for one in find_news(site.chronicle.entries)],
    }
    yield Page("index.html", "front.html", speak(lang)("front"), values, "front")


def find_moves(entries: Iterable[Entry]) -> list[Entry]:
    """The newest changes of where things stand, without what silence alone made stale."""
    return [one for one in entries if isinstance(one.told, Move) and one.kind != "aged"][:FIRST]


def find_news(entries: Iterable[Entry]) -> list[Entry]:
    """The facts of a measure with a name that were added or changed last, few of one thing."""
    counts: Counter[str] = Counter()
    found: list[Entry] = []
    for one in entries:
        if isinstance(one.told, Move | Lapse) or len(found) == FIRST:
            continue
        fact = one.told.after
        if fact is not None and fact.measure != UNNAMED and counts[fact.subject] < OF_ONE:
            counts[fact.subject] += 1
            found.append(one)
    return found
