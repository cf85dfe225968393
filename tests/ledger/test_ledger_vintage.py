from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gigawatch.ledger import make_ledger
from gigawatch.ledger.rule import rules
from gigawatch.model import Entity, EntityKind, Inference, Mention, Relation, Settlement, Severity

if TYPE_CHECKING:
    from conftest import Desk
    from gigawatch.ledger import Ledger
    from gigawatch.model import Check, Fact

Sites = Callable[[str], Entity]
WORLD = Entity("place-world", EntityKind.PLACE, "World", {"en": "World", "zh": "世界"})
FIRM = Entity("org-catl", EntityKind.ORGANISATION, "CATL")
EXPO = Entity("event-expo-2022", EntityKind.EVENT, "Expo 2022", {}, None, {"year": "2022"})


def of_kind(book: Ledger, kind: str) -> list[Check]:
    return [check for checks in book.findings.values() for check in checks if check.kind == kind]


def with_value(book: Ledger, value: float) -> Fact:
    (fact,) = [fact for fact in book.facts.values() if fact.value == value]
    return fact


def restate(desk: Desk) -> None:
    """Three vintages of one statistic by one provider, told by three papers. Synthetic."""
    for name, value, day in (("a", 133.0, "2023-05-04"), ("b", 131.0, "2023-11-06"), ("c", 130.2, "2024-05-03")):
        desk.document(name, f"Paper {name}: usage was {value} GWh, says Sample Research.", day, publisher=name)
        desk.claim(
            name,
            f"{value} GWh",
            WORLD,
            measure="installed",
            unit="GWh",
            value=value,
            status="reported",
            period="2023-Q1",
            speaker="Sample Research",
        )


def test_a_later_vintage_of_one_provider_settles_and_the_earlier_ones_are_kept_as_restated(desk: Desk) -> None:
    restate(desk)
    book = make_ledger(desk.material())
    fact = with_value(book, 130.2)
    assert fact.verdict is Settlement.SETTLED
    assert {c.value: c.relation for c in book.candidates[fact.id]} == {
        133.0: Relation.RESTATED,
        131.0: Relation.RESTATED,
        130.2: Relation.KEPT,
    }
    assert not of_kind(book, "conflict")


def test_a_restatement_tells_every_vintage_and_how_far_the_value_moved(desk: Desk) -> None:
    restate(desk)
    (finding,) = of_kind(make_ledger(desk.material()), "restated")
    assert finding.severity is Severity.INFO
    assert finding.text.index("133") < finding.text.index("131") < finding.text.index("130.2")
    assert "-2.1 %" in finding.text
    assert "-2.1 %" in finding.text_zh


def test_another_providers_later_figure_settles_nothing(desk: Desk) -> None:
    for name, value, day in (("a", 110.0, "2021-11-30"), ("b", 114.5, "2021-12-22")):
        desk.document(name, f"Output value: {value} billion.", day, publisher=f"paper {name}")
        desk.claim(
            name,
            f"{value} billion",
            WORLD,
            measure="revenue",
            unit="CNY",
            value=value * 1e9,
            status="reported",
            period="2021",
        )
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert fact.verdict is Settlement.OPEN
    assert of_kind(book, "conflict")


def test_who_sets_a_target_may_revise_it(desk: Desk) -> None:
    desk.document("a", "The plan for 2025 is 100 GWh.", "2020-03-08", publisher="Firm")
    desk.document("b", "The plan for 2025 is 200 GWh.", "2021-03-08", publisher="Firm")
    desk.claim("a", "100 GWh", FIRM, value=100.0, period="2025")
    desk.claim("b", "200 GWh", FIRM, value=200.0, period="2025")
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert (fact.value, fact.verdict, fact.rule) == (200.0, Settlement.SETTLED, "targets")
    assert [c.kind for c in book.findings[fact.id]] == ["restated"]


def test_every_rule_names_known_criteria_and_says_itself_in_both_languages() -> None:
    from gigawatch.ledger.criterion import LOSSES, SCORES

    for rule in rules():
        assert set(rule.decisive) <= set(rule.prefer) <= set(SCORES) == set(LOSSES)
        assert rule.text_en
        assert rule.text_zh


