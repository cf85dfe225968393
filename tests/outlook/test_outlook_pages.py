from __future__ import annotations

import json
from dataclasses import replace
from math import inf

import pytest

from gigawatch.model import Bound, Interval, Kind, Observation
from gigawatch.outlook import (
    Finding,
    Stage,
    as_json,
    check_rules,
    find_superlatives,
    make_outlook,
    past,
    render_superlatives,
    render_text,
    stage_of,
)

CONFERENCE = "World Power Battery Conference 2022"


def sign(desk, name, text, projects, money, published, **fields):
    desk.document(name, text, published)
    common = {"subject": CONFERENCE, "place": "Yibin", "period": "2022-07", "status": "signed"} | fields
    desk.say(name, str(projects), projects, "count", measure="projects", **common)
    desk.say(name, f"{money} billion", money * 1e9, "CNY", measure="investment", **common)


def test_the_mean_project_is_investment_over_projects_with_its_inputs(desk):
    sign(desk, "a", "In Yibin 48 projects of 96.2 billion yuan were signed.", 48, 96.2, "2022-07-25")
    ledger = desk.ledger()
    (edition,) = make_outlook(ledger, "Yibin").events
    assert edition.mean.low == edition.mean.high == pytest.approx(96.2e9 / 48)
    assert edition.year == "2022"
    assert {edition.projects.fact, edition.investment.fact} <= ledger.facts.keys()


def test_hedges_reach_the_mean_and_open_ends_stay_open(desk):
    text = "In Yibin nearly 100 projects of over 210 billion yuan were signed."
    sign(desk, "a", text, 100, 210, "2023-09-26", qualifier=Bound.NEARLY)
    desk.claims = {k: c for k, c in desk.claims.items() if c.measure == "projects"}
    investment = {"measure": "investment", "subject": CONFERENCE, "period": "2022-07", "status": "signed"}
    desk.say("a", "over 210 billion", 210e9, "CNY", qualifier=Bound.OVER, **investment)
    (edition,) = make_outlook(desk.ledger(), "Yibin").events
    assert edition.mean == Interval(pytest.approx(2.1e9), inf)


def test_another_source_s_total_contradicts_and_one_source_s_part_does_not(desk):
    sign(desk, "a", "In Yibin 48 projects of 96.2 billion yuan were signed.", 48, 96.2, "2022-07-25")
    sign(desk, "b", "In Yibin 48 projects of 96.2 billion were signed, 20 of them big.", 48, 96.2, "2022-07-26")
    part = {"measure": "projects", "subject": CONFERENCE, "status": "signed"}
    desk.say("b", "20", 20, "count", period="2022-07", **part)
    sign(desk, "c", "In Yibin 98 projects of 210 billion yuan were signed.", 98, 210, "2023-09-26")
    (edition,) = make_outlook(desk.ledger(), "Yibin").events
    assert edition.projects.quantity.value == 48
    found = {(r.measure, r.relation, r.term.quantity.value) for r in edition.rivals}
    assert found == {
        ("projects", "other scope", 20),
        ("projects", "contradicts", 98),
        ("investment", "contradicts", 210e9),
    }


def test_what_became_of_signed_projects_is_a_follow_up_and_no_contradiction(desk):
    sign(desk, "a", "In Yibin 48 projects of 96.2 billion yuan were signed.", 48, 96.2, "2022-07-25")
    desk.document("b", "By May 2023 in Yibin 16 of the projects had started production.", "2023-06-08")
    later = {"measure": "projects", "subject": CONFERENCE, "status": "operating", "period": "2023-05"}
    desk.say("b", "16", 16, "count", **later)
    (edition,) = make_outlook(desk.ledger(), "Yibin").events
    assert [f.quantity.value for f in edition.follow_up] == [16]
    assert edition.rivals == ()


