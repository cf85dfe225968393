from __future__ import annotations

import pint
import pytest

from gigawatch.model import InputError
from gigawatch.outlook.carbon import as_json, find_carbon, render_text


def test_cells_made_on_a_cleaner_grid_have_a_smaller_footprint(desk):
    found = find_carbon(desk.ledger(), "China", to="Sweden", year="2023")
    assert found.footprint
    assert found.moved
    assert found.change
    assert found.moved.whole.high < found.footprint.whole.high
    assert found.change.high < 0


def test_a_province_and_a_country_count_different_gases_so_the_change_is_not_told(desk):
    assert find_carbon(desk.ledger(), "Sichuan", to="Sweden").change is None


def test_an_assumption_given_replaces_the_published_one_and_storage_needs_its_own(desk):
    ledger = desk.ledger()
    assert find_carbon(ledger, "China").use.storage is None
    assert find_carbon(ledger, "China", assume=["charge_intensity=0"]).use.storage is not None


@pytest.mark.parametrize("bad", ["nothing=1", "cycle_life=x", "cycle_life=5..3", "charge_efficiency=120"])
def test_an_assumption_that_cannot_be_is_refused(desk, bad):
    with pytest.raises(InputError):
        find_carbon(desk.ledger(), "China", assume=[bad])


def test_the_page_is_told_in_both_languages_and_as_data(desk):
    ledger = desk.ledger()
    found = find_carbon(ledger, "China")
    assert "Rules" in render_text(found, ledger, "en")
    assert "法规" in render_text(found, ledger, "zh")
    assert as_json(found)["footprint"]


def test_the_units_of_the_car_and_of_a_gallon_hold():
    unit = pint.UnitRegistry()
    assert (1 * unit.lb / unit.gallon).to("kg/l").magnitude == pytest.approx(0.119826427)
    assert (1 * unit("GWh/year") * unit("kg/kWh")).to("t/year").magnitude == pytest.approx(1e6 / 1e3)
