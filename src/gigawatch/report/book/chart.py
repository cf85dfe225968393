"""What a picture is drawn from as a sheet: the values behind its marks, without what only places them on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gigawatch.report.block import Chart, Ref
from gigawatch.report.book.cell import Cell, Column, Role, Row, Sheet, Year, day_cell
from gigawatch.report.book.citing import Citer
from gigawatch.report.origin import tell_source
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import has_sentence
from gigawatch.report.wording import title_of

ANCHOR = "#ev-"
NEW_YEAR = re.compile(r"(\d{4})-01-01")
Spec = Mapping[str, object]
Mark = Mapping[str, object]


def sheet_of_chart(pen: Pen, citer: Citer, chart: Chart, name: str, section: str, known: Mapping[str, Ref]) -> Sheet:
    """The sheet of a chart; `known` are the references of the report by their ids, to which marks link."""
    told = [
        (axis, mark)
        for axis, marks in _datasets(chart.spec, "", _named(chart.spec))
        for mark in marks
        if _is_told(mark)
    ]
    fields = [one for one in dict.fromkeys(key for _, mark in told for key in mark) if _is_shown(one)]
    if not told or not any(isinstance(mark[key], int | float) for _, mark in told for key in mark if key in fields):
        return _sheet_of_refs(pen, citer, chart, name, section)
    axes = {axis for axis, _ in told if axis}
    columns = [*([Column(pen.word("book.axis"))] if axes else [])]
    columns += [Column(pen.word(f"book.field_{one}"), _role(told, one)) for one in fields]
    columns.append(Column(pen.word("book.sources"), Role.SOURCES))
    rows: list[Row] = []
    for axis, mark in told:
        own = known.get(str(mark.get("href", "")).removeprefix(ANCHOR))
        values = [_value(one, mark.get(one)) for one in fields]
        rows.append((*([axis] if axes else []), *values, citer.cite([own] if own else chart.refs)))
    return Sheet(name, chart.title, section, _note(pen, chart), columns, tuple(dict.fromkeys(rows)))


def _sheet_of_refs(pen: Pen, citer: Citer, chart: Chart, name: str, section: str) -> Sheet:
    """Where marks hold nothing but places on the page: what the picture rests on, a row each."""
    columns = (Column(pen.word("book.what")), Column(pen.word("book.sources"), Role.SOURCES))
    rows = tuple((title_of(pen, citer.library, ref), citer.cite([ref])) for ref in dict.fromkeys(chart.refs))
    return Sheet(name, chart.title, section, _note(pen, chart), columns, rows)


def _note(pen: Pen, chart: Chart) -> str:
    return (" " if pen.lang == "en" else "").join(filter(None, (chart.alt, tell_source(chart, pen.lang))))


def _datasets(node: object, axis: str, named: Mapping[str, object]) -> Iterator[tuple[str, Sequence[Mark]]]:
    """Every set of values in a specification with the title of the axis that its numbers stand on."""
    if isinstance(node, Mapping):
        own = (_axis(node) if "data" in node else "") or _title(node)
        data = node.get("data")
        if isinstance(data, Mapping):
            values = data.get("values", named.get(str(data.get("name", ""))))
            yield own or axis, [one for one in values if isinstance(one, Mapping)] if isinstance(values, list) else []
        for key, inner in node.items():
            if key not in ("data", "datasets"):
                yield from _datasets(inner, own or axis, named)
    elif isinstance(node, list):
        for inner in node:
            yield from _datasets(inner, axis, named)


def _named(spec: Spec) -> Mapping[str, object]:
    """The sets of values that a specification holds by name."""
    named = spec.get("datasets")
    return named if isinstance(named, Mapping) else {}


def _axis(node: object) -> str:
    """The title of the first axis of numbers below a node."""
    if isinstance(node, Mapping):
        if node.get("type") == "quantitative" and node.get("title") and node.get("field") != "year":
            return str(node["title"])
        return next(
            (found for key, inner in node.items() if key not in ("data", "datasets") and (found := _axis(inner))), ""
        )
    if isinstance(node, list):
        return next((found for inner in node if (found := _axis(inner))), "")
    return ""


def _title(node: Mapping[str, object]) -> str:
    """The title of a panel, where its axes have none."""
    title = node.get("title") if "layer" in node or "mark" in node else None
    told = title.get("text") if isinstance(title, Mapping) else title
    return told if isinstance(told, str) else ""


def _is_shown(field: str) -> bool:
    return has_sentence(f"book.field_{field}")


def _is_told(mark: Mark) -> bool:
    """False for a mark that says nothing but where it stands, and for one of which nothing tells what it is of."""
    shown = {key: value for key, value in mark.items() if _is_shown(key) and key not in ("lat", "lon")}
    has_number = any(isinstance(value, int | float) and not isinstance(value, bool) for value in shown.values())
    return has_number and ("href" in mark or any(isinstance(value, str) for value in shown.values()))


def _role(told: Sequence[tuple[str, Mark]], field: str) -> Role:
    values = [mark[field] for _, mark in told if field in mark]
    is_number = field != "year" and all(isinstance(value, int | float) for value in values)
    return Role.NUMBERS if is_number else Role.WORDS


def _value(field: str, value: object) -> Cell:
    if field == "year":
        found = NEW_YEAR.fullmatch(str(value))
        return Year(int(found[1])) if found else day_cell(str(value))
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return value
    return day_cell(str(value)) if field == "day" else str(value)
