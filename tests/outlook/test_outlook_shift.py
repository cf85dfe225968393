"""Where the industry is and where it moves, by synthetic plants and table cells."""

from __future__ import annotations

import json
import re
import tomllib
from math import inf, log
from pathlib import Path

import pytest

from gigawatch.model import Bound, InputError, Kind, Observation
from gigawatch.outlook.shift import Support, as_json, find_shift, four_regions, render_text
from gigawatch.outlook.shift.phrase import Voice
from gigawatch.outlook.shift.setting import WHOLE, settings

SICHUAN, JIANGSU, GUANGDONG, CHONGQING = (f"place-cn-{n}" for n in ("sichuan", "jiangsu", "guangdong", "chongqing"))
PHRASES = Path(__file__).parents[2] / "src" / "gigawatch" / "outlook" / "data" / "shift_phrase.toml"


def plant(desk, firm, place, value, period, status="operating", **fields):
    name = f"{firm}-{place}-{period}-{status}".replace(" ", "-")
    words = f"{value:g} GWh"
    desk.document(name, f"Synthetic. {firm} in {place} has {words} a year.", f"{period}-28")
    return desk.say(name, words, value, subject=firm, place=place, period=period, status=status, **fields)


def cell(desk, subject, value, period, table="country_battery", measure="capacity", unit="GWh/yr", page="a", **fields):
    key = f"obs-{len(desk.cells)}"
    desk.cells[key] = Observation(
        id=key, table=table, row=len(desk.cells) + 1, subject=subject, measure=measure, period=period, value=value,
        unit=unit, source=f"https://example.org/{page}", vintage="2024-01-10", **fields,
    )  # fmt: skip
    return key


def say(desk, words="China's battery industry will shift westward, above all to Sichuan", about="China's industry"):
    desk.document("speech", f"Synthetic. {words}.", "2022-07-25")
    fields = {"content": words, "about": about, "speaker": "A Speaker", "modality": "forecast", "date": "2022-07-25"}
    return desk.tell(Kind.STATEMENT, "speech", words, **fields)


def two_years(desk, sichuan=(15, 100), jiangsu=(40, 60), **fields):
    for year, west, east in zip(("2021", "2023"), sichuan, jiangsu, strict=True):
        plant(desk, "CATL", "Yibin", west, f"{year}-06", **fields)
        plant(desk, "SVOLT", "Changzhou", east, f"{year}-06", **fields)


ELSEWHERE = {
    "Shenzhen": "BYD", "Hefei": "Gotion High-tech", "Ningde": "CATL", "Wuhan": "EVE Energy", "Xi'an": "BYD",
}  # fmt: skip


def elsewhere(desk, *years, value=20, **fields):
    """The same in five more provinces, so that a centre and a concentration are told."""
    for year in years:
        for place, firm in ELSEWHERE.items():
            plant(desk, firm, place, value, f"{year}-06", **fields)


def year_of(course, year):
    return next(one for one in course.years if one.year == year)


def test_each_year_end_tells_amounts_shares_and_how_many_regions_are_told(desk):
    two_years(desk)
    year = year_of(find_shift(desk.ledger()).course("ledger"), "2021")
    told = {one.amount.region: (one.amount.interval.low, one.share.low) for one in year.shares}
    assert told == {JIANGSU: (40, pytest.approx(40 / 55)), SICHUAN: (15, pytest.approx(15 / 55))}
    assert (year.regions, len(year.shares)) == (31, 2)
    assert all(one.amount.evidence[0].startswith("fact-") for one in year.shares)


def test_a_hedge_makes_every_share_an_interval_and_leaves_indices_without_one(desk):
    plant(desk, "CATL", "Yibin", 30, "2021-06", qualifier=Bound.OVER)
    plant(desk, "SVOLT", "Changzhou", 30, "2021-06")
    year = year_of(find_shift(desk.ledger()).course("ledger"), "2021")
    shares = {one.amount.region: one.share for one in year.shares}
    assert (shares[SICHUAN].low, shares[SICHUAN].high) == (0.5, 1.0)
    assert (shares[JIANGSU].low, shares[JIANGSU].high) == (0.0, 0.5)
    assert year.total.high == inf
    elsewhere(desk, "2021")
    year = year_of(find_shift(desk.ledger()).course("ledger"), "2021")
    assert year.herfindahl.interval is None
    assert year.centre.latitudes is None


def test_equal_regions_are_as_little_concentrated_as_can_be(desk):
    plant(desk, "CATL", "Yibin", 20, "2021-06")
    elsewhere(desk, "2021")
    year = year_of(find_shift(desk.ledger()).course("ledger"), "2021")
    assert year.herfindahl.value == pytest.approx(1e4 / 6)
    assert year.theil.value == pytest.approx(0)


