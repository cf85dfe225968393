"""A region by year: what the ledger settles of the whole of it for full years, from documents and own tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from gigawatch.model import Fact
from gigawatch.quantity.telling import TARGET, first_year, is_full_year
from gigawatch.report.block import Runs, Section, Table
from gigawatch.report.capacity import headline, in_own_currency, newest, whole_of
from gigawatch.report.lifted import spell_rows
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen, fact_interval, fact_ref
from gigawatch.report.sentence import Slot
from gigawatch.report.wording import name_value
from gigawatch.vocab import measures

MEASURES = ("production", "shipments", "sales", "installed", "revenue", "jobs")
PAST = (None, "reported", "operating")
MOST_YEARS, FEWEST, MOST_TOLD = 6, 2, 3
"""How many years a table shows, how many figures it takes (one alone is a key figure already), and of how many measures
the course is told in words.
"""
Years = Mapping[str, Fact]
PART = re.compile(r"\d{4}-(?:[HQ]\d|\d{2}/\d{4}-\d{2})")
"""The form of a period that is a part of a year: a half, a quarter or a span of months."""


def compose_region_years(pen: Pen) -> Section | None:
    """The newest years in a table, a row for each measure, scope and unit; None where hardly one is told."""
    told = _find(pen)
    shown = sorted({year for years in told.values() for year in years})[-MOST_YEARS:]
    if sum(len(years.keys() & set(shown)) for years in told.values()) < FEWEST:
        return None
    own = [(name, _cells(pen, years, shown)) for (name, _), years in told.items() if years.keys() & set(shown)]
    rows, spelled = spell_rows(pen, "key.row_unit", own)
    region = pen.ledger.label(pen.publication.region, pen.lang)
    head = (pen.word("key.head_measure"), *(pen.period(year) for year in shown))
    caption, note = pen.word("key.years_caption", region=region), pen.say("key.years_note")
    table = Table(caption, head, rows, tuple(range(1, len(head))), note, spelled)
    return Section("key-years", pen.word("key.years"), (table,))


def tell_region_years(pen: Pen) -> Iterator[Runs]:
    """How each measure went from the first year told to the last, in a sentence; of one year, what it came to."""
    for years in list(_find(pen).values())[:MOST_TOLD]:
        first, last = years[min(years)], years[max(years)]
        named, scope = name_value(pen, last)
        name = named.replace("_", " ")
        slots: dict[str, Slot] = {
            "measure": name.lower() if pen.lang == "en" else name,
            "scope": pen.words(scope, fact_ref(last)),
            "now": pen.period(max(years)),
            "last": pen.brief(last),
            **tell_later(pen, last),
        }
        if first is last:
            yield pen.say("key.made", **slots)
        else:
            way = pen.word(f"key.way_{_way(first, last)}")
            slots |= {"measure": capitalise(name), "way": way}
            yield pen.say("key.grown", first=pen.brief(first), then=pen.period(min(years)), **slots)


def tell_later(pen: Pen, fact: Fact) -> dict[str, Slot]:
    """The newest part of a year after a full one of which the same is told, as `later` and `later_on`; each empty where
    there is none.
    """
    later = find_later(pen, fact)
    if later is None:
        return {"later": None, "later_on": None}
    return {"later": pen.brief(later), "later_on": pen.period(later.valid_on)}


def find_later(pen: Pen, fact: Fact) -> Fact | None:
    """The newest value of a part of a later year than a fact is of, of the same measure, unit and scope."""
    found = pen.ledger.select(subject=fact.subject, measure=fact.measure, unit=fact.unit)
    parts = [one for one in found if one.perimeter == fact.perimeter and one.status in PAST and _is_part(one)]
    later = [one for one in parts if first_year(one.valid_on) > first_year(fact.valid_on)]
    return headline(later)


def _is_part(fact: Fact) -> bool:
    return PART.fullmatch(fact.valid_on or "") is not None and not is_full_year(fact.valid_on)


def _way(first: Fact, last: Fact) -> str:
    """Whether something surely rose or fell between two values; open where their wordings overlap."""
    before, after = fact_interval(first), fact_interval(last)
    return "open" if before.overlaps(after) else "up" if after.low > before.low else "down"


def _find(pen: Pen) -> Mapping[tuple[str, str], Years]:
    """By the name of a measure, with its scope, and its unit what is told of each year; the measures in their order.

    Tonnes are in no row of gigawatt-hours, nor money in one of another currency.
    """
    facts: dict[tuple[str, str], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in sorted(_list_told(pen), key=_order):
        named, scope = name_value(pen, fact)
        name = pen.word("key.row", measure=named.replace("_", " "), scope=scope)
        facts[name, fact.unit][first_year(fact.valid_on)].append(fact)
    chosen = {
        row: {year: headline(own) or newest(whole_of(own)) for year, own in years.items()}
        for row, years in facts.items()
    }
    return {row: {year: fact for year, fact in years.items() if fact} for row, years in chosen.items()}


def _list_told(pen: Pen) -> list[Fact]:
    """What the ledger has of the whole region in full years, without the same money in another currency."""
    by_measure: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in filter(_is_told, pen.ledger.select(subject=pen.publication.region)):
        by_measure[fact.measure, first_year(fact.valid_on)].append(fact)
    return [fact for facts in by_measure.values() for fact in in_own_currency(pen.ledger, facts)]


def _order(fact: Fact) -> tuple[int, str, str, str]:
    """The order of the list of measures, then those of the user's own."""
    place = MEASURES.index(fact.measure) if fact.measure in MEASURES else len(MEASURES)
    return place, fact.measure, fact.perimeter or "", fact.unit


def _is_told(fact: Fact) -> bool:
    """True for what is said to have been in a full year, of a measure of the list or of the user's own."""
    is_past = TARGET not in (fact.valid_on or "") and fact.status in PAST
    return is_past and is_full_year(fact.valid_on) and (fact.measure in MEASURES or fact.measure not in measures())


def _cells(pen: Pen, years: Years, shown: list[str]) -> list[Runs]:
    return [pen.brief(years[year]) if year in years else () for year in shown]
