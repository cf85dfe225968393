from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from gigawatch.ledger import Change, Ledger, compare_states, explain, make_ledger, state_of
from gigawatch.model import Bound, Entity, EntityKind, GigawatchError, Interval, Settlement

if TYPE_CHECKING:
    from conftest import Desk

Sites = Callable[[str], Entity]


def test_statements_that_agree_settle_on_the_more_precise_wording(desk: Desk) -> None:
    desk.document("a", "The base will hold over 230 GWh.", "2022-07-25")
    desk.document("b", "Annual output of 235 GWh is planned.", "2022-07-26")
    desk.claim("a", "over 230 GWh", value=230.0, qualifier=Bound.OVER, period="2022")
    kept = desk.claim("b", "235 GWh", value=235.0, period="2022")
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert (fact.value, fact.qualifier, fact.verdict) == (235.0, None, Settlement.SETTLED)
    by_claim = {c.claim: c for c in book.candidates[fact.id]}
    assert by_claim[kept].kept
    assert "agrees" in by_claim["claim-a-19"].reason


def test_a_contradiction_stays_open_and_is_never_averaged(desk: Desk) -> None:
    desk.document("a", "It costs 54 billion.", "2021-12-30")
    desk.document("b", "It costs 56 billion.", "2021-12-31")
    for name, value in (("a", 54e9), ("b", 56e9)):
        desk.claim(name, f"{value / 1e9:.0f} billion", measure="investment", unit="CNY", value=value, period="2021-12")
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert fact.verdict is Settlement.OPEN
    assert fact.value in (54e9, 56e9)
    assert len(book.candidates[fact.id]) == 2
    assert [f.kind for f in book.findings[fact.id]] == ["conflict"]


def test_what_more_independent_sources_state_is_kept_and_the_contradiction_stays_open(desk: Desk) -> None:
    for name, text in (
        ("a", "48 signed."),
        ("b", "48 in all."),
        ("c", "Nearly 100 signed."),
        ("d", "Nearly 100 again."),
    ):
        desk.document(name, text, "2022-07-25")
    desk.copies["d"] = "c"
    for name in "ab":
        desk.claim(name, "48", measure="projects", unit="count", value=48.0, period="2022")
    for name in "cd":
        desk.claim(
            name, "Nearly 100", measure="projects", unit="count", value=100.0, qualifier=Bound.NEARLY, period="2022"
        )
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert (fact.value, fact.verdict) == (48.0, Settlement.OPEN)
    reasons = {c.document: c.reason for c in book.candidates[fact.id]}
    assert "fewer independent sources (1 against 2)" in reasons["c"]
    assert reasons["d"].startswith("a near-copy")


def test_a_publisher_of_higher_standing_settles_a_contradiction(desk: Desk) -> None:
    desk.document("a", "It makes 10 GWh.", "2022-01-02", publisher="Xinhua")
    desk.document("b", "It makes 90 GWh.", "2022-01-01", publisher="nobody.example")
    desk.claim("a", "10 GWh", value=10.0, period="2022")
    lost = desk.claim("b", "90 GWh", value=90.0, period="2022")
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert (fact.value, fact.verdict) == (10.0, Settlement.SETTLED)
    reason = next(c.reason for c in book.candidates[fact.id] if c.claim == lost)
    assert "contradicts" in reason
    assert "lower standing" in reason


def test_several_numbers_of_one_source_are_left_undecided_and_are_no_contradiction(desk: Desk) -> None:
    desk.document("a", "The line holds 10 GWh and the other 30 GWh.", "2022-07-25")
    desk.claim("a", "10 GWh", value=10.0, period="2022")
    desk.claim("a", "30 GWh", value=30.0, period="2022")
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert fact.verdict is Settlement.ABSTAINED
    assert [c.reason for c in book.candidates[fact.id] if not c.kept] == ["another number of the same source"]
    assert not book.findings


def test_of_several_numbers_of_one_source_the_largest_stands_for_the_whole(desk: Desk) -> None:
    desk.document("a", "Of 137 projects, 133 are here.", "2024-09-02")
    desk.claim("a", "133", measure="projects", unit="count", value=133.0, period="2024")
    desk.claim("a", "137 projects", measure="projects", unit="count", value=137.0, period="2024")
    (fact,) = make_ledger(desk.material()).facts.values()
    assert (fact.value, fact.verdict) == (137.0, Settlement.ABSTAINED)


