"""Pages that explain: the method, the vocabulary, the computations, the downloads, how to cite."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger import rules
from gigawatch.quantity.bound import hedges
from gigawatch.site.fact import part_paths
from gigawatch.site.page import Page, Site
from gigawatch.site.path import name_part
from gigawatch.site.standing import find_definitions
from gigawatch.site.word import speak
from gigawatch.vocab import kinds_of_statement, links, measures, publishers, statuses


def guide_pages(site: Site, lang: str) -> Iterator[Page]:
    """Every page that explains."""
    yield from (_method(site, lang), _vocabulary(lang), *_computations(site, lang), _download(site, lang))
    yield Page("cite.html", "cite.html", speak(lang)("cite"), {}, "cite")
    yield Page("search.html", "search.html", speak(lang)("search"))


def _method(site: Site, lang: str) -> Page:
    values = {
        "rules": rules(),
        "kinds": list(publishers().kinds.values()),
        "statuses": list(statuses().values()),
        "definitions": find_definitions(site.publication),
    }
    return Page("method.html", "method.html", speak(lang)("method"), values, "method")


def _vocabulary(lang: str) -> Page:
    values = {
        "measures": list(measures().values()),
        "statuses": list(statuses().values()),
        "statements": list(kinds_of_statement().values()),
        "links": list(links().values()),
        "hedges": list(hedges().values()),
    }
    return Page("vocabulary.html", "vocabulary.html", speak(lang)("vocabulary"), values, "vocabulary")


def _computations(site: Site, lang: str) -> Iterator[Page]:
    parts = site.plan.computations[lang] or ((),)
    for number, part in enumerate(parts, start=1):
        values = {"computations": part, "number": number, "parts": part_paths("computations", len(parts))}
        path = f"{name_part('computations', number)}.html"
        yield Page(path, "computations.html", speak(lang)("computations"), values, "computations")


def _download(site: Site, lang: str) -> Page:
    files = [(name, path.stat().st_size, path.suffix.lstrip(".").upper()) for name, path in site.downloads]
    return Page("download.html", "download.html", speak(lang)("download"), {"files": files}, "download")
