"""What the table of a cell is called on a page: by its descriptor, or by the report's list of tables of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from gigawatch.figures import name_table
from gigawatch.figures.sheet import SUFFIXES
from gigawatch.report.sentence import fill

TABLES = Path(__file__).parent / "data" / "table.toml"


def title_table(table: str, lang: str) -> str:
    """The title of a table in a language; of a user's own the name of its file, and that it is their own.

    >>> title_table("carbon_path", "zh"), title_table("tables/jobs.csv", "en"), title_table("tables/jobs.csv", "zh")
    ('电力碳强度情景', 'Own table “jobs”', '自有数据表《jobs》')
    """
    path = PurePosixPath(table)
    if path.suffix.lower() in SUFFIXES:
        return "".join(run.text for run in fill("source.own_table", lang, {"name": path.stem}))
    own = _own().get(table)
    return own["zh" if lang == "zh" else "en"] if own else name_table(table, lang)


@cache
def _own() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(TABLES.read_text(encoding="utf-8"))