def test_a_sum_over_several_editions_belongs_to_none(desk):
    sign(desk, "a", "In Yibin 48 projects of 96.2 billion yuan were signed.", 48, 96.2, "2022-07-25")
    cell = {"subject": CONFERENCE, "measure": "projects", "period": "2022/2023", "value": 100, "unit": "count"}
    desk.cells["cell-1"] = Observation(id="cell-1", table="t", row=1, source="https://example.org/s", **cell)
    (edition,) = make_outlook(desk.ledger(), "Yibin").events
    assert edition.rivals == ()


FORECAST = "The industry will move west, above all to Sichuan, said Lin Hai, an academician, in Yibin."


def test_a_forecast_keeps_words_speaker_and_date_and_shows_what_bears_on_it(desk):
    desk.document("a", FORECAST, "2022-07-25")
    desk.say("a", "Yibin", 1, "count", measure="projects", subject="Yibin")
    words = "The industry will move west, above all to Sichuan"
    said = {"speaker": "Lin Hai", "role": "academician", "content": words, "modality": "forecast"}
    desk.tell(Kind.STATEMENT, "a", words, date="2022-07-25", **said)
    desk.document("b", "Sichuan made 83 GWh of batteries in 2022, China 545.9 GWh.", "2023-05-29")
    output = {"measure": "production", "status": "reported", "period": "2022"}
    desk.say("b", "83 GWh", 83, "GWh", subject="Sichuan", place="Sichuan", **output)
    desk.say("b", "545.9 GWh", 545.9, "GWh", subject="China", place="China", **output)
    ledger = desk.ledger()
    (forecast,) = make_outlook(ledger, "Yibin").statements
    assert (forecast.speaker, forecast.role, forecast.date) == ("Lin Hai", "academician", "2022-07-25")
    assert [(b.when, b.figure.quantity.value) for b in forecast.bearings] == [("after", 83)]
    (share,) = forecast.shares
    assert share.share.low == pytest.approx(83 / 545.9)
    assert {ledger.facts[one].value for one in share.inputs} == {83, 545.9}


def test_an_assertion_is_no_forecast(desk):
    desk.document("a", FORECAST, "2022-07-25")
    desk.say("a", "Yibin", 1, "count", measure="projects", subject="Yibin")
    desk.tell(Kind.STATEMENT, "a", FORECAST, speaker="Lin Hai", content=FORECAST, modality="assertion")
    assert make_outlook(desk.ledger(), "Yibin").statements == ()


LARGEST = "In Yibin CATL is building the world's largest base, for 235 GWh a year."


def boast(desk, words="the world's largest base", **data):
    desk.document("boast", LARGEST, "2022-07-25")
    desk.say("boast", "235 GWh", 235, subject="CATL", status="under_construction", period="2022-07")
    desk.tell(Kind.SUPERLATIVE, "boast", words, **({"superlative": words, "subject": "CATL", "scope": "world"} | data))


def test_the_largest_base_is_not_decidable_where_no_larger_one_is_known(desk):
    boast(desk)
    desk.document("b", "Nanshan Cell Co., Ltd runs 60 GWh in Ningde.", "2022-01-05")
    desk.say("b", "60 GWh", 60, subject="Nanshan Cell Co., Ltd", place="Ningde", status="under_construction")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert (found.finding, found.reason, found.judged_on) == (Finding.UNDECIDABLE, "some_sites", "2022-07-25")
    assert [r.quantity.value for r in found.ranking] == [235, 60]
    assert [f.quantity.value for f in found.claimed] == [235]


def rival(desk, published="2022-01-05", place="Ningde", status="under_construction"):
    desk.document("b", f"Nanshan Cell Co., Ltd and 300 GWh in {place}.", published)
    desk.say("b", "300 GWh", 300, subject="Nanshan Cell Co., Ltd", place=place, status=status)


def test_one_larger_base_at_the_same_stage_known_by_then_refutes_the_largest(desk):
    boast(desk)
    rival(desk)
    ledger = desk.ledger()
    (found,) = make_outlook(ledger, "Yibin").superlatives
    assert found.finding is Finding.FALSE
    assert [ledger.facts[one].value for one in found.counter] == [300]