def test_a_figure_told_as_the_former_one_loses_to_the_one_that_took_its_place(desk: Desk, sites: Sites) -> None:
    desk.document("a", "The plan was cut from 35 GWh to 20 GWh.", "2023-11-22")
    desk.document("b", "产能从之前的100GWh提高到200GWh。", "2021-03-08")
    desk.claim("a", "35 GWh", value=35.0)
    desk.claim("a", "20 GWh", value=20.0)
    desk.claim("b", "100GWh", sites("geely"), value=100.0, lang="zh")
    desk.claim("b", "200GWh", sites("geely"), value=200.0, lang="zh")
    book = make_ledger(desk.material())
    assert {(f.value, f.verdict) for f in book.facts.values()} == {
        (20.0, Settlement.SETTLED),
        (200.0, Settlement.SETTLED),
    }
    assert {(c.kind, c.severity) for checks in book.findings.values() for c in checks} == {("stale", Severity.INFO)}


def test_an_old_figure_told_again_after_a_newer_one_is_stale_and_does_not_win_by_its_day(desk: Desk) -> None:
    for name, value, day in (("a", 35.0, "2023-02-13"), ("b", 20.0, "2023-11-22"), ("c", 35.0, "2024-12-25")):
        desk.document(name, f"Paper {name} of {day}: the plant is to make {value:.0f} GWh.", day, publisher=name)
        desk.claim(name, f"{value:.0f} GWh", value=value)
    book = make_ledger(desk.material())
    newest = book.latest(book.facts.values())
    assert [f.value for f in newest] == [20.0]
    stale = next(c for c in book.candidates[newest[0].id] if c.document == "c")
    assert stale.relation is Relation.STALE
    (finding,) = of_kind(book, "stale")
    assert finding.severity is Severity.WARNING
    assert "35" in finding.text
    assert "20" in finding.text
    assert not of_kind(book, "conflict")


def test_an_old_figure_with_its_own_time_is_history(desk: Desk) -> None:
    for name, value, day, period in (
        ("a", 75.0, "2022-07-18", "2022-07"),
        ("b", 150.0, "2023-06-10", "2023-06"),
        ("c", 75.0, "2024-05-01", "2022-07"),
    ):
        desk.document(name, f"Paper {name}: {value:.0f} GWh run.", day, publisher=name)
        desk.claim(name, f"{value:.0f} GWh", value=value, period=period, status="operating")
    book = make_ledger(desk.material())
    assert not of_kind(book, "stale")
    assert {f.value for f in book.facts.values()} == {75.0, 150.0}


def test_what_several_voices_tell_again_is_no_slip(desk: Desk) -> None:
    days = ("2023-02-13", "2023-11-22", "2024-12-24", "2024-12-25", "2024-12-26")
    for name, value, day in zip("abcde", (35.0, 20.0, 35.0, 35.0, 35.0), days, strict=True):
        desk.document(name, f"Paper {name}: the plant is to make {value:.0f} GWh.", day, publisher=name)
        desk.claim(name, f"{value:.0f} GWh", value=value)
    assert not of_kind(make_ledger(desk.material()), "stale")


def test_a_plan_told_again_after_years_of_silence_is_the_same_plan(desk: Desk) -> None:
    for name, day in (("a", "2021-08-10"), ("b", "2026-01-14")):
        desk.document(name, f"Paper {name}: a new base of 50 GWh was signed.", day, publisher=name)
        desk.claim(name, "50 GWh", value=50.0, status="signed")
    (finding,) = of_kind(make_ledger(desk.material()), "stale")
    assert finding.severity is Severity.INFO
    assert "2021-08-10" in finding.text


def test_what_a_text_works_out_is_marked_and_never_settled(desk: Desk) -> None:
    text = "A cut of 42 percent would take off about $1.5 billion and leave about $2 billion."
    desk.document("a", text, "2023-11-21")
    desk.claim("a", "$2 billion", measure="investment", unit="USD", value=2e9, period="2023")
    book = make_ledger(desk.material())
    (fact,) = book.facts.values()
    assert (fact.verdict, fact.inference) == (Settlement.OPEN, Inference.COMPUTED)
    assert of_kind(book, "derived")[0].severity is Severity.INFO


def test_a_share_of_a_rounded_total_loses_to_the_figure_it_comes_from(desk: Desk) -> None:
    desk.document("a", "Of 1,800 GWh planned, 910 GWh are at medium risk.", "2023-03-06", publisher="Study")
    desk.document("b", "52% of the 1,800 GWh, or 936 GWh, are at medium risk.", "2023-03-07", publisher="Xinhua")
    risk = Entity("site-risk", EntityKind.SITE, "plans at risk")
    for name, words, value in (("a", "910 GWh", 910.0), ("b", "936 GWh", 936.0)):
        desk.claim(name, "1,800 GWh", value=1800.0, period="2030")
        desk.claim(name, words, risk, value=value, period="2030")
    desk.claim("b", "52%", measure="share", unit="%", value=52.0, period="2030")
    book = make_ledger(desk.material())
    fact = with_value(book, 910.0)
    assert fact.verdict is Settlement.SETTLED
    lost = next(c for c in book.candidates[fact.id] if not c.kept)
    assert (lost.value, lost.relation) == (936.0, Relation.DERIVED)
    assert "52%" in of_kind(book, "derived")[0].text


