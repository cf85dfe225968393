"""A maker's claimed place: proved, refuted, or left open with the reason, by figures in a synthetic table."""

from __future__ import annotations

import random
from math import inf

import pytest

from gigawatch.ledger import make_ledger
from gigawatch.model import Bound, InputError, Kind, Observation
from gigawatch.outlook import Finding, find_superlatives, render_superlatives, superlative_record
from gigawatch.outlook.maker import rank_makers
from gigawatch.outlook.rank import Place, measure_of, place_of, usual_measure, whole_of


def count(desk, subject, value, period="2021", measure="installed", vintage="2022-01-10", **fields):
    key = f"obs-{len(desk.cells)}"
    desk.cells[key] = Observation(
        id=key, table="tables/synthetic.csv", row=len(desk.cells) + 1, subject=subject, measure=measure, period=period,
        value=value, unit="GWh", source="https://example.org/t", vintage=vintage, **fields,
    )  # fmt: skip
    return key


def boast(desk, words="the world's largest battery maker", subject="CATL", scope="world", published="2022-07-25"):
    desk.document("boast", f"{subject} is {words}.", published)
    desk.tell(Kind.SUPERLATIVE, "boast", words, superlative=words, subject=subject, scope=scope)
    (found,) = find_superlatives(desk.ledger())
    return found


def three(desk, total=None, **fields):
    for subject, value in (("CATL", 100.0), ("BYD", 40.0), ("LG Energy Solution", 60.0)):
        count(desk, subject, value, **fields)
    if total is not None:
        count(desk, "World", total, **fields)


def test_a_first_place_is_proved_where_the_rest_cannot_hold_a_larger_one(desk):
    three(desk, total=250.0)
    found = boast(desk)
    assert (found.finding, found.best, found.worst, found.reason) == (Finding.TRUE, 1, 1, None)
    assert found.makers.makers[0].organisation == "org-catl"


def test_a_first_place_is_open_where_the_rest_may_hold_a_larger_one(desk):
    three(desk, total=350.0)
    found = boast(desk)
    assert (found.finding, found.best, found.worst, found.reason) == (Finding.UNDECIDABLE, 1, 2, "too_close")


def test_without_a_total_any_number_may_stand_above(desk):
    three(desk)
    found = boast(desk)
    assert (found.finding, found.worst, found.reason) == (Finding.UNDECIDABLE, None, "unlisted")


def test_a_first_place_is_refuted_by_a_larger_maker(desk):
    three(desk)
    found = boast(desk, subject="BYD")
    assert (found.finding, found.best) == (Finding.FALSE, 3)
    assert set(found.counter) == {"obs-0", "obs-2"}


def test_a_subsidiary_that_a_table_counts_is_not_counted_again_as_its_group(desk):
    three(desk)
    ranking = rank_makers(desk.ledger(), "installed", whole_of("world"), "2021")
    assert [maker.organisation for maker in ranking.makers] == ["org-catl", "org-lges", "org-byd"]


@pytest.mark.parametrize(
    ("subject", "words", "finding"),
    [
        ("LG Energy Solution", "the world's second-largest battery maker", Finding.TRUE),
        ("BYD", "the world's second-largest battery maker", Finding.FALSE),
        ("CATL", "the world's second-largest battery maker", Finding.FALSE),
        ("BYD", "among the world's top five battery makers", Finding.TRUE),
        ("BYD", "全球第三大动力电池企业", Finding.TRUE),
        ("CATL", "全球前三的动力电池企业", Finding.TRUE),
    ],
)
def test_other_places_are_checked_as_they_are_claimed(desk, subject, words, finding):
    three(desk, total=210.0)
    assert boast(desk, words, subject).finding is finding


def test_hedges_that_overlap_leave_two_places(desk):
    count(desk, "CATL", 100.0, qualifier=Bound.ABOUT)
    count(desk, "BYD", 99.0, qualifier=Bound.ABOUT)
    count(desk, "World", 199.0)
    found = boast(desk)
    assert (found.finding, found.best, found.reason) == (Finding.UNDECIDABLE, 1, "too_close")


def test_an_exact_tie_leaves_two_places(desk):
    count(desk, "CATL", 50.0)
    count(desk, "BYD", 50.0)
    count(desk, "World", 100.0)
    assert boast(desk).finding is Finding.UNDECIDABLE


def test_the_measure_that_the_words_name_is_ranked(desk):
    three(desk, total=210.0)
    for subject, value in (("CATL", 10.0), ("BYD", 20.0), ("World", 35.0)):
        count(desk, subject, value, measure="sales")
    assert boast(desk, "the world's largest maker by sales").finding is Finding.FALSE


def test_the_latest_whole_year_before_the_claim_is_taken(desk):
    three(desk, total=210.0, period="2020")
    count(desk, "CATL", 1.0, period="2022")
    count(desk, "BYD", 2.0, period="2022")
    found = boast(desk)
    assert (found.makers.period, found.finding) == ("2020", Finding.TRUE)


def test_a_restated_figure_replaces_the_earlier_one(desk):
    three(desk, total=210.0)
    count(desk, "BYD", 120.0, vintage="2022-06-01")
    assert boast(desk).finding is Finding.FALSE


