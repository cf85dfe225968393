"""Where a source comes from, in words: its publisher, day and licence, or whom it retells and whose the licence is."""

from __future__ import annotations

from collections.abc import Callable
from re import compile as compile_pattern
from urllib.parse import urlsplit

from gigawatch.quantity.telling import tell_period
from gigawatch.report.block import Chart, Source
from gigawatch.report.sentence import fill
from gigawatch.vocab import organisations, publishers

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


def tell_origin(source: Source, lang: str, mark: Callable[[str], str] = str) -> str:
    """What follows a source's title in a list, its own comma first; `mark` dresses the words that are not ours."""
    names = {"publisher": source.publisher, "licence": source.licence}
    slots = {name: mark(text) if text else "" for name, text in names.items()}
    key = "source.retold_origin" if source.is_retold else "source.origin"
    return "".join(run.text for run in fill(key, lang, {**slots, "day": tell_period(source.published, lang)}))


def tell_origin_briefly(source: Source, lang: str) -> str:
    """What follows a source's title where there is little room: publisher, else the host of its address, and day."""
    key = "source.brief_retold" if source.is_retold else "source.brief_origin"
    publisher = source.publisher or (urlsplit(source.url).hostname or "").removeprefix("www.")
    slots = {"publisher": publisher, "day": tell_period(source.published, lang)}
    return "".join(run.text for run in fill(key, lang, slots))


def tell_retold(publisher: str | None, day: str, lang: str) -> str:
    """That words are a retelling, and of whom."""
    named = name_publisher(publisher, lang) if publisher else None
    return "".join(run.text for run in fill("source.retold", lang, {"publisher": named, "day": day}))


def tell_source(chart: Chart, lang: str) -> str:
    """The line under a picture, behind its sources: who made what lies below its marks, then what it shows."""
    stop = "。" if lang == "zh" else ". "
    head = "".join(run.text for run in fill("page.outlines", lang, {}))
    return f"{head}{chart.credit}{stop}{chart.source}" if chart.credit else chart.source