def test_half_and_five_tenths_have_the_indices_of_the_textbook(desk):
    plant(desk, "CATL", "Yibin", 100, "2021-06")
    elsewhere(desk, "2021")
    year = year_of(find_shift(desk.ledger()).course("ledger"), "2021")
    assert year.herfindahl.value == pytest.approx(1e4 * (1 / 4 + 5 / 100))
    assert year.theil.value == pytest.approx(1 / 2 * log(6 / 2) + 1 / 2 * log(6 / 10))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_few_regions_have_no_concentration_and_no_centre_and_the_page_says_why(desk, count):
    for place, firm in list(ELSEWHERE.items())[:count]:
        plant(desk, firm, place, 40, "2021-06")
    ledger = desk.ledger()
    shift = find_shift(ledger)
    year = year_of(shift.course("ledger"), "2021")
    assert (year.herfindahl, year.theil, year.centre) == (None, None, None)
    told = render_text(shift, ledger, "en")
    assert f"too few regions told ({count}, at least 6)" in told
    assert settings().least.reason("en") in told
    assert f"有记载的地区过少（{count}个，至少须6个）" in render_text(shift, ledger, "zh")


def test_the_least_number_of_regions_follows_from_the_line_that_its_source_draws():
    least = settings().least
    assert WHOLE / least.regions <= least.concentrated_above < WHOLE / (least.regions - 1)
    assert least.source.startswith("https://www.justice.gov/")
    assert "2,000" in least.reason("en")
    assert "2000" in least.reason("zh")


