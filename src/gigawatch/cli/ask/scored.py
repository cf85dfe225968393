"""Where `gigawatch why` finds a score and its readings: in the last build, or in an edition that is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.store import fetch_rows, open_database

if TYPE_CHECKING:
    from gigawatch.run.workspace import Workspace

SCORES = "SELECT * FROM score ORDER BY index_id, code, unit, period"
PARTS = "SELECT * FROM indicator ORDER BY index_id"
COVERAGE = "SELECT * FROM coverage ORDER BY index_id, period"
READINGS = """
SELECT r.indicator, i.parent, i.name_en, i.name_zh, r.value, r.low, r.high, i.unit AS unit_of, i.base_year,
  i.goalpost_low, i.goalpost_high, i.pinned, i.treatment, r.normalised, r.weight, r.index_weight,
  c.contribution AS points, r.used, r.inference, r.note, r.vintage, r.source, r.origin, r.copy, r.source_changed,
  r.observations
FROM reading r
JOIN indicator i ON i.index_id = r.index_id AND i.code = r.indicator
LEFT JOIN contribution c ON c.index_id = r.index_id AND c.unit = r.unit AND c.code = r.indicator AND c.period = r.period
WHERE r.index_id = ? AND r.unit = ? AND r.period = ? AND list_contains(string_split(?, ' '), r.indicator)
ORDER BY i.parent, r.indicator
"""
FILES = {"coverage": "coverage"}
STATED = ("score", "coverage")
KEYS = ("index_id", "unit", "period", "made_of")
OF_INDICATOR = ("parent", "name_en", "name_zh", "base_year", "goalpost_low", "goalpost_high", "pinned", "treatment")
TOLD = {
    "build": {
        "en": "answered from the build of {date} ({runs} runs, seed {seed}){kept}",
        "zh": "依据{date}的构建（{runs}次模拟，种子{seed}）{kept}",
    },
    "edition": {
        "en": "answered from the kept edition {edition}, {id} (data year {data_year}{day}; {runs} runs, seed {seed})",
        "zh": "依据已保存的{edition}版，{id}（数据年{data_year}{day}；{runs}次模拟，种子{seed}）",
    },
    "kept": {
        "en": "; kept editions, to ask with --edition: {names}",
        "zh": "；可用 --edition 查询已保存的版本：{names}",
    },
    "day": {"en": ", as known on {as_of}", "zh": "，截至{as_of}所知"},
}
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores to answer from, the parts and indicators of the indexes, which of them are computed in which year, and
    what they are: a build, or a kept edition with the folder of each index.
    """

    scores: Sequence[Row]
    parts: Sequence[Row]
    coverage: Sequence[Row]
    find_readings: Callable[[Row], list[Row]]
    record: Mapping[str, object]
    folders: Mapping[str, Path] = field(default_factory=dict)

    @property
    def roots(self) -> list[str]:
        """The codes of the indexes themselves."""
        return [str(row["code"]) for row in self.parts if row["parent"] is None]

    def name_parts(self, index: str, language: str) -> dict[str, str]:
        """The names of an index's parts and indicators in a language, by code."""
        own = (row for row in self.parts if row["index_id"] == index)
        return {str(row["code"]): str(row[f"name_{language}"]) for row in own}


def read_build(place: Workspace) -> Scored:
    """The scores of the last build."""
    from gigawatch.run.manifest import read_manifest

    def find(row: Row) -> list[Row]:
        with open_database(place.database) as con:
            return list(fetch_rows(con, READINGS, [row[key] for key in KEYS]))

    with open_database(place.database) as con:
        scores, parts, coverage = (list(fetch_rows(con, text)) for text in (SCORES, PARTS, COVERAGE))
    settings = place.settings
    record = {"build": read_manifest(place.manifest).date, "runs": settings.runs, "seed": settings.seed}
    return Scored(scores, parts, coverage, find, {**record, "editions": list_kept(place)})


def list_kept(place: Workspace) -> list[str]:
    """The names of the kept editions of the index, such as `2024`."""
    folders = {path.parent.parent.name for path in (place.editions / "index").glob("*/*/edition.json")}
    return sorted(name for name in folders if not name.startswith("."))