@pytest.mark.parametrize("status", ["planned", "operating"])
def test_a_larger_base_at_another_stage_is_not_ranked_beside_it(desk, status):
    boast(desk)
    rival(desk, status=status)
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert (found.finding, found.reason) == (Finding.UNDECIDABLE, "other_state")
    assert [r.quantity.value for r in found.ranking] == [235]
    assert "planned and built are not ranked together" in render_superlatives([found], desk.ledger(), "en")
    assert "规划与已建不作排名比较" in render_superlatives([found], desk.ledger(), "zh")


def test_a_base_that_has_another_id_since_names_were_joined_is_named_as_on_the_day(desk):
    boast(desk)
    rival(desk)
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    (gone,) = (one for one in found.ranking if one.quantity.value == 300)
    since = replace(found, ranking=(replace(gone, site="site-of-then"),))
    english, chinese = (render_superlatives([since], desk.ledger(), lang) for lang in ("en", "zh"))
    assert "Nanshan Cell Co., Ltd, Ningde: 300 GWh" in english
    assert "宁德" in chinese
    assert "site-of-then" not in english + chinese


def test_each_stage_is_ranked_by_itself_and_named(desk):
    words = "the world's largest production base for power batteries"
    desk.document("bare", f"Synthetic. CATL has {words}.", "2022-07-25")
    desk.tell(Kind.SUPERLATIVE, "bare", words, superlative=words, subject="CATL", scope="world")
    for firm, place, value, status in (
        ("LG Energy Solution", "Wrocław", 90, "planned"), ("SVOLT", "Changzhou", 60, "operating"),
        ("BYD", "Shenzhen", 60, "operating"), ("AESC", "Sunderland", 15, "operating"),
    ):  # fmt: skip
        name = f"{firm} {place}"
        desk.document(name, f"Synthetic. {firm} in {place} has a battery base of {value} GWh a year.", "2022-05-28")
        desk.say(name, f"{value} GWh", value, subject=firm, place=place, period="2022-05", status=status)
    (found,) = find_superlatives(desk.ledger())
    told = [(one.presence.value, one.rank, one.quantity.value) for one in found.ranking]
    assert told == [("running", 1, 60), ("running", 1, 60), ("running", 3, 15), ("planned", 1, 90)]
    english, chinese = (render_superlatives([found], desk.ledger(), lang) for lang in ("en", "zh"))
    assert english.index("only those running (told: 3)") < english.index("only those planned (told: 1)")
    assert "仅限规划（有记载1处）" in chinese


def test_a_cancelled_base_is_ranked_beside_no_other(desk):
    boast(desk)
    rival(desk, status="cancelled")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert (found.finding, [r.quantity.value for r in found.ranking]) == (Finding.UNDECIDABLE, [235])


def test_a_larger_base_published_later_does_not_refute_what_was_said_before(desk):
    boast(desk)
    rival(desk, published="2023-01-05")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert (found.finding, found.reason) == (Finding.UNDECIDABLE, "some_sites")


def test_a_value_restated_after_the_statement_does_not_decide_it(desk):
    boast(desk)
    desk.document("early", "Nanshan Cell Co., Ltd is building 100 GWh in Ningde.", "2022-01-05")
    desk.document("late", "Nanshan Cell Co., Ltd is building 300 GWh in Ningde.", "2023-01-05")
    told = {"subject": "Nanshan Cell Co., Ltd", "place": "Ningde", "status": "under_construction", "period": "2021-12"}
    desk.say("early", "100 GWh", 100, **told)
    desk.say("late", "300 GWh", 300, **told)
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert (found.finding, [r.quantity.value for r in found.ranking]) == (Finding.UNDECIDABLE, [235, 100])
    assert "published by 25 July 2022" in render_superlatives([found], desk.ledger(), "en")