def test_shares_of_two_regions_change_though_their_centre_is_not_told_to_move(desk):
    two_years(desk)
    ledger = desk.ledger()
    shift = find_shift(ledger)
    (step,) = shift.course("ledger").steps
    assert (len(step.changes), step.path) == (2, None)
    assert "no move of the centre: it takes 6 regions told in both years, and there are 2" in render_text(
        shift, ledger, "en"
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_table_is_called_by_its_name_and_not_by_its_code(desk, lang):
    say(desk)
    told = Voice(lang, "GWh/yr").short_series("province_battery.capacity")
    assert "province_battery" not in told
    expected = "Yearly capacity built in the place".lower() if lang == "en" else "中国省市电池产量"
    assert expected in told.lower()


def test_the_centre_moves_west_where_the_west_grows(desk):
    two_years(desk, (15, 400))
    elsewhere(desk, "2021", "2023")
    (step,) = find_shift(desk.ledger()).course("ledger").steps
    assert (step.before, step.after, len(step.regions)) == ("2021", "2023", 7)
    assert step.path.end.longitude < step.path.start.longitude
    assert 240 < step.path.bearing < 300
    assert 300 < step.path.km < 900


def test_amounts_that_stay_move_nothing_however_they_are_hedged(desk):
    two_years(desk, (50, 50), (40, 40), qualifier=Bound.ABOUT)
    elsewhere(desk, "2021", "2023", qualifier=Bound.ABOUT)
    (step,) = find_shift(desk.ledger()).course("ledger").steps
    assert (step.path.km, step.path.kms.high, step.path.bearing) == (0, 0, None)
    assert all(one.before == one.after for one in step.changes)


def test_hedged_amounts_leave_the_move_an_interval(desk):
    two_years(desk, qualifier=Bound.ABOUT)
    elsewhere(desk, "2021", "2023", qualifier=Bound.ABOUT)
    (step,) = find_shift(desk.ledger()).course("ledger").steps
    assert step.path.kms.low < step.path.km < step.path.kms.high
    assert step.path.bearings.low <= step.path.bearing <= step.path.bearings.high


def test_the_draws_are_the_same_every_time(desk):
    two_years(desk, qualifier=Bound.ABOUT)
    ledger = desk.ledger()
    assert find_shift(ledger) == find_shift(ledger)


def test_a_region_that_appears_later_did_not_move(desk):
    two_years(desk, (50, 50), (40, 40))
    elsewhere(desk, "2021", "2023")
    plant(desk, "CATL", "Xining", 300, "2023-06")
    (step,) = find_shift(desk.ledger()).course("ledger").steps
    assert (len(step.regions), step.told_before, step.told_after, step.path.km) == (7, 7, 8, 0)


def test_what_nobody_told_again_stays_built_and_is_no_change(desk):
    plant(desk, "CATL", "Yibin", 15, "2021-06")
    plant(desk, "SVOLT", "Changzhou", 40, "2021-06")
    plant(desk, "CATL", "Yibin", 100, "2023-06")
    course = find_shift(desk.ledger()).course("ledger")
    old = next(one.amount for one in year_of(course, "2023").shares if one.amount.region == JIANGSU)
    assert (old.is_new, old.told_on, old.interval.low) == (False, "2021-06", 40)
    assert [(step.regions, step.changes, step.path) for step in course.steps] == [((SICHUAN,), (), None)]


def test_a_plant_that_was_closed_counts_no_longer(desk):
    two_years(desk)
    desk.document("shut", "Synthetic. SVOLT closed its plant in Changzhou.", "2023-10-10")
    data = {"type": "closure", "organisations": ["SVOLT"], "place": "Changzhou", "date": "2023-10-10"}
    desk.tell(Kind.EVENT, "shut", "SVOLT closed its plant in Changzhou", **data)
    course = find_shift(desk.ledger()).course("ledger")
    assert [one.amount.region for one in year_of(course, "2023").shares] == [SICHUAN]


def test_planned_and_built_are_never_in_one_answer(desk):
    plant(desk, "CATL", "Yibin", 15, "2021-06")
    plant(desk, "SVOLT", "Changzhou", 40, "2021-06", status="planned")
    for stage, region in (("built", SICHUAN), ("planned", JIANGSU)):
        year = year_of(find_shift(desk.ledger(), stage=stage).course("ledger"), "2021")
        assert [one.amount.region for one in year.shares] == [region]


def test_output_is_that_of_a_whole_calendar_year_and_no_goal(desk):
    fields = {"unit": "GWh", "measure": "production", "status": "reported"}
    desk.document(
        "made", "Synthetic. Sichuan made 83 GWh in 2022, 25 GWh in four months, and aims at 130 GWh.", "2023-05-29"
    )
    desk.say("made", "83 GWh", 83, subject="Sichuan", place="Sichuan", period="2022", **fields)
    desk.say("made", "25 GWh", 25, subject="Sichuan", place="Sichuan", period="2023-01/2023-04", **fields)
    desk.say("made", "130 GWh", 130, subject="Sichuan", place="Sichuan", period="2024 target", **fields)
    built, planned = (find_shift(desk.ledger(), of="output", stage=s).course("ledger") for s in ("built", "planned"))
    assert [(one.year, one.total.low) for one in built.years] == [("2022", 83)]
    assert [(one.year, one.total.low) for one in planned.years] == [("2024", 130)]


def test_a_table_tells_countries_by_themselves_and_names_what_is_no_country(desk):
    cell(desk, "China", 300, "2020")
    cell(desk, "United States", 100, "2020")
    cell(desk, "Europe", 18, "2020")
    cell(desk, "World", 500, "2020")
    course = find_shift(desk.ledger(), by="country").course("country_battery.capacity")
    assert course.unplaced == ("Europe", "World")
    (year,) = course.years
    assert [(one.amount.region, one.share.low) for one in year.shares] == [("place-cn", 0.75), ("place-us", 0.25)]
    assert year.shares[0].amount.sources[0].vintage == "2024-01-10"


def test_two_sources_that_disagree_make_the_amount_wider(desk):
    cell(desk, "China", 300, "2020")
    cell(desk, "China", 0.33, "2020", page="b", unit="TWh/yr")
    (year,) = find_shift(desk.ledger(), by="country").course("country_battery.capacity").years
    assert (year.total.low, year.total.high) == (300, pytest.approx(330))


def test_a_location_quotient_is_told_within_the_regions_that_both_tell(desk):
    cell(desk, "China", 300, "2020")
    cell(desk, "United States", 100, "2020")
    for subject, sold in (("China", 1000.0), ("USA", 1000.0), ("Norway", 500.0)):
        for kind in ("bev", "phev"):
            cell(desk, subject, sold / 2, "2020", "country_ev_iea", f"ev_sales.cars.{kind}", "count")
    (year,) = find_shift(desk.ledger(), by="country").course("country_battery.capacity").years
    found = {one.reference: one for one in year.comparisons}
    assert {q.region: q.quotient.low for q in found["cars_sold"].quotients} == {"place-cn": 1.5, "place-us": 0.5}
    assert (found["electricity"].both, found["electricity"].quotients) == (0, ())


def test_a_share_that_surely_rose_supports_the_statement_that_it_would(desk):
    two_years(desk)
    claim = say(desk)
    west, sichuan = find_shift(desk.ledger()).tests
    assert (west.claim, west.target, sichuan.target) == (claim, "west", SICHUAN)
    trial = west.trials[0]
    assert (trial.verdict, trial.before_year, trial.after_year) == (Support.SUPPORTED, "2021", "2023")
    assert trial.after.low > trial.before.high
    assert len(trial.evidence) == 4


def test_a_share_that_fell_does_not_support_it(desk):
    two_years(desk, jiangsu=(40, 600))
    say(desk)
    assert [test.trials[0].verdict for test in find_shift(desk.ledger()).tests] == [Support.NOT_SUPPORTED] * 2


def test_the_opposite_direction_has_the_opposite_verdict(desk):
    two_years(desk)
    say(desk, "The battery industry will move to the east")
    (test,) = find_shift(desk.ledger()).tests
    assert (test.target, test.trials[0].verdict) == ("east", Support.NOT_SUPPORTED)


def test_a_statement_in_chinese_is_tested_alike(desk):
    two_years(desk)
    say(desk, "动力电池产业将西移，并向四川集聚", "动力电池产业")
    assert [(t.target, t.trials[0].verdict) for t in find_shift(desk.ledger()).tests] == [
        ("west", Support.SUPPORTED),
        (SICHUAN, Support.SUPPORTED),
    ]


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda desk: plant(desk, "CATL", "Yibin", 9, "2023-06"), "no_year_before"),
        (lambda desk: plant(desk, "CATL", "Yibin", 9, "2021-06"), "no_year_after"),
        (lambda desk: two_years(desk, qualifier=Bound.OVER), "overlap"),
        (
            lambda desk: [plant(desk, "CATL", "Yibin", n, f"{y}-06") for n, y in ((9, 2021), (20, 2023))],
            "too_few_regions",
        ),
        (
            lambda desk: [
                plant(desk, firm, place, 9, f"{year}-06")
                for firm, place in (("CATL", "Yibin"), ("BYD", "Chongqing"))
                for year in (2021, 2023)
            ],
            "one_side",
        ),
    ],
)
def test_what_cannot_be_decided_is_said_with_its_reason(desk, build, reason):
    build(desk)
    say(desk)
    trial = find_shift(desk.ledger()).tests[0].trials[0]
    assert (trial.verdict, trial.reason) == (Support.NOT_DECIDABLE, reason)


