"""What became known on which day, told of the ledger as it stands; it agrees with the differences settled anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from question_desk import FIRM, PLANT, QuestionDesk

import gigawatch
from gigawatch.ledger import Change, Difference, Ledger, Move, find_ages
from gigawatch.ledger.chronicle import Chronicle, Entry, write_chronicle
from gigawatch.model import Fact
from gigawatch.question import Observatory
from gigawatch.question.chronicle import entry_row
from gigawatch.question.feed import ATOM, render_chronicle
from gigawatch.question.voice import Voice

Amount = tuple[object, ...]


def told(ledger: Ledger) -> list[tuple[str, str, float | None, float | None]]:
    """The changes of facts, oldest first: day, kind, value before and after."""
    entries = reversed(write_chronicle(ledger).entries)
    return [(e.day, e.kind, _value(e.told.before), _value(e.told.after)) for e in entries if isinstance(e.told, Change)]


def _value(fact: Fact | None) -> float | None:
    return None if fact is None else fact.value


def test_a_fact_is_new_on_the_day_of_its_first_source_and_changed_on_the_day_of_the_source_that_won(
    desk: QuestionDesk,
) -> None:
    desk.say("75 GWh", 75.0)
    desk.say("75 GWh", 75.0, on="2022-07-28", publisher="Example News")
    desk.say("80 GWh", 80.0, on="2022-08-01", publisher="Xinhua")
    found = told(desk.ledger())
    assert found == [("2022-07-25", "added", None, 75), ("2022-08-01", "changed", 75, 80)]


def test_a_count_of_a_year_is_changed_by_its_next_vintage_and_is_known_at_the_end_of_a_month(
    desk: QuestionDesk,
) -> None:
    desk.count(FIRM, "production", 30.0, "2022", "2023-01-15")
    desk.count(FIRM, "production", 32.0, "2022", "2024-02")
    assert told(desk.ledger()) == [("2023-01-15", "added", None, 30), ("2024-02-29", "changed", 30, 32)]


def test_what_bears_no_day_stands_in_no_entry_and_is_counted(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0, on=None)
    assert write_chronicle(desk.ledger()).entries == ()
    assert write_chronicle(desk.ledger()).undated == 1


def test_days_between_which_one_asks_count_after_the_first_and_with_the_last(desk: QuestionDesk) -> None:
    desk.count(FIRM, "production", 30.0, "2022", "2023-01-15")
    desk.count(FIRM, "production", 32.0, "2022", "2024-01-15")
    chronicle = write_chronicle(desk.ledger())
    days = [date(2023, 1, 15), date(2024, 1, 15)]
    assert [entry.day for entry in chronicle.between(*days)] == ["2024-01-15"]
    assert len(chronicle.between(date(2023, 1, 14), None)) == 2
    assert chronicle.between(None, date(2023, 1, 14)) == ()


def test_the_feed_has_an_entry_for_each_with_an_id_that_stays_when_more_is_known(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    first = _feed(desk.ledger())
    desk.say("90 jobs", 90.0, PLANT, on="2023-01-01", measure="jobs", unit="jobs")
    later = _feed(desk.ledger())
    assert set(first) < set(later)
    assert all(one.startswith("urn:gigawatch:") for one in later)


def _feed(ledger: Ledger) -> list[str]:
    voice = Voice(ledger, "en")
    feed = Xml.fromstring(render_chronicle(voice, write_chronicle(ledger).entries, "City", lambda _: "changes.html"))
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert [one.find(f"{{{ATOM}}}link").attrib["href"] for one in entries] == ["changes.html"] * len(entries)  # type: ignore[union-attr]
    return [str(one.findtext(f"{{{ATOM}}}id")) for one in entries]


@pytest.fixture(scope="module")
def book(built_sample: tuple[Path, object]) -> Observatory:
    return gigawatch.open(built_sample[0])


@pytest.fixture(scope="module")
def chronicle(book: Observatory) -> Chronicle:
    steps = [step for group in book.whole.milestones.values() for step in group]
    return write_chronicle(book.whole, find_ages(steps, date(2026, 1, 1)))


def test_the_entries_of_the_sample_together_come_to_its_facts_as_they_stand(
    book: Observatory, chronicle: Chronicle
) -> None:
    last: dict[str, Amount] = {}
    for entry in reversed(chronicle.entries):
        if isinstance(entry.told, Change):
            last[entry.told.fact] = _amount(entry.told.after)
    assert last == {key: _amount(fact) for key, fact in book.whole.facts.items() if fact.known_on}


@pytest.mark.parametrize(
    ("after", "until"),
    [("2022-06-30", "2022-12-31"), ("2022-12-31", "2023-06-30"), ("2023-06-30", "2024-12-31"),
     ("2024-12-31", "2026-01-01")],
)  # fmt: skip
def test_between_two_dates_it_tells_of_the_sample_what_settling_both_anew_tells(
    book: Observatory, chronicle: Chronicle, after: str, until: str
) -> None:
    exact = book.diff(after, until)
    entries = chronicle.between(date.fromisoformat(after), date.fromisoformat(until))
    assert _ends(entries) == _facts(exact)
    assert {(e.told.thing, e.told.after.status) for e in entries if isinstance(e.told, Move) and e.told.after} >= {
        (move.thing, move.after.status) for move in exact.things if move.after
    }
    assert len(_facts(exact)) > 20


def _ends(entries: Iterable[Entry]) -> dict[str, tuple[Amount, Amount]]:
    """The value of each changed fact before the first entry and after the last."""
    found: dict[str, tuple[Amount, Amount]] = {}
    for entry in reversed(list(entries)):
        if isinstance(entry.told, Change):
            before = found[entry.told.fact][0] if entry.told.fact in found else _amount(entry.told.before)
            found[entry.told.fact] = before, _amount(entry.told.after)
    return {fact: ends for fact, ends in found.items() if ends[0] != ends[1]}


def _facts(difference: Difference) -> dict[str, tuple[Amount, Amount]]:
    return {change.fact: (_amount(change.before), _amount(change.after)) for change in difference.facts}


def _amount(fact: Fact | None) -> Amount:
    return () if fact is None else (fact.value, fact.high, fact.unit, fact.qualifier, fact.verdict)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_entry_of_the_sample_has_words(book: Observatory, chronicle: Chronicle, lang: str) -> None:
    rows = [entry_row(Voice(book.whole, lang), entry) for entry in chronicle.entries]
    assert len(rows) > 250
    assert all(all(row) for row in rows)
    assert {entry.kind for entry in chronicle.entries} >= {"added", "changed", "aged", "superseded"}
