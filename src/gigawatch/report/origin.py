"""Where a source comes from, in words: its publisher, day and licence, or whom it retells and whose the licence is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from re import compile as compile_pattern

from gigawatch.model.address import host_of
from gigawatch.quantity.telling import tell_period
from gigawatch.report.bibliography import Source
from gigawatch.report.block import Chart
from gigawatch.report.sentence import fill
from gigawatch.vocab import organisations, publishers

LICENCES = Path(__file__).parent / "data" / "licence.toml"
HAN = compile_pattern(r"[\u4e00-\u9fff]")


def name_publisher(publisher: str, lang: str) -> str:
    """A publisher as a report in a language names it: one that signs in Chinese by its English name where it has one.

    What counts with a publisher without being its name keeps its own: the newspaper is not the site of the same house.

    >>> name_publisher("四川日报", "en"), name_publisher("四川日报", "zh")
    ('Sichuan Daily (四川日报)', '四川日报')
    """
    if lang == "zh" or not HAN.search(publisher):
        return publisher
    known, firm = publishers().find(publisher), organisations().find(publisher)
    name = known.title_en(publisher) if known else firm.name_en or firm.name if firm else None
    return f"{name} ({publisher})" if name and not HAN.search(name) else publisher


def tell_licence(licence: str, lang: str) -> str:
    """A licence as a page tells it: a name as it is, words in the language, nothing where figures are merely cited.

    >>> tell_licence("CC BY 4.0", "zh"), tell_licence("public domain", "zh"), tell_licence("cited fact", "en")
    ('CC BY 4.0', '公有领域', '')
    """
    known = _licences().get(licence)
    return known["zh" if lang == "zh" else "en"] if known else licence


@cache
def _licences() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(LICENCES.read_text(encoding="utf-8"))


def group_sources(sources: Iterable[Source]) -> Iterator[tuple[str, list[Source]]]:
    """Sources in their order: pages in a row that one table names as a group under its title, all others under none."""
    for table, found in groupby(sources, key=lambda source: source.table if source.url else ""):
        group = list(found)
        yield (table if len(group) > 1 else "", group)


def tell_origin(source: Source, lang: str, mark: Callable[[str], str] = str) -> str:
    """What follows a source's title in a list, its own comma first; `mark` dresses the words that are not ours."""
    key = "source.retold_origin" if source.is_retold else "source.origin"
    table = source.table if source.table != source.title else ""
    return _tell(key, source, lang, mark, publisher=source.publisher, table=table)


def tell_in_group(source: Source, lang: str, mark: Callable[[str], str] = str) -> str:
    """A source below the title of its table: its publisher, else the host of its address, its day and licence."""
    return _tell("source.grouped", source, lang, mark, publisher=source.publisher or _host(source))


def tell_origin_briefly(source: Source, lang: str) -> str:
    """What follows a source's title where there is little room: publisher, else the host of its address, and day."""
    key = "source.brief_retold" if source.is_retold else "source.brief_origin"
    return _tell(key, source, lang, str, publisher=source.publisher or _host(source))


def _tell(key: str, source: Source, lang: str, mark: Callable[[str], str], **names: str) -> str:
    licence = tell_licence(source.licence, lang)
    slots = {name: mark(text) if text else "" for name, text in {**names, "licence": licence}.items()}
    return "".join(run.text for run in fill(key, lang, {**slots, "day": tell_period(source.published, lang)}))


def _host(source: Source) -> str:
    return host_of(source.url).removeprefix("www.").rstrip(".")


def tell_retold(publisher: str | None, day: str, lang: str) -> str:
    """That words are a retelling, and of whom."""
    named = name_publisher(publisher, lang) if publisher else None
    return "".join(run.text for run in fill("source.retold", lang, {"publisher": named, "day": day}))


def tell_source(chart: Chart, lang: str) -> str:
    """The line under a picture, behind its sources: who made what lies below its marks, then what it shows."""
    stop = "。" if lang == "zh" else ". "
    head = "".join(run.text for run in fill("page.outlines", lang, {}))
    return f"{head}{chart.credit}{stop}{chart.source}" if chart.credit else chart.source