def test_figures_of_different_pages_decide_nothing_and_the_step_says_so(desk):
    for year, page, china in (("2020", "a", 300), ("2023", "b", 200)):
        cell(desk, "China", china, year, page=page)
        cell(desk, "United States", 100, year, page=page)
    say(desk, "The battery industry will move to the United States", "the industry")
    found = find_shift(desk.ledger(), by="country")
    (test,) = found.tests
    assert (test.target, test.trials[1].reason) == ("place-us", "other_source")
    assert found.course("country_battery.capacity").steps[0].is_one_source is False


def test_a_denial_is_read_by_nobody(desk):
    two_years(desk)
    say(desk, "The battery industry will not move to the west")
    assert find_shift(desk.ledger()).tests[0].trials[0].reason == "denied"


@pytest.mark.parametrize(
    "words",
    [
        "Yibin would become a global production base for batteries",
        "The textile industry will move to the west",
        "The battery industry will grow in the west",
    ],
)
def test_a_statement_without_batteries_or_a_move_is_not_tested(desk, words):
    two_years(desk)
    say(desk, words, "the industry")
    assert find_shift(desk.ledger()).tests == ()


def test_a_stated_share_of_the_country_is_shown_beside_the_verdict(desk):
    say(desk)
    table = {"table": "province_battery", "measure": "share_of_national_production", "unit": "%"}
    cell(desk, "Yibin", 13.2, "2022", **table)
    cell(desk, "Yibin", 16, "2024", qualifier=Bound.OVER, **table)
    stated = find_shift(desk.ledger(), of="output").tests[0].stated
    assert [(one.period, one.when, one.share.low) for one in stated] == [
        ("2022", "around", 0.132),
        ("2024", "after", 0.16),
    ]


def test_the_four_regions_hold_every_provincial_unit_once():
    found = four_regions()
    assert {code: len(members) for code, members in found.items()} == {
        "east": 10, "central": 6, "west": 12, "northeast": 3,
    }  # fmt: skip
    assert len(frozenset().union(*found.values())) == 31


@pytest.mark.parametrize(
    "asked", [{"of": "sales"}, {"by": "county"}, {"stage": "signed"}, {"unit": "t/yr"}, {"unit": "x"}]
)
def test_what_cannot_be_asked_is_refused(desk, asked):
    with pytest.raises(InputError):
        find_shift(desk.ledger(), **asked)


