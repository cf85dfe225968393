"""The published intensities: their units by an independent library, their sizes by what an expert would expect."""

from __future__ import annotations

import json
from datetime import date

import pint
import pytest

from gigawatch.chain import (
    intensities,
    name_chemistry,
    name_family,
    name_product,
    pick_intensities,
    render_taxonomy,
    select_intensities,
    taxonomy_record,
)
from gigawatch.chain.chemistry import chemistries, families
from gigawatch.chain.phrase import PHRASES, has_phrase
from gigawatch.model import InputError
from gigawatch.report.constant import constants, intensity_id
from gigawatch.vocab import links

ROWS = [row for rows in intensities().values() for row in rows]
REGISTRY = pint.UnitRegistry()
REGISTRY.define("vehicles = [vehicle]")
REGISTRY.define("m2 = meter ** 2")


def span(link, per="cell", *, family, unit="t/GWh", is_counted=True):
    found = [
        r.interval
        for r in ROWS
        if (r.link, r.per, r.family, r.unit) == (link, per, family, unit) and r.is_counted is is_counted
    ]
    return min(i.low for i in found), max(i.high for i in found)


def test_every_intensity_has_a_source_a_date_or_year_a_kind_a_licence_and_a_basis():
    for row in ROWS:
        assert row.source.startswith("http"), row
        assert row.year or row.published, row
        assert row.basis, row
        assert row.licence, row
        assert has_phrase(PHRASES, f"nature_{row.nature}"), row
        assert 0 <= row.interval.low <= row.interval.high, row
        assert not row.year or 2000 < int(row.year) <= date.today().year + 1, row


def test_every_intensity_is_of_a_link_that_feeds_what_it_is_for_by_way_of_the_chain():
    for row in ROWS:
        ways, seen = [row.link], set()
        while ways:
            seen.add(code := ways.pop())
            ways += [one for one in links()[code].feeds if one not in seen]
        back = links()[row.link].stage > links()[row.per].stage
        assert row.per in seen or back, row


@pytest.mark.parametrize(
    "row", [r for r in ROWS if r.is_counted], ids=lambda r: f"{r.link}-{r.chemistry}-{r.source[-20:]}"
)
def test_capacity_times_an_intensity_is_in_the_unit_of_the_link_by_pint(row):
    taker, own = links()[row.per].unit.replace("/yr", "/year"), links()[row.link].unit.replace("/yr", "/year")
    product = REGISTRY(taker) * REGISTRY(row.unit)
    assert product.is_compatible_with(REGISTRY(own))
    assert product.to(REGISTRY(own).units).magnitude == pytest.approx(1)


def test_kilograms_a_kilowatt_hour_are_thousands_of_tonnes_a_gigawatt_hour_by_pint():
    assert (1 * REGISTRY("kg/kWh")).to("t/GWh").magnitude == pytest.approx(1000)


def test_cathode_material_of_iron_phosphate_cells_is_about_two_thousand_to_two_and_a_half():
    low, high = span("cathode", family="iron")
    assert 1900 <= low <= 2200
    assert 2500 <= high <= 2700
    maker = next(r for r in ROWS if r.link == "cathode" and r.family == "iron" and r.nature == "maker")
    assert (maker.interval.low, maker.interval.high) == (2200, 2500)


def test_iron_phosphate_takes_more_cathode_than_nickel_rich_cells():
    rich = [r.interval for r in ROWS if r.link == "cathode" and r.per == "cell" and r.chemistry == "NMC811"]
    assert max(i.high for i in rich) < span("cathode", family="iron")[0]


def test_lithium_for_305_gwh_of_iron_phosphate_cells_is_some_150_000_tonnes():
    low, high = span("lithium_refining", family="iron")
    assert 140_000 <= 305 * low <= 305 * high <= 175_000


def test_separator_is_ten_to_twenty_million_square_metres():
    low, high = span("separator", family="any", unit="m2/GWh")
    assert 9e6 <= low <= 15e6 <= high <= 20e6