def read_edition(place: Workspace, name: str) -> Scored:
    """The scores of a kept edition, named by its year, its folder or its id; InputError with those that are kept."""
    folders = sorted(_find_folders(place, name))
    if not folders:
        there = ", ".join(list_kept(place)) or "none"
        hint = f"kept: {there}; make one with: gigawatch index build --edition 2024"
        raise InputError(f"no edition {name!r} of the index is kept", hint=hint)
    books = {path.name: _Kept.read(path) for path in folders}
    records = {index: book.record for index, book in books.items()}
    return Scored(
        [row for book in books.values() for row in book.scores],
        [row for book in books.values() for row in book.indicators.values()],
        [row for book in books.values() for row in book.coverage],
        lambda row: books[str(row["index_id"])].find(row),
        {"edition": name, "dimensions": records},
        {path.name: path for path in folders},
    )


def _find_folders(place: Workspace, name: str) -> Iterator[Path]:
    for path in (place.editions / "index").glob("*/*/edition.json"):
        if path.parent.parent.name == name or json.loads(path.read_text(encoding="utf-8")).get("id") == name:
            yield path.parent


@dataclass(frozen=True, slots=True)
class _Kept:
    """One dimension of a kept edition, out of its files."""

    record: Mapping[str, object]
    scores: Sequence[Row]
    coverage: Sequence[Row]
    readings: Sequence[Row]
    indicators: Mapping[str, Row]
    points: Mapping[tuple[object, ...], object]

    @classmethod
    def read(cls, folder: Path) -> _Kept:
        of = {"index_id": folder.name}
        indicators = {str(row["code"]): {**row, **of} for row in read_kept_table(folder, "indicator")}
        stated = {
            name: [{**row, **of, "state": row["status"]} for row in read_kept_table(folder, name)] for name in STATED
        }
        record = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
        return cls(
            {key: record[key] for key in ("id", "edition", "data_year", "as_of", "runs", "seed")},
            stated["score"],
            stated["coverage"],
            read_kept_table(folder, "reading"),
            indicators,
            {_key(row, "code"): row["contribution"] for row in read_kept_table(folder, "contribution")},
        )

    def find(self, row: Row) -> list[Row]:
        """The readings that a score is made of, as the build's are told."""
        made_of = str(row["made_of"]).split()
        own = [one for one in self.readings if one["unit"] == row["unit"] and one["period"] == row["period"]]
        told = [self._tell(one) for one in own if one["indicator"] in made_of]
        return sorted(told, key=lambda one: (str(one["parent"]), str(one["indicator"])))

    def _tell(self, one: Row) -> Row:
        of = self.indicators[str(one["indicator"])]
        more = {name: of[name] for name in OF_INDICATOR}
        blank = dict.fromkeys(("origin", "copy", "source_changed"))
        return {**blank, **one, **more, "unit_of": of["unit"], "points": self.points.get(_key(one, "indicator"))}


def _key(row: Row, code: str) -> tuple[object, ...]:
    return row["unit"], row[code], row["period"]


def read_kept_table(folder: Path, table: str) -> list[dict[str, object]]:
    """A table of a kept edition by its name in the schema; numbers and truths as such, years and days as texts."""
    import polars as pl

    from gigawatch.store import tables

    casts = {"float": pl.Float64, "int": pl.Int64}
    found = pl.read_csv(folder / f"{FILES.get(table, f'{table}s')}.csv", infer_schema=False)
    kinds = {one.name: one.type for one in tables()[table].columns if one.name in found.columns}
    numbers = (pl.col(name).cast(pl.Float64).cast(casts[kind]) for name, kind in kinds.items() if kind in casts)
    truths = (pl.col(name) == "true" for name, kind in kinds.items() if kind == "bool")
    return found.with_columns(*numbers, *truths).to_dicts()


def tell_answered_from(record: Mapping[str, object], index: str, language: str) -> str:
    """Which build or kept edition answered, in words."""
    dimensions = record.get("dimensions")
    if isinstance(dimensions, Mapping):
        one = dimensions[index]
        day = TOLD["day"][language].format(as_of=one["as_of"]) if one["as_of"] else ""
        return TOLD["edition"][language].format(**{**one, "day": day})
    names = record["editions"]
    assert isinstance(names, list)
    kept = TOLD["kept"][language].format(names=", ".join(names)) if names else ""
    return TOLD["build"][language].format(date=record["build"], runs=record["runs"], seed=record["seed"], kept=kept)
