"""The centre on the sphere: distances, bearings and means that can be checked by hand."""

from __future__ import annotations

import pytest

from gigawatch.model import Interval
from gigawatch.outlook.shift import RegionAmount
from gigawatch.outlook.shift.centre import find_centre, find_path
from gigawatch.outlook.shift.region import point_of


def amount(region, value, high=None):
    told = Interval(value, value if high is None else high)
    return RegionAmount(region=region, interval=told, told_on="2021", is_new=True, evidence=())


def move(before, after):
    return find_path(*([amount(region, value) for region, value in one.items()] for one in (before, after)))


BEIJING, SHANGHAI, SICHUAN = "place-cn-beijing", "place-cn-shanghai", "place-cn-sichuan"


def test_from_beijing_to_shanghai_it_is_some_1067_km_to_the_south_east():
    path = move({BEIJING: 1, SHANGHAI: 0}, {BEIJING: 0, SHANGHAI: 1})
    assert path.km == pytest.approx(1067, abs=4)
    assert path.bearing == pytest.approx(153, abs=1)


def test_the_way_back_is_as_long():
    there = move({BEIJING: 1, SHANGHAI: 0}, {BEIJING: 0, SHANGHAI: 1})
    back = move({BEIJING: 0, SHANGHAI: 1}, {BEIJING: 1, SHANGHAI: 0})
    assert back.km == pytest.approx(there.km)


def test_all_the_weight_in_one_region_puts_the_centre_at_its_seat():
    found = find_centre([amount(SICHUAN, 9), amount(SHANGHAI, 0)])
    assert (found.latitude, found.longitude) == pytest.approx(point_of(SICHUAN))


def test_two_equal_regions_have_their_centre_halfway():
    half, rest = (
        move({SICHUAN: 1, SHANGHAI: 0}, {SICHUAN: 1, SHANGHAI: 1}),
        move({SICHUAN: 1, SHANGHAI: 1}, {SICHUAN: 0, SHANGHAI: 1}),
    )
    assert half.km == pytest.approx(rest.km)


def test_the_centre_goes_over_the_date_line_and_not_around_the_world():
    found = find_centre([amount("place-fj", 1), amount("place-ws", 1)])
    assert abs(found.longitude) > 170


def test_amounts_all_times_ten_move_nothing():
    assert move({SICHUAN: 1, SHANGHAI: 3}, {SICHUAN: 10, SHANGHAI: 30}).km == pytest.approx(0, abs=0.001)


def test_nothing_anywhere_has_no_centre():
    assert find_centre([amount(SICHUAN, 0), amount(SHANGHAI, 0)]) is None


def test_a_wider_amount_gives_a_wider_interval():
    narrow, wide = (find_centre([amount(SICHUAN, 10, high), amount(SHANGHAI, 10)]).longitudes for high in (11, 20))
    assert wide.high - wide.low > narrow.high - narrow.low
