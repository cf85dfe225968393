"""What is believed of a model's proposals, and why the rest is not. All texts are synthetic."""

from __future__ import annotations

import pytest
from proposal_server import Desk, agreeing, claims_of, document, proposal, read

from gigawatch.claims import verify_claim
from gigawatch.claims.proposal import Reason, SecondReading
from gigawatch.model import Bound

TEXT = (
    "CATL has invested 64 billion yuan in Yibin for a base of 235 gigawatt-hours a year. "
    "The plant was ranked 3rd among 40 projects on July 21, 2022, and uses 4680 cells. Building took 18 months. "
    "Profit was 26 million dollars in 2021."
)
INVESTED = "CATL has invested 64 billion yuan in Yibin"
BASE = "a base of 235 gigawatt-hours a year"
RIGHT = agreeing(claims_of(document(TEXT))[0], INVESTED)


def reason(second: SecondReading) -> Reason:
    assert (second.claims, second.disagreements, second.agreed, second.notices) == ([], [], 0, [])
    return second.refusals[0].reason


def test_a_proposal_that_says_what_the_grammar_says_agrees_and_adds_nothing(desk: Desk) -> None:
    second = read(desk, document(TEXT), RIGHT)
    assert (second.agreed, second.claims, second.disagreements, second.refusals) == (1, [], [], [])


def test_a_value_in_another_unit_of_the_same_kind_is_the_same_value(desk: Desk) -> None:
    right = agreeing(claims_of(document(TEXT))[1], BASE)
    second = read(desk, document(TEXT), right | {"value": 235_000, "unit": "MWh/yr"})
    assert (second.agreed, second.refusals) == (1, [])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"quote": "a base of 325 gigawatt-hours a year"}, Reason.NOT_IN_TEXT),
        ({"quote": "a base of 235 gigawatt hours a year"}, Reason.NOT_IN_TEXT),
        ({"quote": "A base of 235 gigawatt-hours a year"}, Reason.NOT_IN_TEXT),
        ({"quote": "You read news about the battery industry"}, Reason.NOT_IN_TEXT),
        ({"value": 325}, Reason.OTHER_VALUE),
        ({"value": 235_000}, Reason.OTHER_VALUE),
        ({"value": -235}, Reason.OTHER_VALUE),
        ({"high": 240}, Reason.OTHER_VALUE),
        ({"unit": "GW"}, Reason.OTHER_VALUE),
        ({"unit": "t/yr"}, Reason.OTHER_VALUE),
        ({"unit": "flurbs"}, Reason.UNKNOWN_UNIT),
        ({"measure": "bigness"}, Reason.UNKNOWN_MEASURE),
        ({"measure": "jobs"}, Reason.MISFIT),
        ({"status": "rumoured to be"}, Reason.UNKNOWN_STATUS),
        ({"subject": "BYD"}, Reason.NAME_NOT_IN_TEXT),
        ({"subject": "ATL"}, Reason.NAME_NOT_IN_TEXT),
        ({"subject": " CATL"}, Reason.NAME_NOT_IN_TEXT),
        ({"subject": "."}, Reason.NAME_NOT_IN_TEXT),
        ({"place": "Yibin; Atlantis"}, Reason.NAME_NOT_IN_TEXT),
        ({"place": "Yibin; "}, Reason.NAME_NOT_IN_TEXT),
        ({"period": "2035"}, Reason.PERIOD_NOT_IN_TEXT),
        ({"period": "1000/2999"}, Reason.PERIOD_NOT_IN_TEXT),
        ({"period": "٢٠٢٢"}, Reason.PERIOD_NOT_IN_TEXT),
        ({"period": " 2022"}, Reason.PERIOD_NOT_IN_TEXT),
        ({"period": "2022-13"}, Reason.PERIOD_NOT_IN_TEXT),
        ({"period": "some day"}, Reason.PERIOD_NOT_IN_TEXT),
        ({"quote": "35 gigawatt-hours a year", "value": 35}, Reason.NO_FIGURE),
        ({"quote": "235", "value": 235}, Reason.NO_FIGURE),
    ],
)
def test_what_the_text_does_not_say_is_refused_with_its_reason(
    desk: Desk, said: dict[str, object], expected: Reason
) -> None:
    wrong = proposal(BASE, 235, "GWh/yr", "capacity", "reported") | said
    assert reason(read(desk, document(TEXT), wrong)) is expected


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [("ranked 3rd", 3, "count"), ("on July 21, 2022", 2022, "count"), ("uses 4680 cells", 4680, "count")],
)
def test_ranks_dates_and_models_are_no_quantities_whoever_says_so(
    desk: Desk, quote: str, value: float, unit: str
) -> None:
    assert reason(read(desk, document(TEXT), proposal(quote, value, unit, "other", "reported"))) is Reason.NO_FIGURE


