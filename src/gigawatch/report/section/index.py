"""The index: who ranks where and how surely, the course since the base year, what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gigawatch.report.block import Block, Paragraph, Runs, Section, Table, Value
from gigawatch.report.chart.rank import draw_ranks
from gigawatch.report.chart.trend import draw_trend
from gigawatch.report.datum import Number
from gigawatch.report.figure import find_figures
from gigawatch.report.names import lower_first
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Row
from gigawatch.report.reference import score_ref
from gigawatch.report.section.span import HEADS, NOTES, list_spans, tell_span
from gigawatch.report.sentence import as_runs, has_sentence
from gigawatch.report.spelled import spell_small
from gigawatch.report.table import IndexTable, index_tables
from gigawatch.report.wording import rank_text, score_text, unit_name

MOST_ROWS = 20
MOST_FOLLOWING = 4


def compose_index(pen: Pen) -> Section:
    """A subsection for each index computed; with one index its parts stand directly in the section."""
    title = pen.word("index.title")
    tables = [table for table in index_tables(pen.publication) if table.periods]
    if not tables:
        return Section("index", title, (pen.paragraph("index.nothing"),))
    if len(tables) == 1:
        return Section("index", title, tuple(_blocks(pen, tables[0])), (_parts(pen, tables[0]),))
    inner = tuple(
        Section(f"index-{n}", _name(pen, table.root), tuple(_blocks(pen, table)), (_parts(pen, table),))
        for n, table in enumerate(tables, 1)
    )
    return Section("index", title, (), inner)


def _blocks(pen: Pen, table: IndexTable) -> list[Block]:
    period = table.periods[-1]
    ranked = table.ranked(period)
    blocks: list[Block] = [_lead(pen, table, period, ranked)]
    _remark(pen, table, period, ranked)
    blocks.append(draw_ranks(pen, period, ranked[:MOST_ROWS]))
    blocks.append(_ranking(pen, table, period, ranked))
    trend = draw_trend(pen, table, ranked)
    unranked = table.unranked(period)
    if unranked:
        units = pen.series([pen.words(unit_name(pen, row), score_ref(row)) for row in unranked])
        pen.remark(pen.word("index.title"), "index.unranked", index=_name(pen, table.root), units=units)
    if _has_untold(pen, table, period):
        pen.remark(pen.word("index.title"), "index.untold")
    if trend:
        blocks += [trend, *_breaks(pen, table)]
    return blocks


def _has_untold(pen: Pen, table: IndexTable, period: str) -> bool:
    """Whether the index has units of which no figure counts in a period, so that they are in no row of its scores."""
    key = (table.id, table.root["code"], period)
    rows = (row for row in pen.publication.coverage if (row["index_id"], row["code"], row["period"]) == key)
    listed = len(table.ranked(period)) + len(table.unranked(period))
    return any(isinstance(row["units"], int | float) and row["units"] > listed for row in rows)


def _breaks(pen: Pen, table: IndexTable) -> list[Block]:
    """A note for each period in which other indicators count than in the period before."""
    sets = {str(row["period"]): str(row["made_of"]).split() for row in table.whole}
    names = {str(row["code"]): lower_first(_name(pen, row)) for row in table.indicators}
    found: list[Block] = []
    for before, after in pairwise(table.periods):
        came, went = (
            [names[code] for code in these if code not in those]
            for these, those in ((sets[after], sets[before]), (sets[before], sets[after]))
        )
        if came or went:
            lists = {"came": pen.series(came), "went": pen.series(went)}
            found.append(pen.paragraph("index.broken", first=pen.period(before), last=pen.period(after), **lists))
    return found


def _lead(pen: Pen, table: IndexTable, period: str, ranked: Sequence[Row]) -> Paragraph:
    first = ranked[0]
    ref = score_ref(first)
    when = pen.period(period)
    count = spell_small(pen.count("index.count_units", [score_ref(row) for row in ranked], period=when), pen.lang)
    low, high = rank_text(first["rank_low"]), rank_text(first["rank_high"])
    return pen.lead(
        "index.lead" if low != high else "index.lead_sure",
        period=when,
        index=_name(pen, table.root),
        count=count,
        units=_units(pen, table, len(ranked)),
        first=pen.words(unit_name(pen, first), ref),
        score=Value(score_text(first["score"]), ref, Number.read(score_text(first["score"]))),
        others=_following(pen, ranked),
        n=len(ranked[1:MOST_FOLLOWING]),
        low=Value(low, ref, Number.read(low)),
        high=Value(high, ref, Number.read(high)),
    )


def _units(pen: Pen, table: IndexTable, count: int) -> str:
    """What an index ranks: countries, provinces, companies; units where nobody has named it."""
    own = f"index.units_{table.id}"
    return pen.word(own if has_sentence(own) else "index.units", n=count)


def _following(pen: Pen, ranked: Sequence[Row]) -> Runs:
    """Those behind the first, with their scores; empty where nobody follows."""
    others = [
        pen.say(
            "index.follower",
            unit=pen.words(unit_name(pen, row), score_ref(row)),
            score=Value(score_text(row["score"]), score_ref(row), Number.read(score_text(row["score"]))),
        )
        for row in ranked[1:MOST_FOLLOWING]
    ]
    return pen.series(others)


def _remark(pen: Pen, table: IndexTable, period: str, ranked: Sequence[Row]) -> None:
    """Keep for the chapter on the data how the index is made and what its ranks do not say.

    A definition with figures in it stands in the definition file only.
    """
    chapter, definition = pen.word("index.title"), _definition_text(pen, table.root)
    if definition and not find_figures(definition):
        pen.remark(chapter, "index.definition", definition=definition)
    choice = str(table.root.get(f"choice_{pen.lang}") or "")
    if choice and not find_figures(choice):
        pen.remark(chapter, "method.choice", index=_name(pen, table.root), choice=choice)
    pen.remark(chapter, "index.parts_lead")
    pen.remark(chapter, "index.overlap")
    sure = [score_ref(row) for row in ranked if row["rank_low"] == row["rank_high"]]
    if sure:
        count = spell_small(pen.count("index.count_sure", sure, period=pen.period(period)), pen.lang)
        named = {"index": _name(pen, table.root), "units": _units(pen, table, len(sure))}
        pen.remark(chapter, "index.sure", count=count, n=len(sure), **named)


def _ranking(pen: Pen, table: IndexTable, period: str, ranked: Sequence[Row]) -> Table:
    spans = list_spans(ranked)
    heads = [pen.word(f"index.{h}") for h in ("head_rank", "head_unit", *(HEADS[of] for of in spans), "head_score")]
    caption = pen.word("index.ranking_caption", index=_name(pen, table.root), period=pen.period(period))
    rows = tuple(_rank_row(pen, row, spans) for row in ranked)
    gap = " " if pen.lang == "en" else ""
    told = pen.separated([pen.say(f"index.{NOTES[of]}") for of in spans], gap)
    return Table(caption, tuple(heads), rows, (0, *range(2, len(heads))), told)


def _rank_row(pen: Pen, row: Row, spans: Sequence[str]) -> tuple[Runs, ...]:
    ref = score_ref(row)
    return (
        (Value(rank_text(row["rank"]), ref, Number.read(rank_text(row["rank"]))),),
        as_runs(pen.words(unit_name(pen, row), ref)),
        *((tell_span(row, of),) for of in spans),
        (Value(score_text(row["score"]), ref, Number.read(score_text(row["score"]))),),
    )


def _parts(pen: Pen, table: IndexTable) -> Section:
    rows: list[tuple[Runs, ...]] = []
    for pillar in table.children(str(table.root["code"])):
        rows.append(_part_row(pen, table, pillar, ""))
        for indicator in table.children(str(pillar["code"])):
            rows.append(_part_row(pen, table, indicator, "\u3000" if pen.lang == "zh" else "\u2003"))
    heads = ("head_indicator", "head_definition", "head_state")
    parts = Table(pen.word("index.parts_caption"), tuple(pen.word(f"index.{h}") for h in heads), tuple(rows))
    return Section("index-parts", pen.word("index.parts"), (parts,))


def _part_row(pen: Pen, table: IndexTable, row: Row, indent: str) -> tuple[Runs, ...]:
    state = pen.word(f"index.state_{_state(_years(pen, table, row), table.periods[-1])}")
    return as_runs(indent + _name(pen, row)), as_runs(_definition_text(pen, row)), as_runs(state)


def _state(years: set[str], period: str) -> str:
    """Whether a part of the index is there in the year shown, in earlier years only, or in none."""
    return "computed" if period in years else "earlier" if years else "missing"


def _years(pen: Pen, table: IndexTable, row: Row) -> set[str]:
    """The years in which an indicator has a reading that is used, or a part of the index a score."""
    code = row["code"]
    readings = (r for r in pen.publication.readings if r["index_id"] == table.id and r["indicator"] == code)
    used = {str(r["period"]) for r in readings if r.get("used") is not False}
    return used | {str(s["period"]) for s in table.scores if s["code"] == code}


def _name(pen: Pen, row: Row) -> str:
    return str(row["name_zh" if pen.lang == "zh" else "name_en"] or row["code"])


def _definition_text(pen: Pen, row: Row) -> str:
    return str(row["definition_zh" if pen.lang == "zh" else "definition_en"] or "")
