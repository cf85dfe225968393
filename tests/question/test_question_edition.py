"""Editions: kept whole, read back as they were, never overwritten."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from question_desk import FIRM, RIVAL, QuestionDesk

from gigawatch.ledger import compare_states, state_of
from gigawatch.ledger.edition import FACTS, MANIFEST, Edition, find_edition, list_editions, read_edition, write_edition
from gigawatch.model import Bound, GigawatchError, InputError, WorkspaceError

DAY = date(2026, 1, 1)


def kept(folder: Path, desk: QuestionDesk, key: str = "edition-1", name: str | None = "spring") -> Edition:
    folder.mkdir(exist_ok=True)
    state = state_of(desk.ledger(), "now", DAY)
    edition = Edition(key, name, DAY.isoformat(), "0.1.0", len(state.facts), {"documents/a.md": "00"})
    write_edition(folder / key, edition, state)
    return edition


@pytest.fixture
def filled(desk: QuestionDesk) -> QuestionDesk:
    desk.say("75.3 GWh", 75.3)
    desk.say("about 30, or 40 GWh", 30.0, RIVAL, high=40.0, qualifier=Bound.ABOUT, status="signed", period=None)
    desk.count(FIRM, "production", 0.1 + 0.2, "2022", "2023-01")
    return desk


def test_an_edition_is_read_back_as_the_ledger_was(tmp_path: Path, filled: QuestionDesk) -> None:
    edition = kept(tmp_path, filled)
    state = state_of(filled.ledger(), "now", DAY)
    back = read_edition(tmp_path, find_edition(tmp_path, "spring"))
    assert (back.facts, back.standings, back.held_on) == (state.facts, state.standings, DAY)
    difference = compare_states(back, state)
    assert (difference.facts, difference.things) == ((), ())
    assert list_editions(tmp_path) == [edition]


def test_an_edition_tells_what_came_after_it_and_what_went(tmp_path: Path, filled: QuestionDesk) -> None:
    kept(tmp_path, filled)
    back = read_edition(tmp_path, find_edition(tmp_path, "edition-1"))
    del filled.claims["claim-doc-0"]
    filled.say("9 GWh", 9.0, period="2024")
    found = compare_states(back, state_of(filled.ledger(), "later", DAY))
    assert sorted((change.kind, change.cause.value) for change in found.facts) == [
        ("added", "new_statement"), ("ended", "source_gone"),
    ]  # fmt: skip


def test_an_edition_in_place_is_never_written_again(tmp_path: Path, filled: QuestionDesk) -> None:
    kept(tmp_path, filled)
    before = {path.name: path.read_bytes() for path in (tmp_path / "edition-1").iterdir()}
    with pytest.raises(OSError, match="edition-1"):
        kept(tmp_path, filled)
    assert {path.name: path.read_bytes() for path in (tmp_path / "edition-1").iterdir()} == before
    assert list_editions(tmp_path) == [find_edition(tmp_path, "spring")]


def test_a_name_that_nobody_gave_is_refused_with_those_that_are(tmp_path: Path, filled: QuestionDesk) -> None:
    kept(tmp_path, filled)
    with pytest.raises(InputError, match="autumn") as fault:
        find_edition(tmp_path, "autumn")
    assert "spring" in fault.value.hint


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (MANIFEST, "{"), (MANIFEST, "[]"), (MANIFEST, '{"format": 99}'), (FACTS, "id,subject\n1,2\n"),
        (FACTS, ""), (FACTS, None),
    ],
)  # fmt: skip
def test_a_damaged_edition_is_said_to_be_one(tmp_path: Path, filled: QuestionDesk, file: str, text: str | None) -> None:
    edition = kept(tmp_path, filled)
    path = tmp_path / edition.id / file
    path.write_text(text) if text is not None else path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WorkspaceError) as fault:
        read_edition(tmp_path, find_edition(tmp_path, "spring"))
    assert file in str(fault.value)


def test_a_cell_that_is_no_number_is_said_to_be_one(tmp_path: Path, filled: QuestionDesk) -> None:
    edition = kept(tmp_path, filled)
    path = tmp_path / edition.id / FACTS
    path.write_text(path.read_text().replace("75.3", "many"))
    with pytest.raises(GigawatchError, match=FACTS):
        read_edition(tmp_path, edition)


def test_an_edition_of_an_earlier_version_with_fewer_columns_is_still_read(
    tmp_path: Path, filled: QuestionDesk
) -> None:
    edition = kept(tmp_path, filled)
    path = tmp_path / edition.id / FACTS
    rows = list(csv.DictReader(path.read_text().splitlines()))
    names = [name for name in rows[0] if name not in ("inference", "perimeter", "valid_on_inferred")]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*names, "a_later_column"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows({**row, "a_later_column": "x"} for row in rows)
    back = read_edition(tmp_path, edition)
    assert {one.fact.value for one in back.facts.values()} == {75.3, 30.0, 0.1 + 0.2}
