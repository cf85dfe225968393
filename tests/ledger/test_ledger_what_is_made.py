"""What a plant makes sets a project apart from its owner's others only where it is another product; all made up."""

from __future__ import annotations

import pytest
from told import capacity_of, told

from gigawatch.ledger import Ledger, link_of
from gigawatch.model import EntityKind

DAY = "2024-05-10"


def projects(book: Ledger) -> list[str]:
    return sorted(one.name for one in book.entities.values() if one.kind is EntityKind.PROJECT)


@pytest.mark.parametrize(
    "text",
    [
        "时代长安宜宾工厂投产，年产能30GWh，每天下线的电池可装2500辆新能源汽车。",
        "时代吉利在宜宾的项目已经开工，年产12GWh动力电池，主要配套吉利、领克等品牌的新能源车型。",
    ],
)
def test_the_vehicles_that_take_a_cell_plants_cells_are_no_project_of_it(text: str) -> None:
    book = told((DAY, text))
    assert projects(book) == []
    assert "vehicle" not in {link_of(book, fact) for fact in book.facts.values()}


def test_the_cars_of_who_makes_cars_and_cells_are_a_project_beside_its_cells() -> None:
    book = told((DAY, "比亚迪在长沙的整车项目已经开工，年产新能源汽车30万辆。"))
    (project,) = projects(book)
    assert project.endswith(", Changsha: electric vehicle")


def test_cells_and_storage_systems_together_are_the_plants_own_capacity() -> None:
    book = told((DAY, "中创新航成都项目二期总投资120亿元，建成后可年产动力电池及储能系统约30GWh。"))
    fact = capacity_of(book, 30)
    assert fact.perimeter is None
    assert book.label(fact.subject) == "CALB, Chengdu, phase 2"
    assert projects(book) == []
    assert book.total(place="Chengdu", measure="capacity", unit="GWh/yr").interval is not None


def test_storage_systems_alone_are_a_project_of_a_cell_maker() -> None:
    book = told((DAY, "中创新航成都储能系统项目年产能10GWh。"))
    assert projects(book) == ["CALB, Chengdu: energy storage system"]


CAPITAL = "贝特瑞将与亿纬锂能一起向贝特瑞（四川）新材料科技有限公司增资，两家分别出资8.26亿元和8.84亿元。"


@pytest.mark.parametrize(
    "text",
    [
        f"{CAPITAL}双方将在宜宾市屏山县建设年产10万吨的负极材料基地。",
        "EVE Energy will take part in a capital increase of Sichuan BTR in Yibin and pay 884 million yuan.",
    ],
)
def test_money_paid_into_the_capital_of_a_firm_makes_no_plant_of_who_pays(text: str) -> None:
    book = told((DAY, text))
    paid = book.select(measure="investment")
    assert paid
    assert not [fact for fact in paid if book.kin.is_plant(fact.subject)]
