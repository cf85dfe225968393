"""Pages that explain: the method, the vocabulary, the computations, the downloads, how to cite."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger import rules
from gigawatch.quantity.bound import hedges
from gigawatch.report.names import capitalise
from gigawatch.site.fact import part_paths
from gigawatch.site.page import Page, Site
from gigawatch.site.path import name_part
from gigawatch.site.search.word import spell
from gigawatch.site.standing import find_definitions
from gigawatch.site.word import speak
from gigawatch.vocab import TermGroup, kinds_of_statement, label, links, measures, publishers, statuses, terms


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
        "alphabet": _alphabet(lang),
        "glossaries": [(group, [one for one in terms().values() if one.group is group]) for group in TermGroup],
        "measures": list(measures().values()),
        "statuses": list(statuses().values()),
        "statements": list(kinds_of_statement().values()),
        "links": list(links().values()),
        "hedges": list(hedges().values()),
    }
    return Page("vocabulary.html", "vocabulary.html", speak(lang)("vocabulary"), values, "vocabulary")


def _alphabet(lang: str) -> list[tuple[str, str]]:
    """Every word that the page explains with its anchor, in the order of the alphabet, Chinese ones by their pinyin."""
    kinds = (("measure", measures()), ("status", statuses()), ("statement", kinds_of_statement()), ("link", links()))
    told = [
        (capitalise(label("status" if kind == "statement" else kind, code, lang)), f"{kind}-{code}")
        for kind, table in kinds
        for code in table
    ]
    told += [(capitalise(one.label(lang)), f"term-{one.code}") for one in terms().values()]
    return sorted(told, key=lambda entry: (next(iter(spell(entry[0])), entry[0]).casefold(), entry[0]))


def _computations(site: Site, lang: str) -> Iterator[Page]:
    parts = site.plan.computations[lang] or ((),)
    for number, part in enumerate(parts, start=1):
        paths = part_paths("computations", len(parts))
        values = {"computations": part, "alike": site.plan.alike, "number": number, "parts": paths}
        path = f"{name_part('computations', number)}.html"
        yield Page(path, "computations.html", speak(lang)("computations"), values, "computations")


def _download(site: Site, lang: str) -> Page:
    files = [(name, path.stat().st_size, path.suffix.lstrip(".").upper()) for name, path in site.downloads]
    return Page("download.html", "download.html", speak(lang)("download"), {"files": files}, "download")
