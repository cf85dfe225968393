"""Quantity claims in context: measure, subject, place, period, status, links, and that each stands on its words."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gigawatch.claims import FIELDS, detect_language, read_claims, verify_claim
from gigawatch.model import Bound, Document, EvidenceError, Kind, QuantityClaim
from stopwatch import seconds_of

SHARED = Path(__file__).parents[2] / "../shared"


def document(text: str, published: date | None = date(2023, 5, 20), language: str | None = None) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(id="d", path="d.txt", sha256=sha256, text=text, published=published, language=language)


def read(text: str, published: date | None = date(2023, 5, 20)) -> list[QuantityClaim]:
    claims = read_claims(document(text, published), kinds=[Kind.QUANTITY]).claims
    return [claim for claim in claims if isinstance(claim, QuantityClaim)]


@pytest.mark.skipif(not SHARED.exists(), reason="the reference material is not here")
@pytest.mark.parametrize("published", [None, date(2022, 7, 25)])
def test_the_commissioning_release_gives_its_figures(published: date | None) -> None:
    claims = read((SHARED / "seed" / "press-release.txt").read_text(encoding="utf-8"), published)
    told = {(c.measure, c.value, c.unit): c for c in claims}
    projects, yuan = told["projects", 48, "count"], told["investment", 9.62e10, "CNY"]
    dollars, catl = told["investment", 1.42e10, "USD"], told["investment", 6.4e10, "CNY"]
    capacity = told["capacity", 235, "GWh/yr"]
    assert dollars.same_as == yuan.id
    assert yuan.same_as is None
    assert (catl.subject, catl.place, catl.status) == ("CATL", "Yibin", "reported")
    assert (capacity.subject, capacity.place) == ("CATL", "Yibin")
    for claim in (projects, yuan, dollars):
        assert (claim.status, claim.place, claim.period) == ("signed", "Yibin", "2022-07-21/2022-07-23")
    assert len(claims) <= 7


def test_an_english_notice_gives_subject_place_state_and_jobs() -> None:
    plant, jobs = read("Northvale Cells announced a $2.2 billion plant in Kearney, Nebraska, creating 750 jobs.")
    assert (plant.measure, plant.value, plant.unit) == ("investment", 2.2e9, "USD")
    assert (plant.subject, plant.place, plant.status) == ("Northvale Cells", "Kearney", "announced")
    assert (jobs.measure, jobs.value, jobs.subject) == ("jobs", 750, "Northvale Cells")


def test_a_chinese_notice_gives_subject_place_phase_and_date() -> None:
    text = "5月18日,蓝川新能源有限公司年产8GWh动力电池项目在四川省眉山市开工,总投资36亿元,其中一期投资12亿元。"
    capacity, total, first = read(text)
    assert (capacity.measure, capacity.value, capacity.unit) == ("capacity", 8, "GWh/yr")
    assert {c.subject for c in (capacity, total, first)} == {"蓝川新能源有限公司"}
    assert {c.place for c in (capacity, total, first)} == {"四川省眉山市"}
    assert {c.status for c in (capacity, total, first)} == {"under_construction"}
    assert {c.period for c in (capacity, total, first)} == {"2023-05-18"}
    assert (total.phase, first.phase) == (None, "一期")


def test_monthly_statistics_are_reported_of_the_country_with_their_basis() -> None:
    text = "4月,我国动力电池产量为47.0GWh,同比增长38.7%,环比下降8.3%。装车量25.1GWh,占产量的53.4%。"
    made, rise, fall, fitted, share = read(text)
    assert (made.measure, made.subject, made.period, made.status) == ("production", "我国", "2023-04", "reported")
    assert (rise.measure, rise.value, rise.basis) == ("growth", 38.7, "yoy")
    assert (fall.value, fall.basis) == (-8.3, "mom")
    assert (fitted.measure, share.measure) == ("installed", "share")
    assert (fitted.period, share.period) == ("2023-04", "2023-04")


def test_production_sales_shipments_and_installations_are_told_apart() -> None:
    text = "产量达10.5GWh,销量9.4GWh,出口2.2GWh,装车量5.1GWh,产能60GWh。"
    assert [c.measure for c in read(text)] == ["production", "sales", "shipments", "installed", "capacity"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The firm broke ground on a 9 GWh plant.", "under_construction"),
        ("The firm cancelled its 9 GWh plant.", "cancelled"),
        ("The 9 GWh plant has been put on hold.", "delayed"),
        ("The firm plans a 9 GWh plant.", "planned"),
        ("The firm announced a 9 GWh plant.", "announced"),
        ("The firm has a current annual capacity of 9 GWh.", "operating"),
        ("公司终止年产9GWh项目。", "cancelled"),
        ("公司拟建设年产9GWh项目。", "announced"),
        ("年产9GWh项目开工。", "under_construction"),
        ("目前已建成产能9GWh。", "operating"),
        ("规划产能9GWh。", "planned"),
        ("集中签约年产9GWh项目。", "signed"),
    ],
)
def test_the_state_of_a_project_comes_from_its_words(text: str, status: str) -> None:
    assert [c.status for c in read(text)] == [status]


def test_what_a_plant_is_to_yield_is_a_forecast() -> None:
    (_, output) = read("项目开工,总投资30亿元。全部达产后预计年产值超50亿元。")
    assert (output.measure, output.status, output.qualifier) == ("revenue", "forecast", Bound.OVER)


def test_one_amount_in_two_currencies_is_two_lines_linked() -> None:
    first, second = read("项目总投资14亿欧元(约合108亿元人民币)。")
    assert second.same_as == first.id
    assert (first.qualifier, second.qualifier) == (None, Bound.ABOUT)


def test_a_list_of_amounts_is_not_linked() -> None:
    assert {c.same_as for c in read("Backers put in EUR 90 million, $210 million and RMB 3 billion.")} == {None}


def test_a_figure_told_again_is_one_claim_at_its_most_precise() -> None:
    claims = read("Northvale Cells to spend nearly $2 billion\n\nNorthvale Cells will spend $1.98 billion in Ohio.")
    assert [c.value for c in claims] == [1.98e9]


def test_the_same_value_of_another_firm_is_another_claim() -> None:
    text = "Northvale Cells announced a plant with 850 jobs.\n\nOrbital Cathode announced a plant with 850 jobs."
    assert [c.subject for c in read(text)] == ["Northvale Cells", "Orbital Cathode"]


def test_a_place_in_the_name_of_a_company_is_not_where_it_is() -> None:
    (claim,) = read("Nebraska Cells Inc. announced a plant with 850 jobs in Toledo, Ohio.")
    assert claim.place == "Toledo"


def test_a_stopped_project_takes_its_other_figures_with_it() -> None:
    text = "蓝川新能源公告,公司终止年产8GWh项目。该项目原拟投资36亿元。"
    assert {c.status for c in read(text)} == {"cancelled"}


def test_durations_and_dates_are_no_claims() -> None:
    assert read("Signed two months ago, it runs for 12 years from May 2024 over 30 days.") == []


def test_a_share_in_words_keeps_its_hedge() -> None:
    (claim,) = read("产能占全国近半。")
    assert (claim.value, claim.unit, claim.qualifier) == (50, "%", Bound.NEARLY)


def test_multiples_say_whether_they_are_by_or_to() -> None:
    assert [c.multiple for c in read("产值增长3.5倍,销量增至2倍。")] == ["by", "to"]


def test_traditional_text_is_read_with_the_words_it_uses() -> None:
    (claim,) = read("公司已建成換電站超過260座。")
    assert (claim.value, claim.qualifier, claim.measure) == (260, Bound.OVER, "stations")
    assert claim.surface == "超過260座"


def test_ids_come_from_content_and_not_from_the_path() -> None:
    here = document("CATL will invest 5 billion yuan.")
    there = replace(here, path="elsewhere/x.txt", id="other")
    ids = [[c.id for c in read_claims(d, kinds=[Kind.QUANTITY]).claims] for d in (here, there)]
    assert ids[0] == ids[1] != []


def test_every_claim_is_verified_against_its_words() -> None:
    text = "CATL will invest 5 billion yuan in a 30 GWh plant."
    for claim in read(text):
        verify_claim(claim, text)
        with pytest.raises(EvidenceError):
            verify_claim(replace(claim, value=claim.value * 10), text)
        with pytest.raises(EvidenceError):
            verify_claim(replace(claim, start=claim.start + 1), text)
        with pytest.raises(EvidenceError):
            verify_claim(replace(claim, unit="t"), text)


def test_a_value_beside_the_span_is_no_evidence() -> None:
    text = "CATL will invest 5 billion yuan in a 30 GWh plant."
    money, capacity = read(text)
    swapped = replace(money, surface=capacity.surface, start=capacity.start, end=capacity.end)
    with pytest.raises(EvidenceError):
        verify_claim(swapped, text)


def test_another_language_gives_no_claims_and_one_notice() -> None:
    reading = read_claims(document("Das Werk wird im Jahr 10 GWh Batteriezellen herstellen und 500 Stellen schaffen."))
    assert reading.claims == []
    assert len(reading.notices) == 1
    assert "'de'" in reading.notices[0]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The plant makes 10 GWh of cells a year.", "en"),
        ("年产10GWh动力电池项目开工", "zh"),
        ("工場は年間10GWhの電池を生産する予定です", "ja"),
        ("L'usine de batteries produira 16 GWh par an en France", "fr"),
    ],
)
def test_languages_are_told_apart(text: str, lang: str) -> None:
    assert detect_language(text) == lang


def test_an_empty_text_gives_nothing() -> None:
    assert read_claims(document("")).claims == []


def test_fields_name_every_kind() -> None:
    assert set(FIELDS) == set(Kind)
    assert set(FIELDS[Kind.QUANTITY]) == set(QuantityClaim.__dataclass_fields__)


@pytest.mark.parametrize("unit", ["5% ", "Aa Aa ", "年产1吨，", "公司", "12 GWh, ", "\n- 5 GWh"])
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    short = _seconds(unit * (2000 // len(unit)))
    long = _seconds(unit * (8000 // len(unit)))
    assert long < max(9 * short, 1.0)


def _seconds(text: str) -> float:
    return seconds_of(lambda: read(text))
