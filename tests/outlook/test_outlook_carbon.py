"""The carbon of batteries: boundaries apart, years and places refused, scenarios by year, both languages alike."""

from __future__ import annotations

import re
from dataclasses import replace

import pint
import pytest

from gigawatch.model import InputError, Interval
from gigawatch.outlook.carbon import as_json, find_carbon, read_paths, render_text
from gigawatch.outlook.carbon.doubt import SourceDoubt
from gigawatch.outlook.carbon.figure import carbon_figures
from gigawatch.outlook.carbon.footprint import studies
from gigawatch.outlook.carbon.grid import find_grid, grid_subjects, left_out_subjects, resolve_subject
from gigawatch.outlook.carbon.label import label
from gigawatch.outlook.carbon.path import PathKind, _index, interpolate, points
from gigawatch.outlook.carbon.rule import find_rules
from gigawatch.vocab import PlaceKind, places


def cells(desk, value=100, place="Yibin", firm="CATL", status="operating"):
    """A synthetic plant of cells."""
    desk.document("plant", f"Synthetic. {firm} has {value} GWh a year in {place}.", "2023-06-28")
    desk.say("plant", f"{value} GWh", value, subject=firm, place=place, period="2023-06", status=status)
    return desk.ledger()


def path_of(carbon, code):
    return next(one for one in carbon.paths if one.code == code)


def test_cells_made_on_a_cleaner_grid_have_a_smaller_footprint(desk):
    found = find_carbon(desk.ledger(), "China", to="Sweden", year="2023")
    assert found.move.energy.whole.high < found.energy.whole.high
    assert found.move.change.high < 0


def test_a_province_and_a_country_count_different_gases_so_the_change_is_not_told(desk):
    assert find_carbon(desk.ledger(), "Sichuan", to="Sweden").move.change is None


def test_the_plants_energy_is_its_electricity_times_the_grid_and_nothing_of_a_study(desk):
    found = find_carbon(desk.ledger(), "Sichuan", assume=["electricity_per_kwh_made=50"])
    assert found.energy.whole.low == pytest.approx(50 * 0.1564)
    assert found.energy.fuel is None


def test_gas_and_steam_count_where_their_amount_and_carbon_are_given(desk):
    given = ["electricity_per_kwh_made=50", "fuel_per_kwh_made=20", "fuel_intensity=0.2"]
    found = find_carbon(desk.ledger(), "Sichuan", assume=given)
    assert found.energy.whole.low == pytest.approx(50 * 0.1564 + 4)


def test_a_hundred_gigawatt_hours_on_a_tenth_of_a_kilogram_emit_half_a_million_tonnes_of_electricity(desk):
    found = find_carbon(cells(desk), "Yibin", assume=["electricity_per_kwh_made=50"])
    (running,) = found.emissions
    assert running.plant.low == pytest.approx(100e6 * 50 * 0.1564 / 1000)
    assert running.cradle == Interval(100e6 * 41 / 1000, 100e6 * 89 / 1000)


def test_half_the_output_emits_half(desk):
    ledger = cells(desk)
    whole, half = (find_carbon(ledger, "Yibin", assume=[f"utilisation={n}"]).emissions[0].plant for n in (100, 50))
    assert half.high == pytest.approx(whole.high / 2)


def test_a_firms_plants_emit_on_the_grid_of_their_place_and_capacity_is_no_emission(desk):
    ledger = cells(desk)
    found = find_carbon(ledger, "CATL")
    assert found.energy is None
    assert found.emissions[0].grid.place == "place-cn-sichuan"
    assert "t a year" in render_text(found, ledger, "en")


def test_a_year_far_from_those_told_is_refused_with_the_years_there_are(desk):
    with pytest.raises(InputError) as refused:
        find_carbon(desk.ledger(), "Sichuan", year="1900")
    assert "2023" in refused.value.hint


def test_the_nearest_year_is_taken_only_with_a_note(desk):
    ledger = desk.ledger()
    found = find_carbon(ledger, "Sichuan", year="2024")
    assert (found.energy.grid.period, found.energy.grid.asked) == ("2023", "2024")
    assert "nothing is told for 2024" in render_text(found, ledger, "en")
    assert "2024年无数据" in render_text(found, ledger, "zh")


@pytest.mark.parametrize(
    ("to", "hint"),
    [("Atlantis", "South Africa"), ("Georgia", "place-us-ga"), ("Sweeden", "Sweden"), ("China", "another country")],
)
def test_a_far_fetched_ambiguous_unknown_or_same_place_is_refused_with_what_may_be_meant(desk, to, hint):
    with pytest.raises(InputError) as refused:
        find_carbon(desk.ledger(), "China", to=to)
    assert hint in refused.value.hint