def test_electrolyte_of_iron_phosphate_cells_is_over_a_thousand_tonnes_and_of_ternary_below():
    assert span("electrolyte", family="iron")[0] > 1000
    assert span("electrolyte", family="ternary")[1] < 1000


def test_the_foils_are_hundreds_of_tonnes_and_copper_outweighs_aluminium():
    for family in ("iron", "ternary"):
        copper, aluminium = span("copper_foil", family=family), span("aluminium_foil", family=family)
        assert 300 <= copper[0] <= copper[1] <= 1000
        assert 80 <= aluminium[0] <= aluminium[1] <= 600
        assert aluminium[0] < copper[0]


def test_graphite_is_about_a_thousand_tonnes():
    low, high = span("anode", family="iron")
    assert 600 <= low <= high <= 1300


def test_a_precursor_weighs_a_little_less_than_the_cathode_material_made_of_it():
    assert span("precursor", "cathode", family="ternary", unit="t/t") == (0.949, 0.95)
    assert span("precursor", "cathode", family="iron", unit="t/t") == (0.956, 0.956)
    assert span("precursor", family="iron")[1] < span("cathode", family="iron")[1]


def test_iron_phosphate_needs_neither_nickel_nor_cobalt():
    for link in ("nickel_refining", "cobalt_refining"):
        assert span(link, family="iron") == (0, 0)
        assert span(link, family="ternary")[0] > 0


def test_a_gigawatt_hour_equips_thirteen_to_seventeen_thousand_cars():
    assert span("vehicle", family="any", unit="vehicles/GWh") == (13000, 16667)


def test_a_can_of_iron_phosphate_cells_weighs_some_two_hundred_tonnes_and_is_not_balanced_against_pieces():
    assert span("structural_part", family="iron", is_counted=False) == (165, 224)


def test_old_figures_are_shown_and_not_reckoned_with():
    old = [row for row in ROWS if row.year and row.year < "2015"]
    assert old
    assert not any(row.is_counted for row in old)
    assert not set(old) & set(pick_intensities("lithium_refining", "cell", families()))


def test_everything_that_the_table_names_has_words_in_both_languages():
    for row in ROWS:
        assert row.chemistry in chemistries()
        for lang in ("en", "zh"):
            assert name_product(row.product, lang)
            assert name_chemistry(row.chemistry, lang)
            assert name_family(row.family, lang)
        assert not name_product(row.product, "zh").isascii()


def test_the_taxonomy_lists_every_link_with_its_figures_in_both_languages():
    found = select_intensities()
    english, chinese = render_taxonomy(found, "en"), render_taxonomy(found, "zh")
    for link in links().values():
        assert link.definition_en in english
        assert link.definition_zh in chinese
    assert all(row.source in english and row.source in chinese for row in ROWS)
    record = json.loads(json.dumps(taxonomy_record(found, "zh"), allow_nan=False))
    assert sum(len(one["intensities"]) for one in record) == len(ROWS)


def test_the_taxonomy_of_one_link_and_chemistry_holds_those_alone():
    (rows,) = select_intensities("cathode", "nmc811").values()
    assert {row.chemistry for row in rows} == {"NMC811"}
    (rows,) = select_intensities("cathode", "iron").values()
    assert {row.chemistry for row in rows} == {"LFP"}


def test_a_link_or_chemistry_that_there_is_none_of_is_refused_with_those_that_there_are():
    with pytest.raises(InputError, match="no link 'kathode'") as refused:
        select_intensities("kathode")
    assert "cathode" in str(refused.value.hint)
    with pytest.raises(InputError, match="no chemistry 'NMC999'"):
        select_intensities(None, "NMC999")


def test_each_figure_is_a_table_cell_of_its_own_for_the_report():
    assert len({intensity_id(row) for row in ROWS}) == len(ROWS)
    assert {intensity_id(row) for row in ROWS} <= constants().keys()
