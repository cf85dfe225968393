from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gigawatch.ledger import Material
from gigawatch.model import Document, Observation

CELL = Observation(
    id="obs-1", table="t", row=1, subject="Yibin", measure="production", period="2022", value=72.0, unit="GWh"
)


def material(*cells: Observation) -> Material:
    return Material({}, {}, {cell.id: cell for cell in cells}, {}, {}, {})


@pytest.mark.parametrize(
    ("vintage", "unknown", "known"),
    [
        ("2023", date(2023, 12, 30), date(2023, 12, 31)),
        ("2023-05", date(2023, 5, 30), date(2023, 5, 31)),
        ("2023-05-07", date(2023, 5, 6), date(2023, 5, 7)),
    ],
)
def test_a_cell_dated_by_a_year_or_a_month_is_known_at_its_end(vintage: str, unknown: date, known: date) -> None:
    held = material(replace(CELL, vintage=vintage))
    assert not held.as_of(unknown).observations
    assert held.as_of(known).observations


def test_a_cell_without_a_date_was_never_known_by_a_day() -> None:
    assert not material(CELL).as_of(date(2099, 1, 1)).observations


def test_a_table_is_believed_from_the_day_it_was_kept_and_one_that_ships_always() -> None:
    held = material(replace(CELL, kept=date(2026, 1, 2)), replace(CELL, id="obs-2"))
    assert set(held.believed_on(date(2026, 1, 1)).observations) == {"obs-2"}
    assert set(held.believed_on(date(2026, 1, 2)).observations) == {"obs-1", "obs-2"}


WORDS = "The new plant of Alpha Cells in River City is to make thirty gigawatt hours of cells a year, the paper says."


def document(name: str, published: date, kept: date) -> Document:
    return Document(name, name, name, f"Synthetic. {WORDS} {WORDS.upper()}", published=published, kept=kept)


def test_where_the_leader_was_not_held_yet_copies_are_found_again() -> None:
    old, new = date(2026, 1, 1), date(2026, 2, 1)
    documents = {
        "doc-a": document("doc-a", date(2022, 7, 1), new),
        "doc-b": document("doc-b", date(2022, 7, 3), old),
        "doc-c": document("doc-c", date(2022, 7, 2), old),
    }
    held = Material(documents, {}, {}, {}, {}, {"doc-b": "doc-a", "doc-c": "doc-a"})
    assert held.believed_on(old).copies == {"doc-b": "doc-c"}
    assert held.believed_on(new).copies == {"doc-b": "doc-a", "doc-c": "doc-a"}
