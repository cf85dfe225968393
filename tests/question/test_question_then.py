"""The door by a clock against a workspace that holds nothing else; and table cells are read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gigawatch
from gigawatch.ledger import Ledger, open_ledger
from gigawatch.ledger import shelf as shelves
from gigawatch.question import settled
from gigawatch.question.clock import Clocks

DAY = date(2022, 12, 31)


def said(book: Ledger) -> tuple[object, ...]:
    """Facts, candidates, steps, findings and things, whatever the order of the documents; none has a path in it."""
    groups = (book.candidates, book.milestones, book.findings)
    return dict(book.facts), dict(book.entities), *({k: sorted(map(repr, v)) for k, v in g.items()} for g in groups)


def test_as_of_a_day_a_workspace_says_what_one_built_of_that_day_s_documents_says(
    synthetic: Path, tmp_path: Path, settle: Callable[..., object]
) -> None:
    for name in ("gigawatch.toml", "documents/plant.md"):  # the others are of 2023; the table has no date
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((synthetic / name).read_bytes())
    settle(tmp_path)
    then = gigawatch.open(tmp_path).ledger
    assert then.facts
    assert said(gigawatch.open(synthetic, as_of=DAY).ledger) == said(then)


def test_a_day_is_settled_once_for_all_who_ask_by_it(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    assert book.by(as_of=DAY).ledger is book.by(as_of=DAY, valid_on="2022").ledger
    assert book.by().whole is book.whole


def test_of_days_that_together_hold_too_much_the_one_not_asked_for_since_is_let_go_of(
    synthetic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = gigawatch.open(synthetic)
    first, second, third = (Clocks(as_of=day) for day in (DAY, date(2023, 3, 1), date(2023, 6, 1)))
    monkeypatch.setattr(settled, "HEAVIEST", 0)
    for one in (first, second):
        assert not book.is_ready(one)
        book.make_ready(one)
    assert book.is_ready(second)
    assert book.is_ready(first)  # both: a difference is of two days
    book.make_ready(third)
    found = [book.is_ready(one) for one in (first, second, third, Clocks())]
    assert found == [True, False, True, True]


def test_by_an_earlier_clock_why_tells_the_judgements_on_names_of_that_day(synthetic: Path) -> None:
    book = gigawatch.open(synthetic)
    names = {one.left for one in book.judgements}
    assert "Gotion High-tech" in names
    assert "Gotion High-tech" not in {one.left for one in book.by(as_of=DAY).judgements}


def test_cells_that_bear_on_no_fact_at_hand_are_read_only_when_one_is_asked_for(
    built_sample: tuple[Path, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = gigawatch.open(built_sample[0]).database
    read: list[str] = []
    real = shelves.fetch_rows
    monkeypatch.setattr(shelves, "fetch_rows", lambda con, query: read.append(query) or real(con, query))
    book = open_ledger(database)
    cells = book.material.observations
    assert {book.claim(book.kept(fact).claim).id for fact in book.facts}
    assert (len(cells) > 1000, "claim-none" in cells, read) == (True, False, [])
    assert dict(cells) == {key: cells[key] for key in cells}
    assert read == [shelves.EVERY]
