"""The pages of the development index: rankings with intervals, ranks by year, each score down to its readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.index.definition.origin import is_partly_copied, join_origins
from gigawatch.model import Bound, Quantity
from gigawatch.quantity import format_quantity
from gigawatch.quantity.bound import hedges
from gigawatch.report.publication import Publication, Row
from gigawatch.report.reference import score_ref
from gigawatch.report.wording import part_name, unit_name
from gigawatch.site.page import Page, Site
from gigawatch.site.path import name_file, rank_path
from gigawatch.site.section import find_section
from gigawatch.site.standing import Definition, Score, find_definitions, number
from gigawatch.site.word import speak
from gigawatch.site.working import Working, work_out


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator's value for a unit and period, with the statements that it was taken from.

    A reading that is not used stands in a year in which too few units have the indicator. `origin` is who first
    published it, with whether it, or a part of it alone, was seen in a copy; `is_changed` where the unit's reading
    before has another origin or was read by another source of the indicator. `number` is the bare value.
    """

    indicator: Row
    value: str
    low: str | None
    high: str | None
    statements: tuple[str, ...]
    is_used: bool
    origin: str = ""
    is_copy: bool = False
    is_partly_copy: bool = False
    is_changed: bool = False
    number: float | None = None


def score_places(publication: Publication) -> dict[str, str]:
    """The place of every score, by its id."""
    return {ref.id: f"{unit_path(row)}#{name_file(ref.id)}" for row in publication.scores for ref in (score_ref(row),)}


def unit_path(row: Row) -> str:
    """The page of the unit that a row of the score or reading table is about."""
    return score_path(str(row["index_id"]), str(row["unit"]))


def score_path(index: str, unit: str) -> str:
    """The page of a unit's scores on an index."""
    return f"score/{name_file(f'{index}/{unit}')}.html"


def index_pages(site: Site, lang: str) -> Iterator[Page]:
    """The page of the index, of its ranks by year, and the page of every unit in it."""
    definitions, title = find_definitions(site.publication), speak(lang)("development_index")
    section = find_section(site.voices[lang], "index", "development-index")
    values: dict[str, object] = {"definitions": definitions, "section": section, "explored": site.explored}
    yield Page("development-index.html", "index.html", title, values, "development-index")
    readings = _group_readings(site.publication.readings)
    for definition in definitions:
        whole = part_name(site.voices[lang].pen, {"index_id": definition.id, "code": definition.root})
        heading = f"{whole} · {speak(lang)('index.by_year')}"
        values = {"definition": definition}
        yield Page(rank_path(definition.id), "rank.html", heading, values, "development-index")
        for unit, scores in _by_unit(definition.scores).items():
            years = tuple(_years(definition, scores, readings.get((definition.id, unit), {}), lang))
            name = unit_name(site.voices[lang].pen, {"unit": unit})
            values = {"definition": definition, "name_of_unit": name, "years": years}
            path = score_path(definition.id, unit)
            yield Page(path, "score.html", f"{name} · {title}", values, "development-index")


def _years(
    definition: Definition, scores: Sequence[Score], readings: Mapping[str, Sequence[Row]], lang: str
) -> Iterator[tuple[str, list[Score], list[Reading], Working | None]]:
    """A unit's periods, newest first, each with its scores, the readings that they were made from, and how."""
    rows = {str(row["code"]): row for row in definition.indicators}
    for period in definition.list_periods():
        own = [score for score in scores if score.period == period]
        if own:
            found = readings.get(period, ())
            yield period, own, [tell_reading(row, rows, lang) for row in found], work_out(definition, own, found)


def _by_unit(scores: Iterable[Score]) -> Mapping[str, list[Score]]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[score.unit].append(score)
    return groups


def _group_readings(rows: Sequence[Row]) -> Mapping[tuple[str, str], Mapping[str, list[Row]]]:
    groups: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        groups[(str(row["index_id"]), str(row["unit"]))][str(row["period"])].append(row)
    return groups


def tell_reading(row: Row, indicators: Mapping[str, Row], lang: str) -> Reading:
    """A row of the readings in the words of a language; `indicators` are the rows of the index by code."""
    indicator = indicators[str(row["indicator"])]
    unit = str(indicator["unit"] or "")
    value, low, high = (number(row[key]) for key in ("value", "low", "high"))
    is_wide = (
        low is not None and high is not None and format_reading(low, unit, lang) != format_reading(high, unit, lang)
    )
    bound = Bound.AT_LEAST if row.get("inference") == Bound.AT_LEAST else None
    return Reading(
        indicator,
        format_reading(value, unit, lang, bound) if value is not None else "",
        format_reading(low, unit, lang) if is_wide and low is not None else None,
        format_reading(high, unit, lang) if is_wide and high is not None else None,
        tuple(str(row["observations"] or "").split()),
        row["used"] is not False,
        join_origins([name for name in str(row.get("origin") or "").split("; ") if name], lang),
        bool(row.get("copy")),
        is_partly_copied(*(str(row.get(name) or "") for name in ("origin", "copy", "source"))),
        bool(row.get("source_changed")),
        value,
    )


def format_reading(value: float, unit: str, lang: str, bound: Bound | None = None) -> str:
    """A value of an indicator in its unit, with its hedge; a unit that is the indicator's own stands as it is."""
    try:
        return format_quantity(Quantity(float(f"{value:.6g}"), unit, bound), lang)
    except KeyError:
        told = f"{value:,.6g} {unit}".strip()
        hedge = None if bound is None else hedges()[bound]
        return told if hedge is None else (hedge.words_zh if lang == "zh" else hedge.words_en).format(v=told)


def format_goalpost(indicator: Row, end: str, lang: str) -> str | None:
    """One end (`low` or `high`) of an indicator's scale in its unit."""
    value = number(indicator.get(f"goalpost_{end}"))
    return None if value is None else format_reading(value, str(indicator["unit"] or ""), lang)
