"""An edition of the index as it is kept: what was computed, what moved, and its folder of tables and records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch import __version__
from gigawatch.run.folder import fresh_folder
from gigawatch.run.notice import tell_notice
from gigawatch.run.pinning import Pins
from gigawatch.run.succession import DEFINITION, METHOD, RECORD
from gigawatch.run.vintage import LeftOut

if TYPE_CHECKING:
    import polars as pl

    from gigawatch.index.definition import IndexResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One dimension of an edition: what was computed, what moved, and how it joins the edition before.

    `moved`: unit, code, first and last score and rank of the two latest years, for everything computed in both;
    `change` says whether a unit stayed in the ranking, entered or left it, `comparable` whether the same indicators are
    measured of it in both, `same_indicators` whether the index is made of the same, `sources_changed` which of its
    indicators come from another source, `sure` whether it is comparable, none does, and the intervals of rank part.
    `parts`: the change of each score as the sum of what every indicator brought; `source_changed` as above.
    `restated`: readings that differ from those of the edition before; `kind`: restated, found since, or gone.
    `rescaled`: indicators whose base year or goalposts are other than in the edition before, and what that did.
    `bridge`: where the definition changed, scores and ranks under both of the years that both compute; else None.
    `notices`: what the build that it was computed from lacks, what could not be done, was left out or is likely a slip
    of the definition or of a table, in words.
    `left_out`: what its day leaves out of the year's figures, which the notices tell in English; None where nothing.
    `replaced`: the id of the edition that was kept in its place with other content, if any.
    """

    id: str
    edition: str
    year: str
    as_of: str | None
    result: IndexResult
    moved: pl.DataFrame
    parts: pl.DataFrame
    findings: pl.DataFrame
    restated: pl.DataFrame | None
    rescaled: pl.DataFrame | None
    bridge: pl.DataFrame | None
    notices: tuple[str, ...]
    folder: Path
    replaced: str | None = None
    left_out: LeftOut | None = None

    def tell_notices(self, language: str) -> tuple[str, ...]:
        """The notices in a language, and which edition this one replaces."""
        own = {} if self.left_out is None else {self.left_out.tell(): self.left_out.tell(language)}
        replaced = (f"{self.id} replaces {self.replaced}",) if self.replaced is not None else ()
        return tuple(own.get(told) or tell_notice(told, language) for told in (*self.notices, *replaced))


def write_edition(found: Edition, definition: Path, observations: pl.DataFrame, pins: Pins) -> None:
    """The edition's folder: every table as CSV, the definition and the method it was made by, and its record."""
    tables: Mapping[str, pl.DataFrame | None] = {
        "indicators": found.result.indicators,
        "readings": found.result.readings,
        "scores": found.result.scores,
        "coverage": found.result.gate,
        "contributions": found.result.contributions,
        "moved": found.moved,
        "parts": found.parts,
        "audit": found.findings,
        "restated": found.restated,
        "rescaled": found.rescaled,
        "bridge": found.bridge,
    }
    found.folder.parent.mkdir(parents=True, exist_ok=True)
    with fresh_folder(found.folder) as folder:
        for name, table in tables.items():
            if table is not None:
                _flatten(table).write_csv(folder / f"{name}.csv")
        (folder / DEFINITION).write_bytes(definition.read_bytes())
        _write_json(folder / METHOD, found.result.definition.resolved)
        _write_json(folder / RECORD, _record(found, observations, pins))


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _flatten(table: pl.DataFrame) -> pl.DataFrame:
    """Lists as texts with spaces between."""
    import polars as pl

    lists = [name for name, kind in table.schema.items() if isinstance(kind, pl.List)]
    texts = (pl.col(name).list.eval(pl.element().cast(pl.String)).list.join(" ") for name in lists)
    return table.with_columns(*texts)


def _record(found: Edition, observations: pl.DataFrame, pins: Pins) -> dict[str, object]:
    """What the edition was made from: versions, hashes, and for each table read its latest vintage."""
    import polars as pl

    definition = found.result.definition
    read = observations.group_by("table_name").agg(pl.len().alias("rows"), pl.col("vintage").max()).sort("table_name")
    return {
        "id": found.id,
        "edition": found.edition,
        "data_year": found.year,
        "as_of": found.as_of,
        "dimension": definition.dimension,
        "definition": definition.id,
        "definition_version": definition.version,
        "definition_hash": definition.hash,
        "index_id": found.result.id,
        "runs": pins.runs,
        "seed": pins.seed,
        "notices": list(found.notices),
        "gigawatch": __version__,
        "tables": read.to_dicts(),
    }
