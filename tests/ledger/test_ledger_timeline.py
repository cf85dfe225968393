from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import kinds, standings, told

from gigawatch.ledger import Age, find_ages, make_ledger
from gigawatch.ledger.status import Milestone, find_history, make_timeline, steps
from gigawatch.model import Entity, GigawatchError, Inference, Severity

if TYPE_CHECKING:
    from conftest import Desk

Sites = Callable[[str], Entity]


def test_a_ceremony_alone_is_not_construction(desk: Desk, sites: Sites) -> None:
    desk.document("a", "A ceremony was held. Equipment is being installed.", "2022-04-08")
    desk.event("a", "A ceremony was held", sites("sichuan"), type="ceremony", date="2022-04-08")
    book = make_ledger(desk.material())
    (refused,) = book.milestones["site-sichuan"]
    assert (refused.status, refused.admitted) == ("under_construction", False)
    assert book.status("site-sichuan") is None
    assert book.timeline("site-sichuan").refused == (refused,)


def test_an_admitted_step_is_the_status_and_grows_stale(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Signed in 2020. Production began.", "2021-06-17")
    desk.claim("a", "Signed", sites("geely"), value=12.0, status="signed", period="2020-10")
    desk.event("a", "Production began", sites("geely"), type="signing", date="2021-06-17")
    book = make_ledger(desk.material())
    status = book.status("site-geely")
    assert status is not None
    assert (status.status, status.valid_on) == ("signed", "2020-10")
    milestones = book.milestones["site-geely"]
    (fresh,), (old,) = find_ages(milestones, date(2021, 7, 1)), find_ages(milestones, date(2026, 7, 1))
    assert (fresh.is_stale, old.is_stale) == (False, True)
    assert (fresh.inference, old.inference) == (Inference.REPORTED, Inference.INFERRED)
    assert fresh.stale_on == old.stale_on


def test_an_end_never_ages(desk: Desk, sites: Sites) -> None:
    desk.document("a", "The plan was ended.", "2021-06-17")
    desk.event("a", "The plan was ended", sites("geely"), type="cancellation", date="2021-06-17")
    (age,) = find_ages(make_ledger(desk.material()).milestones["site-geely"], date(2099, 1, 1))
    assert (age.status, age.is_stale, age.inference) == ("cancelled", False, Inference.REPORTED)


def test_a_plant_that_runs_and_signs_for_more_still_runs(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Production began in 2021. An expansion was signed.", "2023-06-17")
    desk.event("a", "Production began", sites("geely"), type="commissioning", date="2021-06-17")
    desk.event("a", "An expansion was signed", sites("geely"), type="signing", date="2023-06-17")
    status = make_ledger(desk.material()).status("site-geely")
    assert status is not None
    assert (status.status, status.valid_on) == ("operating", "2021-06-17")


def test_a_step_lies_between_two_days_and_one_without_a_date_before_its_publication(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Signed in July 2022. It runs.", "2023-06-17")
    desk.event("a", "Signed in July 2022", sites("geely"), type="signing", date="2022-07")
    desk.event("a", "It runs", sites("geely"), type="commissioning")
    signed, runs = make_ledger(desk.material()).timeline("site-geely").steps
    assert (signed.status, signed.valid_from, signed.valid_to) == ("signed", "2022-07-01", "2022-07-31")
    assert (runs.status, runs.valid_from, runs.valid_to) == ("operating", None, "2023-06-17")
    assert signed.known_on == runs.known_on == "2023-06-17"


def test_a_step_told_by_many_is_one_step_with_the_day_of_the_first_and_every_claim(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Production began in 2021.", "2021-08-01")
    desk.document("b", "Production began on June 17, 2021.", "2021-09-01")
    one = desk.event("a", "Production began in 2021", sites("geely"), type="commissioning", date="2021")
    other = desk.event("b", "Production began", sites("geely"), type="commissioning", date="2021-06-17")
    (step,) = make_ledger(desk.material()).timeline("site-geely").steps
    assert step.claims == tuple(sorted((one, other)))
    assert (step.claim, step.valid_from, step.known_on) == (other, "2021-06-17", "2021-08-01")


def test_a_status_is_asked_by_both_clocks(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Signed in March 2020.", "2020-03-05")
    desk.document("b", "Production began on June 17, 2021.", "2022-02-01")
    desk.event("a", "Signed in March 2020", sites("geely"), type="signing", date="2020-03")
    desk.event("b", "Production began", sites("geely"), type="commissioning", date="2021-06-17")
    book = make_ledger(desk.material())

    def at(on: date | None, known: date | None = None) -> str | None:
        step = book.status("site-geely", on, known)
        return step.status if step else None

    assert at(date(2020, 1, 1)) is None
    assert at(date(2020, 3, 31)) == "signed"
    assert at(date(2021, 7, 1)) == "operating"
    assert at(date(2021, 7, 1), known=date(2021, 12, 31)) == "signed"
    assert at(None) == "operating"


def test_a_plan_a_denial_and_a_target_date_are_no_steps(desk: Desk, sites: Sites) -> None:
    text = "It plans to start production. It denied that it had cancelled the plant. 30 GWh in operation by 2030."
    desk.document("a", text, "2024-03-05")
    desk.event("a", "It plans to start production", sites("geely"), type="commissioning")
    desk.event("a", "It denied that it had cancelled the plant", sites("geely"), type="cancellation")
    desk.claim("a", "30 GWh", sites("geely"), value=30.0, status="operating", period="2030")
    book = make_ledger(desk.material())
    assert book.status("site-geely") is None
    assert {m.test for m in book.milestones["site-geely"]} == {
        "refused: a plan to begin is not a beginning",
        "refused: a denial is not the step",
        "refused: a target date is not an event",
    }


@pytest.mark.parametrize(
    "words",
    [
        "蜂巢能源成都工厂尚未开工。",
        "蜂巢能源计划2025年在成都工厂投产。",
        "蜂巢能源否认取消成都电池项目。",
        "SVOLT has not started construction of its battery plant in Chengdu.",
        "SVOLT denied that it had cancelled its battery plant in Chengdu.",
        "SVOLT plans to start production at its Chengdu plant in 2025.",
        "SVOLT held a groundbreaking ceremony for its battery plant in Chengdu on May 1, 2024.",
    ],
)
def test_words_that_take_a_step_back_leave_a_site_without_a_status(words: str) -> None:
    assert standings(told(("2024-05-10", words))) == {}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("SVOLT broke ground on its battery plant in Chengdu on March 2, 2023.", "under_construction"),
        ("Equipment was moved into SVOLT's Chengdu plant in June 2023.", "under_construction"),
        ("SVOLT began trial production at its Chengdu plant in January 2024.", "trial_production"),
        ("SVOLT started mass production at its Chengdu plant in April 2024.", "operating"),
        ("SVOLT reached full capacity at its Chengdu plant in March 2024.", "full_capacity"),
        ("SVOLT has delayed its battery plant in Chengdu by two years.", "delayed"),
        ("SVOLT suspended construction of its battery plant in Chengdu in March 2024.", "suspended"),
        ("SVOLT cancelled its battery plant in Chengdu.", "cancelled"),
        ("SVOLT closed its battery plant in Chengdu in February 2024.", "closed"),
        ("SVOLT went bankrupt in January 2024 and its battery plant in Chengdu was shut.", "closed"),
        ("2023年3月2日，蜂巢能源成都电池工厂正式开工。", "under_construction"),
        ("2023年6月，蜂巢能源成都工厂首批设备进场。", "under_construction"),
        ("2024年1月，蜂巢能源成都工厂进入试生产阶段。", "trial_production"),
        ("2024年4月，蜂巢能源成都工厂实现量产。", "operating"),
        ("2024年4月，蜂巢能源成都工厂全面达产。", "full_capacity"),
        ("蜂巢能源成都工厂投产时间推迟两年。", "delayed"),
        ("2024年3月，蜂巢能源宣布暂停建设成都电池项目。", "suspended"),
        ("蜂巢能源终止成都动力电池项目。", "cancelled"),
        ("蜂巢能源成都电池工厂于2024年2月关停。", "closed"),
        ("2024年1月，蜂巢能源成都工厂进入破产程序。", "closed"),
    ],
)
def test_a_plainly_worded_event_is_the_status_of_its_site(words: str, status: str) -> None:
    assert standings(told(("2024-05-10", words))) == {"SVOLT, Chengdu": status}


def test_talk_of_people_who_are_not_named_is_only_rumoured(desk: Desk, sites: Sites) -> None:
    text = "It is weighing a 20 GWh plant, people familiar with the matter said. It plans 30 GWh."
    desk.document("a", text, "2024-03-05")
    desk.claim("a", "20 GWh", sites("geely"), value=20.0, status="planned")
    desk.claim("a", "30 GWh", sites("sichuan"), value=30.0, status="planned")
    book = make_ledger(desk.material())
    assert [m.status for m in book.milestones["site-geely"]] == ["rumoured"]
    assert [m.status for m in book.milestones["site-sichuan"]] == ["announced"]


def test_construction_said_of_a_phase_that_runs_is_a_warning_and_reorders_nothing(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Phase 1 runs.", "2022-07-01")
    desk.document("b", "Phase 1 is being built.", "2023-03-01")
    one = desk.event("a", "Phase 1 runs", sites("phase 1"), type="commissioning", date="2022-06-30")
    other = desk.event("b", "Phase 1 is being built", sites("phase 1"), type="construction")
    book = make_ledger(desk.material())
    (finding,) = book.findings["phase-1"]
    assert (finding.kind, finding.severity, finding.evidence) == ("status", Severity.WARNING, (one, other))
    assert "在建" in finding.text_zh
    steps_ = book.timeline("phase-1").steps
    assert [(s.status, s.contradicted_by) for s in steps_] == [
        ("operating", (other,)),
        ("under_construction", (one,)),
    ]
    assert (standing := book.status("phase-1")) is not None
    assert standing.status == "operating"


def test_steps_in_their_order_contradict_nothing(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Ground was broken. Then it ran. Then an article recalled the start.", "2023-03-01")
    desk.event("a", "Ground was broken", sites("phase 1"), type="ground_breaking", date="2021-03")
    desk.event("a", "Then it ran", sites("phase 1"), type="commissioning", date="2022-06-30")
    desk.event("a", "Then an article recalled the start", sites("phase 1"), type="ground_breaking")
    assert "status" not in kinds(make_ledger(desk.material()))


def test_a_site_of_phases_is_told_by_how_many_run(desk: Desk, sites: Sites) -> None:
    desk.document("a", "One runs. Two runs. Three is signed.", "2023-03-01")
    desk.event("a", "One runs", sites("phase 1"), type="commissioning", date="2022-06")
    desk.event("a", "Two runs", sites("phase 2"), type="trial_production", date="2022-07")
    desk.event("a", "Three is signed", sites("phase 3"), type="signing", date="2022-08")
    summary = make_ledger(desk.material()).summary("site-sichuan")
    assert (summary.number, summary.running, dict(summary.counts)) == (3, 2, {"run": 2, "planned": 1})
    assert summary.tell().en == "2 of 3 phases run; 1 of 3 phases planned"
    assert summary.tell().zh == "3期中2期已运行；3期中1期规划中"
    then = make_ledger(desk.material()).summary("site-sichuan", on=date(2022, 6, 30))
    assert dict(then.counts) == {"run": 1, "unknown": 2}


def test_what_is_signed_anew_after_it_was_cancelled_begins_again(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Signed, built, ended, signed anew.", "2024-03-01")
    for words, type_, day in (
        ("Signed", "signing", "2020-01"),
        ("built", "construction", "2021-01"),
        ("ended", "cancellation", "2022-01"),
        ("signed anew", "signing", "2023-06"),
    ):
        desk.event("a", words, sites("geely"), type=type_, date=day)
    book = make_ledger(desk.material())
    timeline = book.timeline("site-geely")
    assert timeline.standing is not None
    assert (timeline.standing.status, timeline.standing.valid_on) == ("signed", "2023-06")
    assert [s.status for s in timeline.steps] == ["signed", "under_construction", "cancelled", "signed"]
    assert kinds(book) == []
    assert (before := book.status("site-geely", date(2022, 12, 31))) is not None
    assert before.status == "cancelled"


@pytest.mark.parametrize("halt", ["cancellation", "delay"])
def test_a_plan_that_is_only_told_again_does_not_outdate_a_halt(desk: Desk, sites: Sites, halt: str) -> None:
    desk.document("a", "It was signed, then halted.", "2022-02-01")
    desk.event("a", "It was signed", sites("geely"), type="signing", date="2020-01")
    desk.event("a", "then halted", sites("geely"), type=halt, date="2022-01-10")
    halted = make_ledger(desk.material()).status("site-geely")
    desk.document("b", "The plant is to have 12 GWh.", "2023-06-17")
    desk.claim("b", "12 GWh", sites("geely"), value=12.0, status="announced")
    assert halted is not None
    assert halted.valid_on == "2022-01-10"
    assert make_ledger(desk.material()).status("site-geely") == halted


def test_an_unknown_thing_has_no_timeline(desk: Desk) -> None:
    with pytest.raises(GigawatchError, match="there is no thing"):
        make_ledger(desk.material()).timeline("nowhere")


def test_the_history_does_not_depend_on_the_order_of_the_claims(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Signed, built, ended, signed anew.", "2024-03-01")
    for words, type_ in (("Signed", "signing"), ("built", "construction"), ("ended", "cancellation")):
        desk.event("a", words, sites("geely"), type=type_)
    material = desk.material()
    turned = replace(material, claims=dict(reversed(material.claims.items())))
    assert find_history(material) == find_history(turned)


def test_every_test_that_admits_has_a_status_of_the_ladder() -> None:
    assert all(step.status for step in steps() if step.admits)


@pytest.mark.parametrize(
    "words",
    [
        "SVOLT began construction of its battery plant in Chengdu on June 2, 2024.",
        "蜂巢能源成都电池项目已于2024年6月2日开工。",
    ],
)
def test_a_step_told_as_done_after_the_day_of_its_publication_is_a_finding_and_does_not_count(words: str) -> None:
    book = told(("2024-05-10", words))
    assert standings(book) == {}
    (check,) = [one for group in book.findings.values() for one in group if one.kind == "ahead"]
    assert check.about in book.entities
    assert "2 June 2024" in check.text
    assert "2024年6月2日" in check.text_zh


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-05-10", "SVOLT plans to start production at its Chengdu plant in 2025."),
        ("2024-05-10", "SVOLT will begin construction of its battery plant in Chengdu on June 2, 2024."),
        ("2024-06-02", "SVOLT began construction of its battery plant in Chengdu on June 2, 2024."),
        ("2024-05-10", "蜂巢能源成都电池项目将于2024年6月2日开工。"),
    ],
)
def test_a_plan_with_its_day_and_a_step_of_the_day_itself_are_no_finding(day: str, words: str) -> None:
    book = told((day, words))
    assert [one for group in book.findings.values() for one in group if one.kind == "ahead"] == []


@pytest.mark.parametrize("measure", ["investment", "jobs", "area"])
def test_only_capacity_and_projects_are_in_operation(desk: Desk, sites: Sites, measure: str) -> None:
    desk.document("a", "The sum stands at 5 billion now, and 12 GWh run.", "2023-03-01")
    desk.claim("a", "5 billion", sites("geely"), measure=measure, value=5e9, unit="CNY", status="operating")
    assert make_ledger(desk.material()).status("site-geely") is None
    desk.claim("a", "12 GWh", sites("geely"), value=12.0, status="operating")
    status = make_ledger(desk.material()).status("site-geely")
    assert status is not None
    assert status.test == "capacity is said to be in operation"


def test_what_was_told_before_the_day_of_a_step_stands_apart_from_it(desk: Desk, sites: Sites) -> None:
    desk.document("a", "12 GWh are in operation.", "2021-03-01")
    desk.document("b", "Production began in May 2022.", "2022-06-01")
    early = desk.claim("a", "12 GWh", sites("geely"), value=12.0, status="operating")
    begun = desk.event("b", "Production began", sites("geely"), type="commissioning", date="2022-05")
    one, other = make_ledger(desk.material()).timeline("site-geely").steps
    assert (one.claims, one.valid_from, one.valid_to, one.known_on) == ((early,), None, "2021-03-01", "2021-03-01")
    assert (other.claims, other.valid_from, other.known_on) == ((begun,), "2022-05-01", "2022-06-01")


@given(
    st.lists(
        st.tuples(st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.none() | st.integers(0, 900)),
        min_size=1,
        max_size=6,
    )
)
def test_nobody_knows_a_step_before_its_day(told_on: list[tuple[date, int | None]]) -> None:
    def milestone(at: int, known: date, back: int | None) -> Milestone:
        day = None if back is None else (known - timedelta(days=back)).isoformat()
        return Milestone(
            "site", "operating", day, known.isoformat(), f"c{at}", "d", "t", admitted=True, valid_from=day, valid_to=day
        )

    run = [milestone(at, known, back) for at, (known, back) in enumerate(told_on)]
    steps_taken = make_timeline("site", run).steps
    assert sorted(claim for step in steps_taken for claim in step.claims) == [m.claim for m in run]
    by_claim = {m.claim: m for m in run}
    for step in steps_taken:
        assert all((by_claim[claim].known_on or "") >= (step.valid_from or "") for claim in step.claims)
        assert (step.known_on or "") >= (step.valid_from or "")


@pytest.mark.parametrize(
    "words",
    [
        "SVOLT broke ground on another battery plant in Chengdu on 3 March 2024.",
        "SVOLT broke ground on the expansion of its Chengdu battery plant on 3 March 2024.",
        "2024年3月3日，蜂巢能源成都电池工厂扩建项目开工。",
    ],
)
def test_building_another_plant_where_one_runs_contradicts_nothing(words: str) -> None:
    book = told(
        ("2022-06-10", "SVOLT began production at its battery plant in Chengdu in May 2022."), ("2024-03-04", words)
    )
    assert "status" not in kinds(book)
    assert set(standings(book).values()) == {"operating"}
    assert "under_construction" in {m.status for group in book.milestones.values() for m in group}


def test_building_the_plant_that_runs_is_still_a_finding() -> None:
    runs = ("2022-06-10", "SVOLT began production at its battery plant in Chengdu in May 2022.")
    book = told(runs, ("2024-03-04", "SVOLT broke ground on its battery plant in Chengdu on 3 March 2024."))
    assert "status" in kinds(book)


def test_a_further_plant_that_is_suspended_does_not_stop_the_one_that_runs() -> None:
    runs = ("2022-06-10", "SVOLT began production at its battery plant in Chengdu in May 2022.")
    book = told(runs, ("2024-03-04", "SVOLT suspended its second battery plant in Chengdu in March 2024."))
    assert set(standings(book).values()) == {"operating"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("The budget of the base is currently set at 5 billion.", "reported"),
        ("The base that cost 5 billion has opened.", "operating"),
        ("该基地总投资现为5 billion元。", "reported"),
        ("该基地已建成投产，总投资5 billion元。", "operating"),
    ],
)
def test_money_is_there_only_where_it_is_told_to_be_spent(desk: Desk, sites: Sites, words: str, status: str) -> None:
    lang = "zh" if "。" in words else "en"
    desk.document("a", words, "2023-03-01", language=lang)
    desk.claim(
        "a", "5 billion", sites("geely"), measure="investment", value=5e9, unit="CNY", status="operating", lang=lang
    )
    (fact,) = make_ledger(desk.material()).facts.values()
    assert fact.status == status


def test_news_of_a_part_breaks_the_silence_of_its_plant_and_not_of_the_phase_beside_it(
    desk: Desk, sites: Sites
) -> None:
    ages = _ages_of_two_phases(desk, sites)
    sichuan, second = ages["site-sichuan"], ages[sites("phase 2").id]
    assert (sichuan.status, sichuan.evidence_on, sichuan.is_stale) == ("operating", "2024-08-29", False)
    assert (second.status, second.evidence_on, second.is_stale) == ("under_construction", "2021-06-17", True)


def test_news_of_a_set_of_phases_is_news_of_each_of_them(desk: Desk, sites: Sites) -> None:
    both = replace(sites("phase 1"), id="phase-both", name="Sichuan Times, phases 1, 2", data={"ordinals": [1, 2]})
    desk.entities[both.id] = both
    ages = _ages_of_two_phases(desk, sites, both)
    assert {ages[sites(f"phase {n}").id].evidence_on for n in (1, 2)} == {"2024-08-29"}


def test_a_figure_of_a_plant_breaks_its_silence(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Production began.", "2021-06-17")
    desk.event("a", "Production began", sites("geely"), type="commissioning", date="2021-06-17")
    desk.document("b", "It makes 12 GWh a year.", "2024-08-29")
    desk.claim("b", "12 GWh", sites("geely"), value=12.0, status="reported", period="2024")
    told = {(age.entity, age.evidence_on, age.is_stale) for age in _ages(desk)}
    assert ("site-geely", "2024-08-29", False) in told


def _ages_of_two_phases(desk: Desk, sites: Sites, told_last: Entity | None = None) -> dict[str, Age]:
    """Synthetic: two phases told of in 2021, and one thing of which production is told in August 2024."""
    desk.document("a", "Phase one is being built. Phase two is being built.", "2021-06-17")
    desk.event("a", "Phase one is being built", sites("phase 1"), type="construction", date="2021-06-17")
    desk.event("a", "Phase two is being built", sites("phase 2"), type="construction", date="2021-06-17")
    desk.document("b", "Production began.", "2024-08-29")
    desk.event("b", "Production began", told_last or sites("phase 1"), type="commissioning", date="2024-08-29")
    return {age.entity: age for age in _ages(desk)}


def _ages(desk: Desk) -> list[Age]:
    book = make_ledger(desk.material())
    steps = [step for group in book.milestones.values() for step in group]
    return find_ages(steps, date(2025, 6, 1), book.kin, book.facts.values())
