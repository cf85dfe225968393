"""`gigawatch why` of a score: the score and rank with their intervals, and every reading, cell and address below it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.cli.ask.part import explain_part, list_left_out, list_names
from gigawatch.cli.ask.scored import Scored, read_build, read_edition, tell_answered_from
from gigawatch.cli.ask.working import print_working, tell_dominant
from gigawatch.cli.index.naming import name_unit
from gigawatch.cli.index.wording import join, tell
from gigawatch.cli.terminal import Format, print_json, print_table, say
from gigawatch.index.definition.reason import tell_reason
from gigawatch.model import InputError

if TYPE_CHECKING:
    from gigawatch.run.workspace import Workspace

YEAR = re.compile(r"\s*\b(\d{4})\b\s*")
EDITION = re.compile(r"edition-\d{4}-[0-9a-f]+")
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
    if _explain(scored, text, language, output) or explain_part(scored, text, language, output):
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
    row = _find(scored, text)
    if row is None:
        return False
    readings = scored.find_readings(row)
    if output is Format.JSON:
        missing = {} if row["score"] is not None else {"missing": _list_missing(row, readings)}
        told = {"score": dict(row), "readings": [dict(one) for one in readings], **missing}
        print_json({"answered_from": dict(scored.record), **told})
        return True
    print(_tell(row, scored, language) if row["score"] is not None else _tell_none(row, readings, language))
    print(tell_answered_from(scored.record, str(row["index_id"]), language))
    weight = "index_weight" if row["code"] in scored.roots else "weight"
    for line in (*list_left_out(scored, row, language), tell_dominant(readings, row["score"], weight, language)):
        if line:
            print(line)
    if readings:
        print_working(readings, weight, language)
    return True


def explain_unit(place: Workspace, name: str, language: str, output: Format) -> bool:
    """Print what is behind the latest score of a unit that is named alone, in the first index that scores it, and say
    how its other scores open; of a part or an indicator what it is. False where the name is neither.
    """
    scored = read_build(place)
    if explain_part(scored, name, language, output):
        return True
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
        say(tell("score_also", language, keys=", ".join(f'"{code} {unit}"' for code, unit in units.items())))


def _find(scored: Scored, text: str) -> Row | None:
    """The score that words name: a part of an index by its code or name, a unit and maybe a year, in any order; else
    None, also of a part alone.
    """
    by_code: dict[str, list[Row]] = {}
    for row in scored.scores:
        by_code.setdefault(str(row["code"]), []).append(row)
    called = {name: str(row["code"]) for row in scored.parts for name in list_names(row) if row["code"] in by_code}
    for name in sorted(called, key=len, reverse=True):
        rest, count = re.subn(rf"(?<!\S){re.escape(name)}(?!\S)", " ", text, count=1, flags=re.IGNORECASE)
        if count and rest.strip():
            return _choose(by_code[called[name]], called[name], rest)
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


def _tell(row: Row, scored: Scored, language: str) -> str:
    """A score and its rank with the intervals of both: of all runs, and of the data alone where that is known."""
    unit, ends = name_unit(str(row["unit"]), language), _tell_ends(row, "score", ".1f", language)
    if row["rank"] is None:
        names = scored.name_parts(str(row["index_id"]), language)
        place = tell_reason(str(row["state"]), language, names)
    else:
        span = _tell_ends(row, "rank", ".0f", language)
        place = tell("score_rank", language, rank=row["rank"], span=span, n=row["ranked"])
    told = {key: row[key] for key in ("code", "period", "score")}
    return tell("score_told", language, unit=unit, ends=ends, place=place, **told)


def _tell_ends(row: Row, of: str, shape: str, language: str) -> str:
    """The interval of a score or rank, with that of the data alone behind it."""
    ends = f"{row[f'{of}_low']:{shape}}-{row[f'{of}_high']:{shape}}"
    low, high = (row.get(f"data_{of}_{end}") for end in ("low", "high"))
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return ends
    return tell("score_ends", language, ends=ends, data=f"{low:{shape}}-{high:{shape}}")


def _list_missing(row: Row, readings: Sequence[Row]) -> list[str]:
    """Of the indicators that count for a score, those that the unit has no reading of."""
    had = {str(one["indicator"]) for one in readings}
    return [code for code in str(row["made_of"]).split() if code not in had]


def _tell_none(row: Row, readings: Sequence[Row], language: str) -> str:
    """That a unit has no score, and for want of which indicators."""
    missing = _list_missing(row, readings)
    return tell(
        "score_none",
        language,
        unit=name_unit(str(row["unit"]), language),
        code=row["code"],
        period=row["period"],
        has=row["has"],
        used=row["used"],
        missing=join(missing, language),
    )


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