def test_the_tail_of_a_rank_is_no_count_though_it_reads_like_one_alone(desk: Desk) -> None:
    note = document("该厂是全国第235家企业,年产8GWh。", language="zh")
    assert reason(read(desk, note, proposal("35家企业", 35, "count", "other", "reported"))) is Reason.NO_FIGURE


def test_an_amount_in_another_currency_is_another_amount(desk: Desk) -> None:
    wrong = proposal("Profit was 26 million dollars in 2021", 2.6e7, "CNY", "revenue", "reported")
    assert reason(read(desk, document(TEXT), wrong)) is Reason.OTHER_VALUE


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("CATL has a base of 1,235 GWh in Yibin.", "235 GWh in Yibin", 235, "GWh"),
        ("CATL has a base of 12 to 35 GWh in Yibin.", "35 GWh in Yibin", 35, "GWh"),
        ("CATL has a base of 0.35 GWh in Yibin.", "35 GWh in Yibin", 35, "GWh"),
        ("宜宾引进第235家企业，员工10人。", "35家企业", 35, "count"),
        ("宜宾引进235家企业。", "35家企业", 35, "count"),
        ("宜宾引进三百三十五家企业。", "三十五家企业", 35, "count"),
        ("宜宾项目总投资3.5亿元。", "5亿元", 5e8, "CNY"),
    ],
)
def test_a_quote_that_begins_inside_a_number_holds_none(
    desk: Desk, text: str, quote: str, value: float, unit: str
) -> None:
    measure = "investment" if unit == "CNY" else "capacity" if unit == "GWh" else "other"
    second = read(desk, document(text), proposal(quote, value, unit, measure, "reported"))
    assert reason(second) is Reason.NO_FIGURE


def test_a_duration_is_left_out_as_the_grammar_leaves_it_out(desk: Desk) -> None:
    said = proposal("Building took 18 months", 18, "month", "other", "reported")
    assert reason(read(desk, document(TEXT), said)) is Reason.LEFT_OUT


def test_a_figure_told_again_is_left_out_as_the_grammar_leaves_it_out(desk: Desk) -> None:
    text = "Northvale Cells will build a 9 GWh plant in Toledo. The plant of 9 GWh in Toledo opens in 2024."
    assert len(claims_of(document(text))) == 1
    again = proposal("The plant of 9 GWh in Toledo", 9, "GWh/yr", "capacity", "planned")
    first = proposal("will build a 9 GWh plant", 9, "GWh/yr", "capacity", "planned")
    second = read(desk, document(text), first, again)
    assert [refusal.reason for refusal in second.refusals] == [Reason.LEFT_OUT]


def test_a_quote_that_stands_twice_and_a_value_that_stands_twice_are_ambiguous(desk: Desk) -> None:
    text = "Line one makes 9 GWh in Toledo. Line two makes 9 GWh in Reno."
    short = proposal("9 GWh", 9, "GWh", "capacity", "operating")
    long = proposal(text, 9, "GWh", "capacity", "operating")
    second = read(desk, document(text), short, long)
    assert [refusal.reason for refusal in second.refusals] == [Reason.REPEATED_QUOTE, Reason.TWO_FIGURES]


def test_the_second_proposal_of_one_figure_is_refused(desk: Desk) -> None:
    second = read(desk, document(TEXT), RIGHT, RIGHT | {"measure": "revenue"})
    assert second.agreed == 1
    assert [refusal.reason for refusal in second.refusals] == [Reason.PROPOSED_TWICE]