def test_a_town_that_no_source_speaks_of_is_refused(desk):
    with pytest.raises(InputError):
        find_carbon(desk.ledger(), "Atlantis")


def test_an_assumption_given_replaces_the_published_one_and_storage_needs_its_own(desk):
    ledger = desk.ledger()
    assert find_carbon(ledger, "China").use.storage is None
    assert find_carbon(ledger, "China", assume=["charge_intensity=0"]).use.storage is not None
    assert find_carbon(ledger, "China", assume=["储能充电电力碳强度=0"]).use.storage is not None


@pytest.mark.parametrize("bad", ["nothing=1", "cycle_life=x", "cycle_life=5..3", "charge_efficiency=120"])
def test_an_assumption_that_cannot_be_is_refused(desk, bad):
    with pytest.raises(InputError):
        find_carbon(desk.ledger(), "China", assume=[bad])


def test_cars_are_charged_from_the_grid_of_the_country_not_of_the_plants_province(desk):
    found = find_carbon(desk.ledger(), "Sichuan")
    assert found.use.grid.place == "place-cn"


def test_national_targets_keep_the_grid_to_the_peak_year_and_bring_it_to_nothing(desk):
    path = path_of(find_carbon(cells(desk), "Sichuan"), "target")
    told = {one.year: one.intensity.high for one in path.years}
    assert told[2030] == pytest.approx(told[2023])
    assert told[2045] == pytest.approx(told[2030] / 2)
    assert told[2060] == 0
    assert path.years[-1].emissions["running"] == Interval(0, 0)


def test_a_place_follows_the_narrowest_region_of_a_scenario(desk):
    ledger = desk.ledger()
    regions = {name: path_of(find_carbon(ledger, name), "tpi_1_5").region for name in ("Sweden", "Japan", "China")}
    assert regions == {"Sweden": "place-europe", "Japan": "oecd", "China": "non_oecd"}


def test_beyond_its_last_point_a_scenario_tells_nothing(desk):
    path = path_of(find_carbon(desk.ledger(), "China"), "iea_pledges")
    assert path.years[-1].year == 2030
    assert interpolate({2020: 1.0, 2030: 0.5}, 2031) is None


def test_faster_scenarios_are_never_above_slower_ones(desk):
    found = find_carbon(desk.ledger(), "China")
    by_year = [{y.year: y.intensity.high for y in path_of(found, code).years} for code in ("tpi_1_5", "tpi_below_2")]
    assert all(by_year[0][year] <= by_year[1][year] + 1e-9 for year in by_year[0])


