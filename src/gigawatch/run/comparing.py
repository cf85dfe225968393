"""Published rankings held against a built workspace's index: ours, the last published list, the plain ranking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.run.defined import definition_file, load_definition_at, name_units
from gigawatch.run.workspace import Workspace
from gigawatch.store import fetch_rows, open_database

if TYPE_CHECKING:
    import duckdb

    from gigawatch.index.definition.agreement import Order
    from gigawatch.index.definition.comparison import Comparison
    from gigawatch.index.definition.publication import Part, Publication, Told

CELLS = """
SELECT subject, measure, period, value, qualifier, source, vintage FROM observation WHERE table_name = ? ORDER BY row
"""
RANKS = "SELECT unit, rank FROM score WHERE index_id = ? AND code = ? AND period = ? AND rank IS NOT NULL ORDER BY unit"
STATE = "SELECT units, passing, state FROM coverage WHERE index_id = ? AND code = ? AND period = ?"
AMOUNTS = """
SELECT unit, value FROM reading WHERE index_id = ? AND indicator = ? AND period = ? AND value IS NOT NULL ORDER BY unit
"""
WORDS = "SELECT code, name_zh FROM indicator WHERE index_id = ?"
NAMES = "SELECT name_en, name_zh, unit FROM indicator WHERE index_id = ? AND code = ?"


def compare_published(workspace: Workspace, name: str) -> list[Comparison]:
    """Every list of a publication (`official`, `bnef`) by part and edition; InputError for an unknown one.

    The places are the workspace's cells of the publication's table, else those of the table that ships; scores,
    coverage and plain amounts are the workspace's, as last built.
    """
    from gigawatch.index.definition.publication import list_publications, load_publication

    if name not in list_publications():
        raise InputError(f"no published ranking {name!r}", hint=f"there are: {', '.join(list_publications())}")
    publication = load_publication(name)
    with open_database(workspace.database) as con:
        told = _read_told(con, publication)
        return [one for part in publication.parts for one in _compare_part(con, workspace, name, part, told)]


def _read_told(con: duckdb.DuckDBPyConnection, publication: Publication) -> list[Told]:
    rows = fetch_rows(con, CELLS, (publication.table,)) or _shipped(publication.table)
    return [_tell(row) for row in rows]


def _shipped(table: str) -> list[dict[str, object]]:
    from gigawatch.figures import load_package

    names = ("subject", "measure", "period", "value", "qualifier", "source", "vintage")
    return [{name: getattr(row, name) for name in names} for row in load_package(table)]


def _tell(row: Mapping[str, object]) -> Told:
    from gigawatch.index.definition.publication import Told

    subject, measure, edition = str(row["subject"]), str(row["measure"]), str(row["period"])
    value, is_bound = float(str(row["value"])), row["qualifier"] is not None
    return Told(subject, measure, edition, value, is_bound, str(row["source"]), str(row["vintage"]))


def _compare_part(
    con: duckdb.DuckDBPyConnection, workspace: Workspace, name: str, part: Part, told: list[Told]
) -> list[Comparison]:
    from dataclasses import replace

    from gigawatch.index.definition.agreement import order_before
    from gigawatch.index.definition.comparison import hold_against
    from gigawatch.index.definition.publication import gather_lists

    definition = load_definition_at(definition_file(workspace, part.index))
    units = name_units(definition, {one.subject for one in told})
    named = [replace(one, subject=units.get(one.subject, one.subject)) for one in told]
    lists = gather_lists(name, part, named)
    return [
        hold_against(part, one, _ours(con, part, one.year), order_before(one, lists), _plain(con, part, one.year))
        for one in lists
    ]


def _ours(con: duckdb.DuckDBPyConnection, part: Part, year: str) -> Order:
    """Our ranks of the data year; without any, the reason that the coverage table gives."""
    from gigawatch.index.definition.agreement import OURS, Order
    from gigawatch.index.definition.reason import tell_reason

    if not part.code:
        return Order(OURS, "", {}, part.why["en"], why_zh=part.why["zh"])
    ranks = {str(r["unit"]): float(str(r["rank"])) for r in fetch_rows(con, RANKS, (part.index, part.code, year))}
    states = fetch_rows(con, STATE, (part.index, part.code, year))
    if ranks:
        return Order(OURS, part.code, ranks)
    names = {str(row["code"]): str(row["name_zh"]) for row in fetch_rows(con, WORDS, (part.index,))}
    state = str(states[0]["state"]) if states else f"no figure of {year} in the index {part.index}"
    told = tell_reason(state, "zh", names) if states else "没有该年数据"
    why_zh = f"{names.get(part.code, part.code)}（{year}年）：{told}"
    return Order(OURS, part.code, {}, f"{part.code} {year}: {state}", why_zh=why_zh)


def _plain(con: duckdb.DuckDBPyConnection, part: Part, year: str) -> Order:
    """The units by the amount of one indicator of the data year."""
    from gigawatch.index.definition.agreement import PLAIN, Order, order_amounts

    if not part.plain:
        why = "no amount is told for enough units to rank them plainly"
        return Order(PLAIN, "", {}, why, why_zh="没有足够多单位的数量数据可作简单排名")
    amounts = {str(r["unit"]): float(str(r["value"])) for r in fetch_rows(con, AMOUNTS, (part.index, part.plain, year))}
    names = fetch_rows(con, NAMES, (part.index, part.plain))
    en, zh = (f"{names[0][f'name_{lang}']}" if names else part.plain for lang in ("en", "zh"))
    unit = f" ({names[0]['unit']})" if names and names[0]["unit"] != "count" else ""
    why = "" if amounts else f"{part.plain}: no figure of {year}"
    why_zh = "" if amounts else f"{zh}：没有{year}年的数据"
    return order_amounts(en[:1].lower() + en[1:] + unit, amounts, why, zh + unit, why_zh)