def test_shares_of_different_wholes_are_no_contradiction(desk: Desk) -> None:
    desk.document("a", "15.5% of the country's sales.", "2023-06-01")
    desk.document("b", "80.6% of the province's capacity.", "2023-06-02")
    desk.claim("a", "15.5%", measure="share", unit="%", value=15.5, period="2023-06", object="the country's sales")
    desk.claim("b", "80.6%", measure="share", unit="%", value=80.6, period="2023-06", object="the province's capacity")
    book = make_ledger(desk.material())
    assert {(f.value, f.perimeter, f.verdict.value) for f in book.facts.values()} == {
        (15.5, "market=country;of=sales", "settled"),
        (80.6, "market=province;of=capacity", "settled"),
    }


def test_planned_and_built_and_other_years_are_other_facts(desk: Desk) -> None:
    desk.document("a", "Of 235 GWh, 75 GWh run; 300 GWh later.", "2022-07-25")
    desk.claim("a", "235 GWh", value=235.0, status="planned", period="2022")
    desk.claim("a", "75 GWh", value=75.0, status="operating", period="2022")
    desk.claim("a", "300 GWh", value=300.0, status="planned", period="2025")
    book = make_ledger(desk.material())
    assert {(f.value, f.status, f.verdict.value) for f in book.facts.values()} == {
        (235.0, "planned", "settled"),
        (75.0, "operating", "settled"),
        (300.0, "planned", "settled"),
    }


def test_a_near_copy_is_no_support_and_says_so(desk: Desk) -> None:
    desk.document("a", "It holds 235 GWh.", "2022-07-25")
    desk.document("b", "It holds 235 GWh!", "2024-11-21")
    desk.claim("a", "235 GWh", value=235.0, period="2022")
    copy = desk.claim("b", "235 GWh", value=235.0, period="2022")
    desk.copies["b"] = "a"
    book = make_ledger(desk.material())
    (candidates,) = book.candidates.values()
    assert next(c for c in candidates if c.claim == copy).reason.startswith("a near-copy of a")


def test_a_fact_keeps_its_id_when_its_value_changes(desk: Desk) -> None:
    desk.document("a", "It holds 235 GWh.", "2022-07-25")
    key = desk.claim("a", "235 GWh", value=235.0, period="2022")
    before = make_ledger(desk.material())
    desk.claims[key] = replace(desk.claims[key], value=240.0)  # type: ignore[arg-type]  # a quantity claim
    assert set(make_ledger(desk.material()).facts) == set(before.facts)


