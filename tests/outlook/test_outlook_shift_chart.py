"""The picture of where the industry is: points, the way of the centre, no borders, both languages."""

from __future__ import annotations

import pytest
from test_outlook_shift import elsewhere, plant, two_years

from gigawatch.index.show.render import render_chart
from gigawatch.model import Bound, InputError
from gigawatch.outlook.shift import find_shift
from gigawatch.report.chart import chart_shift
from gigawatch.report.chart.lettering import Spot, place_names

MARKS = {"point", "rule", "text"}


def spec_of(desk, **asked):
    return chart_shift(find_shift(desk.ledger()), **asked).to_dict()


def marks(spec):
    return [layer["mark"]["type"] for layer in spec["layer"]]


def names(spec):
    held = [layer["data"]["name"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    return [row["name"] for name in held for row in spec["datasets"][name]]


def test_every_region_is_a_point_and_each_end_of_a_step_is_named_once(desk):
    two_years(desk, qualifier=Bound.ABOUT)
    plant(desk, "CATL", "Yibin", 150, "2024-06")
    plant(desk, "SVOLT", "Changzhou", 60, "2024-06")
    elsewhere(desk, "2021", "2023", "2024")
    told = names(spec_of(desk))
    assert [one for one in sorted(told) if one.startswith("centre")] == ["centre 2021", "centre 2023", "centre 2024"]
    assert {"Jiangsu", "Sichuan", "Shaanxi"} <= set(told)


def test_of_few_regions_no_centre_is_drawn(desk):
    two_years(desk)
    assert sorted(names(spec_of(desk))) == ["Jiangsu", "Sichuan"]


def test_nothing_but_points_lines_and_words_is_drawn_for_borders_have_rules(desk):
    two_years(desk)
    elsewhere(desk, "2021", "2023")
    assert set(marks(spec_of(desk))) <= MARKS


def test_without_a_step_there_is_no_line(desk):
    plant(desk, "CATL", "Yibin", 15, "2021-06")
    assert set(marks(spec_of(desk))) == {"point", "text"}


def test_the_words_are_in_the_language_asked_for(desk):
    two_years(desk)
    assert {"四川省", "江苏省"} <= set(names(spec_of(desk, lang="zh")))
    assert "2023年" in spec_of(desk, lang="zh")["title"]["text"]


def test_the_description_tells_every_amount_and_the_move(desk):
    two_years(desk, (15, 100), (40, 60))
    elsewhere(desk, "2021", "2023")
    told = spec_of(desk)["description"]
    assert all(words in told for words in ("Sichuan 100 GWh a year", "Jiangsu 60 GWh a year", "km west"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_picture_can_be_drawn(desk, tmp_path, lang):
    two_years(desk, qualifier=Bound.ABOUT)
    picture = render_chart(chart_shift(find_shift(desk.ledger()), lang=lang), tmp_path / "shift.svg").read_text("utf-8")
    assert ("Sichuan" if lang == "en" else "四川省") in picture


def test_a_year_that_is_not_told_and_continents_without_points_are_refused(desk):
    two_years(desk)
    with pytest.raises(InputError):
        chart_shift(find_shift(desk.ledger()), year="1999")
    with pytest.raises(InputError):
        chart_shift(find_shift(desk.ledger(), by="continent"))


def test_names_stand_beside_their_points_and_never_on_another_name():
    near = [Spot(100, 50, 5, "Germany"), Spot(112, 50, 5, "Poland")]
    (one, _), (other, _) = place_names(near, 560)
    assert one < 100
    assert other > 112