@pytest.mark.parametrize(
    ("words", "scope"),
    [("Sichuan's largest base", "province"), ("四川最大基地", "province"), ("the largest base in Sichuan", None)],
)
def test_a_place_is_won_within_it_only(desk, words, scope):
    boast(desk, superlative=words, scope=scope)
    rival(desk, place="Ningde")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert (found.finding, found.within) == (Finding.UNDECIDABLE, "place-cn-sichuan")
    assert [r.quantity.value for r in found.ranking] == [235]
    assert "ranked within Sichuan only" in render_superlatives([found], desk.ledger(), "en")


def test_a_larger_base_in_the_same_place_refutes_it(desk):
    boast(desk, superlative="Sichuan's largest base", scope="province")
    rival(desk, place="Chengdu")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert found.finding is Finding.FALSE


def test_of_a_province_that_no_word_names_nothing_is_decided(desk):
    boast(desk, superlative="the province's largest base", scope="province")
    rival(desk, place="Ningde")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert (found.finding, found.reason, found.ranking) == (Finding.UNDECIDABLE, "no_place", ())


def test_a_chain_is_judged_as_it_was_known_and_not_as_of_today(desk):
    desk.document("boast", "Yibin has a complete industrial chain.", "2022-07-25")
    words = "complete industrial chain"
    desk.tell(Kind.SUPERLATIVE, "boast", words, superlative=words, subject="Yibin")
    desk.document("then", "CATL runs 60 GWh in Yibin.", "2022-01-05")
    desk.say("then", "60 GWh", 60, subject="CATL", object="battery cells", status="operating")
    before = [one.counted for one in find_superlatives(desk.ledger())]
    desk.document("late", "Nanshan Cell Co., Ltd runs a cathode plant for 60,000 t in Yibin.", "2024-01-05")
    desk.say("late", "60,000 t", 60000, "t/yr", subject="Nanshan Cell Co., Ltd", object="cathode", status="operating")
    assert before == [one.counted for one in find_superlatives(desk.ledger())] == [1]


def test_a_large_ledger_is_cut_at_the_day_and_says_so(desk, monkeypatch):
    boast(desk)
    rival(desk, published="2023-01-05")
    monkeypatch.setattr(past, "LARGE", 0)
    (found,) = find_superlatives(desk.ledger())
    assert (found.finding, found.is_cut) == (Finding.UNDECIDABLE, True)
    assert [r.quantity.value for r in found.ranking] == [235]
    assert "at the values settled since" in render_superlatives([found], desk.ledger(), "en")


def test_the_base_s_own_parts_do_not_refute_it(desk):
    boast(desk)
    desk.document("b", "Sichuan Times runs 240 GWh in Yibin.", "2022-01-05")
    desk.say("b", "240 GWh", 240, subject="Sichuan Times", status="operating")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert found.finding is Finding.UNDECIDABLE


def test_a_complete_chain_is_held_against_the_chain_that_the_ledger_shows(desk):
    desk.document("a", "Yibin is said to have a complete industrial chain and built 150 GWh of cells.", "2023-06-10")
    desk.say("a", "150 GWh", 150, subject="Yibin", status="operating", object="cells")
    words = "a complete industrial chain"
    desk.tell(Kind.SUPERLATIVE, "a", words, superlative=words, subject="Yibin", hedge="is said to have")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert found.finding is Finding.UNDECIDABLE
    assert (found.counted, len(found.lacking)) == (1, found.needed - 1)
    assert found.hedge == "is said to have"


def test_words_without_a_stated_test_are_not_decidable(desk):
    boast(desk, words="world's largest base, for 235 GWh", superlative="most beautiful")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert (found.rule, found.finding) == ("no_test", Finding.UNDECIDABLE)
    assert all(rule.text_en and rule.text_zh for rule in check_rules())