def test_a_scenario_of_ones_own_is_read_from_a_file_and_its_faults_are_told(desk, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("name,year,intensity\nmine,2025,0.4\nmine,2035,0.2\n", encoding="utf-8")
    path = find_carbon(desk.ledger(), "China", paths=read_paths(file)).paths[0]
    assert (path.kind, [(y.year, round(y.intensity.low, 3)) for y in path.years]) == (
        PathKind.GIVEN,
        [(2025, 0.4), (2030, 0.3), (2035, 0.2)],
    )
    file.write_text("name,year,intensity\nmine,2025,much\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_paths(file)
    assert refused.value.where == f"{file}:2"


def test_every_year_of_a_scenario_of_ones_own_is_told(desk, tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("name,year,intensity\nmine,2026,0.4\nmine,2028,0.2\n", encoding="utf-8")
    path = find_carbon(desk.ledger(), "China", paths=read_paths(file)).paths[0]
    assert [(y.year, round(y.intensity.low, 3)) for y in path.years] == [(2026, 0.4), (2028, 0.2)]


def test_a_neutrality_after_the_last_year_shown_forces_nothing_before_it():
    row = carbon_figures()[0]
    figures = {"carbon_peak_year": "2030", "carbon_neutrality_year": "2070"}
    synthetic = [replace(row, figure=figure, value=float(year)) for figure, year in figures.items()]
    index = _index(PathKind.TARGET, find_grid("place-in"), (), synthetic)
    assert interpolate(index, 2060) == pytest.approx(0.25)
    assert interpolate(index, 2070) == 0


def test_what_cars_avoid_says_that_it_crosses_two_boundaries(desk):
    ledger = desk.ledger()
    found = find_carbon(ledger, "China")
    assert "two boundaries" in render_text(found, ledger, "en")
    assert "两种边界" in render_text(found, ledger, "zh")


def test_every_name_that_the_tables_tell_a_grid_of_is_a_country_or_province_or_is_left_out():
    kinds = {name: places().get(found).kind for name in grid_subjects() if (found := resolve_subject(name))}
    assert set(kinds.values()) == {PlaceKind.COUNTRY, PlaceKind.PROVINCE}
    assert {name for name in grid_subjects() if name not in kinds} == set(left_out_subjects()) == {"Congo"}


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("place-nl", {"Netherlands", "The Netherlands"}),
        ("place-tr", {"Turkey", "Türkiye"}),
        ("place-vn", {"Vietnam", "Viet Nam"}),
    ],
)
def test_a_grid_is_the_hull_of_all_sources_whatever_they_call_the_place(place, names):
    grid = find_grid(place, "2022")
    assert {row.subject for row in grid.rows} == names
    values = [row.value for row in grid.rows]
    assert grid.interval == Interval(min(values), max(values))


def test_every_point_of_a_scenario_and_every_study_has_its_source():
    assert all(re.match(r"https?://", one.source) and one.vintage for one in points())
    assert all(one.row.source.startswith("http") and one.name("zh") for one in studies())
    assert all(one.value >= 0 for one in points())


def test_every_rule_has_words_in_both_languages(desk):
    rules = find_carbon(desk.ledger(), "China").rules
    assert all(label("figure", rule.figure, lang) for rule in rules for lang in ("en", "zh"))
    assert {rule.unit for rule in rules} <= {"date", "%"}


def test_what_several_pages_tell_of_a_rule_stands_once(desk):
    rules = find_carbon(desk.ledger(), "China").rules
    told = [(rule.figure, rule.chemistry, rule.period) for rule in rules]
    assert len(told) == len(set(told))
    assert any(len(rule.rows) > 1 for rule in rules)


def test_the_page_is_told_in_both_languages_and_as_data(desk):
    ledger = cells(desk)
    found = find_carbon(ledger, "China", to="Sweden")
    english, chinese = (render_text(found, ledger, lang) for lang in ("en", "zh"))
    assert english.count("\n") == chinese.count("\n")
    assert as_json(found)["energy"]


def test_the_chinese_page_has_no_notes_keys_or_units_in_english(desk):
    ledger = cells(desk)
    text = render_text(find_carbon(ledger, "Yibin"), ledger, "zh")
    words = re.sub(r"\[[^\]]*\]|--assume", "", text)
    names = {"Northvolt", "Ankathi", "Aichberger", "Jungmeier", "Thunder", "Said", "Energy", "Xu"}
    assert set(re.findall(r"[A-Za-z]{4,}", words)) <= names | {"OECM"}
    assert not any(row.note and row.note in text for row in carbon_figures())


def test_the_units_of_the_car_and_of_a_gallon_hold():
    unit = pint.UnitRegistry()
    assert (1 * unit.lb / unit.gallon).to("kg/l").magnitude == pytest.approx(0.119826427)
    assert (1 * unit("GWh/year") * unit("kg/kWh")).to("t/year").magnitude == pytest.approx(1e6 / 1e3)


def test_a_figure_that_only_weak_pages_tell_is_marked_and_one_that_a_sound_page_tells_is_not():
    rules = {(one.figure, one.period): one.doubt for one in find_rules()}
    assert rules["carbon_footprint_class_date_ev", "2026"] is SourceDoubt.RETOLD
    assert rules["recycled_content_cobalt_minimum", "2031"] is None
    assert rules["recovery_cobalt_target", "2027"] is None


def test_every_row_of_a_weak_page_says_so_in_its_note():
    words = {SourceDoubt.RETOLD: "weakly sourced", SourceDoubt.COPIED: "in a copy"}
    doubted = [row for row in carbon_figures() if row.doubt is not None]
    assert [row.cell for row in doubted if words[row.doubt] not in row.note] == []
    assert [row.cell for row in carbon_figures() if row.doubt is None and "weakly sourced" in row.note] == []
    assert {one.doubt for one in points() if one.code.startswith("iea_")} == {SourceDoubt.RETOLD}


def test_a_study_that_does_not_say_cell_or_pack_stands_in_neither_boundary():
    (one,) = [study for study in studies() if "thundersaid" in study.row.source]
    assert label("figure", one.boundary, "en") == "cell or pack not told, cradle to gate"
    assert {study.boundary for study in studies()} >= {"footprint_cell", "footprint_pack"}


def test_no_footprint_study_rests_on_a_page_that_only_retells():
    assert [one.row.source for one in studies() if one.row.doubt is SourceDoubt.RETOLD] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_weak_sources_and_boundaries_are_told_beside_the_figures(desk, lang):
    ledger = desk.ledger()
    text = render_text(find_carbon(ledger, "Sichuan"), ledger, lang)
    mark, alone = ("(weakly sourced)", "energy of the plant alone") if lang == "en" else ("（来源薄弱）", "仅工厂能耗")
    cradle = "cell, cradle to gate" if lang == "en" else "电芯（摇篮到大门）"
    assert SourceDoubt.RETOLD.why(lang) in text
    path = next(line for line in text.splitlines() if "International Energy Agency" in line or "国际能源署" in line)
    assert mark in path
    assert alone in text
    assert cradle in text
