"""Settling everything in portions: each piece reads files and makes files, and none holds all claims.

What documents tell is found in portions of documents, what is reasoned about things in buckets of things. Across all go
only the standings of publishers, the ends told of things, rankings, and the values of facts where sums are sought.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from gigawatch.engine.portion import connect, query_rows
from gigawatch.engine.protocol import Engine
from gigawatch.engine.settling.align import AlignTask, JoinTask, align_schema, join_schema
from gigawatch.engine.settling.fact import CANDIDATE, FACT, FINDING, FactTask, fact_schema
from gigawatch.engine.settling.finding import finding_schema, query_findings
from gigawatch.engine.settling.gather import GatherTask, gather_schema
from gigawatch.engine.settling.history import HistoryTask, history_schema, read_ends
from gigawatch.engine.settling.layout import Layout, lay_out, lay_out_buckets, list_paths, named_damage
from gigawatch.engine.settling.page import ORDER, PageTask, page_schema
from gigawatch.engine.settling.sums import EventTask, SumTask, part_measures
from gigawatch.ledger.check.rank import ToldOrder, compare_orders
from gigawatch.ledger.load import count_from
from gigawatch.ledger.repute import SourceStanding, stand
from gigawatch.model import GigawatchError
from gigawatch.model.split import ProcessEndedError
from gigawatch.store.parquet import arrow_schema, write_batches, write_rows
from gigawatch.store.record import check_row, plain_row
from gigawatch.store.schema import tables

COUNTS = "SELECT publisher, thing, base, conflicts, facts FROM read_parquet([{parts}]) WHERE publisher IS NOT NULL"
STANDINGS = """SELECT publisher, '' AS thing, min(base) AS base, CAST(sum(conflicts) AS BIGINT) AS conflicts,
  CAST(sum(facts) AS BIGINT) AS facts FROM ({counts}) GROUP BY publisher ORDER BY publisher"""
AT_ONCE = 8_192  # rows


def settle_on(engine: Engine, folder: Path, scratch: Path) -> None:
    """Settle the gathered and resolved tables of a folder in portions, and write the settled ones there.

    What a settling of the same tables that was cut short left in `scratch` is gone on from; where that cannot be done,
    for it is damaged, it is done anew.
    """
    folder, scratch = folder.resolve(), scratch.resolve()  # processes on other machines look there too
    is_begun = scratch.exists()
    try:
        _settle(engine, folder, scratch)
    except ProcessEndedError:
        raise
    except GigawatchError:
        if not is_begun:
            raise
        shutil.rmtree(scratch)
        _settle(engine, folder, scratch)


def _settle(engine: Engine, folder: Path, scratch: Path) -> None:
    layout = lay_out(folder, scratch / "table")
    task = GatherTask(layout)
    gathered = engine.map_tasks(layout.portions, task, gather_schema(), scratch / "gather")
    lay_out_buckets(layout, gathered)
    joined = engine.map_tasks(layout.buckets, JoinTask(layout, gathered), join_schema(), scratch / "join")
    align = AlignTask(layout, gathered, joined)
    aligned = engine.map_tasks(layout.buckets, align, align_schema(), scratch / "align")
    standings = _stand(aligned)
    steps = engine.map_tasks(layout.buckets, HistoryTask(layout), history_schema(), scratch / "history")
    settle = FactTask(layout, aligned, standings, read_ends(steps))
    facts = engine.map_tasks(layout.buckets, settle, fact_schema(), scratch / "fact")
    pages = engine.map_tasks(layout.pages, PageTask(layout, aligned), page_schema(), scratch / "page")
    across = _across(engine, layout, (aligned, facts, pages), standings, scratch)
    _write_facts(folder, facts)
    _write_sources(folder, aligned, standings)
    _write(folder, "milestone", _select("milestone", steps, "entity"))
    _write_findings(folder, (facts, steps, pages, across))
    shutil.rmtree(scratch)


def _across(
    engine: Engine,
    layout: Layout,
    parts: tuple[Sequence[Path], Sequence[Path], Sequence[Path]],
    standings: Mapping[str, SourceStanding],
    scratch: Path,
) -> list[Path]:
    """The findings on what reaches across things: sums, totals of events, rankings."""
    aligned, facts, pages = parts
    keys = part_measures(facts, pages)
    sums = engine.map_tasks(len(keys), SumTask(layout, facts, pages, keys), finding_schema(), scratch / "sum")
    task = EventTask(layout, aligned, standings)
    events = engine.map_tasks(1, task, finding_schema(), scratch / "event")
    ranks = scratch / "finding.parquet"
    rows = query_rows(f"SELECT unnest({ORDER}) FROM read_parquet([{list_paths(pages)}]) WHERE {ORDER} IS NOT NULL")
    orders = [ToldOrder(**{**row, **{key: tuple(row[key]) for key in ("places", "names", "claims")}}) for row in rows]  # type: ignore[arg-type]
    write_rows(ranks, "finding", map(check_row, compare_orders(orders)))
    return [*sums, *events, ranks]


def _stand(aligned: Sequence[Path]) -> dict[str, SourceStanding]:
    """The standing of every publisher, from what is counted of it in all buckets."""
    rows = query_rows(STANDINGS.format(counts=COUNTS.format(parts=list_paths(aligned))))
    return {one.publisher: stand(one.publisher, [one]) for one in map(count_from, rows)}


def _write_facts(folder: Path, facts: Sequence[Path]) -> None:
    for table in (FACT, CANDIDATE):
        listed = list_paths(facts)
        _write(folder, table, f"SELECT unnest({table}) FROM read_parquet([{listed}]) WHERE {table} IS NOT NULL")


def _write_sources(folder: Path, aligned: Sequence[Path], standings: Mapping[str, SourceStanding]) -> None:
    _write(folder, "source_count", COUNTS.format(parts=list_paths(aligned)))
    write_rows(folder / "source_standing.parquet", "source_standing", map(plain_row, standings.values()))


def _write_findings(folder: Path, parts: tuple[Sequence[Path], Sequence[Path], Sequence[Path], Sequence[Path]]) -> None:
    """Every finding once, whichever portion found it."""
    facts, steps, pages, across = parts
    nested = f"SELECT unnest({FINDING}) FROM read_parquet([{list_paths(facts)}]) WHERE {FINDING} IS NOT NULL"
    found = [nested, query_findings(pages), *(_select("finding", some, "about") for some in (steps, across))]
    told = " UNION ALL BY NAME ".join(f"({one})" for one in found)
    _write(folder, "finding", f"SELECT DISTINCT * FROM ({told})")


def _select(table: str, parts: Sequence[Path], key: str) -> str:
    """The rows of a table among those of others in some parts."""
    names = ", ".join(f'"{field.name}"' for field in arrow_schema(tables()[table]))
    return f"SELECT {names} FROM read_parquet([{list_paths(parts)}], union_by_name = true) WHERE {key} IS NOT NULL"


def _write(folder: Path, table: str, query: str) -> None:
    """Write the rows of a query as a table, a batch in memory at once."""
    with connect() as con, named_damage(), write_batches(folder / f"{table}.parquet", table) as write:
        for batch in con.sql(query).to_arrow_reader(AT_ONCE):
            write(batch)