def test_capacity_keeps_stages_and_perimeters_apart(desk):
    desk.document("a", "Yibin built 150 GWh, plans 300 GWh. CATL built 180 GWh, phase 1 is 15 GWh.", "2023-06-10")
    desk.say("a", "150 GWh", 150, subject="Yibin", status="operating", period="2023-06")
    desk.say("a", "300 GWh", 300, subject="Yibin", status="planned", period="2023-06")
    desk.say("a", "180 GWh", 180, subject="CATL", status="operating", period="2023-06")
    desk.say("a", "15 GWh", 15, subject="CATL", status="operating", phase="phase 1", period="2023-06")
    series = make_outlook(desk.ledger(), "Yibin").capacity.series
    found = {(s.scope, s.stage): [p.quantity.value for p in s.points] for s in series}
    assert found == {
        ("region", "running"): [150],
        ("region", "planned"): [300],
        ("base", "running"): [180],
        ("phase", "running"): [15],
    }


def test_utilisation_is_output_over_the_same_thing_s_capacity_in_the_same_year(desk):
    desk.document("a", "In 2023 Yibin made about 100 GWh; it had built 120 GWh, later 160 GWh.", "2024-01-10")
    output = {"measure": "production", "status": "reported", "period": "2023"}
    desk.say("a", "about 100 GWh", 100, "GWh", subject="Yibin", qualifier=Bound.ABOUT, **output)
    desk.say("a", "120 GWh", 120, subject="Yibin", status="operating", period="2023-03")
    desk.say("a", "160 GWh", 160, subject="Yibin", status="operating", period="2023-12")
    desk.document("b", "CATL made 90 GWh in Yibin in 2023.", "2024-01-10")
    desk.say("b", "90 GWh", 90, "GWh", subject="CATL", **output)
    (use,) = make_outlook(desk.ledger(), "Yibin").capacity.utilisation
    assert use.share.low < 100 / 160 < 100 / 120 <= use.share.high
    assert len(use.capacity) == 2


def test_the_funnel_counts_a_base_once_and_keeps_built_from_planned(desk):
    desk.document("a", "CATL in Yibin has 180 GWh built and 295 GWh planned; Sichuan Times runs 75 GWh.", "2024-09-04")
    desk.say("a", "180 GWh", 180, subject="CATL", status="operating", period="2024-09")
    desk.say("a", "295 GWh", 295, subject="CATL", status="planned", period="2024-09")
    desk.say("a", "75 GWh", 75, subject="Sichuan Times", status="operating", period="2024-09")
    funnel = {s.stage: s for s in make_outlook(desk.ledger(), "Yibin").funnel}
    operating = funnel[Stage.OPERATING]
    assert (operating.count, len(operating.sites)) == (1, 2)
    base = next(s for s in operating.sites if s.whole is None)
    assert [f.quantity.value for f in base.built] == [180]
    assert [f.quantity.value for f in base.planned] == [295]
    assert funnel[Stage.CANCELLED].count == 0


def test_every_status_of_the_ladder_has_its_stage():
    assert stage_of("announced") is stage_of("financed") is Stage.PLANNED
    assert stage_of("trial_production") is Stage.OPERATING
    assert stage_of("delayed") is stage_of("suspended") is Stage.DELAYED
    assert stage_of("closed") is Stage.CANCELLED


def test_an_outlook_is_json_and_text_in_two_languages(desk):
    desk.document("river", "CATL pledged in Yibin to build a shared future.", "2022-07-25")
    desk.say("river", "Yibin", 1, "count", measure="projects", subject="Yibin", period="2022-07")
    words = "build a shared future"
    desk.tell(Kind.PLEDGE, "river", words, signatories=["CATL"], commitment=words, theme="community")
    sign(desk, "a", "In Yibin 48 projects of 96.2 billion yuan were signed.", 48, 96.2, "2022-07-25")
    boast(desk)
    ledger = desk.ledger()
    outlook = make_outlook(ledger, "Yibin")
    record = json.loads(json.dumps(as_json(outlook), allow_nan=False))
    assert record["events"][0]["projects"]["quantity"]["value"] == 48
    assert record["superlatives"][0]["finding"] == "not decidable"
    english, chinese = render_text(outlook, ledger, "en"), render_text(outlook, ledger, "zh")
    assert "not measurable as worded" in english
    assert "按其措辞无法衡量" in chinese
    assert outlook.events[0].projects.fact in english


