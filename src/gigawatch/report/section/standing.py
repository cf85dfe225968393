"""Where a place or company stands in the index: its rank with the interval, by year and by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.report.block import Block, Paragraph, Runs, Section, Table, Value
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Row
from gigawatch.report.reference import score_ref
from gigawatch.report.section.index import MOST_ROWS
from gigawatch.report.section.span import DATA, HEADS, list_spans, tell_span
from gigawatch.report.sentence import as_runs
from gigawatch.report.table import IndexTable, index_tables
from gigawatch.report.wording import part_name, rank_range, rank_text, score_text, tell_state
from gigawatch.vocab import organisations, places


def compose_standing(pen: Pen) -> Section:
    """A paragraph for each index that ranks it, with its years and parts; one sentence where none does."""
    title = pen.word("index.title")
    inner = tuple(
        Section(f"standing-{number}", name_index(pen, table), tuple(_blocks(pen, table, rows)))
        for number, (table, rows) in enumerate(find_standings(pen), 1)
    )
    if not inner:
        name = pen.name(pen.publication.region)
        return Section("index", title, (pen.paragraph("index.not_ranked", name=name),))
    return Section("index", title, (pen.note("index.standing_note"),), inner)


def find_standings(pen: Pen) -> list[tuple[IndexTable, list[Row]]]:
    """Every index with the rows of the thing of the report on the index itself, oldest first; those that rank it."""
    found = []
    for table in index_tables(pen.publication):
        rows = [row for row in table.whole if is_unit(pen, str(row["unit"])) and row["rank"] is not None]
        if rows:
            found.append((table, sorted(rows, key=lambda row: table.periods.index(str(row["period"])))))
    return found


def is_unit(pen: Pen, unit: str) -> bool:
    """True where a unit of an index is the place or company of the report."""
    own = pen.publication.region
    firm, place = organisations().find(unit), places().find(unit)
    return own in {unit, firm.id if firm else "", place.id if place else ""}


def tell_standing(pen: Pen, table: IndexTable, row: Row) -> Runs:
    """The rank in a year with its interval, among how many, and the score."""
    period, ref = str(row["period"]), score_ref(row)
    is_sure = row["rank_low"] == row["rank_high"]
    return pen.say(
        "index.standing_sure" if is_sure else "index.standing",
        period=capitalise(pen.when(period)),
        name=pen.name(pen.publication.region),
        index=name_index(pen, table),
        rank=_rank(pen, table, row),
        low=Value(rank_text(row["rank_low"]), ref),
        high=Value(rank_text(row["rank_high"]), ref),
        score=Value(score_text(row["score"]), ref),
    )


def tell_standing_alone(pen: Pen, table: IndexTable, row: Row) -> Runs:
    """The rank in a year with its interval, without the others that are ranked."""
    ref = score_ref(row)
    return pen.say(
        "index.standing_alone",
        period=capitalise(pen.when(str(row["period"]))),
        name=pen.name(pen.publication.region),
        index=name_index(pen, table),
        rank=_rank(pen, table, row),
        interval=Value(rank_range(row["rank_low"], row["rank_high"]), ref),
    )


def _rank(pen: Pen, table: IndexTable, row: Row) -> Value:
    """The rank and among how many: both are what the index's table says of its year."""
    ranked = len(table.ranked(str(row["period"])))
    return Value(
        pen.word("index.rank_of", rank=_place(pen, rank_text(row["rank"])), ranked=str(ranked)), score_ref(row)
    )


def _place(pen: Pen, rank: str) -> str:
    """A rank as the language tells a place: 1st, 2nd, 11th; the bare number in Chinese, whose words make it one."""
    if pen.lang == "zh" or not rank.isdecimal():
        return rank
    ending = "th" if rank[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(rank[-1], "th")
    return f"{rank}{ending}"


def name_index(pen: Pen, table: IndexTable) -> str:
    """The name of an index."""
    return str(table.root[f"name_{pen.lang}"] or table.root["code"])


def _blocks(pen: Pen, table: IndexTable, rows: Sequence[Row]) -> Iterator[Block]:
    last = rows[-1]
    yield Paragraph(tell_standing(pen, table, last))
    spans = list_spans(rows)
    told = tuple((as_runs(pen.period(str(row["period"]))), *_row(row, spans)) for row in reversed(rows[-MOST_ROWS:]))
    yield _list(pen, pen.word("index.standing_years"), "head_year", told, spans)
    parts = _parts(pen, table, last, spans)
    if parts:
        caption = pen.word("index.standing_parts", period=pen.period(str(last["period"])))
        yield _list(pen, caption, "head_part", parts, spans)


def _list(pen: Pen, caption: str, first: str, rows: tuple[tuple[Runs, ...], ...], spans: Sequence[str]) -> Table:
    heads = (first, "head_rank", *(HEADS[of] for of in spans), "head_score")
    note = pen.say("index.data_note") if DATA in spans else ()
    return Table(caption, tuple(pen.word(f"index.{h}") for h in heads), rows, tuple(range(1, len(heads))), note)


def _parts(pen: Pen, table: IndexTable, last: Row, spans: Sequence[str]) -> tuple[tuple[Runs, ...], ...]:
    """The scores of the parts of the index in the year, in their order; a part that is not ranked says why."""
    codes = [str(row["code"]) for row in table.children(str(table.root["code"]))]
    of = {
        str(row["code"]): row
        for row in table.scores
        if row["unit"] == last["unit"] and row["period"] == last["period"] and str(row["code"]) in codes
    }
    return tuple(_part(pen, of[code], spans) for code in codes if code in of)


def _part(pen: Pen, row: Row, spans: Sequence[str]) -> tuple[Runs, ...]:
    if row["score"] is None:
        state = tell_state(pen, str(row["index_id"]), str(row["state"] or ""))
        return as_runs(part_name(pen, row)), as_runs(state), *(() for _ in spans), ()
    return as_runs(part_name(pen, row)), *_row(row, spans)


def _row(row: Row, spans: Sequence[str]) -> tuple[Runs, ...]:
    ref = score_ref(row)
    return (
        (Value(rank_text(row["rank"]), ref),),
        *((tell_span(row, of),) for of in spans),
        (Value(score_text(row["score"]), ref),),
    )
