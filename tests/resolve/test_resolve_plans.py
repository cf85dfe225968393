"""Plans of one owner at one place: one told several times, or several; Foovolta is a synthetic firm."""

from __future__ import annotations

import pytest

from gigawatch.model import Bound, EntityKind, Quantity
from gigawatch.resolve import Description, identify
from gigawatch.resolve.amount import are_alike
from gigawatch.resolve.form import adds_to_another

BILLION = 1e9


def are_one(*told: dict[str, object]) -> bool:
    plain: dict[str, object] = {"owner": "CATL", "place": "Debrecen, Hungary", "surface": "battery plant"}
    ids = identify(
        Description(id=str(number), kind=EntityKind.PROJECT, **(plain | one))  # type: ignore[arg-type]
        for number, one in enumerate(told)
    )
    return len(set(ids.values())) == 1


def euros(amount: float) -> Quantity:
    return Quantity(amount * BILLION, "EUR")


def test_another_sum_of_another_half_year_is_another_plan() -> None:
    assert not are_one({"investment": euros(2), "date": "2020-03"}, {"investment": euros(3), "date": "2021-03"}, {})


def test_a_plan_of_one_day_is_told_as_a_whole_and_by_its_first_phase() -> None:
    whole: dict[str, object] = {"capacity": Quantity(15, "GWh"), "investment": euros(2), "date": "2021-06-22"}
    part: dict[str, object] = {
        "capacity": Quantity(7, "GWh"),
        "investment": euros(1.1),
        "date": "2021-06-22",
        "phase": "first phase",
    }
    assert are_one(whole, part)
    assert not are_one(whole, part | {"date": "2022-01-10"})


def test_a_sum_without_an_end_speaks_for_no_plan() -> None:
    most = Quantity(10 * BILLION, "CNY", bound=Bound.UP_TO)
    assert are_alike(most, Quantity(8 * BILLION, "CNY")) is None
    assert are_alike(most, Quantity(10 * BILLION, "CNY")) is True


@pytest.mark.parametrize("words", ["a further plant", "the sister works", "LFP conversion", "电池厂技改", "top-up"])
def test_what_adds_to_a_plant_is_not_the_plan_for_it(words: str) -> None:
    assert adds_to_another(words)


def test_partners_may_be_told_either_way_round() -> None:
    told: dict[str, object] = {"surface": "battery plant", "place": "Bartow County, Georgia"}
    one = told | {"owner": "Hyundai Motor Group", "partners": ("SK On",)}
    assert are_one(one, told | {"owner": "SK On", "partners": ("Hyundai Motor Group",)})


def test_phases_of_the_same_size_counted_from_the_same_one_are_one_plan() -> None:
    size = Quantity(20, "GWh")
    assert are_one({"phase": "first phase", "capacity": size}, {"phase": "一、二期", "capacity": size})
    assert not are_one({"phase": "phase 2", "capacity": size}, {"phase": "一、二期", "capacity": size})