def test_a_region_that_nobody_speaks_of_has_an_empty_outlook(desk):
    outlook = make_outlook(desk.ledger(), "Chengdu")
    assert (outlook.pledges, outlook.events, outlook.statements) == ((), (), ())
    assert "nothing told" in render_text(outlook, desk.ledger(), "en")


def test_what_was_published_before_an_edition_opened_was_not_signed_at_it(desk):
    sign(desk, "a", "In Yibin 48 projects of 96.2 billion yuan were signed.", 48, 96.2, "2022-07-25")
    sign(desk, "b", "In Yibin 35 projects of 105.5 billion yuan are signed so far.", 35, 105.5, "2022-01-18")
    held = {"type": "conference", "name": "2022 World Power Battery Conference", "date": "2022-07-21/2022-07-23"}
    claim = desk.tell(Kind.EVENT, "a", "48 projects", **held)
    (edition,) = make_outlook(desk.ledger(), "Yibin").events
    assert (edition.dates, edition.held) == ("2022-07-21/2022-07-23", claim)
    assert edition.projects.quantity.value == 48
    assert edition.rivals == ()


def test_of_one_source_s_values_the_largest_without_a_hedge_is_the_whole(desk):
    sign(desk, "a", "In Yibin 137 projects of 95.25 billion yuan were signed, 84.55 there.", 137, 95.25, "2022-09-02")
    money = {"measure": "investment", "subject": CONFERENCE, "period": "2022-09", "status": "signed"}
    desk.say("a", "84.55", 84.55e9, "CNY", **money)
    desk.document("b", "All in all over 200 billion yuan were signed.", "2022-09-02")
    (edition,) = make_outlook(desk.ledger(), "Yibin").events
    assert edition.investment.quantity.value == 95.25e9
    assert [r.relation for r in edition.rivals] == ["other scope"]


def test_a_foil_plant_is_not_ranked_among_cell_plants(desk):
    desk.document("a", "Dongshan Foil Co., Ltd runs China's largest copper foil base in Yibin, 60,000 t.", "2023-06-19")
    foil = {"subject": "Dongshan Foil Co., Ltd", "object": "copper foil", "status": "operating"}
    desk.say("a", "60,000 t", 60000, "t/yr", **foil)
    words = "China's largest copper foil base"
    desk.tell(Kind.SUPERLATIVE, "a", words, superlative=words, scope="China")
    desk.document("b", "CATL runs 180 GWh a year in Yibin.", "2023-01-05")
    desk.say("b", "180 GWh", 180, subject="CATL", status="operating")
    (found,) = make_outlook(desk.ledger(), "Yibin").superlatives
    assert [r.quantity.value for r in found.ranking] == [60000]
    assert found.finding is Finding.UNDECIDABLE


def test_of_one_sources_totals_the_whole_is_shown_and_its_part_beside_it(desk):
    text = "At the 2024 World Power Battery Conference 137 projects were signed, 133 in Yibin."
    desk.document("deals", text, "2024-09-02")
    event = {"subject": "2024 World Power Battery Conference", "measure": "projects", "status": "signed"}
    desk.say("deals", "133", 133, "count", period="2024-09", **event)
    desk.say("deals", "137 projects", 137, "count", period="2024-09", **event)
    (edition,) = make_outlook(desk.ledger(), "Yibin").events
    assert edition.projects.quantity.value == 137
    assert [(rival.relation, rival.term.quantity.value) for rival in edition.rivals] == [("other scope", 133)]
