"""What changed, with the reason; and the same as a feed that any reader takes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

import pytest
from question_desk import FIRM, PHASE, PLANT, RIVAL, QuestionDesk

from gigawatch.ledger import Cause, Change, Difference, Ledger, compare_states, make_ledger, state_of
from gigawatch.ledger.judged import Judged, find_judged
from gigawatch.model import Judgement, Verdict
from gigawatch.question.change import COLUMNS, change_records, change_rows
from gigawatch.question.feed import ATOM, render_feed
from gigawatch.question.voice import Voice


def differ(old: Ledger, new: Ledger, judged: Judged | None = None) -> Difference:
    first, last = date(2022, 12, 31), date(2026, 1, 1)
    return compare_states(state_of(old, "2022-12-31", first), state_of(new, "2026-01-01", last), judged)


def only(difference: Difference) -> Change:
    (change,) = difference.facts
    return change


def test_a_first_statement_adds_a_fact(desk: QuestionDesk) -> None:
    before = desk.ledger()
    desk.say("75 GWh", 75.0)
    change = only(differ(before, desk.ledger()))
    assert (change.kind, change.cause, change.on) == ("added", Cause.NEW, "2022-07-25")


def test_another_publisher_s_statement_that_wins_is_a_new_statement(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    before = desk.ledger()
    desk.say("80 GWh", 80.0, on="2022-08-01", publisher="Xinhua")
    change = only(differ(before, desk.ledger()))
    assert (change.kind, change.cause, change.on) == ("changed", Cause.NEW, "2022-08-01")
    assert (change.before.value, change.after.value) == (75, 80)  # type: ignore[union-attr]


def test_a_later_number_of_the_same_publisher_is_a_restatement(desk: QuestionDesk) -> None:
    desk.count(FIRM, "production", 30.0, "2022", "2023-01-15")
    before = desk.ledger()
    desk.count(FIRM, "production", 32.0, "2022", "2024-01-15")
    change = only(differ(before, desk.ledger()))
    assert (change.cause, change.on) == (Cause.RESTATED, "2024-01-15")


def test_another_publisher_s_later_count_is_a_later_vintage(desk: QuestionDesk) -> None:
    desk.count(FIRM, "production", 30.0, "2022", "2023-01-15", "https://one.example.org/t")
    before = desk.ledger()
    desk.count(FIRM, "production", 32.0, "2022", "2024-01-15", "https://two.example.com/t")
    assert only(differ(before, desk.ledger())).cause is Cause.LATER


def test_a_source_that_is_gone_ends_its_fact(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    change = only(differ(desk.ledger(), QuestionDesk().ledger()))
    assert (change.kind, change.cause, change.after) == ("ended", Cause.SOURCE_GONE, None)


def test_a_source_that_is_gone_leaves_the_next_statement(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    desk.say("80 GWh", 80.0, on="2022-08-01", publisher="Xinhua")
    material = desk.material()
    left = {key: one for key, one in material.claims.items() if key == "claim-doc-0"}
    assert only(differ(desk.ledger(), make_ledger(replace(material, claims=left)))).cause is Cause.SOURCE_GONE


def test_statements_that_are_found_to_be_of_another_thing_are_regrouped(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0)
    before = desk.ledger()
    desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=RIVAL.id)
    found = {change.kind: change for change in differ(before, desk.ledger()).facts}
    assert found["ended"].cause is Cause.REGROUPED
    assert found["added"].cause is Cause.REGROUPED


def test_a_person_s_judgement_between_the_two_is_the_reason(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0)
    before = desk.ledger()
    desk.claims[claim] = replace(desk.claims[claim], value=57.0)
    change = only(differ(before, desk.ledger(), Judged({claim: judge(Verdict.CORRECT, claim)})))
    assert (change.cause, change.on) == (Cause.CORRECTED, "2025-05-01")
    early = Judged({claim: judge(Verdict.CORRECT, claim, day=date(2021, 5, 1))})
    assert only(differ(before, desk.ledger(), early)).cause is not Cause.CORRECTED


def judge(verdict: Verdict, left: str, right: str | None = None, day: date = date(2025, 5, 1)) -> Judgement:
    return Judgement(f"judgement-{verdict}-{left}", left, right, verdict, "Li Na", day, "its short name")


def test_what_a_person_judged_the_same_says_who_judged_when_and_why(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0, RIVAL, status="signed")
    before = desk.ledger()
    desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=PLANT.id)
    after = desk.ledger()
    pair = judge(Verdict.SAME, RIVAL.name, PLANT.id)
    difference = differ(before, after, find_judged(after, [pair]))
    assert {(change.kind, change.cause, change.on) for change in difference.facts} == {
        ("added", Cause.JOINED, "2025-05-01"),
        ("ended", Cause.JOINED, "2025-05-01"),
    }
    rows = {lang: [row[-1] for row in change_rows(Voice(after, lang), difference)] for lang in ("en", "zh")}
    told = (
        "a person judged two things to be the same: Beta Cells, River City and Alpha Cells, River City "
        "(Li Na, 1 May 2025: its short name)"
    )
    assert rows["en"][0] == rows["en"][1] == told
    assert (
        "人工判定两者为同一对象：Beta Cells, River City与甲电池（江城）（Li Na，2025年5月1日：its short name）"
        in rows["zh"]
    )
    record = change_records(difference, "en")[0]["judgement"]
    assert record == {
        "id": pair.id, "verdict": "same", "left": RIVAL.name, "right": PLANT.id,
        "by": "Li Na", "on": date(2025, 5, 1), "why": "its short name",
    }  # fmt: skip


def test_a_judgement_on_others_or_of_another_time_is_not_the_reason(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0)
    before = desk.ledger()
    desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=RIVAL.id)
    after = desk.ledger()
    for pair in (
        judge(Verdict.SAME, PHASE.id, "Gamma Cells"),
        judge(Verdict.SAME, PLANT.id, RIVAL.id, date(2021, 5, 1)),
    ):
        found = differ(before, after, find_judged(after, [pair]))
        assert {change.cause for change in found.facts} == {Cause.REGROUPED}


def test_a_judgement_on_names_that_is_taken_back_is_the_reason_too(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0, RIVAL)
    before = desk.ledger()
    desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=PLANT.id)
    after = desk.ledger()
    apart = judge(Verdict.NOT_SAME, RIVAL.name, PLANT.id, date(2021, 5, 1))
    back = judge(Verdict.WITHDRAW, apart.id)
    found = differ(before, after, find_judged(after, [apart, back]))
    assert {change.cause for change in found.facts} == {Cause.WITHDRAWN}


def test_a_status_that_nobody_speaks_of_any_more_has_aged(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0, status="signed")
    ledger = desk.ledger()
    difference = differ(ledger, ledger)
    (move,) = difference.things
    assert (move.thing, move.kind, move.cause) == (PLANT.id, "changed", Cause.AGED)
    assert difference.facts == ()


def test_the_same_state_differs_in_nothing(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0)
    state = state_of(desk.ledger(), "x", date(2026, 1, 1))
    assert (compare_states(state, state).facts, compare_states(state, state).things) == ((), ())


@pytest.fixture
def difference(desk: QuestionDesk) -> Difference:
    before = desk.ledger()
    desk.say("75 GWh", 75.0)
    desk.say("<30> & 40 GWh", 30.0, RIVAL, status="signed", on="2022-09-01")
    return differ(before, desk.ledger())


def test_changes_are_told_in_both_languages(desk: QuestionDesk, difference: Difference) -> None:
    rows = {lang: list(change_rows(Voice(desk.ledger(), lang), difference)) for lang in ("en", "zh")}
    assert all(len(row) == len(COLUMNS) for row in rows["en"])
    assert rows["zh"][0][0] == "新增"
    records = json.loads(json.dumps(change_records(difference, "zh")))
    assert {one["what"] for one in records} == {"fact", "status"}
    assert {one["reason"] for one in records} == {"出现新的表述"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_feed_is_well_formed_and_has_what_atom_asks_for(
    desk: QuestionDesk, difference: Difference, lang: str
) -> None:
    text = render_feed(Voice(desk.ledger(), lang), difference, "A & B <city>\x08")
    feed = Xml.fromstring(text.encode())
    assert feed.tag == f"{{{ATOM}}}feed"
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert len(entries) == len(difference.facts) + len(difference.things)
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"{{{ATOM}}}{name}")
    assert feed.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name") == "A & B <city>"
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{{{ATOM}}}updated") == max(e.findtext(f"{{{ATOM}}}updated") or "" for e in entries)


def test_the_feed_of_the_same_states_is_the_same(desk: QuestionDesk, difference: Difference) -> None:
    voice = Voice(desk.ledger(), "en")
    assert render_feed(voice, difference, "City") == render_feed(voice, difference, "City")
    assert Xml.fromstring(render_feed(voice, replace(difference, facts=(), things=()), "City")) is not None


def test_a_status_that_moves_on_a_judgement_is_corrected(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0, status="signed")
    before = desk.ledger()
    desk.claims[claim] = replace(desk.claims[claim], status="under_construction")
    (move,) = differ(before, desk.ledger(), Judged({claim: judge(Verdict.CORRECT, claim)})).things
    assert (move.kind, move.cause, move.on) == ("changed", Cause.CORRECTED, "2025-05-01")


def test_a_status_that_falls_back_for_its_source_is_gone_says_so(desk: QuestionDesk) -> None:
    desk.say("75 GWh", 75.0, status="signed")
    later = desk.say("75 GWh", 75.0, on="2022-09-01")
    before = desk.ledger()
    del desk.claims[later], desk.mentions[(later, "thing")]
    (move,) = differ(before, desk.ledger()).things
    assert (move.kind, move.cause, move.on) == ("changed", Cause.SOURCE_GONE, None)


def test_a_status_whose_statement_now_stands_under_another_thing_is_regrouped(desk: QuestionDesk) -> None:
    claim = desk.say("75 GWh", 75.0, status="signed")
    before = desk.ledger()
    desk.mentions[(claim, "thing")] = replace(desk.mentions[(claim, "thing")], entity=RIVAL.id)
    moves = differ(before, desk.ledger()).things
    assert {(move.kind, move.cause) for move in moves} == {("added", Cause.REGROUPED), ("ended", Cause.REGROUPED)}


def test_a_thing_that_is_first_spoken_of_stands_on_a_new_statement(desk: QuestionDesk) -> None:
    before = desk.ledger()
    desk.say("75 GWh", 75.0, status="signed")
    (move,) = differ(before, desk.ledger()).things
    assert (move.kind, move.cause, move.on) == ("added", Cause.NEW, "2022-07-25")


def test_a_figure_of_a_later_time_stands_beside_the_one_before_it(desk: QuestionDesk) -> None:
    desk.say("100 GWh", 100.0, status="planned", period="2022-01")
    before = desk.ledger()
    desk.say("80 GWh", 80.0, on="2022-08-01", status="planned", period="2022-08")
    found = differ(before, desk.ledger())
    change = only(found)
    assert change.earlier is not None
    assert (change.kind, change.earlier.value, change.after and change.after.value) == ("added", 100.0, 80.0)
    told = [next(change_rows(Voice(desk.ledger(), lang), found))[COLUMNS.index("before")] for lang in ("en", "zh")]
    assert told == ["earlier: 100 GWh a year, January 2022", "此前：100 GWh/年，2022年1月"]
    record = change_records(found, "en")[0]
    assert isinstance(earlier := record["earlier"], dict)
    assert earlier["valid_on"] == "2022-01"


def test_the_same_figure_at_a_later_time_has_no_other_before_it(desk: QuestionDesk) -> None:
    desk.say("100 GWh", 100.0, status="planned", period="2022-01")
    before = desk.ledger()
    desk.say("100 GWh", 100.0, on="2022-08-01", status="planned", period="2022-08")
    assert only(differ(before, desk.ledger())).earlier is None