def test_an_amount_in_another_currency_is_not_worked_out(desk: Desk) -> None:
    desk.document("a", "It costs 96.2 billion yuan, equivalent to $14.2 billion.", "2022-07-25")
    yuan = desk.claim("a", "96.2 billion yuan", measure="investment", unit="CNY", value=9.62e10, period="2022")
    desk.claim("a", "$14.2 billion", measure="investment", unit="USD", value=1.42e10, period="2022", same_as=yuan)
    book = make_ledger(desk.material())
    assert {f.verdict for f in book.facts.values()} == {Settlement.SETTLED}
    assert not of_kind(book, "derived")


def test_one_sum_of_an_event_and_of_works_under_construction_is_a_matter_of_scope(desk: Desk, sites: Sites) -> None:
    desk.document("a", "Projects of over 210 billion yuan were signed at the expo.", "2023-09-26", publisher="One")
    desk.document("b", "34 projects of over 210 billion yuan are being built.", "2023-05-15", publisher="Two")
    told = {"measure": "investment", "unit": "CNY", "value": 2.1e11}
    signed = desk.claim("a", "over 210 billion yuan", EXPO, period="2022", status="signed", **told)  # type: ignore[arg-type]
    desk.mentions[(signed, "place")] = Mention(signed, "place", "Yibin", "place-yibin")
    desk.claim("b", "over 210 billion yuan", sites("city"), period="2022", status="under_construction", **told)  # type: ignore[arg-type]
    book = make_ledger(desk.material())
    (finding,) = of_kind(book, "scope")
    assert finding.severity is Severity.WARNING
    assert "Expo 2022" in finding.text
    assert "Yibin" in finding.text
    assert "宜宾" in finding.text_zh


def test_two_events_with_one_number_are_two_events(desk: Desk) -> None:
    other = Entity("event-fair-2022", EntityKind.EVENT, "Fair 2022", {}, None, {"year": "2022"})
    for name, event in (("a", EXPO), ("b", other)):
        desk.document(name, f"At event {name} 47 billion yuan were signed.", "2022-11-11", publisher=name)
        desk.claim(name, "47 billion yuan", event, measure="investment", unit="CNY", value=4.7e10, status="signed")
    assert not of_kind(make_ledger(desk.material()), "scope")


def test_the_money_of_a_phase_told_as_that_of_the_whole_is_a_matter_of_scope(desk: Desk, sites: Sites) -> None:
    phase = Entity("phase-1", EntityKind.PHASE, "Sichuan Times, phase 1", {}, "site-sichuan", {"ordinals": [1]})
    desk.document("a", "The plant costs 7 billion.", "2023-09-28", publisher="One")
    desk.document("b", "Its first phase costs 7 billion.", "2023-09-29", publisher="Two")
    for name, thing in (("a", sites("sichuan")), ("b", phase)):
        desk.claim(name, "7 billion", thing, measure="investment", unit="CAD", value=7e9)
    (finding,) = of_kind(make_ledger(desk.material()), "scope")
    assert finding.severity is Severity.INFO


def test_sales_told_as_domestic_and_as_with_exports_are_a_matter_of_scope(desk: Desk) -> None:
    desk.document("a", "Sales were 1,200.9 GWh, including exports.", "2026-01-10", publisher="One")
    desk.document("b", "Domestic sales were 1,200.9 GWh.", "2026-01-11", publisher="Two")
    for name in "ab":
        desk.claim(
            name, "1,200.9 GWh", FIRM, measure="sales", unit="GWh", value=1200.9, status="reported", period="2025"
        )
    (finding,) = of_kind(make_ledger(desk.material()), "scope")
    assert "without exports" in finding.text


