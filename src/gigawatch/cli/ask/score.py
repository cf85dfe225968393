"""`gigawatch why` of a score: the score and rank with their intervals, and every reading, cell and address below it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.cli.ask.scored import Scored, read_build, read_edition, tell_answered_from
from gigawatch.cli.index.naming import name_unit
from gigawatch.cli.terminal import Format, print_json, print_table, say
from gigawatch.model import InputError

if TYPE_CHECKING:
    from gigawatch.run.workspace import Workspace

YEAR = re.compile(r"\s*\b(\d{4})\b\s*")
EDITION = re.compile(r"edition-\d{4}-[0-9a-f]+")
HEADS = {
    "en": (
        "indicator", "value", "interval", "unit", "base", "goalposts", "compared", "place", "weight", "points", "how",
        "vintage", "source", "cells and facts", "note",
    ),
    "zh": (
        "指标", "数值", "区间", "单位", "基准年", "界点", "比较方式", "标尺位置", "权重", "分值", "得出方式",
        "版本日期", "来源", "单元格与事实", "附注",
    ),
}  # fmt: skip
NOTES = {
    "en": (
        "Place: where the value lies between the goalposts, which score least and most, each as it is compared. Points:"
        " place times the weight in this score, scaled to one over what the unit has."
        " Open a cell or fact with: gigawatch why ID"
    ),
    "zh": (
        "标尺位置：数值在得分最低与最高的两界点之间的位置，三者均按比较方式处理。分值：标尺位置乘以在本得分中的权重，"
        "权重按该对象所具有的指标归一。查看单元格或事实：gigawatch why ID"
    ),
}
PINNED = {"en": "pinned", "zh": "固定"}
OPEN = {"en": "at least", "zh": "至少"}
CHANGED = {"en": "; source changed", "zh": "；来源有变"}
ALSO = {"en": "It is scored too: gigawatch why {keys}", "zh": "另有得分：gigawatch why {keys}"}
NO_SCORE = {
    "en": (
        "{unit}, {code} {period}: no score and so no interval: has {has} of the {used} indicators; missing: {missing}"
    ),
    "zh": "{unit}, {code} {period}：没有得分和区间：{used}项指标中有{has}项；缺少：{missing}",
}
Row = Mapping[str, object]


def explain_score(place: Workspace, text: str, language: str, output: Format) -> bool:
    """Print what is behind a score of the build, named by its part and unit (`global_index Norway`, with a year or the
    latest), or behind a kept edition of the index; False where the words name neither.
    """
    if EDITION.fullmatch(text.strip()):
        return _explain_edition(place, text.strip(), output)
    return _explain(read_build(place), text, language, output)


def explain_kept(place: Workspace, edition: str, text: str, language: str, output: Format) -> None:
    """Print what is behind a score as a kept edition has it; InputError where it has none such."""
    scored = read_edition(place, edition)
    if _explain(scored, text, language, output):
        return
    names = list(dict.fromkeys([*scored.roots, *(str(row["code"]) for row in scored.scores)]))
    of_unit = {str(row["code"]) for row in scored.scores if _is_called(str(row["unit"]), text)}
    first = next((code for code in names if code in of_unit), None)
    if first is not None:
        _explain(scored, f"{first} {text}", language, output)
        return
    raise InputError(
        f"the edition {edition} has no score {text!r}",
        hint=f"name a part and a unit; its parts: {', '.join(names)}",
    )


def _explain(scored: Scored, text: str, language: str, output: Format) -> bool:
    row = _find(scored.scores, text)
    if row is None:
        return False
    readings = scored.find_readings(row)
    if output is Format.JSON:
        missing = {} if row["score"] is not None else {"missing": _list_missing(row, readings)}
        told = {"score": dict(row), "readings": [dict(one) for one in readings], **missing}
        print_json({"answered_from": dict(scored.record), **told})
        return True
    print(_tell(row, language) if row["score"] is not None else _tell_none(row, readings, language))
    print(tell_answered_from(scored.record, str(row["index_id"]), language))
    if not readings:
        return True
    weight = "index_weight" if row["code"] in scored.roots else "weight"
    print_table(HEADS[language], (_line(one, weight, language) for one in readings))
    say(NOTES[language])
    return True


def explain_unit(place: Workspace, name: str, language: str, output: Format) -> bool:
    """Print what is behind the latest score of a unit that is named alone, in the first index that scores it, and say
    how its other scores open; False where none does.
    """
    scored = read_build(place)
    rows, roots = scored.scores, scored.roots
    codes = list(dict.fromkeys(str(row["code"]) for row in rows if _is_called(str(row["unit"]), name)))
    if not codes:
        return False
    first = next((code for code in roots if code in codes), codes[0])
    explain_score(place, f"{first} {name}", language, output)
    if output is not Format.JSON:
        tell_scores(place, name, language)
    return True


def tell_scores(place: Workspace, name: str, language: str) -> None:
    """Say under which keys the scores of a unit of an index open; nothing where it has none."""
    rows = read_build(place).scores
    units = {str(row["code"]): str(row["unit"]) for row in rows if _is_called(str(row["unit"]), name)}
    if units:
        say(ALSO[language].format(keys=", ".join(f'"{code} {unit}"' for code, unit in units.items())))


def _find(rows: Sequence[Row], text: str) -> Row | None:
    """The score that words name: a part of an index, a unit and maybe a year, in any order; else None."""
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        by_code.setdefault(str(row["code"]), []).append(row)
    for code in sorted(by_code, key=len, reverse=True):
        rest, count = re.subn(rf"(?<!\S){re.escape(code)}(?!\S)", " ", text, count=1)
        if count:
            return _choose(by_code[code], code, rest)
    return None


def _choose(rows: Sequence[Row], code: str, rest: str) -> Row:
    told = YEAR.search(rest)
    name = YEAR.sub(" ", rest).strip()
    own = [row for row in rows if _is_called(str(row["unit"]), name)]
    if not own:
        from gigawatch.vocab.near import hint, pick_near

        near = hint(pick_near(name, {str(row["unit"]) for row in rows}))
        raise InputError(f"{code} has no unit {name!r}", hint=near or "gigawatch index show lists them")
    found = [row for row in own if told is None or row["period"] == told[1]]
    if not found:
        years = ", ".join(str(row["period"]) for row in own)
        raise InputError(f"{name} has no score of {code} in {told[1] if told else ''}", hint=f"years: {years}")
    return found[-1]


def _is_called(unit: str, name: str) -> bool:
    return name.strip().casefold() in {unit.casefold(), name_unit(unit, "zh").casefold()}


def _tell(row: Row, language: str) -> str:
    score, ends = f"{row['score']:.1f}", f"{row['score_low']:.1f}-{row['score_high']:.1f}"
    unit = name_unit(str(row["unit"]), language)
    if row["rank"] is None:
        place = str(row["state"])
    else:
        span = f"{row['rank_low']:.0f}-{row['rank_high']:.0f}"
        word = {"en": "rank {rank} ({span}) of {n}", "zh": "第{rank}名（{span}），共{n}个"}[language]
        place = word.format(rank=row["rank"], span=span, n=row["ranked"])
    return f"{unit}, {row['code']} {row['period']}: {score} ({ends}), {place}"


def _list_missing(row: Row, readings: Sequence[Row]) -> list[str]:
    """Of the indicators that count for a score, those that the unit has no reading of."""
    had = {str(one["indicator"]) for one in readings}
    return [code for code in str(row["made_of"]).split() if code not in had]


def _tell_none(row: Row, readings: Sequence[Row], language: str) -> str:
    """That a unit has no score, and for want of which indicators."""
    missing = _list_missing(row, readings)
    return NO_SCORE[language].format(
        unit=name_unit(str(row["unit"]), language),
        code=row["code"],
        period=row["period"],
        has=row["has"],
        used=row["used"],
        missing={"en": ", ", "zh": "、"}[language].join(missing),
    )


def _line(one: Row, weight: str, language: str) -> tuple[str, ...]:
    """A reading; `weight` names its weight in the score that is asked for."""
    return (
        str(one["indicator"]),
        f"{one['value']:,.6g}",
        _tell_interval(one, language),
        str(one["unit_of"]),
        PINNED[language] if one["pinned"] else str(one["base_year"] or "-"),
        "-" if one["goalpost_low"] is None else f"{one['goalpost_low']:,.6g} .. {one['goalpost_high']:,.6g}",
        str(one["treatment"] or "-"),
        *_tell_points(one["normalised"], one[weight]),
        f"{one['inference']}{CHANGED[language] if one['source_changed'] else ''}",
        str(one["vintage"] or "-"),
        _tell_source(one, language),
        str(one["observations"]),
        str(one["note"] or "-"),
    )


def _tell_interval(one: Row, language: str) -> str:
    """Between which ends a value lies; of one whose ends print alike that there is none."""
    if one["high"] is None:
        return f"{OPEN[language]} {one['low']:,.6g}"
    low, high = f"{one['low']:,.6g}", f"{one['high']:,.6g}"
    return "-" if low == high else f"{low} - {high}"


def _tell_source(one: Row, language: str) -> str:
    """Who first published a reading, and the copy or page that it was seen at."""
    from gigawatch.index.definition.origin import tell_provenance

    return tell_provenance(str(one["origin"] or ""), str(one["copy"] or ""), str(one["source"] or ""), language)


def _tell_points(place: object, weight: object) -> tuple[str, str, str]:
    """A place on the scale, its weight and their product; of what is in no score none."""
    if not isinstance(place, float) or not isinstance(weight, float):
        return "-", "-", "-"
    return f"{place:.2f}", f"{weight:.4f}", f"{place * weight:.2f}"


def _explain_edition(place: Workspace, key: str, output: Format) -> bool:
    """Print the record of a kept edition of the index and where its tables lie; False where none has the id."""
    for path in sorted((place.editions / "index").glob("*/*/edition.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record.get("id") == key:
            _print_edition(path.parent, record, output)
            return True
    return False


def _print_edition(folder: Path, record: Mapping[str, object], output: Format) -> None:
    if output is Format.JSON:
        print_json({**record, "folder": str(folder)})
        return
    names = ("dimension", "data_year", "as_of", "definition", "definition_version", "runs", "seed", "index_id")
    print_table((str(record["id"]), folder.name), ((name, str(record.get(name))) for name in names))
    say(f"Scores, readings with their cells and sources, and what moved: {folder}")
