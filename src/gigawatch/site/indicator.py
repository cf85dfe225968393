"""The page of an indicator: what it measures, its place in the index, its scale, its sources, every reading of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isclose

from gigawatch.model import Observation, period_order
from gigawatch.report.block import Ref, Section
from gigawatch.report.chart.course import Point, Words, draw_course
from gigawatch.report.publication import Row
from gigawatch.report.wording import part_name, unit_name
from gigawatch.site.page import Page, Site, Voice
from gigawatch.site.path import indicator_path
from gigawatch.site.ranking import Reading, score_path, tell_reading
from gigawatch.site.standing import Definition, find_definitions, number
from gigawatch.site.word import name_unit_of, speak

Readings = Mapping[tuple[str, str], Sequence[Row]]
"""The rows of readings by the index and the indicator."""
LIKE_AMOUNTS = "asinh"
OF_DOCUMENTS = ""
"""Stands for the name of a table where a reading was taken from the words of documents."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's row: its name, the page of its scores where it has one, and its reading in every period shown."""

    name: str
    page: str
    readings: tuple[Reading | None, ...]


@dataclass(frozen=True, slots=True)
class Had:
    """How many of the units of a period have the indicator, and whether the index uses it then."""

    period: str
    units: int
    of: int | None
    is_used: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """A table that readings were taken from, or the words of documents (no table), under a licence."""

    table: str
    licence: str
    count: int


@dataclass(frozen=True, slots=True)
class End:
    """One end of the scale: the value, and whose figure of which year it is, where it is a figure."""

    unit: str
    period: str
    ref: Ref | None


def indicator_pages(site: Site, lang: str) -> Iterator[Page]:
    """A page for every indicator, computed or not, and every first-level indicator of every index."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in site.publication.readings:
        groups[str(row["index_id"]), str(row["indicator"])].append(row)
    for definition in find_definitions(site.publication):
        for row in definition.indicators:
            if row["code"] != definition.root:
                yield _page(site, site.voices[lang], definition, row, groups)


def _page(site: Site, voice: Voice, definition: Definition, row: Row, groups: Readings) -> Page:
    code = str(row["code"])
    readings = groups.get((definition.id, code), ())
    members = [one for one in definition.indicators if one["parent"] == code]
    name = part_name(voice.pen, {"index_id": definition.id, "code": code})
    periods = sorted({str(one["period"]) for one in readings}, key=period_order, reverse=True)
    values = {
        "definition": definition,
        "row": row,
        "explored": definition.id in site.explored,
        "name_of_indicator": name,
        "members": members,
        "share": _share(definition, row),
        "also": _find_also(site, definition, code),
        "ends": {end: _find_end(voice, row, readings, end) for end in ("low", "high")},
        "had": _had(definition, readings, periods),
        "passing": [one for one in definition.coverage if one["code"] == code],
        "origins": _origins(site, readings),
        "picture": _picture(voice, definition, row, readings, name),
        "periods": periods,
        "standings": _standings(voice, definition, readings, periods, _is_less(row)),
        "ranked": definition.list_periods(code) if code in definition.parts else [],
    }
    return Page(indicator_path(definition.id, code), "indicator.html", name, values, "development-index")


def _is_less(row: Row) -> bool:
    """Whether less of the indicator is better."""
    return row["direction"] == -1


def _share(definition: Definition, row: Row) -> float | None:
    """The share of an indicator's weight among those of its parent that are computed; None where it is not one."""
    fellows = [one for one in definition.indicators if one["parent"] == row["parent"] and one["status"] == "computed"]
    own, whole = number(row["weight"]), sum(number(one["weight"]) or 0.0 for one in fellows)
    return own / whole if own is not None and row in fellows and whole > 0 else None


def _find_also(site: Site, definition: Definition, code: str) -> list[Definition]:
    """The other indexes that have an indicator of the same code."""
    found = (one for one in find_definitions(site.publication) if one.id != definition.id)
    return [one for one in found if any(row["code"] == code for row in one.indicators)]


def _find_end(voice: Voice, row: Row, readings: Sequence[Row], end: str) -> End | None:
    """Whose figure of the base year stands at an end of the scale; None where the end is pinned or there is none."""
    value, base = number(row.get(f"goalpost_{end}")), row.get("base_year")
    if value is None or row.get("pinned"):
        return None
    for one in readings:
        own = number(one["value"])
        if str(one["period"]) == str(base) and own is not None and isclose(own, value, rel_tol=1e-9):
            return End(unit_name(voice.pen, one), str(base), _ref_of(voice, one))
    return None