def test_one_number_under_two_measures_is_a_suspected_mistranslation(desk: Desk) -> None:
    desk.document("a", "动力电池装车量294.6GWh。", "2023-01-12", publisher="One")
    desk.document("b", "装车量为294.6GWh。", "2023-01-13", publisher="Two")
    desk.document("c", "Cumulative production was 294.6 GWh.", "2023-06-14", publisher="Three")
    told = {"unit": "GWh", "value": 294.6, "status": "reported", "period": "2022"}
    for name in "ab":
        desk.claim(name, "294.6GWh", WORLD, measure="installed", lang="zh", **told)  # type: ignore[arg-type]
    desk.claim("c", "294.6 GWh", WORLD, measure="production", **told)  # type: ignore[arg-type]
    book = make_ledger(desk.material())
    (finding,) = of_kind(book, "measure")
    assert finding.severity is Severity.WARNING
    assert book.facts[finding.about].measure == "production"
    assert "installed" in (finding.suggestion or "").casefold()
    assert finding.suggestion_zh
    assert {f.value for f in book.facts.values()} == {294.6}


def test_a_document_that_tells_one_number_of_two_measures_knows_them_apart(desk: Desk) -> None:
    desk.document("a", "Output and sales were both 205.4 GWh: 205.4 GWh.", "2023-01-12")
    told = {"unit": "GWh", "value": 205.4, "status": "reported", "period": "2022"}
    desk.claim("a", "205.4 GWh", WORLD, measure="production", **told)  # type: ignore[arg-type]
    desk.document("b", "Sales were 205.4 GWh.", "2023-01-13")
    desk.claim("b", "205.4 GWh", WORLD, measure="sales", **told)  # type: ignore[arg-type]
    desk.claim("a", ": 205.4 GWh", WORLD, measure="sales", **told)  # type: ignore[arg-type]
    assert not of_kind(make_ledger(desk.material()), "measure")


def test_gigawatts_of_a_battery_plant_are_gigawatt_hours_a_year(desk: Desk) -> None:
    desk.document("a", "A plant of 40 gigawatts.", "2023-07-24", publisher="One")
    desk.document("b", "A plant of 40 GWh a year.", "2024-06-05", publisher="Two")
    desk.claim("a", "40 gigawatts", unit="GW", value=40.0)
    desk.claim("b", "40 GWh a year", value=40.0)
    (finding,) = of_kind(make_ledger(desk.material()), "measure")
    assert "GWh/yr" in (finding.suggestion or "")


def test_the_order_and_the_set_of_a_ranking_are_told_apart(desk: Desk) -> None:
    half = "2024年1-6月，国内动力电池装车量前五名依次为宁德时代、比亚迪、中创新航、亿纬锂能和国轩高科。"
    year = "2024年，国内动力电池装车量前五名依次为宁德时代、比亚迪、中创新航、国轩高科和亿纬锂能。"
    for name, text, day in (("a", half, "2024-08-06"), ("b", year, "2025-01-13")):
        desk.document(name, text, day, language="zh")
    (finding,) = of_kind(make_ledger(desk.material()), "rank")
    assert finding.severity is Severity.INFO
    assert "another order" in finding.text
    assert "Gotion" in finding.text
    assert "装车量" in finding.text_zh


def test_rankings_on_different_bases_are_not_compared(desk: Desk) -> None:
    one = "2024年动力电池装车量前三名依次为宁德时代、比亚迪、中创新航。"
    other = "2024年动力电池销量前三名依次为宁德时代、中创新航、比亚迪。"
    desk.document("a", one, "2025-01-12", language="zh")
    desk.document("b", other, "2025-01-13", language="zh")
    assert not of_kind(make_ledger(desk.material()), "rank")


def test_a_ranking_within_a_place_is_compared_with_those_of_that_place_alone(desk: Desk) -> None:
    wide = "2024年动力电池装车量前三名依次为宁德时代、比亚迪、中创新航。"
    local = "2024年四川动力电池装车量前三名依次为宁德时代、蜂巢能源、亿纬锂能。"
    desk.document("a", wide, "2025-01-12", language="zh")
    desk.document("b", local, "2025-01-13", language="zh")
    assert not of_kind(make_ledger(desk.material()), "rank")
    desk.document("c", local.replace("亿纬锂能", "比亚迪"), "2025-01-14", language="zh")
    assert len(of_kind(make_ledger(desk.material()), "rank")) == 1


def test_rankings_follow_each_other_by_the_end_of_their_periods(desk: Desk) -> None:
    last = "2024年12月，国内动力电池装车量前三名依次为宁德时代、比亚迪、中创新航。"
    half = "2024年上半年，国内动力电池装车量前三名依次为比亚迪、宁德时代、中创新航。"
    desk.document("a", last, "2025-01-12", language="zh")
    desk.document("b", half, "2024-07-13", language="zh")
    (finding,) = of_kind(make_ledger(desk.material()), "rank")
    assert finding.about == "org-catl"
