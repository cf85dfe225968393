"""What in a definition is likely a slip: the run goes on, and the slip is told with what is near (synthetic)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from gigawatch.index.definition import find_slips, list_definitions, load_definition

FIGURES = pl.DataFrame(
    [
        {"subject": "Germany", "measure": "production", "unit": "GWh"},
        {"subject": "France", "measure": "sales", "unit": "GWh"},
        {"subject": "World", "measure": "electric_sales", "unit": "vehicles"},
    ]
)


def slips(folder: Path, text: str) -> Sequence[str]:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return find_slips(load_definition(path), FIGURES)


TEXT = """
id = "mine"
dimension = "mine"
version = "1"
base = "2020"
first = "2020"
name_en = "Synthetic"
name_zh = "虚构"
definition_en = "Synthetic."
definition_zh = "虚构。"
universe = ["{universe}", "France"]
method = "development"

[[pillar]]
code = "index"
name_en = "Index"
name_zh = "指数"
definition_en = "Synthetic."
definition_zh = "虚构。"

[[pillar]]
code = "scale"
parent = "index"
name_en = "Scale"
name_zh = "规模"
definition_en = "Synthetic."
definition_zh = "虚构。"

[[indicator]]
code = "made"
parent = "scale"
unit = "{unit}"
direction = 1
tier = "open"
licence = "none"
name_en = "Made"
name_zh = "产量"
definition_en = "Synthetic."
definition_zh = "虚构。"

[[indicator.source]]
measure = "{measure}"
unit = "{unit}"
"""


@pytest.mark.parametrize(
    ("universe", "measure", "unit", "said"),
    [
        ("Germany", "production", "GWh", []),
        ("Germny", "production", "GWh", ["universe: no figure tells of 'Germny'; near: Germany"]),
        ("Germany", "prodction", "GWh", ["made: no figure is of 'prodction'; near: production"]),
        ("Germany", "production", "MWh", ["made: no figure of 'production' is in MWh; they are in: GWh"]),
        ("Germany", "workers", "persons", []),
        ("Germany", "ledger.sales", "GWh", []),
    ],
)
def test_a_likely_slip_is_told_with_what_is_near(
    universe: str, measure: str, unit: str, said: list[str], tmp_path: Path
) -> None:
    assert slips(tmp_path, TEXT.format(universe=universe, measure=measure, unit=unit)) == said


def test_no_shipped_definition_has_a_measure_in_a_unit_of_its_own() -> None:
    for name in list_definitions():
        definition = load_definition(name)
        for indicator in definition.indicators:
            plain = [s.unit for s in indicator.sources if not (s.of or s.per or s.rate or s.among)]
            assert set(plain) <= {indicator.unit}
