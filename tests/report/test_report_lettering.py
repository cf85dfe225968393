"""Where words stand on pictures: each value once, on the picture, and on no mark and no other word."""

from __future__ import annotations

from itertools import combinations

import pytest
from report_fixture import BUILT, PLANNED, publication

from gigawatch.index.show.chart.frame import measure
from gigawatch.report import compose_report, render_svg
from gigawatch.report.block import Chart
from gigawatch.report.chart.lettering import LETTER, Spot, place_free_names, place_names

LANGUAGES = ("en", "zh")
WIDTH = 250.0
Box = tuple[float, float, float, float]


def box(at: tuple[float, float], name: str) -> Box:
    half = measure(name) / 2
    return at[0] - half, at[1] - LETTER / 2, at[0] + half, at[1] + LETTER / 2


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def capacity_chart(lang: str) -> Chart:
    """The picture of capacity as stated, among those of the report."""
    queue, found = list(compose_report(publication(), lang).sections), []
    for section in queue:
        queue.extend(section.sections)
        found += [
            one for one in section.blocks if isinstance(one, Chart) and '"thing"' in str(one.spec).replace("'", '"')
        ]
    (chart,) = [one for one in found if any(row.get("label") for row in rows(one))]
    return chart


def rows(chart: Chart) -> list[dict[str, object]]:
    values = chart.spec["data"]["values"]  # type: ignore[index]
    assert isinstance(values, list)
    return values


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_stated_capacity_is_lettered_once_and_leads_to_its_evidence(lang: str) -> None:
    chart = capacity_chart(lang)
    told = {str(row["label"]) for row in rows(chart)}
    assert {f"{BUILT.value:g}", f"{PLANNED.value:g}"} <= told
    lettered = [row["label"] for row in rows(chart) if "left" in row]
    assert sorted(lettered) == sorted(told)
    svg = render_svg(chart.spec, lang)
    assert all(svg.count(f">{label}</text>") >= 1 for label in told)
    assert all(str(row["href"]).startswith("#ev-fact-") for row in rows(chart))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_values_on_the_picture_of_capacity_cover_each_other_nowhere(lang: str) -> None:
    placed = [
        box((float(str(row["left"])), float(str(row["top"]))), str(row["label"]))
        for row in rows(capacity_chart(lang))
        if "left" in row
    ]
    assert placed
    assert not any(meet(one, other) for one, other in combinations(placed, 2))
    assert all(left >= 0 and right <= WIDTH for left, _, right, _ in placed)


def test_a_name_stands_to_the_left_where_the_picture_ends_to_the_right() -> None:
    (at,) = place_names([Spot(WIDTH - 8, 40, 5, "300")], WIDTH)
    assert at[0] < WIDTH - 8


def test_a_name_that_finds_no_room_beside_a_crowd_of_marks_is_left_out() -> None:
    crowd = [Spot(100 + 9.0 * x, 50 + 9.0 * y, 5, "") for x in range(-6, 7) for y in range(-6, 7)]
    assert place_free_names([Spot(100, 50, 5, "150"), *crowd], WIDTH)[0] is None


def test_names_of_points_that_lie_close_take_different_sides() -> None:
    spots = [Spot(100, 50, 5, "12"), Spot(112, 50, 5, "15")]
    boxes = [box(at, spot.name) for at, spot in zip(place_names(spots, WIDTH), spots, strict=True)]
    assert not meet(*boxes)