def test_parts_that_sum_to_a_stated_total_are_said_to(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Sichuan Times 270 GWh, Times Geely 25 GWh, together 295 GWh.", "2024-09-01")
    desk.claim("a", "270 GWh", sites("sichuan"), value=270.0, period="2024-09")
    desk.claim("a", "25 GWh", sites("geely"), value=25.0, period="2024-09")
    desk.claim("a", "295 GWh", sites("base"), value=295.0, period="2024-09")
    book = make_ledger(desk.material())
    total = next(f for f in book.facts.values() if f.value == 295.0)
    (finding,) = book.findings[total.id]
    assert finding.kind == "sum"
    assert "270" in finding.text
    assert "25" in finding.text


def test_planned_and_built_parts_are_never_in_one_sum(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Sichuan Times runs 270 GWh, Times Geely plans 25 GWh; 295 GWh in all.", "2024-09-01")
    desk.claim("a", "270 GWh", sites("sichuan"), value=270.0, status="operating", period="2024-09")
    desk.claim("a", "25 GWh", sites("geely"), value=25.0, status="planned", period="2024-09")
    desk.claim("a", "295 GWh", sites("base"), value=295.0, status="reported", period="2024-09")
    assert not make_ledger(desk.material()).findings


def test_a_sum_with_an_open_end_is_consistent_and_proves_no_value(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Over 270 GWh and 25 GWh, together 295 GWh.", "2024-09-01")
    desk.claim("a", "Over 270 GWh", sites("sichuan"), value=270.0, qualifier=Bound.OVER, period="2024-09")
    desk.claim("a", "25 GWh", sites("geely"), value=25.0, period="2024-09")
    desk.claim("a", "295 GWh", sites("base"), value=295.0, period="2024-09")
    (found,) = [c for found in make_ledger(desk.material()).findings.values() for c in found if c.kind == "sum"]
    assert "agree" in found.text
    assert "at least 295" in found.text


def test_parts_published_after_the_total_prove_nothing_of_it(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Together 295 GWh.", "2023-01-01")
    desk.document("b", "Sichuan Times 270 GWh, Times Geely 25 GWh.", "2024-09-01")
    desk.claim("a", "295 GWh", sites("base"), value=295.0, period="2023")
    desk.claim("b", "270 GWh", sites("sichuan"), value=270.0, period="2024-09")
    desk.claim("b", "25 GWh", sites("geely"), value=25.0, period="2024-09")
    assert not make_ledger(desk.material()).findings


def test_a_value_is_known_since_it_was_first_stated_and_not_since_a_rival_was(desk: Desk) -> None:
    desk.document("a", "It holds 100 GWh.", "2021-01-01")
    desk.document("b", "It holds 235 GWh.", "2022-07-25", publisher="Xinhua")
    desk.document("c", "It holds 235 GWh, again.", "2022-09-01", publisher="Xinhua")
    for name, value in (("a", 100.0), ("b", 235.0), ("c", 235.0)):
        desk.claim(name, f"{value:.0f} GWh", value=value, period="2022")
    (fact,) = make_ledger(desk.material()).facts.values()
    assert (fact.value, fact.known_on) == (235.0, "2022-07-25")


def test_what_is_announced_and_what_is_planned_is_one_fact(desk: Desk) -> None:
    desk.document("a", "It is to hold 235 GWh.", "2022-07-25")
    desk.document("b", "A plan for 235 GWh.", "2022-07-26")
    desk.claim("a", "235 GWh", value=235.0, status="announced", period="2022")
    desk.claim("b", "235 GWh", value=235.0, status="planned", period="2022")
    assert len(make_ledger(desk.material()).facts) == 1


def test_a_built_capacity_that_falls_is_a_finding_and_a_plan_that_shrinks_is_none(desk: Desk) -> None:
    desk.document("a", "305 GWh.", "2023-06-01")
    desk.document("b", "Only 100 GWh remain.", "2025-10-01")
    for status in ("planned", "operating"):
        desk.claim("a", "305 GWh", value=305.0, period="2023-06", status=status)
        desk.claim("b", "100 GWh", value=100.0, period="2025-10", status=status)
        book = make_ledger(desk.material())
        later = next(f for f in book.facts.values() if f.value == 100.0)
        kinds = [f.kind for f in book.findings.get(later.id, ())]
        assert kinds == ([] if status == "planned" else ["fall"])


def test_one_amount_in_two_currencies_is_checked_against_the_rate_of_the_day(desk: Desk) -> None:
    desk.document("a", "96.2 billion yuan ($14.2 billion)", "2022-07-25")
    yuan = desk.claim("a", "96.2 billion yuan", measure="investment", unit="CNY", value=9.62e10, period="2022-07")
    desk.claim("a", "$14.2 billion", measure="investment", unit="USD", value=1.42e10, period="2022-07", same_as=yuan)
    book = make_ledger(desk.material())
    dollars = next(f for f in book.facts.values() if f.unit == "USD")
    (finding,) = book.findings[dollars.id]
    assert (finding.kind, finding.severity) == ("rate", "info")
    assert "6.77" in finding.text


def test_what_was_said_before_an_event_opened_is_not_of_what_was_signed_at_it(desk: Desk) -> None:
    event = Entity("event-x-2022", EntityKind.EVENT, "Expo 2022", {}, None, {"year": "2022", "opened": "2022-07-21"})
    desk.document("a", "35 projects so far.", "2022-01-17")
    desk.document("b", "48 projects were signed.", "2022-07-25")
    desk.document("c", "Some 48 projects.", "2023-05-01")
    desk.claim("a", "35 projects", event, measure="projects", unit="count", value=35.0, period="2022-01")
    desk.claim("b", "48 projects", event, measure="projects", unit="count", value=48.0, status="signed", period="2022")
    desk.claim(
        "c", "48 projects", event, measure="projects", unit="count", value=48.0, status="reported", period="2022"
    )
    material = desk.material()
    book = make_ledger(replace(material, entities={**material.entities, event.id: event}))
    assert {(f.value, f.valid_on, f.perimeter) for f in book.facts.values()} == {
        (35.0, "2022", "when=before_opening"),
        (48.0, "2022", None),
    }


def test_as_of_a_day_only_what_was_published_by_then_counts(desk: Desk) -> None:
    desk.document("a", "It holds 235 GWh.", "2022-07-25")
    desk.document("b", "It holds 240 GWh.", "2022-09-01")
    desk.claim("a", "235 GWh", value=235.0, period="2022", subject="CATL", place="Yibin")
    desk.claim("b", "240 GWh", value=240.0, period="2022", subject="CATL", place="Yibin")
    book = make_ledger(desk.resolved())
    (then,) = book.as_of(date(2022, 8, 1)).facts.values()
    assert (then.value, then.verdict) == (235.0, Settlement.SETTLED)
    assert book.as_of(date(2020, 1, 1)).facts == {}


def test_what_was_believed_is_what_the_workspace_held(desk: Desk) -> None:
    desk.document("a", "It holds 235 GWh.", "2022-07-25", kept="2026-03-01")
    desk.claim("a", "235 GWh", value=235.0, period="2022", subject="CATL", place="Yibin")
    book = make_ledger(desk.resolved())
    assert book.believed_on(date(2026, 2, 1)).facts == {}
    assert len(book.believed_on(date(2026, 3, 1)).facts) == 1


def differences(old: Ledger, new: Ledger) -> list[Change]:
    return list(compare_states(state_of(old, "before"), state_of(new, "after")).facts)


def test_the_difference_of_two_days_names_what_came_and_what_changed(desk: Desk) -> None:
    desk.document("a", "It holds about 235 GWh.", "2022-07-25")
    desk.document("b", "It holds 240 GWh.", "2022-09-01")
    desk.document("c", "30 GWh run.", "2022-09-02")
    desk.claim("a", "about 235 GWh", value=235.0, qualifier=Bound.ABOUT, period="2022", subject="CATL", place="Yibin")
    desk.claim("b", "240 GWh", value=240.0, period="2022", subject="CATL", place="Yibin")
    desk.claim("c", "30 GWh", value=30.0, status="operating", period="2022", subject="CATL", place="Yibin")
    book = make_ledger(desk.resolved())
    changes = differences(book.as_of(date(2022, 8, 1)), book)
    assert sorted(change.kind for change in changes) == ["added", "changed"]
    assert differences(book, book) == []


def test_why_shows_the_sentence_with_the_quantity_in_it(desk: Desk) -> None:
    desk.document("a", "First one. The base will hold 235 GWh a year. Last one.", "2022-07-25")
    desk.claim("a", "235 GWh", value=235.0, period="2022")
    book = make_ledger(desk.material())
    found = explain(book, next(iter(book.facts)))
    ((candidate, evidence),) = found.candidates
    assert candidate.kept
    assert evidence.sentence == "The base will hold 235 GWh a year."
    assert evidence.surface == "235 GWh"


def test_an_unknown_fact_is_refused_with_a_hint(desk: Desk) -> None:
    with pytest.raises(GigawatchError, match="gigawatch ledger"):
        explain(make_ledger(desk.material()), "fact-none")


def test_a_measure_that_only_a_table_knows_is_settled_as_a_statistic(desk: Desk) -> None:
    desk.document("a", "The city has 12 charging parks.", "2023-06-17")
    desk.claim("a", "12 charging parks", measure="charging_parks", unit="count", value=12.0, period="2023")
    (fact,) = make_ledger(desk.material()).facts.values()
    assert fact.rule == "statistics"


def test_the_order_of_the_input_does_not_matter(desk: Desk) -> None:
    for number, day in enumerate(("2022-07-25", "2022-07-26", "2022-07-27")):
        desk.document(f"d{number}", f"It holds {230 + number} GWh.", day)
        desk.claim(f"d{number}", f"{230 + number} GWh", value=230.0 + number, period="2022")
    straight = make_ledger(desk.material())
    desk.claims = dict(reversed(desk.claims.items()))
    assert make_ledger(desk.material()).facts == straight.facts


def test_the_latest_value_is_that_of_the_period_that_ends_last_and_not_of_the_last_text(desk: Desk) -> None:
    for name, value, period in (("a", 40.0, "2022-H1"), ("b", 90.0, "2022-12"), ("c", 70.0, "2022-Q3")):
        desk.document(name, f"Paper {name}: {value:.0f} GWh run.", "2023-03-01")
        desk.claim(name, f"{value:.0f} GWh", value=value, period=period, status="operating")
    book = make_ledger(desk.material())
    assert [fact.value for fact in book.latest(book.facts.values())] == [90.0]
    assert [fact.valid_on for fact in book.select(measure="capacity")] == ["2022-H1", "2022-Q3", "2022-12"]
    assert book.total(measure="capacity", unit="GWh/yr", stage="built").interval == Interval(90.0, 90.0)