def test_a_figure_published_after_the_claim_does_not_decide_it(desk):
    three(desk, total=210.0)
    count(desk, "BYD", 120.0, vintage="2022-09-01")
    found = boast(desk)
    assert (found.finding, found.judged_on) == (Finding.TRUE, "2022-07-25")


def test_a_year_counted_only_after_the_claim_is_not_the_latest_one(desk):
    three(desk, total=210.0, period="2020", vintage="2021-01-10")
    three(desk, total=210.0, period="2021", vintage="2022-09-01")
    assert boast(desk).makers.period == "2020"


def say_made(desk, name, subject, value, **fields):
    desk.document(name, f"In 2021 {subject} made {value} GWh.", "2022-02-01")
    told = {"measure": "production", "subject": subject, "period": "2021", "status": "reported", "place": None}
    desk.say(name, f"{value} GWh", float(value), "GWh", **(told | fields))


def test_what_is_planned_is_not_ranked_beside_what_was_made(desk):
    say_made(desk, "a", "CATL", 100)
    say_made(desk, "b", "BYD", 40)
    say_made(desk, "c", "SVOLT", 500, status="planned")
    words = "the world's largest maker by production"
    found = boast(desk, words)
    assert [maker.quantity.value for maker in found.makers.makers] == [100, 40]
    (planned,) = [one for one in find_superlatives(again(desk, words, "SVOLT")) if one.subject == "SVOLT"]
    assert (planned.finding, planned.reason) == (Finding.UNDECIDABLE, "other_state")


def again(desk, words, subject):
    desk.document("again", f"{subject} is {words}.", "2022-07-26")
    desk.tell(Kind.SUPERLATIVE, "again", words, superlative=words, subject=subject, scope="world")
    return desk.ledger()


@pytest.mark.parametrize("scope", ["province", None])
@pytest.mark.parametrize(("subject", "finding"), [("BYD", Finding.UNDECIDABLE), ("SVOLT", Finding.FALSE)])
def test_a_place_in_a_province_is_decided_within_it_and_not_by_the_world_s_figures(desk, scope, subject, finding):
    three(desk, total=210.0, measure="production")
    say_made(desk, "a", "BYD", 30, place="Yibin")
    say_made(desk, "b", "SVOLT", 20, place="Chengdu")
    say_made(desk, "c", "CATL", 90, place="Ningde")
    found = boast(desk, "Sichuan's largest maker by production", subject, scope)
    assert found.finding is finding
    assert [maker.quantity.value for maker in found.makers.makers] == [30, 20]


def test_a_claim_within_china_is_held_against_china_s_figures(desk):
    three(desk, total=210.0)
    for subject, value in (("CATL", 20.0), ("BYD", 30.0), ("China", 55.0)):
        count(desk, subject, value, measure="installed_in_china")
    assert boast(desk, "China's largest battery maker", scope="China").finding is Finding.FALSE


@pytest.mark.parametrize(
    ("subject", "scope", "reason"),
    [("Zzyzx Cells", "world", "no_subject"), ("CATL", "province", "no_whole"), ("SVOLT", "world", "no_figures")],
)
def test_what_cannot_be_compared_abstains_with_the_reason(desk, subject, scope, reason):
    three(desk, total=210.0)
    found = boast(desk, subject=subject, scope=scope)
    assert (found.finding, found.reason) == (Finding.UNDECIDABLE, reason)


def test_superlatives_of_one_company_are_those_said_of_it(desk):
    three(desk, total=250.0)
    boast(desk)
    ledger = desk.ledger()
    assert len(find_superlatives(ledger, "宁德时代")) == 1
    assert find_superlatives(ledger, "BYD") == ()
    with pytest.raises(InputError):
        find_superlatives(ledger, "Zzyzx Cells")


def test_a_finding_is_told_in_both_languages_with_its_ranking(desk):
    three(desk, total=350.0)
    found = boast(desk)
    english, chinese = (render_superlatives([found], desk.ledger(), lang) for lang in ("en", "zh"))
    assert "claimed place 1 to 1; the figures leave 1 to 2" in english
    assert "数据允许的名次：第1至第2" in chinese
    assert "宁德时代" in chinese
    assert superlative_record(found)["reason"] == "too_close"


def test_a_ranking_does_not_depend_on_the_order_of_its_cells(desk):
    three(desk, total=350.0)
    count(desk, "BYD", 41.0, vintage="2022-03-01")
    ledger = desk.ledger()
    cells = list(ledger.material.observations.items())
    random.Random(3).shuffle(cells)
    desk.cells = dict(cells)
    whole = whole_of("world")
    assert rank_makers(make_ledger(desk.ledger().material), "installed", whole, "2021") == rank_makers(
        ledger, "installed", whole, "2021"
    )


def test_words_claim_a_place_or_none():
    assert place_of("ranked No. 2 worldwide") == Place(2, 2)
    assert place_of("位列全球前五") == Place(1, 5)
    assert place_of("greenest") is None
    assert (measure_of("出货量第一"), measure_of("largest"), usual_measure()) == ("shipments", None, "installed")
    assert whole_of("Asia") is None


def test_an_open_place_is_infinite(desk):
    three(desk)
    ranking = rank_makers(desk.ledger(), "installed", whole_of(None), "2021")
    assert ranking.places("org-catl") == (1, inf)
    assert ranking.places("org-svolt") is None
