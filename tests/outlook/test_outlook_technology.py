"""What cells and packs can do: kinds of claim apart, alike compared with alike, promises held to account."""

from __future__ import annotations

import json
from datetime import date

import pytest

from gigawatch.figures import CellClaim, load_cells
from gigawatch.index.show.theme import FONT
from gigawatch.model import InputError
from gigawatch.outlook.technology import Outcome, as_json, find_technology, render_text
from gigawatch.report.chart import chart_technology


def test_every_figure_is_plausible_for_a_cell_or_pack():
    bounds = {"energy_density_cell": (90, 601), "energy_density_pack": (90, 300), "charging_rate": (0.4, 20)}
    wrong = [f.id for f in load_cells() if not bounds.get(f.measure, (0, 1e6))[0] < f.quantity.value]
    high = [f.id for f in load_cells() if f.quantity.value > bounds.get(f.measure, (0, 1e6))[1]]
    assert (wrong, high) == ([], [])
    assert all(f.source.startswith("http") and f.vintage for f in load_cells())


def test_the_best_announced_cell_is_above_the_best_in_series():
    cells = [f for f in load_cells() if f.measure == "energy_density_cell"]
    best = {kind: max(f.quantity.value for f in cells if f.claim is kind) for kind in CellClaim if kind != "certified"}
    assert best[CellClaim.ANNOUNCED] > best[CellClaim.IN_SERIES]


def test_only_announced_values_are_due():
    assert all(f.claim is CellClaim.ANNOUNCED for f in load_cells() if f.due)


def test_a_lead_is_told_with_a_figure_in_series_that_is_surely_as_good(desk):
    rates = find_technology(desk.ledger(), measure="charging_rate").measures
    told = [lead for one in rates for lead in one.leads if lead.in_series]
    assert told
    assert all(lead.in_series.quantity.value >= lead.announced.quantity.value for lead in told)
    assert all(lead.in_series.claim is CellClaim.IN_SERIES for lead in told)


def test_a_promise_is_kept_by_the_same_maker_only(desk):
    promises = find_technology(desk.ledger()).promises
    kept = [one for one in promises if one.in_series]
    assert kept
    assert all(one.in_series.maker == one.announced.maker for one in kept)
    assert {one.outcome for one in promises if one.announced.due >= 2026} <= {Outcome.OPEN, Outcome.KEPT}


def test_a_figure_seen_in_series_after_its_year_is_no_verdict_of_lateness(desk):
    ledger = desk.ledger()
    seen = [one for one in find_technology(ledger).promises if one.outcome is Outcome.SEEN_LATER]
    assert seen
    assert all(one.in_series.year > one.announced.due for one in seen)
    assert ": late" not in render_text(find_technology(ledger), ledger, "en")
    assert "延迟" not in render_text(find_technology(ledger), ledger, "zh")


def test_cycle_lives_to_ends_of_their_own_are_listed_and_never_compared(desk):
    (told,) = find_technology(desk.ledger(), measure="cycle_life").measures
    assert told.best
    assert (told.frontier, told.leads) == ((), ())


def test_as_of_a_day_only_what_was_published_by_then_is_told_and_later_promises_are_open(desk):
    found = find_technology(desk.ledger(), as_of=date(2021, 12, 31))
    assert found.ends == "2021-12-31"
    assert max(figure.vintage for one in found.measures for figure in one.best) <= "2021-12-31"
    assert {one.outcome for one in found.promises if one.announced.due >= 2022} <= {Outcome.OPEN, Outcome.KEPT}


def test_chemistries_are_named_in_chinese(desk):
    ledger = desk.ledger()
    text = render_text(find_technology(ledger), ledger, "zh")
    assert not any(f"（{name}" in text for name in ("sodium-ion", "solid-state", "semi-solid", "lithium metal", "all"))
    assert "（钠离子" in text


def test_the_years_to_a_series_are_worded_as_years(desk):
    ledger = desk.ledger()
    text = render_text(find_technology(ledger), ledger, "en")
    assert "(in years)" not in text
    assert "first told in series a year later" in text
    assert "first told in series 3 years later" in text


def test_charging_times_are_compared_within_one_part_of_the_charge(desk):
    found = find_technology(desk.ledger(), measure="charging_time")
    assert all(not one.leads and not one.frontier for one in found.measures if one.condition is None)


def test_what_the_table_does_not_have_is_refused_with_what_it_has(desk):
    with pytest.raises(InputError) as caught:
        find_technology(desk.ledger(), chemistry="unobtainium")
    assert "LFP" in caught.value.hint


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_printed_figure_has_its_source(desk, lang):
    ledger = desk.ledger()
    found = find_technology(ledger, "CATL", claim="in_series")
    text = render_text(found, ledger, lang)
    assert all(f"[{figure.id}] {figure.source}" in text for one in found.measures for figure in one.best)
    assert json.dumps(as_json(found))


def test_the_picture_tells_the_three_kinds_by_shape():
    spec = chart_technology("energy_density_pack").to_dict()
    assert spec["layer"][1]["encoding"]["shape"]["scale"]["range"] == ["circle", "triangle-up", "square"]


def test_the_years_of_the_picture_begin_with_the_figures_and_it_bears_the_look_of_all_pictures():
    spec = chart_technology("energy_density_cell").to_dict()
    scales = [layer["encoding"]["x"]["scale"] for layer in spec["layer"]]
    assert [scale["zero"] for scale in scales] == [False, False]
    assert spec["config"]["font"] == FONT


def test_a_chinese_unit_follows_its_number_without_a_space_and_a_latin_one_with_it(desk):
    told = render_text(find_technology(desk.ledger()), desk.ledger(), "zh")
    assert "分钟" in told
    assert " 分钟" not in told
    assert " Wh/kg" in told
