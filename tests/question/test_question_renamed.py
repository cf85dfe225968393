"""What only stands under another id is one line of `diff`, and `diff` asks by place and company; synthetic figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

import pytest
from question_desk import CITY, FIRM, OTHER, PHASE, PLANT, RIVAL, QuestionDesk

from gigawatch.ledger import Cause, Difference, Ledger, compare_states, state_of
from gigawatch.ledger.judged import find_judged
from gigawatch.ledger.renaming import fold_renamed
from gigawatch.model import InputError, Judgement, Verdict
from gigawatch.question.change import COLUMNS, change_records, change_rows
from gigawatch.question.feed import ATOM, render_feed
from gigawatch.question.narrowing import narrow
from gigawatch.question.voice import Voice

SAME = Judgement("judgement-same", RIVAL.name, PLANT.id, Verdict.SAME, "Li Na", date(2025, 5, 1), "its short name")


def differ(old: Ledger, new: Ledger) -> Difference:
    first, last = date(2022, 12, 31), date(2023, 1, 1)
    judged = find_judged(new, [SAME])
    return fold_renamed(compare_states(state_of(old, "spring", first), state_of(new, "summer", last), judged))


@pytest.fixture
def joined(desk: QuestionDesk) -> tuple[Ledger, Ledger]:
    """Three facts and a step of a plant, before and after its name is found to be that of another plant."""
    claims = [
        desk.say(f"{value} GWh", float(value), RIVAL, status="signed", period=period, on=f"{period}-20")
        for value, period in ((75, "2022-07"), (76, "2022-08"), (77, "2022-09"))
    ]
    before = desk.ledger()
    for claim in claims:
        desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=PLANT.id)
    return before, desk.ledger()


def test_statements_that_are_told_alike_under_another_id_are_one_line(joined: tuple[Ledger, Ledger]) -> None:
    found = differ(*joined)
    assert (found.facts, found.things) == ((), ())
    (renaming,) = found.renamed
    assert (renaming.before, renaming.after, len(renaming.facts)) == (RIVAL.id, PLANT.id, 3)


def test_a_renaming_is_told_with_both_names_in_rows_records_and_feed(joined: tuple[Ledger, Ledger]) -> None:
    found = differ(*joined)
    (row,) = change_rows(Voice(joined[1], "en"), found)
    assert len(row) == len(COLUMNS)
    assert row[:4] == ("renamed", PLANT.id, PLANT.name, "3 fact(s)")
    assert row[4:6] == (f"{RIVAL.name} [{RIVAL.id}]", f"{PLANT.name} [{PLANT.id}]")
    (row,) = change_rows(Voice(joined[1], "zh"), found)
    assert row[:4] == ("更名", PLANT.id, PLANT.names["zh"], "3条事实")
    (record,) = change_records(found, "en")
    assert (record["kind"], record["what"], record["id"]) == ("renamed", "thing", PLANT.id)
    assert record["before"] == {"thing": RIVAL.id, "subject": RIVAL.name}
    entries = Xml.fromstring(render_feed(Voice(joined[1], "en"), found, "City")).findall(f"{{{ATOM}}}entry")
    assert len(entries) == 1


def test_a_value_that_another_statement_of_the_other_thing_wins_is_a_change(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0, RIVAL)
    before = desk.ledger()
    desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=PLANT.id)
    desk.say("80 GWh", 80.0, on="2022-08-01", publisher="Xinhua")
    (change,) = differ(before, desk.ledger()).facts
    assert change.kind == "changed"
    assert (change.before and change.before.value, change.after and change.after.value) == (75.0, 80.0)


def test_a_value_that_the_other_thing_already_had_otherwise_is_a_change(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0, RIVAL)
    desk.say("80 GWh", 80.0, on="2022-08-01", publisher="Xinhua")
    before = desk.ledger()
    desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=PLANT.id)
    after = desk.ledger()
    found = differ(before, after)
    (change,) = (change for change in found.facts if change.before and change.before.subject == RIVAL.id)
    assert (change.kind, change.before and change.before.value) == ("changed", 75.0)
    assert (change.after and change.after.subject, change.after and change.after.value) == (PLANT.id, 80.0)
    assert [row[2] for row in change_rows(Voice(after, "en"), found) if row[1] == change.fact] == [PLANT.name]


LATER = {"on": "2022-08-01", "publisher": "Xinhua"}


@pytest.mark.parametrize("values", [(75.0, 80.0), (80.0, 75.0), (70.0, 75.0)])
def test_of_two_things_that_become_one_each_that_was_told_otherwise_is_a_change(
    desk: QuestionDesk, values: tuple[float, float]
) -> None:
    claims = [
        desk.say(f"{value:g} GWh", value, thing, **(LATER if value == 80.0 else {}))  # type: ignore[arg-type]
        for value, thing in zip(values, (RIVAL, PHASE), strict=True)
    ]
    before = desk.ledger()
    for claim in claims:
        desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=PLANT.id)
    if 80.0 not in values:
        desk.say("80 GWh", 80.0, on="2022-08-01", publisher="Xinhua")
    found = differ(before, desk.ledger())
    told = {change.before.value: change for change in found.facts if change.before}
    assert set(told) == set(values) - {80.0}
    assert len(found.facts) == len(told)
    assert all(change.kind == "changed" for change in told.values())
    assert all(change.after and change.after.value == 80.0 for change in told.values())


def test_what_is_new_beside_a_renaming_is_still_told(joined: tuple[Ledger, Ledger], desk: QuestionDesk) -> None:
    desk.say("5 GWh", 5.0, RIVAL, on="2022-10-01", period="2022-10")
    found = differ(joined[0], desk.ledger())
    (change,) = found.facts
    assert (change.kind, change.cause) == ("added", Cause.NEW)
    assert len(found.renamed) == 1


@pytest.mark.parametrize(
    ("place", "company", "subjects"),
    [
        (None, None, {PLANT.id, RIVAL.id}),
        (None, "Beta Cells", {RIVAL.id}),
        (None, FIRM.id, {PLANT.id}),
        ("River City", None, {PLANT.id, RIVAL.id}),
        ("江城", "乙电池", {RIVAL.id}),
        (CITY.id, OTHER.id, {RIVAL.id}),
    ],
)
def test_changes_are_asked_by_place_and_company(
    desk: QuestionDesk, place: str | None, company: str | None, subjects: set[str]
) -> None:
    before = desk.ledger()
    desk.say("75 GWh", 75.0)
    desk.say("30 GWh", 30.0, RIVAL)
    after = desk.ledger()
    found = narrow([after, before], differ(before, after), place, company)
    assert {change.after.subject for change in found.facts if change.after} == subjects
    assert {move.thing for move in found.things} == subjects


def test_a_renamed_thing_is_found_by_either_owner(joined: tuple[Ledger, Ledger]) -> None:
    found = differ(*joined)
    for company in (FIRM.id, OTHER.id):
        assert len(narrow(joined[::-1], found, None, company).renamed) == 1


def test_a_company_that_nobody_knows_is_refused(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    ledger = desk.ledger()
    with pytest.raises(InputError, match="Alpha Cels"):
        narrow([ledger], differ(ledger, ledger), None, "Alpha Cels")
