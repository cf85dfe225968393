"""When plans lapse: the day of the source by which they do, in read sentences of both languages."""

from __future__ import annotations

from datetime import date

import pytest
from told import told

from gigawatch.ledger import Ledger, Move, find_ages
from gigawatch.ledger.chronicle import Lapse, write_chronicle
from gigawatch.model import EntityKind

PLAN = (
    "2022-03-01",
    "Farasis is building the first phase of its battery plant in Ganzhou, which will have 30 GWh a year.",
)
RUNS = (
    "2024-06-10",
    "Farasis began production at the first phase of its Ganzhou battery plant in May 2024. "
    "The first phase of the Ganzhou plant has an installed capacity of 30 GWh a year.",
)
PLANNED = ("2023-03-02", "SVOLT plans to build a battery plant in Chengdu with a capacity of 40 GWh a year.")
CUT = (
    "2024-06-10",
    "SVOLT said its Chengdu battery plant will have 20 GWh a year instead of the 40 GWh planned.",
)
SIGNED = (
    "2023-02-01",
    "SVOLT signed an agreement in Chengdu in January 2023 to build a 24 GWh battery plant for 9 billion yuan.",
)
ENDED = (
    "2025-04-03",
    "SVOLT terminated its battery plant in Chengdu in March 2025. The Chengdu plant was planned at 20 GWh a year.",
)
ENDED_ZH = ("2025-04-03", "2025年3月，蜂巢能源终止成都动力电池项目。该项目原规划产能20GWh。")


def lapses(book: Ledger) -> set[tuple[str, str, float, float | None]]:
    """The lapses of capacities: day, kind, the value that lapsed and the one in its stead."""
    found = ((e.day, e.kind, e.told.gone) for e in write_chronicle(book).entries if isinstance(e.told, Lapse))
    return {
        (day, kind, gone.fact.value, gone.instead.value if gone.instead else None)
        for day, kind, gone in found
        if gone.fact.measure == "capacity"
    }


def test_a_plan_that_a_later_one_replaces_is_superseded_on_the_day_that_one_was_published() -> None:
    assert lapses(told(PLANNED, CUT)) == {("2024-06-10", "superseded", 40.0, 20.0)}


def test_a_plan_is_superseded_on_the_day_on_which_the_same_is_told_as_running() -> None:
    assert ("2024-06-10", "superseded", 30.0, 30.0) in lapses(told(PLAN, RUNS))


@pytest.mark.parametrize("end", [ENDED, ENDED_ZH])
def test_a_plan_ends_on_the_day_on_which_the_end_of_its_project_was_published(end: tuple[str, str]) -> None:
    found = lapses(told(SIGNED, end))
    assert ("2025-04-03", "ended", 24.0, None) in found
    assert {day for day, *_ in found} == {"2025-04-03"}


def test_where_a_thing_stands_moves_on_the_day_of_each_source() -> None:
    book = told(SIGNED, ENDED)
    moves = [(e.day, e.kind, e.told) for e in reversed(write_chronicle(book).entries) if isinstance(e.told, Move)]
    plants = [(day, kind, move.after.status) for day, kind, move in moves
              if move.after and book.entities[move.thing].kind is EntityKind.SITE]  # fmt: skip
    assert plants[0] == ("2023-02-01", "added", "signed")
    assert plants[-1] == ("2025-04-03", "changed", "cancelled")


def test_of_very_many_entries_what_silence_made_stale_pushes_out_nothing_that_sources_published() -> None:
    book = told(SIGNED, PLANNED, PLAN)
    steps = [step for group in book.milestones.values() for step in group]
    whole = write_chronicle(book, find_ages(steps, date(2030, 1, 1)))
    published = [one for one in whole.entries if one.kind != "aged"]
    stale = whole.entries[: len(whole.entries) - len(published)]
    assert len(stale) > 1
    assert {one.kind for one in stale} == {"aged"}
    short = whole.cut(2)
    assert short.entries == tuple(published[:2])
    assert short.left == len(whole.entries) - 2
    assert whole.cut(len(whole.entries) - 1).entries == (*stale[:-1], *published)