@pytest.mark.parametrize(
    ("asked", "hint"),
    [({"unit": "furlong"}, "kWh/yr, MWh/yr, GWh/yr, TWh/yr"), ({"unit": "gwh/yr"}, "near: GWh/yr"),
     ({"by": "provinces"}, "near: province"), ({"of": "capasity"}, "near: capacity")],
)  # fmt: skip
def test_a_bad_word_is_refused_with_the_words_there_are_and_the_nearest(desk, asked, hint):
    with pytest.raises(InputError) as refused:
        find_shift(desk.ledger(), **asked)
    assert hint in str(refused.value.hint)


def national(desk, measure, value, period, subject="China", **fields):
    table = "china_battery" if subject == "China" else "province_battery"
    return cell(desk, subject, value, period, table=table, measure=measure, unit="GWh", **fields)


def test_a_places_share_of_the_country_decides_a_part_of_a_statement_and_names_its_whole(desk):
    say(desk)
    for year, part, whole in (("2021", 10, 200), ("2024", 100, 1000)):
        national(desk, "production", part, year, "Sichuan")
        national(desk, "production", whole, year)
    test = next(one for one in find_shift(desk.ledger(), of="output").tests if one.target == SICHUAN)
    (part,) = test.parts
    assert (part.first.share.low, part.last.share.low) == (pytest.approx(0.05), pytest.approx(0.1))
    assert (part.outcome, part.is_since, part.first.whole) == ("part_rose", False, "production")
    assert all(one.verdict is Support.NOT_DECIDABLE for one in test.trials)


def test_shares_of_totals_that_count_other_things_are_not_held_against_each_other(desk):
    say(desk)
    national(desk, "production", 10, "2021", "Sichuan")
    national(desk, "production", 200, "2021")
    national(desk, "production", 100, "2024", "Sichuan")
    national(desk, "production_ev_and_storage", 1000, "2024")
    test = next(one for one in find_shift(desk.ledger(), of="output").tests if one.target == SICHUAN)
    assert len(test.stated) == 2
    assert test.parts == ()


def test_what_a_firm_makes_in_a_province_is_not_added_to_a_citys_own_capacity(desk):
    desk.document("city", "Synthetic. Yibin has 210 GWh a year.", "2023-06-28")
    desk.say("city", "210 GWh", 210, subject="Yibin", place="Yibin", period="2023-06", status="operating")
    plant(desk, "CATL", "Sichuan", 180, "2023-06")
    year = year_of(find_shift(desk.ledger()).course("ledger"), "2023")
    assert [one.amount.interval.low for one in year.shares] == [210]


def test_amounts_are_told_in_the_unit_asked_for_and_shares_do_not_change(desk):
    two_years(desk)
    one, other = (find_shift(desk.ledger(), unit=unit).course("ledger").years[0] for unit in ("GWh/yr", "MWh/yr"))
    assert other.total.low == 1000 * one.total.low
    assert [s.share for s in other.shares] == [s.share for s in one.shares]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_tells_scope_evidence_and_verdict_in_both_languages(desk, lang):
    two_years(desk, qualifier=Bound.ABOUT)
    claim = say(desk)
    ledger = desk.ledger()
    text = render_text(find_shift(ledger), ledger, lang)
    assert claim in text
    assert set(re.findall(r"fact-[0-9a-f]+", text)) <= set(ledger.facts)
    expected = ("of what is told, not of the industry", "supported") if lang == "en" else ("并非整个产业", "得到支持")
    assert all(words in text for words in expected)
    assert not re.search(r"[{}]|None|nan|inf\b", text)


def test_an_empty_ledger_says_that_nothing_is_told(desk):
    ledger = desk.ledger()
    text = render_text(find_shift(ledger), ledger, "en")
    assert "nothing told" in text
    assert "no forecast or goal" in text


def test_the_record_is_json_with_open_ends_null_and_says_how_draws_are_made(desk):
    two_years(desk, qualifier=Bound.OVER)
    found = json.loads(json.dumps(as_json(find_shift(desk.ledger())), allow_nan=False))
    assert found["courses"][0]["years"][0]["total"]["high"] is None
    assert found["draws"]["count"] == 2000
    assert found["least"]["regions"] == 6
    assert found["division"]["source"].startswith("http://www.stats.gov.cn/")


def test_no_template_holds_a_digit_and_each_has_both_languages():
    for key, said in tomllib.loads(PHRASES.read_text(encoding="utf-8")).items():
        assert set(said) == {"en", "zh"}, key
        assert not re.search(r"\d", said["en"] + said["zh"]), key
        assert sorted(re.findall(r"{\w+}", said["en"])) == sorted(re.findall(r"{\w+}", said["zh"])), key