def test_a_refusal_tells_what_was_met_instead(desk: Desk) -> None:
    refusal = read(desk, document(TEXT), proposal(BASE, 325, "GWh/yr", "capacity", "reported")).refusals[0]
    assert (refusal.detail, refusal.quote, refusal.document) == ("235 GWh a year", BASE, "a")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("measure", "contract_value"),
        ("status", "forecast"),
        ("subject", "Profit"),
        ("place", "base"),
        ("period", "2021"),
    ],
)
def test_where_a_field_differs_the_claim_stays_and_a_person_is_asked(desk: Desk, field: str, value: str) -> None:
    note = document(TEXT)
    claim = claims_of(note)[0]
    second = read(desk, note, RIGHT | {field: value})
    (difference,) = second.disagreements
    assert (difference.field, difference.proposed, difference.claim) == (field, value, claim.id)
    assert difference.claimed == getattr(claim, field) != value
    assert (difference.surface, difference.start, difference.end) == (claim.surface, claim.start, claim.end)
    assert difference.sentence == TEXT[: len(difference.sentence)]
    assert (second.claims, second.agreed) == ([], 0)
    assert claims_of(note)[0] == claim


def test_the_same_question_keeps_its_id_in_every_run(desk: Desk) -> None:
    first, again = (read(desk, document(TEXT), RIGHT | {"measure": "price"}).disagreements[0] for _ in range(2))
    other = read(desk, document(TEXT), RIGHT | {"measure": "revenue"}).disagreements[0]
    assert first.id == again.id != other.id


@pytest.mark.parametrize("period", ["2021", "2022", "2022-07", "2022-07-21", "2022-H2", "2022-Q3", "2022 target"])
def test_a_period_around_one_that_the_text_names_may_be_proposed(desk: Desk, period: str) -> None:
    assert read(desk, document(TEXT), RIGHT | {"period": period}).refusals == []


def test_silence_and_another_writing_of_a_name_are_no_disagreement(desk: Desk) -> None:
    text = "宁德时代(CATL)在宜宾投资640亿元建设动力电池基地。"
    note = document(text, language="zh")
    claim = claims_of(note)[0]
    said = proposal("投资640亿元", 6.4e10, "CNY", claim.measure, claim.status or "", subject="CATL")
    assert claim.subject == "宁德时代"
    assert read(desk, note, said).disagreements == []


BILINGUAL = "Northvale Cells opened a plant in Chengdu. 北谷公司成都基地总投资约三十六亿元,员工一百人。"


def test_a_figure_in_the_other_language_of_a_bilingual_text_is_added(desk: Desk) -> None:
    note = document(BILINGUAL)
    assert claims_of(note) == []
    fields = {"subject": "北谷公司", "place": "成都"}
    said = proposal("总投资约三十六亿元", 3.6e9, "CNY", "investment", "announced", **fields)
    (claim,) = read(desk, note, said).claims
    verify_claim(claim, BILINGUAL)
    assert (claim.value, claim.unit, claim.surface, claim.lang) == (3.6e9, "CNY", "约三十六亿元", "zh")
    assert claim.qualifier is Bound.ABOUT
    assert (claim.subject, claim.place, claim.status, claim.period) == ("北谷公司", "成都", "announced", None)
    assert (claim.reader, claim.confidence) == ("llm:synthetic-model/1", 0.5)


def test_a_capacity_that_is_added_is_per_year_and_surer_is_always_the_grammar(desk: Desk) -> None:
    text = "蓝川公司在眉山开工,总投资36亿元。BlueRiver starts with twelve plants and tripled its staff."
    note = document(text, language="zh")
    said = proposal("BlueRiver starts with twelve plants", 12, "count", "projects", "announced", subject="BlueRiver")
    second = read(desk, note, said, proposal("tripled its staff", 3, "x", "growth", "reported"))
    plants, growth = second.claims
    assert (plants.value, plants.lang, plants.subject) == (12, "en", "BlueRiver")
    assert (growth.value, growth.unit, growth.multiple) == (3, "x", "to")
    assert max(claim.confidence for claim in second.claims) < min(claim.confidence for claim in claims_of(note))


def test_the_other_half_of_a_bilingual_text_tells_nothing_new(desk: Desk) -> None:
    text = "Northvale Cells will invest 3.6 billion yuan in Chengdu. 北谷公司成都基地总投资三十六亿元。"
    said = proposal("总投资三十六亿元", 3.6e9, "CNY", "investment", "announced")
    second = read(desk, document(text), said)
    assert second.claims == []
    assert [refusal.reason for refusal in second.refusals] == [Reason.RESTATED]
