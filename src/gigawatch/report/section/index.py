"""The index: who ranks where and how surely, the course since the base year, what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gigawatch.report.block import Block, Paragraph, Runs, Section, Table, Value
from gigawatch.report.chart.rank import draw_ranks
from gigawatch.report.chart.trend import draw_trend
from gigawatch.report.datum import Number
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Row
from gigawatch.report.reference import score_ref
from gigawatch.report.section.span import HEADS, NOTES, list_spans, tell_span
from gigawatch.report.sentence import as_runs, has_sentence
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
    blocks: list[Block] = [_lead(pen, table, period, ranked), *_following(pen, ranked), *_definition(pen, table)]
    blocks.append(draw_ranks(pen, period, ranked[:MOST_ROWS]))
    blocks += [_sureness(pen, period, ranked), _ranking(pen, table, period, ranked)]
    trend = draw_trend(pen, table, ranked)
    unranked = table.unranked(period)
    if unranked:
        units = pen.series([pen.words(unit_name(pen, row), score_ref(row)) for row in unranked])
        blocks.append(pen.note("index.unranked", units=units))
    if _has_untold(pen, table, period):
        blocks.append(pen.note("index.untold"))
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
    names = {str(row["code"]): _name(pen, row) for row in table.indicators}
    nothing = pen.word("index.none")
    found: list[Block] = []
    for before, after in pairwise(table.periods):
        came, went = (
            [names[code] for code in these if code not in those]
            for these, those in ((sets[after], sets[before]), (sets[before], sets[after]))
        )
        if came or went:
            lists = {"came": pen.series(came or [nothing]), "went": pen.series(went or [nothing])}
            found.append(pen.note("index.broken", first=pen.period(before), last=pen.period(after), **lists))
    return found


def _lead(pen: Pen, table: IndexTable, period: str, ranked: Sequence[Row]) -> Paragraph:
    first = ranked[0]
    ref = score_ref(first)
    when = pen.period(period)
    count = pen.count("index.count_units", [score_ref(row) for row in ranked], period=when)
    low, high = rank_text(first["rank_low"]), rank_text(first["rank_high"])
    return pen.lead(
        "index.lead" if low != high else "index.lead_sure",
        period=when,
        index=_name(pen, table.root),
        count=count,
        units=_units(pen, table, len(ranked)),
        first=pen.words(unit_name(pen, first), ref),
        score=Value(score_text(first["score"]), ref, Number.read(score_text(first["score"]))),
        low=Value(low, ref, Number.read(low)),
        high=Value(high, ref, Number.read(high)),
    )


def _units(pen: Pen, table: IndexTable, count: int) -> str:
    """What an index ranks: countries, provinces, companies; units where nobody has named it."""
    own = f"index.units_{table.id}"
    return pen.word(own if has_sentence(own) else "index.units", n=count)


def _following(pen: Pen, ranked: Sequence[Row]) -> list[Block]:
    """Those behind the first, with their scores; none where nobody follows."""
    others = [
        pen.say(
            "index.follower",
            unit=pen.words(unit_name(pen, row), score_ref(row)),
            score=Value(score_text(row["score"]), score_ref(row), Number.read(score_text(row["score"]))),
        )
        for row in ranked[1:MOST_FOLLOWING]
    ]
    return [pen.paragraph("index.following", others=pen.series(others))] if others else []


def _definition(pen: Pen, table: IndexTable) -> list[Block]:
    """The definition of the index; a definition with figures in it stands in the definition file only."""
    from gigawatch.report.figure import find_figures

    definition = _definition_text(pen, table.root)
    return [] if not definition or find_figures(definition) else [pen.note("index.definition", definition=definition)]


def _sureness(pen: Pen, period: str, ranked: Sequence[Row]) -> Paragraph:
    sure = [row for row in ranked if row["rank_low"] == row["rank_high"]]
    overlap = pen.say("index.overlap")
    if not sure:
        return Paragraph(overlap, "note")
    refs = [score_ref(row) for row in sure]
    count = pen.count("index.count_sure", refs, period=pen.period(period))
    gap = " " if pen.lang == "en" else ""
    return Paragraph(pen.separated([overlap, pen.say("index.sure", count=count, n=len(sure))], gap), "note")


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
    return Section("index-parts", pen.word("index.parts"), (pen.note("index.parts_lead"), parts))


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