def _ref_of(voice: Voice, row: Row) -> Ref | None:
    """The statement that a reading was taken from first."""
    statements = str(row["observations"] or "").split()
    return voice.library.statement(statements[0]) if statements else None


def _had(definition: Definition, readings: Sequence[Row], periods: Sequence[str]) -> list[Had]:
    units = {str(one["period"]): one["units"] for one in definition.coverage if one["code"] == definition.root}
    counts = Counter(str(one["period"]) for one in readings)
    used = {str(one["period"]) for one in readings if one["used"] is not False}
    return [
        Had(one, counts[one], int(str(units[one])) if units.get(one) is not None else None, one in used)
        for one in periods
    ]


def _origins(site: Site, readings: Sequence[Row]) -> list[Origin]:
    """The tables that the readings were taken from, with their licences; the most used first."""
    cells, counts = site.ledger.material.every_cell(), Counter[tuple[str, str]]()
    for row in readings:
        found = [cells.get(one) for one in str(row["observations"] or "").split()]
        told = {(one.table, one.licence or "") if isinstance(one, Observation) else (OF_DOCUMENTS, "") for one in found}
        counts.update(told)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Origin(table, licence, count) for (table, licence), count in ordered]


def _standings(
    voice: Voice, definition: Definition, readings: Sequence[Row], periods: Sequence[str], is_less: bool
) -> list[Standing]:
    """Every unit with its readings, the best of the newest period first."""
    rows = {str(row["code"]): row for row in definition.indicators}
    scored = {score.unit for score in definition.scores}
    by_unit: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in readings:
        by_unit[str(row["unit"])][str(row["period"])] = row

    def tell(unit: str, period: str) -> Reading | None:
        row = by_unit[unit].get(period)
        return _without_unit(tell_reading(row, rows, voice.lang), row, voice.lang) if row is not None else None

    return [
        Standing(
            unit_name(voice.pen, {"unit": unit}),
            score_path(definition.id, unit) if unit in scored else "",
            tuple(tell(unit, period) for period in periods),
        )
        for unit in _order(readings, is_less)
    ]


def _without_unit(reading: Reading, row: Row, lang: str) -> Reading:
    """A reading whose unit the table says once for all."""
    unit = name_unit_of(str(row["unit"] or ""), lang)
    return replace(reading, value=reading.value.removesuffix(unit).rstrip()) if unit and reading.value else reading


def _order(readings: Sequence[Row], is_less: bool) -> list[str]:
    """The units: by the newest period that they have, in it the best first."""
    newest: dict[str, Row] = {}
    for row in sorted(readings, key=lambda one: period_order(str(one["period"]))):
        newest[str(row["unit"])] = row
    sign = 1.0 if is_less else -1.0

    def place(unit: str) -> tuple[float, str]:
        value = number(newest[unit]["value"])
        return (float("inf") if value is None else sign * value, unit)

    units = sorted(newest, key=place)
    return sorted(units, key=lambda unit: period_order(str(newest[unit]["period"])), reverse=True)


def _picture(voice: Voice, definition: Definition, row: Row, readings: Sequence[Row], name: str) -> Section | None:
    """The course of the readings, of a first-level indicator that of its scores."""
    code, pen, lang = str(row["code"]), voice.pen, voice.lang
    say = speak(lang)
    if readings:
        points = [
            Point(unit_name(pen, one), str(one["period"]), value, ref)
            for one in readings
            if (value := number(one["value"])) is not None and (ref := _ref_of(voice, one)) is not None
        ]
        order = [unit_name(pen, {"unit": unit}) for unit in _order(readings, _is_less(row))]
        unit = str(row["unit"] or "")
        axis = name_unit_of(unit, lang)
    else:
        scores = [one for one in definition.scores if one.code == code and one.score is not None]
        points = [Point(unit_name(pen, {"unit": s.unit}), s.period, float(s.score or 0.0), s.ref) for s in scores]
        newest = next(iter(definition.list_periods(code)), "")
        order = [unit_name(pen, {"unit": s.unit}) for s in definition.ranking(newest, code)]
        axis = say("score")
    is_course = len({point.period for point in points}) > 1
    kind = "course" if is_course else "bars"
    words = Words(name, say(f"indicator.{kind}_alt", name=name), axis, say(f"indicator.{kind}_note"))
    chart = draw_course(points, order, words, is_amount=row.get("treatment") == LIKE_AMOUNTS)
    return Section("picture", say(f"indicator.{kind}"), (chart,)) if chart is not None else None
