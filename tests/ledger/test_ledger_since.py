"""Since when a plant runs, where a text dates its ground-breaking too; all texts are synthetic."""

from __future__ import annotations

import pytest
from told import told


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("天宜锂业江安项目2019年8月开工，总投资20亿元，建成年产5万吨氢氧化锂的产能，2021年12月投产。", "2021-12"),
        ("龙蟠科技鄄城工厂2021年3月动工，总投资12亿元，年产6万吨磷酸铁锂，2022年9月投产。", "2022-09"),
        (
            "Construction of the Gotion plant in Manteno began in October 2023, and it went into operation in May 2024"
            " with a capacity of 10 GWh a year.",
            "2024-05",
        ),
    ],
)
def test_a_plant_runs_since_its_start_and_not_since_its_ground_breaking(text: str, since: str) -> None:
    book = told(("2024-07-20", text))
    found = {(f.measure, f.status, f.valid_on) for f in book.facts.values() if f.measure in ("capacity", "investment")}
    assert {(status, day) for _, status, day in found} == {("operating", since)}


@pytest.mark.parametrize(
    "text",
    [
        "国轩高科柳州基地2023年5月开工，规划产能20GWh，计划2024年12月投产。",
        "Gotion's Manteno plant broke ground in May 2023. It is to make 40 GWh a year and will open in May 2025.",
    ],
)
def test_a_start_that_lies_ahead_starts_no_plant(text: str) -> None:
    (fact,) = (f for f in told(("2024-07-20", text)).facts.values() if f.measure == "capacity")
    assert fact.status != "operating"
